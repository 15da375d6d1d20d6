//! Sentences on pages claim only what the figures show.

use serde_json::Value;

use crate::site::{CANDIDATES, REQ, change, dated, decide, opening, panel, path, with_forms};

fn page(w: &crate::common::Workspace, name: &str, command: &[&str]) -> String {
    dated(w, &[command, &["--format", "md"]].concat()).succeeds();
    w.read(name)
}

#[test]
fn sentences_compare_all_candidates_also_if_some_are_shown() {
    let w = panel();
    for chosen in [&["c-103"][..], &["c-102", "c-105"]] {
        let out = dated(&w, &[&["debrief", REQ, "--candidate"], chosen].concat());
        let text = &out.succeeds().stdout;
        assert!(text.contains("c-101 has the highest total"), "{text}");
        assert!(!chosen.iter().any(|id| text.contains(&format!("{id} has the highest"))), "{text}");
        assert!(!text.contains("c-107: "), "only the gaps of the chosen candidates: {text}");
    }
}

#[test]
fn a_core_question_that_differs_has_a_star() {
    let w = opening();
    w.run(&["reissue", REQ, "--candidate", "c-103", "--slot", "first-talk.1"]).succeeds();
    let w = with_forms(w);
    let text = page(&w, &format!("kits/{REQ}/debrief.md"), &["debrief", REQ]);
    for words in [
        "except where a star says otherwise",
        "- \\* c-103 was asked another question in place of “Rude reply”: Same fault again.",
    ] {
        assert!(text.contains(words), "lacks `{words}`: {text}");
    }
    let row = text.lines().find(|line| line.starts_with("| Rude reply")).expect("a row");
    assert_eq!(row.matches('*').count(), 1, "{row}");
    let own = format!("{CANDIDATES}/c-103/debrief.md");
    let text = page(&w, &own, &["debrief", REQ, "--candidate", "c-103"]);
    assert!(text.contains("first-talk.1: Same fault again instead of Rude reply."), "{text}");
}

#[test]
fn a_question_that_was_replaced_later_is_named_alike_everywhere() {
    let w = panel();
    change(&w, &path("c-103", "first-talk", "A. Rivera"), |form| {
        form["ratings"][0]["wording"] = format!("sha256:{}", "0".repeat(64)).into();
    });
    // A form that does not say its wording says nothing about it.
    change(&w, &path("c-104", "first-talk", "A. Rivera"), |form| form["ratings"][0]["wording"] = "".into());
    let scores = dated(&w, &["scores", REQ]);
    let text = &scores.succeeds().stdout;
    assert_eq!(text.matches("first-talk.1").count(), 1, "{text}");
    let words = "The question of first-talk.1 was replaced later";
    let text = dated(&w, &["debrief", REQ]).stdout;
    assert_eq!(text.matches(words).count(), 1, "{text}");
    assert!(text.contains(&format!("c-103: {words}")), "{text}");
    for (id, there) in [("c-103", true), ("c-104", false)] {
        let text = page(&w, &format!("{CANDIDATES}/{id}/debrief.md"), &["debrief", REQ, "--candidate", id]);
        assert_eq!(text.contains("(replaced later)"), there, "{id}: {text}");
    }
}

#[test]
fn a_record_names_the_last_round_with_a_form() {
    let w = opening();
    let record = format!("kits/{REQ}/record.md");
    let text = page(&w, &record, &["record", REQ]);
    assert!(text.contains("| c-101 | no form is in | not decided | – | – | – |"), "{text}");
    assert!(!text.contains("all rounds") && text.contains("No form is in yet."), "{text}");
    let text = page(&w, &format!("kits/{REQ}/debrief.md"), &["debrief", REQ]);
    assert!(text.contains("· no form is in ·") && !text.contains("as of"), "{text}");
    let own = format!("{CANDIDATES}/c-102/record.md");
    decide(&w, "c-102", "withdrew", &[]).succeeds();
    let text = page(&w, &own, &["record", REQ, "--candidate", "c-102"]);
    assert!(
        text.contains("**Withdrew** · 2026-11-14 · decided by P. Kaya and L. Brandt · no form is in\n"),
        "{text}"
    );
    let w = with_forms(w);
    for round in ["shift-case", "team-talk"] {
        for name in w.names(&format!("{CANDIDATES}/c-102/scores")).iter().filter(|n| n.starts_with(round)) {
            std::fs::remove_file(w.path(&format!("{CANDIDATES}/c-102/scores/{name}"))).expect("removed");
        }
    }
    let text = page(&w, &own, &["record", REQ, "--candidate", "c-102"]);
    assert!(text.contains("· last round with a form: First talk\n"), "{text}");
    assert!(page(&w, &record, &["record", REQ]).contains("| c-102 | First talk | Withdrew |"));
}

#[test]
fn what_is_said_of_all_forms_holds_for_all() {
    let w = panel();
    let own = format!("{CANDIDATES}/c-101/debrief.md");
    let make = || page(&w, &own, &["debrief", REQ, "--candidate", "c-101"]);
    let text = make();
    let all =
        ["This rule was on every form", "all on the day of the interview", "Every question was assessed"];
    // The rule of the opening stands on the page of all candidates.
    let rule = || page(&w, &format!("kits/{REQ}/debrief.md"), &["debrief", REQ]);
    assert!(rule().contains(all[0]) && text.contains(all[1]) && text.contains(all[2]), "{text}");
    let form = path("c-101", "first-talk", "A. Rivera");
    change(&w, &form, |form| form["held"] = Value::Null);
    assert!(!make().contains("on the day of the interview"));
    change(&w, &form, |form| {
        form["ratings"].as_array_mut().expect("ratings").remove(0);
    });
    let text = make();
    assert!(!text.contains(all[2]), "{text}");
    assert!(text.contains("- First talk (A. Rivera), Rude reply: not in the form."), "{text}");
    change(&w, &path("c-105", "first-talk", "A. Rivera"), |form| {
        form.as_object_mut().expect("an object").remove("rule");
    });
    assert!(!rule().contains(all[0]));
    // A record of one candidate says it of every form of the opening, too.
    let record = page(&w, &format!("{CANDIDATES}/c-101/record.md"), &["record", REQ, "--candidate", "c-101"]);
    assert!(!record.contains(all[0]), "{record}");
}

#[test]
fn a_round_whose_forms_are_missing_is_still_to_come() {
    let w = panel();
    for name in w.names(&format!("{CANDIDATES}/c-108/scores")).iter().filter(|n| !n.starts_with("first-talk"))
    {
        std::fs::remove_file(w.path(&format!("{CANDIDATES}/c-108/scores/{name}"))).expect("removed");
    }
    let own = format!("{CANDIDATES}/c-108/debrief.md");
    let text = page(&w, &own, &["debrief", REQ, "--candidate", "c-108", "--partial"]);
    assert!(text.contains("Shift case") && text.contains("could answer it."), "{text}");
    assert!(!text.contains("no round that is still to come"), "{text}");
}

#[test]
fn a_group_form_of_one_candidate_lies_in_the_folder_of_this_candidate() {
    let w = panel();
    let all = format!("kits/{REQ}/group-form.md");
    let before = page(&w, &all, &["debrief", REQ, "--form"]);
    let own = format!("{CANDIDATES}/c-103/group-form.md");
    let text = page(&w, &own, &["debrief", REQ, "--form", "--candidate", "c-103"]);
    assert!(text.contains("c-103") && !text.contains("c-104"), "{text}");
    assert_eq!(w.read(&all), before);
}
