//! `single-figure`: a pay band that is one figure.

use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("single-figure", include_str!("single_figure.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let Some(pay) = &of.role.compensation else { return };
    let (low, high) = (u64::from(pay.range.0), u64::from(pay.range.1));
    if high >= low && (high - low) * 100 < low * 2 {
        let finding = Finding::new("compensation.range", "the pay band is a single figure");
        found.push(
            finding.label("the ends differ by less than 2 %").help(
                "give the lowest and the highest pay that are budgeted, as in `range: [180000, 235000]`",
            ),
        );
    }
}
