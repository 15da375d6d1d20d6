//! The least change: how much of the previous loop is kept when the role spec or the bank changes.
//!
//! The largest possible number of questions stay in their rounds. This is monotone: if a set of slots can stay, every
//! subset of it can stay, too. So the smallest set of slots to give up is a minimum hitting set of the sets of slots
//! that cannot stay together. These sets are found one at a time, each with a deletion filter (the implicit hitting set
//! method of Moreno-Centeno & Karp 2013).

use std::collections::BTreeSet;

use crate::model::{Bank, Given, Id, Kit, KitKept, KitSlot, Opening, RoleSpec};
use crate::{draw, plan};

/// The loop before.
#[derive(Clone, Debug)]
pub struct Before<'k> {
    /// Its kit.
    pub kit: &'k Kit,
    /// Ids of the slots whose questions must not stay.
    pub released: BTreeSet<String>,
}

/// The slots that a loop keeps of the loop before.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    slots: Vec<Given>,
}

/// A slot of the loop before that may stay.
struct Candidate {
    given: Given,
    /// The lowest are given up first.
    rank: (bool, bool, bool, std::cmp::Reverse<usize>),
}

/// Limit of sets that are found before the search settles for a loop that keeps fewer slots than possible.
const SETS: usize = 60;

impl Keep {
    /// The slots that a kit recorded; `None` if the role spec or the bank lacks one of them.
    pub fn recorded(kit: &Kit, role: &RoleSpec, bank: &Bank) -> Option<Keep> {
        let given = |kept: &KitKept| {
            let (round, number) = kept.slot.rsplit_once('.')?;
            let question = match &kept.question {
                Some(id) => Some(bank.index_of(id)?),
                None => None,
            };
            let competency = match question {
                Some(question) => bank.questions[question].competency.clone(),
                None => Id::new(&kept.competency)?,
            };
            let round = role.plan.rounds.iter().position(|r| r.id.as_str() == round)?;
            // Without this, the plan could not tell which questions the slot admits.
            let is_open = question.is_some() || role.plan.rounds[round].competencies.contains(&competency);
            is_open.then_some(Given {
                round,
                competency,
                question,
                place: Some(number.parse::<usize>().ok()?.checked_sub(1)?),
                core: kept.core,
                admits: kept.admits.clone(),
                chosen: None,
            })
        };
        let slots = kit.choices.kept.iter().map(given).collect::<Option<Vec<Given>>>()?;
        Some(Keep { slots })
    }

    /// The record of these slots for a kit.
    pub(super) fn record(&self, role: &RoleSpec, bank: &Bank) -> Vec<KitKept> {
        let kept = |given: &Given| KitKept {
            slot: format!("{}.{}", role.plan.rounds[given.round].id, given.place.map_or(0, |at| at + 1)),
            competency: given.competency.to_string(),
            question: given.question.map(|n| bank.questions[n].id.to_string()),
            core: given.core,
            admits: given.admits.clone(),
        };
        self.slots.iter().map(kept).collect()
    }

    /// The slots that a plan starts with: the chosen ones and these. A chosen question that was in the same
    /// round before keeps its position.
    pub(super) fn with(&self, mut chosen: Vec<Given>) -> Vec<Given> {
        for kept in &self.slots {
            let same =
                |c: &&mut Given| c.question.is_some() && (c.round, c.question) == (kept.round, kept.question);
            match chosen.iter_mut().find(same) {
                Some(choice) => choice.place = choice.place.or(kept.place),
                None => chosen.push(kept.clone()),
            }
        }
        chosen
    }

