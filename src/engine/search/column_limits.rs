//! How much the column of each group may cost within the gap: variable fixing by reduced cost, for
//! whole columns (Baldacci, Christofides & Mingozzi 2008 do so for routes).

use crate::engine::bound::assignment::NEVER;
use crate::engine::bound::candidates::Offers;
use crate::engine::bound::lagrangian::{Relaxed, add};
use crate::engine::bound::prices::Prices;
use crate::engine::presolve::{Kind, Layout};
use crate::engine::search::columns::Lists;
use crate::engine::search::enumerate::Maker;

/// Lists what may be part of a kit whose priced cost is at most `limit`; `nodes` pays for it.
pub(in crate::engine) fn list(
    layout: &Layout<'_>,
    offers: &Offers,
    prices: &Prices,
    relaxed: &Relaxed,
    limit: i64,
    nodes: &mut u64,
) -> Lists {
    let after = after(layout, relaxed);
    let (mut complete, mut cut) = (true, false);
    let mut lists = Vec::new();
    for (p, pool) in layout.pools.iter().enumerate() {
        let rooms = rooms(layout, relaxed, &after[p + 1], p, limit);
        let mut maker = Maker::new(layout, pool, *nodes);
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
    Lists { lists, complete, cut }
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
