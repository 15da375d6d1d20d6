//! Fewer items where only the rules count: those that another could always stand in for are left out.
//!
//! Where rounds have no least minutes, a question is as good as any longer one that fits the same
//! seats, so a group needs no more than its shortest few. Elsewhere, items that are alike in every
//! respect stand in for each other. Items with relatives or enemies stay, except that a family whose
//! members stand in different groups (one question offered to several) counts as one item.
//!
//! Costs mean nothing here. Small ones are dealt so that sets differ: with equal ones no set would come
//! before another, and the search could not tell where to begin.

use std::collections::BTreeMap;

use crate::engine::bound::candidates::Offers;
use crate::engine::presolve::Layout;

/// Where an item is offered: pool, and cell or run of seats; and what else tells it from others.
type Key = (Vec<(usize, usize)>, u32);

/// What stands or falls together: an item, or the doubles of one.
struct Unit {
    key: Key,
    minutes: u32,
    lone: bool,
    items: usize,
}

/// As good as all offers where only the rules count.
pub(in crate::engine) fn thin(layout: &Layout, offers: &Offers) -> Offers {
    let upward = layout.dims.iter().all(|dim| dim.range.0 <= 0) && !layout.has_difficulty();
    let kinds = layout.rooms().any(|room| !room.kinds.is_empty());
    let mut units: BTreeMap<u64, Unit> = BTreeMap::new();
    for (p, pool) in offers.iter().enumerate() {
        for (k, offer) in pool.iter().enumerate() {
            for entry in offer {
                let item = layout.item(entry.item);
                let alike = if !upward { layout.class[entry.item as usize] } else { u32::from(item.kind) };
                let tell = if upward && !kinds { 0 } else { alike };
                let unit = units.entry(layout.links.column(entry.item)).or_insert_with(|| Unit {
                    key: (Vec::new(), tell),
                    minutes: item.minutes,
                    lone: layout.links.foes(entry.item).is_empty(),
                    items: entry.item as usize,
                });
                let stranger = unit.items != entry.item as usize && unit.key.0.iter().any(|(q, _)| *q == p);
                let same = unit.minutes == item.minutes && unit.key.1 == tell;
                unit.lone &= !stranger && same && layout.links.foes(entry.item).is_empty();
                unit.items = entry.item as usize;
                unit.key.0.push((p, k));
            }
        }
    }
    let dropped = dropped(layout, &units);
    let mut thin = offers.clone();
    for offer in thin.iter_mut().flatten() {
        offer.retain(|entry| !dropped.contains(&layout.links.column(entry.item)));
        for entry in offer {
            let n = layout.items[entry.item as usize];
            let minutes = if upward { i64::from(layout.item(entry.item).minutes) << 10 } else { 0 };
            entry.cost = minutes + scatter(n) / if upward { 1 << 10 } else { 1 };
        }
    }
    thin
}

/// Lone units beyond the number that could be chosen from their key, the shortest ones first.
fn dropped(layout: &Layout, units: &BTreeMap<u64, Unit>) -> std::collections::BTreeSet<u64> {
    let mut of_key: BTreeMap<&Key, Vec<(u32, u64)>> = BTreeMap::new();
    for (column, unit) in units.iter().filter(|(_, unit)| unit.lone) {
        of_key.entry(&unit.key).or_default().push((unit.minutes, *column));
    }
    let mut dropped = std::collections::BTreeSet::new();
    for ((places, _), mut lone) in of_key {
        let mut pools: Vec<usize> = places.iter().map(|(p, _)| *p).collect();
        pools.dedup();
        let most: usize = pools.iter().map(|p| layout.pools[*p].most).sum();
        if lone.len() > most {
            lone.sort_unstable();
            dropped.extend(lone[most..].iter().map(|(_, column)| *column));
        }
    }
    dropped
}

/// Twenty bits that have nothing to do with the number (SplitMix64: Steele, Lea & Flood 2014).
fn scatter(n: u32) -> i64 {
    let z = u64::from(n).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (z >> 44) as i64
}
