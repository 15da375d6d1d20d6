//! The planner: assigns slots to rounds and makes the blueprint from them.

use std::collections::BTreeMap;

use super::supply::{Offer, offer};
use super::{fill, must};
use crate::diag::{Reported, Sink};
use crate::model::{Bank, Blueprint, Id, PlannedRound, RoleSpec, Round, Sketch, Slot};

/// Decides whether the bank has questions for a sketch.
pub type Ask<'f> = &'f mut dyn FnMut(&Sketch) -> bool;

/// Plans one role.
pub(super) struct Planner<'a, 'f> {
    pub(super) role: &'a RoleSpec,
    pub(super) bank: &'a Bank,
    /// By round and competency.
    pub(super) offers: Vec<BTreeMap<Id, Offer>>,
    /// The competency of every slot, by round, in the order in which the slots were assigned.
    pub(super) seats: Vec<Vec<Id>>,
    drawable: Ask<'f>,
}

/// Assigns slots to every round: first for the must-haves, then for the remaining room.
///
/// `drawable` must be monotone: one more question, or one slot less, never turns true into false. If it
/// returns false for what the role spec requires, the blueprint is one that comes near, so that the draw can
/// report what is short.
///
/// # Errors
/// [`Reported`] if a must-have cannot be observed or a round has too few slots; the sink has the reason.
pub fn plan(role: &RoleSpec, bank: &Bank, drawable: Ask<'_>, sink: &mut Sink) -> Result<Blueprint, Reported> {
    let offers =
        |round: &Round| round.competencies.iter().map(|c| (c.clone(), offer(bank, role, round, c))).collect();
    let rounds = &role.plan.rounds;
    let offers = rounds.iter().map(offers).collect();
    let mut planner = Planner { role, bank, offers, seats: vec![Vec::new(); rounds.len()], drawable };
    let placed = must::place(&mut planner, sink)?;
    fill::fill(&mut planner, placed, sink)?;
    Ok(planner.blueprint())
}

impl Planner<'_, '_> {
    /// True if there are questions for the slots assigned so far and for the slots that rounds still need.
    pub(super) fn drawable(&mut self) -> bool {
        let open = |(n, round): (usize, &Round)| self.wanted(round).saturating_sub(self.seats[n].len());
        let open = self.role.plan.rounds.iter().enumerate().map(open).collect();
        (self.drawable)(&Sketch { slots: self.seats.clone(), open })
    }

    /// Minimum number of slots of a round.
    pub(super) fn wanted(&self, round: &Round) -> usize {
        round.questions.map_or(1, |q| q as usize)
    }

    /// True if the slots of a round fit its minutes, by the bank's typical minutes for each depth. A single
    /// slot always fits, because its question may be short.
    pub(super) fn roomy(&self, round: usize, extra: Option<&Id>) -> bool {
        let rule = &self.role.plan.rounds[round];
        let seats = self.seats[round].iter().chain(extra);
        let count = self.seats[round].len() + usize::from(extra.is_some());
        let typical: Option<u32> = seats.map(|c| self.typical(c)).sum();
        match rule.questions {
            Some(questions) => count <= questions as usize,
            None => count <= 1 || typical.is_none_or(|minutes| minutes <= rule.question_minutes()),
        }
    }

    /// Minimum minutes for the slots of a round, including one more for `extra`; `None` if the bank cannot
    /// fill them.
    pub(super) fn least_minutes(&self, round: usize, extra: Option<&Id>) -> Option<u32> {
        let mut counts: BTreeMap<&Id, usize> = BTreeMap::new();
        for competency in self.seats[round].iter().chain(extra) {
            *counts.entry(competency).or_default() += 1;
        }
        counts.iter().map(|(c, n)| self.offers[round].get(c).and_then(|o| o.minutes(*n))).sum()
    }

