//! `uneven-load`: one interviewer with far more minutes than the others.

use std::collections::BTreeMap;

use crate::lint::{Check, Finding, Findings, Group, OfKit, Rule};

pub(super) static RULE: Rule =
    Rule::new("uneven-load", include_str!("uneven_load.md"), Group::Kit, Check::Kit(check));

/// Minutes of one interviewer for 10 minutes of the average of the others.
const SHARE: u32 = 25;
/// Minutes that one interviewer has more than the next.
const MORE: u32 = 60;

fn check(of: &OfKit<'_>, found: &mut Findings) {
    // For each name, the minutes and the last round with the seat.
    let mut load: BTreeMap<String, (u32, String, &str)> = BTreeMap::new();
    for round in &of.role.plan.rounds {
        let names = of.role.interviewers.get(&round.id).map_or(&[][..], |panel| &panel.names);
        for (n, name) in names.iter().enumerate() {
            let route = format!("interviewers.{}[{n}]", round.id);
            let entry = load.entry(name.trim().to_lowercase()).or_insert((0, String::new(), name));
            (entry.0, entry.1) = (entry.0 + round.minutes, route);
        }
    }
    let mut loads: Vec<&(u32, String, &str)> = load.values().collect();
    loads.sort_by_key(|it| std::cmp::Reverse(it.0));
    let [(most, route, name), others @ ..] = &loads[..] else { return };
    let Some((next, ..)) = others.first() else { return };
    let total: u32 = others.iter().map(|it| it.0).sum();
    let count = u32::try_from(others.len()).unwrap_or(u32::MAX);
    if most * count * 10 >= SHARE * total && *most >= next + MORE {
        let average = total / count;
        let message = format!("{name} interviews for {most} minutes, the others for {average} on average");
        let finding = Finding::new(route, message)
            .label("holds far more of the loop than the others")
            .help("give one of these rounds to another person");
        found.push(finding);
    }
}
