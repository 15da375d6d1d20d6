//! `vague-technical`: a must-have that asks for technical strength and names nothing to decide, read or make.

use crate::lint::role::{must_haves, vague};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("vague-technical", include_str!("vague_technical.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    for (route, must) in must_haves(of.role) {
        if let Some(part) = vague(&must.text) {
            let message =
                format!("`{}` does not say how technical the person must be", &must.text[part.clone()]);
            found.push(
                Finding::new(route, message)
                    .part(part)
                    .label("names nothing to decide, read or make")
                    .help("say what the person decides, reads or makes, as in `Decides what counts as a breaking change in a public API`"),
            );
        }
    }
}
