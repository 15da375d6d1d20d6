//! Enumerates the columns of a group up to a reduced cost.
//!
//! Depth-first over the items in the order of their reduced cost: what is chosen plus the cheapest that
//! can follow must stay within the limit. Cells, families and enemies within the group, and windows
//! that one column can violate by itself, are checked here, so that branch and bound need not look at
//! them.

use crate::bound::assignment::NEVER;
use crate::bound::candidates::Entry;
use crate::bound::prices::Prices;
use crate::presolve::{Cell, GroupPart, Instance, OpenSeat};
use crate::search::columns::{Choice, List};
use crate::search::packing_cuts::Cut;

/// The maximum number of columns of a group. If there are more, the list is incomplete and the search
/// proves nothing.
const MOST: usize = 60_000;
/// The maximum number of steps to enumerate the columns of a group.
const STEPS: u64 = 1_000_000;
/// The number of steps that count as one node.
const STEP: u64 = 50;

/// An item of a counted group in a zone.
#[derive(Clone, Copy)]
struct Place {
    priced: i64,
    item: u32,
    zone: u32,
    cell: u32,
}

/// Sums of the costs of places in their order, all together and cell by cell.
struct PrefixSums {
    all: Vec<i64>,
    cells: Vec<Vec<i64>>,
    /// For each place and cell, how many items of the cell come before the place.
    before: Vec<u32>,
}

impl PrefixSums {
    fn new(places: &[Place], cells: usize) -> PrefixSums {
        let mut sums = PrefixSums { all: vec![0], cells: vec![vec![0]; cells], before: vec![0; cells] };
        for (k, place) in places.iter().enumerate() {
            let cell = place.cell as usize;
            sums.all.push(sums.all[k] + place.priced);
            let own = &mut sums.cells[cell];
            own.push(own[own.len() - 1] + place.priced);
            sums.before.extend_from_within(k * cells..);
            sums.before[(k + 1) * cells + cell] += 1;
        }
        sums
    }

    /// Least cost of `left` places from `at` on, if `needed` of them fill the minima of cells. Places are
    /// sorted by cost, so the next ones of a cell are its cheapest. [`NEVER`] if there are too few.
    fn least(
        &self,
        at: usize,
        (left, needed): (usize, usize),
        rules: &[(usize, usize)],
        taken: &[usize],
    ) -> i64 {
        let Some(end) = self.all.get(at + left - needed) else { return NEVER };
        let mut least = end - self.all[at];
        if needed == 0 {
            return least;
        }
        let before = &self.before[at * rules.len()..];
        for ((((needed, _), taken), before), own) in rules.iter().zip(taken).zip(before).zip(&self.cells) {
            let from = *before as usize;
            let Some(end) = own.get(from + needed.saturating_sub(*taken)) else { return NEVER };
            least += end - own[from];
        }
        least
    }
}

/// Enumerates the columns of a group.
pub(crate) struct Maker<'a> {
    instance: &'a Instance,
    part: &'a GroupPart,
    cuts: &'a [Cut],
    list: List,
    chosen: Vec<(u32, u32)>,
    /// The highest reduced cost that the current column may have.
    budget: i64,
    steps: u64,
    given: u64,
    count: usize,
    /// Whether a column was left out because of its cost.
    pub(crate) cut: bool,
}