    /// The slots of the loop before that can stay, as many as possible. Where a question cannot stay, the slot
    /// stays if it can.
    pub fn most(role: &RoleSpec, bank: &Bank, before: &Before<'_>) -> Keep {
        let chosen = super::chosen::given(role, bank);
        let holds = |slots: &[Given]| {
            let given = Keep { slots: slots.to_vec() }.with(chosen.clone());
            let room = draw::Room::new(bank, role, &given);
            plan::holds(role, bank, &given, &mut |sketch| room.holds(sketch))
        };
        if !holds(&[]) {
            return Keep::default();
        }
        let (candidates, mut lost) = candidates(role, bank, before, &chosen);
        let dropped = fewest(&candidates, &holds);
        let (mut slots, mut open) = (Vec::new(), Vec::new());
        for (n, candidate) in candidates.into_iter().enumerate() {
            if dropped.contains(&n) { open.push(candidate.given) } else { slots.push(candidate.given) }
        }
        open.append(&mut lost);
        open.sort_by_key(|given| (given.round, given.place));
        for given in open {
            slots.push(Given { question: None, ..given });
            if !holds(&slots) {
                slots.pop();
            }
        }
        slots.sort_by_key(|given| (given.round, given.place));
        Keep { slots }
    }
}

/// The slots whose questions fit their rounds still, and those of which only the slot can stay.
fn candidates(
    role: &RoleSpec,
    bank: &Bank,
    before: &Before<'_>,
    chosen: &[Given],
) -> (Vec<Candidate>, Vec<Given>) {
    let (mut candidates, mut lost) = (Vec::new(), Vec::new());
    let mut position = 0;
    for old in &before.kit.rounds {
        let round = role.plan.rounds.iter().position(|r| r.id.as_str() == old.id && r.asks.is_empty());
        for (place, slot) in old.slots.iter().enumerate() {
            position += 1;
            let Some(round) = round.filter(|_| !before.released.contains(&slot.id)) else { continue };
            let Some(given) = given(role, round, place, slot) else { continue };
            let question = bank.index_of(&slot.question.id);
            let stays = question.is_some_and(|n| fits(role, bank, round, n, chosen));
            if !stays {
                lost.push(given);
                continue;
            }
            let makes_way = |c: &Given| c.round == round && c.competency == given.competency;
            let rank = (
                !chosen.iter().any(makes_way),
                slot.core,
                !slot.serves.is_empty(),
                std::cmp::Reverse(position),
            );
            candidates.push(Candidate { given: Given { question, ..given }, rank });
        }
    }
    (candidates, lost)
}

/// A slot of the loop before without its question; `None` if its round no longer observes its competency.
fn given(role: &RoleSpec, round: usize, place: usize, slot: &KitSlot) -> Option<Given> {
    let competency = Id::new(&slot.competency)?;
    let observed = role.plan.rounds[round].competencies.contains(&competency);
    observed.then_some(Given {
        round,
        competency,
        question: None,
        place: Some(place),
        core: slot.core,
        admits: slot.admits.clone(),
        chosen: None,
    })
}

/// Whether a question may be asked in a round.
fn fits(role: &RoleSpec, bank: &Bank, round: usize, n: usize, chosen: &[Given]) -> bool {
    if let Some(choice) = chosen.iter().find(|c| c.question == Some(n)) {
        return choice.round == round;
    }
    let (question, rule) = (&bank.questions[n], &role.plan.rounds[round]);
    let depth = role.depth_of(&question.competency, |d| bank.depth_rank(d));
    let opening = Opening { depth: &depth, types: &rule.types, minutes: rule.question_minutes() };
    rule.competencies.contains(&question.competency) && question.misfit(role, opening).is_none()
}

/// The fewest candidates to give up so that all others can stay.
fn fewest(candidates: &[Candidate], holds: &dyn Fn(&[Given]) -> bool) -> BTreeSet<usize> {
    let can_stay = |set: &BTreeSet<usize>| {
        let slots: Vec<Given> = set.iter().map(|n| candidates[*n].given.clone()).collect();
        holds(&slots)
    };
    let mut sets: Vec<BTreeSet<usize>> = Vec::new();
    loop {
        let dropped = hitting_set(&sets, candidates);
        let kept: BTreeSet<usize> = (0..candidates.len()).filter(|n| !dropped.contains(n)).collect();
        if can_stay(&kept) {
            return dropped;
        }
        let mut set = kept.clone();
        for n in kept {
            set.remove(&n);
            if can_stay(&set) {
                set.insert(n);
            }
        }
        sets.push(set);
        if sets.len() >= SETS {
            return one_by_one(candidates, &can_stay);
        }
    }
}

