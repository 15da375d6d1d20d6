//! The problem as the search sees it: what the core leaves to be chosen, rounds gathered into zones,
//! every rule on a sum turned into a dimension.
//!
//! **Zones.** The search chooses items for a zone, and `pack` deals them out to its rounds. The rules
//! of a zone are the sums of those of its rounds. That only widens the problem, so bounds stay bounds,
//! and a choice counts only once it is packed. Without seats all rounds are one zone. With seats there
//! are two ways, and both are right: *apart*, each round a zone, where bounds are sharp and every set
//! says who sits where; and *merged*, one zone, where a group with a dozen seats has few enough sets to
//! list.
//!
//! **Core.** Items of the core are taken off first, round by round, before the sums are made: a
//! round whose core already has its two cases has no need of a case that another round could lend.

pub(in crate::engine) mod dominance;
pub(in crate::engine) mod groups;
pub(in crate::engine) mod resources;

use std::sync::Arc;

use crate::engine::problem::exclusions::Links;
use crate::engine::problem::{Group, Problem, Window};

/// A rule that no sum of whole numbers breaks.
pub(in crate::engine) const FREE: i64 = 1 << 30;

/// From and to, what the core has taken left out.
pub(in crate::engine) type Range = (i64, i64);

/// A sum with a window: minutes of a zone, items of a kind in a zone, difficulty.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Dim {
    pub(in crate::engine) range: Range,
    /// Weight of its price in the search for prices: large where items are alike.
    pub(in crate::engine) pace: i64,
    /// The highest price: it keeps every sum of priced costs small.
    pub(in crate::engine) dearest: i64,
}

impl Dim {
    /// The price that is possible and nearest to this one. What has no most may cost nothing and what
    /// has no least may bring nothing in: it would be worth without end, and the bound worthless.
    pub(in crate::engine) fn price(&self, price: i128) -> i64 {
        let from = if self.range.0 > 0 { -self.dearest } else { 0 };
        let to = if self.range.1 < FREE { self.dearest } else { 0 };
        price.clamp(i128::from(from), i128::from(to)) as i64
    }
}

/// A round, what the core has taken left out.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Room {
    /// Index of the round in the problem.
    pub(in crate::engine) round: usize,
    pub(in crate::engine) minutes: Range,
    pub(in crate::engine) count: Range,
    pub(in crate::engine) kinds: Vec<Range>,
    /// Groups of the items that the core has put here.
    pub(in crate::engine) core: Vec<usize>,
    /// Seats that the core has not taken, with their groups: each takes one item, and an item of the
    /// group needs one.
    pub(in crate::engine) seats: Vec<(usize, crate::engine::problem::Seat)>,
    /// Groups of the core items that take one of these seats, whichever the others leave.
    pub(in crate::engine) sitting: Vec<usize>,
}

/// Rounds that are filled together.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Zone {
    pub(in crate::engine) rooms: Vec<Room>,
    /// Whether its items still have to be dealt out.
    pub(in crate::engine) packed: bool,
}

/// Where the items of a group may go.
#[derive(Clone, Debug)]
pub(in crate::engine) enum Kind {
    Counted(Vec<Cell>),
    Seated(Vec<Seat>),
}

/// The free items of a cell.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Cell {
    pub(in crate::engine) least: usize,
    pub(in crate::engine) most: usize,
    /// The items, as a stretch of the layout's own.
    pub(in crate::engine) items: std::ops::Range<usize>,
}

/// A seat that the core has not taken.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Seat {
    pub(in crate::engine) zone: usize,
    /// Whether the seat before admits the same items in the same zone.
    pub(in crate::engine) alike: bool,
    pub(in crate::engine) items: Vec<u32>,
}

/// A group: how many items are still to be chosen.
#[derive(Clone, Debug)]
pub(in crate::engine) struct Pool {
    /// Index of the group in the problem.
    pub(in crate::engine) group: usize,
    pub(in crate::engine) least: usize,
    pub(in crate::engine) most: usize,
    pub(in crate::engine) kind: Kind,
    /// Rounds that it must be seen in, the core's included.
    pub(in crate::engine) spread: u32,
}

/// The problem as the search sees it.
#[derive(Debug)]
pub(in crate::engine) struct Layout {
    pub(in crate::engine) problem: Arc<Problem>,
    pub(in crate::engine) zones: Vec<Zone>,
    pub(in crate::engine) dims: Vec<Dim>,
    pub(in crate::engine) pools: Vec<Pool>,
    /// Number of items still to be chosen.
    pub(in crate::engine) total: Range,
    /// Index in the problem of every item that may be chosen.
    pub(in crate::engine) items: Vec<u32>,
    /// What an item adds to sums: an index into `loads`.
    pub(in crate::engine) class: Vec<u32>,
    /// By class and zone: the dimensions that an item of the class adds to, and how much.
    pub(in crate::engine) loads: Vec<Vec<Vec<(u16, i32)>>>,
    /// Families and enemies among the items.
    pub(in crate::engine) links: Links,
    /// A rule that the core alone breaks: there is no choice.
    pub(in crate::engine) broken: bool,
}

