//! What every kit must have of some set of items, counted: a cell's least, a group's, that of seats.
//!
//! Where n items out of m are in every kit, the most used of them is in n/m of all kits at least, and
//! in more where families are large, since a kit has one item of a family at most. For seats the sets
//! are those of Hall (1935): seats, together with all others that admit no item besides theirs.

use std::collections::BTreeSet;

use crate::engine::exposure::bound::ONE;
use crate::engine::presolve::{Kind, Layout, Pool};
use crate::engine::problem::Seat;

/// Up to this many seats that differ, every set of them is looked at; of more, each one and all.
const SETS: usize = 6;

/// Items of which every kit has a number.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Need {
    pub(in crate::engine) count: i64,
    /// The items as the problem numbers them, family by family.
    pub(in crate::engine) items: Vec<u32>,
    /// Number of items in each family, the largest first; an item without one is a family.
    pub(in crate::engine) families: Vec<u32>,
}

impl Need {
    fn new(layout: &Layout, count: usize, mut items: Vec<u32>) -> Need {
        items.sort_unstable_by_key(|n| layout.links.column(*n));
        let mut families: Vec<&[u32]> =
            items.chunk_by(|a, b| layout.links.column(*a) == layout.links.column(*b)).collect();
        families.sort_by_key(|family| std::cmp::Reverse(family.len()));
        let sizes = families.iter().map(|family| family.len() as u32).collect();
        let items = families.into_iter().flatten().map(|n| layout.items[*n as usize]).collect();
        Need { count: count as i64, items, families: sizes }
    }

    /// The items of each family.
    pub(in crate::engine) fn by_family(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.items.as_slice();
        self.families.iter().map(move |size| {
            let (family, others) = rest.split_at(*size as usize);
            rest = others;
            family
        })
    }

    /// The smallest share with which the items suffice.
    pub(in crate::engine) fn share(&self) -> i64 {
        let (mut count, mut items) = (self.count, self.items.len() as i64);
        for size in self.families.iter().map(|size| i64::from(*size)) {
            // Where the largest family can give the full share of each, so can all.
            if count * size <= items {
                return count * ONE / items;
            }
            (count, items) = (count - 1, items - size);
        }
        if count > 0 { ONE } else { 0 }
    }
}

/// What every kit has: by cell, by group, by set of seats.
pub(in crate::engine) fn needs(layout: &Layout) -> Vec<Need> {
    let mut needs = Vec::new();
    let mut add = |count: usize, items: Vec<u32>| {
        if count > 0 {
            needs.push(Need::new(layout, count, items));
        }
    };
    for (p, pool) in layout.pools.iter().enumerate() {
        let items = members(pool);
        if layout.seated(p) {
            let seats = seats(layout, pool.group);
            let admitted = |n: &u32| admitted(layout, &seats, *n);
            let masks: Vec<u64> = items.iter().map(admitted).collect();
            let kinds: BTreeSet<u64> = masks.iter().copied().collect();
            for set in sets(&kinds, seats.len()) {
                let count =
                    seats.iter().enumerate().filter(|(k, _)| set >> k & 1 == 1).map(|(_, s)| s.1).sum();
                let mine = items.iter().zip(&masks).filter(|(_, mask)| *mask & set != 0);
                add(count, mine.map(|(n, _)| *n).collect());
            }
            continue;
        }
        if let Kind::Counted(cells) = &pool.kind {
            cells.iter().for_each(|c| add(c.least, (c.items.start as u32..c.items.end as u32).collect()));
        }
        add(pool.least, items);
    }
    needs
}

/// The items of a group.
fn members(pool: &Pool) -> Vec<u32> {
    let mut items: Vec<u32> = match &pool.kind {
        Kind::Counted(cells) => cells.iter().flat_map(|c| c.items.start as u32..c.items.end as u32).collect(),
        Kind::Seated(seats) => seats.iter().filter(|s| !s.alike).flat_map(|s| &s.items).copied().collect(),
    };
    items.sort_unstable();
    items.dedup();
    items
}

