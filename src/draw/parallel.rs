//! Kits for candidates, parallel to the loop's kit of their req.
//!
//! The loop's kit is issued once and determines what all candidates share. Core slots keep the questions of
//! that kit as issued. Every other slot keeps its round, competency and depth. The minutes of its question
//! differ by at most a fifth (or one minute, if that is more) from the bank's typical minutes for the depth.
//! If the bank gives none, or the loop's own question is outside this range, they differ by at most a fifth
//! (or one minute) from the minutes of that question. Its family, type, exhibits and difficulty follow [`Likeness`] and
//! [`TypeRule`]. If every question that can be drawn declares a difficulty, the sum of difficulties differs from that
//! of the loop's kit by at most one point for every five rotating slots, rounded up. Such kits are parallel by
//! blueprint (van der Linden 2005, ch. 5); their scores are not equated.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::forms::form;
use super::likeness::{Likeness, allowed, family, is_drawn, minutes};
use super::priority::{Key, PRIORITIES, priority};
use super::stock::{Stock, cell, types_by_cell};
use super::translate::{enemies, item, limit};
use crate::engine::{Engine, Group, Item, Outcome, Problem, Seat, Solution, Start, Window};
use crate::model::{Bank, Id, Kit, KitQuestion, KitRound, KitSlot, RoleSpec, Supply, TypeRule};

/// Limit of nodes in the search for one kit.
pub(super) const NODES: u64 = 20_000;

/// The problem that the kits of all candidates of a req have in common.
#[derive(Debug)]
pub struct Parallel {
    pub(super) problem: Arc<Problem>,
    /// In the order of ids.
    pub(super) items: Vec<Candidate>,
    /// Group and seat of every slot; `None` if the slot keeps its question.
    slots: Vec<Vec<Option<(usize, usize)>>>,
    /// The questions that the groups with free seats take.
    pools: Vec<Pool>,
}

/// The questions that may take the same seats: those of a competency at a depth. If `family` is given, only those of
/// the family, which then take no other seats.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Pool {
    competency: String,
    depth: String,
    family: Option<String>,
}

impl Pool {
    fn of(slot: &KitSlot, likeness: Likeness) -> Pool {
        let (competency, depth) = cell(slot);
        Pool { competency, depth, family: family(slot, likeness).map(str::to_owned) }
    }
}

/// A question that fits some slot.
#[derive(Debug)]
pub(super) struct Candidate {
    pub(super) id: String,
    /// Index into the bank's questions; `None` for a fixed question that the bank no longer has.
    question: Option<usize>,
    /// True if, in the loop's kit, no question in a free slot of the same competency and depth has the type
    /// of this question.
    other_type: bool,
}

/// The questions drawn for a candidate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Round by round, slot by slot: index into the bank's questions; `None` if the slot keeps its question.
    pub picks: Vec<Vec<Option<usize>>>,
    /// True if the search finished.
    pub proven: bool,
}

