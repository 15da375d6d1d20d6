//! What a rule reports: where, what, and what to do about it.

use std::ops::Range;

use crate::model::LintLevel;

/// A finding of a rule, before its place in the file is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The path of the value in the record, such as `owns[2]` or `probes[0].ask`. Empty for the record itself.
    pub route: String,
    /// The bytes of the value that are wrong; `None` for all of it.
    pub part: Option<Range<usize>>,
    /// One line, no full stop.
    pub message: String,
    /// The text to show at the place; may be empty.
    pub label: String,
    /// What to do next, one imperative sentence each.
    pub help: Vec<String>,
    /// What `check --fix` writes instead of the part.
    pub fix: Option<String>,
    /// Its level if no file and no option sets one; `None` for the level of its rule.
    pub level: Option<LintLevel>,
    /// True if a broad list of phrases found it: it gives way to a finding of a pattern about the same words.
    pub is_broad: bool,
}

impl Finding {
    /// A finding about the value at `route`.
    pub fn new(route: impl Into<String>, message: impl Into<String>) -> Finding {
        Finding {
            route: route.into(),
            part: None,
            message: message.into(),
            label: String::new(),
            help: Vec::new(),
            fix: None,
            level: None,
            is_broad: false,
        }
    }

    /// Narrows the finding to some bytes of the value.
    #[must_use]
    pub fn part(mut self, bytes: Range<usize>) -> Finding {
        self.part = Some(bytes);
        self
    }

    /// The text to show at the place.
    #[must_use]
    pub fn label(mut self, text: impl Into<String>) -> Finding {
        self.label = text.into();
        self
    }

    /// Adds a line on what to do.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Finding {
        self.help.push(text.into());
        self
    }

    /// Its level if no file and no option sets one.
    #[must_use]
    pub fn level(mut self, level: LintLevel) -> Finding {
        self.level = Some(level);
        self
    }

    /// What `check --fix` writes instead of the part. Only for changes that keep the meaning.
    #[must_use]
    pub fn fix(mut self, text: impl Into<String>) -> Finding {
        self.fix = Some(text.into());
        self
    }
}

/// Receives the findings of rules.
pub type Findings = Vec<Finding>;
