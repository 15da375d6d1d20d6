//! The questions that fit the slots of a loop, and what each rotating slot admits.
//!
//! A slot admits the narrowest of five choices that leaves enough questions to rotate: the family of the loop's
//! question; its type, with an exhibit if that question has one and without if not; its type; its type and those of
//! its kind that no other slot of this competency and depth asks for; all types of its kind.
//!
//! Difficulties of any two candidates differ by at most one point if all are in a window of two adjacent points. Two
//! such windows include the difficulty of the loop's question. The slot gets the window that more questions fit.

use std::collections::BTreeMap;

use super::forms::{ANY, Forms, PLENTY, number, of_kind};
use super::likeness::{Likeness, is_drawn};
use crate::engine::Window;
use crate::model::{Bank, Id, Kit, KitSlot, Question, RoleSpec, TypeRule};

/// A slot rotates only if this many questions fit it. If fewer questions with a declared difficulty fit, it
/// also admits questions without one.
pub(super) const ENOUGH: usize = 3;

/// The hardest difficulty.
const HARDEST: u8 = 5;

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

    /// What a slot admits. `allowed`: the types of its round. `others`: the types of the rotating slots of its
    /// competency and depth.
    pub(super) fn forms(
        &self,
        slot: &KitSlot,
        allowed: u32,
        others: u32,
        minutes: Window,
        (types, likeness): (TypeRule, Likeness),
    ) -> Forms {
        let own = 1 << number(&slot.question.kind);
        let admits = slot.admits.as_ref().filter(|_| likeness != Likeness::Kind);
        let exhibits = admits.and_then(|admits| admits.exhibits);
        if likeness == Likeness::Free {
            return Forms::of(if types == TypeRule::Strict { own } else { own | allowed & !others });
        }
        if types == TypeRule::Strict {
            return Forms { types: own, exhibits };
        }
        let admitted = admits.into_iter().flat_map(|admits| &admits.types);
        let known = admitted.fold(0, |mask, kind| mask | 1 << number(kind));
        if known & own != 0 {
            return Forms { types: known, exhibits };
        }
        let alike = own | allowed & of_kind(slot);
        let apart = own | alike & !others;
        let enough = self.count(slot, Forms::of(apart), minutes, ANY) >= ENOUGH;
        Forms::of(if enough { apart } else { alike })
    }

    /// The type of a slot's question, with or without an exhibit as that question, if four questions or more fit for
    /// each of the `slots` that ask for the same; else its type, if four fit for each of the `of_type` slots that ask
    /// for it; else `None`. A family counts as `each` questions at most.
    pub(super) fn narrow(
        &self,
        slot: &KitSlot,
        minutes: Window,
        (slots, of_type): (usize, usize),
        each: usize,
    ) -> Option<Forms> {
        let enough = |(forms, slots): &(Forms, usize)| {
            let window = slot.question.difficulty.map(|own| self.window(slot, own, *forms, minutes).0);
            let difficulties = window.map_or(ANY, |(low, high)| points(low, high));
            self.count_each(slot, (*forms, minutes, difficulties), each) >= PLENTY * slots
        };
        let choices = [(Forms::as_asked(slot), slots), (Forms::of_type(slot), of_type)];
        choices.into_iter().find(enough).map(|(forms, _)| forms)
    }

    /// The family of a slot's question; `None` if it has none.
    pub(super) fn family(&self, slot: &KitSlot) -> Option<&'a Id> {
        let questions = self.cells.get(&(slot.competency.as_str(), slot.depth.as_str()))?;
        questions.iter().find(|question| question.id.as_str() == slot.question.id)?.family.as_ref()
    }

    /// The questions for whose family this is true.
    pub(super) fn of_families(&self, so: &dyn Fn(Option<&Id>) -> bool) -> Stock<'a> {
        self.keeping(&|question| so(question.family.as_ref()))
    }

    fn keeping(&self, so: &dyn Fn(&Question) -> bool) -> Stock<'a> {
        let kept = |questions: &Vec<&'a Question>| {
            questions.iter().copied().filter(|question| so(question)).collect()
        };
        Stock { cells: self.cells.iter().map(|(cell, questions)| (*cell, kept(questions))).collect() }
    }

    /// The questions that can be drawn together with these.
    pub(super) fn beside(&self, asked: &[&Question]) -> Stock<'a> {
        let excluded = |question: &Question| {
            let foes = |a: &Question, b: &Question| a.enemies.contains(&b.id);
            let family = |other: &Question| question.family.is_some() && question.family == other.family;
            asked.iter().any(|q| q.id == question.id || family(q) || foes(q, question) || foes(question, q))
        };
        self.keeping(&|question| !excluded(question))
    }

    /// The difficulties that a slot admits, as a bit mask. `forms`: what else it admits.
    pub(super) fn difficulties(&self, slot: &KitSlot, forms: Forms, minutes: Window) -> u32 {
        let Some(own) = slot.question.difficulty else { return ANY };
        let known = slot.admits.as_ref().and_then(|admits| Some((admits.difficulty?, admits.undeclared)));
        let known = known.filter(|((low, high), _)| (*low..=*high).contains(&own));
        let ((low, high), undeclared) = known.unwrap_or_else(|| self.window(slot, own, forms, minutes));
        points(low, high) | u32::from(undeclared)
    }

    /// Of the two windows of two adjacent points that hold a difficulty, the one that more questions fit (the
    /// lower one of equals); and whether so few fit that it also takes questions that declare no difficulty.
    pub(super) fn window(&self, slot: &KitSlot, own: u8, forms: Forms, minutes: Window) -> ((u8, u8), bool) {
        let count = |(low, high): (u8, u8)| self.count(slot, forms, minutes, points(low, high));
        let (low, high) = (own.max(2) - 1, own.min(HARDEST - 1));
        let (lower, upper) = ((low, low + 1), (high, high + 1));
        let best = if count(upper) > count(lower) { upper } else { lower };
        let undeclared = count(best) < ENOUGH && self.count(slot, forms, minutes, 1) > 0;
        (best, undeclared)
    }

    /// The number of questions for a slot with these forms, minutes and difficulties. A family counts as
    /// [`PLENTY`] questions at most. A kit has one of its questions at most, so this many kits use no more.
    pub(super) fn count(&self, slot: &KitSlot, forms: Forms, minutes: Window, difficulties: u32) -> usize {
        self.count_each(slot, (forms, minutes, difficulties), PLENTY)
    }

    /// The same number if a family counts as `each` questions at most.
    fn count_each(
        &self,
        slot: &KitSlot,
        (forms, minutes, difficulties): (Forms, Window, u32),
        each: usize,
    ) -> usize {
        let questions = self.cells.get(&(slot.competency.as_str(), slot.depth.as_str()));
        let fits = |q: &&&Question| {
            forms.hold(q) && minutes.holds(q.minutes) && difficulties & 1 << q.difficulty.unwrap_or(0) != 0
        };
        let (mut singles, mut families) = (0, BTreeMap::<&Id, usize>::new());
        for question in questions.into_iter().flatten().filter(fits) {
            match &question.family {
                Some(family) => *families.entry(family).or_default() += 1,
                None => singles += 1,
            }
        }
        singles + families.into_values().map(|members| members.min(each)).sum::<usize>()
    }
}