    /// Typical minutes for a question of this competency, if the bank gives them.
    fn typical(&self, competency: &Id) -> Option<u32> {
        let depth = self.role.depth_of(competency, |d| self.bank.depth_rank(d));
        self.bank.depth(&depth).and_then(|d| d.minutes)
    }

    /// The slots so far, in the order in which they are asked: must-haves by weight, then the order of the
    /// round's competencies.
    fn blueprint(&self) -> Blueprint {
        let role = self.role;
        let mut rounds: Vec<PlannedRound> = role
            .plan
            .rounds
            .iter()
            .enumerate()
            .map(|(n, round)| {
                let listed = |c: &Id| round.competencies.iter().position(|x| x == c);
                let mut order: Vec<&Id> = self.seats[n].iter().collect();
                order.sort_by_key(|c| (std::cmp::Reverse(role.weight_of(c)), listed(c)));
                let slots =
                    order.iter().enumerate().map(|(k, seat)| self.slot(&round.id, k + 1, seat)).collect();
                PlannedRound {
                    round: n,
                    minutes: round.question_minutes(),
                    types: round.types.clone(),
                    slots,
                    place: round.place.clone(),
                }
            })
            .collect();
        mark_core(role, &mut rounds);
        Blueprint { rounds }
    }

    fn slot(&self, round: &Id, number: usize, competency: &Id) -> Slot {
        let serves = self.role.must_haves.iter().enumerate();
        Slot {
            id: format!("{round}.{number}"),
            core: false,
            competency: competency.clone(),
            depth: self.role.depth_of(competency, |d| self.bank.depth_rank(d)),
            serves: serves.filter(|(_, m)| m.competency == *competency).map(|(n, _)| n).collect(),
        }
    }
}

/// Marks the core slots: one for each must-have, the heaviest first, then more until the share is reached.
/// The additional ones come from the competencies with the most rotating slots left, so that rotating slots
/// cover many competencies. Each is in the round with the fewest core slots so far, so that every round has
/// some.
fn mark_core(role: &RoleSpec, rounds: &mut [PlannedRound]) {
    let slots = rounds.iter().map(|r| r.slots.len()).sum::<usize>();
    let wanted = (role.core * slots as f64).ceil() as usize;
    let mut musts: Vec<&Id> = Vec::new();
    let mut by_weight: Vec<_> = role.must_haves.iter().collect();
    by_weight.sort_by_key(|m| std::cmp::Reverse(role.weight_of(&m.competency)));
    by_weight.iter().for_each(|m| {
        if !musts.contains(&&m.competency) {
            musts.push(&m.competency);
        }
    });
    for competency in &musts {
        mark_one(rounds, |slot| slot.competency == **competency);
    }
    let marked = |rounds: &[PlannedRound]| rounds.iter().flat_map(|r| &r.slots).filter(|s| s.core).count();
    while marked(rounds) < wanted.min(slots) {
        mark_one(rounds, |_| true);
    }
}

/// The slots of a competency that are not core.
fn rotating(rounds: &[PlannedRound], competency: &Id) -> usize {
    rounds.iter().flat_map(|r| &r.slots).filter(|s| !s.core && s.competency == *competency).count()
}

fn mark_one(rounds: &mut [PlannedRound], wanted: impl Fn(&Slot) -> bool) {
    let open = |r: &PlannedRound| r.slots.iter().any(|s| !s.core && wanted(s));
    let load = |r: &PlannedRound| r.slots.iter().filter(|s| s.core).count();
    let found = rounds.iter().enumerate().filter(|(_, r)| open(r)).min_by_key(|(_, r)| load(r));
    let Some((n, round)) = found else { return };
    let free = round.slots.iter().enumerate().filter(|(_, s)| !s.core && wanted(s));
    let place = free.min_by_key(|(_, s)| std::cmp::Reverse(rotating(rounds, &s.competency))).map(|(k, _)| k);
    if let Some(place) = place {
        rounds[n].slots[place].core = true;
    }
}
