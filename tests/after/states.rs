//! How far candidates are, and what is shown of each.

use crate::common::Workspace;
use crate::site::{CANDIDATES, REQ, change, dated, debrief, decide, excuse, of, opening, panel, path};

/// No key of a candidate that has a number.
fn shows_nothing(found: &serde_json::Value, candidate: &str) {
    let one = of(found, candidate).as_object().expect("an object");
    let keys: Vec<&str> = one.keys().map(String::as_str).collect();
    assert_eq!(keys, ["excused", "id", "missing", "state"], "{candidate}");
}

#[test]
fn a_candidate_is_shown_when_the_last_seat_is_in_or_excused() {
    let w = panel();
    let found = debrief(&w, &[]);
    assert_eq!(of(&found, "c-101")["state"], "complete");
    assert_eq!(of(&found, "c-106")["state"], "complete");
    assert_eq!(of(&found, "c-106")["excused"][0]["interviewer"], "T. Varga");
    assert_eq!(of(&found, "c-108")["state"], "waiting");
    assert_eq!(
        of(&found, "c-108")["missing"],
        serde_json::json!([{ "round": "shift-case", "interviewer": "S. Lind" }])
    );
    shows_nothing(&found, "c-108");
    shows_nothing(&found, "c-107");
    assert_eq!(found["top_group"]["k"], 6);
    let human = dated(&w, &["debrief", REQ]);
    human.succeeds();
    assert!(
        human.stdout.contains("c-108  waiting     1 form missing; no score is shown"),
        "{}",
        human.stdout
    );
    let csv = dated(&w, &["debrief", REQ, "--format", "csv"]);
    let row = csv.succeeds().stdout.lines().find(|line| line.contains(",c-108,")).expect("a row");
    assert_eq!(row, "support-lead,,c-108,waiting,1,,,,,,,,,,,,", "{row}");
    assert_eq!(csv.stdout.lines().count(), 1 + 6 * 3 + 2);
    excuse(&w, "c-108", "shift-case", "Lind", "Lost").succeeds();
    assert_eq!(of(&debrief(&w, &[]), "c-108")["state"], "complete");
}

#[test]
fn pages_show_no_rating_of_a_candidate_who_waits() {
    let w = panel();
    // Words that only this candidate's forms have.
    let form = path("c-108", "first-talk", "A. Rivera");
    change(&w, &form, |form| {
        form["ratings"][0]["evidence"] = "zanzibar".into();
        form["ratings"][0]["notes"] = "zanzibar".into();
        form["summary"] = "zanzibar".into();
        form["ratings"][1]["rating"] = serde_json::Value::Null;
        form["ratings"][1]["reason"] = "not-reached".into();
    });
    dated(&w, &["debrief", REQ, "--format", "md,html,xlsx"]).succeeds();
    dated(&w, &["debrief", REQ, "--candidate", "c-108", "--format", "md,html"]).succeeds();
    dated(&w, &["debrief", REQ, "--form", "--format", "md"]).succeeds();
    dated(&w, &["record", REQ, "--format", "md,json"]).succeeds();
    dated(&w, &["record", REQ, "--candidate", "c-108", "--format", "md,json"]).succeeds();
    dated(&w, &["record", REQ, "--candidate", "c-108", "--for-candidate", "--format", "md"]).succeeds();
    for name in ["debrief.md", "debrief.html", "record.md", "record.json", "record-for-candidate.md"] {
        let text = w.read(&format!("{CANDIDATES}/c-108/{name}"));
        assert!(!text.contains("zanzibar") && !text.contains("\"rating\""), "{name}: {text}");
        assert!(!text.contains("±") && !text.to_lowercase().contains("total **"), "{name}: {text}");
    }
    for name in ["debrief.md", "debrief.html", "record.md", "record.json", "group-form.md"] {
        assert!(!w.read(&format!("kits/{REQ}/{name}")).contains("zanzibar"), "{name}");
    }
    let own = w.read(&format!("{CANDIDATES}/c-108/debrief.md"));
    assert!(
        own.contains("not shown by panelkit until these forms are in or excused: Shift case (S. Lind)")
            && !own.contains("sealed"),
        "{own}"
    );
    assert!(own.contains("the form is missing.") && !own.contains("not reached"), "{own}");
}

#[test]
fn partial_scores_say_so_first_and_are_recorded() {
    let w = panel();
    let out = dated(&w, &["debrief", REQ, "--candidate", "c-108", "--partial"]);
    let first = out.succeeds().stdout.lines().next().expect("a line");
    assert!(first.starts_with("Partial: forms of c-108 are missing"), "{first}");
    let log = w.read(&format!("{CANDIDATES}/c-108/log.json"));
    assert!(log.contains("\"partial\"") && log.contains("shift-case (S. Lind)"), "{log}");
    assert!(!w.path(&format!("{CANDIDATES}/c-107/log.json")).exists());
    let found = debrief(&w, &["--partial"]);
    assert_eq!(found["partial"], true);
    assert_eq!(of(&found, "c-108")["state"], "waiting");
    assert!(of(&found, "c-108")["must_haves"][0]["score"].is_number());
    dated(&w, &["record", REQ, "--candidate", "c-108", "--format", "md"]).succeeds();
    assert!(w.read(&format!("{CANDIDATES}/c-108/record.md")).contains("shown partially"));
}

