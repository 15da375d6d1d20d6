//! Turns byte offsets of a table into lines and places.

use std::sync::Arc;

use super::table::Purpose;
use crate::diag::Diagnostic;
use crate::text::{Place, Source, Span};

/// Turns byte offsets into places. Callers must pass byte offsets in ascending order.
pub(super) struct Cursor<'s> {
    source: &'s Arc<Source>,
    byte: usize,
    character: usize,
    line: usize,
}

impl Cursor<'_> {
    /// A cursor at the beginning.
    pub(super) fn new(source: &Arc<Source>) -> Cursor<'_> {
        Cursor { source, byte: 0, character: 0, line: 1 }
    }

    /// The number of the first line from a byte on that is not empty, and the rest of this line.
    pub(super) fn line_from(&mut self, byte: usize) -> (usize, Place) {
        let text = self.source.text();
        let byte = byte.min(text.len());
        if byte > self.byte {
            let passed = text.get(self.byte..byte).unwrap_or_default();
            self.character += passed.chars().count();
            self.line += passed.matches('\n').count();
            self.byte = byte;
        }
        let rest = text.get(self.byte..).unwrap_or_default();
        let empty = rest.len() - rest.trim_start_matches(['\n', '\r']).len();
        let (skipped, rest) = rest.split_at(empty);
        let length = rest.chars().take_while(|c| !matches!(c, '\n' | '\r')).take(60).count();
        let start = (self.character + skipped.len()) as u32;
        let span = Span { start, end: start + length.max(1) as u32 };
        (self.line + skipped.matches('\n').count(), Place { source: self.source.clone(), span })
    }

    /// The finding for a row that is not CSV.
    pub(super) fn broken(&mut self, error: &csv::Error, purpose: &Purpose) -> Diagnostic {
        let byte = error.position().map_or(0, |p| p.byte() as usize);
        Diagnostic::new(purpose.code, format!("{} is not CSV", purpose.called))
            .at(&self.line_from(byte).1, "from here on")
            .help("check the quotation marks of this row: a quoted field ends with a quotation mark, and `\"\"` is a quotation mark inside the text")
    }
}
