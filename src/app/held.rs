//! `held`: records the day of the first round, after which a candidate's kit does not change.

use std::collections::BTreeSet;

use serde::Serialize;

use super::call::Call;
use super::candidates::have_kits;
use crate::store::{CandidateEdit, Fault, Refusal, Req, has_file, kit_at};

/// Records the day of the first round of candidates.
#[derive(Clone, Debug)]
pub struct Held {
    /// The req.
    pub req: String,
    /// The ids of the candidates.
    pub candidates: Vec<String>,
    /// The day, `YYYY-MM-DD`.
    pub day: String,
    /// Today, `YYYY-MM-DD`.
    pub today: String,
}

/// What was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DayRecorded {
    /// The day.
    pub day: String,
    /// Whether the day is after today.
    pub ahead: bool,
    /// The candidates, in the order of the request.
    pub candidates: Vec<HeldCandidate>,
    /// Whether the certificate, which lists these days, must be written again.
    pub certificate: bool,
}

/// A candidate whose day was recorded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldCandidate {
    /// The id.
    pub candidate: String,
    /// The file that records the day.
    pub file: String,
    /// Whether the file recorded this day before, so that it was not written.
    pub already: bool,
}

/// Records the day in the `candidate.yaml` of each candidate. If one of them is refused, none is written.
///
/// # Errors
/// [`Fault::Request`] when a candidate has no kit; [`Fault::Refused`] when another day is recorded;
/// [`Fault::Findings`] when a file has errors; [`Fault::World`] when a file cannot be read or written.
pub fn held(request: &Held, call: &mut Call<'_>) -> Result<DayRecorded, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    have_kits(&req, &request.candidates)?;
    let _lock = req.lock()?;
    let mut seen = BTreeSet::new();
    let mut edits = Vec::new();
    let mut files = Vec::new();
    for candidate in request.candidates.iter().filter(|id| seen.insert(*id)) {
        let folder = req.candidates_folder().join(candidate);
        let kit = kit_at(call.workspace, &folder.join("kit.json"), call.sink)?;
        let mut edit = CandidateEdit::open(&req, &folder, &kit, call.sink)?;
        match edit.known.held.clone() {
            Some(day) if day != request.day => files.push((edit.name.clone(), day)),
            Some(_) => {}
            None => edit.hold(&request.day)?,
        }
        edits.push((candidate, edit));
    }
    if !files.is_empty() {
        return Err(Fault::Refused(Refusal::HeldOnAnotherDay { files }));
    }
    let mut candidates = Vec::new();
    for (candidate, edit) in &edits {
        edit.commit()?;
        candidates.push(HeldCandidate {
            candidate: (*candidate).clone(),
            file: edit.name.clone(),
            already: edit.known.held.is_some(),
        });
    }
    let certificate =
        candidates.iter().any(|one| !one.already) && has_file(&req.folder().join(super::certificate::JSON))?;
    Ok(DayRecorded { day: request.day.clone(), ahead: request.day > request.today, candidates, certificate })
}
