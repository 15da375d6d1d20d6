//! `degree-required`: a must-have that demands a degree.

use crate::lint::role::{degree, must_haves};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("degree-required", include_str!("degree_required.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    for (route, must) in must_haves(of.role) {
        if let Some(part) = degree(&must.text) {
            let message = format!("a degree is demanded: `{}`", &must.text[part.clone()]);
            found.push(
                Finding::new(route, message)
                    .part(part)
                    .label("shuts out people who learnt the work in other ways")
                    .help("ask for what the person has done, as in `Has owned an API contract through a change of version`")
                    .help("if a law or a client demands the degree, allow the lint with that reason"),
            );
        }
    }
}
