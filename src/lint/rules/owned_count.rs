//! `owned-count`: fewer than five or more than six items of `owns`.

use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};
use crate::text::count;

pub(super) static RULE: Rule =
    Rule::new("owned-count", include_str!("owned_count.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let items = of.role.owns.len();
    if items > 0 && !(5..=6).contains(&items) {
        let advice = if items < 5 {
            "add what the person owns in the first 90 days"
        } else {
            "keep the five or six that matter in the first 90 days"
        };
        found.push(
            Finding::new("owns", format!("`owns` has {}", count(items, "item")))
                .label("five or six")
                .help(format!("{advice}, each with something real in it: a system, a project, a date")),
        );
    }
}
