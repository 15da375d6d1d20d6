//! `slash-title`: a slash between two job titles or levels.

use crate::diag::{Code, Severity};
use crate::lint::{Check, Findings, Group, Rule, Said};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "slash-title", severity: Severity::Warning, text: include_str!("slash_title.md") },
    group: Group::Role,
    level: LintLevel::Warn,
    check: Check::Text(check),
};

fn check(_said: &Said<'_>, _found: &mut Findings) {}
