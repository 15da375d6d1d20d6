//! Drafts, complete submissions, the same form again, and what `--force` keeps.

use serde_json::{Value, json};

use crate::common::Workspace;
use crate::desk::{
    CHEN, RIVERA, STORED, card, collect, desk, errors, files, home, log, put, refused, stored, taken,
};

fn state(report: &Value, n: usize) -> String {
    report["collected"][n]["state"].as_str().expect("a state").to_owned()
}

/// The entries of the log of `ana`, each as its word and interviewer.
fn words(w: &Workspace) -> Vec<(String, Value)> {
    let word = |e: Value| (e["what"].as_str().expect("a word").to_owned(), e["interviewer"].clone());
    log(w).into_iter().map(word).collect()
}

#[test]
fn the_same_form_again_changes_nothing() {
    let w = desk();
    let form = card(&w, "ana", "technical", RIVERA);
    put(&w, "from mail/Attachment (2).bin", &form);
    let (report, out) = collect(&w, &["from mail"]);
    assert_eq!((out.status, state(&report, 0).as_str()), (Some(0), "new"), "{report:#}");
    assert_eq!(report["collected"][0]["file"], "from mail/Attachment (2).bin");
    assert_eq!((&report["written"], &report["collected"][0]["path"]), (&json!([STORED]), &json!(STORED)));
    let stored = stored(&w, "technical--a-rivera");
    for key in ["req", "candidate", "kit", "rule", "round", "interviewer", "held", "submitted", "summary"] {
        assert_eq!(stored[key], form[key], "{key}");
    }
    let question = &stored["ratings"][0];
    assert!(
        question["question"].is_string()
            && question["wording"].as_str().is_some_and(|w| w.starts_with("sha256:"))
    );
    let before = files(&w);
    let (report, _) = collect(&w, &["from mail", "--force"]);
    assert_eq!((state(&report, 0).as_str(), &report["written"]), ("unchanged", &json!([])));
    assert!(before == files(&w), "the same form changed a file");
    // What `collect` wrote can be collected too.
    let (report, _) = collect(&w, &[STORED]);
    assert_eq!(state(&report, 0), "unchanged");
}

#[test]
fn a_draft_is_replaced_freely_and_counts_when_it_is_complete() {
    let w = desk();
    let mut form = card(&w, "ana", "technical", RIVERA);
    form["submitted"] = Value::Null;
    put(&w, "form", &form);
    for wanted in ["draft", "unchanged"] {
        assert_eq!(state(&collect(&w, &["form"]).0, 0), wanted);
    }
    form["ratings"][0]["rating"] = json!(2);
    put(&w, "form", &form);
    assert_eq!(state(&collect(&w, &["form"]).0, 0), "draft");
    let mut command = w.command(&["collect", "form", "--complete"]);
    let out = command.env("SOURCE_DATE_EPOCH", "1795687200").output().expect("runs");
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    let stored = stored(&w, "technical--a-rivera");
    assert_eq!(
        (&stored["submitted"], &stored["ratings"][0]["rating"]),
        (&json!("2026-11-26T10:00:00Z"), &json!(2))
    );
    let before = files(&w);
    for again in [&["form", "--complete", "--date", "2027-01-01"][..], &["form"]] {
        assert_eq!(state(&collect(&w, again).0, 0), "unchanged");
    }
    assert!(before == files(&w), "the first time counts");
    assert!(
        w.names(&format!("{}/scores", home("ana"))).iter().all(|name| name != "history")
            && words(&w).is_empty()
    );
}

#[test]
fn a_complete_form_gives_way_only_by_force_and_is_kept() {
    let w = desk();
    let first = card(&w, "ana", "technical", RIVERA);
    put(&w, "form", &first);
    taken(&w, &["form"]);
    let before = w.read(STORED);
    let mut second = first.clone();
    second["ratings"][1]["rating"] = json!(1);
    second["submitted"] = json!("2026-11-27T09:00:00+01:00");
    put(&w, "second", &second);
    refused(&w, &["second"], "other-submission", &[STORED, "--force"]);
    second["submitted"] = Value::Null;
    put(&w, "draft", &second);
    refused(&w, &["draft"], "draft-after-complete", &[STORED, "--force"]);
    // The other forms of the call are collected.
    put(&w, "chen", &card(&w, "ana", "technical", CHEN));
    let (report, out) = collect(&w, &["second", "chen"]);
    assert_eq!((out.status, state(&report, 0).as_str()), (Some(1), "new"));
    assert_eq!((errors(&report).len(), w.read(STORED) == before), (1, true));
    second["reopened"] = json!(["2026-11-27T08:00:00+01:00"]);
    second["submitted"] = json!("2026-11-27T09:00:00+01:00");
    put(&w, "second", &second);
    refused(&w, &["second"], "other-submission", &["reopened at 2026-11-27T08:00:00+01:00"]);
    let (report, _) = collect(&w, &["second", "--force"]);
    assert_eq!(state(&report, 0), "replaced");
    assert_eq!(w.read(&format!("{}/scores/history/technical--a-rivera.json", home("ana"))), before);
    assert_eq!(words(&w), [("forced".to_owned(), json!(RIVERA)), ("reopened".to_owned(), json!(RIVERA))]);
    let third = w.read(STORED);
    put(&w, "form", &first);
    taken(&w, &["form", "--force"]);
    assert_eq!(w.read(&format!("{}/scores/history/technical--a-rivera-2.json", home("ana"))), third);
    assert_eq!(w.read(STORED), before);
}

