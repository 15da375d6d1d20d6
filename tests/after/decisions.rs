//! Agreed ratings and decisions.

use serde_json::Value;

use crate::site::{CANDIDATES, REQ, WHY, agree, dated, debrief, decide, of, panel};

#[test]
fn an_agreed_rating_counts_only_where_the_rule_says_so() {
    let w = panel();
    let before = debrief(&w, &[]);
    let agreed_on_4 = || agree(&w, "c-103", "team-talk.2", "4", "He showed it twice");
    let out = agreed_on_4();
    assert!(out.succeeds().stdout.contains("the independent ratings stay"), "{}", out.stdout);
    let agreed: Value =
        serde_json::from_str(&w.read(&format!("{CANDIDATES}/c-103/agreed.json"))).expect("JSON");
    assert_eq!(agreed[0]["slot"], "team-talk.2");
    assert_eq!((&agreed[0]["rating"], &agreed[0]["date"]), (&4.into(), &"2026-11-14".into()));
    assert!(w.read(&format!("{CANDIDATES}/c-103/log.json")).contains("\"agreed\""));
    assert_eq!(of(&debrief(&w, &[]), "c-103"), of(&before, "c-103"));
    agreed_on_4().succeeds();
    let again: Value =
        serde_json::from_str(&w.read(&format!("{CANDIDATES}/c-103/agreed.json"))).expect("JSON");
    assert_eq!(again, agreed, "the same again is not a second entry");
    let role = w.read("kits/support-lead/role.yaml").replace("use: independent", "use: agreed");
    w.write("kits/support-lead/role.yaml", role);
    let after = debrief(&w, &[]);
    assert_eq!(after["rule"]["use"], "agreed");
    assert_eq!(after["rule"]["changed_after_first_score"], true);
    let total = |found: &Value| of(found, "c-103")["total"].as_f64().expect("a number");
    assert!(total(&after) > total(&before));
    let shown = dated(&w, &["debrief", REQ]);
    assert!(
        shown.succeeds().stdout.contains("The rule changed after the first score: 42 of 42 complete forms"),
        "{}",
        shown.stdout
    );
    dated(&w, &["record", REQ, "--format", "md"]).succeeds();
    let record = w.read(&format!("kits/{REQ}/record.md"));
    assert_eq!(record.matches("The rule changed after the first score").count(), 1, "{record}");
    let checked = dated(&w, &["check"]);
    assert!(checked.stderr.contains("rule-changed"), "{}", checked.stderr);
    for (slot, rating, words) in
        [("team-talk.9", "3", "no slot `team-talk.9`"), ("team-talk.2", "7", "7 is not on the rating scale")]
    {
        agree(&w, "c-103", slot, rating, "x").fails(2, &[words]);
    }
}

#[test]
fn a_decision_against_the_rule_needs_a_reason() {
    let w = panel();
    decide(&w, "c-105", "offer", &[])
        .fails(1, &["departs from the rule", "below what is needed", "--departs"]);
    assert!(!w.path(&format!("{CANDIDATES}/c-105/decisions.json")).exists());
    decide(&w, "c-105", "offer", &["--departs", "The only one for nights"]).succeeds();
    decide(&w, "c-101", "not-selected", &[])
        .fails(1, &["every must-have is met", "recommendations for the candidate"]);
    decide(&w, "c-101", "offer", &[]).succeeds();
    decide(&w, "c-108", "offer", &[]).fails(1, &["the rule cannot be applied: 1 form missing"]);
    decide(&w, "c-108", "withdrew", &[]).succeeds();
    let all: Value =
        serde_json::from_str(&w.read(&format!("{CANDIDATES}/c-105/decisions.json"))).expect("JSON");
    assert_eq!(
        all[0],
        serde_json::json!({ "outcome": "offer", "by": ["P. Kaya", "L. Brandt"], "why": WHY, "after": null, "departs": "The only one for nights", "date": "2026-11-14" })
    );
}

#[test]
fn decisions_are_only_added_and_contradictions_are_named() {
    let w = panel();
    decide(&w, "c-101", "offer", &[]).succeeds();
    decide(&w, "c-101", "offer", &[]).succeeds();
    let second = decide(&w, "c-101", "withdrew", &["--date", "2026-11-10"]);
    assert!(second.succeeds().stderr.contains("the decision before this one was offer"), "{}", second.stderr);
    let all: Value =
        serde_json::from_str(&w.read(&format!("{CANDIDATES}/c-101/decisions.json"))).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(2));
    let shown = dated(&w, &["debrief", REQ]);
    let words = ["contradicts that of 2026-11-14 (offer)", "run backwards"];
    words.iter().for_each(|word| assert!(shown.succeeds().stdout.contains(word), "{word}: {}", shown.stdout));
    let both = decide(&w, "c-102", "offer", &["--after", "first-talk", "--departs", "x"]);
    both.fails(2, &["contradicts itself", "stopped early after `first-talk`"]);
    decide(&w, "c-102", "not-selected", &["--after", "frist-talk"])
        .fails(2, &["no round `frist-talk`", "`first-talk`"]);
    decide(&w, "c-999", "offer", &[]).fails(2, &["c-999"]);
}

#[test]
fn an_earlier_decision_hides_no_missing_form_from_a_later_one() {
    let w = panel();
    let words = ["the rule cannot be applied: 4 forms missing"];
    decide(&w, "c-107", "offer", &[]).fails(1, &words);
    decide(&w, "c-107", "held-over", &["--after", "first-talk"]).succeeds();
    decide(&w, "c-107", "offer", &[]).fails(1, &words);
}

#[test]
fn a_decision_reads_only_the_files_of_its_candidate() {
    let w = panel().with(&format!("{CANDIDATES}/c-102/scores/x.json"), "{");
    decide(&w, "c-101", "withdrew", &[]).succeeds();
    decide(&w, "c-102", "withdrew", &[]).fails(5, &["x.json"]);
}

#[test]
fn the_same_decision_on_another_day_is_not_a_second_entry() {
    let w = panel();
    let entries = || w.read(&format!("{CANDIDATES}/c-101/decisions.json")).matches("\"outcome\"").count();
    let line = format!("decide {REQ} --candidate c-101 --outcome withdrew --by 'P. Kaya' --why 'By phone'");
    w.shell(&format!("SOURCE_DATE_EPOCH=1794700000 \"$PANELKIT\" {line}")).succeeds();
    let out = w.shell(&format!("SOURCE_DATE_EPOCH=1794800000 \"$PANELKIT\" {line}"));
    assert!(out.succeeds().stdout.contains("was recorded already"), "{}", out.stdout);
    assert_eq!(entries(), 1);
    w.shell(&format!("SOURCE_DATE_EPOCH=1794800000 \"$PANELKIT\" {line} --date 2026-11-16")).succeeds();
    assert_eq!(entries(), 2, "a day that is given is a new entry");
}
