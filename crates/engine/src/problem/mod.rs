//! The test assembly problem (van der Linden 2005) and its solutions, in the terms of callers.

pub(crate) mod check;
pub(crate) mod constraints;
pub(crate) mod exclusions;
pub(crate) mod range;
#[cfg(test)]
pub(crate) mod sample;

/// From `min` to `max`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Window {
    /// The minimum.
    pub min: u32,
    /// The maximum; `u32::MAX` means no upper bound.
    pub max: u32,
}

impl Window {
    /// No constraint.
    pub const ANY: Window = Window { min: 0, max: u32::MAX };

    /// This many and no other number.
    pub const fn exactly(n: u32) -> Window {
        Window { min: n, max: n }
    }

    /// No more than this.
    pub const fn at_most(max: u32) -> Window {
        Window { min: 0, max }
    }

    /// No less than this.
    pub const fn at_least(min: u32) -> Window {
        Window { min, max: u32::MAX }
    }

    /// Whether `n` is inside.
    pub const fn holds(&self, n: u32) -> bool {
        self.min <= n && n <= self.max
    }
}

/// What may be chosen, as integers.
#[derive(Clone, Debug)]
pub struct Item {
    /// Index of the group that it counts for.
    pub group: u32,
    /// Index among the cells of a counted group; not used in a seated one.
    pub cell: u32,
    /// Its kind, below 32.
    pub kind: u8,
    /// How long it takes; see [`LONGEST`].
    pub minutes: u32,
    /// How hard it is; see [`LONGEST`].
    pub difficulty: u32,
    /// At most one item of a family is chosen.
    pub family: Option<u32>,
}

/// What a round must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// Minutes of all its items together.
    pub minutes: Window,
    /// Number of its items.
    pub count: Window,
    /// Number of its items by kind; kinds beyond the end of the list are free.
    pub kinds: Vec<Window>,
}

/// A place in a round that one item of the group fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Seat {
    /// Index of the round.
    pub round: usize,
    /// Bit mask of admitted kinds.
    pub kinds: u32,
    /// Minutes that the item may take.
    pub minutes: Window,
    /// Bit mask of admitted difficulties; bit 31 is for 31 and more. A mask, unlike a window, can admit 0 (no
    /// difficulty was declared) besides a range.
    pub difficulties: u32,
}

impl Seat {
    /// Whether an item may take the seat.
    pub fn admits(&self, item: &Item) -> bool {
        self.admits_like(item.minutes, item.kind, item.difficulty)
    }

    /// Whether an item of these minutes, this kind and this difficulty may take the seat.
    pub(crate) fn admits_like(&self, minutes: u32, kind: u8, difficulty: u32) -> bool {
        self.kinds & (1 << kind) != 0
            && self.minutes.holds(minutes)
            && self.difficulties & (1 << difficulty.min(31)) != 0
    }

    /// What the seat admits, in any round: two seats that agree in this admit the same items.
    pub(crate) fn rules(&self) -> (u32, u32, u32, u32) {
        (self.kinds, self.minutes.min, self.minutes.max, self.difficulties)
    }
}

/// The requirements on the items of one group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// A number of items, in any rounds.
    Counted {
        /// The number of items of the group.
        count: Window,
        /// The number of items of each cell.
        cells: Vec<Window>,
        /// The number of different rounds in which the group must appear at least.
        spread: u32,
    },
    /// One item for each seat, and no other item.
    Seated(Vec<Seat>),
}

/// The problem: to choose items and a round for each, so that every rule holds and the sum of the costs is
/// as small as possible.
#[derive(Clone, Debug)]
pub struct Problem {
    /// What may be chosen. Their order is the last tie-break: sort them by a stable id.
    pub items: Vec<Item>,
    /// Pairs of items that are never chosen together.
    pub enemies: Vec<(u32, u32)>,
    /// The groups.
    pub groups: Vec<Group>,
    /// The rounds, at most 64.
    pub rounds: Vec<Round>,
    /// The number of items in the whole form.
    pub total: Window,
    /// Sum of the difficulties.
    pub difficulty: Window,
    /// Items that are chosen whatever they cost, each once and with its round; in a group with seats they
    /// take any seat of that round.
    pub core: Vec<(u32, usize)>,
}

impl Default for Problem {
    fn default() -> Problem {
        Problem {
            items: Vec::new(),
            enemies: Vec::new(),
            groups: Vec::new(),
            rounds: Vec::new(),
            total: Window::ANY,
            difficulty: Window::ANY,
            core: Vec::new(),
        }
    }
}

/// The cost of an item that may not be chosen.
pub const FORBIDDEN: u64 = u64::MAX;

/// An item that takes longer than this, or is harder, is never chosen, so that sums cannot overflow.
pub const LONGEST: u32 = 1 << 20;

/// Costs are below this, so that sums and prices cannot overflow; the engine caps them here.
pub const DEAREST: u64 = 1 << 50;

/// A choice that keeps every rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// Sum of the costs, core items left out.
    pub cost: u64,
    /// Every chosen item with its round, by item, core items included.
    pub placed: Vec<(u32, usize)>,
    /// For every seated group, the item of each seat; empty for counted groups.
    pub seats: Vec<Vec<u32>>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No other choice costs less.
    Optimal(Solution),
    /// The best found before the budget was spent.
    Unproven(Solution),
    /// No choice keeps the rules.
    Infeasible,
    /// The budget was spent before any choice was found.
    GaveUp,
}

impl Outcome {
    /// The choice, proved best or not.
    pub fn solution(&self) -> Option<&Solution> {
        match self {
            Outcome::Optimal(solution) | Outcome::Unproven(solution) => Some(solution),
            Outcome::Infeasible | Outcome::GaveUp => None,
        }
    }
}
