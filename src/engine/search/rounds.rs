//! A round for every chosen item: zone by zone, through `pack`.
//!
//! A choice that cannot be packed says something about every choice of the same shape (classes of
//! items, and groups where they matter), so shapes that failed are remembered as no-goods. That a
//! group must be seen in several rounds is left aside at first: it nearly always is by chance, and
//! without it more items are alike. The groups for which chance fails are then looked at, and only
//! these (constraints by need: Dantzig, Fulkerson & Johnson 1954).

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::presolve::{Layout, Room};
use crate::engine::search::bin_completion::{Pack, Packed, Piece, Spread};
use crate::engine::search::deal_out::deal_out;
use crate::engine::search::packing_cuts::{Cut, Transport};

/// Items dealt in one packing at most: a hundred do for nearly every one.
const PACKING: u64 = 60_000;
/// Items dealt before a certificate and local search are tried.
const FIRST: u64 = 4_000;
/// Steps of local search, and what a pivot for a certificate costs in nodes.
const STEPS: u64 = 6_000;
const PIVOT: u64 = 4;
/// Certificates kept; each item of a choice is looked up in each.
const CUTS: usize = 200;
/// Certificates that the search looks at before a choice is complete.
const EARLY: usize = 16;
/// Items dealt that count as a node.
const DEALT: u64 = 10;

/// A chosen item: layout index, zone, pool.
pub(in crate::engine) type Chosen = (u32, u32, usize);

/// Deals chosen items out to rounds.
pub(in crate::engine) struct Dealer<'a, 'p> {
    layout: &'a Layout<'p>,
    /// Choices that cannot be packed, by zone and shape; whether that is sure.
    shapes: BTreeMap<(usize, Vec<(u32, u32)>), bool>,
    /// The rows of the rounds, where all are in one zone and packed; what they deny.
    transport: Option<Transport<'a, 'p>>,
    cuts: Vec<Cut>,
    /// Whether the rounds do not matter, only that there are some.
    pub(in crate::engine) any: bool,
    /// Whether certificates and local search help where bin completion does not end.
    pub(in crate::engine) helped: bool,
    /// A packing was left undecided.
    pub(in crate::engine) open: bool,
}

impl<'a, 'p> Dealer<'a, 'p> {
    pub(in crate::engine) fn new(layout: &'a Layout<'p>) -> Dealer<'a, 'p> {
        let transport = match &layout.zones[..] {
            [zone] if zone.packed => Transport::new(layout, &zone.rooms),
            _ => None,
        };
        Dealer {
            layout,
            shapes: BTreeMap::new(),
            transport,
            cuts: Vec::new(),
            any: false,
            helped: true,
            open: false,
        }
    }

    /// The round of each item, if there is a way; `nodes` pays for it.
    pub(in crate::engine) fn deal(&mut self, items: &[Chosen], nodes: &mut u64) -> Option<Vec<usize>> {
        let first = |zone: u32| self.layout.zones[zone as usize].rooms[0].round;
        let mut rounds: Vec<usize> = items.iter().map(|(_, zone, _)| first(*zone)).collect();
        for z in 0..self.layout.zones.len() {
            if self.layout.zones[z].packed && !self.zone(z, items, &mut rounds, nodes) {
                return None;
            }
        }
        self.unseen(items, &rounds).is_empty().then_some(rounds)
    }

    /// The certificates that denied most, some of them: the search looks at them early.
    pub(in crate::engine) fn best_cuts(&self) -> Vec<Cut> {
        let mut cuts = self.cuts.clone();
        cuts.sort_by_key(|cut| std::cmp::Reverse(cut.hits));
        cuts.truncate(EARLY);
        cuts
    }

    /// Pools that are not seen in as many rounds as they must be.
    fn unseen(&self, items: &[Chosen], rounds: &[usize]) -> Vec<usize> {
        let pools = self.layout.pools.iter().enumerate().filter(|(_, pool)| pool.spread > 1);
        let seen = |p: usize, group: usize| {
            let core = self.layout.rooms().filter(|r| r.core.contains(&group)).map(|r| r.round);
            let mine = items.iter().zip(rounds).filter(|((_, _, q), _)| *q == p).map(|(_, round)| *round);
            core.chain(mine).collect::<BTreeSet<usize>>().len() as u32
        };
        pools.filter(|(p, pool)| seen(*p, pool.group) < pool.spread).map(|(p, _)| p).collect()
    }

    fn zone(&mut self, z: usize, items: &[Chosen], rounds: &mut [usize], nodes: &mut u64) -> bool {
        let here: Vec<usize> = (0..items.len()).filter(|k| items[*k].1 as usize == z).collect();
        let denies = |cut: &&mut Cut| cut.denies(here.iter().map(|k| items[*k].0));
        if let Some(cut) = self.cuts.iter_mut().find(denies) {
            cut.hits += 1;
            return false;
        }
        let shape = (z, self.shape(items, &here));
        if let Some(sure) = self.shapes.get(&shape) {
            self.open |= !sure;
            return false;
        }
        let budget = nodes.saturating_mul(DEALT).min(PACKING);
        let first = if self.helped { budget.min(FIRST) } else { budget };
        let mut packed = self.completed(z, items, &here, rounds, first, nodes);
        if packed == Packed::Open && budget > first {
            packed = self.otherwise(items, rounds, nodes);
            if packed == Packed::Open || packed == Packed::Yes && !self.any {
                // Where bin completion ends, its rounds count, however a packing was found.
                let mut own = rounds.to_vec();
                let completed = self.completed(z, items, &here, &mut own, budget, nodes);
                if completed == Packed::Yes {
                    rounds.copy_from_slice(&own);
                }
                packed = if packed == Packed::Yes { packed } else { completed };
            }
        }
        if packed != Packed::Yes {
            self.open |= packed == Packed::Open;
            self.shapes.insert(shape, packed == Packed::No);
        }
        packed == Packed::Yes
    }

