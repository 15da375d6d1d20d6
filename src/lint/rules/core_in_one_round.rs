//! `core-in-one-round`: all questions that every candidate gets are in one round.

use crate::lint::{Check, Finding, Findings, Group, OfKit, Rule};

pub(super) static RULE: Rule =
    Rule::new("core-in-one-round", include_str!("core_in_one_round.md"), Group::Kit, Check::Kit(check));

fn check(of: &OfKit<'_>, found: &mut Findings) {
    let core = |round: &&crate::model::KitRound| round.slots.iter().any(|slot| slot.core);
    let rounds: Vec<_> = of.kit.rounds.iter().filter(core).collect();
    let [only] = rounds[..] else { return };
    let count = only.slots.iter().filter(|slot| slot.core).count();
    let others = of.kit.rounds.iter().filter(|round| round.id != only.id && !round.slots.is_empty()).count();
    if count < 2 || others == 0 {
        return;
    }
    let message = format!("all {count} core questions are in round `{}`", only.id);
    let finding = Finding::new("core", message)
        .label("candidates can be compared on one interview alone")
        .help("pin a question in another round, or raise `core`");
    found.push(finding);
}
