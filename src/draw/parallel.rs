//! Kits for candidates, parallel to the base kit of their req.
//!
//! The base kit is drawn once from the blueprint. It says what all candidates share: core slots keep
//! its question; every other slot keeps its round, competency and depth, takes minutes within a fifth
//! of the base question's (at least one), and asks for its type (see [`Types`]). Where every question
//! declares a difficulty, the sum stays within one point for each five rotating slots. Such kits are
//! parallel by blueprint (van der Linden 2005, ch. 5); nobody has equated their scores.

use std::collections::{BTreeMap, BTreeSet};

use super::Drawn;
use super::priority::{Key, PRIORITIES, priority};
use super::translate::{enemies, limit, mask};
use crate::engine::{Balance, Engine, Group, Item, Ledger, Outcome, Problem, Seat, Solution, Start, Window};
use crate::model::{Bank, Blueprint, Id, Opening, PlannedRound, Question, RoleSpec, Selection};

/// Nodes that the search for one kit may visit.
const NODES: u64 = 20_000;

/// How far the types of rotating slots must agree with the base kit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Types {
    /// A question of another type stands back behind half of those of the right one: it is drawn where
    /// the bank has little else, and never where a type belongs to a neighbouring slot.
    Preferred,
    /// No other type.
    Strict,
}

/// What the kits of all candidates of a req have in common.
#[derive(Debug)]
pub struct Parallel<'a> {
    bank: &'a Bank,
    problem: Problem,
    /// Index into the bank's questions for every item.
    questions: Vec<usize>,
    /// Whether an item is of a type that none of the slots of its competency has in the base kit.
    strange: Vec<bool>,
    slots: Vec<Vec<Place>>,
}

/// Where the question of a slot comes from.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Core: index into the bank's questions.
    Core(usize),
    /// Group and seat.
    Seat(usize, usize),
}

impl<'a> Parallel<'a> {
    /// The common frame of the kits of a role, from its base kit.
    pub fn new(
        bank: &'a Bank,
        role: &RoleSpec,
        blueprint: &Blueprint,
        base: &Selection,
        types: Types,
    ) -> Parallel<'a> {
        let mut frame =
            Frame { groups: BTreeMap::new(), seats: Vec::new(), kinds: Vec::new(), core: BTreeMap::new() };
        let question = |round: usize, place: usize| &bank.questions[base.rounds[round][place]];
        frame.gather(blueprint, &question);
        let slots = frame.seat(blueprint, base, &question, types);
        let (mut items, mut questions, mut strange, mut core) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let mut families: BTreeMap<&Id, u32> = BTreeMap::new();
        let longest = blueprint.rounds.iter().map(|r| r.minutes).max().unwrap_or(0);
        for (n, question) in bank.questions.iter().enumerate() {
            let Some(group) = frame.groups.get(&(&question.competency, &question.depth)) else { continue };
            let opening = Opening { depth: &question.depth, types: &[], minutes: longest };
            let own = frame.core.get(&n);
            if own.is_none() && question.misfit(role, opening).is_some() {
                continue;
            }
            core.extend(own.map(|(_, round)| (items.len() as u32, *round)));
            let next = families.len() as u32;
            items.push(Item {
                group: own.map_or(*group, |(alone, _)| *alone) as u32,
                cell: 0,
                kind: question.kind as u8,
                minutes: question.minutes,
                difficulty: question.difficulty.map_or(0, u32::from),
                family: question.family.as_ref().map(|f| *families.entry(f).or_insert(next)),
            });
            questions.push(n);
            strange.push(own.is_none() && frame.kinds[*group] & (1 << question.kind as u8) == 0);
        }
        let mut problem = Problem {
            enemies: enemies(bank, &questions),
            groups: frame.seats.iter().cloned().map(Group::Seated).collect(),
            rounds: blueprint.rounds.iter().map(|r| limit(r.minutes)).collect(),
            ..Problem::default()
        };
        if questions.iter().all(|n| bank.questions[*n].difficulty.is_some()) {
            problem.difficulty = hardness(bank, base, frame.core.len());
        }
        (problem.items, problem.core) = (items, core);
        Parallel { bank, problem, questions, strange, slots }
    }

    /// The engine, ready for any number of candidates.
    pub fn draws(&self) -> Draws<'_> {
        let engine = Engine::new(&self.problem);
        // Prices depend on the req alone, so that a kit does not depend on the kits before it.
        let start = engine.start(&self.costs(&Key { seed: "", req: "", candidate: None }));
        Draws { parallel: self, engine, start }
    }

    fn costs(&self, key: &Key<'_>) -> Vec<u64> {
        let cost = |(n, strange): (&usize, &bool)| {
            let priority = priority(key, self.bank.questions[*n].id.as_str());
            if *strange { (PRIORITIES + priority) / 2 } else { priority }
        };
        self.questions.iter().zip(&self.strange).map(cost).collect()
    }

    fn selection(&self, solution: &Solution) -> Selection {
        let question = |place: &Place| match place {
            Place::Core(question) => *question,
            Place::Seat(group, seat) => self.questions[solution.seats[*group][*seat] as usize],
        };
        Selection { rounds: self.slots.iter().map(|row| row.iter().map(question).collect()).collect() }
    }
}

/// Draws kits for candidates.
#[derive(Debug)]
pub struct Draws<'a> {
    parallel: &'a Parallel<'a>,
    engine: Engine<'a>,
    start: Start,
}

