//! Two exact relaxations, each a lower bound on what the open seats must still cost.
//!
//! *Time*: within a round, forget that items are shared, related or enemies, keep the minutes. The
//! seats that ask for one cell are taken in order of cost rank, so the j-th of them has rank at
//! least j. A dynamic programme over (seat, minutes left) solves this exactly.
//!
//! *Supply*: forget rounds, kinds and minutes, keep that items differ and that a family gives one.
//! Per cell this is a partition matroid, where taking the cheapest free item of a fresh family
//! until the demand is met is optimal (Edmonds 1971).

use super::problem::Problem;

/// No way to fill the seats.
pub(super) const NEVER: u64 = u64::MAX / 4;

/// A seat in the order of the search.
#[derive(Clone, Debug)]
pub(super) struct Seat {
    pub(super) round: usize,
    /// Position among the seats of the round as the caller gave them.
    pub(super) position: usize,
    pub(super) cell: u32,
    /// How many seats before this one in the round ask for the same cell.
    pub(super) nth: usize,
    /// Items that may sit here, cheapest first.
    pub(super) candidates: Vec<u32>,
    /// `least[m]`: lower bound on the cost of this seat and the later ones of its round, with m minutes left.
    pub(super) least: Vec<u64>,
    /// Lower bound on the cost of all later rounds.
    pub(super) later: u64,
}

/// The seats of all rounds with their bounds; seats of a round that ask for one cell stand together.
pub(super) fn seats(problem: &Problem) -> Vec<Seat> {
    let mut seats: Vec<Seat> = Vec::new();
    for (round, rule) in problem.rounds.iter().enumerate() {
        let mut order: Vec<usize> = (0..rule.seats.len()).collect();
        order.sort_by_key(|position| rule.seats[*position]);
        for position in order {
            let cell = rule.seats[position];
            let same = |s: &&Seat| s.round == round && s.cell == cell;
            let nth = seats.iter().filter(same).count();
            let candidates = match seats.last().filter(same) {
                Some(seat) => seat.candidates.clone(),
                None => candidates(problem, cell, rule.kinds, rule.minutes),
            };
            seats.push(Seat { round, position, cell, nth, candidates, least: Vec::new(), later: 0 });
        }
    }
    bound_by_time(problem, &mut seats);
    seats
}

fn candidates(problem: &Problem, cell: u32, kinds: u32, minutes: u32) -> Vec<u32> {
    let fits =
        |item: &super::Item| item.cell == cell && kinds & (1 << item.kind) != 0 && item.minutes <= minutes;
    let mut found: Vec<u32> =
        (0u32..).zip(&problem.items).filter(|(_, item)| fits(item)).map(|(n, _)| n).collect();
    found.sort_by_key(|n| (problem.items[*n as usize].cost, *n));
    found
}

fn bound_by_time(problem: &Problem, seats: &mut [Seat]) {
    let mut later = 0u64;
    for n in (0..seats.len()).rev() {
        let round = seats[n].round;
        let minutes = problem.rounds[round].minutes as usize;
        let next = seats.get(n + 1).filter(|s| s.round == round).map(|s| s.least.clone());
        if next.is_none() && n + 1 < seats.len() {
            let first = &seats[n + 1];
            let whole = first.least.last().copied().unwrap_or(0);
            later = (whole + first.later).min(NEVER);
        }
        seats[n].later = later;
        // Of the items that take the same minutes only the cheapest can matter to a bound.
        let mut cheapest = vec![NEVER; minutes + 1];
        for item in seats[n].candidates.iter().skip(seats[n].nth).map(|i| &problem.items[*i as usize]) {
            let slot = &mut cheapest[item.minutes as usize];
            *slot = (*slot).min(item.cost);
        }
        seats[n].least = (0..=minutes)
            .map(|left| {
                let with =
                    |(used, cost): (usize, &u64)| cost + next.as_ref().map_or(0, |next| next[left - used]);
                cheapest[..=left].iter().enumerate().map(with).min().unwrap_or(NEVER).min(NEVER)
            })
            .collect();
    }
}

/// Items by cell, cheapest first: the supply of the second relaxation.
pub(super) fn supply(problem: &Problem) -> Vec<Vec<u32>> {
    let cells = problem.items.iter().map(|i| i.cell + 1).max().unwrap_or(0) as usize;
    let asked = problem.rounds.iter().flat_map(|r| &r.seats).map(|c| *c as usize + 1).max().unwrap_or(0);
    let mut supply = vec![Vec::new(); cells.max(asked)];
    for (n, item) in (0u32..).zip(&problem.items) {
        supply[item.cell as usize].push(n);
    }
    for cell in &mut supply {
        cell.sort_by_key(|n| (problem.items[*n as usize].cost, *n));
    }
    supply
}

/// Least cost of `demand` free items of one cell, at most one a family; [`NEVER`] when there are too few.
pub(super) fn cheapest(problem: &Problem, cell: &[u32], demand: usize, free: impl Fn(u32) -> bool) -> u64 {
    let (mut cost, mut taken) = (0, 0);
    let mut families: Vec<u32> = Vec::new();
    for n in cell {
        if taken == demand {
            break;
        }
        let item = &problem.items[*n as usize];
        if !free(*n) || item.family.is_some_and(|f| families.contains(&f)) {
            continue;
        }
        families.extend(item.family);
        cost += item.cost;
        taken += 1;
    }
    if taken == demand { cost } else { NEVER }
}
