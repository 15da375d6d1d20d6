//! `generic-base`: duties that fit any product, with the product's own surface (such as "and APIs") only
//! added at the end.

use crate::lint::role::{Duty, duties};
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("generic-base", include_str!("generic_base.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let duties = duties(of.role);
    if duties.is_generic_base {
        let generic = duties.each.iter().filter(|duty| **duty != Duty::Own).count();
        found.push(
            Finding::new("owns", "these are the duties of any product manager, with the surface added at the end")
                .label(format!("{generic} of {} items name nothing of this product", duties.each.len()))
                .help("begin with the surface: what its contract is, who calls it, what ends, what will not be built")
                .help("write five or six items that would be wrong in another team's role spec"),
        );
    }
}
