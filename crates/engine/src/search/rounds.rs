//! Finds a round for every chosen item, zone by zone, with no-goods and lazy constraints around bin
//! completion.
//!
//! A choice that cannot be dealt rules out every choice of the same shape (item classes, and groups where
//! they matter), so failed shapes are kept as no-goods. The constraint that a group appears in several
//! rounds is left out at first: it nearly always holds by chance, and without it more items count as alike,
//! which makes packing faster. It is then added only for the groups where it does not hold (constraints by
//! need: Dantzig, Fulkerson & Johnson 1954).

use std::collections::{BTreeMap, BTreeSet};

use crate::presolve::{Instance, OpenRound};
use crate::search::bin_completion::{Coverage, Pack, Packed, Piece};
use crate::search::deal_out::deal_out;
use crate::search::packing_cuts::{Cut, Cuts, Transport};

/// The maximum number of items dealt in one packing; a hundred suffice for nearly all packings.
const PACKING: u64 = 60_000;
/// The number of items dealt before a certificate and local search are tried.
const FIRST: u64 = 4_000;
/// The maximum number of steps of local search.
const STEPS: u64 = 6_000;
/// The cost of a pivot for a certificate, in nodes.
const PIVOT: u64 = 4;
/// The maximum number of certificates kept. Every choice is checked against each of them, which takes time.
const CUTS: usize = 200;
/// The number of certificates that the search uses before a choice is complete.
const EARLY: usize = 16;
/// The number of dealt items that count as a node.
const DEALT: u64 = 10;

/// A chosen item: instance index, zone, group.
pub(crate) type Chosen = (u32, u32, usize);

/// Deals chosen items to rounds.
pub(crate) struct Dealer<'a> {
    instance: &'a Instance,
    /// No-goods: shapes by zone that cannot be dealt, and whether this is proved.
    shapes: BTreeMap<(usize, Vec<(u32, u32)>), bool>,
    /// The rows of the rounds, if all rounds are in one packed zone.
    transport: Option<Transport<'a>>,
    /// The certificates found so far.
    cuts: Cuts,
    /// Whether any feasible rounds are accepted, so that their choice does not matter.
    pub(crate) any: bool,
    /// Whether certificates and local search are used if bin completion does not finish.
    pub(crate) helped: bool,
    /// Whether a packing was left undecided.
    pub(crate) open: bool,
}

impl<'a> Dealer<'a> {
    pub(crate) fn new(instance: &'a Instance) -> Dealer<'a> {
        let transport = match &instance.zones[..] {
            [zone] if zone.packed => Transport::new(instance, &zone.rounds),
            _ => None,
        };
        Dealer {
            instance,
            shapes: BTreeMap::new(),
            transport,
            cuts: Cuts::default(),
            any: false,
            helped: true,
            open: false,
        }
    }

    /// The round of each item; `None` if the items cannot be dealt, or if `nodes` do not suffice.
    pub(crate) fn deal(&mut self, items: &[Chosen], nodes: &mut u64) -> Option<Vec<usize>> {
        let first = |zone: u32| self.instance.zones[zone as usize].rounds[0].round;
        let mut rounds: Vec<usize> = items.iter().map(|(_, zone, _)| first(*zone)).collect();
        for z in 0..self.instance.zones.len() {
            if self.instance.zones[z].packed && !self.zone(z, items, &mut rounds, nodes) {
                return None;
            }
        }
        self.unseen(items, &rounds).is_empty().then_some(rounds)
    }

    /// The certificates that excluded the most choices, at most [`EARLY`] of them. The search uses them
    /// before a choice is complete.
    pub(crate) fn best_cuts(&self) -> Vec<Cut> {
        self.cuts.best(EARLY)
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
        if self.cuts.deny(here.iter().map(|k| items[*k].0)) {
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
                // If bin completion finishes, its rounds are used, even if the packing was first found in
                // another way.
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

    /// Packs by bin completion. Groups that do not appear in enough rounds by chance are then constrained,
    /// and the zone is packed again.
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
        let instance = self.instance;
        if instance.zones.len() > 1 {
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
        let chosen: Vec<u32> = chosen.iter().map(|n| instance.items[*n as usize]).collect();
        let dealt = deal_out(&instance.problem, &chosen, &mut left);
        *nodes -= before - left;
        let Some(dealt) = dealt else { return Packed::Open };
        rounds.copy_from_slice(&dealt);
        Packed::Yes
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
            Piece {
                minutes: item.minutes,
                kind: item.kind,
                difficulty: item.difficulty,
                spread,
                group,
                item: *k as u32,
            }
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

    /// The number of rounds of zone z in which the group must appear in addition to its rounds in the other
    /// zones; and the rounds of zone z in which the core already has the group.
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
