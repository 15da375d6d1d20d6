//! `coding-required`: a must-have that demands coding.

use crate::lint::role::{coding, is_of_code, must_haves};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("coding-required", include_str!("coding_required.md"), Group::Role, Check::Role(check));

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
