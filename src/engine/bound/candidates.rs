//! The items that a search looks at, with what they cost in this kit.
//!
//! A bank of 100,000 has thousands of items a cell and a kit takes three, so prices are sought on
//! the cheapest few; the bound is then taken over all of them once, which keeps it exact (pricing in
//! the sense of column generation: Gilmore & Gomory 1961).

use crate::engine::bound::lagrangian::Prices;
use crate::engine::presolve::{Kind, Layout};
use crate::engine::problem::{DEAREST, FORBIDDEN};

/// An item on offer.
#[derive(Clone, Copy, Debug)]
pub(in crate::engine) struct Entry {
    pub(in crate::engine) cost: i64,
    pub(in crate::engine) class: u32,
    pub(in crate::engine) item: u32,
}

/// By pool, and there by cell (or by run of alike seats), the items on offer.
pub(in crate::engine) type Offers = Vec<Vec<Vec<Entry>>>;

/// How many of a cell a first look takes.
const SHORT: usize = 40;

/// Every item that is not forbidden.
pub(in crate::engine) fn all(layout: &Layout, costs: &[u64]) -> Offers {
    each(layout, &mut |items| items.filter_map(|n| entry(layout, costs, n)).collect())
}

/// The cheapest items at these prices, some [`SHORT`] of each cell.
pub(in crate::engine) fn short(layout: &Layout, offers: &Offers, prices: &Prices) -> Option<Offers> {
    if offers.iter().flatten().all(|o| o.len() <= 2 * SHORT) {
        return None;
    }
    let shorten = |(pool, offers): (usize, &Vec<Vec<Entry>>)| {
        let zones = zones(layout, pool, offers.len());
        offers.iter().zip(zones).map(|(offer, zone)| cheapest(offer, prices, zone)).collect()
    };
    Some(offers.iter().enumerate().map(shorten).collect())
}

/// Those of `offers` whose priced cost is at most that of the item that `edge` names by pool and
/// cell.
pub(in crate::engine) fn below(
    layout: &Layout,
    offers: &Offers,
    prices: &Prices,
    edge: &[Vec<i64>],
) -> Offers {
    let keep = |(pool, offers): (usize, &Vec<Vec<Entry>>)| {
        let zones = zones(layout, pool, offers.len());
        let of = offers.iter().zip(zones).zip(&edge[pool]);
        of.map(|((offer, zone), edge)| {
            let near = |e: &&Entry| prices.priced(e, zone) <= *edge;
            offer.iter().filter(near).copied().collect()
        })
        .collect()
    };
    offers.iter().enumerate().map(keep).collect()
}

/// The zone of every offer of a pool; none where the item may choose.
pub(in crate::engine) fn zones(layout: &Layout, pool: usize, offers: usize) -> Vec<Option<usize>> {
    match &layout.pools[pool].kind {
        Kind::Counted(_) => vec![None; offers],
        Kind::Seated(seats) => seats.iter().filter(|s| !s.alike).map(|s| Some(s.zone)).collect(),
    }
}

fn each(layout: &Layout, make: &mut dyn FnMut(&mut dyn Iterator<Item = u32>) -> Vec<Entry>) -> Offers {
    let offers = |pool: &crate::engine::presolve::Pool| -> Vec<Vec<Entry>> {
        match &pool.kind {
            Kind::Counted(cells) => {
                cells.iter().map(|c| make(&mut (c.items.start as u32..c.items.end as u32))).collect()
            }
            Kind::Seated(seats) => {
                let runs = seats.iter().filter(|s| !s.alike);
                runs.map(|s| make(&mut s.items.iter().copied())).collect()
            }
        }
    };
    layout.pools.iter().map(offers).collect()
}

fn entry(layout: &Layout, costs: &[u64], n: u32) -> Option<Entry> {
    let cost = costs[layout.items[n as usize] as usize];
    let class = layout.class[n as usize];
    (cost != FORBIDDEN).then(|| Entry { cost: cost.min(DEAREST) as i64, class, item: n })
}

/// A bounded selection in one pass: what is dearer than the best [`SHORT`] so far is passed over.
fn cheapest(offer: &[Entry], prices: &Prices, zone: Option<usize>) -> Vec<Entry> {
    if offer.len() <= 2 * SHORT {
        return offer.to_vec();
    }
    let mut near: Vec<(i64, u32, Entry)> = Vec::with_capacity(2 * SHORT);
    let mut edge = i64::MAX;
    for entry in offer {
        let priced = prices.priced(entry, zone);
        if priced < edge {
            near.push((priced, entry.item, *entry));
            if near.len() == 2 * SHORT {
                near.select_nth_unstable_by_key(SHORT, |(priced, n, _)| (*priced, *n));
                near.truncate(SHORT);
                edge = near.iter().map(|(priced, ..)| *priced).max().unwrap_or(i64::MAX);
            }
        }
    }
    near.into_iter().map(|(.., entry)| entry).collect()
}
