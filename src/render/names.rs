//! Names of people in the Markdown of a PDF.
//!
//! The PDF is made from Markdown, and only the names of people may use fonts of the system. So a name that needs
//! them is put between two marks in this Markdown.

use std::collections::BTreeSet;

use super::escape;
use super::name_marks::{BEGIN, END};
use super::pdf::FontSet;

/// How names are put into the fields of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Names {
    /// As they are.
    Plain,
    /// Between marks, if the built-in fonts lack one of their letters.
    Marked,
}

impl Names {
    /// A name as a field of a template.
    pub(super) fn field(self, name: &str) -> String {
        match self == Names::Marked && is_foreign(name) {
            true => marked(name),
            false => name.to_owned(),
        }
    }

    /// Several names as fields of a template.
    pub(super) fn fields(self, names: &[String]) -> Vec<String> {
        names.iter().map(|name| self.field(name)).collect()
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
