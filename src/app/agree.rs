//! `agree`: records the rating that the panel agreed on for a slot. The independent ratings stay as they are.

use serde::Serialize;

use super::call::Call;
use super::candidates::have_kits;
use crate::model::{Agreed, Logged, LoggedWhat};
use crate::store::{Fault, Req, Scores, agreed_in, agreed_path, append_agreed, append_log, kit_at};
use crate::text::{quoted, suggestion};

/// Records an agreed rating.
#[derive(Clone, Debug)]
pub struct Agree {
    /// The req.
    pub req: String,
    /// The id of the candidate.
    pub candidate: String,
    /// Id of the slot.
    pub slot: String,
    /// A score of the kit's scale.
    pub rating: u8,
    /// The reason.
    pub why: String,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
}

/// An agreed rating that was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreedRecorded {
    /// The id of the candidate.
    pub candidate: String,
    /// What was recorded.
    pub agreed: Agreed,
    /// The file, relative to the workspace.
    pub file: String,
    /// Whether the last entry for the slot said this before, so that nothing was written.
    pub already: bool,
    /// Interviewers of the round whose form is not in yet. Ratings given after the meeting are not independent.
    pub waiting: Vec<String>,
}

/// Adds an entry to `agreed.json`, and one to the log.
///
/// # Errors
/// [`Fault::Request`] when the candidate, the slot or the score does not exist; [`Fault::Findings`] when the kit cannot be
/// trusted; [`Fault::World`] when a file cannot be read or written.
pub fn agree(request: &Agree, call: &mut Call<'_>) -> Result<AgreedRecorded, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    have_kits(&req, std::slice::from_ref(&request.candidate))?;
    let _lock = req.lock()?;
    let home = req.candidates_folder().join(&request.candidate);
    let kit = kit_at(call.workspace, &home.join("kit.json"), call.sink)?;
    let round = kit.rounds.iter().find(|round| round.slots.iter().any(|slot| slot.id == request.slot));
    let Some(round) = round else {
        let known = || kit.slots().map(|slot| slot.id.as_str());
        return Err(Fault::Request(format!(
            "the kit of `{}` has no slot `{}`\n  = help: {}its slots are {}",
            request.candidate,
            request.slot,
            suggestion(&request.slot, known()),
            quoted(known(), "and")
        )));
    };
    if kit.ratings.iter().all(|rating| rating.score != request.rating) {
        let scale: Vec<String> = kit.ratings.iter().map(|rating| rating.score.to_string()).collect();
        return Err(Fault::Request(format!(
            "{} is not on the rating scale\n  = help: its scores are {}",
            request.rating,
            scale.join(", ")
        )));
    }
    let entry = Agreed {
        slot: request.slot.clone(),
        rating: request.rating,
        why: request.why.clone(),
        date: request.today.clone(),
    };
    let scores = Scores::read(&req, &home)?;
    let is_in =
        |name: &str| scores.of_seat(&round.id, Some(name)).is_some_and(|it| it.submission.is_complete());
    let waiting: Vec<String> = round.interviewers.iter().filter(|name| !is_in(name)).cloned().collect();
    let all = agreed_in(&req, &home)?;
    let last = all.iter().rev().find(|known| known.slot == entry.slot);
    let already = last.is_some_and(|last| last.rating == entry.rating && last.why == entry.why);
    if !already {
        append_agreed(&req, &home, &entry)?;
        let logged = Logged {
            date: entry.date.clone(),
            what: LoggedWhat::Agreed,
            round: Some(round.id.clone()),
            interviewer: None,
            why: format!("{}: {}, because {}", entry.slot, entry.rating, entry.why),
        };
        append_log(&req, &home, &[logged])?;
    }
    let file = req.name(&agreed_path(&home));
    Ok(AgreedRecorded { candidate: request.candidate.clone(), agreed: entry, file, already, waiting })
}
