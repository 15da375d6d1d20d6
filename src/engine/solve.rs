//! From a problem to its answer.

use super::matching::NEVER;
use super::problem::{Open, Outcome, Problem, Solution};
use super::search::Search;
use super::seats::seats;

/// Nodes for a first look without prices.
const DIVE: u64 = 500;

/// The cheapest choice. Among choices of the same items the one is taken whose first seat has the
/// cheapest item, then the second, and so on.
///
/// The Lagrangian bound L (see `pricing`) is usually close to the least cost, so the search looks
/// for a choice below L + d first, and widens d while there is none: the first level that has one has the
/// cheapest. `nodes` limits the search, with as many again to find any choice at all and to seat it.
pub fn solve(problem: &Problem, nodes: u64) -> Outcome {
    let mut search = Search::new(problem, seats(problem, &[]), NEVER, nodes);
    let bound = search.bound();
    if bound >= NEVER {
        return Outcome::Infeasible;
    }
    let places = search.seats().len().max(1) as i64;
    let mut gap = (bound.abs() / places / 4).max(1);
    let mut found = None;
    while found.is_none() && search.nodes > 0 {
        let limit = bound.saturating_add(gap).min(NEVER);
        found = search.below(limit);
        if limit == NEVER {
            break;
        }
        gap = gap.saturating_mul(2).min(NEVER);
    }
    let proven = search.nodes > 0;
    if !proven && found.is_none() {
        // Prices lead to a good choice soon, if not to the best.
        search.nodes = nodes / 8;
        found = search.below(NEVER);
    }
    match found {
        Some((_, items)) => {
            let solution = arrange(problem, &search, &items, nodes);
            if proven { Outcome::Optimal(solution) } else { Outcome::Unproven(solution) }
        }
        None if proven => Outcome::Infeasible,
        None => any(problem, nodes),
    }
}

/// Any choice at all, when the search for the cheapest has none to show.
fn any(problem: &Problem, nodes: u64) -> Outcome {
    let mut free = problem.clone();
    free.items.iter_mut().for_each(|item| item.cost = 0);
    let mut search = Search::new(&free, seats(&free, &[]), 0, nodes);
    let found = if search.bound() > 0 { None } else { search.below(1) };
    match found {
        Some((_, items)) => Outcome::Unproven(arrange(problem, &search, &items, nodes)),
        None if search.nodes > 0 => Outcome::Infeasible,
        None => Outcome::GaveUp,
    }
}

/// Whether any choice keeps the rules, with an item for each of the `open` seats besides; nothing
/// when `nodes` did not suffice to tell. More items, minutes or kinds never turn yes into no.
///
/// Most answers are a few steps away, so the search goes without prices first: they take time to find.
pub fn feasible(problem: &Problem, open: &[Open], nodes: u64) -> Option<bool> {
    let mut free = problem.clone();
    free.items.iter_mut().for_each(|item| item.cost = 0);
    for (good_enough, nodes) in [(-1, nodes.min(DIVE)), (0, nodes)] {
        let mut search = Search::new(&free, seats(&free, open), good_enough, nodes);
        if search.bound() > 0 {
            return Some(false);
        }
        match search.below(1) {
            Some(_) => return Some(true),
            None if search.nodes > 0 => return Some(false),
            None => {}
        }
    }
    None
}

/// Seats the chosen items in the order that [`solve`] promises.
fn arrange(problem: &Problem, search: &Search<'_>, items: &[u32], nodes: u64) -> Solution {
    let mut rounds: Vec<Vec<u32>> = problem.rounds.iter().map(|r| vec![0; r.seats.len()]).collect();
    for (seat, item) in search.seats().iter().zip(items) {
        rounds[seat.round][seat.position] = *item;
    }
    let mut sorted = items.to_vec();
    sorted.sort_unstable_by_key(|n| (problem.items[*n as usize].cost, *n));
    let seats =
        problem.rounds.iter().enumerate().flat_map(|(r, rule)| rule.seats.iter().map(move |c| (r, *c)));
    let mut arrange = Arrange {
        problem,
        seats: seats.collect(),
        items: &sorted,
        taken: vec![false; sorted.len()],
        left: problem.rounds.iter().map(|r| r.minutes).collect(),
        order: Vec::new(),
        nodes,
    };
    if arrange.seat(0) {
        let mut order = arrange.order.into_iter();
        rounds.iter_mut().flatten().for_each(|item| *item = order.next().unwrap_or(*item));
    }
    let cost = items.iter().map(|n| problem.items[*n as usize].cost).sum();
    Solution { cost, rounds }
}

struct Arrange<'a> {
    problem: &'a Problem,
    seats: Vec<(usize, u32)>,
    items: &'a [u32],
    taken: Vec<bool>,
    left: Vec<u32>,
    order: Vec<u32>,
    nodes: u64,
}

impl Arrange<'_> {
    fn seat(&mut self, n: usize) -> bool {
        let Some(&(round, cell)) = self.seats.get(n) else { return true };
        for k in 0..self.items.len() {
            let item = &self.problem.items[self.items[k] as usize];
            let minutes = item.minutes;
            let admitted = item.cell == cell && self.problem.rounds[round].kinds & (1 << item.kind) != 0;
            if self.taken[k] || !admitted || minutes > self.left[round] || self.nodes == 0 {
                continue;
            }
            self.nodes -= 1;
            self.taken[k] = true;
            self.left[round] -= minutes;
            self.order.push(self.items[k]);
            if self.seat(n + 1) {
                return true;
            }
            self.order.pop();
            self.left[round] += minutes;
            self.taken[k] = false;
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Item, RoundRule, violations};

    fn item(cell: u32, minutes: u32, cost: u64) -> Item {
        Item { cell, kind: 0, minutes, family: None, cost }
    }

    fn round(minutes: u32, seats: &[u32]) -> RoundRule {
        RoundRule { minutes, kinds: 1, seats: seats.to_vec() }
    }

    #[test]
    fn two_rounds_share_a_cell_without_sharing_an_item() {
        let items = vec![item(0, 5, 1), item(0, 5, 9), item(0, 9, 2)];
        let problem = Problem { items, enemies: vec![], rounds: vec![round(5, &[0]), round(9, &[0])] };
        let Outcome::Optimal(solution) = solve(&problem, 1000) else { panic!("feasible") };
        assert_eq!((solution.cost, violations(&problem, &solution)), (3, vec![]));
    }

    #[test]
    fn minutes_can_make_the_cheapest_item_wrong() {
        let items = vec![item(0, 9, 1), item(0, 4, 5), item(1, 6, 1)];
        let problem = Problem { items, enemies: vec![], rounds: vec![round(10, &[1, 0])] };
        let Outcome::Optimal(solution) = solve(&problem, 1000) else { panic!("feasible") };
        assert_eq!(solution.rounds, [[2, 1]]);
    }

    #[test]
    fn enemies_and_families_can_make_it_infeasible() {
        let mut items = vec![item(0, 1, 1), item(1, 1, 1)];
        let rounds = vec![round(10, &[0, 1])];
        let enemies = vec![(0, 1)];
        let problem = Problem { items: items.clone(), enemies, rounds: rounds.clone() };
        assert_eq!(solve(&problem, 1000), Outcome::Infeasible);
        items.iter_mut().for_each(|i| i.family = Some(0));
        assert_eq!(solve(&Problem { items, enemies: vec![], rounds }, 1000), Outcome::Infeasible);
    }
}
