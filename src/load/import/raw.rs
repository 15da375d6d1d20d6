//! Questions as a source has them, before they are compared with a bank.

use super::keys::Key;
use super::points::Point;
use crate::model::ImportRead;

/// A text of a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) key: Key,
    /// The point of the scale, if it is an anchor.
    pub(super) point: Option<Point>,
    pub(super) text: String,
    /// The column or heading that it comes from; empty if there is none.
    pub(super) from: String,
}

impl Part {
    pub(super) fn new(key: Key, text: impl Into<String>, from: impl Into<String>) -> Part {
        Part { key, point: None, text: text.into(), from: from.into() }
    }
}

/// A question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Raw {
    /// Line or row, from 1.
    pub(super) line: usize,
    /// Index of its sheet.
    pub(super) sheet: usize,
    /// Its texts, in the order of the source.
    pub(super) parts: Vec<Part>,
}

impl Raw {
    /// The first text of a key.
    pub(super) fn first(&self, key: Key) -> Option<&str> {
        self.parts.iter().find(|p| p.key == key).map(|p| p.text.as_str())
    }
}

/// Everything that a source has.
#[derive(Debug, Default)]
pub(super) struct Reading {
    pub(super) raws: Vec<Raw>,
    pub(super) read: ImportRead,
}
