//! Input that is wrong, each case with its own error; and input from which something cannot be concluded.

use crate::common::Workspace;
use crate::site::{CANDIDATES, REQ, change, dated, debrief, of, panel, path};

fn form() -> String {
    path("c-101", "first-talk", "A. Rivera")
}

fn refused(w: &Workspace, words: &[&str]) {
    dated(w, &["debrief", REQ]).fails(1, words);
}

#[test]
fn a_form_that_does_not_belong_here_is_a_named_error() {
    let w = panel();
    change(&w, &form(), |form| form["kit"] = format!("sha256:{}", "0".repeat(64)).into());
    refused(&w, &["other-kit", "another kit", "first-talk--a-rivera.json"]);
    let w = panel();
    change(&w, &form(), |form| form["candidate"] = "c-102".into());
    refused(&w, &["other-kit", "that of c-102"]);
    let w = panel();
    change(&w, &form(), |form| form["interviewer"] = "B. Stand-in".into());
    refused(&w, &["unknown-interviewer", "`B. Stand-in` has no seat", "--as \"B. Stand-in\""]);
    let w = panel();
    change(&w, &form(), |form| form["ratings"][0]["slot"] = "first-talk.7".into());
    refused(&w, &["unknown-slot", "no slot `first-talk.7`", "`first-talk.4`"]);
    let w = panel();
    change(&w, &form(), |form| form["round"] = "last-talk".into());
    refused(&w, &["unknown-round", "`last-talk`"]);
    let w = panel();
    change(&w, &form(), |form| form["ratings"][0]["rating"] = 9.into());
    refused(&w, &["off-scale", "is 9, and the scale is 1, 2, 3, 4"]);
    let w = panel();
    let text = w.read(&form());
    w.write(&path("c-101", "first-talk", "copy"), text);
    refused(&w, &["bad-submission", "are for the same seat"]);
    let w = panel();
    change(&w, &form(), |form| form["ratings"][1]["slot"] = "first-talk.1".into());
    refused(&w, &["bad-submission", "rated twice"]);
}

#[test]
fn files_that_cannot_be_read_name_themselves() {
    for (name, text) in [
        ("agreed.json", "[{]"),
        ("decisions.json", "[{\"outcome\":\"hired\"}]"),
        ("log.json", "{}"),
        ("scores/x.json", "{"),
    ] {
        let w = panel().with(&format!("{CANDIDATES}/c-101/{name}"), text);
        dated(&w, &["debrief", REQ]).fails(5, &[name, "= help:"]);
    }
    let agreed = "[{\"slot\":\"nowhere.1\",\"rating\":3,\"why\":\"x\",\"date\":\"2026-01-01\"}]";
    refused(
        &panel().with(&format!("{CANDIDATES}/c-101/agreed.json"), agreed),
        &["unknown-slot", "nowhere.1"],
    );
}

/// Sets every rating of every form; `score` gets its position in the form.
fn all_rated(w: &Workspace, score: impl Fn(usize) -> Option<u8>) {
    for candidate in w.names(CANDIDATES) {
        for name in w.names(&format!("{CANDIDATES}/{candidate}/scores")) {
            change(w, &format!("{CANDIDATES}/{candidate}/scores/{name}"), |form| {
                for (n, rating) in form["ratings"].as_array_mut().expect("ratings").iter_mut().enumerate() {
                    rating["rating"] = score(n).map_or(serde_json::Value::Null, Into::into);
                }
            });
        }
    }
}

#[test]
fn equal_ratings_put_no_candidate_first() {
    let w = panel();
    all_rated(&w, |_| Some(3));
    let out = dated(&w, &["debrief", REQ]);
    for words in [
        "All totals are 3.00",
        "Krippendorff's alpha cannot be computed",
        "This does not mean that the ratings are certain",
    ] {
        assert!(out.succeeds().stdout.contains(words), "lacks `{words}`: {}", out.stdout);
    }
    assert_eq!(debrief(&w, &[])["top_group"]["ids"].as_array().map(Vec::len), Some(6));
}

#[test]
fn must_haves_seen_once_give_no_error() {
    let w = panel();
    let found = debrief(&w, &["--stage", "screen"]);
    assert!(found["top_group"].is_null() && of(&found, "c-101")["standard_error"].is_null());
    assert_eq!(of(&found, "c-101")["must_haves"][0]["marks"][0], "seen-once");
    let out = dated(&w, &["debrief", REQ, "--stage", "screen"]);
    for words in ["No standard error can be computed", "seen in one answer only"] {
        assert!(out.succeeds().stdout.contains(words), "lacks `{words}`: {}", out.stdout);
    }
}

