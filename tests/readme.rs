//! Every console block of the README is run, and prints what the README says.

use std::fs;
use std::path::Path;
use std::process::Command;

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder").flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file");
        }
    }
}

/// Splits a command line as a shell does, as far as the README needs it.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().expect("never empty").push(c),
        }
    }
    words.retain(|w| !w.is_empty());
    words
}

fn run(line: &str, workspace: &Path) -> String {
    let words = words(line);
    let args = match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["cargo", "run", "--release", "--", ..] => words[4..].to_vec(),
        ["panelkit", ..] => words[1..].to_vec(),
        _ => panic!("the README runs something else: {line}"),
    };
    let out = Command::new(env!("CARGO_BIN_EXE_panelkit"))
        .args(args)
        .current_dir(workspace)
        .output()
        .expect("runs");
    String::from_utf8_lossy(&out.stderr).into_owned() + &String::from_utf8_lossy(&out.stdout)
}

fn clean(workspace: &Path) {
    let _ = fs::remove_dir_all(workspace.join("kits/payments-api-tpm/loop"));
}

/// Carries out a comment that prepares the next block.
fn prepare(comment: &str, workspace: &Path) {
    if comment.contains("without the sample's kit") {
        clean(workspace);
    }
    if let Some(rest) = comment.strip_prefix("<!-- replace in ") {
        let (file, rest) = rest.split_once(": ").expect("a file");
        let (from, to) = rest.trim_end_matches(" -->").split_once(" => ").expect("from => to");
        let path = workspace.join(file);
        let text = fs::read_to_string(&path).expect("readable");
        assert!(text.contains(from), "{file} has no `{from}`");
        fs::write(&path, text.replacen(from, to, 1)).expect("writable");
    }
}

/// Runs a block; the README must show exactly what it prints. A command without output below it
/// must succeed and may print anything. Gives the number of commands, and the block as it should be.
fn console(block: &str, workspace: &Path) -> (usize, String) {
    let mut commands = 0;
    let mut blessed = String::new();
    for part in format!("\n{block}").split("\n$ ").skip(1) {
        let (line, expected) = part.split_once('\n').unwrap_or((part, ""));
        let printed = run(line, workspace);
        blessed.push_str(&format!("$ {line}\n"));
        if !expected.trim().is_empty() {
            blessed.push_str(&format!("{}\n", printed.trim_end()));
            if !blessing() {
                assert_eq!(
                    printed.trim_end(),
                    expected.trim_end(),
                    "README.md: `{line}`; BLESS=1 writes it anew"
                );
            }
        }
        commands += 1;
    }
    (commands, blessed.trim_end().to_owned())
}

fn blessing() -> bool {
    std::env::var_os("BLESS").is_some()
}

/// The first question of the kit with the lines that the README shows, up to its first probe.
fn excerpt(kit: &str) -> String {
    let from = kit.find("### 1.1 ").expect("a first question");
    let probes = kit[from..].find("**Probes**\n\n").expect("probes") + from + "**Probes**\n\n".len();
    let end = kit[probes..].find('\n').expect("a line") + probes;
    kit[from..end].to_owned()
}

#[test]
fn every_console_block_prints_what_the_readme_shows() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let temp = tempfile::tempdir().expect("a temporary folder");
    copy(&root.join("question_banks"), &temp.path().join("question_banks"));
    copy(&root.join("kits"), &temp.path().join("kits"));
    let readme = fs::read_to_string(root.join("README.md")).expect("README.md");
    let (mut commands, mut blessed) = (0, String::new());
    let mut rest = readme.as_str();
    while let Some((line, after)) = rest.split_once('\n') {
        rest = after;
        blessed.push_str(&format!("{line}\n"));
        if line.starts_with("<!--") {
            prepare(line, temp.path());
        } else if line == "```console" {
            let (block, after) = rest.split_once("\n```").expect("a closed block");
            let (count, printed) = console(block, temp.path());
            commands += count;
            blessed.push_str(&format!("{printed}\n```"));
            rest = after;
        } else if line == "```markdown" {
            let (block, after) = rest.split_once("\n```").expect("a closed block");
            let kit =
                fs::read_to_string(temp.path().join("kits/payments-api-tpm/loop/kit.md")).expect("the kit");
            assert!(blessing() || kit.contains(block), "the lines of the README are not in the kit");
            blessed.push_str(&format!("{}\n```", excerpt(&kit)));
            rest = after;
        }
    }
    assert!(commands >= 8, "only {commands} commands were found");
    if blessing() {
        fs::write(root.join("README.md"), blessed).expect("README.md is writable");
    }
}
