//! Rules that check a bank, a role spec together with its bank, or a role spec with its kit. They report and change nothing.
//!
//! A rule consists of a file in `rules/`, a line in [`RULES`], a code in `diag::codes` and the text of the
//! code.

mod anchors;
mod rules;
mod similar;
mod untouched;

pub use anchors::report_shared_anchors;
pub use similar::{Alike, Pair, SIMILAR, duplicates};
pub use untouched::{report_untouched, untouched};

use crate::diag::{Code, Sink};
use crate::model::{Bank, RoleSpec};

/// A rule.
pub struct Rule {
    /// The finding that it reports.
    pub code: &'static Code,
    /// Checks the role spec and the bank, and reports findings.
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
