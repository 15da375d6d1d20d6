//! Counting constraints that every form meets: minima of cells and groups, and Hall sets of seats (Hall
//! 1935).
//!
//! If every form has n items out of m, the most used of these is in at least n/m of all forms. The share is
//! larger where families are large, since a form has at most one item of a family. Take the items that the
//! seats of a set admit. The set is a Hall set if it contains every seat that admits no other items than
//! these.

use std::collections::BTreeSet;

use crate::exposure::share::ONE;
use crate::presolve::{GroupPart, Instance, Kind};
use crate::problem::Seat;

/// If a group has at most this many different seats, every subset of them is examined; otherwise only each
/// single seat and the set of all seats.
const SETS: usize = 6;

/// A set of items from which every form has at least `count`.
#[derive(Clone, Debug)]
pub(crate) struct Need {
    pub(crate) count: i64,
    /// The items by their index in the problem, family by family.
    pub(crate) items: Vec<u32>,
    /// Number of items in each family, the largest first; an item without a family counts as a family of its
    /// own.
    pub(crate) families: Vec<u32>,
}

impl Need {
    fn new(instance: &Instance, count: usize, mut items: Vec<u32>) -> Need {
        items.sort_unstable_by_key(|n| instance.links.column(*n));
        let mut families: Vec<&[u32]> =
            items.chunk_by(|a, b| instance.links.column(*a) == instance.links.column(*b)).collect();
        families.sort_by_key(|family| std::cmp::Reverse(family.len()));
        let sizes = families.iter().map(|family| family.len() as u32).collect();
        let items = families.into_iter().flatten().map(|n| instance.items[*n as usize]).collect();
        Need { count: count as i64, items, families: sizes }
    }

    /// The items of each family.
    pub(crate) fn by_family(&self) -> impl Iterator<Item = &[u32]> {
        let mut rest = self.items.as_slice();
        self.families.iter().map(move |size| {
            let (family, others) = rest.split_at(*size as usize);
            rest = others;
            family
        })
    }

    /// The smallest t for which the items can give `count` items to every form if each item is in at most a
    /// share t of all forms.
    pub(crate) fn share(&self) -> i64 {
        let (mut count, mut items) = (self.count, self.items.len() as i64);
        for size in self.families.iter().map(|size| i64::from(*size)) {
            // If the items of the largest family can each be used up to the full share (together at most
            // 1), so can those of all smaller families.
            if count * size <= items {
                return count * ONE / items;
            }
            (count, items) = (count - 1, items - size);
        }
        if count > 0 { ONE } else { 0 }
    }
}

/// The sets from which every form needs items: one for each cell, group and set of seats.
pub(crate) fn needs(instance: &Instance) -> Vec<Need> {
    let mut needs = Vec::new();
    let mut add = |count: usize, items: Vec<u32>| {
        if count > 0 {
            needs.push(Need::new(instance, count, items));
        }
    };
    for (p, part) in instance.parts.iter().enumerate() {
        let items = members(part);
        if instance.seated(p) {
            let seats = seats(instance, part.group);
            let admitted = |n: &u32| admitted(instance, &seats, *n);
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
        if let Kind::Counted(cells) = &part.kind {
            cells.iter().for_each(|c| add(c.least, (c.items.start as u32..c.items.end as u32).collect()));
        }
        add(part.least, items);
    }
    needs
}

/// The items of a group.
fn members(part: &GroupPart) -> Vec<u32> {
    let mut items: Vec<u32> = match &part.kind {
        Kind::Counted(cells) => cells.iter().flat_map(|c| c.items.start as u32..c.items.end as u32).collect(),
        Kind::Seated(seats) => seats.iter().filter(|s| !s.alike).flat_map(|s| &s.items).copied().collect(),
    };
    items.sort_unstable();
    items.dedup();
    items
}

/// The seats of a group that differ in what they admit, each with the number of seats that are equal to it.
fn seats(instance: &Instance, group: usize) -> Vec<(Seat, usize)> {
    let mut seats: Vec<(Seat, usize)> = Vec::new();
    let mine = instance.rounds().flat_map(|round| &round.seats).filter(|(g, _)| *g == group);
    for (_, seat) in mine {
        match seats.iter().position(|(s, _)| s.rules() == seat.rules()) {
            Some(at) => seats[at].1 += 1,
            None if seats.len() < 64 => seats.push((*seat, 1)),
            None => {}
        }
    }
    seats
}

/// Bit mask of the seats that an item fits.
fn admitted(instance: &Instance, seats: &[(Seat, usize)], n: u32) -> u64 {
    let fits = seats.iter().enumerate().filter(|(_, (seat, _))| seat.admits(instance.item(n)));
    fits.fold(0, |mask, (k, _)| mask | 1 << k)
}

/// The Hall sets of seats; `kinds` lists the seat masks of the items that exist.
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
    use crate::presolve::Instance;
    use crate::{Group, Item, Problem, Round, Seat, Window};

    fn item(cell: u32, kind: u8, family: Option<u32>) -> Item {
        Item { group: 0, cell, kind, minutes: 5, difficulty: 0, family }
    }

    fn round() -> Round {
        Round { minutes: Window::ANY, count: Window::ANY, kinds: Vec::new() }
    }

    /// Count, number of items and share of every set.
    fn shares(items: Vec<Item>, group: Group) -> Vec<(i64, usize, i64)> {
        let problem = Problem { items, groups: vec![group], rounds: vec![round(); 2], ..Problem::default() };
        let needs = needs(&Instance::new(problem.clone().into(), false));
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
        // Two items out of four would give one half; but the item without a family is in every form.
        assert_eq!(shares(items, group), [(2, 4, ONE)]);
    }

    #[test]
    fn seats_count_together_with_those_that_have_no_items_besides() {
        let items = vec![item(0, 0, None), item(0, 0, None), item(0, 1, None)];
        let seat = |round, kinds| Seat { round, kinds, minutes: Window::ANY, difficulties: u32::MAX };
        let all = shares(items, Group::Seated(vec![seat(0, 0b01), seat(1, 0b11)]));
        assert_eq!(all, [(1, 2, ONE / 2), (2, 3, 2 * ONE / 3)]);
    }

    #[test]
    fn like_seats_in_several_rounds_share_their_items() {
        let items = (0..5).map(|_| item(0, 0, None)).collect();
        let seat = |round| Seat { round, kinds: 1, minutes: Window::ANY, difficulties: u32::MAX };
        let all = shares(items, Group::Seated(vec![seat(0), seat(1)]));
        assert_eq!(all, [(2, 5, 2 * ONE / 5)]);
    }
}