/// Candidates to give up, found one by one: each candidate stays if it can stay with those before it.
fn one_by_one(candidates: &[Candidate], can_stay: &dyn Fn(&BTreeSet<usize>) -> bool) -> BTreeSet<usize> {
    let mut order: Vec<usize> = (0..candidates.len()).collect();
    order.sort_by_key(|n| std::cmp::Reverse(candidates[*n].rank));
    let mut kept = BTreeSet::new();
    for n in &order {
        kept.insert(*n);
        if !can_stay(&kept) {
            kept.remove(n);
        }
    }
    order.into_iter().filter(|n| !kept.contains(n)).collect()
}

/// A smallest set that has an element of each of the sets. In each set, elements of low rank are tried first.
fn hitting_set(sets: &[BTreeSet<usize>], candidates: &[Candidate]) -> BTreeSet<usize> {
    let mut elements: Vec<usize> =
        sets.iter().flatten().copied().collect::<BTreeSet<usize>>().into_iter().collect();
    elements.sort_by_key(|n| candidates[*n].rank);
    for size in 0..=elements.len() {
        let mut chosen = Vec::new();
        if choose(&elements, size, sets, &mut chosen) {
            return chosen.into_iter().collect();
        }
    }
    BTreeSet::new()
}

/// Chooses `size` of the elements, the first possible ones, so that every set has one of them.
fn choose(elements: &[usize], size: usize, sets: &[BTreeSet<usize>], chosen: &mut Vec<usize>) -> bool {
    let Some(set) = sets.iter().find(|set| chosen.iter().all(|n| !set.contains(n))) else { return true };
    if size == 0 {
        return false;
    }
    for n in elements.iter().filter(|n| set.contains(n)) {
        chosen.push(*n);
        if choose(elements, size - 1, sets, chosen) {
            return true;
        }
        chosen.pop();
    }
    false
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{Candidate, Given, Id, fewest};

    fn candidates(count: usize) -> Vec<Candidate> {
        let given = |n| Given {
            round: 0,
            competency: Id::new("a").expect("an id"),
            question: Some(n),
            place: Some(n),
            core: false,
            admits: None,
            chosen: None,
        };
        let one = |n| Candidate { given: given(n), rank: (true, false, false, std::cmp::Reverse(n)) };
        (0..count).map(one).collect()
    }

    /// Compares the result with all subsets, for random sets of slots that cannot stay together.
    #[test]
    fn as_many_as_possible_stay() {
        for seed in 0..200u64 {
            let mut state = seed;
            let mut random = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state >> 33
            };
            let count = 3 + (random() % 6) as u32;
            let bad: Vec<u32> =
                (0..random() % 6).map(|_| 1 + (random() % ((1 << count) - 1)) as u32).collect();
            let fine = |kept: u32| bad.iter().all(|set| kept & set != *set);
            let most = (0..1u32 << count).filter(|kept| fine(*kept)).map(u32::count_ones).max();
            let holds = |slots: &[Given]| {
                fine(slots.iter().filter_map(|s| s.question).fold(0, |mask, n| mask | 1 << n))
            };
            let dropped: BTreeSet<usize> = fewest(&candidates(count as usize), &holds);
            assert_eq!(most, Some(count - dropped.len() as u32), "{bad:?}");
            assert!(fine(
                (0..count).filter(|n| !dropped.contains(&(*n as usize))).fold(0, |m, n| m | 1 << n)
            ));
        }
    }
}
