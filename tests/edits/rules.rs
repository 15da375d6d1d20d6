//! The rules of a loop in the terms of the files, without the planner and the engine.

use std::collections::BTreeSet;

use panelkit::model::{Bank, Kit, Question, RoleSpec, Round};

use crate::spec::{depth_of, is_usable};

/// Round and question of every slot.
type Slots = Vec<(String, String)>;

/// Whether a question may be asked in a round.
fn fits(role: &RoleSpec, bank: &Bank, round: &Round, question: &Question) -> bool {
    let pinned = role.pins.iter().find(|p| p.question == question.id).map(|p| &p.round);
    let asked = role.asked().find(|(_, id)| **id == question.id).map(|(round, _)| &round.id);
    match pinned.or(asked) {
        Some(own) => *own == round.id,
        None => {
            round.asks.is_empty()
                && is_usable(role, question)
                && round.competencies.contains(&question.competency)
                && question.depth.as_str() == depth_of(role, bank, question.competency.as_str())
                && (round.types.is_empty() || round.types.contains(&question.kind))
                && question.minutes <= round.question_minutes()
        }
    }
}

/// The slots of a loop whose questions may be asked in their rounds, together with the questions that the role
/// spec chooses; and the number of the other slots of the loop.
pub(crate) fn apart(role: &RoleSpec, bank: &Bank, old: &Kit) -> (Slots, usize) {
    let (mut stay, mut gone) = (BTreeSet::new(), 0);
    for (round, id) in crate::walk::asked(old) {
        let rule = role.plan.rounds.iter().find(|r| r.id.as_str() == round);
        let question = bank.question(&id);
        match rule.zip(question).is_some_and(|(rule, question)| fits(role, bank, rule, question)) {
            true => drop(stay.insert((round, id))),
            false => gone += 1,
        }
    }
    stay.extend(role.pins.iter().map(|p| (p.round.to_string(), p.question.to_string())));
    stay.extend(role.asked().map(|(round, id)| (round.id.to_string(), id.to_string())));
    (stay.into_iter().collect(), gone)
}

/// The first rule that a loop breaks; `None` if it keeps all.
pub(crate) fn broken(role: &RoleSpec, bank: &Bank, slots: &Slots) -> Option<String> {
    let mut all: Vec<&Question> = Vec::new();
    for rule in &role.plan.rounds {
        let ids = slots.iter().filter(|(round, _)| rule.id.as_str() == round).map(|(_, id)| id);
        let here: Vec<&Question> = ids.filter_map(|id| bank.question(id)).collect();
        if let Some(question) = here.iter().find(|q| !fits(role, bank, rule, q)) {
            return Some(format!("{} does not fit {}", question.id, rule.id));
        }
        let minutes: u32 = here.iter().map(|q| q.minutes).sum();
        let wanted = match rule.questions {
            _ if !rule.asks.is_empty() => rule.asks.len()..=rule.asks.len(),
            Some(exactly) => exactly as usize..=exactly as usize,
            None => 1..=12,
        };
        if minutes > rule.question_minutes() || !wanted.contains(&here.len()) {
            return Some(format!("{} has {} questions of {minutes} minutes", rule.id, here.len()));
        }
        all.extend(here);
    }
    let chosen = role.pins.iter().map(|p| (p.round.to_string(), p.question.to_string()));
    let lacks = chosen.into_iter().find(|pin| !slots.contains(pin));
    if let Some((round, id)) = lacks {
        return Some(format!("{id} is not in {round}"));
    }
    let apart = |a: &Question, b: &Question| {
        a.id != b.id && (a.family.is_none() || a.family != b.family) && !a.enemies.contains(&b.id)
    };
    for (n, a) in all.iter().enumerate() {
        if let Some(b) = all[n + 1..].iter().find(|b| !apart(a, b)) {
            return Some(format!("{} and {} exclude each other", a.id, b.id));
        }
    }
    role.must_haves.iter().map(|must| &must.competency).find_map(|competency| {
        let lists = role.plan.rounds.iter().filter(|r| r.competencies.contains(competency));
        let lists: Vec<&str> = lists.map(|r| r.id.as_str()).collect();
        let seen = lists.iter().filter(|round| {
            let mut here = slots.iter().filter(|(r, _)| r == *round);
            here.any(|(_, id)| bank.question(id).is_some_and(|q| q.competency == *competency))
        });
        (seen.count() < lists.len().min(2)).then(|| format!("{competency} is not observed"))
    })
}