impl Parallel {
    /// The common problem of the kits of a req. `fixed` returns the issued question that a slot of the loop's
    /// kit `base` must keep, or `None` if a question is to be drawn.
    pub fn new<'a>(
        bank: &'a Bank,
        role: &RoleSpec,
        base: &'a Kit,
        fixed: &dyn Fn(&'a KitSlot) -> Option<&'a KitQuestion>,
        (types, likeness): (TypeRule, Likeness),
    ) -> Parallel {
        let stock = Stock::new(bank, role, base);
        let mut frame = Frame { kinds: types_by_cell(free(base, fixed)), ..Frame::default() };
        let pools: BTreeSet<Pool> = free(base, fixed).map(|slot| Pool::of(slot, likeness)).collect();
        frame.groups = pools.into_iter().zip(0..).collect();
        frame.seats.resize(frame.groups.len(), Vec::new());
        let mut slots = Vec::new();
        for (n, round) in base.rounds.iter().enumerate() {
            let allowed = allowed(role, &round.id);
            let mut row = Vec::new();
            for slot in &round.slots {
                row.push(match fixed(slot) {
                    Some(question) => frame.keep(n, question),
                    None => {
                        let (minutes, others) = (minutes(bank, slot), frame.kinds[&cell(slot)]);
                        let forms = stock.forms(slot, allowed, others, minutes, (types, likeness));
                        let difficulties = match likeness {
                            Likeness::Full => stock.difficulties(slot, forms, minutes),
                            Likeness::Form | Likeness::Kind | Likeness::Free => u32::MAX,
                        };
                        let pool = Pool::of(slot, likeness);
                        frame.seat(&pool, Seat { round: n, kinds: forms.mask(), minutes, difficulties })
                    }
                });
            }
            slots.push(row);
        }
        let (items, core) = frame.items(bank, role);
        let mut problem = Problem {
            enemies: enemies(bank, items.iter().map(|(candidate, _)| candidate.question)),
            groups: frame.seats.into_iter().map(Group::Seated).collect(),
            rounds: base.rounds.iter().map(|r| limit(question_minutes(r))).collect(),
            core,
            ..Problem::default()
        };
        // Whether the sum is limited depends on the seats, not on the items that the bank has at the moment.
        let graded = problem.groups[..frame.groups.len()].iter().all(|group| match group {
            Group::Seated(seats) => seats.iter().all(|seat| seat.difficulties & 1 == 0),
            Group::Counted { .. } => false,
        });
        let kept = |n: usize| problem.core.iter().any(|(c, _)| *c as usize == n);
        let declares = |(n, item): (usize, &(Candidate, Item))| item.1.difficulty > 0 || kept(n);
        if graded || likeness != Likeness::Full && items.iter().enumerate().all(declares) {
            problem.difficulty = hardness(base, fixed);
        }
        let pools = frame.groups.into_keys().collect();
        let items = items.into_iter().map(|(candidate, item)| {
            problem.items.push(item);
            candidate
        });
        let items = items.collect();
        Parallel { problem: Arc::new(problem), items, slots, pools }
    }

    /// The common problem with the strictest rules on kind and difficulty with which there is a kit.
    pub fn strictest<'a>(
        bank: &'a Bank,
        role: &RoleSpec,
        base: &'a Kit,
        fixed: &dyn Fn(&'a KitSlot) -> Option<&'a KitQuestion>,
        types: TypeRule,
    ) -> Draws {
        let draws = |likeness| Parallel::new(bank, role, base, fixed, (types, likeness)).draws();
        let strict = Likeness::steps(base.slots()).filter(|likeness| *likeness != Likeness::Free).map(draws);
        let possible = strict.into_iter().find(|draws| draws.engine.feasible(NODES) == Some(true));
        possible.unwrap_or_else(|| draws(Likeness::Free))
    }

    /// The engine, ready for any number of candidates.
    pub fn draws(self) -> Draws {
        let engine = Engine::new(self.problem.clone());
        // Prices depend on the req alone, so that a kit does not depend on the kits before it.
        let start = engine.start(&self.costs(&Key { seed: "", req: "", candidate: None }));
        Draws { parallel: Arc::new(self), engine, start }
    }

    /// The item of a question; `None` if it fits no slot.
    pub(super) fn item(&self, question: &str) -> Option<u32> {
        self.items.binary_search_by(|item| item.id.as_str().cmp(question)).ok().map(|n| n as u32)
    }

    /// The bank's supply for the rotating slots, by competency, depth and, for slots that keep one, family.
    pub fn supplies(&self) -> Vec<Supply> {
        let supply = |(n, pool): (usize, &Pool)| {
            let Group::Seated(seats) = &self.problem.groups[n] else { return None };
            let mine = |(_, item): &(u32, &Item)| item.group as usize == n;
            let items =
                || (0u32..).zip(&self.problem.items).filter(mine).filter(|(n, i)| self.is_free(*n, i));
            let admitted = |set: &[&Seat]| items().filter(|(_, i)| set.iter().any(|s| s.admits(i))).count();
            let all: Vec<&Seat> = seats.iter().collect();
            // With more than eight seats there are too many subsets; only each single seat and all seats
            // together are counted.
            let sets: Vec<Vec<&Seat>> = match all.len() {
                0..=8 => (1u32..1 << all.len())
                    .map(|set| (0..all.len()).filter(|k| set & 1 << k != 0).map(|k| all[k]).collect())
                    .collect(),
                _ => all.iter().map(|s| vec![*s]).chain([all.clone()]).collect(),
            };
            Some(Supply {
                competency: pool.competency.clone(),
                depth: pool.depth.clone(),
                family: pool.family.clone(),
                fitting: items().map(|(n, _)| self.items[n as usize].id.clone()).collect(),
                slots: seats.len(),
                questions: admitted(&all),
                sets: sets.iter().map(|set| (set.len(), admitted(set))).collect(),
            })
        };
        self.pools.iter().enumerate().filter_map(supply).collect()
    }

