//! Branch and bound over the seats.

use super::matching::NEVER;
use super::pricing::{Pricing, price};
use super::problem::Problem;
use super::seats::Seat;

/// A depth-first search for a choice whose cost is below a limit (Land & Doig 1960).
///
/// Candidates come in order of their priced cost. A branch is cut when the priced cost of what is
/// chosen, and the least that the open seats add to it, reach the limit; or when a round has not
/// the minutes that its open seats need at least. Seats that are alike take items in rising order,
/// so that no choice is met twice.
pub(super) struct Search<'a> {
    problem: &'a Problem,
    seats: Vec<Seat>,
    pricing: Pricing,
    /// Priced cost by seat and rank.
    priced: Vec<Vec<i64>>,
    /// Least minutes that the seats after n take in the round of seat n.
    needed: Vec<u32>,
    foes: Vec<Vec<u32>>,
    /// How many chosen items forbid this one, itself included.
    blocked: Vec<u32>,
    family_used: Vec<bool>,
    left: Vec<u32>,
    chosen: Vec<u32>,
    ranks: Vec<usize>,
    best: Option<(i64, Vec<u32>)>,
    limit: i64,
    /// Nodes that may still be visited.
    pub(super) nodes: u64,
}

impl<'a> Search<'a> {
    /// Prices the minutes and sorts the candidates. `good_enough`: see [`price`].
    pub(super) fn new(
        problem: &'a Problem,
        mut seats: Vec<Seat>,
        good_enough: i64,
        nodes: u64,
    ) -> Search<'a> {
        let pricing = price(problem, &seats, good_enough);
        let minutes = |n: &u32| problem.items[*n as usize].minutes;
        let mut priced = Vec::new();
        for seat in &mut seats {
            let mut order: Vec<(i64, u32, u32)> = (seat.candidates.iter())
                .map(|n| (seat.priced(problem, *n, &pricing.price), minutes(n), *n))
                .collect();
            order.sort_unstable();
            seat.candidates = order.iter().map(|(_, _, n)| *n).collect();
            priced.push(order.into_iter().map(|(cost, _, _)| cost).collect());
        }
        let mut foes: Vec<Vec<u32>> = vec![Vec::new(); problem.items.len()];
        for (a, b) in &problem.enemies {
            foes[*a as usize].push(*b);
            foes[*b as usize].push(*a);
        }
        let families = problem.items.iter().filter_map(|i| i.family).max().map_or(0, |f| f as usize + 1);
        let needed = needed(problem, &seats);
        Search {
            problem,
            seats,
            pricing,
            priced,
            needed,
            foes,
            blocked: vec![0; problem.items.len()],
            family_used: vec![false; families],
            left: problem.rounds.iter().map(|r| r.minutes).collect(),
            chosen: Vec::new(),
            ranks: Vec::new(),
            best: None,
            limit: NEVER,
            nodes,
        }
    }

    /// No choice costs less than this; [`NEVER`] when there is none at all.
    pub(super) fn bound(&self) -> i64 {
        self.pricing.bound
    }

    /// The cheapest choice below `limit`, as pairs of seat and item, if the nodes suffice.
    pub(super) fn below(&mut self, limit: i64) -> Option<(i64, Vec<u32>)> {
        self.limit = limit;
        self.best = None;
        self.descend(0, -self.pricing.minutes, 0);
        self.best.take()
    }

    /// The seats in the order of the items that [`Search::below`] gives.
    pub(super) fn seats(&self) -> &[Seat] {
        &self.seats
    }

    /// Fills seat `n` and the later ones; `priced` is the priced cost of the items chosen, less that
    /// of all minutes, `cost` their cost.
    fn descend(&mut self, n: usize, priced: i64, cost: i64) {
        let Some(seat) = self.seats.get(n) else {
            if cost < self.limit {
                self.limit = cost;
                self.best = Some((cost, self.chosen.clone()));
            }
            return;
        };
        if priced + self.rest(n) >= self.limit {
            return;
        }
        let (round, count) = (seat.round, seat.candidates.len());
        let later = self.later(n + 1);
        let first = if seat.alike { self.ranks[n - 1] + 1 } else { 0 };
        for rank in first..count {
            let here = self.priced[n][rank];
            if self.nodes == 0 || priced + here + later >= self.limit {
                return;
            }
            let index = self.seats[n].candidates[rank];
            let item = &self.problem.items[index as usize];
            if !self.free(index) || item.minutes + self.needed[n] > self.left[round] {
                continue;
            }
            let (minutes, more) = (item.minutes, item.cost as i64);
            self.nodes -= 1;
            self.mark(index, true);
            self.left[round] -= minutes;
            self.chosen.push(index);
            self.ranks.push(rank);
            self.descend(n + 1, priced + here, cost + more);
            self.ranks.pop();
            self.chosen.pop();
            self.left[round] += minutes;
            self.mark(index, false);
        }
    }

    /// Least priced cost of seat n and the later ones, group by group the better of two bounds: the
    /// matching with nothing taken, and the cheapest free item for each.
    fn rest(&self, n: usize) -> i64 {
        let mut sum = 0;
        let mut at = n;
        while at < self.seats.len() {
            let (group, matched) = (self.seats[at].group, self.pricing.group[at]);
            let mut free = 0;
            while at < self.seats.len() && self.seats[at].group == group {
                free += self.cheapest(at);
                if free >= NEVER {
                    return NEVER;
                }
                at += 1;
            }
            sum += free.max(matched);
        }
        sum
    }

    /// The same without a look at what is taken.
    fn later(&self, n: usize) -> i64 {
        let starts = |at: &usize| *at == n || self.seats[*at].group != self.seats[at - 1].group;
        (n..self.seats.len()).filter(starts).map(|at| self.pricing.group[at]).sum()
    }

    fn cheapest(&self, n: usize) -> i64 {
        let seat = &self.seats[n];
        let fits =
            |item: u32| self.free(item) && self.problem.items[item as usize].minutes <= self.left[seat.round];
        seat.candidates.iter().position(|item| fits(*item)).map_or(NEVER, |rank| self.priced[n][rank])
    }

    fn free(&self, item: u32) -> bool {
        let family = self.problem.items[item as usize].family;
        self.blocked[item as usize] == 0 && family.is_none_or(|f| !self.family_used[f as usize])
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
}

/// For every seat, the least minutes of the seats after it in its round: the shortest items, where
/// those of a group differ.
fn needed(problem: &Problem, seats: &[Seat]) -> Vec<u32> {
    let mut needed = vec![0; seats.len()];
    let mut after = vec![0u32; problem.rounds.len()];
    let mut nth = 0;
    for n in (0..seats.len()).rev() {
        needed[n] = after[seats[n].round];
        let twin = seats.get(n + 1).is_some_and(|s| s.alike);
        nth = if twin { nth + 1 } else { 0 };
        let mut minutes: Vec<u32> =
            seats[n].candidates.iter().map(|i| problem.items[*i as usize].minutes).collect();
        minutes.sort_unstable();
        after[seats[n].round] += minutes.get(nth).copied().unwrap_or(u32::MAX / 1024);
    }
    needed
}
