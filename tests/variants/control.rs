//! What a recruiter chooses in the evening before a panel: pinned and excluded questions, a swap, a round of the
//! chief executive. Leaks are in `leaks` and `known`, other interviewers in `seats`.

use panelkit::model::{Chosen, Kit};
use serde_json::Value;

use crate::common::{Output, Workspace};
use crate::site::{REQ, base, issue, kit, questions, site, tree};

const ROLE: &str = "kits/payments-api-tpm/role.yaml";

fn desk() -> Workspace {
    let w = site();
    generate(&w, &[]).succeeds();
    w
}

fn generate(w: &Workspace, more: &[&str]) -> Output {
    w.run(&[&["generate", REQ, "--format", "md"], more].concat())
}

fn swap(w: &Workspace, more: &[&str]) -> Output {
    w.run(&[&["swap", REQ], more].concat())
}

/// The questions that are no longer asked in their rounds.
fn moved(old: &Kit, new: &Kit) -> Vec<String> {
    let stays = |round: &str, id: &str| {
        let round = new.rounds.iter().find(|r| r.id == round);
        round.is_some_and(|r| r.slots.iter().any(|s| s.question.id == id))
    };
    let slots = old.rounds.iter().flat_map(|r| r.slots.iter().map(move |s| (&r.id, &s.question.id)));
    slots.filter(|(round, id)| !stays(round, id)).map(|(_, id)| id.clone()).collect()
}

/// `generate` has nothing to do, and `verify` finds no difference.
#[track_caller]
fn is_settled(w: &Workspace) {
    let before = tree(w.root());
    assert!(generate(w, &[]).succeeds().stdout.contains("nothing to do"));
    assert!(before == tree(w.root()), "a second run writes nothing");
    w.run(&["verify"]).succeeds();
}

fn offers(w: &Workspace, slot: &str) -> Value {
    let said = swap(w, &[slot, "--report", "json"]);
    let report: Value = serde_json::from_str(&said.succeeds().stdout).expect("a report");
    report["outcome"].clone()
}

#[test]
fn pinned_questions_are_asked_of_every_candidate_and_excluded_ones_of_none() {
    let w = desk();
    let old = base(&w);
    let out = old.rounds[1].slots[2].question.id.clone();
    let offered = offers(&w, "technical-depth.2");
    let list = offered["offers"].as_array().expect("a list");
    let pinned = list[0]["question"].as_str().expect("an id").to_owned();
    let role = w.read(ROLE);
    w.write(
        ROLE,
        format!("{role}# the manager insists\npin:\n  technical-depth:\n    - question: {pinned}\n      why: \"our case\"\nexclude: [{out}]\n"),
    );
    generate(&w, &[]).fails(1, &["would change", "--force"]);
    generate(&w, &["--force"]).succeeds();
    let new = base(&w);
    let slot = new.slots().find(|s| s.question.id == pinned).expect("the pinned question");
    assert_eq!(
        (slot.core, slot.chosen, slot.id.starts_with("technical-depth.")),
        (true, Some(Chosen::Pin), true)
    );
    assert!(!questions(&new).contains(&out));
    // One slot makes room for the pin, and one loses the excluded question.
    assert!(moved(&old, &new).len() <= 2, "{:?}", moved(&old, &new));
    assert!(w.read(&format!("kits/{REQ}/loop/kit.md")).contains("our case"));
    is_settled(&w);
    issue(&w, &["--count", "6", "--format", "md"]).succeeds();
    for n in 1..=6 {
        let asked = questions(&kit(&w, &format!("candidate-000{n}")));
        assert!(asked.contains(&pinned) && !asked.contains(&out), "{asked:?}");
    }
    assert!(w.read(&format!("kits/{REQ}/equivalence.md")).contains("our case"));
    w.run(&["verify"]).succeeds();
}

#[test]
fn a_swap_changes_one_slot_and_keeps_every_comment() {
    let w = desk();
    let (old, role) = (base(&w), w.read(ROLE));
    let before = tree(w.root());
    let offered = offers(&w, "api-design.3");
    let list = offered["offers"].as_array().expect("a list");
    assert!(list.iter().all(|o| o["first_line"].as_str().is_some_and(|line| line.len() > 10)), "{list:?}");
    let free: Vec<&str> = list
        .iter()
        .filter(|o| o["changes"].as_array().is_some_and(Vec::is_empty))
        .filter_map(|o| o["question"].as_str())
        .collect();
    let (first, second) = (free[0], free[1]);
    swap(&w, &["api-design.3", "--for", first, "--dry-run"]).succeeds();
    assert!(before == tree(w.root()), "a list and a dry run write nothing");
    swap(&w, &["api-design.3", "--for", first, "--why", "matches our \"migration\""]).succeeds();
    let new = base(&w);
    let expected: Vec<String> = (questions(&old).iter().zip(old.slots()))
        .map(|(id, slot)| if slot.id == "api-design.3" { first.to_owned() } else { id.clone() })
        .collect();
    assert_eq!(questions(&new), expected, "only that slot changes");
    assert!(w.read(ROLE).starts_with(role.trim_end()), "every line of the role spec stays");
    assert!(w.read(&format!("kits/{REQ}/loop/kit.md")).contains("matches our \"migration\""));
    is_settled(&w);
    // The second swap of the slot drops the first pin.
    swap(&w, &["api-design.3", "--for", second]).succeeds();
    assert!(!w.read(ROLE).contains(first));
    assert_eq!(moved(&new, &base(&w)), [first]);
    is_settled(&w);
}

