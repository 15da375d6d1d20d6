//! `no-band`: a role spec without a pay band.

use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("no-band", include_str!("no_band.md"), Group::Role, Check::Role(check));

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
