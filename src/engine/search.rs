//! Branch and bound over the seats.

use std::collections::HashSet;

use super::matching::{NEVER, matching};
use super::pricing::{Pricing, price};
use super::problem::Problem;
use super::seats::Seat;

/// States kept at most: some 20 MB.
const MEMORY: usize = 200_000;

/// A depth-first search for a choice whose cost is below a limit (Land & Doig 1960).
///
/// Candidates come in order of their priced cost. A branch is cut when the priced cost of what is
/// chosen, and the least that the open seats add to it, reach the limit; or when a round has not
/// the minutes that its open seats need at least. Seats that are alike take items in rising order,
/// and a state that was met before is left alone, so that no choice is tried twice.
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
    /// Most minutes that seat n and the later ones take in each round.
    most: Vec<Vec<u32>>,
    /// Where the search has been: see [`Search::been_here`].
    been: HashSet<Vec<u32>>,
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
        let most = most(problem, &seats);
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
            most,
            been: HashSet::new(),
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
        self.been.clear();
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
        if priced + self.rematched(n) >= self.limit {
            return;
        }
        let alike = seat.alike;
        if n > 1 && !alike && self.been_here(n) {
            return;
        }
        let seat = &self.seats[n];
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

    /// Whether the same items were seated before, with the same minutes left as far as the open seats
    /// can use them: what follows was tried then, under a limit that was no lower. Items that rounds
    /// could exchange would otherwise be tried in every order.
    fn been_here(&mut self, n: usize) -> bool {
        let mut state = Vec::with_capacity(n + self.left.len() + 1);
        state.extend_from_slice(&self.chosen);
        state.sort_unstable();
        state.extend(self.left.iter().zip(&self.most[n]).map(|(left, most)| left.min(most)));
        if self.been.len() >= MEMORY {
            return self.been.contains(&state);
        }
        !self.been.insert(state)
    }

    /// Least priced cost of seat n and the later ones, quickly: for each group the better of the
    /// matching with nothing taken, and the cheapest free item for each seat.
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

    /// Least priced cost of seat n and the later ones, each group matched to what is free now. A group
    /// none of whose items in the first matching is gone keeps that.
    fn rematched(&self, n: usize) -> i64 {
        let starts = |at: &usize| *at == n || self.seats[*at].group != self.seats[at - 1].group;
        let begun = n > 0 && self.seats[n - 1].group == self.seats[n].group;
        let mut sum = 0;
        for at in (n..self.seats.len()).filter(starts) {
            let items = &self.pricing.items[at];
            let intact = !(begun && at == n) && items.iter().all(|item| self.free(*item));
            sum += if intact { self.pricing.group[at] } else { self.rematch(at) };
            if sum >= NEVER {
                return NEVER;
            }
        }
        sum
    }

    /// The matching of the open seats of the group of seat n to the items that are free now.
    fn rematch(&self, n: usize) -> i64 {
        let run = self.seats[n..].iter().take_while(|s| s.group == self.seats[n].group).count();
        let fits = |seat: &Seat, item: u32| {
            self.free(item) && self.problem.items[item as usize].minutes <= self.left[seat.round]
        };
        let mut columns: Vec<u64> = Vec::new();
        let mut offers: Vec<Vec<(u64, i64)>> = Vec::new();
        for at in n..n + run {
            let seat = &self.seats[at];
            if at > n && seat.alike {
                offers.push(offers[at - n - 1].clone());
                continue;
            }
            let mut offer: Vec<(u64, i64)> = Vec::new();
            for (item, priced) in seat.candidates.iter().zip(&self.priced[at]) {
                let column = self.problem.items[*item as usize].column(*item);
                if offer.len() < run && fits(seat, *item) && offer.iter().all(|(c, _)| *c != column) {
                    offer.push((column, *priced));
                }
                if offer.len() == run {
                    break;
                }
            }
            columns.extend(offer.iter().map(|(column, _)| *column));
            offers.push(offer);
        }
        columns.sort_unstable();
        columns.dedup();
        let rows: Vec<Vec<i64>> = (offers.iter())
            .map(|offer| {
                let mut row = vec![NEVER; columns.len()];
                for (column, priced) in offer {
                    row[columns.partition_point(|c| c < column)] = *priced;
                }
                row
            })
            .collect();
        matching(&rows).cost[run]
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

/// For every seat, the most minutes that it and the seats after it can take, by round.
fn most(problem: &Problem, seats: &[Seat]) -> Vec<Vec<u32>> {
    let mut after = vec![0u32; problem.rounds.len()];
    let mut most = vec![Vec::new(); seats.len()];
    for (n, seat) in seats.iter().enumerate().rev() {
        after[seat.round] +=
            seat.candidates.iter().map(|i| problem.items[*i as usize].minutes).max().unwrap_or(0);
        most[n].clone_from(&after);
    }
    most
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
