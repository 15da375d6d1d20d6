//! Column enumeration by reduced cost, as Baldacci, Christofides & Mingozzi (2008) enumerate routes: how much
//! a column of each group may cost within the gap.

use crate::bound::assignment::NEVER;
use crate::bound::candidates::Offers;
use crate::bound::lagrangian::{Relaxed, add};
use crate::bound::prices::Prices;
use crate::presolve::{Instance, Kind};
use crate::search::columns::Lists;
use crate::search::enumerate::Maker;
use crate::search::packing_cuts::Cut;

/// The columns that may be part of a form whose reduced cost is at most `limit`, by group. The nodes spent
/// are subtracted from `nodes`.
pub(crate) fn list(
    instance: &Instance,
    offers: &Offers,
    prices: &Prices,
    relaxed: &Relaxed,
    limit: i64,
    cuts: &[Cut],
    nodes: &mut u64,
) -> Lists {
    let after = after(instance, relaxed);
    let (mut complete, mut cut) = (true, false);
    let mut lists = Vec::new();
    for (p, part) in instance.parts.iter().enumerate() {
        let budgets = budgets(instance, relaxed, &after[p + 1], p, limit);
        let mut maker = Maker::new(instance, part, cuts, *nodes);
        match &part.kind {
            Kind::Counted(cells) => maker.counted(cells, &offers[p], prices, &budgets),
            Kind::Seated(seats) => {
                maker.seated(seats, &offers[p], prices, &relaxed.shares[p].from, budgets[0])
            }
        }
        complete &= maker.complete();
        cut |= maker.cut;
        *nodes -= maker.nodes();
        let mut list = maker.into_list();
        list.tidy(instance);
        lists.push(list);
    }
    Lists { lists, complete, cut, limits: cuts.iter().map(|cut| cut.limit).collect() }
}

/// `after[p][t]`: least reduced cost of t items of the groups from p on.
fn after(instance: &Instance, relaxed: &Relaxed) -> Vec<Vec<i64>> {
    let mut row = vec![NEVER; instance.total.1 as usize + 1];
    row[0] = 0;
    let mut rows = vec![row];
    for (part, share) in instance.parts.iter().zip(&relaxed.shares).rev() {
        let mut row = Vec::new();
        add(&rows[rows.len() - 1], part.least, &share.cost, &mut row);
        rows.push(row);
    }
    rows.reverse();
    rows
}

/// For each number of items, the highest reduced cost that a column of group p may have.
fn budgets(instance: &Instance, relaxed: &Relaxed, after: &[i64], p: usize, limit: i64) -> Vec<i64> {
    let part = &instance.parts[p];
    let (from, to) = (instance.total.0 as usize, instance.total.1 as usize);
    let before = &relaxed.before[p];
    let others = |n: usize| {
        let given = (0..=to - n).filter(|t| before[*t] < NEVER);
        let sums = given.flat_map(|t| {
            let rest = &after[from.saturating_sub(t + n)..=to - n - t];
            rest.iter().map(move |rest| if *rest < NEVER { before[t] + rest } else { NEVER })
        });
        sums.min().unwrap_or(NEVER)
    };
    let budget = |n: usize| {
        let others = if n > to { NEVER } else { others(n) };
        if others == NEVER { -NEVER } else { limit - others }
    };
    (part.least..=part.most).map(budget).collect()
}
