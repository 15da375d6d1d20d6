//! Somebody who is interviewed. The name is only ever printed.

use std::collections::BTreeMap;

use super::Id;

/// A row of a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// Id, the name of the candidate's folder.
    pub id: Id,
    /// Name to print on scorecards.
    pub name: Option<String>,
}

/// What is known of a candidate beside the kit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CandidateFile {
    /// Name to print on scorecards.
    pub name: Option<String>,
    /// The day of the first round; none while it was not held.
    pub held: Option<String>,
    /// Pronouns.
    pub pronouns: Option<String>,
    /// How the name is pronounced.
    pub say: Option<String>,
    /// What the interviewers of a round do differently, by round.
    pub arrangements: BTreeMap<Id, String>,
}
