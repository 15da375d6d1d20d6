//! What each pool may give below a limit: its sets of items, cheapest first.
//!
//! A set is listed when the cheapest kit that could hold it stays within the limit, other pools at
//! their cheapest. Below a small limit that is a handful of sets a pool, whatever the bank.

use std::collections::BTreeSet;

use crate::engine::bound::assignment::NEVER;
use crate::engine::bound::candidates::Offers;
use crate::engine::bound::lagrangian::{Prices, Relaxed, add};
use crate::engine::presolve::{Kind, Layout};
use crate::engine::search::enumerate::Maker;
use crate::engine::search::packing_cuts::Cut;

/// Lists longer than this are thinned out.
const LONG: usize = 48;

/// A set of items of one pool.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Choice {
    /// Priced cost.
    pub(in crate::engine) priced: i64,
    /// Where its items begin, and its sums.
    pub(in crate::engine) items: u32,
    pub(in crate::engine) sums: u32,
    /// Whether it shuts out items of other pools.
    pub(in crate::engine) outward: bool,
}

/// The sets of a pool by their number of items.
#[derive(Debug, Default)]
pub(in crate::engine) struct List {
    pub(in crate::engine) least: usize,
    pub(in crate::engine) by_count: Vec<Vec<Choice>>,
    /// Items with their zones, set by set; for seats, in the order of the seats.
    pub(in crate::engine) items: Vec<(u32, u32)>,
    /// What each set adds to each dimension and to each cut.
    pub(in crate::engine) sums: Vec<i32>,
    pub(in crate::engine) dims: usize,
}

impl List {
    /// Items with their zones; for seats, in the order of the seats.
    pub(in crate::engine) fn items(&self, choice: &Choice, count: usize) -> &[(u32, u32)] {
        &self.items[choice.items as usize..choice.items as usize + count]
    }

    /// What the set adds to each dimension.
    pub(in crate::engine) fn sums(&self, choice: &Choice) -> &[i32] {
        &self.sums[choice.sums as usize..choice.sums as usize + self.dims]
    }

    /// Number of sets.
    pub(in crate::engine) fn len(&self) -> usize {
        self.by_count.iter().map(Vec::len).sum()
    }

    /// Sorts the sets, and leaves out those in whose place another, no dearer, would do as well: the
    /// same classes of items in the same zones, the same items shut out.
    fn tidy(&mut self, layout: &Layout<'_>) {
        let mut by_count = std::mem::take(&mut self.by_count);
        for (count, choices) in (self.least..).zip(&mut by_count) {
            choices.sort_unstable_by(|a, b| {
                a.priced.cmp(&b.priced).then_with(|| self.items(a, count).cmp(self.items(b, count)))
            });
            if choices.len() <= LONG {
                continue;
            }
            let single = layout.zones.iter().all(|z| !z.packed);
            let mut seen: BTreeSet<(Vec<i32>, Vec<u32>)> = BTreeSet::new();
            choices.retain(|choice| {
                let items = self.items(choice, count);
                let outward = items.iter().map(|(n, _)| *n).filter(|n| layout.links.outward(*n)).collect();
                let mut shape: Vec<i32> = match single {
                    true => self.sums(choice).to_vec(),
                    false => items.iter().map(|(n, z)| (layout.class[*n as usize] * 64 + z) as i32).collect(),
                };
                if !single {
                    shape.sort_unstable();
                }
                seen.insert((shape, outward))
            });
        }
        self.by_count = by_count;
    }
}

/// The lists of all pools, and whether they are complete.
pub(in crate::engine) struct Lists {
    pub(in crate::engine) lists: Vec<List>,
    pub(in crate::engine) complete: bool,
    /// Sets were left out because they cost too much.
    pub(in crate::engine) cut: bool,
    /// What each of the cuts allows.
    pub(in crate::engine) limits: Vec<i64>,
}

/// Lists what may be part of a kit whose priced cost is at most `limit`; `nodes` pays for it.
pub(in crate::engine) fn list(
    layout: &Layout<'_>,
    offers: &Offers,
    prices: &Prices,
    relaxed: &Relaxed,
    limit: i64,
    cuts: &[Cut],
    nodes: &mut u64,
) -> Lists {
    let after = after(layout, relaxed);
    let (mut complete, mut cut) = (true, false);
    let mut lists = Vec::new();
    for (p, pool) in layout.pools.iter().enumerate() {
        let rooms = rooms(layout, relaxed, &after[p + 1], p, limit);
        let mut maker = Maker::new(layout, pool, cuts, *nodes);
        match &pool.kind {
            Kind::Counted(cells) => maker.counted(cells, &offers[p], prices, &rooms),
            Kind::Seated(seats) => maker.seated(seats, &offers[p], prices, &relaxed.shares[p].from, rooms[0]),
        }
        complete &= maker.complete();
        cut |= maker.cut;
        *nodes -= maker.nodes();
        let mut list = maker.into_list();
        list.tidy(layout);
        lists.push(list);
    }
    Lists { lists, complete, cut, limits: cuts.iter().map(|cut| cut.limit).collect() }
}

/// `after[p][t]`: least priced cost of t items of the pools from p on.
fn after(layout: &Layout<'_>, relaxed: &Relaxed) -> Vec<Vec<i64>> {
    let mut row = vec![NEVER; layout.total.1 as usize + 1];
    row[0] = 0;
    let mut rows = vec![row];
    for (pool, share) in layout.pools.iter().zip(&relaxed.shares).rev() {
        let mut row = Vec::new();
        add(&rows[rows.len() - 1], pool.least, &share.cost, &mut row);
        rows.push(row);
    }
    rows.reverse();
    rows
}

/// By number of items, what a set of pool p may cost.
fn rooms(layout: &Layout<'_>, relaxed: &Relaxed, after: &[i64], p: usize, limit: i64) -> Vec<i64> {
    let pool = &layout.pools[p];
    let (from, to) = (layout.total.0 as usize, layout.total.1 as usize);
    let before = &relaxed.before[p];
    let others = |n: usize| {
        let given = (0..=to - n).filter(|t| before[*t] < NEVER);
        let sums = given.flat_map(|t| {
            let rest = &after[from.saturating_sub(t + n)..=to - n - t];
            rest.iter().map(move |rest| if *rest < NEVER { before[t] + rest } else { NEVER })
        });
        sums.min().unwrap_or(NEVER)
    };
    let room = |n: usize| {
        let others = if n > to { NEVER } else { others(n) };
        if others == NEVER { -NEVER } else { limit - others }
    };
    (pool.least..=pool.most).map(room).collect()
}
