//! Questions that a role spec chooses, and rounds that it changes: every contradiction is an error with its places,
//! and nothing is written.

use crate::common::{API, LOOPS, ROLE, Workspace, question, questions};

const OWN: &str = "kits/payments/questions.yaml";

/// The program refuses the workspace with status 1 and these words, and writes nothing.
#[track_caller]
fn refused(case: &str, w: &Workspace, words: &[&str]) {
    let before = w.names("kits/payments");
    for args in [&["generate", "payments", "--format", "md"][..], &["check", "kits/payments"]] {
        let output = w.run(args);
        assert_eq!(output.status, Some(1), "{case}: {}\n{}", output.stdout, output.stderr);
        for word in words.iter().chain(&["help:", "kits/payments/"]) {
            assert!(output.stderr.contains(word), "{case}: lacks `{word}`:\n{}", output.stderr);
        }
        assert_eq!(output.errors(), 1, "{case}: {}", output.stderr);
    }
    assert_eq!(w.names("kits/payments"), before, "{case}: wrote something");
}

/// The small workspace with lines added to its role spec: the first of them is line 14.
fn with_lines(lines: &str) -> Workspace {
    let w = Workspace::new();
    w.write(ROLE, format!("{}{lines}\n", w.read(ROLE)));
    w
}

/// The small workspace with another `loop` in its role spec, in line 11.
fn with_loop(text: &str) -> Workspace {
    Workspace::new().edit(ROLE, "loop: onsite", &format!("loop: {text}"))
}

/// Cases of lines added to the role spec.
const LINES: &[(&str, &[&str])] = &[
    ("pins: { technical: [api-one] }", &["role.yaml:14:1", "unknown key `pins`", "did you mean `pin`?"]),
    ("avoid: [api-one]", &["role.yaml:14:1", "unknown key `avoid`", "did you mean `exclude`?"]),
    ("veto: [api-one]", &["role.yaml:14:1", "unknown key `veto`", "did you mean `exclude`?"]),
    (
        "order: [api-one]",
        &["role.yaml:14:1", "unknown key `order`", "did you mean `ask`?", "a key of a round"],
    ),
    ("pin: { technical: [api-oen] }", &["unknown-question", "role.yaml:14:20", "did you mean `api-one`?"]),
    ("pin: { technical: [{ question: api-oen }] }", &["unknown-question", "role.yaml:14:32"]),
    ("pin: { technical: [no-such-question] }", &["unknown-question", OWN, "panelkit bank list small"]),
    ("pin: { technical: [{ why: x }] }", &["missing-key", "role.yaml:14:22", "this pin lacks `question`"]),
    ("pin: { technical: [[api-one]] }", &["wrong-type", "role.yaml:14:20"]),
    ("pin: [api-one]", &["wrong-type", "role.yaml:14:6"]),
    ("pin: { tecnical: [api-one] }", &["unknown-round", "role.yaml:14:8", "did you mean `technical`?"]),
    (
        "pin: { technical: [api-one, api-one] }",
        &["conflicting-choices", "role.yaml:14:29", "`api-one` is pinned twice"],
    ),
    (
        "pin: { technical: [api-one], product: [api-one] }",
        &["conflicting-choices", "role.yaml:14:40", "`api-one` is pinned twice"],
    ),
    (
        "pin: { technical: [api-one] }\nexclude: [api-two, api-one]",
        &["conflicting-choices", "role.yaml:15:20", "both pinned and excluded", "pinned here"],
    ),
    ("exclude: [api-oen]", &["unknown-question", "role.yaml:14:11", "did you mean `api-one`?"]),
    ("exclude: api-one", &["wrong-type", "role.yaml:14:10"]),
    ("brief: { tecnical: x }", &["unknown-round", "role.yaml:14:10", "did you mean `technical`?"]),
];

#[test]
fn a_wrong_choice_is_an_error_at_its_place() {
    for (lines, words) in LINES {
        refused(lines, &with_lines(lines), words);
    }
}

