//! What a question must be like to take a rotating slot of a candidate's kit, besides competency, depth and
//! minutes: its kind, and its difficulty within one point.
//!
//! Difficulties of any two candidates differ by at most one point if all are in a window of two adjacent points. Two
//! such windows include the difficulty of the loop's question. The slot gets the window that more questions fit.

use std::collections::{BTreeMap, BTreeSet};

use super::translate::mask;
use crate::engine::Window;
use crate::model::{Bank, Kit, KitAdmits, KitSlot, Opening, Question, QuestionType, RoleSpec, TypeRule};

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
        let admitted = slot.admits.iter().flat_map(|admits| &admits.types);
        let known = admitted.fold(0, |mask, kind| mask | 1 << number(kind));
        if known & own != 0 {
            return known;
        }
        let alike = own | allowed & of_kind(slot);
        let apart = own | alike & !others;
        if self.count(slot, apart, minutes, ANY) < ENOUGH { alike } else { apart }
    }

    /// The difficulties that a slot admits, as a bit mask. `types`: the types that it admits.
    pub(super) fn difficulties(&self, slot: &KitSlot, types: u32, minutes: Window) -> u32 {
        let Some(own) = slot.question.difficulty else { return ANY };
        let known = slot.admits.as_ref().and_then(|admits| Some((admits.difficulty?, admits.undeclared)));
        let known = known.filter(|((low, high), _)| (*low..=*high).contains(&own));
        let ((low, high), undeclared) = known.unwrap_or_else(|| self.window(slot, own, types, minutes));
        points(low, high) | u32::from(undeclared)
    }

    /// Of the two windows of two adjacent points that hold a difficulty, the one that more questions fit (the
    /// lower one of equals); and whether so few fit that it also takes questions that declare no difficulty.
    fn window(&self, slot: &KitSlot, own: u8, types: u32, minutes: Window) -> ((u8, u8), bool) {
        let count = |(low, high): (u8, u8)| self.count(slot, types, minutes, points(low, high));
        let (low, high) = (own.max(2) - 1, own.min(HARDEST - 1));
        let (lower, upper) = ((low, low + 1), (high, high + 1));
        let best = if count(upper) > count(lower) { upper } else { lower };
        let undeclared = count(best) < ENOUGH && self.count(slot, types, minutes, 1) > 0;
        (best, undeclared)
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

/// Minimum and maximum minutes for the question of a slot.
pub fn slot_minutes(bank: &Bank, slot: &KitSlot) -> (u32, u32) {
    let window = minutes(bank, slot);
    (window.min, window.max)
}

pub(super) fn minutes(bank: &Bank, slot: &KitSlot) -> Window {
    let around = |minutes: u32| {
        let leeway = (minutes / 5).max(1);
        Window { min: minutes.saturating_sub(leeway), max: minutes + leeway }
    };
    let own = slot.question.minutes;
    let planned = bank.depths.iter().find(|d| d.id.as_str() == slot.depth).and_then(|d| d.minutes);
    planned.map(around).filter(|w| (w.min..=w.max).contains(&own)).unwrap_or_else(|| around(own))
}

/// Competency and depth of a slot.
pub(super) fn cell(slot: &KitSlot) -> (String, String) {
    (slot.competency.clone(), slot.depth.clone())
}

/// The types of the questions in these slots, by competency and depth, as bit masks.
pub(super) fn types_by_cell<'s>(slots: impl Iterator<Item = &'s KitSlot>) -> BTreeMap<(String, String), u32> {
    let mut types = BTreeMap::new();
    slots.for_each(|slot| *types.entry(cell(slot)).or_default() |= 1 << number(&slot.question.kind));
    types
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
    let kept: BTreeMap<&str, &Option<KitAdmits>> =
        drawn.choices.kept.iter().filter_map(|k| Some((k.question.as_deref()?, &k.admits))).collect();
    let stock = Stock::new(bank, role, &drawn);
    for round in &mut kit.rounds {
        let allowed = allowed(role, &round.id);
        let is_new = |slot: &&mut KitSlot| !slot.core && !kept.contains_key(slot.question.id.as_str());
        for slot in round.slots.iter_mut().filter(is_new) {
            let minutes = minutes(bank, slot);
            let types = stock.types(slot, allowed, 0, minutes, (role.equivalence, Likeness::Kind));
            slot.core = stock.count(slot, types, minutes, ANY) < ENOUGH;
        }
    }
    let others = types_by_cell(kit.slots().filter(|slot| !slot.core));
    for round in &mut kit.rounds {
        let allowed = allowed(role, &round.id);
        for slot in round.slots.iter_mut().filter(|slot| !slot.core) {
            if let Some(admits) = kept.get(slot.question.id.as_str()) {
                slot.admits.clone_from(admits);
                continue;
            }
            let minutes = minutes(bank, slot);
            let others = others[&cell(slot)];
            let rules = |types| (types, Likeness::Full);
            let types = stock.types(slot, allowed, others, minutes, rules(TypeRule::Preferred));
            let drawn = stock.types(slot, allowed, others, minutes, rules(role.equivalence));
            let window = slot.question.difficulty.map(|own| stock.window(slot, own, drawn, minutes));
            let named = QuestionType::ALL.iter().filter(|(t, _)| types & 1 << *t as u8 != 0);
            slot.admits = Some(KitAdmits {
                types: named.map(|(_, word)| (*word).to_owned()).collect(),
                difficulty: window.map(|(window, _)| window),
                undeclared: window.is_none_or(|(_, undeclared)| undeclared),
            });
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
    let window = slot.admits.as_ref().and_then(|admits| admits.difficulty);
    let (low, high) = window.unwrap_or((own.saturating_sub(1), own + 1));
    let difficulty = question.difficulty.filter(|d| !(low..=high).contains(d))?;
    Some(format!("has difficulty {difficulty}, but the slot allows {low} to {high}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Id, Phrase, Status};
    use crate::text::{Place, Source, Span};

    const CASE: u32 = 1 << QuestionType::Case as u8;
    const PLAY: u32 = 1 << QuestionType::RolePlay as u8;
    const TOLD: u32 = 1 << QuestionType::Behavioral as u8;
    const LOOSE: (TypeRule, Likeness) = (TypeRule::Preferred, Likeness::Full);

    fn question(n: usize, kind: QuestionType, difficulty: Option<u8>) -> Question {
        let id = |text: &str| Id::new(text).expect("an id");
        Question {
            id: id(&format!("q-{n}")),
            competency: id("c"),
            depth: id("d"),
            title: None,
            kind,
            minutes: 10,
            difficulty,
            levels: Vec::new(),
            also: Vec::new(),
            family: None,
            enemies: Vec::new(),
            exhibits: Vec::new(),
            status: Status::Active,
            prompt: Phrase::new("What?".to_owned()).expect("plain text"),
            probes: Vec::new(),
            listen_for: Vec::new(),
            red_flags: Vec::new(),
            anchors: BTreeMap::new(),
            sample_answers: Vec::new(),
            source: None,
            own: false,
            holder: id("bank"),
            bank: None,
            digest: String::new(),
            place: Place { source: Source::new("bank", String::new()), span: Span::default() },
        }
    }

    fn slot(kind: &str, difficulty: Option<u8>) -> KitSlot {
        serde_json::from_value(serde_json::json!({
            "id": "r.1", "core": false, "competency": "c", "competency_name": "C", "depth": "d",
            "depth_means": null, "serves": [], "must_have_probes": [],
            "question": {
                "id": "q-0", "digest": "", "wording": "", "type": kind, "minutes": 10,
                "difficulty": difficulty, "also": [], "prompt": "", "probes": [], "listen_for": [],
                "red_flags": [], "anchors": {}
            }
        }))
        .expect("a slot")
    }

    fn stock(questions: &[Question]) -> Stock<'_> {
        Stock { cells: BTreeMap::from([(("c", "d"), questions.iter().collect())]) }
    }

    #[test]
    fn a_slot_admits_the_types_of_its_kind_that_no_other_slot_has() {
        let cases: Vec<Question> = (0..3).map(|n| question(n, QuestionType::Case, Some(2))).collect();
        let (of, slot) = (stock(&cases), slot("case", Some(2)));
        assert_eq!(of.types(&slot, ANY, CASE | PLAY, Window::ANY, LOOSE) & (CASE | PLAY | TOLD), CASE);
        assert_eq!(of.types(&slot, ANY, CASE, Window::ANY, LOOSE) & (CASE | PLAY | TOLD), CASE | PLAY);
        assert_eq!(of.types(&slot, CASE | TOLD, CASE, Window::ANY, LOOSE), CASE);
        assert_eq!(of.types(&slot, ANY, CASE, Window::ANY, (TypeRule::Strict, Likeness::Full)), CASE);
        let free = of.types(&slot, ANY, CASE | PLAY, Window::ANY, (TypeRule::Preferred, Likeness::Free));
        assert_eq!(free & (CASE | PLAY | TOLD), CASE | TOLD);
        // Two cases are too few, so the types of the other slot are admitted too.
        let of = stock(&cases[..2]);
        assert_eq!(of.types(&slot, ANY, CASE | PLAY, Window::ANY, LOOSE) & (CASE | PLAY | TOLD), CASE | PLAY);
    }

    #[test]
    fn the_window_is_the_one_that_more_questions_fit() {
        let with = |difficulties: &[u8]| -> Vec<Question> {
            let questions = difficulties.iter().enumerate();
            questions.map(|(n, d)| question(n, QuestionType::Case, Some(*d))).collect()
        };
        let window = |own: u8, difficulties: &[u8]| {
            let questions = with(difficulties);
            stock(&questions).window(&slot("case", Some(own)), own, CASE, Window::ANY).0
        };
        assert_eq!(window(3, &[3, 3, 2, 4, 4]), (3, 4));
        assert_eq!(window(3, &[3, 3, 2, 2, 4]), (2, 3));
        assert_eq!(window(3, &[3, 2, 4]), (2, 3), "the lower one of equals");
        assert_eq!((window(1, &[1, 2]), window(5, &[5, 4])), ((1, 2), (4, 5)));
        let mut family = with(&[3, 4, 4, 2, 2]);
        family[1].family = Id::new("f");
        family[2].family = Id::new("f");
        let found = stock(&family).window(&slot("case", Some(3)), 3, CASE, Window::ANY);
        assert_eq!(found, ((2, 3), false), "a family counts once");
    }

    #[test]
    fn questions_without_a_difficulty_fill_up_what_is_scarce() {
        let declared = |n| question(n, QuestionType::Case, Some(2));
        let mut questions = vec![declared(0), declared(1), question(2, QuestionType::Case, None)];
        let own = slot("case", Some(2));
        assert_eq!(stock(&questions).difficulties(&own, CASE, Window::ANY), 0b0111);
        questions.push(declared(3));
        assert_eq!(stock(&questions).difficulties(&own, CASE, Window::ANY), 0b0110);
        assert_eq!(stock(&questions).difficulties(&slot("case", None), CASE, Window::ANY), ANY);
    }

    #[test]
    fn what_the_loop_decided_stays_when_the_bank_changes() {
        let questions: Vec<Question> = (0..4).map(|n| question(n, QuestionType::Case, Some(2))).collect();
        let types = vec!["case".to_owned(), "role-play".to_owned()];
        let admits = KitAdmits { types, difficulty: Some((1, 2)), undeclared: true };
        let slot = KitSlot { admits: Some(admits), ..slot("case", Some(2)) };
        let of = stock(&questions);
        assert_eq!(of.types(&slot, ANY, 0, Window::ANY, LOOSE), CASE | PLAY);
        assert_eq!(of.difficulties(&slot, CASE, Window::ANY), 0b0111);
    }
}
