//! The relaxation: what a kit costs at least when sums have prices in place of windows.
//!
//! Let every unit of a dimension (a minute of a zone, an item of a kind, a point of difficulty) cost
//! its price, and forget the windows. What remains falls apart by pool: the cheapest n items of a
//! cell structure are found greedily (a laminar matroid: Edmonds 1971), those for a set of seats by
//! matching; how many items each pool gives is a small dynamic programme. The value, less what the
//! windows are worth at the prices, is a lower bound on every kit (Lagrangian relaxation:
//! Geoffrion 1974). All in whole numbers, so the bound holds to the last digit.

use crate::engine::bound::assignment::{NEVER, matching};
use crate::engine::bound::candidates::{Entry, Offers};
use crate::engine::presolve::{Kind, Layout};

/// What a unit of each dimension costs; negative where more of it is wanted.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Prices {
    pub(in crate::engine) of: Vec<i64>,
    /// By zone and class.
    table: Vec<Vec<i64>>,
    /// By class: the least over the zones, and the zone.
    least: Vec<(i64, u32)>,
    /// What the windows are worth: to be taken off every sum of priced costs.
    pub(in crate::engine) worth: i64,
}

impl Prices {
    pub(in crate::engine) fn new(layout: &Layout, of: Vec<i64>) -> Prices {
        let mut prices = Prices { of, table: Vec::new(), least: Vec::new(), worth: 0 };
        prices.tabulate(layout);
        prices
    }

    /// The same with other prices.
    pub(in crate::engine) fn set(&mut self, layout: &Layout, of: &[i64]) {
        self.of.clear();
        self.of.extend_from_slice(of);
        self.tabulate(layout);
    }

    fn tabulate(&mut self, layout: &Layout) {
        let of = &self.of;
        let zones = layout.zones.len();
        self.table.resize(zones, Vec::new());
        for (zone, row) in self.table.iter_mut().enumerate() {
            let load = |loads: &Vec<Vec<(u16, i32)>>| -> i64 {
                loads[zone].iter().map(|(d, amount)| of[usize::from(*d)] * i64::from(*amount)).sum()
            };
            row.clear();
            row.extend(layout.loads.iter().map(load));
        }
        let table = &self.table;
        let least = |class: usize| {
            let by_zone = table.iter().zip(0u32..).map(|(row, zone)| (row[class], zone));
            by_zone.min().unwrap_or((0, 0))
        };
        self.least.clear();
        self.least.extend((0..layout.loads.len()).map(least));
        let worth = |(price, dim): (&i64, &crate::engine::presolve::Dim)| {
            price * if *price > 0 { dim.range.1 } else { dim.range.0 }
        };
        self.worth = of.iter().zip(&layout.dims).map(worth).sum();
    }

    /// Cost of an item with its sums paid, in the zone or the best one for it.
    pub(in crate::engine) fn priced(&self, entry: &Entry, zone: Option<usize>) -> i64 {
        let class = entry.class as usize;
        entry.cost + zone.map_or_else(|| self.least[class].0, |zone| self.table[zone][class])
    }

    /// The zone that is cheapest for a class.
    fn zone(&self, class: u32) -> usize {
        self.least[class as usize].1 as usize
    }
}

/// What one pool gives: its cheapest items for every number of them.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Share {
    /// Priced cost of `least`, `least` + 1, … items; [`NEVER`] where there are none.
    pub(in crate::engine) cost: Vec<i64>,
    /// The items of these: the first n of them are those of n items. Class, zone, priced cost.
    picks: Vec<(u32, u32, i64)>,
    /// By cell or run, the priced cost of the dearest item that could matter here.
    pub(in crate::engine) edge: Vec<i64>,
    /// Of seat j and the seats after it.
    pub(in crate::engine) from: Vec<i64>,
}

impl Share {
    fn clear(&mut self) {
        self.cost.clear();
        self.picks.clear();
        self.edge.clear();
        self.from.clear();
    }
}

/// The relaxation at some prices.
#[derive(Clone, Debug, Default)]
pub(in crate::engine) struct Relaxed {
    pub(in crate::engine) bound: i64,
    pub(in crate::engine) shares: Vec<Share>,
    /// `before[p][t]`: t items of the first p pools.
    pub(in crate::engine) before: Vec<Vec<i64>>,
    /// What the cheapest choice adds to each dimension.
    pub(in crate::engine) used: Vec<i64>,
    /// Room for the cheapest items of one offer, kept from one valuation to the next.
    top: Vec<(i64, Entry)>,
    rest: Vec<(i64, u32)>,
}

/// Values the relaxation.
pub(in crate::engine) fn relax(layout: &Layout, offers: &Offers, prices: &Prices) -> Relaxed {
    let mut relaxed = Relaxed::default();
    relaxed.value(layout, offers, prices);
    relaxed
}

