//! Reads one file: finds out what it is, and lets its reader make forms of it.

use super::files::FormFile;
use crate::collect::{self, Filled, FormCode, FormKind, Judged, SHEET_NEEDS, Unreadable};
use crate::diag::{Diagnostic, Sink, codes};
use crate::disk::{self, Why};
use crate::load;
use crate::store::Fault;

/// Limit of the size of a file, in bytes.
const LARGEST: u64 = 32 * 1024 * 1024;

/// A form that was read.
pub(super) struct Form {
    /// How messages call its file.
    pub(super) file: String,
    /// Its first row in a sheet.
    pub(super) row: Option<usize>,
    /// What it says.
    pub(super) filled: Filled,
}

impl Form {
    /// An error with the seat before it, as the form names it.
    pub(super) fn of_seat(&self, error: Unreadable) -> Unreadable {
        let fact = |name| self.filled.facts.get(name).map(String::as_str);
        error.of_seat(["candidate", "round", "interviewer"].map(fact), self.row)
    }
}

/// A form that fits its kit.
pub(super) struct Seat {
    /// How messages call its file.
    pub(super) file: String,
    /// The candidate; `None` for the loop's own kit.
    pub(super) candidate: Option<String>,
    /// The submission, and what is worth saying about it.
    pub(super) judged: Judged,
    /// The files of the drafts of this seat that the call has too, and that are not used.
    pub(super) drafts: Vec<String>,
}

impl Seat {
    /// An error with the seat before it.
    pub(super) fn named(&self, error: Unreadable) -> Unreadable {
        let it = &self.judged.submission;
        error.of_seat([it.candidate.as_deref(), Some(&it.round), it.interviewer.as_deref()], None)
    }

    /// What is worth saying about each draft that is not used.
    pub(super) fn unused(&self) -> impl Iterator<Item = String> {
        self.drafts.iter().map(|file| format!("`{file}` is a draft of this seat, and was not used"))
    }
}

/// What a file has.
pub(super) struct Read {
    /// Its forms; most files have one. An error has the name of the file, and of its sheet if several were read.
    pub(super) forms: Vec<Result<Form, (String, Unreadable)>>,
    /// Seats of a sheet into whose rows nothing was typed.
    pub(super) blank: usize,
}

/// Reads a file.
pub(super) fn read(file: FormFile) -> Read {
    let name = file.name.clone();
    match contents(file) {
        Ok(bytes) if matches!(collect::sniff(&bytes), FormKind::Workbook | FormKind::Table) => {
            sheets(&name, bytes)
        }
        Ok(bytes) => one(&name, single(&name, bytes)),
        Err(error) => one(&name, Err(error)),
    }
}

fn one(name: &str, filled: Result<Filled, Unreadable>) -> Read {
    let form = match filled {
        Ok(filled) => Ok(Form { file: name.to_owned(), row: None, filled }),
        Err(error) => Err((name.to_owned(), error)),
    };
    Read { forms: vec![form], blank: 0 }
}

fn contents(file: FormFile) -> Result<Vec<u8>, Unreadable> {
    if let Some(why) = file.broken {
        return Err(Unreadable::new(FormCode::Unreadable, why));
    }
    match disk::read(&file.path, LARGEST) {
        Ok(Some(bytes)) => Ok(bytes),
        Ok(None) => Err(Unreadable::new(FormCode::Unreadable, "the file is gone")),
        Err(error) => Err(match error.why() {
            Why::Larger(limit) => Unreadable::new(
                FormCode::TooLarge,
                format!(
                    "the file is larger than {} MB, and a form is not: is it the right file?",
                    limit / 1_048_576
                ),
            ),
            _ => {
                let text = error.named(file.name).to_string();
                Unreadable::new(FormCode::Unreadable, text.lines().next().unwrap_or_default())
            }
        }),
    }
}