#[test]
fn stages_take_the_rounds_up_to_them() {
    let w = panel();
    let found = debrief(&w, &["--stage", "screen"]);
    assert_eq!(found["stage"], "screen");
    assert_eq!(of(&found, "c-107")["state"], "complete");
    assert_eq!(of(&found, "c-107")["must_haves"][0]["slots"], 1);
    dated(&w, &["debrief", REQ, "--stage", "scren"]).fails(2, &["no stage `scren`", "did you mean `screen`"]);
}

#[test]
fn a_candidate_who_was_stopped_waits_for_no_later_round() {
    let w = panel();
    let scores = || -> serde_json::Value {
        let out = dated(&w, &["scores", REQ, "--format", "json"]);
        serde_json::from_str(&out.succeeds().stdout).expect("JSON")
    };
    let open = |found: &serde_json::Value| found["remind"].to_string().matches("c-107").count();
    assert_eq!((of(&scores(), "c-107")["seats"].as_array().map(Vec::len), open(&scores())), (Some(6), 4));
    decide(&w, "c-107", "not-selected", &["--after", "first-talk"]).succeeds();
    assert_eq!((of(&scores(), "c-107")["seats"].as_array().map(Vec::len), open(&scores())), (Some(2), 0));
    dated(&w, &["debrief", REQ, "--candidate", "c-107", "--format", "md"]).succeeds();
    let page = w.read(&format!("{CANDIDATES}/c-107/debrief.md"));
    assert!(page.contains("- Shift case: the candidate was stopped before this round."), "{page}");
    let found = debrief(&w, &[]);
    let one = of(&found, "c-107");
    assert_eq!((&one["state"], &one["missing"]), (&"stopped".into(), &serde_json::json!([])));
    assert!(one["must_haves"][0]["score"].is_number(), "{one}");
    assert_eq!(found["top_group"]["k"], 6, "a stopped candidate is not compared");
    assert_eq!(of(&debrief(&w, &["--stage", "screen"]), "c-107")["state"], "complete");
}

#[test]
fn a_must_have_without_a_rating_leaves_the_candidate_incomplete() {
    let w = panel();
    for (round, names) in [
        ("first-talk", ["A. Rivera", "J. Chen"]),
        ("shift-case", ["M. Okoye", "S. Lind"]),
        ("team-talk", ["R. Adeyemi", "T. Varga"]),
    ] {
        for name in names {
            change(&w, &path("c-101", round, name), |form| {
                let kit = w.read(&format!("{CANDIDATES}/c-101/kit.json"));
                let kit: serde_json::Value = serde_json::from_str(&kit).expect("a kit");
                let rounds = kit["rounds"].as_array().expect("rounds").iter();
                let slots: Vec<_> =
                    rounds.flat_map(|r| r["slots"].as_array().expect("slots").clone()).collect();
                for rating in form["ratings"].as_array_mut().expect("ratings") {
                    let slot = slots.iter().find(|slot| slot["id"] == rating["slot"]).expect("a slot");
                    if slot["serves"][0] == "coaches" {
                        rating["rating"] = serde_json::Value::Null;
                    }
                }
            });
        }
    }
    let one = of(&debrief(&w, &[]), "c-101").clone();
    assert_eq!((&one["state"], &one["total"]), (&"incomplete".into(), &serde_json::Value::Null));
    let coaches = one["must_haves"].as_array().expect("a list").iter().find(|m| m["id"] == "coaches");
    assert_eq!(coaches.expect("there")["marks"], serde_json::json!(["not-seen"]));
}

#[test]
fn json_has_exactly_the_keys_of_the_format() {
    let w = panel();
    let found = debrief(&w, &["--raters"]);
    let sorted = |words: &str| -> Vec<String> {
        let mut words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        words.sort();
        words
    };
    let keys = |value: &serde_json::Value| -> Vec<String> {
        value.as_object().expect("an object").keys().cloned().collect()
    };
    assert_eq!(
        keys(&found),
        sorted("format req stage rule candidates top_group sensitivity agreement interviewers")
    );
    assert_eq!(keys(&found["rule"]), sorted("digest cut use changed_after_first_score"));
    assert_eq!(
        keys(of(&found, "c-101")),
        sorted(
            "id state missing excused total core_total standard_error points must_haves competencies splits recommendations"
        )
    );
    assert_eq!(
        keys(&of(&found, "c-101")["must_haves"][0]),
        sorted("id text competency weight score slots ratings marks")
    );
    assert_eq!(keys(&found["interviewers"][0]), sorted("interviewer ratings units leniency counts"));
    assert!(debrief(&w, &[]).get("interviewers").is_none());
    assert_eq!(of(&found, "c-101")["competencies"].as_array().map(Vec::len), Some(4));
}

#[test]
fn without_forms_nothing_is_concluded() {
    let w: Workspace = opening();
    let out = dated(&w, &["debrief", REQ]);
    assert!(out.succeeds().stdout.contains("No candidate is complete"), "{}", out.stdout);
    let found = debrief(&w, &[]);
    assert!(found["top_group"].is_null() && found["sensitivity"].is_null());
    dated(&w, &["debrief", REQ, "--format", "md,pdf,html"]).succeeds();
}
