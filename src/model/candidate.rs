//! A person who is interviewed. The name is used only for printing.

use std::collections::BTreeMap;

use super::Id;

/// A row of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Id; also the name of the candidate's folder.
    pub id: Id,
    /// Name to print on scorecards.
    pub name: Option<String>,
}

/// What is known about a candidate but is not part of the kit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateFile {
    /// Name to print on scorecards.
    pub name: Option<String>,
    /// The day of the first round; `None` before it.
    pub held: Option<String>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// How to pronounce the name.
    pub say: Option<String>,
    /// For each round, what its interviewers do differently.
    pub arrangements: BTreeMap<Id, String>,
    /// For each round named here, the interviewers of this candidate instead of those in the role spec.
    pub interviewers: BTreeMap<Id, Vec<String>>,
}