    /// True if an item can be drawn together with the fixed questions: none of them is in its family, and
    /// none is its enemy.
    fn is_free(&self, n: u32, item: &Item) -> bool {
        let fixed = || self.problem.core.iter().map(|(c, _)| *c);
        let of_family = |c: u32| {
            let family = self.problem.items[c as usize].family;
            family.is_some() && family == item.family
        };
        let foe = |c: u32| self.problem.enemies.iter().any(|pair| *pair == (n.min(c), n.max(c)));
        !fixed().any(|c| of_family(c) || foe(c))
    }

    pub(super) fn costs(&self, key: &Key<'_>) -> Vec<u64> {
        let cost = |item: &Candidate| {
            let priority = priority(key, &item.id);
            if item.other_type { (PRIORITIES + priority) / 2 } else { priority }
        };
        self.items.iter().map(cost).collect()
    }

    pub(super) fn variant(&self, solution: &Solution, proven: bool) -> Variant {
        let question = |place: &Option<(usize, usize)>| {
            let (group, seat) = (*place)?;
            self.items[solution.seats[group][seat] as usize].question
        };
        let picks = self.slots.iter().map(|row| row.iter().map(question).collect()).collect();
        Variant { picks, proven }
    }
}

/// Draws kits for candidates.
#[derive(Clone, Debug)]
pub struct Draws {
    pub(super) parallel: Arc<Parallel>,
    pub(super) engine: Engine,
    pub(super) start: Start,
}

impl Draws {
    /// The common problem that the kits are drawn from.
    pub fn parallel(&self) -> &Parallel {
        &self.parallel
    }

    /// The kit of one candidate. It depends on seed, req, candidate, role spec, bank and the loop's kit, but
    /// not on the kits of other candidates. So it is the same in any order and on any machine. `None` if
    /// there is no kit, or if none was found within the search limit.
    pub fn stable(&self, key: &Key<'_>) -> Option<Variant> {
        self.cheapest(&self.parallel.costs(key))
    }

    pub(super) fn cheapest(&self, costs: &[u64]) -> Option<Variant> {
        match self.engine.solve(costs, &self.start, NODES) {
            Outcome::Optimal(solution) => Some(self.parallel.variant(&solution, true)),
            Outcome::Unproven(solution) => Some(self.parallel.variant(&solution, false)),
            Outcome::Infeasible | Outcome::GaveUp => None,
        }
    }
}

/// Minutes that a round has for questions.
fn question_minutes(round: &KitRound) -> u32 {
    round.minutes.saturating_sub(round.opening + round.closing)
}

/// The slots for which a question is to be drawn.
fn free<'a>(
    base: &'a Kit,
    fixed: &dyn Fn(&'a KitSlot) -> Option<&'a KitQuestion>,
) -> impl Iterator<Item = &'a KitSlot> {
    base.slots().filter(|slot| fixed(slot).is_none())
}

/// Builds the seats of every group. Groups of free seats come first, in the order of their pools. Then each
/// fixed question has its own group with one seat.
#[derive(Default)]
struct Frame<'a> {
    groups: BTreeMap<Pool, usize>,
    seats: Vec<Vec<Seat>>,
    /// Types of the loop's questions in free slots, by competency and depth, as a bit mask.
    kinds: BTreeMap<(String, String), u32>,
    fixed: BTreeMap<&'a str, Fixed<'a>>,
}

/// The questions that fit some slot, with their items; and, for each fixed question, the number of its item
/// and its round.
type Items = (Vec<(Candidate, Item)>, Vec<(u32, usize)>);

