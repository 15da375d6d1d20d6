//! The form of a question: its type, and whether it comes with an exhibit.

use crate::model::{KitSlot, Question, QuestionType};

/// A slot keeps the family, the form or the type of its question only if this many questions fit for each slot that
/// asks for it, so that as many candidates can be asked before a question comes back.
pub(super) const PLENTY: usize = 4;

/// A bit mask of every type or every difficulty.
pub(super) const ANY: u32 = u32::MAX;

/// The number for a type that this version does not know.
const UNKNOWN: u8 = 31;

/// What is added to the engine's number for a type if the question comes with an exhibit.
pub(super) const WITH_EXHIBIT: u8 = 8;

/// The number for a type.
pub(super) fn number(kind: &str) -> u8 {
    QuestionType::parse(kind).map_or(UNKNOWN, |kind| kind as u8)
}

/// The number that the engine uses for the type of a question and for whether it comes with an exhibit.
pub(super) fn form(question: &Question) -> u8 {
    question.kind as u8 + if question.exhibits.is_empty() { 0 } else { WITH_EXHIBIT }
}

/// The types of questions that a slot admits, and whether they come with an exhibit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Forms {
    /// A bit mask of numbers for types.
    pub(super) types: u32,
    /// True if they come with an exhibit, false if they come without one; `None` if either will do.
    pub(super) exhibits: Option<bool>,
}

impl Forms {
    /// Questions of these types, with or without an exhibit.
    pub(super) fn of(types: u32) -> Forms {
        Forms { types, exhibits: None }
    }

    /// The type of a slot's question.
    pub(super) fn of_type(slot: &KitSlot) -> Forms {
        Forms::of(1 << number(&slot.question.kind))
    }

    /// The type of a slot's question, with or without an exhibit as that question.
    pub(super) fn as_asked(slot: &KitSlot) -> Forms {
        Forms { exhibits: Some(!slot.question.exhibits.is_empty()), ..Forms::of_type(slot) }
    }

    /// A bit mask of the numbers of [`form`].
    pub(super) fn mask(self) -> u32 {
        let types = self.types & ((1 << WITH_EXHIBIT) - 1);
        let without = if self.exhibits == Some(true) { 0 } else { types };
        let with = if self.exhibits == Some(false) { 0 } else { types << WITH_EXHIBIT };
        without | with | self.types & 1 << UNKNOWN
    }

    /// Whether a question has one of these forms.
    pub(super) fn hold(self, question: &Question) -> bool {
        self.mask() & 1 << form(question) != 0
    }
}

/// The types of the same kind as the question of a slot, as a bit mask; all types if its type is unknown.
pub(super) fn of_kind(slot: &KitSlot) -> u32 {
    let Some(own) = QuestionType::parse(&slot.question.kind) else { return ANY };
    let alike = QuestionType::ALL.iter().map(|(t, _)| *t).filter(|t| t.kind() == own.kind());
    alike.fold(0, |mask, t| mask | 1 << t as u8)
}
