//! A workspace with kits of two candidates, forms to fill in, and what `collect` reports.

use serde_json::{Value, json};

use crate::common::{API, Output, ROLE, Workspace, question};

/// The interviewers of round `technical`.
pub(crate) const RIVERA: &str = "A. Rivera";
pub(crate) const CHEN: &str = "J. Chen";
/// The submission of `RIVERA` about `ana`.
pub(crate) const STORED: &str = "kits/payments/candidates/ana/scores/technical--a-rivera.json";

/// Kits of `ana` and `ben`, with two interviewers in round `technical` and one in round `product`.
pub(crate) fn desk() -> Workspace {
    let w = Workspace::new().edit(
        ROLE,
        "technical: [A. Rivera]",
        "technical: [A. Rivera, J. Chen]\n  product: [Łukasz Wójcik]",
    );
    // Enough questions to replace one.
    let more: String = (1..=6).map(|n| question(&format!("api-more-{n}"), "middle")).collect();
    w.write(API, w.read(API) + &more);
    w.generate().succeeds();
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    w.run(&["variants", "payments", "--candidates", "ana", "ben", "--format", "md"]).succeeds();
    w
}

pub(crate) fn home(candidate: &str) -> String {
    format!("kits/payments/candidates/{candidate}")
}

pub(crate) fn kit(w: &Workspace, candidate: &str) -> Value {
    serde_json::from_str(&w.read(&format!("{}/kit.json", home(candidate)))).expect("a kit")
}

/// The ids of the slots of a round.
pub(crate) fn slots(kit: &Value, round: &str) -> Vec<String> {
    let rounds = kit["rounds"].as_array().expect("rounds");
    let of = rounds.iter().find(|r| r["id"] == round).expect("a round");
    let slots = of["slots"].as_array().expect("slots");
    slots.iter().map(|slot| slot["id"].as_str().expect("an id").to_owned()).collect()
}

/// The issued pack of a seat in Markdown.
pub(crate) fn pack(w: &Workspace, candidate: &str, seat: &str) -> String {
    w.read(&format!("{}/scorecards/{seat}.md", home(candidate)))
}

/// A complete scorecard of a seat in JSON, with the rating 3 everywhere.
pub(crate) fn card(w: &Workspace, candidate: &str, round: &str, who: &str) -> Value {
    let kit = kit(w, candidate);
    let rating = |slot: String| json!({ "slot": slot, "rating": 3, "notes": format!("Notes on {slot}."), "evidence": "\"I asked first.\"" });
    let ratings: Vec<Value> = slots(&kit, round).into_iter().map(rating).collect();
    json!({
        "format": 1, "req": "payments", "candidate": candidate, "kit": kit["digest"], "rule": kit["rule"],
        "round": round, "interviewer": who, "held": "2026-11-26", "reopened": [],
        "submitted": "2026-11-26T10:05:00+01:00", "conflict": false, "ratings": ratings,
        "recommendation": 3, "summary": "Owns the contract.",
    })
}

/// Writes a scorecard.
pub(crate) fn put(w: &Workspace, name: &str, card: &Value) {
    w.write(name, serde_json::to_string_pretty(card).expect("plain data"));
}

/// The report of `collect` with these arguments.
pub(crate) fn collect(w: &Workspace, args: &[&str]) -> (Value, Output) {
    let out = w.run(&[&["collect", "--report", "json"], args].concat());
    assert!(!out.stderr.contains("panicked"), "{}", out.stderr);
    let report =
        serde_json::from_str(&out.stdout).unwrap_or_else(|e| panic!("{e}: {}\n{}", out.stdout, out.stderr));
    (report, out)
}

/// The submission of an interviewer of round `technical` about `ana`; `seat`: the name of its file without the ending.
pub(crate) fn stored(w: &Workspace, seat: &str) -> Value {
    serde_json::from_str(&w.read(&format!("{}/scores/{seat}.json", home("ana")))).expect("JSON")
}

/// Collects one file and returns the submission; the command must succeed.
#[track_caller]
pub(crate) fn taken(w: &Workspace, args: &[&str]) -> Value {
    let (report, out) = collect(w, args);
    assert_eq!(out.status, Some(0), "{report:#}\n{}", out.stderr);
    let path = report["collected"][0]["path"].as_str().expect("a path").to_owned();
    serde_json::from_str(&w.read(&path)).expect("a submission")
}

/// The codes and messages of the forms that were not collected.
pub(crate) fn errors(report: &Value) -> Vec<(String, String)> {
    let list = report["errors"].as_array().expect("a list");
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    list.iter().map(|error| (text(&error["code"]), text(&error["message"]))).collect()
}

/// Collects one form, which must be refused with this code, and changes nothing.
#[track_caller]
pub(crate) fn refused(w: &Workspace, args: &[&str], code: &str, words: &[&str]) -> String {
    let before = files(w);
    let (report, out) = collect(w, args);
    assert_eq!((out.status, &report["status"]), (Some(1), &json!(1)), "{report:#}\n{}", out.stderr);
    let errors = errors(&report);
    assert_eq!(errors.len(), 1, "{report:#}");
    assert_eq!(errors[0].0, code, "{}", errors[0].1);
    for word in words {
        assert!(errors[0].1.contains(word), "lacks `{word}`: {}", errors[0].1);
    }
    assert!(before == files(w), "a refused form changed a file");
    errors[0].1.clone()
}

/// What `scores` shows, as JSON.
#[track_caller]
pub(crate) fn scores(w: &Workspace) -> Value {
    let out = w.run(&["scores", "payments", "--format", "json"]);
    serde_json::from_str(&out.succeeds().stdout).expect("JSON")
}

/// The entries of the log of `ana`.
pub(crate) fn log(w: &Workspace) -> Vec<Value> {
    let path = w.path(&format!("{}/log.json", home("ana")));
    let text = std::fs::read_to_string(path).unwrap_or("[]".to_owned());
    serde_json::from_str(&text).expect("a list")
}

/// Every file below `kits` with its bytes.
pub(crate) fn files(w: &Workspace) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut open = vec![w.path("kits")];
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => {
                    found.push((path.to_string_lossy().into_owned(), std::fs::read(&path).expect("readable")))
                }
            }
        }
    }
    found.sort();
    found
}
