//! Decides whether the bank has questions for an unfinished plan.

use std::collections::BTreeMap;

use super::translate::{Fixed, limit, mask};
use crate::engine::{Engine, Group, Problem, Seat, Window};
use crate::model::{Bank, Given, Id, RoleSpec, Sketch};

/// Limit of nodes for one decision. An undecided sketch counts as not drawable.
const NODES: u64 = 50_000;

/// The questions that the rounds of a role admit.
pub struct Room<'a> {
    cells: BTreeMap<&'a Id, usize>,
    /// Items, enemies, rounds and the given questions with their seats; no other seat.
    empty: Problem,
    /// For each round, the seat that each of its slots gets.
    seats: Vec<Seat>,
    /// For each round, the groups of its competencies.
    asks: Vec<Vec<usize>>,
}

impl<'a> Room<'a> {
    /// The questions of a bank for a role. The questions in `given` are in every kit.
    pub fn new(bank: &Bank, role: &'a RoleSpec, given: &[Given]) -> Room<'a> {
        let mut cells: BTreeMap<&Id, usize> = BTreeMap::new();
        for competency in role.plan.rounds.iter().flat_map(|r| &r.competencies) {
            let next = cells.len();
            cells.entry(competency).or_insert(next);
        }
        let mut fixed = Fixed::new(cells.len());
        for (round, question) in given.iter().filter_map(|g| Some((g.round, g.question?))) {
            fixed.add(round, question);
        }
        let group = |question: &crate::model::Question| {
            let group = cells.get(&question.competency)?;
            (role.depth_of(&question.competency, |d| bank.depth_rank(d)) == question.depth).then_some(*group)
        };
        let rounds = &role.plan.rounds;
        let seat = |(n, r): (usize, &crate::model::Round)| Seat {
            round: n,
            kinds: mask(&r.types),
            minutes: Window::at_most(r.question_minutes()),
            difficulties: u32::MAX,
        };
        let limits = rounds.iter().map(|r| limit(r.question_minutes())).collect();
        let (empty, _) = fixed.problem(bank, role, &group, vec![Vec::new(); cells.len()], limits);
        let seats = rounds.iter().enumerate().map(seat).collect();
        let asks = rounds.iter().map(|r| r.competencies.iter().map(|c| cells[c]).collect()).collect();
        Room { cells, empty, seats, asks }
    }

    /// True if all slots of the sketch, including the open ones, can have questions at the same time.
    pub fn holds(&self, sketch: &Sketch) -> bool {
        let mut problem = self.empty.clone();
        for (round, slots) in sketch.slots.iter().enumerate() {
            for competency in slots {
                if let Group::Seated(seats) = &mut problem.groups[self.cells[competency]] {
                    seats.push(self.seats[round]);
                }
            }
        }
        for (round, count) in sketch.open.iter().enumerate().filter(|(_, count)| **count > 0) {
            self.open(&mut problem, round, *count);
        }
        Engine::new(problem).feasible(NODES) == Some(true)
    }

    /// Adds seats for any competency of a round. They form a separate group with copies of the items of the
    /// competencies. A copy and its question are in one family, so at most one of them is chosen.
    fn open(&self, problem: &mut Problem, round: usize, count: usize) {
        let group = problem.groups.len() as u32;
        problem.groups.push(Group::Seated(vec![self.seats[round]; count]));
        let mut double: BTreeMap<u32, u32> = BTreeMap::new();
        let doubled = 1 << 31;
        for n in 0..self.empty.items.len() as u32 {
            if !self.asks[round].contains(&(self.empty.items[n as usize].group as usize)) {
                continue;
            }
            let family = *problem.items[n as usize].family.get_or_insert(doubled | n);
            double.insert(n, problem.items.len() as u32);
            let item = self.empty.items[n as usize].clone();
            problem.items.push(crate::engine::Item { group, family: Some(family), ..item });
        }
        // An enemy of a question is an enemy of all its copies, including copies for earlier rounds.
        let pairs = problem.enemies.clone();
        let of = |n: u32| double.get(&n).copied();
        problem.enemies.extend(pairs.iter().flat_map(|(a, b)| {
            let (da, db) = (of(*a), of(*b));
            [da.map(|da| (da, *b)), db.map(|db| (*a, db)), da.zip(db)].into_iter().flatten()
        }));
    }
}