impl<'a> Maker<'a> {
    /// `nodes` is the number of nodes left for the whole search.
    pub(crate) fn new(instance: &'a Instance, part: &'a GroupPart, cuts: &'a [Cut], nodes: u64) -> Maker<'a> {
        let given = nodes.saturating_mul(STEP).min(STEPS);
        let list = List {
            least: part.least,
            resources: instance.resources.len() + cuts.len(),
            by_count: vec![Vec::new(); part.most - part.least + 1],
            ..List::default()
        };
        Maker {
            instance,
            part,
            cuts,
            list,
            chosen: Vec::new(),
            budget: 0,
            steps: given,
            given,
            count: 0,
            cut: false,
        }
    }

    /// Whether the steps and the list were enough to enumerate all columns.
    pub(crate) fn complete(&self) -> bool {
        self.steps > 0 && self.count < MOST
    }

    /// Nodes spent.
    pub(crate) fn nodes(&self) -> u64 {
        (self.given - self.steps) / STEP
    }

    pub(crate) fn into_list(self) -> List {
        self.list
    }

    /// The columns of a counted group; `budgets` has the highest reduced cost for each number of items.
    pub(crate) fn counted(
        &mut self,
        cells: &[Cell],
        offers: &[Vec<Entry>],
        prices: &Prices,
        budgets: &[i64],
    ) {
        let mut places: Vec<Place> = Vec::new();
        for ((cell, rule), offer) in (0..).zip(cells).zip(offers) {
            for entry in offer.iter().filter(|_| rule.most > 0) {
                for zone in 0..self.instance.zones.len() {
                    let priced = prices.priced(entry.cost, entry.class, Some(zone));
                    places.push(Place { priced, item: entry.item, zone: zone as u32, cell });
                }
            }
        }
        places.sort_unstable_by_key(|o| (o.priced, o.item, o.zone));
        let sums = &PrefixSums::new(&places, cells.len());
        let rules: Vec<(usize, usize)> = cells.iter().map(|c| (c.least, c.most)).collect();
        for (count, budget) in (self.part.least..).zip(budgets).filter(|(_, budget)| **budget > -NEVER) {
            self.budget = *budget;
            let mut taken = vec![0; rules.len()];
            self.choose(&places, sums, &rules, &mut taken, (0, count, *budget));
        }
    }

    /// Takes `left` more places from `at` on that cost at most `budget` together.
    fn choose(
        &mut self,
        places: &[Place],
        sums: &PrefixSums,
        rules: &[(usize, usize)],
        taken: &mut [usize],
        (at, left, budget): (usize, usize, i64),
    ) {
        if left == 0 {
            return self.keep(self.budget - budget);
        }
        let needed: usize = rules.iter().zip(&*taken).map(|((least, _), t)| least.saturating_sub(*t)).sum();
        if needed > left {
            return;
        }
        for at in at..places.len() {
            let least = sums.least(at, (left, needed), rules, taken);
            if least == NEVER || !self.complete() {
                return;
            }
            if least > budget {
                self.cut = true;
                return;
            }
            self.steps -= 1;
            let place = places[at];
            let (least, most) = rules[place.cell as usize];
            let here = taken[place.cell as usize];
            if here == most || (here >= least && needed == left) || self.clashes(place.item) {
                continue;
            }
            taken[place.cell as usize] += 1;
            self.chosen.push((place.item, place.zone));
            self.choose(places, sums, rules, taken, (at + 1, left - 1, budget - place.priced));
            self.chosen.pop();
            taken[place.cell as usize] -= 1;
        }
    }

    /// The columns of a seated group; `from[j]`: least reduced cost of seat j and those after it.
    pub(crate) fn seated(
        &mut self,
        seats: &[OpenSeat],
        offers: &[Vec<Entry>],
        prices: &Prices,
        from: &[i64],
        budget: i64,
    ) {
        let starts = seats.iter().filter(|s| !s.alike);
        let mut sorted: Vec<Vec<(i64, u32)>> = Vec::new();
        for (offer, seat) in offers.iter().zip(starts) {
            let priced = |e: &Entry| (prices.priced(e.cost, e.class, Some(seat.zone)), e.item);
            let mut row: Vec<(i64, u32)> = offer.iter().map(priced).collect();
            row.sort_unstable();
            sorted.push(row);
        }
        self.budget = budget;
        if budget > -NEVER {
            self.sit(seats, &sorted, from, (0, 0, 0), budget);
        }
    }

    /// Fills seat `n`. `run` is the number of the run that begins if seat `n` differs from the seat before;
    /// `rank` is the first item that seat `n` may take if it equals the seat before.
    fn sit(
        &mut self,
        seats: &[OpenSeat],
        sorted: &[Vec<(i64, u32)>],
        from: &[i64],
        (n, run, rank): (usize, usize, usize),
        budget: i64,
    ) {
        let Some(seat) = seats.get(n) else { return self.keep(self.budget - budget) };
        let (run, first) = if seat.alike { (run - 1, rank) } else { (run, 0) };
        for rank in first..sorted[run].len() {
            let (priced, item) = sorted[run][rank];
            if !self.complete() {
                return;
            }
            if priced + from[n + 1] > budget {
                self.cut = true;
                return;
            }
            self.steps -= 1;
            if self.clashes(item) {
                continue;
            }
            self.chosen.push((item, seat.zone as u32));
            self.sit(seats, sorted, from, (n + 1, run + 1, rank + 1), budget - priced);
            self.chosen.pop();
        }
    }

    fn clashes(&self, item: u32) -> bool {
        let excluded = self.instance.links.excluded_by(item);
        self.chosen.iter().any(|(other, _)| excluded(*other))
    }

    /// Whether the current column can appear in enough rounds.
    fn apart(&self) -> bool {
        let seen = |(z, zone): (u32, &crate::presolve::Zone)| {
            let core = zone.rounds.iter().filter(|r| r.core.contains(&self.part.group)).count();
            let here = self.chosen.iter().filter(|(_, at)| *at == z).count();
            (core + here).min(zone.rounds.len())
        };
        let spread = self.part.spread as usize;
        spread < 2 || (0..).zip(&self.instance.zones).map(seen).sum::<usize>() >= spread
    }

    /// Lists the current column, unless it violates a constraint by itself.
    fn keep(&mut self, priced: i64) {
        if !self.apart() {
            return;
        }
        let (items, sums) = (self.list.items.len() as u32, self.list.sums.len());
        self.list.sums.resize(sums + self.list.resources, 0);
        let mut outward = false;
        for (item, zone) in &self.chosen {
            outward |= self.instance.links.outward(*item);
            for (resource, amount) in
                &self.instance.loads[self.instance.class[*item as usize] as usize][*zone as usize]
            {
                self.list.sums[sums + usize::from(*resource)] += amount;
            }
        }
        for (sum, cut) in self.list.sums[sums + self.instance.resources.len()..].iter_mut().zip(self.cuts) {
            *sum = self.chosen.iter().map(|(n, _)| cut.weight[*n as usize]).sum();
        }
        let mut each = self.list.sums[sums..].iter().zip(&self.instance.resources);
        if each.any(|(sum, resource)| i64::from(*sum) > resource.range.1) {
            self.list.sums.truncate(sums);
            return;
        }
        self.count += 1;
        self.list.items.extend_from_slice(&self.chosen);
        let choice = Choice { priced, items, sums: sums as u32, outward };
        self.list.by_count[self.chosen.len() - self.part.least].push(choice);
    }
}
