//! A price on every round's minutes: the Lagrangian relaxation, and the bounds that the search uses.
//!
//! Let a minute of round r cost `price[r]` and forget that rounds end. What remains falls apart into
//! one assignment problem for each group of seats that ask for the same thing, and its value less
//! `price · minutes` is a lower bound on the cost of any choice, whatever the prices (Geoffrion 1974).
//! Good prices are found by the subgradient method (Held, Wolfe & Crowder 1974). All in whole
//! numbers, so the bound holds to the last digit and is the same on every machine.

use std::collections::BTreeMap;

use super::matching::{NEVER, matching};
use super::problem::Problem;
use super::seats::Seat;

/// Steps of the subgradient method.
const STEPS: u32 = 120;
/// Highest price of a minute: keeps every sum below [`NEVER`].
const DEAREST: i64 = 1 << 42;

/// Prices, and what the open seats cost at them.
pub(super) struct Pricing {
    /// Of a minute, by round.
    pub(super) price: Vec<i64>,
    /// Least priced cost of seats n, n + 1, … of the same group.
    pub(super) group: Vec<i64>,
    /// The items of that choice, at the first seat of every group.
    pub(super) items: Vec<Vec<u32>>,
    /// What all minutes cost: to be taken off every sum of priced costs.
    pub(super) minutes: i64,
    /// The bound for the whole problem; [`NEVER`] when no choice exists.
    pub(super) bound: i64,
}

/// The best prices found. `good_enough` ends the work early when a bound passes it.
pub(super) fn price(problem: &Problem, seats: &[Seat], good_enough: i64) -> Pricing {
    let rounds = problem.rounds.len();
    let mut at = vec![0i64; rounds];
    let mut best = evaluate(problem, seats, &at);
    let (mut now, mut best_price) = (best.clone(), at.clone());
    let mut reach = (best.bound / 4).max(1 << 20);
    let mut stale = 0;
    for _ in 0..STEPS {
        let slope: Vec<i64> = (0..rounds)
            .map(|r| now.used[r] - i64::from(problem.rounds[r].minutes))
            .zip(&at)
            .map(|(slope, price)| if slope < 0 && *price == 0 { 0 } else { slope })
            .collect();
        let steepness: i64 = slope.iter().map(|s| s * s).sum();
        if steepness == 0 || best.bound > good_enough || now.bound >= NEVER {
            break;
        }
        let step = ((best.bound - now.bound).max(0) + reach) / steepness;
        if step == 0 {
            break;
        }
        at.iter_mut()
            .zip(&slope)
            .for_each(|(price, s)| *price = (*price + step.min(DEAREST) * s).clamp(0, DEAREST));
        now = evaluate(problem, seats, &at);
        if now.bound > best.bound {
            (best, best_price, stale) = (now.clone(), at.clone(), 0);
        } else {
            stale += 1;
            if stale == 5 {
                (reach, stale) = (reach / 2, 0);
                (now, at) = (best.clone(), best_price.clone());
            }
        }
    }
    let minutes = cost_of_time(problem, &best_price);
    Pricing { price: best_price, group: best.group, items: best.items, minutes, bound: best.bound }
}

#[derive(Clone)]
struct Value {
    bound: i64,
    group: Vec<i64>,
    items: Vec<Vec<u32>>,
    /// Minutes that the relaxed choice takes, by round.
    used: Vec<i64>,
}

fn cost_of_time(problem: &Problem, price: &[i64]) -> i64 {
    problem.rounds.iter().zip(price).map(|(r, p)| i64::from(r.minutes) * p).sum()
}

/// The relaxation at these prices.
fn evaluate(problem: &Problem, seats: &[Seat], price: &[i64]) -> Value {
    let mut value = Value {
        bound: 0,
        group: vec![0; seats.len()],
        items: vec![Vec::new(); seats.len()],
        used: vec![0; price.len()],
    };
    let mut start = 0;
    for run in seats.chunk_by(|a, b| a.group == b.group) {
        value.bound = (value.bound + group(problem, run, price, start, &mut value)).min(NEVER);
        start += run.len();
    }
    if value.bound < NEVER {
        value.bound -= cost_of_time(problem, price);
    }
    value
}

/// One group: its seats matched to items, a family counting as one item.
fn group(problem: &Problem, run: &[Seat], price: &[i64], start: usize, value: &mut Value) -> i64 {
    let offers: Vec<BTreeMap<u64, (i64, u32)>> = run
        .chunk_by(|a, b| a.round == b.round)
        .map(|twins| offer(problem, &twins[0], price, run.len()))
        .collect();
    let mut columns: Vec<u64> = offers.iter().flat_map(|offer| offer.keys().copied()).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut of_seat = Vec::new();
    for (offer, twins) in offers.iter().zip(run.chunk_by(|a, b| a.round == b.round)) {
        of_seat.extend(twins.iter().map(|_| offer));
    }
    // From the last seat to the first, so that prefixes of the matching are suffixes of the run.
    let row = |offer: &&BTreeMap<u64, (i64, u32)>| -> Vec<i64> {
        columns.iter().map(|c| offer.get(c).map_or(NEVER, |(priced, _)| *priced)).collect()
    };
    let rows: Vec<Vec<i64>> = of_seat.iter().rev().map(row).collect();
    let found = matching(&rows);
    for k in 0..run.len() {
        value.group[start + k] = found.cost[run.len() - k];
    }
    let whole = found.cost[run.len()];
    if whole < NEVER {
        for (n, column) in (0..run.len()).rev().zip(&found.columns) {
            let (_, item) = of_seat[n][&columns[*column]];
            value.items[start].push(item);
            value.used[run[n].round] += i64::from(problem.items[item as usize].minutes);
        }
    }
    whole
}

/// The cheapest items for a seat, one of a family. No seat needs more than `most`, one for each
/// seat of its group: the others take one each.
fn offer(problem: &Problem, seat: &Seat, price: &[i64], most: usize) -> BTreeMap<u64, (i64, u32)> {
    let mut sorted: Vec<(i64, u32)> =
        seat.candidates.iter().map(|n| (seat.priced(problem, *n, price), *n)).collect();
    sorted.sort_unstable();
    let mut offer = BTreeMap::new();
    for (priced, n) in sorted {
        if offer.len() == most {
            break;
        }
        let column = problem.items[n as usize].column(n);
        offer.entry(column).or_insert((priced, n));
    }
    offer
}
