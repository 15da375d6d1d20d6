//! `must-have-last-round-only`: a must-have that only the last round observes.

use crate::lint::kit::{Seen, seen};
use crate::lint::{Check, Finding, Findings, Group, OfKit, Rule};

pub(super) static RULE: Rule =
    Rule::new("must-have-last-round-only", include_str!("must_have_last_round_only.md"), Group::Kit, Check::Kit(check));

fn check(of: &OfKit<'_>, found: &mut Findings) {
    let [_, .., last] = &of.kit.rounds[..] else { return };
    for Seen { must, route, slots, .. } in seen(of) {
        if slots.is_empty() || slots.iter().any(|(round, _)| round.id != last.id) {
            continue;
        }
        let finding = Finding::new(route, format!("only the last round observes the must-have `{}`", must.id))
            .label(format!("seen in `{}` alone", last.id))
            .help(format!("list `{}` in an earlier round, or put round `{}` first", must.competency, last.id));
        found.push(finding);
    }
}
