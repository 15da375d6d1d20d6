//! `shared-anchors`: questions that are rated by the same words.

use crate::common::{API, BANK, Workspace, question, questions};

/// A question with anchors of its own.
fn own(id: &str) -> String {
    ["Blames", "Waits", "Acts", "Prevents"].iter().fold(question(id, "middle"), |text, word| {
        text.replace(&format!(": \"{word}\""), &format!(": \"{word} {id}\""))
    })
}

/// A workspace with a bank of these questions on API design and two plain ones on data.
fn with(all: &str) -> Workspace {
    let w = Workspace::empty();
    let small = Workspace::new();
    w.write(BANK, small.read(BANK));
    w.write(API, format!("competency: api-design\nquestions:\n{all}"));
    w
}

#[test]
fn questions_with_the_same_anchors_are_reported_once_with_their_places() {
    let w = Workspace::new();
    let out = w.run(&["check"]);
    out.fails(
        0,
        &[
            "warning[shared-anchors]: 8 questions have the same anchors",
            &format!("{API}:48:9"),
            "`api-four`",
            "help: the others are",
            "`data-two`",
            "give them one `family`",
        ],
    );
    assert_eq!(out.stderr.matches("shared-anchors").count(), 1, "{}", out.stderr);
    w.run(&["explain", "shared-anchors"]).succeeds();
}

#[test]
fn anchors_of_their_own_a_family_and_withdrawn_questions_are_not_reported() {
    let quiet = |all: &str| {
        let out = with(all).run(&["check"]);
        assert!(out.succeeds().stderr.is_empty(), "{}", out.stderr);
    };
    quiet(&(own("api-one") + &own("api-two") + &own("api-three")));
    let family = |id: &str| question(id, "middle").replace("    depth", "    family: limits\n    depth");
    quiet(&(family("api-one") + &family("api-two") + &family("api-three")));
    quiet(
        &(question("api-one", "middle")
            + &question("api-two", "middle").replace("    depth", "    status: retired\n    depth")),
    );
}

#[test]
fn one_anchor_in_three_questions_is_reported_and_in_two_it_is_not() {
    let shared = |id: &str| own(id).replace(&format!("1: \"Blames {id}\""), "1: \"Says  nothing.\"");
    let two = with(&(shared("api-one") + &shared("api-two") + &own("api-three"))).run(&["check"]);
    assert!(two.succeeds().stderr.is_empty(), "{}", two.stderr);
    let other = shared("api-three").replace("Says  nothing.", "says nothing");
    with(&(shared("api-one") + &shared("api-two") + &other))
        .run(&["check"])
        .fails(0, &["warning[shared-anchors]: 3 questions have the same anchor for score 1", "`api-three`"]);
}

#[test]
fn what_a_bank_has_of_another_bank_is_reported_there() {
    let w = Workspace::new();
    w.write("question_banks/ours/bank.yaml", "bank: ours\nextends: small\n");
    let out = w.run(&["check", "question_banks/ours"]);
    assert!(out.succeeds().stderr.is_empty(), "{}", out.stderr);
    w.write("question_banks/ours/q.yaml", questions("api-design", "deep", &["api-own"]));
    w.run(&["check", "question_banks/ours"]).fails(0, &["9 questions have the same anchors"]);
}
