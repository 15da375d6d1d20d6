//! Whether the bank has questions for a plan in the making.

use std::collections::BTreeMap;

use super::translate::{enemies, mask};
use crate::engine::{self, Item, Open, Problem, RoundRule};
use crate::model::{Bank, Id, Opening, RoleSpec, Sketch};

/// Nodes for one answer; an undecided sketch counts as not drawable.
const NODES: u64 = 50_000;

/// The questions that the rounds of a role may ask.
pub struct Room<'a> {
    cells: BTreeMap<&'a Id, u32>,
    /// Items, enemies and rounds, without a seat.
    empty: Problem,
    /// What each round may ask.
    asks: Vec<Vec<u32>>,
}

impl<'a> Room<'a> {
    /// The questions of a bank for a role.
    pub fn new(bank: &Bank, role: &'a RoleSpec) -> Room<'a> {
        let mut cells: BTreeMap<&Id, u32> = BTreeMap::new();
        for competency in role.plan.rounds.iter().flat_map(|r| &r.competencies) {
            let next = cells.len() as u32;
            cells.entry(competency).or_insert(next);
        }
        let mut families: BTreeMap<&Id, u32> = BTreeMap::new();
        let (mut items, mut questions) = (Vec::new(), Vec::new());
        let longest = role.plan.rounds.iter().map(|r| r.question_minutes()).max().unwrap_or(0);
        for (n, question) in bank.questions.iter().enumerate() {
            let Some(cell) = cells.get(&question.competency) else { continue };
            let depth = role.depth_of(&question.competency, |d| bank.depth_rank(d));
            let opening = Opening { depth: &depth, types: &[], minutes: longest };
            if question.misfit(role, opening).is_some() {
                continue;
            }
            let next = families.len() as u32;
            let family = question.family.as_ref().map(|f| *families.entry(f).or_insert(next));
            let kind = question.kind as u8;
            items.push(Item { cell: *cell, kind, minutes: question.minutes, family, cost: 0 });
            questions.push(n);
        }
        let rounds = role.plan.rounds.iter().map(|round| RoundRule {
            minutes: round.question_minutes(),
            kinds: mask(&round.types),
            seats: Vec::new(),
        });
        let asks =
            role.plan.rounds.iter().map(|r| r.competencies.iter().map(|c| cells[c]).collect()).collect();
        let empty = Problem { items, enemies: enemies(bank, &questions), rounds: rounds.collect() };
        Room { cells, empty, asks }
    }

    /// Whether every slot of the sketch, and every open one, can have a question.
    pub fn holds(&self, sketch: &Sketch) -> bool {
        let mut problem = self.empty.clone();
        for (round, slots) in problem.rounds.iter_mut().zip(&sketch.slots) {
            round.seats = slots.iter().map(|c| self.cells[c]).collect();
        }
        let open =
            |(round, seats): (usize, &usize)| Open { round, seats: *seats, cells: self.asks[round].clone() };
        let open: Vec<Open> = sketch.open.iter().enumerate().map(open).collect();
        engine::feasible(&problem, &open, NODES) == Some(true)
    }
}
