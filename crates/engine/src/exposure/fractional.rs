//! The oracle of the exposure bound: the cheapest fractional form at given prices, by the greedy
//! algorithm on a polymatroid (Edmonds 1971).
//!
//! Each item may be chosen up to a share that is the same for all items, and the shares of the items of a
//! family may add up to at most 1. These limits are nested (families in cells, cells in groups, groups in
//! the form), so the greedy choice is optimal at every level: first the minimum of each cell, then what
//! each group needs in addition, then what the whole form needs. Items that are alike are one lot, so a
//! bank of 100,000 items has a few hundred lots. If several runs of seats admit an item, each run may use
//! its full share; this can only make the choice cheaper, so the bound stays valid.

use std::collections::BTreeMap;

use crate::exposure::share::ONE;
use crate::presolve::{Cell, GroupPart, Instance, Kind, OpenSeat, Resource};

/// Items that are alike.
struct Lot {
    class: u32,
    /// Index of the family within the shelf; `None` if the limit of the family has no effect.
    family: Option<usize>,
    items: i64,
}

/// The items of a cell, or of seats that admit the same items.
struct Shelf {
    least: i64,
    most: i64,
    zones: Vec<usize>,
    lots: Vec<Lot>,
    families: usize,
}

/// All items that may be chosen, group by group. Items that are alike form one lot.
pub(crate) struct Market<'a> {
    pub(crate) instance: &'a Instance,
    groups: Vec<(&'a GroupPart, Vec<Shelf>)>,
}

/// A part of a lot, with its price per unit.
struct Slice {
    price: i64,
    amount: i64,
    class: u32,
    zone: u32,
}

/// A fractional choice: its amount, its cost minus the worth of the windows, and its use of each resource.
#[derive(Clone)]
pub(crate) struct Basket {
    amount: i64,
    pub(crate) value: i128,
    pub(crate) used: Vec<i64>,
}

impl<'a> Market<'a> {
    /// The market for shares of at least `share`.
    pub(crate) fn new(instance: &'a Instance, share: i64) -> Market<'a> {
        let all: Vec<usize> = (0..instance.zones.len()).collect();
        let cell = |cell: &Cell| {
            let items = cell.items.start as u32..cell.items.end as u32;
            Shelf::new(instance, share, (cell.least, cell.most), all.clone(), items)
        };
        let row = |(items, zones): (&[u32], Vec<usize>)| {
            Shelf::new(instance, share, (zones.len(), zones.len()), zones, items.iter().copied())
        };
        let shelves = |part: &GroupPart| match &part.kind {
            Kind::Counted(cells) => cells.iter().map(cell).collect(),
            Kind::Seated(seats) => rows(seats).into_iter().map(row).collect(),
        };
        Market { instance, groups: instance.parts.iter().map(|part| (part, shelves(part))).collect() }
    }

    /// The cheapest choice with no share above `share`; `None` if the counts cannot be met.
    pub(crate) fn cheapest(&self, share: i64, prices: &[i64]) -> Option<Basket> {
        let instance = self.instance;
        let worth = |(price, resource): (&i64, &Resource)| {
            let end = if *price > 0 { resource.range.1 } else { resource.range.0 };
            i128::from(*price) * i128::from(end) * i128::from(ONE)
        };
        let worth: i128 = prices.iter().zip(&instance.resources).map(worth).sum();
        let mut basket = Basket { amount: 0, value: -worth, used: vec![0; instance.resources.len()] };
        let mut rest = Vec::new();
        for (part, shelves) in &self.groups {
            let before = basket.amount;
            let mut own = Vec::new();
            for shelf in shelves {
                let slices = shelf.slices(instance, share, prices);
                own.extend(basket.fill(instance, slices, shelf.least * ONE, shelf.most * ONE)?);
            }
            let had = basket.amount - before;
            let (least, most) = (part.least as i64 * ONE - had, part.most as i64 * ONE - had);
            rest.extend(basket.fill(instance, own, least, most)?);
        }
        let (least, most) = (instance.total.0 * ONE - basket.amount, instance.total.1 * ONE - basket.amount);
        let more = basket.fill(instance, rest, least, most)?;
        more.iter()
            .take_while(|slice| slice.price < 0)
            .for_each(|slice| basket.take(instance, slice, slice.amount));
        Some(basket)
    }
}

/// Seats that admit the same items: the items, and the zone of each seat.
fn rows(seats: &[OpenSeat]) -> Vec<(&[u32], Vec<usize>)> {
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
        instance: &Instance,
        share: i64,
        (least, most): (usize, usize),
        zones: Vec<usize>,
        items: impl Iterator<Item = u32> + Clone,
    ) -> Shelf {
        let mut sizes: BTreeMap<u32, i64> = BTreeMap::new();
        items
            .clone()
            .filter_map(|n| instance.links.family(n))
            .for_each(|f| *sizes.entry(f).or_default() += 1);
        sizes.retain(|_, size| *size * share > ONE);
        let number: BTreeMap<u32, usize> = sizes.keys().copied().zip(0..).collect();
        let mut lots: BTreeMap<(u32, Option<usize>), i64> = BTreeMap::new();
        for n in items {
            let family = instance.links.family(n).and_then(|f| number.get(&f).copied());
            *lots.entry((instance.class[n as usize], family)).or_default() += 1;
        }
        let lots = lots.into_iter().map(|((class, family), items)| Lot { class, family, items }).collect();
        Shelf { least: least as i64, most: most as i64, zones, lots, families: number.len() }
    }

