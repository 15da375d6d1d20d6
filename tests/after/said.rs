//! Sentences on pages claim only what the figures show.

use serde_json::Value;

use crate::site::{CANDIDATES, REQ, agree, change, dated, debrief, decide, opening, panel, path, with_forms};

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
    assert!(!text.contains("no further round asks about it"), "{text}");
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

/// Fails if the text lacks one of these words.
fn has(text: &str, words: &[&str]) {
    words.iter().for_each(|word| assert!(text.contains(word), "lacks `{word}`: {text}"));
}

#[test]
fn the_first_place_is_said_with_what_it_does_not_show() {
    let w = panel();
    let text = page(&w, &format!("kits/{REQ}/debrief.md"), &["debrief", REQ]);
    has(
        &text,
        &[
            "write it down. All other complete candidates are further behind",
            "c-106 is below on “Coaches people until they work well alone”, so does not meet every must-have.",
            "c-101 keeps the highest total whichever one round or interviewer is left out; this does not show that c-101 is better than those too close.",
            "- c-103 meets “Coaches people until they work well alone” only with the ratings of T. Varga; c-104 meets “Plans shifts so that the busiest day works” only with round Team talk.",
            "About c-101, c-103, c-104 and c-106: These scores do not tell them apart.",
            "Two or more apart: c-101, Old backlog (2 to 4); c-103, Former peers (2 to 4).",
            "Two rounds differ on a must-have: c-104 on M2 and M3, c-105 on M2 and M3, c-106 on M3.",
            "c-106: the form of Team talk (T. Varga) is excused: On leave.",
            "c-104: First talk (A. Rivera) and First talk (J. Chen), Forecast missed: not reached.",
            "panelkit changes no rating for it.",
            "5 of 6 seats in, these on the day of the interview",
            "a conflict; the ratings count like all others.",
        ],
    );
    // What pages say besides is not in the JSON.
    let found = debrief(&w, &[]);
    let keys: Vec<&String> = found["sensitivity"].as_object().expect("an object").keys().collect();
    assert_eq!(keys, ["first", "stable", "without"]);
    // An answer of 4 in place of 2 lets the must-have stand without the other interviewer.
    change(&w, &path("c-103", "team-talk", "R. Adeyemi"), |form| form["ratings"][1]["rating"] = 4.into());
    let text = dated(&w, &["debrief", REQ]).stdout;
    assert!(text.contains("c-104 meets “Plans") && !text.contains("c-103 meets “"), "{text}");
}

#[test]
fn a_split_says_whether_interviewers_or_rounds_differ() {
    let w = panel();
    let own =
        |id: &str| page(&w, &format!("{CANDIDATES}/{id}/debrief.md"), &["debrief", REQ, "--candidate", id]);
    has(
        &own("c-103"),
        &[
            "**two interviewers differ by 2 or more on one answer**",
            "split on “Coaches people until they work well alone” (two interviewers differ).",
            "| 3 | Looks at the work together, agrees on one step, and comes back to it. |",
            "no further round asks about it; decide how to find out.",
        ],
    );
    let text = own("c-104");
    has(
        &text,
        &[
            "**the rounds differ: one answer reaches what is needed, one does not**",
            "  - Expert who will not share, Shift case (S. Lind): 2: “I told him how I do it”",
            "  - Repeated mistake, First talk (J. Chen): 4: “We chose one thing",
        ],
    );
    assert!(!text.contains("the panel is split") && !text.contains("two interviewers differ"), "{text}");
}

#[test]
fn a_record_says_what_was_still_open() {
    let w = panel();
    decide(&w, "c-101", "offer", &[]).succeeds();
    decide(&w, "c-107", "not-selected", &["--after", "first-talk"]).succeeds();
    let record = format!("kits/{REQ}/record.md");
    has(
        &page(&w, &record, &["record", REQ]),
        &[
            "- An offer to c-101 is recorded while forms of c-108 are missing.",
            "- c-106: Team talk (T. Varga): excused: On leave",
            "R. Adeyemi; T. Varga: excused |",
            "M. Okoye; S. Lind: missing |",
        ],
    );
    decide(&w, "c-108", "withdrew", &[]).succeeds();
    assert!(!page(&w, &record, &["record", REQ]).contains("An offer to"));
    agree(&w, "c-103", "team-talk.2", "3", "Both heard one step").succeeds();
    let own = format!("{CANDIDATES}/c-103/record-for-candidate.md");
    let text = page(&w, &own, &["record", REQ, "--candidate", "c-103", "--for-candidate"]);
    has(
        &text,
        &["### Team talk, question 2", "- **The panel agreed on 3 (Yes)**. Reason: Both heard one step"],
    );
    let own = format!("{CANDIDATES}/c-103/record.md");
    let text = page(&w, &own, &["record", REQ, "--candidate", "c-103"]);
    has(&text, &["| Team talk (T. Varga) | 2026-11-10 | 2026-11-10 16:30 | in |"]);
}

#[test]
fn a_form_for_the_meeting_says_what_there_is_to_discuss() {
    let w = panel();
    decide(&w, "c-107", "not-selected", &["--after", "first-talk"]).succeeds();
    agree(&w, "c-103", "team-talk.2", "3", "Both heard one step").succeeds();
    let text = page(&w, &format!("kits/{REQ}/group-form.md"), &["debrief", REQ, "--form"]);
    has(
        &text,
        &[
            "| **Discuss** · 2 Coaching: Former peers | 2 | 4 | 3 | Both heard one step |",
            "| Coaches people until they work well alone | 3\\.00 ● | two interviewers differ | | | |",
            "| c-108 | forms are missing: Shift case (S. Lind) |",
            "- Shift case (M. Okoye): the interviewer declares a conflict",
            "- First talk (A. Rivera) and First talk (J. Chen), Forecast missed: not reached.",
            "- Team talk (T. Varga): excused: On leave",
            "the scores do not tell c-101, c-103, c-104 and c-106 apart",
            "**Signatures**",
        ],
    );
    let of = |id: &str| text.split(&format!("## {id}\n")).nth(1).and_then(|rest| rest.split("\n## ").next());
    let stopped = of("c-107").expect("a page");
    assert!(stopped.contains("- Not held: Shift case and Team talk.") && !stopped.contains("| Shift case |"));
    // Ratings that are one apart are no reason to discuss.
    assert!(!of("c-102").expect("a page").contains("**Discuss**"));
    let page = page(&w, &format!("{CANDIDATES}/c-107/debrief.md"), &["debrief", REQ, "--candidate", "c-107"]);
    has(
        &page,
        &[
            "- 2 questions were drawn for this candidate; others may have been asked other ones: Call review; Holiday wishes.",
        ],
    );
}
