//! Dominance reduction for the decision whether any form is feasible: finds items that another item can
//! always replace.
//!
//! If no resource has a minimum and difficulty is not constrained, an item is at least as good as any longer
//! one that fits the same seats, so only the shortest few items of a group are needed. Otherwise items that
//! are alike in every respect replace each other. Items that have enemies or other items in their family
//! stay. There is one exception: if a family consists of copies of one item in different groups, it is
//! treated as one item without relatives.

use std::collections::{BTreeMap, BTreeSet};

use crate::presolve::Instance;

/// The places where an item may be chosen, as pairs of group and cell (or run of seats), and its kind or
/// class.
type Key = (Vec<(usize, usize)>, u32);

/// An item, or the copies of one item in several groups: all or none of them are left out.
struct Unit {
    key: Key,
    minutes: u32,
    lone: bool,
    items: usize,
}

/// The items that are not needed to decide feasibility, given as columns
/// ([`Links::column`](crate::problem::exclusions::Links::column)). `offers` lists every item that
/// may be chosen as (group, cell or run of seats, item), sorted by group and cell.
pub(crate) fn dominated(
    instance: &Instance,
    offers: impl Iterator<Item = (usize, usize, u32)>,
) -> BTreeSet<u64> {
    let upward = upward(instance);
    let kinds = instance.rounds().any(|round| !round.kinds.is_empty());
    let mut units: BTreeMap<u64, Unit> = BTreeMap::new();
    for (p, k, n) in offers {
        let item = instance.item(n);
        let alike = if !upward { instance.class[n as usize] } else { u32::from(item.kind) };
        let tell = if upward && !kinds { 0 } else { alike };
        let unit = units.entry(instance.links.column(n)).or_insert_with(|| Unit {
            key: (Vec::new(), tell),
            minutes: item.minutes,
            lone: instance.links.foes(n).is_empty(),
            items: n as usize,
        });
        let stranger = unit.items != n as usize && unit.key.0.iter().any(|(q, _)| *q == p);
        let same = unit.minutes == item.minutes && unit.key.1 == tell;
        unit.lone &= !stranger && same && instance.links.foes(n).is_empty();
        unit.items = n as usize;
        unit.key.0.push((p, k));
    }
    dropped(instance, &units)
}

/// Whether a shorter item is as good as a longer one.
pub(crate) fn upward(instance: &Instance) -> bool {
    instance.resources.iter().all(|resource| resource.range.0 <= 0) && !instance.has_difficulty()
}

/// The lone units (no enemies, and no relatives except copies of the same item) that are not needed. Of the
/// lone units with the same key, the shortest are kept, as many as a form could hold.
fn dropped(instance: &Instance, units: &BTreeMap<u64, Unit>) -> BTreeSet<u64> {
    let mut of_key: BTreeMap<&Key, Vec<(u32, u64)>> = BTreeMap::new();
    for (column, unit) in units.iter().filter(|(_, unit)| unit.lone) {
        of_key.entry(&unit.key).or_default().push((unit.minutes, *column));
    }
    let mut dropped = BTreeSet::new();
    for ((places, _), mut lone) in of_key {
        let mut parts: Vec<usize> = places.iter().map(|(p, _)| *p).collect();
        parts.dedup();
        let most: usize = parts.iter().map(|p| instance.parts[*p].most).sum();
        if lone.len() > most {
            lone.sort_unstable();
            dropped.extend(lone[most..].iter().map(|(_, column)| *column));
        }
    }
    dropped
}