    /// The shares of the lots, with families kept to their limit, cheapest first.
    fn slices(&self, instance: &Instance, share: i64, prices: &[i64]) -> Vec<Slice> {
        let mut space = vec![ONE; self.families];
        let price = |class: u32, zone: usize| -> i64 {
            let loads = &instance.loads[class as usize][zone];
            loads.iter().map(|(d, amount)| prices[usize::from(*d)] * i64::from(*amount)).sum()
        };
        let priced = |lot: &Lot| {
            let zones = self.zones.iter().map(|zone| (price(lot.class, *zone), *zone as u32));
            zones.min().unwrap_or((0, 0))
        };
        let mut lots: Vec<((i64, u32), usize)> = self.lots.iter().map(priced).zip(0..).collect();
        lots.sort_unstable();
        let slice = |((price, zone), at): ((i64, u32), usize)| {
            let lot = &self.lots[at];
            let mut amount = lot.items * share;
            if let Some(family) = lot.family {
                amount = amount.min(space[family]);
                space[family] -= amount;
            }
            Slice { price, amount, class: lot.class, zone }
        };
        lots.into_iter().map(slice).collect()
    }
}

impl Basket {
    /// Takes the cheapest slices up to `least`, and returns the slices that may be added up to `most`,
    /// cheapest first. `None` if there are too few.
    fn fill(
        &mut self,
        instance: &Instance,
        mut slices: Vec<Slice>,
        least: i64,
        most: i64,
    ) -> Option<Vec<Slice>> {
        slices.sort_by_key(|slice| slice.price);
        let (mut needed, mut space) = (least.max(0), most);
        let mut rest = Vec::new();
        for mut slice in slices {
            slice.amount = slice.amount.min(space);
            space -= slice.amount;
            let now = slice.amount.min(needed);
            self.take(instance, &slice, now);
            (needed, slice.amount) = (needed - now, slice.amount - now);
            if slice.amount > 0 {
                rest.push(slice);
            }
        }
        (needed == 0).then_some(rest)
    }

    fn take(&mut self, instance: &Instance, slice: &Slice, amount: i64) {
        self.amount += amount;
        self.value += i128::from(slice.price) * i128::from(amount);
        for (d, load) in &instance.loads[slice.class as usize][slice.zone as usize] {
            self.used[usize::from(*d)] += amount * i64::from(*load);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Market, ONE};
    use crate::presolve::Instance;
    use crate::{Group, Item, Problem, Round, Window};

    /// There are four items, of 4, 5, 9 and 12 minutes. A form has two of them and 10 to 21 minutes.
    fn problem(families: [Option<u32>; 4]) -> Problem {
        let item = |(minutes, family)| Item { group: 0, cell: 0, kind: 0, minutes, difficulty: 0, family };
        let group = Group::Counted { count: Window::exactly(2), cells: vec![Window::ANY], spread: 0 };
        let minutes = Window { min: 10, max: 21 };
        Problem {
            items: [4, 5, 9, 12].into_iter().zip(families).map(item).collect(),
            groups: vec![group],
            rounds: vec![Round { minutes, count: Window::ANY, kinds: Vec::new() }],
            ..Problem::default()
        }
    }

    fn cheapest(families: [Option<u32>; 4], share: i64, price: i64) -> Option<(i64, i128)> {
        let problem = problem(families);
        let instance = Instance::new(problem.clone().into(), false);
        let basket = Market::new(&instance, share).cheapest(share, &[price]);
        basket.map(|b| (b.used[0] / ONE, b.value / i128::from(ONE)))
    }

    #[test]
    fn the_cheapest_come_first_up_to_their_share() {
        // The two short items are chosen in full. They cost 9, and the window is worth 21.
        assert_eq!(cheapest([None; 4], ONE, 1), Some((9, -12)));
        // At most half of each item may be chosen, so half of every item is needed.
        assert_eq!(cheapest([None; 4], ONE / 2, 1), Some((15, -6)));
        // A negative price rewards minutes, so the two long items are chosen. They cost -21, and the window
        // is worth -10.
        assert_eq!(cheapest([None; 4], ONE, -1), Some((21, -11)));
    }

    #[test]
    fn too_small_a_share_gives_too_few() {
        assert_eq!(cheapest([None; 4], ONE / 2 - 1, 0), None);
    }

    #[test]
    fn a_family_gives_one_in_all() {
        // The choice is the item of 4 minutes and, instead of its relative of 5 minutes, the item of 9
        // minutes.
        assert_eq!(cheapest([Some(1), Some(1), None, None], ONE, 1), Some((13, -8)));
    }
}
