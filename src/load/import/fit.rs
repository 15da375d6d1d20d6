//! Checks complete drafts as the bank will: their text is read as a question file, so that an accepted question never makes
//! the bank invalid.

use super::draft::Draft;
use super::text;
use crate::diag::Sink;
use crate::load::shapes::QUESTIONS;
use crate::text::Source;
use crate::yaml::{Shape, conform, parse};

/// The most questions in one file.
const MOST: usize = 20_000;

/// Adds to the drafts that seem complete what the shape of a question file does not allow: texts and lists that are too
/// long, and more questions than one file may have.
pub(super) fn check(drafts: &mut [Draft], scores: &[u8]) {
    let mut complete = 0;
    for draft in drafts.iter_mut().filter(|draft| draft.is_complete()) {
        complete += 1;
        let source = Source::new("question", text::file(&[], &[draft], &[], true, scores));
        let mut sink = Sink::new();
        if let Ok(root) = parse(&source, &mut sink) {
            conform(&root, &Shape::Record(&QUESTIONS), &source, &mut sink);
        }
        let found = sink
            .sorted()
            .into_iter()
            .map(|finding| format!("a form that a bank can have ({})", finding.message));
        draft.missing = found.collect();
        if draft.is_complete() && complete > MOST {
            draft.missing.push(format!("a file of its own (a file has at most {MOST} questions)"));
        }
    }
}
