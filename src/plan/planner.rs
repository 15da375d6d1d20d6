//! The planner: allocates slots, and gives one back when the draw says that they do not fit.

use std::collections::BTreeMap;

use super::supply::{Offer, offer};
use super::{fill, must};
use crate::diag::{Reported, Sink};
use crate::model::{Bank, Blueprint, Id, PlannedRound, RoleSpec, Slot};

/// A place that has been given to a competency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seat {
    pub(super) competency: Id,
    /// How many seats were given before this one.
    pub(super) order: usize,
    /// Needed: giving it back would leave a must-have unproved, or break a stated number of questions.
    pub(super) fixed: bool,
}

/// Plans one role.
pub struct Planner<'a> {
    pub(super) role: &'a RoleSpec,
    pub(super) bank: &'a Bank,
    /// By round and competency.
    pub(super) offers: Vec<BTreeMap<Id, Offer>>,
    /// By round, in the order in which they were given.
    pub(super) seats: Vec<Vec<Seat>>,
}

impl<'a> Planner<'a> {
    /// Allocates slots to every round.
    ///
    /// # Errors
    /// [`Reported`] when a must-have cannot be observed or a round stays empty; the sink says what
    /// is short.
    pub fn new(role: &'a RoleSpec, bank: &'a Bank, sink: &mut Sink) -> Result<Planner<'a>, Reported> {
        let rounds = &role.plan.rounds;
        let offers = rounds
            .iter()
            .map(|round| {
                round.competencies.iter().map(|c| (c.clone(), offer(bank, role, round, c))).collect()
            })
            .collect();
        let mut planner = Planner { role, bank, offers, seats: vec![Vec::new(); rounds.len()] };
        must::place(&mut planner, sink)?;
        fill::fill(&mut planner, sink)?;
        Ok(planner)
    }

    /// Gives back one slot that nobody insists on; false when there is none.
    ///
    /// `to_blame` are competencies whose questions cannot fill their slots: then one of theirs goes.
    /// Otherwise the latest slot goes without which `fits` says yes, or else simply the latest.
    pub fn give_back(&mut self, to_blame: &[Id], fits: impl Fn(&Blueprint) -> bool) -> bool {
        let mut spare: Vec<(usize, usize)> = Vec::new();
        for (round, seats) in self.seats.iter().enumerate().filter(|(_, seats)| seats.len() > 1) {
            let blamed = |s: &Seat| to_blame.is_empty() || to_blame.contains(&s.competency);
            spare.extend(seats.iter().filter(|s| !s.fixed && blamed(s)).map(|s| (s.order, round)));
        }
        spare.sort_by_key(|(order, _)| std::cmp::Reverse(*order));
        let Some(latest) = spare.first().copied() else { return false };
        let enough = |seat: &(usize, usize)| {
            let mut smaller = Planner { seats: self.seats.clone(), offers: Vec::new(), ..*self };
            smaller.remove(*seat);
            fits(&smaller.blueprint())
        };
        let chosen = if to_blame.is_empty() { spare.iter().copied().find(enough) } else { None };
        self.remove(chosen.unwrap_or(latest));
        true
    }

    fn remove(&mut self, (order, round): (usize, usize)) {
        self.seats[round].retain(|seat| seat.order != order);
    }

    /// Gives a seat in a round to a competency.
    pub(super) fn give(&mut self, round: usize, competency: Id, fixed: bool) {
        let order = self.seats.iter().map(Vec::len).sum();
        self.seats[round].push(Seat { competency, order, fixed });
    }

    /// Least minutes that the slots of a round take, one more for `extra` included; nothing when
    /// the bank cannot fill them.
    pub(super) fn least_minutes(&self, round: usize, extra: Option<&Id>) -> Option<u32> {
        let mut counts: BTreeMap<&Id, usize> = BTreeMap::new();
        for competency in self.seats[round].iter().map(|s| &s.competency).chain(extra) {
            *counts.entry(competency).or_default() += 1;
        }
        counts.iter().map(|(c, n)| self.offers[round].get(c).and_then(|o| o.minutes(*n))).sum()
    }

    /// Minutes that a question of this competency is expected to take, when the bank says.
    pub(super) fn typical(&self, competency: &Id) -> Option<u32> {
        let depth = self.role.depth_of(competency, |d| self.bank.depth_rank(d));
        self.bank.depth(&depth).and_then(|d| d.minutes)
    }

    /// The slots as they stand, in the order in which they are asked: must-haves by weight, then the
    /// order of the round's competencies.
    pub fn blueprint(&self) -> Blueprint {
        let role = self.role;
        let mut rounds: Vec<PlannedRound> = role
            .plan
            .rounds
            .iter()
            .enumerate()
            .map(|(n, round)| {
                let listed = |c: &Id| round.competencies.iter().position(|x| x == c);
                let mut order: Vec<&Seat> = self.seats[n].iter().collect();
                order.sort_by_key(|s| {
                    (std::cmp::Reverse(role.weight_of(&s.competency)), listed(&s.competency))
                });
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

    fn slot(&self, round: &Id, number: usize, seat: &Seat) -> Slot {
        let serves = self.role.must_haves.iter().enumerate();
        Slot {
            id: format!("{round}.{number}"),
            core: false,
            competency: seat.competency.clone(),
            depth: self.role.depth_of(&seat.competency, |d| self.bank.depth_rank(d)),
            serves: serves.filter(|(_, m)| m.competency == seat.competency).map(|(n, _)| n).collect(),
        }
    }
}

/// The core: one slot for each must-have, the heaviest first, then more until the share is reached.
/// Each goes to the round with the fewest core slots so far, so that every round has some.
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

fn mark_one(rounds: &mut [PlannedRound], wanted: impl Fn(&Slot) -> bool) {
    let open = |r: &PlannedRound| r.slots.iter().any(|s| !s.core && wanted(s));
    let load = |r: &PlannedRound| r.slots.iter().filter(|s| s.core).count();
    let Some(round) = rounds.iter_mut().filter(|r| open(r)).min_by_key(|r| load(r)) else { return };
    if let Some(slot) = round.slots.iter_mut().find(|s| !s.core && wanted(s)) {
        slot.core = true;
    }
}
