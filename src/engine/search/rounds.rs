//! A round for every chosen item, zone by zone: no-goods and lazy constraints around bin completion.
//!
//! A choice that cannot be dealt rules out every choice of the same shape (item classes, and groups
//! where they matter), so failed shapes are kept as no-goods. The constraint that a group appears in
//! several rounds is left out at first: it holds nearly always by chance, and without it more items are
//! alike. For the groups where it does not hold it is then added, and only for these (constraints by
//! need: Dantzig, Fulkerson & Johnson 1954).

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::presolve::{Instance, OpenRound};
use crate::engine::search::bin_completion::{Coverage, Pack, Packed, Piece};

/// Items dealt in one packing at most; a hundred suffice for nearly all packings.
const PACKING: u64 = 60_000;
/// Items dealt that count as a node.
const DEALT: u64 = 10;

/// A chosen item: instance index, zone, group.
pub(in crate::engine) type Chosen = (u32, u32, usize);

/// Deals chosen items out to rounds.
pub(in crate::engine) struct Dealer<'a> {
    instance: &'a Instance,
    /// No-goods: shapes by zone that cannot be dealt, and whether this is proved.
    shapes: BTreeMap<(usize, Vec<(u32, u32)>), bool>,
    /// A packing was left undecided.
    pub(in crate::engine) open: bool,
}

impl<'a> Dealer<'a> {
    pub(in crate::engine) fn new(instance: &'a Instance) -> Dealer<'a> {
        Dealer { instance, shapes: BTreeMap::new(), open: false }
    }

    /// The round of each item; `None` if there is no way, or if `nodes` do not suffice.
    pub(in crate::engine) fn deal(&mut self, items: &[Chosen], nodes: &mut u64) -> Option<Vec<usize>> {
        let first = |zone: u32| self.instance.zones[zone as usize].rounds[0].round;
        let mut rounds: Vec<usize> = items.iter().map(|(_, zone, _)| first(*zone)).collect();
        for z in 0..self.instance.zones.len() {
            if self.instance.zones[z].packed && !self.zone(z, items, &mut rounds, nodes) {
                return None;
            }
        }
        self.unseen(items, &rounds).is_empty().then_some(rounds)
    }

    /// Groups that appear in fewer rounds than they must.
    fn unseen(&self, items: &[Chosen], rounds: &[usize]) -> Vec<usize> {
        let parts = self.instance.parts.iter().enumerate().filter(|(_, part)| part.spread > 1);
        let seen = |p: usize, group: usize| {
            let core = self.instance.rounds().filter(|r| r.core.contains(&group)).map(|r| r.round);
            let mine = items.iter().zip(rounds).filter(|((_, _, q), _)| *q == p).map(|(_, round)| *round);
            core.chain(mine).collect::<BTreeSet<usize>>().len() as u32
        };
        parts.filter(|(p, part)| seen(*p, part.group) < part.spread).map(|(p, _)| p).collect()
    }

    fn zone(&mut self, z: usize, items: &[Chosen], rounds: &mut [usize], nodes: &mut u64) -> bool {
        let here: Vec<usize> = (0..items.len()).filter(|k| items[*k].1 as usize == z).collect();
        let shape = (z, self.shape(items, &here));
        if let Some(sure) = self.shapes.get(&shape) {
            self.open |= !sure;
            return false;
        }
        let budget = nodes.saturating_mul(DEALT).min(PACKING);
        let mut left = budget;
        let mut watched: Vec<usize> = Vec::new();
        let packed = loop {
            let packed = self.pack(z, items, &here, &watched, rounds, &mut left);
            let unseen = if packed == Packed::Yes { self.unseen(items, rounds) } else { Vec::new() };
            let more: Vec<usize> = unseen.into_iter().filter(|p| !watched.contains(p)).collect();
            if more.is_empty() {
                break packed;
            }
            watched.extend(more);
        };
        *nodes -= (budget - left).div_ceil(DEALT).min(*nodes);
        if packed != Packed::Yes {
            self.open |= packed == Packed::Open;
            self.shapes.insert(shape, packed == Packed::No);
        }
        packed == Packed::Yes
    }

    fn shape(&self, items: &[Chosen], here: &[usize]) -> Vec<(u32, u32)> {
        let tells = |p: usize| self.instance.parts[p].spread > 1 || self.instance.seated(p);
        let mut shape: Vec<(u32, u32)> = (here.iter().map(|k| items[*k]))
            .map(|(n, _, p)| (self.instance.class[n as usize], if tells(p) { p as u32 } else { u32::MAX }))
            .collect();
        shape.sort_unstable();
        shape
    }

    /// Deals the items of a zone; the groups in `watched` must appear in their number of rounds.
    fn pack(
        &self,
        z: usize,
        items: &[Chosen],
        here: &[usize],
        watched: &[usize],
        rounds: &mut [usize],
        left: &mut u64,
    ) -> Packed {
        let open = &self.instance.zones[z].rounds;
        let piece = |k: &usize| {
            let (n, _, p) = items[*k];
            let item = self.instance.item(n);
            let group = self.instance.seated(p).then_some(item.group);
            let spread = watched.iter().position(|q| *q == p).map(|s| s as u16);
            Piece { minutes: item.minutes, kind: item.kind, spread, group, item: *k as u32 }
        };
        let spreads = watched.iter().map(|p| self.spread(z, *p, items)).collect();
        let mut pack = Pack::new(open, here.iter().map(piece).collect(), spreads, *left);
        let packed = pack.run();
        *left = pack.nodes;
        if packed == Packed::Yes {
            for (k, bin) in pack.dealt() {
                rounds[k as usize] = open[bin].round;
            }
        }
        packed
    }

    /// The rounds of the zone that a group still needs, other zones and the core counted.
    fn spread(&self, z: usize, p: usize, items: &[Chosen]) -> Coverage {
        let part = &self.instance.parts[p];
        let of_core = |round: &OpenRound| round.core.contains(&part.group);
        let others = self.instance.zones.iter().enumerate().filter(|(other, _)| *other != z);
        let elsewhere = others.filter(|(other, zone)| {
            zone.rounds.iter().any(of_core)
                || items.iter().any(|(_, at, q)| *q == p && *at as usize == *other)
        });
        let open = self.instance.zones[z].rounds.iter();
        Coverage {
            needed: part.spread.saturating_sub(elsewhere.count() as u32),
            bins: (0..).zip(open).filter(|(_, r)| of_core(r)).fold(0, |mask, (k, _)| mask | 1u64 << k),
        }
    }
}
