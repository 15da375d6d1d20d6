//! Workspaces with links that lead out, and with pipes, folders and closed files where files are expected:
//! an error that names the place, no wait, and nothing touched outside.
#![cfg(unix)]

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with tests that need more of it")]
mod common;

mod faults;
mod links;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use common::{API, DATA, Output, Workspace, questions};

/// A draft appended to the file of `api-design`.
const NEW_QUESTION: &[&str] = &[
    "bank",
    "new-question",
    "new-one",
    "--competency",
    "api-design",
    "--depth",
    "middle",
    "--bank",
    "small",
];

/// A loop, forms, kits of two candidates, their certificate, and a withdrawn question in the loop's kit and in
/// `ana`'s, where it can be replaced.
fn issued() -> Workspace {
    let w = Workspace::new();
    let ids = |stem: &str| (1..9).map(|n| format!("{stem}-{n}")).collect::<Vec<_>>();
    for (file, competency) in [(API, "api-design"), (DATA, "data-fluency")] {
        let ids = ids(competency);
        w.write(file, questions(competency, "middle", &ids.iter().map(String::as_str).collect::<Vec<_>>()));
    }
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    w.run(&["variants", "payments", "--candidates", "ana", "ben", "--format", "md"]).succeeds();
    for kit in ["loop", "candidates/ana"] {
        w.run(&["bank", "retire", &rotating(&w, kit), "small"]).succeeds();
    }
    w
}

/// The id of a question in a slot that rotates.
fn rotating(w: &Workspace, kit: &str) -> String {
    let kit: panelkit::model::Kit =
        serde_json::from_str(&w.read(&format!("kits/payments/{kit}/kit.json"))).expect("a kit");
    kit.slots().find(|slot| !slot.core).expect("a slot that rotates").question.id.clone()
}

/// Runs a command for 20 seconds at the most; one that takes longer waits for something that never comes.
fn finish(command: &mut Command) -> Output {
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    let start = Instant::now();
    while child.try_wait().expect("waited for").is_none() {
        if start.elapsed() > Duration::from_secs(20) {
            let _ = child.kill();
            let _ = child.wait();
            return Output { status: None, stdout: String::new(), stderr: "it hangs".to_owned() };
        }
        sleep(Duration::from_millis(5));
    }
    let output = child.wait_with_output().expect("ends");
    Output {
        status: output.status.code(),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Everything in a folder, folders and links among it, with what it holds.
fn tree(root: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let entry = entry.expect("an entry");
            let path = entry.path();
            let kind = entry.file_type().expect("a kind");
            let holds = if kind.is_dir() {
                open.push(path.clone());
                "a folder".to_owned()
            } else if kind.is_symlink() {
                format!("a link to {:?}", fs::read_link(&path).expect("a link"))
            } else {
                String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned()
            };
            found.insert(path.strip_prefix(root).expect("below").to_string_lossy().into_owned(), holds);
        }
    }
    found
}

/// What is wrong with the end of a run that should have failed and named `word`; nothing when it is right.
fn lacks(output: &Output, word: &str) -> Option<String> {
    let named = output.stderr.contains(word) && output.stderr.contains("help:");
    let refused = matches!(output.status, Some(1 | 2 | 5)) && !output.stderr.contains("panicked");
    let shown = format!("status {:?}\n{}\n{}", output.status, output.stdout, output.stderr);
    (!named || !refused).then_some(shown)
}
