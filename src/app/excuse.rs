//! `excuse`: records that the form of a seat will not come.

use serde::Serialize;

use super::call::Call;
use super::candidates::have_kits;
use super::seat_states::Seats;
use crate::model::{FormThere, KitRound, Logged, LoggedWhat, file_name};
use crate::store::{Fault, Req, append_log, log_path};
use crate::text::quoted;

/// Excuses a seat.
#[derive(Clone, Debug)]
pub struct Excuse {
    /// The req.
    pub req: String,
    /// The id of the candidate.
    pub candidate: String,
    /// The round: its id or title.
    pub round: String,
    /// The interviewer: the name or a part of it; `None` for all interviewers of the round.
    pub interviewer: Option<String>,
    /// The reason.
    pub why: String,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
}

/// A seat that is excused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Excused {
    /// The id of the candidate.
    pub candidate: String,
    /// Id of the round.
    pub round: String,
    /// The name; `null` for all interviewers of the round.
    pub interviewer: Option<String>,
    /// The names of those whose form is not in; empty if the round names none.
    pub seats: Vec<String>,
    /// The reason.
    pub why: String,
    /// The log, relative to the workspace.
    pub file: String,
    /// Whether the log had this entry before, so that it was not written.
    pub already: bool,
}

/// Adds an entry to the candidate's log.
///
/// # Errors
/// [`Fault::Request`] when the candidate, round or interviewer does not exist, or the form is in; [`Fault::Findings`] when
/// the kit cannot be trusted; [`Fault::World`] when a file cannot be read or written.
pub fn excuse(request: &Excuse, call: &mut Call<'_>) -> Result<Excused, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    have_kits(&req, std::slice::from_ref(&request.candidate))?;
    let _lock = req.lock()?;
    let home = req.candidates_folder().join(&request.candidate);
    let seats = Seats::read(&req, &home, call)?;
    let round = super::scorecards::round_named(&seats.kit, &request.round)?;
    let interviewer = request.interviewer.as_deref().map(|part| person(round, part)).transpose()?;
    let people: Vec<Option<&str>> = match &interviewer {
        Some(name) => vec![Some(name)],
        None if round.interviewers.is_empty() => vec![None],
        None => round.interviewers.iter().map(|name| Some(name.as_str())).collect(),
    };
    let waiting: Vec<Option<&str>> =
        people.into_iter().filter(|who| seats.state(&round.id, *who) != FormThere::In).collect();
    if waiting.is_empty() {
        return Err(Fault::Request(format!(
            "the form is in: `{}`, round `{}`\n  = help: `panelkit scores {}` shows which forms are missing",
            request.candidate, round.id, request.req
        )));
    }
    let entry = Logged {
        date: request.today.clone(),
        what: LoggedWhat::Excused,
        round: Some(round.id.clone()),
        interviewer: interviewer.clone(),
        why: request.why.clone(),
    };
    // The last reason counts, so an earlier one may be recorded again.
    let before = waiting.iter().all(|who| seats.excused(&round.id, *who) == Some(request.why.as_str()));
    if !before {
        append_log(&req, &home, std::slice::from_ref(&entry))?;
    }
    Ok(Excused {
        candidate: request.candidate.clone(),
        round: round.id.clone(),
        seats: waiting.into_iter().flatten().map(str::to_owned).collect(),
        interviewer: interviewer.clone(),
        why: request.why.clone(),
        file: req.name(&log_path(&home)),
        already: before,
    })
}

/// The interviewer whose name has this part.
fn person(round: &KitRound, part: &str) -> Result<String, Fault> {
    if let Some(name) = round.interviewers.iter().find(|name| *name == part) {
        return Ok(name.clone());
    }
    let wanted = file_name(part);
    let found: Vec<&String> =
        round.interviewers.iter().filter(|name| file_name(name).contains(&wanted)).collect();
    match found.as_slice() {
        [name] => Ok((*name).clone()),
        _ => {
            let known = match round.interviewers.is_empty() {
                true => "this round names no interviewers".to_owned(),
                false => {
                    format!("this round has {}", quoted(round.interviewers.iter().map(String::as_str), "and"))
                }
            };
            let how_many = if found.is_empty() { "no interviewer" } else { "more than one interviewer" };
            Err(Fault::Request(format!(
                "{how_many} of round `{}` has a name with `{part}` in it\n  = help: {known}",
                round.id
            )))
        }
    }
}
