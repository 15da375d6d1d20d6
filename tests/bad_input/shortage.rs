//! Role specs that no loop satisfies: status 3, what is short, what came near, the smallest change.

use crate::common::{API, LOOPS, ROLE, Workspace, question, questions};

const DEEP: (&str, &str) = ("competency: api-design", "competency: api-design\n    depth: deep");

#[test]
fn too_few_questions_are_counted_and_the_nearest_named() {
    let w = Workspace::new().edit(ROLE, DEEP.0, DEEP.1);
    w.generate().fails(
        3,
        &[
            "role.yaml:7:5",
            "`api-design` at `deep`",
            "2 missing",
            "`api-one` is at depth `middle`",
            "api-design.yaml:3:9",
        ],
    );
    w.generate().fails(3, &["smallest change: write 2 more", "set the depth of `api-design` to `middle`"]);
}

#[test]
fn a_draft_that_would_do_is_named() {
    let deep = questions("api-design", "deep", &["deep-one"])
        + &question("deep-two", "deep").replace("    type:", "    status: draft\n    type:");
    let w = Workspace::new().edit(ROLE, DEEP.0, DEEP.1).with("question_banks/small/deep.yaml", deep);
    w.generate()
        .fails(3, &["1 missing", "`deep-two` is draft", "finish `deep-two` and set its status to `active`"]);
}

#[test]
fn a_round_too_short_for_its_questions_says_how_much() {
    let w = Workspace::new();
    w.write(LOOPS, w.read(LOOPS).replace("minutes: 45", "minutes: 15"));
    let output = w.generate();
    output.fails(3, &["loops.yaml:5:16", "its 1 slot needs at least 10", "`minutes: 20`"]);
    assert!(
        !output.stderr.contains("write 2 more"),
        "longer questions are not missing ones:\n{}",
        output.stderr
    );
}

#[test]
fn a_round_without_any_time_is_a_finding() {
    let w = Workspace::new().edit(LOOPS, "minutes: 45", "minutes: 10");
    w.generate().fails(1, &["loops.yaml:6:9", "has no time for a question", "lengthen the round"]);
}

#[test]
fn a_must_have_that_no_round_observes_is_told() {
    let w = Workspace::new();
    w.write(LOOPS, w.read(LOOPS).replace("api-design, ", "").replace(", api-design", ""));
    w.generate()
        .fails(3, &["role.yaml:7:5", "no round of loop `onsite` observes `api-design`", "add `api-design`"]);
}

#[test]
fn nine_questions_in_half_an_hour_are_too_many() {
    let w = Workspace::new().edit(LOOPS, "minutes: 45", "minutes: 30\n        questions: 9");
    w.generate().fails(3, &["loops.yaml:5:16", "round `technical` needs 9 questions", "ask for 2 questions"]);
    let ids: Vec<String> = (0..20).map(|n| format!("more-{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let w = w.with("question_banks/small/more.yaml", questions("api-design", "middle", &ids));
    w.generate().fails(3, &["20 minutes for questions, but its 9 slots need at least 90", "`minutes: 100`"]);
}

#[test]
fn the_advice_of_a_shortage_leads_to_a_kit() {
    let w = Workspace::new().edit(LOOPS, "minutes: 45", "minutes: 30\n        questions: 9").edit(
        LOOPS,
        "questions: 9",
        "questions: 2",
    );
    w.generate().succeeds();
}

#[test]
fn rules_that_exclude_each_other_are_named_with_the_changes_that_help() {
    let enemies = |id: &str, foes: &str| {
        question(id, "middle").replace("    type:", &format!("    enemies: [{foes}]\n    type:"))
    };
    let text = "competency: api-design\nquestions:\n".to_owned()
        + &enemies("api-one", "api-two, api-three")
        + &enemies("api-two", "api-three")
        + &question("api-three", "middle");
    let w = Workspace::new().with(API, text);
    let output = w.generate();
    output.fails(
        3,
        &[
            "role.yaml:7:5",
            "these exclude each other: 2 questions for `api-design` at `middle` and no two enemies in one kit",
            "asked for in `technical` and `product`",
            "together these rules make a kit impossible; without any one of them, the others can be met",
            "smallest change: write 1 more `api-design` question at `middle`",
        ],
    );
    // The advice, taken.
    w.with("question_banks/small/more.yaml", questions("api-design", "middle", &["api-more"]))
        .generate()
        .succeeds();
}
