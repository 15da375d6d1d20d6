//! Figures about a bank for each competency and depth: number of questions, minutes, completeness, and the
//! number of candidates served.

use serde::Serialize;

/// A bank in figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Id of the bank.
    pub bank: String,
    /// Id of the loop for which the number of candidates is computed.
    pub plan: Option<String>,
    /// Id of the level for which it is computed.
    pub level: String,
    /// Ids of the depths, shallowest first.
    pub depths: Vec<String>,
    /// A row for every competency, in the order of the bank.
    pub rows: Vec<StatsRow>,
    /// Active questions by type.
    pub types: Vec<(String, usize)>,
    /// Questions that are not active, by status.
    pub inactive: Vec<(String, usize)>,
    /// Number of candidates that the loop serves before a rotating question repeats, with the dial at each
    /// depth and no must-haves; `None` if the bank has no such loop.
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
    /// Number of questions.
    pub questions: usize,
    /// Minutes of the shortest and the longest question.
    pub minutes: Option<(u32, u32)>,
    /// Number of questions with an anchor for every score.
    pub anchored: usize,
    /// Number of candidates served before a question of the cell must repeat, if the loop is planned with the
    /// dial at this depth; `None` if the loop has no rotating slot for it.
    pub serves: Option<usize>,
}

impl Stats {
    /// Active questions.
    pub fn active(&self) -> usize {
        self.rows.iter().flat_map(|r| &r.cells).map(|c| c.questions).sum()
    }

    /// The highest number of questions in a cell.
    pub fn fullest(&self) -> usize {
        self.rows.iter().flat_map(|r| &r.cells).map(|c| c.questions).max().unwrap_or(0)
    }
}
