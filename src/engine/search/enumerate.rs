//! Makes the sets of one pool that cost no more than is given.
//!
//! Depth-first over the items in the order of their priced cost: what is chosen and the cheapest
//! that could follow must fit. Cells, families, enemies within the pool and the windows that one
//! set can break by itself are kept here, so that the search over pools need not look at them.

use crate::engine::bound::assignment::NEVER;
use crate::engine::bound::candidates::Entry;
use crate::engine::bound::lagrangian::Prices;
use crate::engine::presolve::{Cell, Layout, Pool, Seat};
use crate::engine::search::columns::{Choice, List};
use crate::engine::search::packing_cuts::Cut;

/// Sets of a pool, at most: beyond that the list is not complete and nothing is proved.
const MOST: usize = 60_000;
/// Steps to make the sets of a pool, at most.
const STEPS: u64 = 1_000_000;
/// Steps that count as a node.
const STEP: u64 = 50;

/// An item of a counted pool in a zone.
#[derive(Clone, Copy)]
struct Place {
    priced: i64,
    item: u32,
    zone: u32,
    cell: u32,
}

/// Sums of the costs of places in their order, all together and cell by cell.
struct Sums {
    all: Vec<i64>,
    cells: Vec<Vec<i64>>,
    /// By place and cell, how many of the cell stand before it.
    before: Vec<u32>,
}