impl Relaxed {
    /// Values the relaxation in the place of another.
    pub(in crate::engine) fn value(&mut self, layout: &Layout, offers: &Offers, prices: &Prices) {
        self.shares.resize_with(layout.pools.len(), Share::default);
        for ((pool, offers), share) in layout.pools.iter().zip(offers).zip(&mut self.shares) {
            share.clear();
            match &pool.kind {
                Kind::Counted(cells) => {
                    let buffers = (&mut self.top, &mut self.rest);
                    counted(layout, pool, cells, offers, prices, share, buffers);
                }
                Kind::Seated(seats) => *share = seated(layout, seats, offers, prices),
            }
        }
        let most = layout.total.1.max(0) as usize;
        self.before.resize_with(layout.pools.len() + 1, Vec::new);
        self.before[0].clear();
        self.before[0].resize(most + 1, NEVER);
        self.before[0][0] = 0;
        for (p, (pool, share)) in layout.pools.iter().zip(&self.shares).enumerate() {
            let (done, row) = self.before.split_at_mut(p + 1);
            add(&done[p], pool.least, &share.cost, &mut row[0]);
        }
        let last = &self.before[layout.pools.len()];
        let counts = layout.total.0.max(0) as usize..=most;
        let count = counts.min_by_key(|t| (last.get(*t).copied().unwrap_or(NEVER), *t)).unwrap_or(0);
        let value = last.get(count).copied().unwrap_or(NEVER);
        self.used.clear();
        self.used.resize(layout.dims.len(), 0);
        if value < NEVER {
            trace(layout, &self.shares, &self.before, count, &mut self.used);
        }
        self.bound = if value < NEVER { value - prices.worth } else { NEVER };
    }
}

/// Least cost of t items, n of them from a pool that gives `cost[n - least]`.
pub(in crate::engine) fn add(so_far: &[i64], least: usize, cost: &[i64], row: &mut Vec<i64>) {
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

/// Walks the dynamic programme back and adds up what its choice uses.
fn trace(layout: &Layout, shares: &[Share], before: &[Vec<i64>], count: usize, used: &mut [i64]) {
    let mut t = count;
    for (p, share) in shares.iter().enumerate().rev() {
        let least = layout.pools[p].least;
        let gives = |n: &usize| {
            *n <= t
                && share.cost[n - least] < NEVER
                && before[p][t - n] < NEVER
                && before[p][t - n] + share.cost[n - least] == before[p + 1][t]
        };
        let n = (least..least + share.cost.len()).find(gives).expect("internal: a way back");
        for (class, zone, _) in &share.picks[..n] {
            for (d, amount) in &layout.loads[*class as usize][*zone as usize] {
                used[usize::from(*d)] += i64::from(*amount);
            }
        }
        t -= n;
    }
}

/// The cheapest items of one offer, one of a family, cheapest first.
fn top(
    layout: &Layout,
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
        let priced = prices.priced(entry, zone);
        if top.len() == most && top[most - 1].0 <= priced {
            continue;
        }
        if let Some(family) = layout.links.family(entry.item) {
            let relative = top.iter().position(|(_, e)| layout.links.family(e.item) == Some(family));
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

/// Room for the cheapest items of an offer, and for those that a pool may add.
type Buffers<'b> = (&'b mut Vec<(i64, Entry)>, &'b mut Vec<(i64, u32)>);

/// The shares of a counted pool: what its cells must give first, then the cheapest of the rest.
fn counted(
    layout: &Layout,
    pool: &crate::engine::presolve::Pool,
    cells: &[crate::engine::presolve::Cell],
    offers: &[Vec<Entry>],
    prices: &Prices,
    share: &mut Share,
    (best, rest): Buffers<'_>,
) {
    rest.clear();
    let mut sum = 0;
    for (cell, offer) in cells.iter().zip(offers) {
        let most = cell.most.min(pool.most);
        top(layout, offer, prices, None, most, best);
        share.edge.push(if best.len() < most { NEVER } else { best.last().map_or(-NEVER, |(p, _)| *p) });
        if best.len() < cell.least {
            share.clear();
            share.cost.resize(pool.most.saturating_sub(pool.least) + 1, NEVER);
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
    for n in given..=pool.most {
        if n >= pool.least {
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

/// The share of a seated pool: its cheapest items, one for each seat.
fn seated(
    layout: &Layout,
    seats: &[crate::engine::presolve::Seat],
    offers: &[Vec<Entry>],
    prices: &Prices,
) -> Share {
    let count = seats.len();
    if count == 0 {
        return Share { cost: vec![0], from: vec![0], ..Share::default() };
    }
    let zones: Vec<usize> = seats.iter().filter(|s| !s.alike).map(|s| s.zone).collect();
    // No seat needs more than one item for each seat of its pool: the others take one each.
    let cheapest = |(offer, zone): (&Vec<Entry>, &usize)| {
        let mut best = Vec::with_capacity(count + 1);
        top(layout, offer, prices, Some(*zone), count, &mut best);
        best
    };
    let tops: Vec<Vec<(i64, Entry)>> = offers.iter().zip(&zones).map(cheapest).collect();
    let edge = |top: &Vec<(i64, Entry)>| if top.len() < count { NEVER } else { top[count - 1].0 };
    let edge = tops.iter().map(edge).collect();
    let column = |e: &Entry| layout.links.column(e.item);
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
