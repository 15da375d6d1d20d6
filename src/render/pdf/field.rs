//! A field of a form, as it is laid out: its full name, its kind and what a screen reader says for it.
//!
//! `acroform` makes the PDF objects of the fields.

use std::rc::Rc;

use super::shape::Word;

/// A field, or one of the buttons of a choice.
#[derive(Debug)]
pub(super) struct Field {
    /// The full name, with dots between its parts.
    pub(super) name: String,
    /// What a screen reader says.
    pub(super) title: String,
    pub(super) kind: Kind,
}

/// The kind of a field.
#[derive(Debug)]
pub(super) enum Kind {
    /// A button of a choice.
    Button {
        /// The value of the field if this button is chosen.
        state: String,
        /// What a screen reader says for the whole choice.
        group: String,
        /// Whether it is chosen.
        on: bool,
    },
    /// A check box; its value is `yes`.
    Check {
        /// Whether it is ticked.
        on: bool,
    },
    /// A text of several lines.
    Text,
    /// A text that cannot be changed.
    Fixed {
        /// The text.
        value: String,
        /// The same, shaped: words with their distance from the left edge.
        words: Vec<(f32, Rc<Word>)>,
        /// The size of the type.
        size: f32,
        /// The distance of the baseline from the top.
        baseline: f32,
    },
}
