//! Lagrangian relaxation (Geoffrion 1974): the least cost of a form if resources have prices in place
//! of windows.
//!
//! Every unit of a resource (a minute of a zone, an item of a kind, a point of difficulty) costs its price,
//! and the windows are dropped. What remains is separable by group. The cheapest n items of a counted group
//! are found greedily (a laminar matroid: Edmonds 1971), those for a set of seats by assignment; a dynamic
//! programme then chooses how many items each group gives. The value minus the worth of the windows is a
//! lower bound on the cost of every form. The worth of the windows is Σ price × window end (the maximum for
//! a positive price, the minimum for a negative one). All numbers are integers, so the bound is exact.

use crate::bound::assignment::{NEVER, matching};
use crate::bound::candidates::{Entry, Offers};
use crate::bound::prices::Prices;
use crate::presolve::{Instance, Kind};

/// The cheapest items of one group, for every number of items.
#[derive(Clone, Debug, Default)]
pub(crate) struct Share {
    /// Reduced cost of `least`, `least` + 1, … items; [`NEVER`] if the group cannot give that number.
    pub(crate) cost: Vec<i64>,
    /// The chosen items as (class, zone, reduced cost), in such an order that the first n are the cheapest
    /// choice of n items.
    picks: Vec<(u32, u32, i64)>,
    /// For each cell or run, the reduced cost of the dearest item that was considered; dearer items cannot
    /// be part of the cheapest choice.
    pub(crate) edge: Vec<i64>,
    /// `from[j]`: least reduced cost of the items for seat j and the seats after it.
    pub(crate) from: Vec<i64>,
}

impl Share {
    fn clear(&mut self) {
        self.cost.clear();
        self.picks.clear();
        self.edge.clear();
        self.from.clear();
    }
}

/// The relaxation at given prices: its value and its cheapest choice.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relaxed {
    pub(crate) bound: i64,
    pub(crate) shares: Vec<Share>,
    /// `before[p][t]`: least reduced cost of t items from the first p groups.
    pub(crate) before: Vec<Vec<i64>>,
    /// What the cheapest choice adds to each resource.
    pub(crate) used: Vec<i64>,
    /// Buffer for the cheapest items of one offer, kept from one evaluation to the next.
    top: Vec<(i64, Entry)>,
    rest: Vec<(i64, u32)>,
}

/// Evaluates the relaxation.
pub(crate) fn relax(instance: &Instance, offers: &Offers, prices: &Prices) -> Relaxed {
    let mut relaxed = Relaxed::default();
    relaxed.value(instance, offers, prices);
    relaxed
}

impl Relaxed {
    /// Evaluates the relaxation, and reuses the buffers of the last evaluation.
    pub(crate) fn value(&mut self, instance: &Instance, offers: &Offers, prices: &Prices) {
        self.shares.resize_with(instance.parts.len(), Share::default);
        for ((part, offers), share) in instance.parts.iter().zip(offers).zip(&mut self.shares) {
            share.clear();
            match &part.kind {
                Kind::Counted(cells) => {
                    let buffers = (&mut self.top, &mut self.rest);
                    counted(instance, part, cells, offers, prices, share, buffers);
                }
                Kind::Seated(seats) => *share = seated(instance, seats, offers, prices),
            }
        }
        let most = instance.total.1.max(0) as usize;
        self.before.resize_with(instance.parts.len() + 1, Vec::new);
        self.before[0].clear();
        self.before[0].resize(most + 1, NEVER);
        self.before[0][0] = 0;
        for (p, (part, share)) in instance.parts.iter().zip(&self.shares).enumerate() {
            let (done, row) = self.before.split_at_mut(p + 1);
            add(&done[p], part.least, &share.cost, &mut row[0]);
        }
        let last = &self.before[instance.parts.len()];
        let counts = instance.total.0.max(0) as usize..=most;
        let count = counts.min_by_key(|t| (last.get(*t).copied().unwrap_or(NEVER), *t)).unwrap_or(0);
        let value = last.get(count).copied().unwrap_or(NEVER);
        self.used.clear();
        self.used.resize(instance.resources.len(), 0);
        if value < NEVER {
            trace(instance, &self.shares, &self.before, count, &mut self.used);
        }
        self.bound = if value < NEVER { value - prices.worth } else { NEVER };
    }
}

/// Adds a group to the dynamic programme. `so_far[t]` is the least cost of t items from the groups before it,
/// and n items of the group cost `cost[n - least]`. Fills `row[t]` with the least cost of t items from all of
/// these groups.
pub(crate) fn add(so_far: &[i64], least: usize, cost: &[i64], row: &mut Vec<i64>) {
    row.clear();
    row.resize(so_far.len(), NEVER);
    for (n, cost) in (least..).zip(cost).filter(|(_, cost)| **cost < NEVER) {
        for t in n..row.len() {
            if so_far[t - n] < NEVER {
                row[t] = row[t].min(so_far[t - n] + cost);
            }
        }
    }
}

/// Goes through the dynamic programme from the last group to the first, and adds up the resources that its
/// choice uses.
fn trace(instance: &Instance, shares: &[Share], before: &[Vec<i64>], count: usize, used: &mut [i64]) {
    let mut t = count;
    for (p, share) in shares.iter().enumerate().rev() {
        let least = instance.parts[p].least;
        let gives = |n: &usize| {
            *n <= t
                && share.cost[n - least] < NEVER
                && before[p][t - n] < NEVER
                && before[p][t - n] + share.cost[n - least] == before[p + 1][t]
        };
        let n = (least..least + share.cost.len())
            .find(gives)
            .expect("internal: a number of items leads to this value");
        for (class, zone, _) in &share.picks[..n] {
            for (d, amount) in &instance.loads[*class as usize][*zone as usize] {
                used[usize::from(*d)] += i64::from(*amount);
            }
        }
        t -= n;
    }
}

