//! Texts, lists and loops that no person writes, and names that no file can have.

use std::time::Instant;

use super::common::{API, BANK, LOOPS, ROLE, Workspace};

#[test]
fn what_is_too_long_is_told_with_its_limit() {
    let long = "x".repeat(20_001);
    let lines = "\\n".repeat(301);
    let value = "v".repeat(301);
    let many = (0..201).map(|n| format!("w{n}")).collect::<Vec<_>>().join(", ");
    let people = (0..41).map(|n| format!("Ana {n}")).collect::<Vec<_>>().join(", ");
    let holes = "{{surface}} ".repeat(101);
    let edited = |file: &str, from: &str, to: &str| Workspace::new().edit(file, from, to);
    let role = |text: &str| edited(ROLE, "loop: onsite\n", &format!("loop: onsite\n{text}"));
    for (w, words) in [
        (edited(API, "What about api-one", &long), "20000 characters"),
        (edited(API, "What about api-one", &lines), "300 lines"),
        (edited(API, "What about api-one", &holes), "at most 100"),
        (edited(ROLE, "the Payments API", &value), "at most 300 characters"),
        (role(&format!("owns: [{many}]\n")), "at most 200"),
        (edited(ROLE, "[A. Rivera]", &format!("[{people}]")), "at most 40"),
    ] {
        w.run(&["generate", "payments"]).fails(1, &["out-of-range", words]);
        assert!(!w.path("kits/payments/loop").exists());
    }
    let rounds: String = (0..41)
        .map(|n| format!("      - {{ round: r{n}, minutes: 45, competencies: [api-design] }}\n"))
        .collect();
    let w = Workspace::new();
    w.write(LOOPS, format!("loops:\n  - loop: onsite\n    rounds:\n{rounds}"));
    w.run(&["generate", "payments"]).fails(1, &["out-of-range", "at most 40 rounds"]);
}

#[test]
fn the_longest_texts_that_are_allowed_give_a_kit_that_can_be_read() {
    let filled = "{{surface}} ".repeat(100);
    let long = "あ".repeat(18_000);
    let w = Workspace::new().edit(ROLE, "the Payments API", &"価".repeat(300));
    let mut text = w.read(API);
    for id in ["one", "two", "three", "four"] {
        text = text.replace(&format!("What about api-{id} and {{{{surface}}}}?"), &format!("{filled}{long}"));
    }
    w.write(API, text);
    w.run(&["generate", "payments", "--format", "json"]).succeeds();
    assert!(w.read("kits/payments/loop/kit.json").len() > 2 * 140_000);
    w.run(&["verify"]).succeeds();
    w.run(&["render", "kits/payments/loop/kit.json", "--format", "md"]).succeeds();
}

#[test]
fn forty_people_of_one_name_get_a_form_each_and_soon() {
    let people = vec!["Ana Li"; 40].join(", ");
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", &format!("[{people}]"));
    w.run(&["generate", "payments", "--format", "md"]).succeeds();
    let start = Instant::now();
    w.run(&["scorecards", "payments", "--format", "md"]).succeeds();
    assert!(start.elapsed().as_secs() < 20);
    let forms = w.names("kits/payments/loop/scorecards");
    assert_eq!(forms.iter().filter(|f| f.starts_with("technical--ana-li")).count(), 40, "{forms:?}");
}

#[test]
fn names_of_devices_are_no_ids() {
    for name in ["con", "nul", "aux", "prn", "com1", "lpt9"] {
        Workspace::new()
            .edit(API, "id: api-one", &format!("id: {name}"))
            .run(&["check"])
            .fails(1, &["bad-id", "Windows reserves this name"]);
        Workspace::new().run(&["new", name]).fails(2, &["Windows reserves this name"]);
        let w = Workspace::new();
        w.run(&["generate", "payments", "--format", "json"]).succeeds();
        w.run(&["variants", "payments", "--candidates", name]).fails(2, &["Windows reserves this name"]);
        w.write("people.csv", format!("id\n{name}\n"));
        w.run(&["variants", "payments", "--candidates", "people.csv"]).fails(1, &["bad-id", "Windows"]);
    }
    Workspace::new().edit(API, "id: api-one", "id: com10").run(&["check"]).succeeds();
}

#[test]
fn a_round_called_like_a_field_of_the_form_is_refused() {
    for name in ["summary", "recommendation", "interviewer"] {
        let w = Workspace::new().edit(LOOPS, "round: product", &format!("round: {name}"));
        w.run(&["check"]).fails(1, &["reserved-id", &format!("`{name}-round`"), "loops.yaml:"]);
    }
}

#[test]
fn two_scores_that_meet_the_requirement_are_one_too_many() {
    let w = Workspace::new().edit(BANK, "label: \"Yes\" }", "label: \"Yes\", meets: true }").edit(
        BANK,
        "label: \"No\" }",
        "label: \"No\", meets: true }",
    );
    w.run(&["check"]).fails(1, &["two scores are marked `meets: true`", "bank.yaml:"]);
}