/// Cases of `loop` in the role spec.
const ROUNDS: &[(&str, &[&str])] = &[
    (
        "[{ round: technical, minutes: 45, order: [api-one] }]",
        &["unknown-key", "role.yaml:11:41", "did you mean `ask`?"],
    ),
    ("[{ round: technical, minutes: 45 }]", &["missing-key", "role.yaml:11:10", "`competencies`", "`ask`"]),
    (
        "[{ round: technical, minutes: 45, competencies: [api-design], ask: [api-one] }]",
        &["conflicting-keys", "role.yaml:11:69", "`technical`"],
    ),
    ("[{ round: technical, minutes: 45, ask: [api-one], questions: 1 }]", &["conflicting-keys"]),
    ("[{ round: technical, minutes: 45, ask: [api-one], types: [case] }]", &["conflicting-keys"]),
    ("[{ round: technical, minutes: 45, ask: [] }]", &["out-of-range", "`ask` needs at least 1 item"]),
    (
        "[{ round: technical, minutes: 45, ask: [api-oen] }]",
        &["unknown-question", "role.yaml:11:47", "did you mean `api-one`?"],
    ),
    (
        "[{ round: technical, minutes: 45, ask: [api-one, api-two, api-one] }]",
        &["conflicting-choices", "role.yaml:11:65", "`api-one` is asked twice", "first here"],
    ),
    (
        "[{ round: technical, minutes: 39, ask: [api-one, api-two, api-three] }]",
        &["round-too-short", "role.yaml:11:65", "of 30 minutes", "has 29 minutes", "to 40 minutes"],
    ),
    ("{ from: onsiet }", &["unknown-loop", "role.yaml:11:15", "did you mean `onsite`?"]),
    ("{ form: onsite }", &["unknown-key", "did you mean `from`?"]),
    ("{ change: { tecnical: { minutes: 50 } } }", &["unknown-round", "role.yaml:11:19", "`technical`?"]),
    ("{ change: { technical: { round: x } } }", &["unknown-key", "role.yaml:11:32", "keeps its id"]),
    ("{ change: { technical: { minutes: 10 } } }", &["round-too-short", "role.yaml:11:32", "no time"]),
    (
        "{ change: { technical: { ask: [api-one], competencies: [api-design] } } }",
        &["conflicting-keys", "role.yaml:11:32"],
    ),
    ("{ remove: [prodct] }", &["unknown-round", "role.yaml:11:18", "did you mean `product`?"]),
    ("{ remove: [product], change: { product: { minutes: 50 } } }", &["unknown-round", "was removed"]),
    (
        "{ add: [{ round: values, minutes: 30, after: tecnical, ask: [api-one] }] }",
        &["unknown-round", "role.yaml:11:52", "did you mean `technical`?"],
    ),
    (
        "{ add: [{ round: values, minutes: 30, after: product, ask: [api-one] }], remove: [product] }",
        &["unknown-round", "role.yaml:11:52", "`product` was removed", "removed here"],
    ),
    (
        "{ add: [{ round: values, minutes: 30, after: values, ask: [api-one] }] }",
        &["bad-order", "role.yaml:11:52", "comes after itself"],
    ),
    (
        "{ add: [{ round: product, minutes: 30, ask: [api-one] }] }",
        &["duplicate-id", "role.yaml:11:24", "loops.yaml:8:16", "under `change`"],
    ),
    ("{ add: [{ round: values, ask: [api-one] }] }", &["missing-key", "this new round lacks `minutes`"]),
    ("{ add: [{ round: summary, minutes: 30, ask: [api-one] }] }", &["reserved-id"]),
];

#[test]
fn a_wrong_change_of_the_loop_is_an_error_at_its_place() {
    for (text, words) in ROUNDS {
        refused(text, &with_loop(text), words);
    }
}

