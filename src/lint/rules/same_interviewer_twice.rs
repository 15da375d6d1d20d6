//! `same-interviewer-twice`: one person interviews in two rounds.

use std::collections::BTreeMap;

use crate::lint::{Check, Finding, Findings, Group, OfKit, Rule};
use crate::text::quoted;

pub(super) static RULE: Rule =
    Rule::new("same-interviewer-twice", include_str!("same_interviewer_twice.md"), Group::Kit, Check::Kit(check));

fn check(of: &OfKit<'_>, found: &mut Findings) {
    // For each name, the rounds in their order, each with the seat.
    let mut seats: BTreeMap<String, Vec<(&str, usize)>> = BTreeMap::new();
    for round in &of.role.plan.rounds {
        let names = of.role.interviewers.get(&round.id).map_or(&[][..], |panel| &panel.names);
        for (n, name) in names.iter().enumerate() {
            let rounds = seats.entry(name.trim().to_lowercase()).or_default();
            if rounds.iter().all(|(id, _)| *id != round.id.as_str()) {
                rounds.push((round.id.as_str(), n));
            }
        }
    }
    for rounds in seats.values() {
        let [(first, _), (second, seat), ..] = rounds[..] else { continue };
        let shared = shared(of, first, second);
        if shared.is_empty() {
            continue;
        }
        let name = of.role.interviewers.iter().find(|(id, _)| id.as_str() == second).map(|(_, panel)| &panel.names[seat]);
        let message = format!(
            "{} interviews in `{first}` and in `{second}`, which both observe {}",
            name.map_or("one person", String::as_str),
            quoted(shared.iter().map(String::as_str), "and")
        );
        let finding = Finding::new(format!("interviewers.{second}[{seat}]"), message)
            .label("the second score is not independent of the first")
            .help("ask another person to take one of these rounds");
        found.push(finding);
    }
}

/// The ids of the must-haves that both rounds observe and no third round.
fn shared(of: &OfKit<'_>, first: &str, second: &str) -> Vec<String> {
    let observes = |round: &str, must: &str| {
        let mut rounds = of.kit.rounds.iter().filter(|it| it.id == round);
        rounds.any(|it| it.slots.iter().any(|slot| slot.serves.iter().any(|id| id == must)))
    };
    let alone = |must: &str| {
        let all = of.kit.rounds.iter().filter(|it| observes(&it.id, must)).count();
        observes(first, must) && observes(second, must) && all == 2
    };
    of.kit.role.must_haves.iter().map(|must| must.id.clone()).filter(|id| alone(id)).collect()
}
