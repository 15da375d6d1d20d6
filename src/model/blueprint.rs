//! What is planned before any question is drawn, and what was drawn.

use super::{Id, QuestionType};
use crate::text::Place;

/// One place for a question.
#[derive(Clone, Debug)]
pub struct Slot {
    /// `<round>.<number from 1>`.
    pub id: String,
    /// Same for every candidate.
    pub core: bool,
    /// What it observes.
    pub competency: Id,
    /// How deep.
    pub depth: Id,
    /// Indices of the must-haves it proves.
    pub serves: Vec<usize>,
}

/// The slots of one round.
#[derive(Clone, Debug)]
pub struct PlannedRound {
    /// Index of the round in the loop.
    pub round: usize,
    /// Minutes for all its questions together.
    pub minutes: u32,
    /// Types it may ask; any when empty.
    pub types: Vec<QuestionType>,
    /// In the order in which they are asked.
    pub slots: Vec<Slot>,
    /// Where the round stands in a file.
    pub place: Place,
}

/// The slots of every round.
#[derive(Clone, Debug)]
pub struct Blueprint {
    /// One for each round of the loop.
    pub rounds: Vec<PlannedRound>,
}

impl Blueprint {
    /// All slots, round by round.
    pub fn slots(&self) -> impl Iterator<Item = &Slot> {
        self.rounds.iter().flat_map(|r| &r.slots)
    }
}

/// A blueprint in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// For each round of the loop, the competencies that have a slot in it.
    pub slots: Vec<Vec<Id>>,
    /// For each round, how many more slots it must get, for any of its competencies.
    pub open: Vec<usize>,
}

/// The question for every slot, as indices into the bank's questions, in the blueprint's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// One list a round.
    pub rounds: Vec<Vec<usize>>,
}
