//! `no-bonus`: a base band without the target bonus.

use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};
use crate::model::CompensationKind;

pub(super) static RULE: Rule =
    Rule::new("no-bonus", include_str!("no_bonus.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let pay = of.role.compensation.as_ref();
    if pay.is_some_and(|pay| pay.kind == CompensationKind::Base && pay.bonus_percent.is_none()) {
        found.push(
            Finding::new("compensation", "the pay band is base and says nothing about a bonus")
                .label("`bonus_percent` is missing")
                .help("add the target, as in `bonus_percent: [15, 20]`, or `bonus_percent: [0, 0]` if there is none"),
        );
    }
}