/// The difficulties from `low` to `high` as a bit mask.
fn points(low: u8, high: u8) -> u32 {
    (low..=high).fold(0, |mask, point| mask | 1 << point)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::super::forms::{WITH_EXHIBIT, form};
    use super::super::likeness::tests::slot;
    use super::*;
    use crate::model::{Exhibit, Id, KitAdmits, Phrase, QuestionType, Status};
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

    fn stock(questions: &[Question]) -> Stock<'_> {
        Stock { cells: BTreeMap::from([(("c", "d"), questions.iter().collect())]) }
    }

    #[test]
    fn a_slot_admits_the_types_of_its_kind_that_no_other_slot_has() {
        let cases: Vec<Question> = (0..3).map(|n| question(n, QuestionType::Case, Some(2))).collect();
        let (of, slot) = (stock(&cases), slot("case", Some(2)));
        let types = |of: &Stock<'_>, allowed, others, rules| {
            let forms = of.forms(&slot, allowed, others, Window::ANY, rules);
            assert_eq!(forms.exhibits, None);
            forms.types & (CASE | PLAY | TOLD)
        };
        assert_eq!(types(&of, ANY, CASE | PLAY, LOOSE), CASE);
        assert_eq!(types(&of, ANY, CASE, LOOSE), CASE | PLAY);
        assert_eq!(types(&of, CASE | TOLD, CASE, LOOSE), CASE);
        assert_eq!(types(&of, ANY, CASE, (TypeRule::Strict, Likeness::Full)), CASE);
        assert_eq!(types(&of, ANY, CASE | PLAY, (TypeRule::Preferred, Likeness::Free)), CASE | TOLD);
        // Two cases are too few, so the types of the other slot are admitted too.
        assert_eq!(types(&stock(&cases[..2]), ANY, CASE | PLAY, LOOSE), CASE | PLAY);
    }

    #[test]
    fn a_slot_asks_for_its_type_and_for_an_exhibit_where_four_questions_fit() {
        let mut cases: Vec<Question> = (0..5).map(|n| question(n, QuestionType::Case, Some(2))).collect();
        let slot = slot("case", Some(2));
        let narrow = |cases: &[Question], slots| stock(cases).narrow(&slot, Window::ANY, slots, 1);
        let without = Forms { types: CASE, exhibits: Some(false) };
        assert_eq!(narrow(&cases, (1, 1)), Some(without));
        assert_eq!(narrow(&cases, (2, 2)), None, "two slots need eight questions");
        let text = String::new;
        let page = Exhibit { id: Id::new("page").expect("an id"), file: text(), title: text(), text: text() };
        let page = Arc::new(page);
        for case in &mut cases[..2] {
            case.exhibits.push(page.clone());
        }
        assert_eq!(narrow(&cases, (1, 1)), Some(Forms::of(CASE)), "only three come without an exhibit");
        assert_eq!(narrow(&cases[1..], (1, 2)), None);
        for case in &mut cases[..2] {
            case.difficulty = Some(5);
        }
        assert_eq!(narrow(&cases, (1, 1)), None, "too hard");
        assert_eq!((form(&cases[0]), form(&cases[4])), (2 + WITH_EXHIBIT, 2));
        let held = |forms: Forms| [&cases[0], &cases[4]].map(|question| forms.hold(question));
        assert_eq!(held(without), [false, true]);
        assert_eq!(held(Forms { exhibits: Some(true), ..without }), [true, false]);
        assert_eq!((held(Forms::of(CASE)), held(Forms::of(ANY))), ([true, true], [true, true]));
        assert_eq!(held(Forms::of(PLAY)), [false, false]);
    }

    #[test]
    fn questions_that_cannot_be_asked_beside_a_core_question_do_not_count() {
        let mut cases: Vec<Question> = (0..5).map(|n| question(n, QuestionType::Case, Some(2))).collect();
        cases[1].enemies.extend(Id::new("q-0"));
        cases[2].family = Id::new("f");
        let beside_first = |cases: &[Question]| -> Vec<String> {
            let rest = stock(cases).beside(&[&cases[0]]);
            rest.cells[&("c", "d")].iter().map(|question| question.id.to_string()).collect()
        };
        assert_eq!(beside_first(&cases), ["q-2", "q-3", "q-4"]);
        cases[0].family = Id::new("f");
        assert_eq!(beside_first(&cases), ["q-3", "q-4"]);
    }

    #[test]
    fn the_window_is_the_one_that_more_questions_fit() {
        let with = |difficulties: &[u8]| -> Vec<Question> {
            let questions = difficulties.iter().enumerate();
            questions.map(|(n, d)| question(n, QuestionType::Case, Some(*d))).collect()
        };
        let of = |own: u8, questions: &[Question]| {
            stock(questions).window(&slot("case", Some(own)), own, Forms::of(CASE), Window::ANY).0
        };
        let window = |own: u8, difficulties: &[u8]| of(own, &with(difficulties));
        let window_of = |questions: &[Question]| of(3, questions);
        assert_eq!(window(3, &[3, 3, 2, 4, 4]), (3, 4));
        assert_eq!(window(3, &[3, 3, 2, 2, 4]), (2, 3));
        assert_eq!(window(3, &[3, 2, 4]), (2, 3), "the lower one of equals");
        assert_eq!((window(1, &[1, 2]), window(5, &[5, 4])), ((1, 2), (4, 5)));
        let mut family = with(&[3, 4, 4, 4, 4, 4, 4, 2, 2, 2, 2, 2]);
        assert_eq!(window_of(&family), (3, 4));
        family[1..7].iter_mut().for_each(|question| question.family = Id::new("f"));
        assert_eq!(window_of(&family), (2, 3), "a family of six counts as four");
    }

    #[test]
    fn questions_without_a_difficulty_fill_up_what_is_scarce() {
        let declared = |n| question(n, QuestionType::Case, Some(2));
        let mut questions = vec![declared(0), declared(1), question(2, QuestionType::Case, None)];
        let own = slot("case", Some(2));
        assert_eq!(stock(&questions).difficulties(&own, Forms::of(CASE), Window::ANY), 0b0111);
        questions.push(declared(3));
        assert_eq!(stock(&questions).difficulties(&own, Forms::of(CASE), Window::ANY), 0b0110);
        assert_eq!(stock(&questions).difficulties(&slot("case", None), Forms::of(CASE), Window::ANY), ANY);
    }

    #[test]
    fn what_the_loop_decided_stays_when_the_bank_changes() {
        let questions: Vec<Question> = (0..4).map(|n| question(n, QuestionType::Case, Some(2))).collect();
        let types = vec!["case".to_owned(), "role-play".to_owned()];
        let exhibits = Some(true);
        let admits = KitAdmits { family: None, types, exhibits, difficulty: Some((1, 2)), undeclared: true };
        let slot = KitSlot { admits: Some(admits), ..slot("case", Some(2)) };
        let of = stock(&questions);
        let forms = |likeness| of.forms(&slot, ANY, 0, Window::ANY, (TypeRule::Preferred, likeness));
        let kept = Forms { types: CASE | PLAY, exhibits };
        assert_eq!([Likeness::Full, Likeness::Form].map(forms), [kept, kept]);
        let strict = |likeness| of.forms(&slot, ANY, 0, Window::ANY, (TypeRule::Strict, likeness));
        let own = Forms::of(CASE);
        assert_eq!(strict(Likeness::Form), Forms { exhibits, ..own });
        assert_eq!([Likeness::Kind, Likeness::Free].map(strict), [own, own]);
        let kind = forms(Likeness::Kind);
        assert_eq!((kind.types & (CASE | PLAY | TOLD), kind.exhibits), (CASE | PLAY, None));
        assert_eq!(of.difficulties(&slot, Forms::of(CASE), Window::ANY), 0b0111);
    }
}
