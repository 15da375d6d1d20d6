//! The blueprint, which is planned before any question is drawn, and the selection of drawn questions.

use super::{Bank, Chosen, Id, KitAdmits, QuestionType};
use crate::text::Place;

/// One place for a question.
#[derive(Clone, Debug)]
pub struct Slot {
    /// `<round>.<number from 1>`.
    pub id: String,
    /// True if the question is the same for every candidate.
    pub core: bool,
    /// The competency that it observes.
    pub competency: Id,
    /// The depth at which the slot observes the competency.
    pub depth: Id,
    /// Indices of the must-haves that it observes.
    pub serves: Vec<usize>,
    /// The question, if it is not drawn: index into the bank's questions.
    pub fixed: Option<usize>,
    /// Who chose the question; `None` if it is drawn or was kept of the loop before.
    pub chosen: Option<Chosen>,
}

/// A slot that a plan starts with: pinned, asked, or kept of the loop before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// Index of the round in the loop.
    pub round: usize,
    /// The competency that it observes.
    pub competency: Id,
    /// Its question, as an index into the bank's questions; `None` if only the slot is given and its question
    /// is drawn.
    pub question: Option<usize>,
    /// Its position in the round, from 0; `None` if it has no fixed position.
    pub place: Option<usize>,
    /// True if it must be a core slot.
    pub core: bool,
    /// What the questions of candidates in a kept rotating slot must be like; `None` in other slots.
    pub admits: Option<KitAdmits>,
    /// Who chose the question; `None` for a slot that was kept of the loop before.
    pub chosen: Option<Chosen>,
}

impl Given {
    /// The slot of a question that the role spec chose. `question`: its index into the bank's questions.
    pub fn chosen(bank: &Bank, round: usize, question: usize, chosen: Chosen) -> Given {
        Given {
            round,
            competency: bank.questions[question].competency.clone(),
            question: Some(question),
            place: None,
            core: true,
            admits: None,
            chosen: Some(chosen),
        }
    }
}

/// The slots of one round.
#[derive(Clone, Debug)]
pub struct PlannedRound {
    /// Index of the round in the loop.
    pub round: usize,
    /// Minutes for all its questions together.
    pub minutes: u32,
    /// Question types that it admits; all types if empty.
    pub types: Vec<QuestionType>,
    /// In the order in which they are asked.
    pub slots: Vec<Slot>,
    /// The place of the round in its file.
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

/// An unfinished blueprint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sketch {
    /// For each round of the loop, the competencies that have a slot in it. Slots whose questions are given
    /// are left out.
    pub slots: Vec<Vec<Id>>,
    /// For each round, the number of slots that it still needs, for any of its competencies.
    pub open: Vec<usize>,
}

/// The question for every slot, as indices into the bank's questions, in the blueprint's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// One list a round.
    pub rounds: Vec<Vec<usize>>,
}
