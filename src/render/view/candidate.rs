//! What a candidate gets: the sheets of a round, and the preparation. Of a question, only its prompt is printed, and
//! only for a candidate who has an arrangement (`arrangements` in `candidate.yaml`) for the round.

use serde::Serialize;

use super::{RoleView, role, round};
use crate::model::{Kit, KitRound};
use crate::render::words;
use crate::text::{count, list};

/// The sheets for the candidate in one round.
#[derive(Debug, Serialize)]
pub(in crate::render) struct HandoutsView {
    req: String,
    candidate: Option<String>,
    role: RoleView,
    round: String,
    sheets: Vec<SheetView>,
    questions: Vec<PromptView>,
    digest: String,
}

#[derive(Debug, Serialize)]
struct SheetView {
    round: String,
    number: usize,
    exhibit: round::ExhibitView,
}

#[derive(Debug, Serialize)]
struct PromptView {
    number: usize,
    prompt: String,
}

impl HandoutsView {
    /// The exhibits of a round and, if `questions` says so, the prompt of each question.
    pub(in crate::render) fn new(kit: &Kit, of: &KitRound, questions: bool) -> HandoutsView {
        let prompts = (1..).zip(&of.slots).filter(|_| questions);
        let sheets = (1..).zip(&of.slots).flat_map(|(number, slot)| {
            let sheet = |exhibit| SheetView { round: of.title.clone(), number, exhibit };
            round::exhibits(&slot.question).into_iter().map(sheet).collect::<Vec<_>>()
        });
        HandoutsView {
            req: kit.req.clone(),
            candidate: kit.candidate.clone(),
            role: role(kit),
            round: of.title.clone(),
            sheets: sheets.collect(),
            questions: prompts
                .map(|(number, slot)| PromptView { number, prompt: slot.question.prompt.clone() })
                .collect(),
            digest: kit.digest.clone(),
        }
    }
}

/// What a candidate is sent before the interviews.
#[derive(Debug, Serialize)]
pub(in crate::render) struct PreparationView {
    req: String,
    candidate: Option<String>,
    role: RoleView,
    total_time: String,
    round_count: String,
    location: Option<String>,
    pay: Option<String>,
    /// Whom to ask for an arrangement; `None` if the role spec names neither a recruiter nor a hiring manager.
    contact: Option<String>,
    rounds: Vec<MeetingView>,
    digest: String,
}

#[derive(Debug, Serialize)]
struct MeetingView {
    number: usize,
    title: String,
    minutes: u32,
    interviewers: String,
    assesses: Vec<String>,
}

impl PreparationView {
    /// Rounds, people and minutes of a kit.
    pub(in crate::render) fn new(kit: &Kit) -> PreparationView {
        let minutes: u32 = kit.rounds.iter().map(|r| r.minutes).sum();
        let meeting = |(number, round): (usize, &KitRound)| MeetingView {
            number,
            title: round.title.clone(),
            minutes: round.minutes,
            interviewers: list(&round.interviewers, "and"),
            assesses: round::observes(round),
        };
        PreparationView {
            req: kit.req.clone(),
            candidate: kit.candidate.clone(),
            role: role(kit),
            total_time: words::duration(minutes),
            round_count: count(kit.rounds.len(), "round"),
            location: kit.role.location.clone(),
            pay: kit.role.compensation.as_ref().map(words::band),
            contact: kit.role.recruiter.clone().or_else(|| kit.role.hiring_manager.clone()),
            rounds: (1..).zip(&kit.rounds).map(meeting).collect(),
            digest: kit.digest.clone(),
        }
    }
}