#[test]
fn a_loop_without_rounds_is_an_error() {
    let w = with_loop("{ remove: [technical, product] }").edit(
        ROLE,
        "\ninterviewers:\n  technical: [A. Rivera]",
        "",
    );
    refused("remove all", &w, &["out-of-range", "role.yaml:11:9", "every round of loop `onsite` is removed"]);
}

#[test]
fn what_still_names_a_removed_round_is_shown_with_the_removal() {
    let lines = [
        ("brief: { product: x }", "role.yaml:14:10", "`brief` still names it"),
        ("pin: { product: [api-one] }", "role.yaml:14:8", "`pin` still names it"),
    ];
    for (text, place, label) in lines {
        let w = with_lines(text).edit(ROLE, "loop: onsite", "loop: { remove: [product] }");
        refused(text, &w, &["unknown-round", place, label, "round `product` was removed", "removed here"]);
    }
    let w = with_loop("{ remove: [technical] }");
    let words = ["unknown-round", "role.yaml:13:3", "`interviewers` still names it", "removed here"];
    refused("interviewers", &w, &words);
}

#[test]
fn a_chosen_question_must_be_active() {
    let withdrawn = "    minutes: 10\n    status: ";
    for status in ["draft", "retired", "compromised"] {
        let edited = |w: Workspace| w.edit(API, "    minutes: 10", &format!("{withdrawn}{status}"));
        let words = ["unusable-question", "api-one", status, "api-design.yaml:3:9"];
        refused(status, &edited(with_lines("pin: { technical: [api-one] }")), &words);
        let asked = "{ add: [{ round: values, minutes: 30, ask: [api-two, api-one] }] }";
        refused(status, &edited(with_loop(asked)), &words);
    }
}

#[test]
fn a_question_is_pinned_asked_or_excluded_but_not_two_of_these() {
    let asked = "loop: { add: [{ round: values, minutes: 30, ask: [api-one] }] }";
    let cases = [
        ("pin: { technical: [api-one] }", ["role.yaml:14:20", "is both asked and pinned", "asked here"]),
        ("exclude: [api-one]", ["role.yaml:14:11", "is both asked and excluded", "asked here"]),
        (
            "pin: { values: [api-two] }",
            ["role.yaml:14:8", "round `values` has `ask`", "add the question to `ask`"],
        ),
    ];
    for (lines, words) in cases {
        let w = with_lines(lines).edit(ROLE, "loop: onsite", asked);
        refused(lines, &w, &words);
        refused(lines, &w, &["conflicting-choices"]);
    }
}

#[test]
fn a_chosen_question_needs_values_for_its_placeholders() {
    let edit = |w: Workspace| w.edit(API, "What about api-one and {{surface}}", "What about {{surfaec}}");
    let words = ["unfilled-placeholder", "`{{surfaec}}` has no value", "did you mean `surface`?", "api-one"];
    refused("pin", &edit(with_lines("pin: { technical: [api-one] }")), &words);
    let asked = "{ add: [{ round: values, minutes: 30, ask: [api-one] }] }";
    refused("ask", &edit(with_loop(asked)), &words);
    let probe = "  - text: Owns an API contract\n    probe: \"Why {{surfaec}}?\"";
    let w = Workspace::new().edit(ROLE, "  - text: Owns an API contract", probe);
    refused("probe", &w, &["unfilled-placeholder", "role.yaml:8:12", "a must-have's probe"]);
}

#[test]
fn evidence_must_exist() {
    let w = Workspace::new().edit(
        ROLE,
        "competency: api-design",
        "competency: api-design\n    evidence: [api-oen]",
    );
    refused("evidence", &w, &["unknown-question", "role.yaml:9:16", "did you mean `api-one`?"]);
}

