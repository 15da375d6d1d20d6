//! The state of a plan: the slots assigned so far, and the room that is left.

use std::collections::BTreeMap;

use super::supply::{Offer, offer};
use crate::model::{Bank, Given, Id, RoleSpec, Round, Sketch};

/// Decides whether the bank has questions for a sketch.
pub type Ask<'f> = &'f mut dyn FnMut(&Sketch) -> bool;

/// Plans one role.
pub(super) struct Planner<'a, 'f> {
    pub(super) role: &'a RoleSpec,
    pub(super) bank: &'a Bank,
    /// By round and competency.
    pub(super) offers: Vec<BTreeMap<Id, Offer>>,
    /// The slots that the plan starts with.
    pub(super) given: &'a [Given],
    /// Every slot, by round, in the order in which the slots were assigned. The given ones come first.
    pub(super) seats: Vec<Vec<Seat>>,
    drawable: Ask<'f>,
}

/// A slot of an unfinished plan.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    /// The competency that it observes.
    pub(super) competency: Id,
    /// Index into [`Planner::given`]; `None` if the plan added the slot.
    pub(super) given: Option<usize>,
}

impl<'a, 'f> Planner<'a, 'f> {
    /// A plan that has only the given slots.
    pub(super) fn new(
        role: &'a RoleSpec,
        bank: &'a Bank,
        given: &'a [Given],
        drawable: Ask<'f>,
    ) -> Planner<'a, 'f> {
        let offers = |round: &Round| {
            round.competencies.iter().map(|c| (c.clone(), offer(bank, role, round, c, given))).collect()
        };
        let offers: Vec<_> = role.plan.rounds.iter().map(offers).collect();
        let mut planner = Planner { role, bank, given, seats: Vec::new(), offers, drawable };
        planner.clear();
        planner
    }

    /// Removes all slots but the given ones.
    pub(super) fn clear(&mut self) {
        self.seats = vec![Vec::new(); self.role.plan.rounds.len()];
        for (n, given) in self.given.iter().enumerate() {
            let seat = Seat { competency: given.competency.clone(), given: Some(n) };
            self.seats[given.round].push(seat);
        }
    }

    /// Adds a slot.
    pub(super) fn add(&mut self, round: usize, competency: &Id) {
        self.seats[round].push(Seat { competency: competency.clone(), given: None });
    }

    /// Whether no round has more given slots than it may have questions.
    pub(super) fn has_places(&self) -> bool {
        let mut rounds = self.role.plan.rounds.iter().zip(&self.seats);
        rounds.all(|(round, seats)| round.questions.is_none_or(|most| seats.len() <= most as usize))
    }

    /// The question of a slot, if it is given.
    fn question(&self, seat: &Seat) -> Option<usize> {
        seat.given.and_then(|n| self.given[n].question)
    }

    /// Whether there are questions for the slots given so far, and for those that rounds still need.
    pub(super) fn drawable(&mut self) -> bool {
        let open = |(n, round): (usize, &Round)| self.wanted(round).saturating_sub(self.seats[n].len());
        let open = self.role.plan.rounds.iter().enumerate().map(open).collect();
        let drawn = |seats: &Vec<Seat>| {
            let drawn = seats.iter().filter(|seat| self.question(seat).is_none());
            drawn.map(|seat| seat.competency.clone()).collect()
        };
        let sketch = Sketch { slots: self.seats.iter().map(drawn).collect(), open };
        (self.drawable)(&sketch)
    }

    /// Minimum number of slots of a round.
    pub(super) fn wanted(&self, round: &Round) -> usize {
        round.questions.map_or(1, |q| q as usize).max(round.asks.len())
    }

    /// True if the typical minutes of the slots fit the round, or if the bank gives none for one of them. If
    /// the round has `questions`, only the number of slots is checked. A single slot always fits, because its
    /// question may be short.
    pub(super) fn roomy(&self, round: usize, extra: Option<&Id>) -> bool {
        let rule = &self.role.plan.rounds[round];
        let count = self.seats[round].len() + usize::from(extra.is_some());
        let seats = self.seats[round].iter().map(|seat| &seat.competency).chain(extra);
        let typical: Option<u32> = seats.map(|c| self.typical(c)).sum();
        match rule.questions {
            Some(questions) => count <= questions as usize,
            None => count <= 1 || typical.is_none_or(|minutes| minutes <= rule.question_minutes()),
        }
    }

    /// Minutes of the given questions of a round.
    pub(super) fn given_minutes(&self, round: usize) -> u32 {
        let given = self.seats[round].iter().filter_map(|seat| self.question(seat));
        given.map(|question| self.bank.questions[question].minutes).sum()
    }

    /// Minimum minutes for the slots of a round, including one more for `extra`; `None` if the bank cannot
    /// fill them.
    pub(super) fn least_minutes(&self, round: usize, extra: Option<&Id>) -> Option<u32> {
        let mut counts: BTreeMap<&Id, usize> = BTreeMap::new();
        let drawn = self.seats[round].iter().filter(|seat| self.question(seat).is_none());
        for competency in drawn.map(|seat| &seat.competency).chain(extra) {
            *counts.entry(competency).or_default() += 1;
        }
        let fixed = self.given_minutes(round);
        let drawn = counts.iter().map(|(c, n)| self.offers[round].get(c).and_then(|o| o.minutes(*n)));
        drawn.sum::<Option<u32>>().map(|drawn| drawn + fixed)
    }

    /// Typical minutes for a question of this competency, if the bank gives them.
    fn typical(&self, competency: &Id) -> Option<u32> {
        let depth = self.role.depth_of(competency, |d| self.bank.depth_rank(d));
        self.bank.depth(&depth).and_then(|d| d.minutes)
    }
}
