//! Names of people in the Markdown of a PDF or of a page in HTML.
//!
//! Both are made from Markdown. In a PDF, only the names of people may use fonts of the system; in HTML, each name
//! has a direction of writing of its own. So names are put between two marks in this Markdown: in a PDF those that need
//! fonts of the system, in HTML all.

use std::collections::BTreeSet;

use super::escape;
use super::name_marks::{BEGIN, END};
use super::pdf::FontSet;
use crate::model::{CandidateFile, Kit};

/// A copy of a kit with those names of its people between marks that `which` chooses.
pub(super) fn marked_kit(kit: &Kit, which: fn(&str) -> bool) -> Kit {
    let mut kit = kit.clone();
    let names = kit.rounds.iter_mut().flat_map(|round| &mut round.interviewers);
    let names = names.chain(&mut kit.role.hiring_manager).chain(&mut kit.role.recruiter);
    names.for_each(|name| mark(name, which));
    kit
}

/// A copy of what is known about a candidate with the name between marks, if `which` chooses it.
pub(super) fn marked_person(person: &CandidateFile, which: fn(&str) -> bool) -> CandidateFile {
    let mut person = person.clone();
    person.name.iter_mut().for_each(|name| mark(name, which));
    person
}

fn mark(name: &mut String, which: fn(&str) -> bool) {
    if which(name) {
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