impl Sums {
    fn new(places: &[Place], cells: usize) -> Sums {
        let mut sums = Sums { all: vec![0], cells: vec![vec![0]; cells], before: vec![0; cells] };
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

    /// What `left` places from `at` on cost at least, `needed` of them to give the cells what they must
    /// have. Places stand by cost: the next ones of a cell are its cheapest, the next ones of all the
    /// cheapest others. [`NEVER`] where there are too few.
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

/// Makes the list of a pool.
pub(in crate::engine) struct Maker<'a, 'p> {
    layout: &'a Layout<'p>,
    pool: &'a Pool,
    cuts: &'a [Cut],
    list: List,
    chosen: Vec<(u32, u32)>,
    /// What the set under way may cost in all.
    room: i64,
    steps: u64,
    given: u64,
    count: usize,
    /// A set was left out because it costs too much.
    pub(in crate::engine) cut: bool,
}

impl<'a, 'p> Maker<'a, 'p> {
    /// `nodes` are those left for the whole search.
    pub(in crate::engine) fn new(
        layout: &'a Layout<'p>,
        pool: &'a Pool,
        cuts: &'a [Cut],
        nodes: u64,
    ) -> Maker<'a, 'p> {
        let given = nodes.saturating_mul(STEP).min(STEPS);
        let list = List {
            least: pool.least,
            dims: layout.dims.len() + cuts.len(),
            by_count: vec![Vec::new(); pool.most - pool.least + 1],
            ..List::default()
        };
        Maker {
            layout,
            pool,
            cuts,
            list,
            chosen: Vec::new(),
            room: 0,
            steps: given,
            given,
            count: 0,
            cut: false,
        }
    }

    /// Whether no set was left out.
    pub(in crate::engine) fn complete(&self) -> bool {
        self.steps > 0 && self.count < MOST
    }

    /// Nodes spent.
    pub(in crate::engine) fn nodes(&self) -> u64 {
        (self.given - self.steps) / STEP
    }

    pub(in crate::engine) fn into_list(self) -> List {
        self.list
    }

    /// The sets of a counted pool; `rooms` by number of items.
    pub(in crate::engine) fn counted(
        &mut self,
        cells: &[Cell],
        offers: &[Vec<Entry>],
        prices: &Prices,
        rooms: &[i64],
    ) {
        let mut places: Vec<Place> = Vec::new();
        for ((cell, rule), offer) in (0..).zip(cells).zip(offers) {
            for entry in offer.iter().filter(|_| rule.most > 0) {
                for zone in 0..self.layout.zones.len() {
                    let priced = prices.priced(entry, Some(zone));
                    places.push(Place { priced, item: entry.item, zone: zone as u32, cell });
                }
            }
        }
        places.sort_unstable_by_key(|o| (o.priced, o.item, o.zone));
        let sums = &Sums::new(&places, cells.len());
        let rules: Vec<(usize, usize)> = cells.iter().map(|c| (c.least, c.most)).collect();
        for (count, room) in (self.pool.least..).zip(rooms).filter(|(_, room)| **room > -NEVER) {
            self.room = *room;
            let mut taken = vec![0; rules.len()];
            self.choose(&places, sums, &rules, &mut taken, (0, count, *room));
        }
    }

    /// Takes `left` more places from `at` on that cost at most `room` together.
    fn choose(
        &mut self,
        places: &[Place],
        sums: &Sums,
        rules: &[(usize, usize)],
        taken: &mut [usize],
        (at, left, room): (usize, usize, i64),
    ) {
        if left == 0 {
            return self.keep(self.room - room);
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
            if least > room {
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
            self.choose(places, sums, rules, taken, (at + 1, left - 1, room - place.priced));
            self.chosen.pop();
            taken[place.cell as usize] -= 1;
        }
    }

    /// The sets of a seated pool; `from[j]`: least priced cost of seat j and those after it.
    pub(in crate::engine) fn seated(
        &mut self,
        seats: &[Seat],
        offers: &[Vec<Entry>],
        prices: &Prices,
        from: &[i64],
        room: i64,
    ) {
        let starts = seats.iter().filter(|s| !s.alike);
        let mut sorted: Vec<Vec<(i64, u32)>> = Vec::new();
        for (offer, seat) in offers.iter().zip(starts) {
            let priced = |e: &Entry| (prices.priced(e, Some(seat.zone)), e.item);
            let mut row: Vec<(i64, u32)> = offer.iter().map(priced).collect();
            row.sort_unstable();
            sorted.push(row);
        }
        self.room = room;
        if room > -NEVER {
            self.sit(seats, &sorted, from, (0, 0, 0), room);
        }
    }

    /// Fills seat `n`; `run` is that of the next seat that is not like the one before, `rank` the
    /// first that a seat like the one before may take.
    fn sit(
        &mut self,
        seats: &[Seat],
        sorted: &[Vec<(i64, u32)>],
        from: &[i64],
        (n, run, rank): (usize, usize, usize),
        room: i64,
    ) {
        let Some(seat) = seats.get(n) else { return self.keep(self.room - room) };
        let (run, first) = if seat.alike { (run - 1, rank) } else { (run, 0) };
        for rank in first..sorted[run].len() {
            let (priced, item) = sorted[run][rank];
            if !self.complete() {
                return;
            }
            if priced + from[n + 1] > room {
                self.cut = true;
                return;
            }
            self.steps -= 1;
            if self.clashes(item) {
                continue;
            }
            self.chosen.push((item, seat.zone as u32));
            self.sit(seats, sorted, from, (n + 1, run + 1, rank + 1), room - priced);
            self.chosen.pop();
        }
    }

    fn clashes(&self, item: u32) -> bool {
        self.chosen.iter().any(|(other, _)| self.layout.links.clash(*other, item))
    }

    /// Whether the set under way can be seen in rounds enough.
    fn apart(&self) -> bool {
        let seen = |(z, zone): (u32, &crate::engine::presolve::Zone)| {
            let core = zone.rooms.iter().filter(|r| r.core.contains(&self.pool.group)).count();
            let here = self.chosen.iter().filter(|(_, at)| *at == z).count();
            (core + here).min(zone.rooms.len())
        };
        let spread = self.pool.spread as usize;
        spread < 2 || (0..).zip(&self.layout.zones).map(seen).sum::<usize>() >= spread
    }

    /// Lists the set under way, unless it breaks a rule by itself.
    fn keep(&mut self, priced: i64) {
        if !self.apart() {
            return;
        }
        let (items, sums) = (self.list.items.len() as u32, self.list.sums.len());
        self.list.sums.resize(sums + self.list.dims, 0);
        let mut outward = false;
        for (item, zone) in &self.chosen {
            outward |= self.layout.links.outward(*item);
            for (dim, amount) in
                &self.layout.loads[self.layout.class[*item as usize] as usize][*zone as usize]
            {
                self.list.sums[sums + usize::from(*dim)] += amount;
            }
        }
        for (sum, cut) in self.list.sums[sums + self.layout.dims.len()..].iter_mut().zip(self.cuts) {
            *sum = self.chosen.iter().map(|(n, _)| cut.weight[*n as usize]).sum();
        }
        let mut each = self.list.sums[sums..].iter().zip(&self.layout.dims);
        if each.any(|(sum, dim)| i64::from(*sum) > dim.range.1) {
            self.list.sums.truncate(sums);
            return;
        }
        self.count += 1;
        self.list.items.extend_from_slice(&self.chosen);
        let choice = Choice { priced, items, sums: sums as u32, outward };
        self.list.by_count[self.chosen.len() - self.pool.least].push(choice);
    }
}