impl Draws<'_> {
    /// The kit of one candidate, from seed, req, candidate and bank alone: no ledger, no order, any
    /// machine. Nothing when no kit was found within the budget, or there is none.
    pub fn stable(&self, key: &Key<'_>) -> Option<Drawn> {
        match self.engine.solve(&self.parallel.costs(key), &self.start, NODES) {
            Outcome::Optimal(solution) => Some((solution, true)),
            Outcome::Unproven(solution) => Some((solution, false)),
            Outcome::Infeasible | Outcome::GaveUp => None,
        }
        .map(|(solution, proven)| Drawn { selection: self.parallel.selection(&solution), proven })
    }
}

/// Kits one after the other, each of the questions that were used least.
#[derive(Debug)]
pub struct Series<'a> {
    parallel: &'a Parallel<'a>,
    balance: Balance<'a, 'a>,
    ledger: Ledger,
}

impl<'a> Draws<'a> {
    /// Kits in the order of issue, none so far.
    pub fn series(&'a self) -> Series<'a> {
        let ledger = Ledger::new(self.parallel.problem.items.len());
        Series { parallel: self.parallel, balance: self.engine.balance(), ledger }
    }
}

impl Series<'_> {
    /// Counts a kit that was issued before. The issued kits are the ledger.
    pub fn issued(&mut self, selection: &Selection) {
        let item = |q: &usize| self.parallel.questions.iter().position(|n| n == q).map(|n| n as u32);
        let items: Vec<u32> = selection.rounds.iter().flatten().filter_map(item).collect();
        self.ledger.record(&items);
    }

    /// Draws the next kit and counts it. Past uses count before the seeded priorities, and no question
    /// is used more often than the least possible maximum exposure asks for, unless there is no such
    /// kit: then the second value is true. Nothing when there is no kit at all.
    pub fn draw(&mut self, key: &Key<'_>) -> Option<(Drawn, bool)> {
        let priorities: Vec<u32> = self.parallel.costs(key).iter().map(|cost| (cost >> 8) as u32).collect();
        let issue = self.balance.next(&self.ledger, &priorities, NODES);
        let (solution, proven) = match &issue.outcome {
            Outcome::Optimal(solution) => (solution, true),
            Outcome::Unproven(solution) => (solution, false),
            Outcome::Infeasible | Outcome::GaveUp => return None,
        };
        let selection = self.parallel.selection(solution);
        let items: Vec<u32> = solution.placed.iter().map(|(n, _)| *n).collect();
        self.ledger.record(&items);
        Some((Drawn { selection, proven }, issue.over))
    }
}

/// The seats of every group in the making.
struct Frame<'b> {
    groups: BTreeMap<(&'b Id, &'b Id), usize>,
    seats: Vec<Vec<Seat>>,
    /// Types of the base kit's questions, by group, as a bit mask.
    kinds: Vec<u32>,
    /// Questions of the core: each is alone in a group of one seat, in a round.
    core: BTreeMap<usize, (usize, usize)>,
}

impl<'b> Frame<'b> {
    fn gather(&mut self, blueprint: &'b Blueprint, question: &dyn Fn(usize, usize) -> &'b Question) {
        for (n, round) in blueprint.rounds.iter().enumerate() {
            for (k, slot) in round.slots.iter().enumerate() {
                let next = self.groups.len();
                let group = *self.groups.entry((&slot.competency, &slot.depth)).or_insert(next);
                if group == next {
                    self.seats.push(Vec::new());
                    self.kinds.push(0);
                }
                self.kinds[group] |= 1 << question(n, k).kind as u8;
            }
        }
    }

    /// A seat for every slot.
    fn seat(
        &mut self,
        blueprint: &'b Blueprint,
        base: &Selection,
        question: &dyn Fn(usize, usize) -> &'b Question,
        types: Types,
    ) -> Vec<Vec<Place>> {
        let mut slots = Vec::new();
        for (n, round) in blueprint.rounds.iter().enumerate() {
            let mut row = Vec::new();
            for (k, slot) in round.slots.iter().enumerate() {
                let group = self.groups[&(&slot.competency, &slot.depth)];
                if slot.core {
                    self.core.insert(base.rounds[n][k], (self.seats.len(), n));
                    self.seats.push(vec![Seat { round: n, kinds: u32::MAX, minutes: Window::ANY }]);
                    row.push(Place::Core(base.rounds[n][k]));
                } else {
                    let seat = self.rotating(round, n, question(n, k), self.kinds[group], types);
                    row.push(Place::Seat(group, self.seats[group].len()));
                    self.seats[group].push(seat);
                }
            }
            slots.push(row);
        }
        slots
    }

    fn rotating(&self, rule: &PlannedRound, round: usize, base: &Question, taken: u32, types: Types) -> Seat {
        let own = 1 << base.kind as u8;
        let kinds = match types {
            Types::Strict => own,
            Types::Preferred => mask(&rule.types) & (own | !taken),
        };
        let leeway = (base.minutes / 5).max(1);
        let minutes = Window { min: base.minutes.saturating_sub(leeway), max: base.minutes + leeway };
        Seat { round, kinds, minutes }
    }
}

/// The window of the sum of difficulties.
fn hardness(bank: &Bank, base: &Selection, core: usize) -> Window {
    let all: BTreeSet<usize> = base.rounds.iter().flatten().copied().collect();
    let sum: u32 = all.iter().filter_map(|n| bank.questions[*n].difficulty).map(u32::from).sum();
    let leeway = ((all.len() - core) as u32).div_ceil(5);
    Window { min: sum.saturating_sub(leeway), max: sum + leeway }
}
