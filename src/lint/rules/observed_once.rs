//! `observed-once`: a must-have that only one question observes, although another round could.

use crate::lint::kit::{Seen, seen};
use crate::lint::{Check, Finding, Findings, Group, OfKit, Rule};
use crate::model::{KitRound, MustHave, Status};

pub(super) static RULE: Rule =
    Rule::new("observed-once", include_str!("observed_once.md"), Group::Kit, Check::Kit(check));

/// Slots that a must-have has if one of them can be given up.
const SPARE: usize = 3;

fn check(of: &OfKit<'_>, found: &mut Findings) {
    let all = seen(of);
    for Seen { must, route, slots, .. } in &all {
        let [(at, slot)] = slots[..] else { continue };
        // `must-have-last-round-only` reports the narrower fault.
        if of.kit.rounds.last().is_some_and(|last| last.id == at.id) {
            continue;
        }
        let others = of.kit.rounds.iter().filter(|round| round.id != at.id);
        let Some(other) = others.clone().find(|round| could_observe(of, round, must, &all)) else { continue };
        let finding = Finding::new(route, format!("only one question observes the must-have `{}`", must.id))
            .label(format!("`{}` in round `{}`", slot.question.id, at.id))
            .help(format!("list `{}` in round `{}`, which has room for it", must.competency, other.id));
        found.push(finding);
    }
}

/// True if a round lists the competency, has a slot that can be given up, or has enough minutes left.
fn could_observe(of: &OfKit<'_>, round: &KitRound, must: &MustHave, all: &[Seen<'_>]) -> bool {
    let Some(rule) = of.role.plan.rounds.iter().find(|it| it.id.as_str() == round.id) else { return false };
    let is_spare = |id: &String| {
        let seen = all.iter().find(|it| it.id == *id);
        seen.is_some_and(|it| it.slots.len() >= SPARE)
    };
    let has_spare = round.slots.iter().any(|slot| slot.chosen.is_none() && slot.serves.iter().all(is_spare));
    let depth = of.role.depth_of(&must.competency, |depth| of.bank.depth_rank(depth));
    let fits = of.bank.questions.iter().filter(|q| {
        q.status == Status::Active
            && q.competency == must.competency
            && q.depth == depth
            && (rule.types.is_empty() || rule.types.contains(&q.kind))
    });
    let Some(least) = fits.map(|q| q.minutes).min() else { return false };
    let left: u32 = round.schedule.iter().filter(|row| row.kind == "buffer").map(|row| row.minutes).sum();
    let is_full = rule.questions.is_some_and(|count| round.slots.len() >= count as usize);
    rule.competencies.contains(&must.competency) || has_spare || left >= least && !is_full
}
