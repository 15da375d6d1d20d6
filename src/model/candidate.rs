//! A person who is interviewed. The name is used only for printing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Id, Panel};

/// A row of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Id; also the name of the candidate's folder.
    pub id: Id,
    /// Name to print on scorecards.
    pub name: Option<String>,
    /// The id as the roster had it, if it was converted to kebab-case.
    pub original_id: Option<String>,
}

/// How a roster was read.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RosterRead {
    /// The file, in the form in which messages show it.
    pub file: String,
    /// The encoding of a text that is not in UTF-8: `UTF-16` or `Windows-1252`.
    pub encoding: Option<String>,
    /// The sheet of a workbook; `None` for a text.
    pub sheet: Option<String>,
    /// The number of sheets that the workbook has; 0 for a text.
    pub sheets: usize,
    /// The line of a text or the row of a sheet that is the header, from 1.
    pub header: usize,
    /// The column with the ids, as the header has it.
    pub id_column: String,
    /// The columns whose texts, joined by spaces, are the names; empty if the roster has no names.
    pub name_columns: Vec<String>,
    /// The number of candidates.
    pub candidates: usize,
    /// Candidates without a name.
    pub unnamed: usize,
    /// Candidates whose id was converted to kebab-case.
    pub converted: usize,
    /// The first converted id: as the roster has it, and as it is now.
    pub first_converted: Option<(String, String)>,
    /// Rows that repeat an earlier one, and count once.
    pub repeated: usize,
}

/// What is known about a candidate but is not part of the kit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateFile {
    /// Name to print on scorecards.
    pub name: Option<String>,
    /// The id as the roster had it, if it was converted to kebab-case.
    pub original_id: Option<String>,
    /// The day of the first round; `None` before it.
    pub held: Option<String>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// How to pronounce the name.
    pub say: Option<String>,
    /// For each round, what its interviewers do differently.
    pub arrangements: BTreeMap<Id, String>,
    /// For each round named here, the interviewers of this candidate instead of those in the role spec.
    pub interviewers: BTreeMap<Id, Panel>,
}

impl CandidateFile {
    /// What the interviewers of a round do differently; `None` if nothing was agreed for it.
    pub fn arrangement(&self, round: &str) -> Option<&str> {
        let mut all = self.arrangements.iter();
        all.find(|(of, _)| of.as_str() == round).map(|(_, what)| what.as_str())
    }
}
