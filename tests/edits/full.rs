//! Rounds whose pins leave no slot for a must-have.

use crate::common::{ROLE, Workspace};

/// The role spec of the small workspace, with this loop, and with pins in the round `technical`.
fn pinned(rounds: &str, pins: &str) -> Workspace {
    let w = Workspace::new();
    w.edit(
        ROLE,
        "loop: onsite\n",
        &format!("loop: {{ change: {{ technical: {rounds} }} }}\npin: {{ technical: {pins} }}\n"),
    )
}

#[test]
fn pins_count_towards_the_questions_and_the_minutes_of_their_round() {
    // A loop with a third question in this round would break the rule `questions: 2`.
    let w = pinned("{ questions: 2 }", "[data-one, data-two]");
    w.generate().fails(
        3,
        &[
            "error[too-little-time]: there is no room to observe `api-design` a second time",
            "`technical` has room for 0 questions besides the 2 that the role spec chooses",
            "a change that is enough: do not pin `data-one` to `technical`",
        ],
    );
    assert!(!w.path("kits/payments/loop").exists());
    pinned("{ questions: 3 }", "[data-one, data-two]").generate().succeeds();

    let short = pinned("{ minutes: 35 }", "[data-one, data-two]");
    short.generate().fails(3, &["`technical` has room for 0 questions besides the 2"]);
    pinned("{ minutes: 40 }", "[data-one, data-two]").generate().succeeds();
}