impl Layout {
    /// Lays the problem out; `merged`: rounds with seats in one zone. Where the core leaves open which
    /// seats it takes there is no other way.
    pub(in crate::engine) fn new(problem: Arc<Problem>, merged: bool) -> Layout {
        let free = crate::engine::problem::exclusions::free_of_core(&problem);
        let mut layout = Layout {
            problem: problem.clone(),
            zones: Vec::new(),
            dims: Vec::new(),
            pools: Vec::new(),
            total: (0, 0),
            items: Vec::new(),
            class: Vec::new(),
            loads: Vec::new(),
            links: Links::default(),
            broken: free.is_none() || nowhere(&problem),
        };
        let free = free.unwrap_or_else(|| vec![false; problem.items.len()]);
        let seated = problem.groups.iter().any(|g| matches!(g, Group::Seated(_)));
        layout.add_zones(seated && !merged);
        layout.add_pools(&free, merged);
        layout.count_seats();
        layout.add_dims();
        let (least, most) = minus(problem.total, problem.core.len() as i64);
        let sum = |f: fn(&Pool) -> usize| layout.pools.iter().map(f).sum::<usize>() as i64;
        let rooms = |f: fn(&Room) -> i64| layout.rooms().map(f).sum::<i64>().min(FREE);
        layout.total = (
            least.max(sum(|p| p.least)).max(rooms(|r| r.count.0)),
            most.min(sum(|p| p.most)).min(rooms(|r| r.count.1)),
        );
        layout.broken |= layout.total.0 > layout.total.1;
        layout.links = Links::new(&layout);
        layout
    }

    /// Every round, zone by zone.
    pub(in crate::engine) fn rooms(&self) -> impl Iterator<Item = &Room> {
        self.zones.iter().flat_map(|z| &z.rooms)
    }

    /// The item behind a layout index.
    pub(in crate::engine) fn item(&self, n: u32) -> &crate::engine::problem::Item {
        &self.problem.items[self.items[n as usize] as usize]
    }

    /// Whether a pool's items need seats.
    pub(in crate::engine) fn seated(&self, pool: usize) -> bool {
        matches!(self.problem.groups[self.pools[pool].group], Group::Seated(_))
    }

    /// Where nothing but seats takes items, their number is that of the seats.
    fn count_seats(&mut self) {
        if !self.problem.groups.iter().all(|g| matches!(g, Group::Seated(_))) {
            return;
        }
        for room in self.zones.iter_mut().flat_map(|z| &mut z.rooms) {
            let seats = (room.seats.len() - room.sitting.len()) as i64;
            self.broken |= seats < room.count.0 || room.count.1 < seats;
            room.count = (seats, seats);
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
            let room = Room {
                round,
                minutes: minus(rule.minutes, minutes),
                count: minus(rule.count, core.len() as i64),
                kinds: kinds.collect(),
                core: core.iter().map(|(n, _)| of(n).group as usize).collect(),
                seats: Vec::new(),
                sitting: Vec::new(),
            };
            let ranges = [room.minutes, room.count];
            self.broken |= room.kinds.iter().chain(&ranges).any(|(from, to)| from > to || *to < 0);
            if apart {
                self.zones.push(Zone { rooms: vec![room], packed: false });
            } else {
                shared.push(room);
            }
        }
        if !shared.is_empty() {
            let packed =
                shared.len() > 1 || self.problem.groups.iter().any(|g| matches!(g, Group::Seated(_)));
            self.zones.push(Zone { rooms: shared, packed });
        }
    }

    pub(in crate::engine) fn zone_of(&self, round: usize) -> usize {
        let holds = |z: &Zone| z.rooms.iter().any(|r| r.round == round);
        self.zones.iter().position(holds).expect("internal: every round has a zone")
    }
}

/// Whether a seat stands in a round that does not exist.
fn nowhere(problem: &Problem) -> bool {
    let seats = problem.groups.iter().flat_map(|group| match group {
        Group::Counted { .. } => [].as_slice(),
        Group::Seated(seats) => seats,
    });
    seats.into_iter().any(|seat| seat.round >= problem.rounds.len())
}

/// The window less what the core has taken.
pub(in crate::engine) fn minus(window: Window, taken: i64) -> Range {
    let to = if window.max == u32::MAX { FREE } else { i64::from(window.max) - taken };
    ((i64::from(window.min) - taken).max(0), to.min(FREE))
}
