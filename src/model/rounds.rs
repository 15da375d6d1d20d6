//! Loops and rounds: the meetings with a candidate, their lengths, and the competencies that they observe.

use super::{Id, QuestionType};
use crate::text::Place;

/// One meeting.
#[derive(Clone, Debug)]
pub struct Round {
    /// Id, unique in the loop.
    pub id: Id,
    /// Name for people.
    pub title: String,
    /// Length of the meeting.
    pub minutes: u32,
    /// Minutes kept for the opening script.
    pub opening: u32,
    /// Minutes kept for the candidate's questions.
    pub closing: u32,
    /// Competencies that it observes.
    pub competencies: Vec<Id>,
    /// Question types that it admits; all types if empty.
    pub types: Vec<QuestionType>,
    /// Number of questions; `None` means as many as fit.
    pub questions: Option<u32>,
    /// If it is not empty, the round asks exactly these questions, in this order, of every candidate.
    pub asks: Vec<Id>,
    /// The places of the ids in `asks`, in the same order.
    pub ask_places: Vec<Place>,
    /// Its stage in the hiring process.
    pub stage: Option<Id>,
    /// Its place in a file.
    pub place: Place,
}

impl Round {
    /// Minutes for questions.
    pub fn question_minutes(&self) -> u32 {
        self.minutes.saturating_sub(self.opening + self.closing)
    }
}

/// The ordered rounds that a candidate goes through.
#[derive(Clone, Debug)]
pub struct Loop {
    /// Id; for the rounds written in a role spec, the id of the role.
    pub id: Id,
    /// Name for people.
    pub title: String,
    /// The rounds.
    pub rounds: Vec<Round>,
}
