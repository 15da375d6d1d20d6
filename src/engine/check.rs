//! An independent checker: it shares no code with the search, and every answer must pass it.

use std::collections::BTreeSet;

use super::problem::{Problem, Solution};

/// Every rule that the solution breaks, in words for a developer; empty when it is right.
pub fn violations(problem: &Problem, solution: &Solution) -> Vec<String> {
    let mut broken = Vec::new();
    if solution.rounds.len() != problem.rounds.len() {
        return vec!["number of rounds".to_owned()];
    }
    let mut cost = 0;
    for (r, (rule, chosen)) in problem.rounds.iter().zip(&solution.rounds).enumerate() {
        if rule.seats.len() != chosen.len() {
            broken.push(format!("round {r}: {} seats, {} items", rule.seats.len(), chosen.len()));
        }
        let mut minutes = 0;
        for (cell, item) in rule.seats.iter().zip(chosen) {
            let item = &problem.items[*item as usize];
            minutes += item.minutes;
            cost += item.cost;
            if item.cell != *cell {
                broken.push(format!("round {r}: cell {} in a seat for {cell}", item.cell));
            }
            if rule.kinds & (1 << item.kind) == 0 {
                broken.push(format!("round {r}: kind {} is not admitted", item.kind));
            }
        }
        if minutes > rule.minutes {
            broken.push(format!("round {r}: {minutes} of {} minutes", rule.minutes));
        }
    }
    let all: Vec<u32> = solution.rounds.iter().flatten().copied().collect();
    let distinct: BTreeSet<u32> = all.iter().copied().collect();
    if distinct.len() != all.len() {
        broken.push("an item is chosen twice".to_owned());
    }
    let families: Vec<u32> = all.iter().filter_map(|i| problem.items[*i as usize].family).collect();
    if families.iter().collect::<BTreeSet<_>>().len() != families.len() {
        broken.push("two items of a family".to_owned());
    }
    for (a, b) in &problem.enemies {
        if distinct.contains(a) && distinct.contains(b) {
            broken.push(format!("enemies {a} and {b}"));
        }
    }
    if cost != solution.cost {
        broken.push(format!("cost {cost}, said {}", solution.cost));
    }
    broken
}