#[test]
fn a_loop_of_a_bank_is_checked_with_the_bank() {
    let asked = |ids: &str, minutes: u32| {
        let round = format!("      - round: values\n        minutes: {minutes}\n        ask: [{ids}]\n");
        let w = Workspace::new();
        w.write(LOOPS, format!("{}{round}", w.read(LOOPS)));
        w
    };
    let cases = [
        (asked("api-oen", 45), ["unknown-question", "loops.yaml:13:15", "did you mean `api-one`?"]),
        (asked("api-one, api-one", 45), ["conflicting-choices", "loops.yaml:13:24", "asked twice"]),
        (asked("api-one, api-two", 29), ["round-too-short", "loops.yaml:13:24", "to 30 minutes"]),
    ];
    for (w, words) in cases {
        w.run(&["check", "question_banks/small"]).fails(1, &words);
        w.generate().fails(1, &words);
    }
    asked("api-one, api-two", 30).run(&["check"]).succeeds();
    let withdrawn = asked("api-one", 30).edit(API, "    minutes: 10", "    minutes: 10\n    status: retired");
    withdrawn.run(&["check", "question_banks/small"]).succeeds();
    withdrawn.generate().fails(1, &["unusable-question", "loops.yaml:13:15"]);
}

/// A question file for the opening, with the lines of its question.
fn own(lines: &str) -> Workspace {
    Workspace::new().with(OWN, format!("competency: api-design\nquestions:\n{lines}"))
}

const BARE: &str = "  - id: ceo-one
    depth: middle
    type: behavioral
    minutes: 6
    prompt: \"What about {{surface}}?\"
";

#[test]
fn the_questions_of_an_opening_are_checked_like_those_of_a_bank() {
    let full = question("ceo-one", "middle");
    let cases = [
        (
            full.replace("depth: middle", "depth: midle"),
            ["questions.yaml:4:12", "did you mean `middle`?", "ceo-one"],
        ),
        (full.replace("type: sit", "typ: sit"), ["questions.yaml:5:5", "did you mean `type`?", "ceo-one"]),
        (
            full.replace("ceo-one\n", "api-one\n"),
            ["questions.yaml:3:9", "api-design.yaml:3:9", "duplicate-id"],
        ),
        (format!("{full}{full}"), ["questions.yaml:18:9", "duplicate-id", "first here"]),
        (
            full.replace("    minutes", "    enemies: [api-oen]\n    minutes"),
            ["questions.yaml:6:15", "enemy", "`api-one`?"],
        ),
        (
            full.replace("    minutes", "    exhibits: [log]\n    minutes"),
            ["questions.yaml:6:16", "exhibit", "`log`"],
        ),
        (BARE.to_owned(), ["missing-key", "questions.yaml:3:9", "lacks `anchors`"]),
    ];
    for (lines, words) in cases {
        refused(&lines, &own(&lines), &words);
        own(&lines).run(&["check", OWN]).fails(1, &words);
    }
    let binary = Workspace::new().with(OWN, b"questions: \xff\n");
    binary.generate().fails(1, &["not-utf8", OWN]);
    let folder = Workspace::new().with("kits/payments/questions.yaml/inside", "x");
    folder.generate().fails(1, &["unreadable", OWN]);
    let list = Workspace::new().with(OWN, "- 1\n");
    refused("a list", &list, &["wrong-type", "questions.yaml:1:1"]);
}

#[test]
fn a_question_without_anchors_is_only_asked() {
    let pinned = own(BARE);
    pinned.write(ROLE, format!("{}pin: {{ technical: [ceo-one] }}\n", pinned.read(ROLE)));
    refused("pinned", &pinned, &["missing-key", "questions.yaml:3:9", "a round's `ask`"]);
    let asked =
        own(BARE).edit(ROLE, "loop: onsite", "loop: { add: [{ round: v, minutes: 30, ask: [ceo-one] }] }");
    asked.run(&["check"]).succeeds();
    asked.run(&["check", OWN]).succeeds();
    let draft = own(&format!("{BARE}    status: draft\n"));
    draft.run(&["check"]).succeeds();
    let bank = Workspace::new()
        .with("question_banks/small/more.yaml", format!("competency: api-design\nquestions:\n{BARE}"));
    bank.run(&["check"]).fails(1, &["more.yaml:3:5", "this question lacks `anchors`"]);
}

