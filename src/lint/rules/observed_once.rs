//! `observed-once`: a must-have that only one question observes, although another round could.

use crate::diag::{Code, Severity};
use crate::lint::kit::{Seen, seen};
use crate::lint::{Check, Finding, Findings, Group, OfKit, Rule};
use crate::model::LintLevel;

pub(super) static RULE: Rule = Rule {
    code: Code { id: "observed-once", severity: Severity::Warning, text: include_str!("observed_once.md") },
    group: Group::Kit,
    level: LintLevel::Warn,
    check: Check::Kit(check),
};

fn check(of: &OfKit<'_>, found: &mut Findings) {
    let rounds = &of.role.plan.rounds;
    for Seen { must, route, slots, .. } in seen(of) {
        let [(at, slot)] = slots[..] else { continue };
        let other = rounds.iter().find(|it| it.id.as_str() != at.id && it.competencies.contains(&must.competency));
        let Some(other) = other else { continue };
        // `must-have-last-round-only` reports the narrower fault.
        if of.kit.rounds.last().is_some_and(|last| last.id == at.id) {
            continue;
        }
        let finding = Finding::new(route, format!("only one question observes the must-have `{}`", must.id))
            .label(format!("`{}` in round `{}`", slot.question.id, at.id))
            .help(format!("leave room for a question on `{}` in round `{}`, which may ask about it", must.competency, other.id));
        found.push(finding);
    }
}
