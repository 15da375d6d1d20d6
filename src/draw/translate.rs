//! Between nouns and integers.

use std::collections::BTreeMap;

use super::priority::{Key, priority};
use crate::engine::{self, Item, Outcome, Problem, RoundRule};
use crate::model::{Bank, Blueprint, Id, Opening, QuestionType, RoleSpec};

/// The problem of a blueprint and the way back from its items to questions.
#[derive(Clone, Debug)]
pub(super) struct Translation {
    /// What the engine solves.
    pub(super) problem: Problem,
    /// Index into the bank's questions for every item.
    questions: Vec<usize>,
}

impl Translation {
    /// Items are the questions that fit some slot, in the order of their ids; cells are pairs of
    /// competency and depth.
    pub(super) fn new(bank: &Bank, role: &RoleSpec, blueprint: &Blueprint, key: &Key<'_>) -> Translation {
        let mut cells: BTreeMap<(&Id, &Id), u32> = BTreeMap::new();
        for slot in blueprint.slots() {
            let next = cells.len() as u32;
            cells.entry((&slot.competency, &slot.depth)).or_insert(next);
        }
        let longest = blueprint.rounds.iter().map(|r| r.minutes).max().unwrap_or(0);
        let mut families: BTreeMap<&Id, u32> = BTreeMap::new();
        let (mut items, mut questions) = (Vec::new(), Vec::new());
        for (n, question) in bank.questions.iter().enumerate() {
            let Some(cell) = cells.get(&(&question.competency, &question.depth)) else { continue };
            let opening = Opening { depth: &question.depth, types: &[], minutes: longest };
            if question.misfit(role, opening).is_some() {
                continue;
            }
            let next = families.len() as u32;
            items.push(Item {
                cell: *cell,
                kind: question.kind as u8,
                minutes: question.minutes,
                family: question.family.as_ref().map(|f| *families.entry(f).or_insert(next)),
                cost: priority(key, question.id.as_str()),
            });
            questions.push(n);
        }
        let rounds = blueprint.rounds.iter().map(|round| RoundRule {
            minutes: round.minutes,
            kinds: mask(&round.types),
            seats: round.slots.iter().map(|s| cells[&(&s.competency, &s.depth)]).collect(),
        });
        let problem = Problem { items, enemies: enemies(bank, &questions), rounds: rounds.collect() };
        Translation { problem, questions }
    }

    /// The same problem with the seats of one cell alone.
    pub(super) fn only(&self, competency: &Id, depth: &Id, blueprint: &Blueprint) -> Translation {
        let mut alone = self.clone();
        for (rule, round) in alone.problem.rounds.iter_mut().zip(&blueprint.rounds) {
            let mine = round.slots.iter().map(|s| s.competency == *competency && s.depth == *depth);
            rule.seats =
                rule.seats.iter().zip(mine).filter(|(_, mine)| *mine).map(|(cell, _)| *cell).collect();
        }
        alone
    }

    /// Whether some choice keeps the rules. Costs do not matter, so the first choice found will do.
    pub(super) fn is_feasible(&self) -> bool {
        let mut free = self.problem.clone();
        free.items.iter_mut().for_each(|item| item.cost = 0);
        matches!(engine::solve(&free, super::NODES), Outcome::Optimal(_) | Outcome::Unproven(_))
    }

    /// The question of an item.
    pub(super) fn question(&self, item: u32) -> usize {
        self.questions[item as usize]
    }
}

fn mask(types: &[QuestionType]) -> u32 {
    if types.is_empty() { u32::MAX } else { types.iter().fold(0, |mask, t| mask | 1 << (*t as u8)) }
}

fn enemies(bank: &Bank, questions: &[usize]) -> Vec<(u32, u32)> {
    let item: BTreeMap<&Id, u32> =
        (0u32..).zip(questions).map(|(i, n)| (&bank.questions[*n].id, i)).collect();
    let mut pairs = Vec::new();
    for (id, a) in &item {
        let Some(question) = bank.question(id.as_str()) else { continue };
        let foes = question.enemies.iter().filter_map(|e| item.get(e));
        pairs.extend(foes.filter(|b| a < *b).map(|b| (*a, *b)));
    }
    pairs.sort_unstable();
    pairs
}
