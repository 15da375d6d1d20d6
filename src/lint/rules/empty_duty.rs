//! `empty-duty`: a duty that is as true of any other product.

use crate::lint::role::{Duty, duties};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("empty-duty", include_str!("empty_duty.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let duties = duties(of.role);
    if duties.is_generic_base {
        return;
    }
    for (n, _) in duties.each.iter().enumerate().filter(|(_, duty)| **duty == Duty::Any) {
        found.push(
            Finding::new(format!("owns[{n}]"), "this would be as true of any other product")
                .label("names no system, project or decision of this one")
                .help("name what is owned, as in `The end date of the v1 refunds endpoint, agreed with its twelve largest callers`")
                .help("or remove it"),
        );
    }
}
