//! Presolve: the instance that the search works on, with the core fixed, rounds aggregated to zones and
//! every constraint on a sum turned into a resource.
//!
//! In this form the problem is a multiple-choice multidimensional knapsack with conflicts: one set of
//! items (a column) from each group under resource windows. Dealing the items to rounds is bin packing
//! with conflicts.
//!
//! **Zones.** The search chooses items for a zone, and `search::rounds` deals them to its rounds. The
//! windows of a zone are the sums of those of its rounds. This is a relaxation, so lower bounds stay valid;
//! a choice is accepted only after its items have been dealt to rounds. Without seats all rounds are one
//! zone. With seats there are two instances: *apart*, each round a zone, where bounds are tight and every
//! column says which seat each item takes; and *merged*, one zone, so that a group with a dozen seats has
//! few enough columns to list.
//!
//! **Core.** Core items are fixed first, round by round, before the sums are made: if the core items of a
//! round already meet its minimum for a kind, the round needs no more items of that kind, whatever the
//! other rounds hold.

pub(crate) mod dominance;
pub(crate) mod groups;
pub(crate) mod resources;
mod tighten;

use std::sync::Arc;

use crate::problem::exclusions::Links;
use crate::problem::range::{OPEN, Range, minus};
use crate::problem::{Group, Problem};

/// A knapsack resource, which is a sum with a window: minutes of a zone, items of a kind in a zone,
/// difficulty.
#[derive(Clone, Debug)]
pub(crate) struct Resource {
    pub(crate) range: Range,
    /// The factor that scales the steps of its price in the subgradient method. It is large if items use
    /// nearly the same amounts.
    pub(crate) pace: i64,
    /// The highest price allowed, so that no sum of reduced costs can overflow.
    pub(crate) max_price: i64,
}

impl Resource {
    /// Clamps the price. If the window has no upper end, the price must be <= 0. If it has no lower end, the
    /// price must be >= 0. Otherwise the Lagrangian bound is minus infinity.
    pub(crate) fn price(&self, price: i128) -> i64 {
        let from = if self.range.0 > 0 { -self.max_price } else { 0 };
        let to = if self.range.1 < OPEN { self.max_price } else { 0 };
        price.clamp(i128::from(from), i128::from(to)) as i64
    }
}

/// What a round still needs and can take after the core items are fixed.
#[derive(Clone, Debug)]
pub(crate) struct OpenRound {
    /// Index of the round in the problem.
    pub(crate) round: usize,
    pub(crate) minutes: Range,
    pub(crate) count: Range,
    pub(crate) kinds: Vec<Range>,
    /// Groups of the items that the core has put here.
    pub(crate) core: Vec<usize>,
    /// Seats that the core has not taken, with their groups: each takes one item, and each item of the group
    /// needs one of these seats.
    pub(crate) seats: Vec<(usize, crate::problem::Seat)>,
    /// Groups of the core items that take one of these seats, in any order.
    pub(crate) sitting: Vec<usize>,
}

/// Rounds that are filled together.
#[derive(Clone, Debug)]
pub(crate) struct Zone {
    pub(crate) rounds: Vec<OpenRound>,
    /// Whether its items still have to be dealt to its rounds.
    pub(crate) packed: bool,
}

/// What may be chosen from a group.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Counted(Vec<Cell>),
    Seated(Vec<OpenSeat>),
}

/// The free items of a cell.
#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub(crate) least: usize,
    pub(crate) most: usize,
    /// Indices into the items of the instance.
    pub(crate) items: std::ops::Range<usize>,
}

/// A seat that the core has not taken.
#[derive(Clone, Debug)]
pub(crate) struct OpenSeat {
    pub(crate) zone: usize,
    /// Whether the seat before admits the same items in the same zone.
    pub(crate) alike: bool,
    pub(crate) items: Vec<u32>,
}

/// The part of a group that the core leaves open: how many items are still to be chosen.
#[derive(Clone, Debug)]
pub(crate) struct GroupPart {
    /// Index of the group in the problem.
    pub(crate) group: usize,
    pub(crate) least: usize,
    pub(crate) most: usize,
    pub(crate) kind: Kind,
    /// Number of rounds in which the group must appear, including those of the core items.
    pub(crate) spread: u32,
}

/// The problem in the form in which the search solves it.
#[derive(Debug)]
pub(crate) struct Instance {
    pub(crate) problem: Arc<Problem>,
    pub(crate) zones: Vec<Zone>,
    pub(crate) resources: Vec<Resource>,
    pub(crate) parts: Vec<GroupPart>,
    /// Number of items still to be chosen.
    pub(crate) total: Range,
    /// Index in the problem of every item that may be chosen.
    pub(crate) items: Vec<u32>,
    /// For each item, its class, which is an index into `loads`: items of one class use the same resources.
    pub(crate) class: Vec<u32>,
    /// For each class and zone, the resources that an item of the class uses, and how much of each.
    pub(crate) loads: Vec<Vec<Vec<(u16, i32)>>>,
    /// Families and enemies among the items.
    pub(crate) links: Links,
    /// Whether the core alone violates a constraint; the problem is then infeasible.
    pub(crate) broken: bool,
}

