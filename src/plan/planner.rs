//! The state of a plan: the slots assigned so far, and the room that is left.

use std::collections::BTreeMap;

use super::supply::{Offer, offer};
use crate::model::{Bank, Id, RoleSpec, Round, Sketch};

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

impl<'a, 'f> Planner<'a, 'f> {
    /// A plan without slots.
    pub(super) fn new(role: &'a RoleSpec, bank: &'a Bank, drawable: Ask<'f>) -> Planner<'a, 'f> {
        let offers = |round: &Round| {
            round.competencies.iter().map(|c| (c.clone(), offer(bank, role, round, c))).collect()
        };
        let offers: Vec<_> = role.plan.rounds.iter().map(offers).collect();
        Planner { role, bank, seats: vec![Vec::new(); offers.len()], offers, drawable }
    }

    /// Whether there are questions for the slots given so far, and for those that rounds still need.
    pub(super) fn drawable(&mut self) -> bool {
        let open = |(n, round): (usize, &Round)| self.wanted(round).saturating_sub(self.seats[n].len());
        let open = self.role.plan.rounds.iter().enumerate().map(open).collect();
        (self.drawable)(&Sketch { slots: self.seats.clone(), open })
    }

    /// Minimum number of slots of a round.
    pub(super) fn wanted(&self, round: &Round) -> usize {
        round.questions.map_or(1, |q| q as usize)
    }

    /// True if the typical minutes of the slots fit the round, or if the bank gives none for one of them. If
    /// the round has `questions`, only the number of slots is checked. A single slot always fits, because its
    /// question may be short.
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
}
