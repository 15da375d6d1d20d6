//! What reaches a terminal or a pipe: no reader changes the work or the status, no text steers a terminal.

#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

use common::{LOOP, ROLE, Workspace};

/// Every command with the files that it leaves, once with a reader and once without: same status, same files.
#[test]
fn a_reader_that_leaves_changes_neither_the_work_nor_the_status() {
    let lines = [
        ("generate payments --format md", 0),
        ("generate payments --format md --seed other", 1),
        ("generate payments --format md --seed other --force", 0),
        ("variants payments --candidates ana ben --format md", 0),
        ("certificate payments --format md", 0),
        ("reissue payments", 0),
        ("scorecards payments --format md", 0),
        ("verify", 0),
        ("check", 0),
        ("bank list small", 0),
        ("explain missing-anchor", 0),
        ("verify nowhere", 2),
        ("completions bash", 0),
        ("--help", 0),
    ];
    for sink in ["| true", ">&-", "> /dev/full"] {
        let (read, unread) = (Workspace::new(), Workspace::new());
        for (line, status) in lines {
            let wanted = read.shell(&format!("$PANELKIT {line}"));
            assert_eq!(wanted.status, Some(status), "{line}\n{}", wanted.stderr);
            // The status of the program, not of the reader.
            let found = unread.shell(&format!("{{ $PANELKIT {line}; echo $? > status; }} {sink}"));
            let code = unread.read("status");
            let full = sink.contains("full") && status == 0 && !wanted.stdout.is_empty();
            let wanted_code = if full { "5" } else { &status.to_string() };
            assert_eq!(code.trim(), wanted_code, "{line} {sink}\n{}", found.stderr);
            std::fs::remove_file(unread.path("status")).expect("written above");
            for folder in ["kits/payments", LOOP, "kits/payments/candidates/ana"] {
                if read.path(folder).is_dir() {
                    assert!(read.files(folder) == unread.files(folder), "{line} {sink}: {folder}");
                }
            }
        }
    }
}

/// A verified difference and a finding keep their status as well.
#[test]
fn a_closed_pipe_hides_no_difference_and_no_finding() {
    let w = Workspace::new();
    w.generate().succeeds();
    let kit = w.read(&format!("{LOOP}/kit.json"));
    w.write(&format!("{LOOP}/kit.json"), kit.replacen("\"minutes\": 45", "\"minutes\": 46", 1));
    for (line, status) in [("verify", "4"), ("check kits/payments/nothing.yaml", "2")] {
        let wanted = w.shell(&format!("$PANELKIT {line}")).status.map(|s| s.to_string());
        w.shell(&format!("{{ $PANELKIT {line}; echo $? > status; }} | true"));
        let code = w.read("status");
        assert_eq!(Some(code.trim()), wanted.as_deref(), "{line}");
        assert!(line != "verify" || code.trim() == status);
    }
}

/// Characters that a terminal would obey, or that reorder text.
const TRICKS: &str = "\u{1b}[31m\u{1b}]0;x\u{7}\u{9b}2J\u{202e}\u{2066}\u{7f}";

fn is_trick(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

#[test]
fn no_text_of_a_file_or_an_argument_steers_the_terminal() {
    let escaped: String = TRICKS.chars().map(|c| format!("\\u{:04x}", u32::from(c))).collect();
    let w = Workspace::new()
        .edit(ROLE, "title: Product Manager, Payments", &format!("title: \"PM {escaped}\""))
        .edit(ROLE, "[A. Rivera]", &format!("[\"A. {escaped}\"]"))
        .edit(ROLE, "surface: the Payments API", &format!("surface: \"the {escaped} API\""))
        .edit(common::LOOPS, "title: Onsite loop", &format!("title: \"Onsite {escaped}\""))
        .edit(common::BANK, "name: API design", &format!("name: \"API {escaped}\""));
    let kit = format!("{LOOP}/kit.json");
    let runs: [&[&str]; 14] = [
        &["generate", "payments", "--format", "md"],
        &["generate", "payments", "--format", "md", "--seed", TRICKS],
        &["generate", TRICKS],
        &["check"],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["explain", "api-one", "--kit", &kit],
        &["explain", TRICKS],
        &["variants", "payments", "--candidates", "ana", "ben", "--format", "md"],
        &["diff", "kits/payments/candidates/ana/kit.json", "kits/payments/candidates/ben/kit.json"],
        &["bank", "list", "small", "--format", "json"],
        &["bank", "show", "api-one"],
        &["scorecards", "payments", "--interviewer", TRICKS],
        &["verify", TRICKS],
    ];
    for args in runs {
        let out = w.run(&[&["--color", "never"], args].concat());
        for text in [&out.stdout, &out.stderr] {
            assert!(!text.contains(is_trick), "{args:?}: {text:?}");
        }
        if args.contains(&"json") && out.status == Some(0) {
            serde_json::from_str::<serde_json::Value>(&out.stdout).expect("JSON");
        }
    }
    let broken = w.edit(ROLE, "depth: middle", &format!("depth: midle # {TRICKS}"));
    let out = broken.run(&["check"]);
    assert_eq!(out.status, Some(1));
    assert!(!out.stderr.contains(is_trick), "{:?}", out.stderr);
    assert!(out.stderr.contains("midle") && out.stderr.contains("did you mean"), "{}", out.stderr);
}
