//! `record`: the decision record about a candidate, the one about the whole opening, or the record that a candidate
//! gets. The same files give the same bytes.

use std::path::PathBuf;

use serde::Serialize;
use serde_json::{Value, json};

use super::call::Call;
use super::candidates::have_kits;
use super::debrief::{Assembled, Job, Pages, assemble};
use crate::model::{Debrief, DebriefCandidate, LoggedWhat, Proceeding, Proceedings, Submission};
use crate::render::{Document, Format, ScoresPage};
use crate::score;
use crate::store::{Fault, FolderChange, Looks, Req};

/// Version of `record.json`.
const FORMAT: u32 = 1;

/// Asks for records.
#[derive(Clone, Debug)]
pub struct AskRecord {
    /// The req.
    pub req: String,
    /// The candidates; empty for the record of the opening.
    pub candidates: Vec<String>,
    /// Whether the record is for the candidate.
    pub own: bool,
    /// Formats of the pages.
    pub formats: Vec<Format>,
    /// Whether to write `record.json`.
    pub json: bool,
    /// Whether files that a person changed are replaced.
    pub force: bool,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// Records that were made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// What changed in folders.
    pub changes: Vec<FolderChange>,
    /// Candidates whose scores are not shown, because forms are missing.
    pub waiting: Vec<String>,
    /// Candidates without a decision.
    pub undecided: Vec<String>,
}

/// Makes records and writes them.
///
/// # Errors
/// [`Fault::Request`] when the req or a candidate does not exist, or the request names no candidate for whom the record is;
/// [`Fault::Refused`] when a person changed a page that would be replaced; [`Fault::Findings`] when a file has errors;
/// [`Fault::World`] when a file cannot be read or written.
pub fn record(request: &AskRecord, call: &mut Call<'_>) -> Result<Recorded, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    have_kits(&req, &request.candidates)?;
    if request.own && request.candidates.is_empty() {
        let message = "`--for-candidate` makes the record of one candidate\n  = help: name the candidate with `--candidate ID`";
        return Err(Fault::Request(message.to_owned()));
    }
    let _lock = req.lock()?;
    let Assembled { opening, rule, facts } = assemble(&req, None, call)?;
    let debrief = score::debrief(&opening, None, rule, false, false);
    let looks = request.looks.settled(call.workspace, call.sink)?;
    let mut done = Recorded { changes: Vec::new(), waiting: Vec::new(), undecided: Vec::new() };
    let wanted = |id: &String| request.candidates.is_empty() || request.candidates.contains(id);
    for (one, person) in debrief.candidates.iter().zip(&facts.people).filter(|(one, _)| wanted(&one.id)) {
        done.waiting.extend(one.scores.is_none().then(|| one.id.clone()));
        done.undecided.extend(person.decisions.is_empty().then(|| one.id.clone()));
    }
    let jobs = jobs(request, &req, &debrief, &facts);
    done.changes =
        Pages::prepare(&req, jobs, &request.formats, &looks, request.force)?.written(&req, call)?;
    Ok(done)
}

fn jobs<'a>(request: &AskRecord, req: &Req, debrief: &'a Debrief, facts: &'a Proceedings) -> Vec<Job<'a>> {
    let job = |folder: PathBuf, stem: &'static str, page: ScoresPage<'a>, data: Option<Value>| {
        let file = |data: Value| {
            let text = serde_json::to_string_pretty(&data).expect("internal: plain data");
            (format!("{stem}.json"), format!("{text}\n").into_bytes())
        };
        let document = Document::Scores { page, debrief, facts };
        Job { folder, stem, document, more: data.filter(|_| request.json).map(file) }
    };
    if request.candidates.is_empty() {
        let data = of_opening(debrief, facts);
        return vec![job(req.folder(), "record", ScoresPage::OpeningRecord, Some(data))];
    }
    let people = debrief.candidates.iter().zip(&facts.people);
    let people = people.filter(|(one, _)| request.candidates.contains(&one.id));
    let of_one = |(one, person): (&'a DebriefCandidate, &Proceeding)| {
        let folder = req.candidates_folder().join(&one.id);
        match request.own {
            true => job(folder, "record-for-candidate", ScoresPage::OwnRecord(&one.id), None),
            false => {
                let data = of_candidate(debrief, facts, one, person);
                job(folder, "record", ScoresPage::Record(&one.id), Some(data))
            }
        }
    };
    people.map(of_one).collect()
}

/// The record of a candidate as data. Without scores, it has neither forms nor agreed ratings.
fn of_candidate(
    debrief: &Debrief,
    facts: &Proceedings,
    one: &DebriefCandidate,
    person: &Proceeding,
) -> Value {
    let shown = one.scores.is_some();
    let bare = |form: &Submission| Submission { page: None, ..form.clone() };
    let forms: Vec<Submission> = person.forms.iter().filter(|_| shown).map(bare).collect();
    let agreed: Vec<_> = person.agreed.iter().filter(|_| shown).collect();
    let log: Vec<_> = person.log.iter().filter(|entry| shown || entry.what != LoggedWhat::Agreed).collect();
    json!({
        "format": FORMAT,
        "req": facts.req,
        "title": facts.title,
        "held": person.held,
        "rule": debrief.rule,
        "scoring": facts.scoring,
        "decisions": person.decisions,
        "scores": one,
        "seats": person.seats,
        "forms": forms,
        "agreed": agreed,
        "log": log,
        "remarks": person.remarks(&str::to_owned),
        "retain": facts.retain,
        "kit": person.kit.digest,
    })
}

/// The record of the opening as data.
fn of_opening(debrief: &Debrief, facts: &Proceedings) -> Value {
    let person = |one: &Proceeding| {
        json!({
            "id": one.id,
            "kit": one.kit.digest,
            "held": one.held,
            "decisions": one.decisions,
            "seats": one.seats,
            "remarks": one.remarks(&str::to_owned),
        })
    };
    json!({
        "format": FORMAT,
        "req": facts.req,
        "title": facts.title,
        "scoring": facts.scoring,
        "debrief": debrief,
        "candidates": facts.people.iter().map(person).collect::<Vec<_>>(),
        "retain": facts.retain,
    })
}
