//! Explains why a slot has its question: which other questions fit it, and why those with a better priority
//! were not drawn.

use super::priority::{Key, priority};
use super::translate::Translation;
use crate::engine::{Engine, FORBIDDEN, Outcome, Solution, Start};
use crate::model::{Bank, Blueprint, RoleSpec};

/// Limit of nodes for each kit that is tried.
const NODES: u64 = 50_000;

/// Why a question that fits the slot was drawn or not. Questions are indices into the bank's questions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It was drawn for this slot.
    Drawn,
    /// It was drawn for another slot, given by round and position.
    Elsewhere(usize, usize),
    /// It is an enemy of another question of the kit.
    Enemy(usize),
    /// It is in the family of another question of the kit.
    Family(usize),
    /// With it, the questions of the round would exceed the minutes of the round by this number.
    TooLong(u32),
    /// No kit can have it in the round of this slot.
    NoKit,
    /// A kit with it in the round of this slot has a worse total priority. This number of other slots would
    /// change.
    Behind(usize),
    /// The search reached its limit without a decision.
    Open,
}

/// A question that fits the slot.
#[derive(Clone, Debug)]
pub struct Rival {
    /// Index into the bank's questions.
    pub question: usize,
    /// Its seeded priority, raised for a question of a small family where the bank has larger ones; the lowest wins.
    pub priority: u64,
    /// Why it was drawn or not.
    pub fate: Fate,
}

/// Why a slot has its question.
#[derive(Clone, Debug)]
pub struct Why {
    /// All questions that fit the slot, sorted by priority.
    pub rivals: Vec<Rival>,
    /// The question that would replace the drawn one if that could not be used, and the number of other slots
    /// that would then change; `None` if there would be no kit.
    pub next: Option<(usize, usize)>,
}

/// Explains one slot, given by round and position from 0, of the kit for a key. `None` if there is no kit.
pub fn why(
    bank: &Bank,
    role: &RoleSpec,
    blueprint: &Blueprint,
    key: &Key<'_>,
    (round, place): (usize, usize),
) -> Option<Why> {
    let mut attempts = Translation::attempts(bank, role, blueprint).into_iter();
    let (translation, costs, engine, drawn) = attempts.find_map(|translation| {
        let costs = translation.costs(bank, role, key);
        let engine = Engine::new(translation.problem.clone());
        let drawn = engine.solve(&costs, &Start::default(), NODES).solution()?.clone();
        Some((translation, costs, engine, drawn))
    })?;
    let slot = Slot { bank, translation: &translation, costs: &costs, drawn: &drawn, round, place };
    let mut eligible: Vec<u32> = translation.eligible(round, place).collect();
    eligible.sort_by_key(|n| (costs[*n as usize], *n));
    let rival = |n: &u32| {
        let question = translation.question(*n);
        let id = bank.questions[question].id.as_str();
        let priority = translation.rank(*n as usize, priority(key, id));
        Rival { question, priority, fate: slot.fate(*n) }
    };
    let rivals = eligible.iter().map(rival).collect();
    let (group, seat) = translation.seat(round, place);
    let here = drawn.seats[group][seat];
    let mut without = costs.clone();
    without[here as usize] = FORBIDDEN;
    let next = engine.solve(&without, &Start::default(), NODES);
    let next = next.solution().map(|s| slot.against(s));
    Some(Why { rivals, next })
}

struct Slot<'a> {
    bank: &'a Bank,
    translation: &'a Translation,
    costs: &'a [u64],
    drawn: &'a Solution,
    round: usize,
    place: usize,
}

impl Slot<'_> {
    /// The question that another solution has in this slot, and the number of other slots that differ.
    fn against(&self, other: &Solution) -> (usize, usize) {
        let (before, after) = (self.translation.questions(self.drawn), self.translation.questions(other));
        let differs = before.iter().flatten().zip(after.iter().flatten()).filter(|(a, b)| a != b).count();
        (after[self.round][self.place], differs.saturating_sub(1))
    }

    /// Why item `n`, which fits this slot, was drawn or not.
    fn fate(&self, n: u32) -> Fate {
        let questions = self.translation.questions(self.drawn);
        let mine = self.translation.question(n);
        for (round, row) in questions.iter().enumerate() {
            if let Some(place) = row.iter().position(|q| *q == mine) {
                let here = (round, place) == (self.round, self.place);
                return if here { Fate::Drawn } else { Fate::Elsewhere(round, place) };
            }
        }
        let here = questions[self.round][self.place];
        let others = || questions.iter().flatten().copied().filter(|q| *q != here);
        let of = |q: usize| &self.bank.questions[q];
        let foes =
            |a: usize, b: usize| of(a).enemies.contains(&of(b).id) || of(b).enemies.contains(&of(a).id);
        if let Some(foe) = others().find(|q| foes(*q, mine)) {
            return Fate::Enemy(foe);
        }
        if let Some(kin) = others().find(|q| of(mine).family.is_some() && of(*q).family == of(mine).family) {
            return Fate::Family(kin);
        }
        let minutes: u32 = questions[self.round].iter().filter(|q| **q != here).map(|q| of(*q).minutes).sum();
        let limit = self.translation.problem.rounds[self.round].minutes.max;
        let over = (minutes + of(mine).minutes).saturating_sub(limit);
        if over > 0 {
            return Fate::TooLong(over);
        }
        self.insist(n)
    }

    /// The result of drawing a kit that must have item `n` in this round.
    fn insist(&self, n: u32) -> Fate {
        let mut problem = self.translation.problem.clone();
        problem.core.push((n, self.round));
        match Engine::new(problem).solve(self.costs, &Start::default(), NODES) {
            Outcome::Infeasible => Fate::NoKit,
            Outcome::GaveUp => Fate::Open,
            Outcome::Optimal(other) | Outcome::Unproven(other) => {
                let before: Vec<u32> = self.drawn.placed.iter().map(|(n, _)| *n).collect();
                let changed = other.placed.iter().filter(|(m, _)| *m != n && !before.contains(m)).count();
                Fate::Behind(changed)
            }
        }
    }
}
