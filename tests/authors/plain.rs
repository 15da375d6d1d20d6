//! The views of `bank prose`, and the rules that need a whole bank or the kit of a loop.

use crate::common::{API, DATA, ROLE, Workspace, question};

/// A question whose fourth anchor adds a date, for which a fixed probe asks.
fn dated() -> String {
    question("api-one", "middle")
        .replace("\"Why?\"", "\"Which date did you set?\"")
        .replace("\"Acts\"", "\"**Finds the callers.** Lists the callers.\"")
        .replace(
            "\"Prevents\"",
            "\"**Sets a date.** Lists the callers. Agrees on a date with each of them.\"",
        )
}

#[test]
fn prose_shows_the_texts_that_an_editor_compares() {
    let w = Workspace::new();
    w.write(API, format!("competency: api-design\nquestions:\n{}{}", dated(), question("api-two", "middle")));
    let show = |what: &str| w.run(&["bank", "prose", "small", "--show", what]).succeeds().stdout.clone();
    let line = |said: &str, with: &str| said.lines().find(|l| l.contains(with)).expect(with).to_owned();

    assert!(line(&show("deeds"), "api-one").ends_with("Sets a date.  Agrees on a date with each of them."));
    assert!(line(&show("probes"), "api-one").ends_with("probes[0]  Which date did you set?  (date)"));
    assert!(!show("probes").contains("api-two"));
    assert!(line(&show("leads"), "api-one").ends_with("3 Finds the callers.  |  4 Sets a date."));
    let sentences = show("sentences");
    let words: Vec<usize> = sentences
        .lines()
        .filter(|l| l.contains('-'))
        .filter_map(|l| l.split_whitespace().next()?.parse().ok())
        .collect();
    assert!(words.len() > 8 && words.is_sorted_by(|a, b| a >= b), "{sentences}");
    let pairs = show("pairs");
    let at = pairs.find("  3  **Finds the callers.**").expect("the anchor for 3");
    assert!(pairs[at..].lines().nth(1).is_some_and(|l| l.starts_with("  4  **Sets a date.**")), "{pairs}");
}

#[test]
fn plainness_is_off_until_it_is_set() {
    let w = Workspace::new();
    w.write(API, w.read(API).replace("\"Acts\"", "\"**Acts at once.** Besides, informs the callers.\""));
    assert!(!w.run(&["check"]).succeeds().stderr.contains("plainness"));
    let said = w.run(&["check", "-W", "plainness"]);
    assert!(said.stderr.contains("question `api-one`: points to another anchor"), "{}", said.stderr);
    let json = w.run(&["bank", "prose", "small", "--format", "json"]);
    assert!(json.stdout.contains("anchors.3: points to another anchor"), "{}", json.stdout);
}

#[test]
fn a_family_with_two_depths_and_two_prompts_that_are_alike_are_reported() {
    let w = Workspace::new();
    let text = w.read(API) + &question("api-five", "deep");
    let text = text.replace("id: api-five\n", "id: api-five\n    family: changes\n");
    w.write(API, text.replace("id: api-four\n", "id: api-four\n    family: changes\n"));
    let said = w.run(&["check", "-W", "near-duplicate"]);
    let found = &said.stderr;
    assert!(found.contains("family `changes` has questions of the depths `deep` and `middle`"), "{found}");
    assert!(
        found.contains("warning[near-duplicate]") && !w.run(&["check"]).stderr.contains("near-dup"),
        "{found}"
    );
}

/// What the rules for kits say of the role spec with this loop, these interviewers and more keys.
fn of_loop(rounds: &str, more: &str) -> String {
    let w = Workspace::new();
    let role = w.read(ROLE);
    let (before, _) = role.split_once("loop: onsite").expect("a loop");
    w.write(ROLE, format!("{before}loop:\n{rounds}{more}"));
    w.run(&["check", "-A", "role"]).stderr
}

#[test]
fn rules_for_kits_look_at_rounds_and_interviewers() {
    let both = "competencies: [api-design, data-fluency]";
    let rounds = format!(
        "  - {{ round: one, minutes: 90, {both} }}\n  - {{ round: two, minutes: 90, {both} }}\n  - {{ round: three, minutes: 30, competencies: [data-fluency] }}\n"
    );
    let people = "interviewers: { one: [A. Rivera], two: [a. rivera], three: [J. Chen] }\n";
    let found = of_loop(&rounds, people);
    assert!(found.contains("a. rivera interviews in `one` and in `two`, which both observe"), "{found}");
    assert!(found.contains("interviews for 180 minutes, the others for 30 on average"), "{found}");
    let found =
        of_loop(&rounds, "interviewers: { one: [A. Rivera], two: [J. Chen], three: [Sofía Núñez] }\n");
    assert!(!found.contains("interviews"), "{found}");

    let last = "  - { round: one, minutes: 45, competencies: [data-fluency] }\n  - { round: two, minutes: 45, competencies: [api-design] }\n";
    assert!(of_loop(last, "").contains("only the last round observes the must-have"));
    let once = "  - { round: one, minutes: 45, questions: 1, competencies: [api-design] }\n  - { round: two, minutes: 60, competencies: [data-fluency] }\n";
    let found = of_loop(once, "");
    assert!(found.contains("only one question observes the must-have"), "{found}");

    let pins = "core: 0\npin: { one: [api-one, data-one] }\n";
    assert!(of_loop(&rounds, pins).contains("all 2 core questions are in round `one`"));
}

#[test]
fn check_replaces_words_that_have_one_replacement() {
    let w = Workspace::new();
    w.write(DATA, w.read(DATA).replacen("\"Asks who is hurt\"", "\"Plans three man-days\"", 1));
    assert!(w.run(&["check"]).stderr.contains("`man-days` leaves people out"));
    w.run(&["check", "--fix"]).succeeds();
    assert!(w.read(DATA).contains("\"Plans three person-days\""), "{}", w.read(DATA));
}
