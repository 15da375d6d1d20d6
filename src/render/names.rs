//! Names of people in the Markdown of a PDF.
//!
//! The PDF is made from Markdown, and only the names of people may use fonts of the system. So a name that needs
//! them is put between two marks in this Markdown.

use std::collections::BTreeSet;

use super::escape;
use super::name_marks::{BEGIN, END};
use super::pdf::FontSet;
use crate::model::{CandidateFile, Kit};

/// A copy of a kit with the names of its people between marks, where they need them.
pub(super) fn marked_kit(kit: &Kit) -> Kit {
    let mut kit = kit.clone();
    kit.rounds.iter_mut().flat_map(|round| &mut round.interviewers).for_each(mark);
    kit.role.hiring_manager.iter_mut().chain(&mut kit.role.recruiter).for_each(mark);
    kit
}

/// A copy of what is known about a candidate with the name between marks, if it needs them.
pub(super) fn marked_person(person: &CandidateFile) -> CandidateFile {
    let mut person = person.clone();
    person.name.iter_mut().for_each(mark);
    person
}

fn mark(name: &mut String) {
    if is_foreign(name) {
        *name = marked(name);
    }
}

/// Whether the built-in fonts lack a letter of a name.
pub(super) fn is_foreign(name: &str) -> bool {
    !name.is_ascii() && !FontSet::built_in().lacking(name).is_empty()
}

/// Whether a text has one of the marks.
pub(super) fn has_marks(text: &str) -> bool {
    text.contains([BEGIN, END])
}

/// A text without marks.
pub(super) fn unmarked(text: &str) -> String {
    text.replace([BEGIN, END], "")
}

/// Whether Markdown prints this name between marks.
pub(super) fn prints(markdown: &str, name: &str) -> bool {
    let name = marked(name);
    markdown.contains(&escape::markdown(&name)) || markdown.contains(&name)
}

/// The marked names in Markdown, each once, in their order.
pub(super) fn marked_in(markdown: &str) -> Vec<&str> {
    let mut seen = BTreeSet::new();
    let names = markdown.split(BEGIN).skip(1).filter_map(|rest| rest.split(END).next());
    names.filter(|name| seen.insert(*name)).collect()
}

fn marked(name: &str) -> String {
    format!("{BEGIN}{name}{END}")
}
