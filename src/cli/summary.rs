//! What `generate` says of a loop: at a glance, its assumptions, and what another would change.

use std::collections::{BTreeMap, BTreeSet};

use panelkit::model::{Bank, Kit, RoleSpec};
use panelkit::text::{count, list};

use super::session::Session;

/// The loop at a glance, for the terminal.
pub(super) fn summary(kit: &Kit, session: &Session) {
    let minutes: u32 = kit.rounds.iter().map(|r| r.minutes).sum();
    let questions: usize = kit.rounds.iter().map(|r| r.slots.len()).sum();
    session.tell(format!(
        "{}: {}, {}, {} h {:02} min, depth {}",
        kit.role.title,
        count(kit.rounds.len(), "round"),
        count(questions, "question"),
        minutes / 60,
        minutes % 60,
        kit.depth
    ));
    let width = kit.rounds.iter().map(|r| r.title.chars().count()).max().unwrap_or(0);
    for round in &kit.rounds {
        let asked: u32 = round.slots.iter().map(|s| s.question.minutes).sum();
        let mut names: Vec<&str> = round.slots.iter().map(|s| s.competency.as_str()).collect();
        names.dedup();
        session.tell(format!(
            "  {:width$}  {:>3} min  {} ({asked} min): {}",
            round.title,
            round.minutes,
            count(round.slots.len(), "question"),
            names.join(", ")
        ));
    }
    let musts = kit.role.must_haves.len();
    let thin = kit.role.must_haves.iter().filter(|m| rounds_of(kit, &m.slots) < 2).count();
    match (musts, thin) {
        (0, _) => session.tell("  no must-haves: the role spec names none"),
        (_, 0) => session.tell(format!("  {} proved, each in two rounds or more", count(musts, "must-have"))),
        (_, _) => {
            session.tell(format!("  {} proved, {thin} of them in one round only", count(musts, "must-have")));
        }
    }
}

fn rounds_of(kit: &Kit, slots: &[String]) -> usize {
    kit.rounds.iter().filter(|r| r.slots.iter().any(|s| slots.contains(&s.id))).count()
}

/// Says which words of the questions are the bank's and not the role's.
pub(super) fn assumptions(role: &RoleSpec, bank: &Bank, kit: &Kit, session: &Session) {
    let drawn = kit.rounds.iter().flat_map(|r| &r.slots).filter_map(|s| bank.question(&s.question.id));
    let used: BTreeSet<&String> = drawn.flat_map(|q| q.phrases().flat_map(|p| p.names())).collect();
    let said = role.assumed.iter().filter(|name| used.contains(name));
    let said: Vec<String> = said.map(|name| format!("{name}: \"{}\"", role.context[name])).collect();
    if !said.is_empty() && session.loudness >= 0 {
        let said = list(&said, "and");
        session.remark(format!(
            "note: the questions say {said}; `context:` in the role spec says it in your words"
        ));
    }
}

/// What a person wants to know before one loop takes the place of another.
pub(super) fn differences(old: &Kit, new: &Kit, session: &Session) -> Vec<String> {
    let mut lines = Vec::new();
    let mut note = |what: &str, a: &str, b: &str| {
        if a != b {
            lines.push(match session.loudness > 0 || !a.starts_with("sha256:") {
                true => format!("{what}: {a} -> {b}"),
                false => format!("{what}: has changed since"),
            });
        }
    };
    note("seed", &old.seed, &new.seed);
    note("level", &old.level, &new.level);
    note("depth", &old.depth, &new.depth);
    note("bank", &old.bank.digest, &new.bank.digest);
    note("role spec", &old.role.inputs, &new.role.inputs);
    note("drawing rules", &old.draw.to_string(), &new.draw.to_string());
    let questions = |kit: &Kit| -> BTreeMap<String, String> {
        kit.slots().map(|s| (s.id.clone(), s.question.id.clone())).collect()
    };
    let (before, after) = (questions(old), questions(new));
    let none = "(no slot)".to_owned();
    for slot in before.keys().chain(after.keys().filter(|k| !before.contains_key(*k))) {
        note(slot, before.get(slot).unwrap_or(&none), after.get(slot).unwrap_or(&none));
    }
    let served = |kit: &Kit| -> BTreeMap<String, String> {
        kit.slots().map(|s| (s.id.clone(), s.serves.join(", "))).collect()
    };
    let (one, other) = (served(old), served(new));
    for (slot, must_haves) in &one {
        if let Some(now) = other.get(slot) {
            note(&format!("{slot} observes"), must_haves, now);
        }
    }
    let cores = |kit: &Kit| -> BTreeMap<String, &'static str> {
        kit.slots().map(|s| (s.id.clone(), if s.core { "core" } else { "rotating" })).collect()
    };
    let (fixed, then) = (cores(old), cores(new));
    for (slot, kind) in &fixed {
        if let Some(now) = then.get(slot) {
            note(slot, kind, now);
        }
    }
    if before == after && one == other && fixed == then {
        lines.push(
            "every slot keeps its question; its wording, its minutes or the frame around it change"
                .to_owned(),
        );
    }
    lines
}
