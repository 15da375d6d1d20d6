//! Families in small banks: which slots ask for them.

use panelkit::model::{Kit, KitSlot};

use crate::common::Workspace;

const BANK: &str = "bank: small
title: Small bank
depths:
  - { id: middle, name: Middle }
levels:
  - { id: senior, name: Senior, years: [6, 9] }
ratings:
  - { score: 1, label: \"No\" }
  - { score: 2, label: \"Yes\", meets: true }
  - { score: 3, label: \"Clear yes\" }
competencies:
  - { id: api-design, name: API design }
";

const LOOPS: &str = "loops:
  - loop: onsite
    title: Onsite loop
    rounds:
      - { round: technical, title: Technical, minutes: 45, questions: 2, competencies: [api-design] }
";

/// A workspace with a bank of one competency. `families` has the family of each question; `-` for none.
fn site(families: &[&str]) -> Workspace {
    let w = Workspace::empty();
    let mut text = "competency: api-design\nquestions:\n".to_owned();
    for (n, family) in families.iter().enumerate() {
        let family = if *family == "-" { String::new() } else { format!("    family: {family}\n") };
        text += &format!(
            "  - id: question-{n}\n    depth: middle\n    type: case\n    minutes: 10\n    difficulty: 3\n"
        );
        text += &format!("{family}    prompt: \"Client {n} reports a fault. What do you check first?\"\n");
        text += "    listen_for: [Says what would change the answer]\n";
        text += "    anchors: { 1: Names no reason, 2: Weighs two ways, 3: Says what each way costs }\n";
    }
    w.write("question_banks/small/bank.yaml", BANK);
    w.write("question_banks/small/loops.yaml", LOOPS);
    w.write("question_banks/small/api-design.yaml", &text);
    w
}

/// The core slot and the rotating slot of the loop of a req with this id.
fn slots(w: &Workspace, req: &str) -> (KitSlot, KitSlot) {
    let role = format!(
        "role: {req}\ntitle: Engineer\nbank: small\nlevel: senior\ndepth: middle\nloop: onsite\ncore: 0.5\n"
    );
    w.write(&format!("kits/{req}/role.yaml"), &role);
    w.run(&["generate", req, "--format", "json", "--quiet"]).succeeds();
    let kit: Kit = serde_json::from_str(&w.read(&format!("kits/{req}/loop/kit.json"))).expect("a kit");
    let (core, rotating): (Vec<KitSlot>, Vec<KitSlot>) = kit.slots().cloned().partition(|slot| slot.core);
    (core.into_iter().next().expect("a core slot"), rotating.into_iter().next().expect("a rotating slot"))
}

fn family(slot: &KitSlot) -> Option<&str> {
    slot.admits.as_ref()?.family.as_deref()
}

#[test]
fn the_rotating_slot_asks_for_the_family_and_the_core_slot_leaves_it_alone() {
    let w = site(&["f", "f", "f", "f", "-", "-", "-", "-"]);
    for req in ["one", "two", "three", "four", "five", "six"] {
        let (core, rotating) = slots(&w, req);
        assert_eq!(family(&rotating), Some("f"), "{req}: {}", rotating.question.id);
        assert!(
            ["question-4", "question-5", "question-6", "question-7"].contains(&core.question.id.as_str())
        );
    }
}

#[test]
fn the_core_slot_takes_a_family_if_there_is_no_loop_otherwise() {
    let w = site(&["f", "f", "f", "f", "g", "g", "g", "g"]);
    for req in ["one", "two", "three"] {
        let (core, rotating) = slots(&w, req);
        let other = if family(&rotating) == Some("f") { "question-4" } else { "question-0" };
        assert!(matches!(family(&rotating), Some("f" | "g")), "{req}");
        assert_eq!(
            core.question.id.as_str() >= "question-4",
            other == "question-4",
            "{req}: {}",
            core.question.id
        );
    }
}

#[test]
fn a_family_of_three_is_no_reason_to_choose_a_question() {
    let w = site(&["f", "f", "f", "-", "-", "-", "-", "-"]);
    let kits = ["one", "two", "three", "four", "five", "six"].map(|req| slots(&w, req));
    assert!(kits.iter().all(|(_, rotating)| family(rotating).is_none()));
    let of_family =
        |slot: &KitSlot| ["question-0", "question-1", "question-2"].contains(&slot.question.id.as_str());
    assert!(kits.iter().any(|(core, _)| of_family(core)), "the core slot may take it");
    assert!(kits.iter().any(|(_, rotating)| !of_family(rotating)), "the rotating slot may take another");
}