#[test]
fn two_forms_of_one_seat_in_one_call_are_an_error() {
    let w = desk();
    let mut form = card(&w, "ana", "technical", RIVERA);
    put(&w, "forms/a", &form);
    put(&w, "forms/b", &form);
    put(&w, "forms/chen", &card(&w, "ana", "technical", CHEN));
    let (report, out) = collect(&w, &["forms"]);
    assert_eq!((out.status, errors(&report).len()), (Some(1), 1), "{report:#}");
    assert_eq!(errors(&report)[0].0, "same-seat-twice");
    assert_eq!(report["collected"].as_array().map(Vec::len), Some(2));
    form["ratings"][0]["rating"] = json!(1);
    put(&w, "more/a", &form);
    form["ratings"][0]["rating"] = json!(2);
    put(&w, "more/b", &form);
    let before = files(&w);
    let (report, _) = collect(&w, &["more", "--force"]);
    let found = errors(&report);
    assert_eq!(found.iter().map(|(code, _)| code.as_str()).collect::<Vec<_>>(), ["same-seat-twice"; 2]);
    assert!(found[0].1.contains("`more/a` and `more/b`") && before == files(&w));
    // The same file named twice is one file.
    let (report, out) = collect(&w, &["forms/chen", "forms/chen", "./forms"]);
    assert_eq!((report["collected"].as_array().map(Vec::len), out.status), (Some(2), Some(1)));
}

/// An interviewer who exports a draft during the interview and completes the form later sends both files.
#[test]
fn a_complete_form_wins_over_the_drafts_of_its_seat() {
    let w = desk();
    let last = card(&w, "ana", "technical", RIVERA);
    let mut draft = last.clone();
    draft["submitted"] = Value::Null;
    draft["summary"] = json!("Half of it.");
    put(&w, "in/1", &draft);
    put(&w, "in/2", &last);
    draft["ratings"][0]["rating"] = json!(1);
    put(&w, "in/3", &draft);
    let (report, out) = collect(&w, &["in"]);
    assert_eq!((out.status, state(&report, 0).as_str()), (Some(0), "new"), "{report:#}");
    assert_eq!(report["collected"].as_array().map(Vec::len), Some(1));
    assert_eq!(report["collected"][0]["file"], "in/2");
    let words = |n: u8| json!(format!("`in/{n}` is a draft of this seat, and was not used"));
    assert_eq!(report["collected"][0]["remarks"], json!([words(1), words(3)]));
    assert!(w.read(STORED).contains("Owns the contract."));
    // A form that is refused says the same of its drafts.
    let mut other = last.clone();
    other["summary"] = json!("Something else.");
    put(&w, "in/2", &other);
    refused(&w, &["in"], "other-submission", &["`in/1` is a draft of this seat", "`in/3` is a draft"]);
    // Drafts alone, two complete forms, and a draft that was opened again later: it is not known which one counts.
    let twice = |args: &[&str], count: usize| {
        let before = files(&w);
        let (report, _) = collect(&w, args);
        let codes: Vec<String> = errors(&report).into_iter().map(|(code, _)| code).collect();
        assert_eq!((codes, before == files(&w)), (vec!["same-seat-twice".to_owned(); count], true));
    };
    twice(&["in/1", "in/3"], 2);
    twice(&["in/1", "in/2", "--complete"], 2);
    put(&w, "in/4", &last);
    twice(&["in"], 4);
    draft["reopened"] = json!(["2026-11-27T08:00:00+01:00"]);
    put(&w, "in/3", &draft);
    twice(&["in/2", "in/3"], 2);
}
