//! `coding-required`: a must-have that demands coding.

use crate::diag::{Code, Severity};
use crate::lint::role::{coding, is_of_code, must_haves};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code {
        id: "coding-required",
        severity: Severity::Warning,
        text: include_str!("coding_required.md"),
    },
    group: Group::Role,
    level: LintLevel::Warn,
    check: Check::Role(check),
};

fn check(of: &OfRole<'_>, found: &mut Findings) {
    if is_of_code(of) {
        return;
    }
    for (route, must) in must_haves(of.role) {
        if let Some(part) = coding(&must.text) {
            let message = format!("a product manager need not write code: `{}`", &must.text[part.clone()]);
            found.push(
                Finding::new(route, message)
                    .part(part)
                    .label("demands coding")
                    .help("ask for what the job needs, as in `Reads a pull request and asks what a caller would notice`")
                    .help("if the person will write production code, allow the lint with that reason"),
            );
        }
    }
}
