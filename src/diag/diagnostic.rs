//! One finding: message, places, help.

use super::codes::{Code, Severity};
use crate::text::Place;

/// A place with the text to show there.
#[derive(Clone, Debug)]
pub struct Label {
    /// Where.
    pub place: Place,
    /// The text to show there; may be empty.
    pub text: String,
}

/// A change that removes a finding and keeps the meaning.
#[derive(Clone, Debug)]
pub struct Fix {
    /// The text to replace.
    pub place: Place,
    /// The new text.
    pub text: String,
}

/// A finding that the user can act on.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The kind of finding; `explain` describes it.
    pub code: &'static Code,
    /// Its severity: the severity of its code, unless the role spec denies the warning.
    pub severity: Severity,
    /// Its severity if no file and no option sets a level; `None` for that of its lint.
    pub by_default: Option<Severity>,
    /// One line, no full stop.
    pub message: String,
    /// The smallest place that is wrong; `None` if the finding is about the whole file.
    pub primary: Option<Label>,
    /// Other places that explain the finding. The first is the record that contains the wrong value.
    pub context: Vec<Label>,
    /// The file, if there is no place in it.
    pub file: Option<String>,
    /// What to do next, one imperative sentence each.
    pub help: Vec<String>,
    /// What `check --fix` does about it; `None` if a person must decide.
    pub fix: Option<Fix>,
}

impl Diagnostic {
    /// A finding of kind `code` with the message `message`.
    pub fn new(code: &'static Code, message: impl Into<String>) -> Diagnostic {
        let message = message.into();
        Diagnostic {
            code,
            severity: code.severity,
            by_default: None,
            message,
            primary: None,
            context: Vec::new(),
            file: None,
            help: Vec::new(),
            fix: None,
        }
    }

    /// Points at the smallest wrong place.
    #[must_use]
    pub fn at(mut self, place: &Place, text: impl Into<String>) -> Diagnostic {
        self.primary = Some(Label { place: place.clone(), text: text.into() });
        self
    }

    /// Names the file, if there is no place in it to point at.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Diagnostic {
        self.file = Some(file.into());
        self
    }

    /// Adds a place that explains the first one.
    #[must_use]
    pub fn context(mut self, place: &Place, text: impl Into<String>) -> Diagnostic {
        self.context.push(Label { place: place.clone(), text: text.into() });
        self
    }

    /// Adds a line on what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Diagnostic {
        self.help.push(text.into());
        self
    }

    /// Adds "did you mean" if a known name is near enough.
    #[must_use]
    pub fn did_you_mean(self, near: Option<&str>) -> Diagnostic {
        match near {
            Some(name) => self.help(crate::text::did_you_mean(name)),
            None => self,
        }
    }

    /// File and character offset. Findings are sorted by it.
    pub(super) fn order(&self) -> (String, u32) {
        match &self.primary {
            Some(label) => (label.place.source.name().to_owned(), label.place.span.start),
            None => (self.file.clone().unwrap_or_default(), 0),
        }
    }
}
