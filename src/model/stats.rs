//! What is in a bank, cell by cell: how much, how long, how complete, how far it reaches.

use serde::Serialize;

/// A bank in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Id of the bank.
    pub bank: String,
    /// Id of the loop that the reach is worked out for.
    pub plan: Option<String>,
    /// Id of the level that it is worked out for.
    pub level: String,
    /// Ids of the depths, shallowest first.
    pub depths: Vec<String>,
    /// A row for every competency, in the order of the bank.
    pub rows: Vec<StatsRow>,
    /// Active questions by type.
    pub types: Vec<(String, usize)>,
    /// Questions that are not active, by status.
    pub inactive: Vec<(String, usize)>,
    /// Candidates that the loop serves before a rotating question repeats, with the dial at each depth
    /// and no must-haves; nothing where the bank has no such loop.
    pub serves: Vec<Option<usize>>,
}

/// A competency.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatsRow {
    /// Id.
    pub competency: String,
    /// A cell for every depth.
    pub cells: Vec<StatsCell>,
}

/// The active questions on a competency at a depth.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StatsCell {
    /// How many.
    pub questions: usize,
    /// The shortest and the longest, in minutes.
    pub minutes: Option<(u32, u32)>,
    /// How many have an anchor at every point of the scale.
    pub anchored: usize,
    /// Candidates served before a question of the cell must repeat, when the loop is planned with the
    /// dial at this depth; nothing where the loop has no rotating slot for it.
    pub serves: Option<usize>,
}

impl Stats {
    /// Active questions.
    pub fn active(&self) -> usize {
        self.rows.iter().flat_map(|r| &r.cells).map(|c| c.questions).sum()
    }

    /// The most questions in a cell.
    pub fn fullest(&self) -> usize {
        self.rows.iter().flat_map(|r| &r.cells).map(|c| c.questions).max().unwrap_or(0)
    }
}
