//! What a question must be like to take a rotating slot of a candidate's kit, besides competency, depth and
//! minutes: its kind, and its difficulty within one point.
//!
//! Difficulties of any two candidates differ by at most one point if all are in a window of two adjacent
//! points. Of the two windows that hold the difficulty of the loop's question, a slot has the one that more
//! questions fit.

use std::collections::{BTreeMap, BTreeSet};

use super::translate::mask;
use crate::engine::Window;
use crate::model::{Bank, Kit, KitSlot, Opening, Question, QuestionType, RoleSpec, TypeRule};

/// The rules on kind and difficulty that the kits of a req keep. The first one of [`Likeness::ALL`] with
/// which there is a kit is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Likeness {
    /// Kind and difficulty.
    Full,
    /// Kind, but not the difficulty of each slot.
    Kind,
    /// Neither.
    Free,
}

impl Likeness {
    /// The strictest first.
    pub const ALL: [Likeness; 3] = [Likeness::Full, Likeness::Kind, Likeness::Free];
}

/// A slot rotates only if this many questions fit it. If fewer questions with a declared difficulty fit, it
/// also admits questions without one.
const ENOUGH: usize = 3;

/// The hardest difficulty.
const HARDEST: u8 = 5;

/// Every type and every difficulty.
const ANY: u32 = u32::MAX;

/// The number that the engine uses for a type; 31 if the type is unknown.
pub(super) fn number(kind: &str) -> u8 {
    QuestionType::parse(kind).map_or(31, |kind| kind as u8)
}

/// The questions of a bank that may be drawn for a role, by competency and depth.
pub(super) struct Stock<'a> {
    cells: BTreeMap<(&'a str, &'a str), Vec<&'a Question>>,
}

impl<'a> Stock<'a> {
    /// The questions that fit a slot of the loop's kit in competency and depth.
    pub(super) fn new(bank: &'a Bank, role: &RoleSpec, base: &'a Kit) -> Stock<'a> {
        let mut cells: BTreeMap<(&str, &str), Vec<&Question>> = BTreeMap::new();
        for slot in base.slots() {
            cells.entry((&slot.competency, &slot.depth)).or_default();
        }
        for question in &bank.questions {
            let cell = (question.competency.as_str(), question.depth.as_str());
            if let Some(questions) = cells.get_mut(&cell).filter(|_| is_drawn(question, role)) {
                questions.push(question);
            }
        }
        Stock { cells }
    }

    /// The types that a slot admits, as a bit mask. `allowed`: the types of its round. `others`: the types of
    /// the rotating slots of its competency and depth.
    pub(super) fn types(
        &self,
        slot: &KitSlot,
        allowed: u32,
        others: u32,
        minutes: Window,
        (types, likeness): (TypeRule, Likeness),
    ) -> u32 {
        let own = 1 << number(&slot.question.kind);
        if types == TypeRule::Strict {
            return own;
        }
        if likeness == Likeness::Free {
            return own | allowed & !others;
        }
        let alike = own | allowed & of_kind(slot);
        let apart = own | alike & !others;
        if self.count(slot, apart, minutes, ANY) < ENOUGH { alike } else { apart }
    }

    /// The difficulties that a slot admits, as a bit mask. `types`: the types that it admits.
    pub(super) fn difficulties(&self, slot: &KitSlot, types: u32, minutes: Window) -> u32 {
        let Some(own) = slot.question.difficulty else { return ANY };
        let known = slot.difficulties.filter(|(low, high)| (*low..=*high).contains(&own));
        let (low, high) = known.unwrap_or_else(|| self.window(slot, own, types, minutes));
        let declared = points(low, high);
        if self.count(slot, types, minutes, declared) < ENOUGH { declared | 1 } else { declared }
    }

    /// Of the two windows of two adjacent points that hold a difficulty, the one that more questions fit; the
    /// lower one of equals.
    fn window(&self, slot: &KitSlot, own: u8, types: u32, minutes: Window) -> (u8, u8) {
        let count = |(low, high): &(u8, u8)| self.count(slot, types, minutes, points(*low, *high));
        let (lower, upper) = ((own.max(2) - 1, own.max(2)), (own.min(HARDEST - 1), own.min(HARDEST - 1) + 1));
        if count(&upper) > count(&lower) { upper } else { lower }
    }

    /// The number of questions for a slot with these types, minutes and difficulties. A family counts as one
    /// question, because a kit has at most one of its questions.
    fn count(&self, slot: &KitSlot, types: u32, minutes: Window, difficulties: u32) -> usize {
        let questions = self.cells.get(&(slot.competency.as_str(), slot.depth.as_str()));
        let fits = |q: &&&Question| {
            types & 1 << q.kind as u8 != 0
                && minutes.holds(q.minutes)
                && difficulties & 1 << q.difficulty.unwrap_or(0) != 0
        };
        let fitting = questions.into_iter().flatten().filter(fits);
        fitting.map(|q| q.family.as_ref().unwrap_or(&q.id)).collect::<BTreeSet<_>>().len()
    }
}

