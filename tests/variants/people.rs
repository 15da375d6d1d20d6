//! The day of a candidate's first round, another person for one candidate, and what two candidates share.

use serde_json::Value;

use crate::common::Workspace;
use crate::site::{CANDIDATES, REQ, base, issue, kit, questions, site, tree};

/// A loop, and three candidates with forms.
fn desk() -> Workspace {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "cid", "--format", "md"]).succeeds();
    w
}

fn file(candidate: &str) -> String {
    format!("{CANDIDATES}/{candidate}/candidate.yaml")
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn the_day_is_recorded_once_and_the_rest_of_the_file_stays() {
    let w = desk();
    let text = "# \u{fc}ber Ana\r\nname: \"Ana Mar\u{ed}a\"  # as she writes it\r\nheld: false # not yet\r\nsay: AH-na\r\n";
    w.write(&file("ana"), format!("\u{feff}{text}"));
    let said = w.run(&["held", REQ, "ana", "ben", "--date", "2026-05-21"]);
    assert!(said.succeeds().stdout.contains("ana: held on 2026-05-21, recorded in"), "{}", said.stdout);
    assert_eq!(w.read(&file("ana")), format!("\u{feff}{}", text.replace("false", "2026-05-21")));
    assert!(w.read(&file("ben")).contains("held: 2026-05-21"));
    let before = tree(w.root());
    let again = w.run(&["held", REQ, "ana", "--date", "2026-05-21", "--format", "json"]);
    let found = json(&again.succeeds().stdout);
    assert_eq!((&found["candidates"][0]["already"], &found["ahead"]), (&true.into(), &false.into()));
    w.run(&["held", REQ, "cid", "ana", "--date", "2026-05-22"]).fails(
        1,
        &[
            "another day is recorded",
            "candidates/ana/candidate.yaml: held on 2026-05-21",
            "nothing was written",
        ],
    );
    w.run(&["held", REQ, "cid", "anna", "bem"])
        .fails(2, &["`anna` or `bem`", "did you mean `ana`?", "did you mean `ben`?"]);
    w.run(&["held", REQ, "cid", "--date", "2026-02-30"]).fails(2, &["2026-05-21"]);
    assert!(before == tree(w.root()), "a refused run wrote something");
    w.run(&["certificate", REQ, "--format", "md"]).succeeds();
    w.run(&["verify", REQ]).succeeds();
}

#[test]
fn today_comes_from_the_clock_or_the_environment() {
    let w = desk();
    let run = |candidate: &str, epoch: &str| {
        let mut command = w.command(&["held", REQ, candidate]);
        let out = command.env("SOURCE_DATE_EPOCH", epoch).output().expect("starts");
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    assert_eq!(run("ana", "86400").0, Some(0));
    assert!(w.read(&file("ana")).contains("held: 1970-01-02"));
    let (status, said) = run("ben", "soon");
    assert_eq!((status, said.contains("SOURCE_DATE_EPOCH")), (Some(2), true), "{said}");
    let ahead = w.run(&["held", REQ, "ben", "--date", "2999-01-01"]);
    assert!(ahead.succeeds().stderr.contains("warning: 2999-01-01 is after today"), "{}", ahead.stderr);
    w.run(&["held", REQ, "cid"]).succeeds();
    assert!(!w.read(&file("cid")).contains("held: false"));
}

#[test]
fn a_file_that_is_gone_is_made_again_and_an_odd_layout_is_kept() {
    let w = desk();
    std::fs::remove_file(w.path(&file("ana"))).expect("there");
    w.write(&file("ben"), "---\nname: Ben\n...\n");
    w.write(&file("cid"), "{ name: Cid }\n");
    w.run(&["held", REQ, "ana", "ben", "cid", "--date", "2026-05-21"]).succeeds();
    assert!(w.read(&file("ana")).contains("held: 2026-05-21\n"));
    assert_eq!(w.read(&file("ben")), "---\nheld: 2026-05-21\nname: Ben\n...\n");
    assert_eq!(w.read(&file("cid")), "{ held: 2026-05-21, name: Cid }\n");
}

#[cfg(unix)]
#[test]
fn a_linked_file_stays_a_link_and_a_link_out_of_the_workspace_is_refused() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let w = desk();
    w.write("people/ana.yaml", "# shared\nname: Ana\nheld: false\n");
    std::fs::set_permissions(w.path("people/ana.yaml"), std::fs::Permissions::from_mode(0o444))
        .expect("chmod");
    std::fs::remove_file(w.path(&file("ana"))).expect("there");
    symlink("../../../../people/ana.yaml", w.path(&file("ana"))).expect("linked");
    w.run(&["held", REQ, "ana", "--date", "2026-05-21"]).succeeds();
    assert!(w.path(&file("ana")).symlink_metadata().expect("there").is_symlink());
    assert_eq!(w.read("people/ana.yaml"), "# shared\nname: Ana\nheld: 2026-05-21\n");
    let mode = std::fs::metadata(w.path("people/ana.yaml")).expect("there").permissions().mode();
    assert_eq!(mode & 0o777, 0o444);
    let outside = tempfile::tempdir().expect("a folder");
    let theirs = outside.path().join("ben.yaml");
    std::fs::write(&theirs, "held: false\n").expect("written");
    std::fs::remove_file(w.path(&file("ben"))).expect("there");
    symlink(&theirs, w.path(&file("ben"))).expect("linked");
    w.run(&["held", REQ, "cid", "ben"]).fails(5, &["candidate.yaml"]);
    assert_eq!(std::fs::read_to_string(&theirs).expect("there"), "held: false\n");
    assert!(w.read(&file("cid")).contains("held: false"), "no candidate of a refused run is written");
}

#[test]
fn what_two_candidates_share_is_listed() {
    let w = desk();
    let path = |id: &str| format!("{CANDIDATES}/{id}");
    let (ana, ben) = (kit(&w, "ana"), kit(&w, "ben"));
    let both: Vec<String> = questions(&ana).into_iter().filter(|q| questions(&ben).contains(q)).collect();
    let core = base(&w).slots().filter(|s| s.core).count();
    let found = json(&w.run(&["diff", &path("ana"), &path("ben"), "--format", "json"]).succeeds().stdout);
    let shared: Vec<&str> =
        found["shared"].as_array().expect("a list").iter().filter_map(|s| s["question"].as_str()).collect();
    assert_eq!(shared, both);
    assert!(both.len() >= core && found["slots"].as_array().is_some_and(|slots| !slots.is_empty()));
    assert!(found["shared"][0].get("prompt").is_none());
    let said = w.run(&["diff", &path("ana"), &path("ben"), "--same"]);
    assert_eq!(said.succeeds().stdout.lines().count(), both.len() + 1);
    let of = format!("shared: {} of {} questions ({core} core", both.len(), questions(&ana).len());
    assert!(said.stdout.contains(&of), "{}", said.stdout);
    let prompt = |id: &str| ana.slots().find(|s| s.question.id == id).expect("there").question.prompt.clone();
    let said = w.run(&["diff", &path("ana"), &path("ben"), "--same", "--prompts"]);
    assert!(both.iter().all(|id| said.succeeds().stdout.contains(&prompt(id))), "{}", said.stdout);
    let other = ana.slots().find(|s| !both.contains(&s.question.id)).expect("a difference");
    assert!(!said.stdout.contains(&other.question.prompt));
    let said = w.run(&["diff", &path("ana"), &path("ben"), "--prompts"]);
    assert!(
        said.succeeds().stdout.contains(&format!("  first: {}", other.question.prompt)),
        "{}",
        said.stdout
    );
    let found = w.run(&["diff", &path("ana"), &path("ben"), "--prompts", "--format", "json"]);
    let found = json(&found.succeeds().stdout);
    assert!(found["shared"][0]["prompt"].is_string() && found["prompts"][0]["second"].is_string());
}