#[test]
fn an_opening_does_not_see_the_questions_of_another() {
    let w = Workspace::new().with(OWN, questions("api-design", "middle", &["ceo-one"]));
    w.write("kits/other/role.yaml", w.read(ROLE).replace("payments\n", "other\n") + "exclude: [ceo-one]\n");
    w.run(&["check", "kits/other"]).fails(1, &["unknown-question", "kits/other/role.yaml:14:11"]);
    w.run(&["check", "kits/payments"]).succeeds();
}

#[test]
fn a_bad_exhibit_of_an_opening_is_found() {
    let lines = question("ceo-one", "middle").replace("    minutes", "    exhibits: [log]\n    minutes");
    let untitled = own(&lines).with("kits/payments/exhibits/log.md", "no title\n");
    refused("no title", &untitled, &["bad-exhibit", "kits/payments/exhibits/log.md"]);
    let good = own(&lines).with("kits/payments/exhibits/log.md", "# Log\n\nText\n");
    good.run(&["check"]).succeeds();
}

#[test]
fn every_key_together_is_accepted() {
    let w = own(BARE);
    let role = "loop:
  from: onsite
  add:
    - { round: values, after: technical, minutes: 30, ask: [ceo-one] }
    - { round: last, minutes: 45, competencies: [api-design], questions: 1 }
  change: { technical: { minutes: 50 } }
  remove: [product]
pin: { technical: [{ question: api-one, why: \"our case\" }], last: [api-two] }
exclude: [data-one]
brief: { values: \"Read the report.\" }";
    let w = w.edit(ROLE, "loop: onsite", role);
    w.run(&["check"]).succeeds();
}

#[test]
fn the_examples_of_a_new_role_spec_are_valid() {
    let w = Workspace::new();
    let args = ["new", "other", "--bank", "small", "--level", "senior", "--depth", "middle", "--title", "T"];
    w.run(&args).succeeds();
    let text = w.read("kits/other/role.yaml");
    let (head, tail) = text.split_once("\nloop: onsite").expect("a loop");
    let (_, examples) = tail.split_once("# pin: ").expect("examples");
    let lines = format!("# pin: {examples}");
    let used: Vec<&str> = lines.lines().filter_map(|line| line.strip_prefix("# ")).collect();
    let used: Vec<&str> = used.into_iter().filter(|line| !line.starts_with("Change rounds")).collect();
    assert_eq!(used.len(), 8, "{lines}");
    w.write("kits/other/role.yaml", format!("{head}\ncontext: {{ surface: x }}\n{}\n", used.join("\n")));
    w.run(&["check", "kits/other"]).succeeds();
}

#[test]
fn other_interviewers_of_a_candidate_are_lists_of_names_by_round() {
    let w = Workspace::new();
    w.generate().succeeds();
    w.run(&["variants", "payments", "--candidates", "ada-l", "--format", "md"]).succeeds();
    let file = "kits/payments/candidates/ada-l/candidate.yaml";
    let text = w.read(file);
    let cases = [
        ("interviewers: { technical: I. Sol }", ["wrong-type", "candidate.yaml:3:28"]),
        ("interviewers: { Technical round: [I. Sol] }", ["bad-id", "candidate.yaml:3:17"]),
        ("interviewer: { technical: [I. Sol] }", ["candidate.yaml:3:1", "did you mean `interviewers`?"]),
    ];
    for (line, words) in cases {
        w.write(file, format!("{text}{line}\n"));
        w.run(&["check"]).fails(1, &words);
        w.run(&["verify"]).fails(4, &words[..1]);
    }
    w.write(file, format!("{text}interviewers: {{ technical: [I. Sol] }}\n"));
    w.run(&["check"]).succeeds();
}
