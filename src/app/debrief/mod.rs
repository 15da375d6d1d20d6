//! `debrief`: what the scores of an opening say.

mod desk;
mod opening;
mod pages;
mod table;

use serde::Serialize;

use super::call::Call;
use super::candidates::have_kits;
use crate::model::{Debrief, DebriefCandidate, Logged, LoggedWhat, Proceedings, SeatName};
use crate::render::Format;
use crate::score;
use crate::store::{Fault, FolderChange, Looks, Req, append_log_once};
use crate::text::list;

pub(in crate::app) use opening::{Assembled, assemble, assemble_for_decision};
pub(in crate::app) use pages::{Job, Pages};
pub use table::rows;

/// Asks what the scores of an opening say.
#[derive(Clone, Debug)]
pub struct AskDebrief {
    /// The req.
    pub req: String,
    /// The stage up to which rounds count; `None` for all rounds.
    pub stage: Option<String>,
    /// The candidates to show; empty for all. The others still count for the error and for who is close to the first.
    pub candidates: Vec<String>,
    /// Whether to count the ratings of each interviewer.
    pub raters: bool,
    /// Whether to show scores of candidates whose forms are not all in.
    pub partial: bool,
    /// Formats of pages to write.
    pub formats: Vec<Format>,
    /// Whether to write a workbook.
    pub workbook: bool,
    /// Whether the pages are the group form instead of the debrief.
    pub form: bool,
    /// Whether files that a person changed are replaced.
    pub force: bool,
    /// Today, `YYYY-MM-DD`, for the log.
    pub today: String,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// What the scores of an opening say.
#[derive(Clone, Debug, Serialize)]
pub struct Debriefed {
    /// The numbers.
    pub debrief: Debrief,
    /// What was recorded besides.
    #[serde(skip)]
    pub facts: Proceedings,
    /// What the numbers of all candidates say, also if only some candidates are shown. Rounds are called by their ids.
    #[serde(skip)]
    pub sentences: Vec<String>,
    /// Logs to which it was added that scores were shown while forms were missing, relative to the workspace.
    pub logged: Vec<String>,
    /// What changed in folders.
    pub changes: Vec<FolderChange>,
}

/// Computes the scores of an opening, and writes the pages that the request names.
///
/// # Errors
/// [`Fault::Request`] when the req, the stage or a candidate does not exist; [`Fault::Refused`] when a person changed a page
/// that would be replaced; [`Fault::Findings`] when a file has errors, or a form does not belong to its kit;
/// [`Fault::World`] when a file cannot be read or written.
pub fn debrief(request: &AskDebrief, call: &mut Call<'_>) -> Result<Debriefed, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    have_kits(&req, &request.candidates)?;
    let writes = request.partial || !request.formats.is_empty() || request.workbook;
    let _lock = if writes { req.lock()? } else { req.share()? };
    let Assembled { opening, rule, facts } = assemble(&req, request.stage.as_deref(), call)?;
    let stage = request.stage.as_deref();
    let mut debrief = score::debrief(&opening, stage, rule.clone(), false, request.raters);
    if request.partial {
        let all = score::debrief(&opening, stage, rule, true, request.raters);
        show_partially(&mut debrief, all, &request.candidates);
    }
    // Sentences compare the candidates, so they are about all of them.
    let sentences = debrief.sentences(&str::to_owned);
    let facts = chosen(&mut debrief, facts, &request.candidates);
    let mut done = Debriefed { debrief, facts, sentences, logged: Vec::new(), changes: Vec::new() };
    if writes {
        let pages = pages::prepared(request, &req, &done, call)?;
        // The log comes first: no page then shows partial scores that are not recorded.
        done.logged = log(request, &req, &done)?;
        done.changes = pages.written(&req, call)?;
    }
    Ok(done)
}

/// Takes the scores of waiting candidates from `all`: of those in `candidates`, or of all if it is empty.
fn show_partially(debrief: &mut Debrief, all: Debrief, candidates: &[String]) {
    if candidates.is_empty() {
        *debrief = all;
        return;
    }
    for (one, shown) in debrief.candidates.iter_mut().zip(all.candidates) {
        if candidates.contains(&one.id) && one.scores.is_none() {
            debrief.partial = true;
            *one = shown;
        }
    }
}

/// Keeps only these candidates; all of them if `candidates` is empty.
fn chosen(debrief: &mut Debrief, mut facts: Proceedings, candidates: &[String]) -> Proceedings {
    if !candidates.is_empty() {
        debrief.candidates.retain(|one| candidates.contains(&one.id));
        facts.people.retain(|one| candidates.contains(&one.id));
    }
    facts
}

/// Records that scores were shown while forms were missing.
fn log(request: &AskDebrief, req: &Req, done: &Debriefed) -> Result<Vec<String>, Fault> {
    let mut logged = Vec::new();
    let is_partial = |one: &&DebriefCandidate| one.scores.is_some() && !one.missing.is_empty();
    for one in done.debrief.candidates.iter().filter(is_partial) {
        let missing: Vec<String> =
            one.missing.iter().map(|seat: &SeatName| seat.in_words(&str::to_owned)).collect();
        let entry = Logged {
            date: request.today.clone(),
            what: LoggedWhat::Partial,
            round: None,
            interviewer: None,
            why: format!("scores were shown while these forms were missing: {}", list(&missing, "and")),
        };
        let home = req.candidates_folder().join(&one.id);
        logged.extend(append_log_once(req, &home, &entry)?.map(|path| req.name(&path)));
    }
    Ok(logged)
}
