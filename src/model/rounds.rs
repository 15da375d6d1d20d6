//! Loops and rounds: who meets the candidate for how long, to observe what.

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
    /// What it observes.
    pub competencies: Vec<Id>,
    /// Types it may ask; any when empty.
    pub types: Vec<QuestionType>,
    /// How many questions; as many as fit when absent.
    pub questions: Option<u32>,
    /// The stage of the process that it belongs to.
    pub stage: Option<Id>,
    /// Where it stands in a file.
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
