//! Rules that look at a role spec and its bank together. They judge and change nothing.
//!
//! A rule is one file in `rules/`, a line in [`RULES`], a code in `diag::codes` and its text.

mod rules;
mod similar;

pub use similar::{Alike, Pair, SIMILAR, duplicates};

use crate::diag::{Code, Sink};
use crate::model::{Bank, RoleSpec};

/// A rule.
pub struct Rule {
    /// What it finds.
    pub code: &'static Code,
    /// Looks, and reports what it finds.
    pub check: fn(&RoleSpec, &Bank, &mut Sink),
}

/// All rules, in the order in which they run.
pub static RULES: &[Rule] = &[rules::unfilled_placeholder::RULE];

/// Runs every rule.
pub fn lint(role: &RoleSpec, bank: &Bank, sink: &mut Sink) {
    for rule in RULES {
        (rule.check)(role, bank, sink);
    }
}