#[test]
fn when_all_candidates_are_incomplete_there_is_no_order() {
    let w = panel();
    all_rated(&w, |_| None);
    let out = dated(&w, &["debrief", REQ]);
    assert!(out.succeeds().stdout.contains("No candidate is complete"), "{}", out.stdout);
    assert_eq!(of(&debrief(&w, &[]), "c-101")["state"], "incomplete");
}

#[test]
fn one_rater_gives_no_agreement() {
    let w = panel();
    for (round, other) in [("first-talk", "J. Chen"), ("shift-case", "S. Lind"), ("team-talk", "T. Varga")] {
        for candidate in w.names(CANDIDATES) {
            std::fs::remove_file(w.path(&path(&candidate, round, other))).ok();
        }
        let role = w.read("kits/support-lead/role.yaml");
        w.write("kits/support-lead/role.yaml", role.replace(&format!(", {other}]"), "]"));
    }
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let found = debrief(&w, &[]);
    assert_eq!(of(&found, "c-101")["state"], "complete");
    assert_eq!(found["agreement"]["units"], 0);
    let out = dated(&w, &["debrief", REQ]);
    assert!(out.succeeds().stdout.contains("No answer has ratings of two interviewers"), "{}", out.stdout);
}

#[test]
fn a_scale_may_have_seven_points_or_leave_gaps() {
    for (scale, points) in [
        (
            "[{ score: 1, label: A }, { score: 2, label: B }, { score: 3, label: C, meets: true }, { score: 4, label: D }, { score: 5, label: E }, { score: 6, label: F }, { score: 7, label: G }]",
            50,
        ),
        (
            "[{ score: 1, label: A }, { score: 2, label: B }, { score: 3, label: C, meets: true }, { score: 4, label: D }, { score: 9, label: E }]",
            38,
        ),
    ] {
        let w = panel();
        let bank = w.read("question_banks/support/bank.yaml");
        let (head, rest) = bank.split_once("ratings:").expect("a scale");
        let (_, tail) = rest.split_once("competencies:").expect("competencies");
        w.write("question_banks/support/bank.yaml", format!("{head}ratings: {scale}\ncompetencies:{tail}"));
        let scores: Vec<&str> = if points == 50 { vec!["5", "6", "7"] } else { vec!["9"] };
        for name in ["recovery", "coaching", "planning", "numbers"] {
            let file = format!("question_banks/support/{name}.yaml");
            let text: String = w
                .read(&file)
                .lines()
                .map(|line| {
                    let more: String = match line.trim_start().starts_with("4: ") {
                        true => {
                            scores.iter().map(|s| format!("      {s}: \"More than that {s}\"\n")).collect()
                        }
                        false => String::new(),
                    };
                    format!("{line}\n{more}")
                })
                .collect();
            w.write(&file, text);
        }
        std::fs::remove_dir_all(w.path(CANDIDATES)).expect("removed");
        w.run(&["generate", REQ, "--fresh", "--force", "--format", "json"]).succeeds();
        w.run(&["variants", REQ, "--candidates", "c-101", "c-102", "--format", "json"]).succeeds();
        for candidate in ["c-101", "c-102"] {
            let kit: serde_json::Value =
                serde_json::from_str(&w.read(&format!("{CANDIDATES}/{candidate}/kit.json"))).expect("a kit");
            for round in kit["rounds"].as_array().expect("rounds") {
                for name in round["interviewers"].as_array().expect("names") {
                    let ratings: Vec<_> = round["slots"]
                        .as_array()
                        .expect("slots")
                        .iter()
                        .map(|slot| serde_json::json!({ "slot": slot["id"], "rating": 4 }))
                        .collect();
                    let form = serde_json::json!({
                        "format": 1, "req": REQ, "candidate": candidate, "kit": kit["digest"], "rule": kit["rule"],
                        "round": round["id"], "interviewer": name, "submitted": "2026-11-10T10:00:00Z", "ratings": ratings,
                    });
                    let round = round["id"].as_str().expect("an id");
                    w.write(&path(candidate, round, name.as_str().expect("a name")), form.to_string());
                }
            }
        }
        assert_eq!(of(&debrief(&w, &[]), "c-101")["points"], points, "{scale}");
        dated(&w, &["debrief", REQ, "--format", "md,pdf"]).succeeds();
    }
}

#[test]
fn clocks_that_run_backwards_are_named() {
    let w = panel();
    change(&w, &form(), |form| form["submitted"] = "2026-10-01T10:00:00+01:00".into());
    let out = dated(&w, &["debrief", REQ]);
    assert!(
        out.succeeds()
            .stdout
            .contains("final before the day of the interview, so a clock or a date is wrong"),
        "{}",
        out.stdout
    );
}
