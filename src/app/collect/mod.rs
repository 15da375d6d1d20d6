//! `collect`: reads filled-in scorecards, checks them against their kits, and stores a submission for each seat.

pub(in crate::app) mod files;
mod forms;
mod kits;
mod seats;

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Serialize;

use self::files::FormFile;
use self::forms::{Form, Seat};
use self::kits::Desks;
use super::call::Call;
use crate::collect::{FormCode, Unreadable};
use crate::store::{Fault, reqs};

/// Collects forms.
#[derive(Clone, Debug)]
pub struct Collect {
    /// Files, folders, and patterns such as `forms/*.pdf`.
    pub files: Vec<PathBuf>,
    /// Whether drafts count as complete.
    pub complete: bool,
    /// Whether a complete submission may be replaced by a different one.
    pub force: bool,
    /// When forms became final that are complete and do not say when (RFC 3339).
    pub time: String,
    /// Today, `YYYY-MM-DD`, for the log.
    pub today: String,
}

/// What was collected and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Collected {
    /// The forms that were collected, in the order of the files.
    pub collected: Vec<CollectedForm>,
    /// The forms that were not.
    pub errors: Vec<FormError>,
    /// Sheets with seats into whose rows nothing was typed.
    pub blank: Vec<BlankSeats>,
    /// Files of the workspace that were written, relative to it.
    pub written: Vec<String>,
}

/// A form that was collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CollectedForm {
    /// The file that was read; relative to the workspace if it is in it.
    pub file: String,
    /// The file of the submission, relative to the workspace.
    pub path: String,
    /// What became of it.
    pub state: FormState,
    /// Id of the opening.
    pub req: String,
    /// Id of the candidate; `null` for a form of the loop.
    pub candidate: Option<String>,
    /// Id of the round.
    pub round: String,
    /// Name of the interviewer; `null` if the round names none.
    pub interviewer: Option<String>,
    /// Whether the interviewer declares a conflict; `null` if the form does not say.
    pub conflict: Option<bool>,
    /// What is worth saying about it.
    pub remarks: Vec<String>,
}

/// What became of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FormState {
    /// The first complete submission of its seat.
    New,
    /// The submission that is there says the same.
    Unchanged,
    /// A draft: it is kept, and not counted until it is complete.
    Draft,
    /// A complete submission in the place of a draft or, with `--force`, of another one.
    Replaced,
}

/// A form that was not collected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormError {
    /// The file that was read; relative to the workspace if it is in it.
    pub file: String,
    /// The reason.
    pub code: FormCode,
    /// What is wrong and what to do.
    pub message: String,
}

/// Seats of a sheet into whose rows nothing was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct BlankSeats {
    /// The file.
    pub file: String,
    /// How many seats.
    pub seats: usize,
}

/// Reads the files and stores what they say. A form that cannot be collected changes nothing, and the others are collected
/// all the same.
///
/// # Errors
/// [`Fault::Request`] when a file does not exist, or there is no file; [`Fault::World`] when a submission cannot be
/// written.
pub fn collect(request: &Collect, call: &mut Call<'_>) -> Result<Collected, Fault> {
    let files = files::named(&request.files, call.workspace)?;
    let several = files.len() > 1;
    let known = reqs(call.workspace)?;
    let mut found = Collected::default();
    let (mut errors, mut collected) = (Vec::new(), Vec::new());
    let mut desks: Option<Desks> = None;
    for ((req, candidate), forms) in read(files, &known, &mut found, &mut errors, call) {
        let desks = match &mut desks {
            Some(open) if open.req.id == req => open,
            _ => {
                // The lock of the opening before is given back first.
                drop(desks.take());
                desks.insert(Desks::open(&req, call.workspace)?)
            }
        };
        let mut seats: Vec<(usize, Seat)> = Vec::new();
        for (number, form) in forms {
            match desks.judge(candidate.as_deref(), form) {
                Ok(seat) => seats.push((number, seat)),
                Err((file, error)) => errors.push((number, error_of(&file, error))),
            }
        }
        for (number, seat) in seats::once_each(seats, request.complete, &mut errors) {
            match desks.put(&seat, request, several, &mut found.written)? {
                Ok(mut form) => {
                    form.remarks.extend(seat.unused());
                    collected.push((number, form));
                }
                Err(mut error) => {
                    seat.unused().for_each(|draft| error.message.push_str(&format!("; {draft}")));
                    errors.push((number, error_of(&seat.file, seat.named(error))));
                }
            }
        }
        desks.close();
    }
    collected.sort_by_key(|(number, _)| *number);
    errors.sort_by_key(|(number, _)| *number);
    found.collected = collected.into_iter().map(|(_, form)| form).collect();
    found.errors = errors.into_iter().map(|(_, error)| error).collect();
    Ok(found)
}

/// Forms, each with its number among all forms of the call, by opening and candidate.
type Forms = BTreeMap<(String, Option<String>), Vec<(usize, Form)>>;

/// Reads the files one after the other. Only what the forms say is kept, so that many files need little memory.
fn read(
    files: Vec<FormFile>,
    known: &[String],
    found: &mut Collected,
    errors: &mut Vec<(usize, FormError)>,
    call: &Call<'_>,
) -> Forms {
    let (mut forms, mut number) = (Forms::new(), 0);
    call.watch.begin("read", files.len());
    for file in files {
        let name = file.name.clone();
        let read = forms::read(file);
        if read.blank > 0 {
            found.blank.push(BlankSeats { file: name, seats: read.blank });
        }
        for form in read.forms {
            number += 1;
            let form = match form {
                Ok(form) => form,
                Err((file, error)) => {
                    errors.push((number, error_of(&file, error)));
                    continue;
                }
            };
            match kits::req_of(&form, known, call.workspace) {
                Ok(req) => {
                    let candidate = form.filled.facts.get("candidate").cloned();
                    forms.entry((req, candidate)).or_default().push((number, form));
                }
                Err(error) => errors.push((number, error_of(&form.file, form.of_seat(error)))),
            }
        }
        call.watch.step();
    }
    call.watch.end();
    forms
}

fn error_of(file: &str, error: Unreadable) -> FormError {
    FormError { file: file.to_owned(), code: error.code, message: error.message }
}