struct Fixed<'a> {
    question: &'a KitQuestion,
    group: usize,
    round: usize,
}

impl<'a> Frame<'a> {
    /// Adds a group for a fixed question.
    fn keep(&mut self, round: usize, question: &'a KitQuestion) -> Option<(usize, usize)> {
        self.fixed.insert(&question.id, Fixed { question, group: self.seats.len(), round });
        let seat = Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
        self.seats.push(vec![seat]);
        None
    }

    /// Adds a seat that takes questions of this pool. Returns its group and number.
    fn seat(&mut self, pool: &Pool, seat: Seat) -> Option<(usize, usize)> {
        let group = self.groups[pool];
        self.seats[group].push(seat);
        Some((group, self.seats[group].len() - 1))
    }

    /// The group of a question of this competency, depth and family; `None` if no slot asks for it.
    fn group(&self, (competency, depth): &(String, String), family: Option<&Id>) -> Option<usize> {
        let of = |family: Option<&Id>| {
            let (competency, depth) = (competency.clone(), depth.clone());
            self.groups.get(&Pool { competency, depth, family: family.map(Id::to_string) })
        };
        family.and_then(|family| of(Some(family))).or_else(|| of(None)).copied()
    }

    /// Every question that fits some slot, sorted by id, and the round of each fixed question.
    fn items(&self, bank: &'a Bank, role: &RoleSpec) -> Items {
        let mut found: BTreeMap<&'a str, (Candidate, Item)> = BTreeMap::new();
        for (id, fixed) in &self.fixed {
            let question = &fixed.question;
            let item = Item {
                group: fixed.group as u32,
                cell: 0,
                // Its seat admits every kind.
                kind: 0,
                minutes: question.minutes,
                difficulty: question.difficulty.map_or(0, u32::from),
                family: None,
            };
            found.insert(id, (Candidate { id: (*id).to_owned(), question: None, other_type: false }, item));
        }
        let mut families: BTreeMap<&Id, u32> = BTreeMap::new();
        for (n, question) in bank.questions.iter().enumerate() {
            let next = families.len() as u32;
            let family = question.family.as_ref().map(|f| *families.entry(f).or_insert(next));
            if let Some((candidate, item)) = found.get_mut(question.id.as_str()) {
                (candidate.question, item.family) = (Some(n), family);
                continue;
            }
            let cell = (question.competency.to_string(), question.depth.to_string());
            let Some(group) = self.group(&cell, question.family.as_ref()) else { continue };
            let difficulty = question.difficulty.map_or(0, u32::from);
            let item = Item { kind: form(question), difficulty, ..item(group, question, family) };
            if !self.seats[group].iter().any(|seat| seat.admits(&item)) || !is_drawn(question, role) {
                continue;
            }
            let other_type = self.kinds[&cell] & (1 << question.kind as u8) == 0;
            let id = question.id.as_str();
            found.insert(id, (Candidate { id: id.to_owned(), question: Some(n), other_type }, item));
        }
        let numbered = (0u32..).zip(found.keys());
        let core = numbered.filter_map(|(n, id)| Some((n, self.fixed.get(*id)?.round))).collect();
        (found.into_values().collect(), core)
    }
}

/// The window of the sum of difficulties; [`Window::ANY`] if the question of a free slot declares none. A
/// fixed question that declares none, or takes the place of one that declares none, counts the same on both
/// sides.
fn hardness<'a>(base: &'a Kit, fixed: &dyn Fn(&'a KitSlot) -> Option<&'a KitQuestion>) -> Window {
    let points = |slot: &'a KitSlot| match (slot.question.difficulty, fixed(slot).map(|q| q.difficulty)) {
        (own, None) => own,
        (Some(own), Some(Some(_))) => Some(own),
        (_, Some(kept)) => Some(kept.unwrap_or(0)),
    };
    let sum: Option<u32> = base.slots().map(|slot| points(slot).map(u32::from)).sum();
    let leeway = (base.slots().filter(|s| !s.core).count() as u32).div_ceil(5);
    sum.map_or(Window::ANY, |sum| Window { min: sum.saturating_sub(leeway), max: sum + leeway })
}
