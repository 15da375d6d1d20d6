//! The cheapest choice out of shares of items, at prices for the sums.
//!
//! Every item may be chosen to a share that is the same for all, of a family no more than one in all.
//! Families, cells, groups and the whole are nested, so the cheapest come first at every level: what a
//! cell must have, then what its group must have besides, then the whole (a polymatroid's greedy
//! algorithm: Edmonds 1971). Items that are alike are one lot, so a bank of 100,000 is a few hundred
//! lots. Seats are taken row by row, each free to take the full share of an item: the choice may only
//! become cheaper by that.

use std::collections::BTreeMap;

use crate::engine::exposure::bound::ONE;
use crate::engine::presolve::{Cell, Dim, Kind, Layout, Pool, Seat};

/// Items that are alike.
struct Lot {
    class: u32,
    /// Index of the family within the shelf; none where the family's limit has no effect.
    family: Option<usize>,
    items: i64,
}

/// The items of a cell, or of seats that admit the same ones.
struct Shelf {
    least: i64,
    most: i64,
    zones: Vec<usize>,
    lots: Vec<Lot>,
    families: usize,
}

/// All that may be chosen, by group, alike items together.
pub(in crate::engine) struct Market<'a> {
    pub(in crate::engine) layout: &'a Layout,
    groups: Vec<(&'a Pool, Vec<Shelf>)>,
}

/// A share of a lot, at its price a unit.
struct Part {
    price: i64,
    amount: i64,
    class: u32,
    zone: u32,
}

/// What is chosen: how much, its cost less what the windows are worth, and its sums.
#[derive(Clone)]
pub(in crate::engine) struct Basket {
    amount: i64,
    pub(in crate::engine) value: i128,
    pub(in crate::engine) used: Vec<i64>,
}

impl<'a> Market<'a> {
    /// For shares from `share` on.
    pub(in crate::engine) fn new(layout: &'a Layout, share: i64) -> Market<'a> {
        let all: Vec<usize> = (0..layout.zones.len()).collect();
        let cell = |cell: &Cell| {
            let items = cell.items.start as u32..cell.items.end as u32;
            Shelf::new(layout, share, (cell.least, cell.most), all.clone(), items)
        };
        let row = |(items, zones): (&[u32], Vec<usize>)| {
            Shelf::new(layout, share, (zones.len(), zones.len()), zones, items.iter().copied())
        };
        let shelves = |pool: &Pool| match &pool.kind {
            Kind::Counted(cells) => cells.iter().map(cell).collect(),
            Kind::Seated(seats) => rows(seats).into_iter().map(row).collect(),
        };
        Market { layout, groups: layout.pools.iter().map(|pool| (pool, shelves(pool))).collect() }
    }

    /// The cheapest choice with no share above `share`; nothing where the counts cannot be met.
    pub(in crate::engine) fn cheapest(&self, share: i64, prices: &[i64]) -> Option<Basket> {
        let layout = self.layout;
        let worth = |(price, dim): (&i64, &Dim)| {
            let end = if *price > 0 { dim.range.1 } else { dim.range.0 };
            i128::from(*price) * i128::from(end) * i128::from(ONE)
        };
        let worth: i128 = prices.iter().zip(&layout.dims).map(worth).sum();
        let mut basket = Basket { amount: 0, value: -worth, used: vec![0; layout.dims.len()] };
        let mut rest = Vec::new();
        for (pool, shelves) in &self.groups {
            let before = basket.amount;
            let mut own = Vec::new();
            for shelf in shelves {
                let parts = shelf.parts(layout, share, prices);
                own.extend(basket.fill(layout, parts, shelf.least * ONE, shelf.most * ONE)?);
            }
            let had = basket.amount - before;
            let (least, most) = (pool.least as i64 * ONE - had, pool.most as i64 * ONE - had);
            rest.extend(basket.fill(layout, own, least, most)?);
        }
        let (least, most) = (layout.total.0 * ONE - basket.amount, layout.total.1 * ONE - basket.amount);
        let more = basket.fill(layout, rest, least, most)?;
        more.iter().take_while(|part| part.price < 0).for_each(|part| basket.take(layout, part, part.amount));
        Some(basket)
    }
}

/// Seats that admit the same items: the items, and the zone of each seat.
fn rows(seats: &[Seat]) -> Vec<(&[u32], Vec<usize>)> {
    let mut rows: Vec<(&[u32], Vec<usize>)> = Vec::new();
    for seat in seats {
        match rows.iter_mut().find(|(items, _)| *items == seat.items) {
            Some((_, zones)) => zones.push(seat.zone),
            None => rows.push((&seat.items, vec![seat.zone])),
        }
    }
    rows
}

impl Shelf {
    fn new(
        layout: &Layout,
        share: i64,
        (least, most): (usize, usize),
        zones: Vec<usize>,
        items: impl Iterator<Item = u32> + Clone,
    ) -> Shelf {
        let mut sizes: BTreeMap<u32, i64> = BTreeMap::new();
        items.clone().filter_map(|n| layout.links.family(n)).for_each(|f| *sizes.entry(f).or_default() += 1);
        sizes.retain(|_, size| *size * share > ONE);
        let number: BTreeMap<u32, usize> = sizes.keys().copied().zip(0..).collect();
        let mut lots: BTreeMap<(u32, Option<usize>), i64> = BTreeMap::new();
        for n in items {
            let family = layout.links.family(n).and_then(|f| number.get(&f).copied());
            *lots.entry((layout.class[n as usize], family)).or_default() += 1;
        }
        let lots = lots.into_iter().map(|((class, family), items)| Lot { class, family, items }).collect();
        Shelf { least: least as i64, most: most as i64, zones, lots, families: number.len() }
    }

