//! `mission-first`: a summary that begins with the company instead of the work.

use crate::lint::role::mission_first;
use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("mission-first", include_str!("mission_first.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let Some(summary) = &of.role.summary else { return };
    if let Some(part) = mission_first(of.role, summary) {
        found.push(
            Finding::new("summary", "the summary begins with the company, not with the work")
                .part(part)
                .label("names nothing that the person works on")
                .help("begin with what the person owns, as in `Owns the Payments API and the webhooks that 400 marketplaces read`")
                .help("say after that with whom they work, to whom they report, and where"),
        );
    }
}
