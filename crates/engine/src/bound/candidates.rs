//! The candidate items of a search with their costs; partial pricing, and fixing of items by reduced
//! cost.
//!
//! A bank of 100,000 items has thousands of items in each cell, and a form takes about three items from each
//! cell. So prices are computed with the cheapest few items only. The bound at these prices is then computed
//! once over all items, so it stays valid (pricing as in column generation: Gilmore & Gomory 1961). An item
//! whose reduced cost exceeds the gap cannot be part of a better form and is left out.

use crate::bound::prices::Prices;
use crate::presolve::dominance::{dominated, upward};
use crate::presolve::{Instance, Kind};
use crate::problem::{DEAREST, FORBIDDEN};
use panelkit_math::{GAMMA, split_mix64};

/// An item that may be chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Entry {
    pub(crate) cost: i64,
    pub(crate) class: u32,
    pub(crate) item: u32,
}

/// The items that may be chosen: a list for each group, in it a list for each cell (or run of equal seats).
pub(crate) type Offers = Vec<Vec<Vec<Entry>>>;

/// The number of items that the short list takes from each cell.
const SHORT: usize = 40;

/// Every item that is not forbidden.
pub(crate) fn all(instance: &Instance, costs: &[u64]) -> Offers {
    each(instance, &mut |items| items.filter_map(|n| entry(instance, costs, n)).collect())
}

/// The cheapest items at these prices: between [`SHORT`] and twice as many of each cell. `None` if no list
/// is longer than that.
pub(crate) fn shortlist(instance: &Instance, offers: &Offers, prices: &Prices) -> Option<Offers> {
    if offers.iter().flatten().all(|o| o.len() <= 2 * SHORT) {
        return None;
    }
    let shorten = |(part, offers): (usize, &Vec<Vec<Entry>>)| {
        let zones = zones(instance, part, offers.len());
        offers.iter().zip(zones).map(|(offer, zone)| cheapest(offer, prices, zone)).collect()
    };
    Some(offers.iter().enumerate().map(shorten).collect())
}

/// The items of `offers` whose reduced cost is at most the limit in `edge` for their group and cell.
pub(crate) fn below(instance: &Instance, offers: &Offers, prices: &Prices, edge: &[Vec<i64>]) -> Offers {
    let keep = |(part, offers): (usize, &Vec<Vec<Entry>>)| {
        let zones = zones(instance, part, offers.len());
        let of = offers.iter().zip(zones).zip(&edge[part]);
        of.map(|((offer, zone), edge)| {
            let near = |e: &&Entry| prices.priced(e.cost, e.class, zone) <= *edge;
            offer.iter().filter(near).copied().collect()
        })
        .collect()
    };
    offers.iter().enumerate().map(keep).collect()
}

/// The zone of every offer of a group; `None` if the item may go to any zone.
pub(crate) fn zones(instance: &Instance, part: usize, offers: usize) -> Vec<Option<usize>> {
    match &instance.parts[part].kind {
        Kind::Counted(_) => vec![None; offers],
        Kind::Seated(seats) => seats.iter().filter(|s| !s.alike).map(|s| Some(s.zone)).collect(),
    }
}

fn each(instance: &Instance, make: &mut dyn FnMut(&mut dyn Iterator<Item = u32>) -> Vec<Entry>) -> Offers {
    let offers = |part: &crate::presolve::GroupPart| -> Vec<Vec<Entry>> {
        match &part.kind {
            Kind::Counted(cells) => {
                cells.iter().map(|c| make(&mut (c.items.start as u32..c.items.end as u32))).collect()
            }
            Kind::Seated(seats) => {
                let runs = seats.iter().filter(|s| !s.alike);
                runs.map(|s| make(&mut s.items.iter().copied())).collect()
            }
        }
    };
    instance.parts.iter().map(offers).collect()
}

fn entry(instance: &Instance, costs: &[u64], n: u32) -> Option<Entry> {
    let cost = costs[instance.items[n as usize] as usize];
    let class = instance.class[n as usize];
    (cost != FORBIDDEN).then(|| Entry { cost: cost.min(DEAREST) as i64, class, item: n })
}

/// Selects the cheapest items in one pass: items dearer than all of the best [`SHORT`] found so far are
/// skipped.
fn cheapest(offer: &[Entry], prices: &Prices, zone: Option<usize>) -> Vec<Entry> {
    if offer.len() <= 2 * SHORT {
        return offer.to_vec();
    }
    let mut near: Vec<(i64, u32, Entry)> = Vec::with_capacity(2 * SHORT);
    let mut edge = i64::MAX;
    for entry in offer {
        let priced = prices.priced(entry.cost, entry.class, zone);
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

/// A reduced set of offers that is enough to decide feasibility. The real costs do not matter for
/// feasibility, so this function replaces them. If shorter items are never worse (`upward`), the new cost is
/// the minutes with a random tie-break. Otherwise it is a random number. With equal costs the search would
/// have no order to follow.
pub(crate) fn thin(instance: &Instance, offers: &Offers) -> Offers {
    let places = offers.iter().enumerate().flat_map(|(p, part)| {
        let cells = part.iter().enumerate();
        cells.flat_map(move |(k, offer)| offer.iter().map(move |entry| (p, k, entry.item)))
    });
    let dropped = dominated(instance, places);
    let upward = upward(instance);
    let mut thin = offers.clone();
    for offer in thin.iter_mut().flatten() {
        offer.retain(|entry| !dropped.contains(&instance.links.column(entry.item)));
        for entry in offer {
            let n = instance.items[entry.item as usize];
            let minutes = if upward { i64::from(instance.item(entry.item).minutes) << 10 } else { 0 };
            entry.cost = minutes + scatter(n) / if upward { 1 << 10 } else { 1 };
        }
    }
    thin
}

/// Twenty pseudo-random bits that depend only on `n`.
fn scatter(n: u32) -> i64 {
    (split_mix64(GAMMA.wrapping_mul(n.into())) >> 44) as i64
}
