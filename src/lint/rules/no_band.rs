//! `no-band`: a role spec without a pay band.

use crate::diag::{Code, Severity};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "no-band", severity: Severity::Warning, text: include_str!("no_band.md") },
    group: Group::Role,
    level: LintLevel::Warn,
    check: Check::Role(check),
};

fn check(of: &OfRole<'_>, found: &mut Findings) {
    if of.role.compensation.is_none() {
        let finding = Finding::new("compensation", "the role spec has no pay band");
        found.push(
            finding
                .label("`compensation` is missing")
                .help("add it, as in `compensation: { kind: base, currency: USD, range: [180000, 235000] }`"),
        );
    }
}