    /// What is on the shelf, families kept to their limit.
    fn parts(&self, layout: &Layout, share: i64, prices: &[i64]) -> Vec<Part> {
        let mut room = vec![ONE; self.families];
        let price = |class: u32, zone: usize| -> i64 {
            let loads = &layout.loads[class as usize][zone];
            loads.iter().map(|(d, amount)| prices[usize::from(*d)] * i64::from(*amount)).sum()
        };
        let priced = |lot: &Lot| {
            let zones = self.zones.iter().map(|zone| (price(lot.class, *zone), *zone as u32));
            zones.min().unwrap_or((0, 0))
        };
        let mut lots: Vec<((i64, u32), usize)> = self.lots.iter().map(priced).zip(0..).collect();
        lots.sort_unstable();
        let part = |((price, zone), at): ((i64, u32), usize)| {
            let lot = &self.lots[at];
            let mut amount = lot.items * share;
            if let Some(family) = lot.family {
                amount = amount.min(room[family]);
                room[family] -= amount;
            }
            Part { price, amount, class: lot.class, zone }
        };
        lots.into_iter().map(part).collect()
    }
}

impl Basket {
    /// Takes the cheapest parts up to `least`; what may be added up to `most` is left over, cheapest
    /// first. Nothing when there are too few.
    fn fill(&mut self, layout: &Layout, mut parts: Vec<Part>, least: i64, most: i64) -> Option<Vec<Part>> {
        parts.sort_by_key(|part| part.price);
        let (mut needed, mut room) = (least.max(0), most);
        let mut rest = Vec::new();
        for mut part in parts {
            part.amount = part.amount.min(room);
            room -= part.amount;
            let now = part.amount.min(needed);
            self.take(layout, &part, now);
            (needed, part.amount) = (needed - now, part.amount - now);
            if part.amount > 0 {
                rest.push(part);
            }
        }
        (needed == 0).then_some(rest)
    }

    fn take(&mut self, layout: &Layout, part: &Part, amount: i64) {
        self.amount += amount;
        self.value += i128::from(part.price) * i128::from(amount);
        for (d, load) in &layout.loads[part.class as usize][part.zone as usize] {
            self.used[usize::from(*d)] += amount * i64::from(*load);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Market, ONE};
    use crate::engine::presolve::Layout;
    use crate::engine::{Group, Item, Problem, Round, Window};

    /// Two of four items, of 4, 5, 9 and 12 minutes, in 10 to 12 minutes.
    fn problem(families: [Option<u32>; 4]) -> Problem {
        let item = |(minutes, family)| Item { group: 0, cell: 0, kind: 0, minutes, difficulty: 0, family };
        let group = Group::Counted { count: Window::exactly(2), cells: vec![Window::ANY], spread: 0 };
        let minutes = Window { min: 10, max: 12 };
        Problem {
            items: [4, 5, 9, 12].into_iter().zip(families).map(item).collect(),
            groups: vec![group],
            rounds: vec![Round { minutes, count: Window::ANY, kinds: Vec::new() }],
            ..Problem::default()
        }
    }

    fn cheapest(families: [Option<u32>; 4], share: i64, price: i64) -> Option<(i64, i128)> {
        let problem = problem(families);
        let layout = Layout::new(problem.clone().into(), false);
        let basket = Market::new(&layout, share).cheapest(share, &[price]);
        basket.map(|b| (b.used[0] / ONE, b.value / i128::from(ONE)))
    }

    #[test]
    fn the_cheapest_come_first_up_to_their_share() {
        // The short ones whole: 9 minutes, less 12 that the window is worth.
        assert_eq!(cheapest([None; 4], ONE, 1), Some((9, -3)));
        // Half of each: all have to be taken.
        assert_eq!(cheapest([None; 4], ONE / 2, 1), Some((15, 3)));
        // Minutes wanted: the long ones, against the 10 that are the least.
        assert_eq!(cheapest([None; 4], ONE, -1), Some((21, -11)));
    }

    #[test]
    fn too_small_a_share_gives_too_few() {
        assert_eq!(cheapest([None; 4], ONE / 2 - 1, 0), None);
    }

    #[test]
    fn a_family_gives_one_in_all() {
        // 4 minutes, and in place of the 5 of its relative the 9 of another.
        assert_eq!(cheapest([Some(1), Some(1), None, None], ONE, 1), Some((13, 1)));
    }
}
