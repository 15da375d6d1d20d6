//! The problem and its answers.

/// One question, as integers.
#[derive(Clone, Debug)]
pub struct Item {
    /// What it measures: seats ask for a cell.
    pub cell: u32,
    /// Its kind, below 32: rounds admit kinds by a bit mask.
    pub kind: u8,
    /// How long it takes.
    pub minutes: u32,
    /// At most one item of a family is chosen.
    pub family: Option<u32>,
    /// What choosing it costs; below 2^48, so that sums cannot overflow.
    pub cost: u64,
}

impl Item {
    /// What is used up when item `n` is chosen: its family, or itself.
    pub(super) fn column(&self, n: u32) -> u64 {
        self.family.map_or(u64::from(n), |family| (1 << 32) | u64::from(family))
    }
}

/// One round: its time, the kinds it admits, the cell that each of its seats asks for.
#[derive(Clone, Debug)]
pub struct RoundRule {
    /// Time for all its items together.
    pub minutes: u32,
    /// Bit mask of admitted kinds.
    pub kinds: u32,
    /// The cell of each seat.
    pub seats: Vec<u32>,
}

/// Choose a different item for every seat, of least total cost.
#[derive(Clone, Debug, Default)]
pub struct Problem {
    /// What may be chosen. Their order is the last tie-break: sort them by a stable id.
    pub items: Vec<Item>,
    /// Pairs of items that are never chosen together.
    pub enemies: Vec<(u32, u32)>,
    /// The rounds.
    pub rounds: Vec<RoundRule>,
}

/// An item for every seat.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Solution {
    /// Sum of the costs.
    pub cost: u64,
    /// Items by round, in the order of the seats.
    pub rounds: Vec<Vec<u32>>,
}

/// What a search found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// No other choice costs less.
    Optimal(Solution),
    /// The best found before the node budget was spent.
    Unproven(Solution),
    /// No choice keeps the rules.
    Infeasible,
    /// The node budget was spent before any choice was found.
    GaveUp,
}

/// Seats beyond those of a round's rule, each for an item of any of the cells: to ask whether there
/// will be room.
#[derive(Clone, Debug)]
pub struct Open {
    /// The round.
    pub round: usize,
    /// How many.
    pub seats: usize,
    /// What may sit there.
    pub cells: Vec<u32>,
}
