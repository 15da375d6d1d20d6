//! Branch and bound over the seats.

use super::bounds::{self, NEVER, Seat};
use super::problem::{Outcome, Problem, Solution};

/// The cheapest choice, found by depth-first search over the seats with candidates in order of
/// cost. A branch is cut when the larger of the two bounds of `bounds` reaches the best cost
/// known; seats of a round that ask for one cell take items in rising order, so that no choice is
/// met twice. Land & Doig (1960) for the scheme; `nodes` limits the search.
pub fn solve(problem: &Problem, nodes: u64) -> Outcome {
    let seats = bounds::seats(problem);
    let supply = bounds::supply(problem);
    let mut demand = vec![0; supply.len()];
    for seat in &seats {
        demand[seat.cell as usize] += 1;
    }
    let mut foes: Vec<Vec<u32>> = vec![Vec::new(); problem.items.len()];
    for (a, b) in &problem.enemies {
        foes[*a as usize].push(*b);
        foes[*b as usize].push(*a);
    }
    let families = problem.items.iter().filter_map(|i| i.family).max().map_or(0, |f| f as usize + 1);
    let mut search = Search {
        problem,
        seats: &seats,
        supply,
        demand,
        foes,
        blocked: vec![0; problem.items.len()],
        family_used: vec![false; families],
        chosen: Vec::new(),
        ranks: Vec::new(),
        best: None,
        nodes,
    };
    let whole = problem.rounds.first().map_or(0, |r| r.minutes);
    search.descend(0, 0, whole);
    let finished = search.nodes > 0;
    match (search.best, finished) {
        (Some(best), true) => Outcome::Optimal(best),
        (Some(best), false) => Outcome::Unproven(best),
        (None, true) => Outcome::Infeasible,
        (None, false) => Outcome::GaveUp,
    }
}

struct Search<'a> {
    problem: &'a Problem,
    seats: &'a [Seat],
    supply: Vec<Vec<u32>>,
    /// Open seats by cell.
    demand: Vec<usize>,
    foes: Vec<Vec<u32>>,
    /// How many chosen items forbid this one, itself included.
    blocked: Vec<u32>,
    family_used: Vec<bool>,
    chosen: Vec<u32>,
    ranks: Vec<usize>,
    best: Option<Solution>,
    nodes: u64,
}

impl Search<'_> {
    fn limit(&self) -> u64 {
        self.best.as_ref().map_or(NEVER, |best| best.cost)
    }

    /// Fills seat `n` and the later ones; `cost` is spent, `left` minutes remain in the seat's round.
    fn descend(&mut self, n: usize, cost: u64, left: u32) {
        let Some(seat) = self.seats.get(n) else {
            self.keep(cost);
            return;
        };
        let left = self.minutes_left(n, left);
        if cost + seat.least[left as usize] + seat.later >= self.limit()
            || cost + self.by_supply() >= self.limit()
        {
            return;
        }
        let first = if seat.nth > 0 { self.ranks[n - 1] + 1 } else { 0 };
        let next = self.seats.get(n + 1).filter(|s| s.round == seat.round);
        let rest = next.map_or(0, |s| s.least[left as usize]) + seat.later;
        for rank in first..seat.candidates.len() {
            let index = seat.candidates[rank];
            let item = &self.problem.items[index as usize];
            if self.nodes == 0 || cost + item.cost + rest >= self.limit() {
                return;
            }
            if item.minutes > left || !self.free(index) {
                continue;
            }
            self.nodes -= 1;
            self.take(index, seat.cell, rank);
            self.descend(n + 1, cost + item.cost, left - item.minutes);
            self.give_back(index, seat.cell);
        }
    }

    fn minutes_left(&self, n: usize, left: u32) -> u32 {
        let first = n == 0 || self.seats[n - 1].round != self.seats[n].round;
        if first { self.problem.rounds[self.seats[n].round].minutes } else { left }
    }

    fn free(&self, item: u32) -> bool {
        let family = self.problem.items[item as usize].family;
        self.blocked[item as usize] == 0 && family.is_none_or(|f| !self.family_used[f as usize])
    }

    fn by_supply(&self) -> u64 {
        let open = self.demand.iter().zip(&self.supply).filter(|(demand, _)| **demand > 0);
        let cost = |(demand, cell): (&usize, &Vec<u32>)| {
            bounds::cheapest(self.problem, cell, *demand, |item| self.free(item))
        };
        open.map(cost).fold(0, |a, b| (a + b).min(NEVER))
    }

    fn take(&mut self, item: u32, cell: u32, rank: usize) {
        self.mark(item, true);
        self.demand[cell as usize] -= 1;
        self.chosen.push(item);
        self.ranks.push(rank);
    }

    fn give_back(&mut self, item: u32, cell: u32) {
        self.mark(item, false);
        self.demand[cell as usize] += 1;
        self.chosen.pop();
        self.ranks.pop();
    }

    fn mark(&mut self, item: u32, taken: bool) {
        let change = |count: &mut u32| if taken { *count += 1 } else { *count -= 1 };
        change(&mut self.blocked[item as usize]);
        for foe in &self.foes[item as usize] {
            change(&mut self.blocked[*foe as usize]);
        }
        if let Some(family) = self.problem.items[item as usize].family {
            self.family_used[family as usize] = taken;
        }
    }

    fn keep(&mut self, cost: u64) {
        let mut rounds: Vec<Vec<u32>> = self.problem.rounds.iter().map(|r| vec![0; r.seats.len()]).collect();
        for (seat, item) in self.seats.iter().zip(&self.chosen) {
            rounds[seat.round][seat.position] = *item;
        }
        self.best = Some(Solution { cost, rounds });
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