/// Whether a question may be drawn for a role, in a slot of its depth.
pub(super) fn is_drawn(question: &Question, role: &RoleSpec) -> bool {
    let opening = Opening { depth: &question.depth, types: &[], minutes: u32::MAX };
    !role.excluded.contains(&question.id) && question.misfit(role, opening).is_none()
}

/// The types that the round of a kit admits, as a bit mask.
pub(super) fn allowed(role: &RoleSpec, round: &str) -> u32 {
    let rule = role.plan.rounds.iter().find(|r| r.id.as_str() == round);
    mask(rule.map_or(&[][..], |r| &r.types))
}

/// The types of the same kind as the question of a slot, as a bit mask; all types if its type is unknown.
fn of_kind(slot: &KitSlot) -> u32 {
    let Some(own) = QuestionType::parse(&slot.question.kind) else { return ANY };
    let alike = QuestionType::ALL.iter().map(|(t, _)| *t).filter(|t| t.kind() == own.kind());
    alike.fold(0, |mask, t| mask | 1 << t as u8)
}

/// The difficulties from `low` to `high` as a bit mask.
fn points(low: u8, high: u8) -> u32 {
    (low..=high).fold(0, |mask, point| mask | 1 << point)
}

/// Decides which slots of a newly drawn loop's kit rotate, and how difficult the questions of each may be.
///
/// Besides the slots that the blueprint made core, these become core: a slot for which the bank has fewer
/// than three questions of the kind (with `equivalence: strict`, of the type) of its question; and for each
/// must-have that names questions as `evidence`, the first slot that observes it with one of them. A slot that
/// was kept of the loop before with its question stays as it was.
#[must_use]
pub fn settle(bank: &Bank, role: &RoleSpec, mut kit: Kit) -> Kit {
    let shown = evident(role, &kit);
    kit.slots_mut().filter(|slot| shown.contains(&slot.id)).for_each(|slot| slot.core = true);
    let drawn = kit.clone();
    let kept: BTreeMap<&str, Option<(u8, u8)>> =
        drawn.choices.kept.iter().filter_map(|k| Some((k.question.as_deref()?, k.difficulties))).collect();
    let stock = Stock::new(bank, role, &drawn);
    for round in &mut kit.rounds {
        let allowed = allowed(role, &round.id);
        let is_new = |slot: &&mut KitSlot| !slot.core && !kept.contains_key(slot.question.id.as_str());
        for slot in round.slots.iter_mut().filter(is_new) {
            let minutes = super::parallel::minutes(bank, slot);
            let types = stock.types(slot, allowed, 0, minutes, (role.equivalence, Likeness::Kind));
            slot.core = stock.count(slot, types, minutes, ANY) < ENOUGH;
        }
    }
    let others = super::parallel::types_by_cell(kit.slots().filter(|slot| !slot.core));
    for round in &mut kit.rounds {
        let allowed = allowed(role, &round.id);
        for slot in round.slots.iter_mut().filter(|slot| !slot.core) {
            if let Some(difficulties) = kept.get(slot.question.id.as_str()) {
                slot.difficulties = *difficulties;
                continue;
            }
            let minutes = super::parallel::minutes(bank, slot);
            let others = others[&(slot.competency.clone(), slot.depth.clone())];
            let types = stock.types(slot, allowed, others, minutes, (role.equivalence, Likeness::Full));
            slot.difficulties = slot.question.difficulty.map(|own| stock.window(slot, own, types, minutes));
        }
    }
    kit
}

/// The ids of the slots that must be core because a must-have names their questions as evidence.
fn evident(role: &RoleSpec, kit: &Kit) -> BTreeSet<String> {
    let of = |must: &crate::model::MustHave| {
        let shows = |slot: &&KitSlot| {
            slot.serves.iter().any(|id| id == must.id.as_str())
                && must.evidence.iter().any(|id| id.as_str() == slot.question.id)
        };
        kit.slots().find(shows).map(|slot| slot.id.clone())
    };
    role.must_haves.iter().filter_map(of).collect()
}

/// Why a question must not replace that of a slot, by the rules on kind and difficulty; `None` if it may.
pub fn unlike(slot: &KitSlot, question: &Question) -> Option<String> {
    if of_kind(slot) & 1 << question.kind as u8 == 0 {
        let own = QuestionType::parse(&slot.question.kind)?;
        return Some(format!("is of another kind ({}, not {})", question.kind.kind(), own.kind()));
    }
    let own = slot.question.difficulty?;
    let (low, high) = slot.difficulties.unwrap_or((own.saturating_sub(1), own + 1));
    let difficulty = question.difficulty.filter(|d| !(low..=high).contains(d))?;
    Some(format!("has difficulty {difficulty}, but the slot allows {low} to {high}"))
}