#[test]
fn a_swap_that_cannot_be_says_why_and_writes_nothing() {
    let w = desk();
    let before = tree(w.root());
    let other = base(&w).rounds[0].slots[0].question.id.clone();
    swap(&w, &["api-desing.3"]).fails(2, &["no slot `api-desing.3`", "api-design.3"]);
    swap(&w, &["api-design.3", "--for", "comm-closing-posd"]).fails(2, &["no question", "did you mean"]);
    swap(&w, &["api-design.3", "--for", &other]).fails(2, &["does not fit", "lists the questions that fit"]);
    swap(&w, &["api-design.3", "--why", "x"]).fails(2, &["--for"]);
    assert!(before == tree(w.root()));
    issue(&w, &["--candidates", "ana", "--format", "md"]).succeeds();
    let before = tree(w.root());
    let offered = offers(&w, "api-design.3");
    let first = offered["offers"][0]["question"].as_str().expect("an id").to_owned();
    let said = swap(&w, &["api-design.3", "--for", &first]);
    said.fails(1, &["1 candidate has a kit", "--force"]);
    assert!(before == tree(w.root()), "nothing is written, the role spec included");
}

const OWN: &str = "competency: cross-functional
questions:
  - { id: ceo-candour, depth: middle, type: behavioral, minutes: 7, prompt: \"When did you last tell a boss something unwelcome?\" }
  - { id: ceo-customers, depth: middle, type: behavioral, minutes: 7, prompt: \"Which customer changed your mind last year?\" }
  - { id: ceo-frugality, depth: middle, type: behavioral, minutes: 6, prompt: \"What did you stop paying for?\" }
";

#[test]
fn the_round_of_the_chief_executive_changes_no_other_round() {
    let w = desk();
    let old = base(&w);
    w.write(&format!("kits/{REQ}/questions.yaml"), OWN);
    let w = w.edit(
        ROLE,
        "loop: onsite",
        "loop: { from: onsite, add: [ { round: values, after: case-study, minutes: 30, ask: [ceo-frugality, ceo-candour, ceo-customers] } ] }",
    );
    generate(&w, &["--force"]).succeeds();
    let new = base(&w);
    assert_eq!(moved(&old, &new), [""; 0]);
    let rounds: Vec<&str> = new.rounds.iter().map(|r| r.id.as_str()).collect();
    let at = rounds.iter().position(|r| *r == "values").expect("the round");
    assert_eq!(rounds[at - 1], "case-study");
    let asked: Vec<&str> = new.rounds[at].slots.iter().map(|s| s.question.id.as_str()).collect();
    assert_eq!(asked, ["ceo-frugality", "ceo-candour", "ceo-customers"], "in the order of the list");
    assert!(new.rounds[at].slots.iter().all(|s| s.core && s.chosen == Some(Chosen::Ask)));
    let core = |kit: &Kit| kit.slots().filter(|s| s.core && s.chosen.is_none()).count();
    assert_eq!(core(&old), core(&new), "the round is left out of the share of core slots");
    is_settled(&w);
    issue(&w, &["--count", "3", "--format", "md"]).succeeds();
    w.run(&["verify"]).succeeds();
    // Without the round, the loop is as before.
    let w = w.edit(ROLE, "add: [ { round: values, after: case-study, minutes: 30, ask: [ceo-frugality, ceo-candour, ceo-customers] } ]", "remove: []");
    std::fs::remove_file(w.path(&format!("kits/{REQ}/questions.yaml"))).expect("removed");
    generate(&w, &["--force"]).succeeds();
    assert_eq!(questions(&base(&w)), questions(&old));
}

#[test]
fn a_fresh_loop_and_another_seed_are_drawn_without_the_loop_before() {
    let w = desk();
    let old = base(&w);
    let w = w.edit(ROLE, "core: 0.3", "exclude: [data-gamed-target]\ncore: 0.3");
    generate(&w, &["--force"]).succeeds();
    let kept = base(&w);
    assert!(moved(&old, &kept).len() <= 1, "{:?}", moved(&old, &kept));
    generate(&w, &["--fresh", "--force"]).succeeds();
    let fresh = base(&w);
    assert!(fresh.choices.kept.is_empty() || questions(&fresh) == questions(&kept));
    is_settled(&w);
    generate(&w, &["--seed", "another", "--force"]).succeeds();
    assert!(base(&w).choices.kept.is_empty());
    assert!(moved(&kept, &base(&w)).len() > 5, "another seed draws another loop");
    is_settled(&w);
}