    /// Packs by bin completion, with an eye on those pools that are not seen often enough by chance.
    fn completed(
        &self,
        z: usize,
        items: &[Chosen],
        here: &[usize],
        rounds: &mut [usize],
        budget: u64,
        nodes: &mut u64,
    ) -> Packed {
        let mut left = budget;
        let mut watched: Vec<usize> = Vec::new();
        let packed = loop {
            let packed = self.pack(z, items, here, &watched, rounds, &mut left);
            let unseen = if packed == Packed::Yes { self.unseen(items, rounds) } else { Vec::new() };
            let more: Vec<usize> = unseen.into_iter().filter(|p| !watched.contains(p)).collect();
            if more.is_empty() {
                break packed;
            }
            watched.extend(more);
        };
        *nodes -= (budget - left).div_ceil(DEALT).min(*nodes);
        packed
    }

    /// Looks for a certificate that the items cannot be packed, then for a packing by local search.
    fn otherwise(&mut self, items: &[Chosen], rounds: &mut [usize], nodes: &mut u64) -> Packed {
        let layout = self.layout;
        if layout.zones.len() > 1 {
            return Packed::Open;
        }
        let chosen: Vec<u32> = items.iter().map(|(n, ..)| *n).collect();
        if let Some(transport) = &self.transport {
            let (cut, pivots) = transport.cut(&chosen);
            *nodes -= (pivots * PIVOT).min(*nodes);
            if let Some(cut) = cut {
                if self.cuts.len() < CUTS {
                    self.cuts.push(cut);
                }
                return Packed::No;
            }
        }
        let mut left = STEPS.min(*nodes);
        let before = left;
        let chosen: Vec<u32> = chosen.iter().map(|n| layout.items[*n as usize]).collect();
        let dealt = deal_out(layout.problem, &chosen, &mut left);
        *nodes -= before - left;
        let Some(dealt) = dealt else { return Packed::Open };
        rounds.copy_from_slice(&dealt);
        Packed::Yes
    }

    fn shape(&self, items: &[Chosen], here: &[usize]) -> Vec<(u32, u32)> {
        let tells = |p: usize| self.layout.pools[p].spread > 1 || self.layout.seated(p);
        let mut shape: Vec<(u32, u32)> = (here.iter().map(|k| items[*k]))
            .map(|(n, _, p)| (self.layout.class[n as usize], if tells(p) { p as u32 } else { u32::MAX }))
            .collect();
        shape.sort_unstable();
        shape
    }

    /// Packs the items of a zone with an eye on the pools in `watched`.
    fn pack(
        &self,
        z: usize,
        items: &[Chosen],
        here: &[usize],
        watched: &[usize],
        rounds: &mut [usize],
        left: &mut u64,
    ) -> Packed {
        let rooms = &self.layout.zones[z].rooms;
        let piece = |k: &usize| {
            let (n, _, p) = items[*k];
            let item = self.layout.item(n);
            let group = self.layout.seated(p).then_some(item.group);
            let spread = watched.iter().position(|q| *q == p).map(|s| s as u16);
            Piece { minutes: item.minutes, kind: item.kind, spread, group, item: *k as u32 }
        };
        let spreads = watched.iter().map(|p| self.spread(z, *p, items)).collect();
        let mut pack = Pack::new(rooms, here.iter().map(piece).collect(), spreads, *left);
        let packed = pack.run();
        *left = pack.nodes;
        if packed == Packed::Yes {
            for (k, room) in pack.dealt() {
                rounds[k as usize] = rooms[room].round;
            }
        }
        packed
    }

    /// The rounds of the zone that a pool still needs, other zones and the core counted.
    fn spread(&self, z: usize, p: usize, items: &[Chosen]) -> Spread {
        let pool = &self.layout.pools[p];
        let of_core = |room: &Room| room.core.contains(&pool.group);
        let others = self.layout.zones.iter().enumerate().filter(|(other, _)| *other != z);
        let elsewhere = others.filter(|(other, zone)| {
            zone.rooms.iter().any(of_core) || items.iter().any(|(_, at, q)| *q == p && *at as usize == *other)
        });
        let rooms = self.layout.zones[z].rooms.iter();
        Spread {
            needed: pool.spread.saturating_sub(elsewhere.count() as u32),
            rooms: (0..).zip(rooms).filter(|(_, r)| of_core(r)).fold(0, |mask, (k, _)| mask | 1u64 << k),
        }
    }
}