/// The cheapest items of one offer, at most one from each family, cheapest first.
fn top(
    instance: &Instance,
    offer: &[Entry],
    prices: &Prices,
    zone: Option<usize>,
    most: usize,
    top: &mut Vec<(i64, Entry)>,
) {
    top.clear();
    if most == 0 {
        return;
    }
    for entry in offer {
        let priced = prices.priced(entry.cost, entry.class, zone);
        if top.len() == most && top[most - 1].0 <= priced {
            continue;
        }
        if let Some(family) = instance.links.family(entry.item) {
            let relative = top.iter().position(|(_, e)| instance.links.family(e.item) == Some(family));
            match relative {
                Some(at) if top[at].0 <= priced => continue,
                Some(at) => drop(top.remove(at)),
                None => {}
            }
        }
        let at = top.partition_point(|(other, _)| *other <= priced);
        top.insert(at, (priced, *entry));
        top.truncate(most);
    }
}

/// Buffers for the cheapest items of an offer, and for those that a group may add.
type Buffers<'b> = (&'b mut Vec<(i64, Entry)>, &'b mut Vec<(i64, u32)>);

/// The share of a counted group. The cheapest items that meet the minima of its cells come first, then the
/// cheapest of its other items.
fn counted(
    instance: &Instance,
    part: &crate::presolve::GroupPart,
    cells: &[crate::presolve::Cell],
    offers: &[Vec<Entry>],
    prices: &Prices,
    share: &mut Share,
    (best, rest): Buffers<'_>,
) {
    rest.clear();
    let mut sum = 0;
    for (cell, offer) in cells.iter().zip(offers) {
        let most = cell.most.min(part.most);
        top(instance, offer, prices, None, most, best);
        share.edge.push(if best.len() < most { NEVER } else { best.last().map_or(-NEVER, |(p, _)| *p) });
        if best.len() < cell.least {
            share.clear();
            share.cost.resize(part.most.saturating_sub(part.least) + 1, NEVER);
            share.edge.resize(cells.len(), NEVER);
            return;
        }
        for (priced, entry) in &best[..cell.least] {
            sum += priced;
            share.picks.push((entry.class, prices.zone(entry.class) as u32, *priced));
        }
        rest.extend(best[cell.least..].iter().map(|(priced, entry)| (*priced, entry.class)));
    }
    rest.sort_unstable();
    let given = share.picks.len();
    for n in given..=part.most {
        if n >= part.least {
            share.cost.push(sum);
        }
        match rest.get(n - given) {
            Some((priced, class)) if sum < NEVER => {
                sum += priced;
                share.picks.push((*class, prices.zone(*class) as u32, *priced));
            }
            _ => sum = NEVER,
        }
    }
}

/// The share of a seated group: its cheapest items, one for each seat.
fn seated(
    instance: &Instance,
    seats: &[crate::presolve::OpenSeat],
    offers: &[Vec<Entry>],
    prices: &Prices,
) -> Share {
    let count = seats.len();
    if count == 0 {
        return Share { cost: vec![0], from: vec![0], ..Share::default() };
    }
    let zones: Vec<usize> = seats.iter().filter(|s| !s.alike).map(|s| s.zone).collect();
    // If the group has `count` seats, the cheapest `count` items of each run are enough: the other seats
    // can take at most `count - 1` of them.
    let cheapest = |(offer, zone): (&Vec<Entry>, &usize)| {
        let mut best = Vec::with_capacity(count + 1);
        top(instance, offer, prices, Some(*zone), count, &mut best);
        best
    };
    let tops: Vec<Vec<(i64, Entry)>> = offers.iter().zip(&zones).map(cheapest).collect();
    let edge = |top: &Vec<(i64, Entry)>| if top.len() < count { NEVER } else { top[count - 1].0 };
    let edge = tops.iter().map(edge).collect();
    let column = |e: &Entry| instance.links.column(e.item);
    let mut columns: Vec<u64> = tops.iter().flatten().map(|(_, e)| column(e)).collect();
    columns.sort_unstable();
    columns.dedup();
    let mut run = usize::MAX;
    let runs: Vec<usize> = (seats.iter())
        .map(|s| {
            run = if s.alike { run } else { run.wrapping_add(1) };
            run
        })
        .collect();
    // From the last seat to the first, so that prefixes of the matching are suffixes of the seats.
    let rows: Vec<Vec<i64>> = (runs.iter().rev())
        .map(|run| {
            let mut row = vec![NEVER; columns.len()];
            for (priced, entry) in &tops[*run] {
                row[columns.partition_point(|c| *c < column(entry))] = *priced;
            }
            row
        })
        .collect();
    let found = matching(&rows);
    let mut share = Share { cost: vec![found.cost[count]], edge, ..Share::default() };
    share.from = found.cost.iter().rev().copied().collect();
    if found.cost[count] < NEVER {
        for (seat, at) in (0..count).rev().zip(&found.columns) {
            let (priced, entry) = (tops[runs[seat]].iter())
                .find(|(_, e)| column(e) == columns[*at])
                .expect("internal: a matched item was on offer");
            share.picks.push((entry.class, seats[seat].zone as u32, *priced));
        }
    }
    share
}

/// The gap of the first level: about an eighth of the mean cost of an item. If costs are small, many forms
/// cost the same, and it is worth looking for a form at the bound itself.
pub(crate) fn first_gap(instance: &Instance, relaxed: &Relaxed) -> i64 {
    let item = relaxed.bound.abs() / instance.total.1.max(1);
    if item < 1 << 8 { 1 } else { item / 8 + 1 }
}