/// The form in a file that holds one.
fn single(name: &str, bytes: Vec<u8>) -> Result<Filled, Unreadable> {
    let no_form = |message: &str| Err(Unreadable::new(FormCode::NoForm, message));
    match collect::sniff(&bytes) {
        FormKind::Pdf => collect::pdf::read(&bytes),
        FormKind::Json => collect::json(&text(name, bytes)?),
        FormKind::Markdown => collect::markdown(&text(name, bytes)?),
        FormKind::Yaml => collect::yaml(&text(name, bytes)?),
        FormKind::Picture => {
            no_form(&format!("this is a picture, such as a scan of a paper form: {}", collect::TYPE_IT))
        }
        FormKind::Page => no_form(
            "this is a page for a browser, and the ratings are not in it: open it, export the scorecard, and collect the exported file",
        ),
        FormKind::Other if bytes.is_empty() => no_form("the file is empty"),
        FormKind::Workbook | FormKind::Table | FormKind::Other => no_form(
            "this is no form of panelkit: a form is a filled-in PDF, the exported JSON, a pack in Markdown, YAML, or a sheet that `panelkit collect --sheet REQ --out FILE.csv` makes",
        ),
    }
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String, Unreadable> {
    let mut sink = Sink::new();
    load::form_text(name, bytes, &mut sink)
        .map(|source| source.text().to_owned())
        .map_err(|_| of_finding(&sink))
}

/// The forms in a table, or in all sheets of a workbook that have the headings.
fn sheets(name: &str, bytes: Vec<u8>) -> Read {
    let mut sink = Sink::new();
    let tables = match load::score_rows(name, bytes, &SHEET_NEEDS, &mut sink) {
        Ok(tables) => tables,
        Err(_) => return one(name, Err(of_finding(&sink))),
    };
    if tables.is_empty() {
        let message = format!(
            "no sheet in this file has the headings {}: `panelkit collect --sheet REQ --out FILE.csv` makes one that does",
            SHEET_NEEDS.map(|heading| format!("`{heading}`")).join(", ")
        );
        return one(name, Err(Unreadable::new(FormCode::NoForm, message)));
    }
    let several = tables.len() > 1;
    let mut read = Read { forms: Vec::new(), blank: 0 };
    for table in tables {
        let sheet = table.sheet.as_ref().filter(|_| several);
        let file = sheet.map_or_else(|| name.to_owned(), |sheet| format!("{name} ({sheet})"));
        for seat in collect::sheet(&table.header, &table.rows) {
            match seat.form {
                Ok(Some(filled)) => {
                    read.forms.push(Ok(Form { file: file.clone(), row: Some(seat.row), filled }));
                }
                Ok(None) => read.blank += 1,
                Err(error) => read.forms.push(Err((file.clone(), error))),
            }
        }
    }
    if read.forms.is_empty() && read.blank == 0 {
        return one(name, Err(Unreadable::new(FormCode::NoForm, "the sheet has no row below its headings")));
    }
    read
}

/// An error of the disk as the reason why a form is not collected.
pub(super) fn of_fault(fault: &Fault) -> Unreadable {
    let text = fault.to_string().replace("\n  = help: ", "; ");
    Unreadable::new(FormCode::Unreadable, text)
}

/// The first finding about a file as the reason why its form is not collected.
fn of_finding(sink: &Sink) -> Unreadable {
    let found = sink.sorted();
    let Some(finding) = found.first() else {
        return Unreadable::new(FormCode::Unreadable, "the file cannot be read");
    };
    let code = match finding.code {
        code if code.id == codes::FILE_TOO_LARGE.id => FormCode::TooLarge,
        code if code.id == codes::ENCRYPTED.id => FormCode::Encrypted,
        _ => FormCode::Unreadable,
    };
    Unreadable::new(code, words(finding))
}

fn words(finding: &Diagnostic) -> String {
    let line = finding.primary.as_ref().map(|label| {
        let place = &label.place;
        format!("line {}: ", place.source.line_column(place.span.start).0)
    });
    let help = finding.help.first().map_or_else(String::new, |help| format!("; {help}"));
    format!("{}{}{help}", line.unwrap_or_default(), finding.message)
}
