//! `long-loop`: a loop of more than five rounds or more than 300 minutes.

use crate::lint::{Check, Finding, Findings, Group, OfRole, Rule};

pub(super) static RULE: Rule =
    Rule::new("long-loop", include_str!("long_loop.md"), Group::Role, Check::Role(check));

fn check(of: &OfRole<'_>, found: &mut Findings) {
    let rounds = &of.role.plan.rounds;
    let minutes: u32 = rounds.iter().map(|round| round.minutes).sum();
    if rounds.len() > 5 || minutes > 300 {
        let message = format!("the loop has {} rounds and takes {minutes} minutes", rounds.len());
        found.push(
            Finding::new("loop", message)
                .label("at most 5 rounds and 300 minutes")
                .help("join rounds that observe the same competencies, or shorten them")
                .help("take the bank's shorter loop; `panelkit bank list` names the loops"),
        );
    }
}
