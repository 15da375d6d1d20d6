//! The fields of a form: their names and what a program reads aloud for them.
//!
//! The names are part of the format (`docs/format.md`, "Forms"): other programs fill them in and read them back.

use super::{Inline, Lines};
use crate::model::form_grammar::{EVIDENCE, MORE_NOTES, NOTES, RATING};

/// A choice of one score.
#[derive(Debug, Clone, PartialEq)]
pub struct Choices {
    /// The full name of the field: `technical-depth.1.rating`, or `recommendation`.
    pub field: String,
    /// What it chooses: `Question 1, rating`.
    pub title: String,
    /// What can be chosen, in the order of the page.
    pub choices: Vec<Choice>,
}

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// The value of the field: a score, or `na`.
    pub state: String,
    /// Whether it is chosen.
    pub done: bool,
    /// The score and its label.
    pub label: Vec<Inline>,
    /// The anchor; empty if there is none.
    pub text: Vec<Inline>,
}

/// An area to write in.
#[derive(Debug, Clone, PartialEq)]
pub struct Writing {
    /// The full name of the field: `technical-depth.1.notes`, or `summary`.
    pub field: String,
    /// What it is for: `Question 1, notes`.
    pub title: String,
    /// The ruled lines under it.
    pub lines: Lines,
}

/// The fields that each slot has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotField {
    /// The score.
    Rating,
    /// The notes.
    Notes,
    /// The notes on the second page.
    MoreNotes,
    /// The words that decided the score.
    Evidence,
}

impl SlotField {
    /// The full name of the field of a slot such as `technical-depth.1`.
    pub fn name(self, slot: &str) -> String {
        let last = match self {
            Self::Rating => RATING,
            Self::Notes => NOTES,
            Self::MoreNotes => MORE_NOTES,
            Self::Evidence => EVIDENCE,
        };
        format!("{slot}.{last}")
    }

    /// What a screen reader says for the field of a slot.
    pub fn title(self, slot: &str) -> String {
        let number = slot.rsplit('.').next().unwrap_or(slot);
        let what = match self {
            Self::Rating => "rating",
            Self::Notes => "notes",
            Self::MoreNotes => "more notes",
            Self::Evidence => "the words that decided the rating",
        };
        format!("Question {number}, {what}")
    }
}