impl Instance {
    /// Presolves the problem. If `merged` is true, rounds with seats form one zone. `merged` must be true
    /// if the core items have a choice of seats.
    pub(crate) fn new(problem: Arc<Problem>, merged: bool) -> Instance {
        let free = crate::problem::exclusions::free_of_core(&problem);
        let mut instance = Instance {
            problem: problem.clone(),
            zones: Vec::new(),
            resources: Vec::new(),
            parts: Vec::new(),
            total: (0, 0),
            items: Vec::new(),
            class: Vec::new(),
            loads: Vec::new(),
            links: Links::default(),
            broken: free.is_none() || nowhere(&problem),
        };
        let mut free = free.unwrap_or_else(|| vec![false; problem.items.len()]);
        let seated = problem.groups.iter().any(|g| matches!(g, Group::Seated(_)));
        instance.add_zones(seated && !merged);
        instance.tighten(&mut free);
        instance.add_parts(&free, merged);
        instance.count_seats();
        instance.add_resources();
        let (least, most) = minus(problem.total, problem.core.len() as i64);
        let sum = |f: fn(&GroupPart) -> usize| instance.parts.iter().map(f).sum::<usize>() as i64;
        let rounds = |f: fn(&OpenRound) -> i64| instance.rounds().map(f).sum::<i64>().min(OPEN);
        instance.total = (
            least.max(sum(|p| p.least)).max(rounds(|r| r.count.0)),
            most.min(sum(|p| p.most)).min(rounds(|r| r.count.1)),
        );
        instance.broken |= instance.total.0 > instance.total.1;
        instance.links = Links::new(&problem, &instance.items);
        instance
    }

    /// Every round, zone by zone.
    pub(crate) fn rounds(&self) -> impl Iterator<Item = &OpenRound> {
        self.zones.iter().flat_map(|z| &z.rounds)
    }

    /// The item of an instance index.
    pub(crate) fn item(&self, n: u32) -> &crate::problem::Item {
        &self.problem.items[self.items[n as usize] as usize]
    }

    /// Whether a group's items need seats.
    pub(crate) fn seated(&self, part: usize) -> bool {
        matches!(self.problem.groups[self.parts[part].group], Group::Seated(_))
    }

    /// If every group has seats, there are as many items as seats.
    fn count_seats(&mut self) {
        if !self.problem.groups.iter().all(|g| matches!(g, Group::Seated(_))) {
            return;
        }
        for open in self.zones.iter_mut().flat_map(|z| &mut z.rounds) {
            let seats = (open.seats.len() - open.sitting.len()) as i64;
            self.broken |= seats < open.count.0 || open.count.1 < seats;
            open.count = (seats, seats);
        }
    }

    fn add_zones(&mut self, apart: bool) {
        let mut shared = Vec::new();
        for (round, rule) in self.problem.rounds.iter().enumerate() {
            let core: Vec<_> = self.problem.core.iter().filter(|(_, r)| *r == round).collect();
            let of = |n: &u32| &self.problem.items[*n as usize];
            let minutes: i64 = core.iter().map(|(n, _)| i64::from(of(n).minutes)).sum();
            let kinds = rule.kinds.iter().enumerate().map(|(kind, window)| {
                let here = core.iter().filter(|(n, _)| usize::from(of(n).kind) == kind).count();
                minus(*window, here as i64)
            });
            let open = OpenRound {
                round,
                minutes: minus(rule.minutes, minutes),
                count: minus(rule.count, core.len() as i64),
                kinds: kinds.collect(),
                core: core.iter().map(|(n, _)| of(n).group as usize).collect(),
                seats: Vec::new(),
                sitting: Vec::new(),
            };
            let ranges = [open.minutes, open.count];
            self.broken |= open.kinds.iter().chain(&ranges).any(|(from, to)| from > to || *to < 0);
            if apart {
                self.zones.push(Zone { rounds: vec![open], packed: false });
            } else {
                shared.push(open);
            }
        }
        if !shared.is_empty() {
            let packed =
                shared.len() > 1 || self.problem.groups.iter().any(|g| matches!(g, Group::Seated(_)));
            self.zones.push(Zone { rounds: shared, packed });
        }
    }

    pub(crate) fn zone_of(&self, round: usize) -> usize {
        let holds = |z: &Zone| z.rounds.iter().any(|r| r.round == round);
        self.zones.iter().position(holds).expect("internal: every round has a zone")
    }
}

/// Whether a seat is in a round that does not exist.
fn nowhere(problem: &Problem) -> bool {
    let seats = problem.groups.iter().flat_map(|group| match group {
        Group::Counted { .. } => [].as_slice(),
        Group::Seated(seats) => seats,
    });
    seats.into_iter().any(|seat| seat.round >= problem.rounds.len())
}