/// The seats of a group that differ in what they admit, each with the number of its like.
fn seats(layout: &Layout, group: usize) -> Vec<(Seat, usize)> {
    let mut seats: Vec<(Seat, usize)> = Vec::new();
    let mine = layout.rooms().flat_map(|room| &room.seats).filter(|(g, _)| *g == group);
    for (_, seat) in mine {
        match seats.iter().position(|(s, _)| (s.kinds, s.minutes) == (seat.kinds, seat.minutes)) {
            Some(at) => seats[at].1 += 1,
            None if seats.len() < 64 => seats.push((*seat, 1)),
            None => {}
        }
    }
    seats
}

/// Bit mask of the seats that an item fits.
fn admitted(layout: &Layout, seats: &[(Seat, usize)], n: u32) -> u64 {
    let fits = seats.iter().enumerate().filter(|(_, (seat, _))| seat.admits(layout.item(n)));
    fits.fold(0, |mask, (k, _)| mask | 1 << k)
}

/// Sets of seats that hold every seat which admits no item besides theirs; `kinds`: the masks of the
/// items there are.
fn sets(kinds: &BTreeSet<u64>, seats: usize) -> BTreeSet<u64> {
    let all = if seats < 64 { (1 << seats) - 1 } else { u64::MAX };
    let some: Vec<u64> = match seats <= SETS {
        true => (1..=all).collect(),
        false => (0..seats).map(|k| 1 << k).chain([all]).collect(),
    };
    let whole = |set: u64| {
        let other = kinds.iter().filter(|mask| *mask & set == 0).fold(0, |seats, mask| seats | mask);
        all & !other
    };
    some.into_iter().map(whole).collect()
}

#[cfg(test)]
mod tests {
    use super::{ONE, needs};
    use crate::engine::presolve::Layout;
    use crate::engine::{Group, Item, Problem, Round, Seat, Window};

    fn item(cell: u32, kind: u8, family: Option<u32>) -> Item {
        Item { group: 0, cell, kind, minutes: 5, difficulty: 0, family }
    }

    fn round() -> Round {
        Round { minutes: Window::ANY, count: Window::ANY, kinds: Vec::new() }
    }

    /// Count, number of items and share of every set.
    fn shares(items: Vec<Item>, group: Group) -> Vec<(i64, usize, i64)> {
        let problem = Problem { items, groups: vec![group], rounds: vec![round(); 2], ..Problem::default() };
        let needs = needs(&Layout::new(problem.clone().into(), false));
        needs.iter().map(|need| (need.count, need.items.len(), need.share())).collect()
    }

    #[test]
    fn cells_and_groups_are_counted() {
        let items = vec![item(0, 0, None), item(0, 0, None), item(0, 0, None), item(1, 0, None)];
        let cells = vec![Window::at_least(2), Window::ANY];
        let group = Group::Counted { count: Window::exactly(3), cells, spread: 0 };
        assert_eq!(shares(items, group), [(2, 3, 2 * ONE / 3), (3, 4, 3 * ONE / 4)]);
    }

    #[test]
    fn a_family_gives_one_item_a_kit() {
        let items = vec![item(0, 0, Some(7)), item(0, 0, Some(7)), item(0, 0, Some(7)), item(0, 0, None)];
        let group = Group::Counted { count: Window::exactly(2), cells: vec![Window::ANY], spread: 0 };
        // Two out of four would be a half; but the lone one is in every kit.
        assert_eq!(shares(items, group), [(2, 4, ONE)]);
    }

    #[test]
    fn seats_count_together_with_those_that_have_no_items_besides() {
        let items = vec![item(0, 0, None), item(0, 0, None), item(0, 1, None)];
        let seat = |round, kinds| Seat { round, kinds, minutes: Window::ANY };
        let all = shares(items, Group::Seated(vec![seat(0, 0b01), seat(1, 0b11)]));
        assert_eq!(all, [(1, 2, ONE / 2), (2, 3, 2 * ONE / 3)]);
    }

    #[test]
    fn like_seats_in_several_rounds_share_their_items() {
        let items = (0..5).map(|_| item(0, 0, None)).collect();
        let seat = |round| Seat { round, kinds: 1, minutes: Window::ANY };
        let all = shares(items, Group::Seated(vec![seat(0), seat(1)]));
        assert_eq!(all, [(2, 5, 2 * ONE / 5)]);
    }
}
