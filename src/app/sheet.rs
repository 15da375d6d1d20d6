//! `collect --sheet`: an empty sheet into which paper forms are typed.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::call::Call;
use super::candidates::have_kits;
use super::scores::{SeatState, Seats};
use crate::collect::SHEET_HEADINGS;
use crate::render::workbook;
use crate::store::{Fault, Refusal, Req, all_forms, has_file, kit_in, target_named};
use crate::text::{csv_row, plain};
use crate::write::replace_file;

/// Makes a sheet.
#[derive(Clone, Debug)]
pub struct MakeSheet {
    /// The req.
    pub req: String,
    /// The candidates; empty for all that have a kit, or for the loop if none has one.
    pub candidates: Vec<String>,
    /// The file, which ends in `.csv` or `.xlsx`; `None` makes only the text of a CSV file.
    pub out: Option<PathBuf>,
    /// Whether an existing file is replaced.
    pub force: bool,
}

/// A sheet that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SheetMade {
    /// The file, relative to the workspace if it is in it; `null` if none was written.
    pub file: Option<String>,
    /// How many seats it has.
    pub seats: usize,
    /// How many rows it has below the headings: one for each question of a seat.
    pub rows: usize,
    /// How many seats were left out, because their form is in or excused.
    pub left_out: usize,
    /// The sheet as CSV, if no file was written.
    #[serde(skip)]
    pub text: String,
}

/// Makes a sheet with a row for each question of each seat whose form is not in.
///
/// # Errors
/// [`Fault::Request`] when a candidate has no kit, or the file's name has another ending; [`Fault::Refused`] when the file
/// exists; [`Fault::Findings`] when a kit cannot be trusted; [`Fault::World`] when a file cannot be read or written.
pub fn make_sheet(request: &MakeSheet, call: &mut Call<'_>) -> Result<SheetMade, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    let kind = request.out.as_deref().map(|out| kind(out, call)).transpose()?;
    let mut made = SheetMade { file: None, seats: 0, rows: 0, left_out: 0, text: String::new() };
    let mut rows = vec![SHEET_HEADINGS.map(str::to_owned).to_vec()];
    let _lock = req.share()?;
    for home in homes(request, &req)? {
        let seats = Seats::read(&req, &home, call)?;
        for form in all_forms(&seats.kit) {
            let round = &seats.kit.rounds[form.round];
            if matches!(seats.state(&round.id, form.interviewer), SeatState::In | SeatState::Excused) {
                made.left_out += 1;
                continue;
            }
            made.seats += 1;
            for slot in &round.slots {
                let mut row = vec![
                    seats.kit.req.clone(),
                    seats.kit.candidate.clone().unwrap_or_default(),
                    seats.kit.digest.clone(),
                    round.id.clone(),
                    plain(form.interviewer.unwrap_or_default()),
                    slot.id.clone(),
                    plain(&slot.question.prompt),
                ];
                row.resize(SHEET_HEADINGS.len(), String::new());
                rows.push(row);
            }
        }
    }
    made.rows = rows.len() - 1;
    let csv = || rows.iter().map(|row| csv_row(row)).collect::<String>();
    let (Some(out), Some(kind)) = (&request.out, kind) else {
        made.text = csv();
        return Ok(made);
    };
    let target = target_named(call.workspace, out)?;
    let shown = call.workspace.name(out);
    if has_file(out)? && !request.force {
        return Err(Fault::Refused(Refusal::FileThere { file: shown }));
    }
    let bytes = match kind {
        Kind::Csv => csv().into_bytes(),
        Kind::Xlsx => workbook("Scores", &rows)?,
    };
    replace_file(&target, &bytes)?;
    made.file = Some(shown);
    Ok(made)
}

/// The kinds of sheets that are made.
#[derive(Clone, Copy)]
enum Kind {
    Csv,
    Xlsx,
}

fn kind(out: &Path, call: &Call<'_>) -> Result<Kind, Fault> {
    let ending = out.extension().and_then(|ending| ending.to_str()).unwrap_or_default().to_ascii_lowercase();
    let shown = call.workspace.name(out);
    if std::path::absolute(out)?.starts_with(call.workspace.root().join("kits")) {
        return Err(Fault::Request(format!(
            "`{shown}` is inside `kits`, which is only for issued kits\n  = help: choose a file elsewhere with --out"
        )));
    }
    match ending.as_str() {
        "csv" => Ok(Kind::Csv),
        "xlsx" => Ok(Kind::Xlsx),
        _ => Err(Fault::Request(format!(
            "`{shown}` ends neither in `.csv` nor in `.xlsx`\n  = help: name a file such as `scores.csv`"
        ))),
    }
}

/// The folders of the kits.
fn homes(request: &MakeSheet, req: &Req) -> Result<Vec<PathBuf>, Fault> {
    if !request.candidates.is_empty() {
        have_kits(req, &request.candidates)?;
        let mut ids: Vec<&String> = request.candidates.iter().collect();
        ids.dedup();
        return Ok(ids.into_iter().map(|id| req.candidates_folder().join(id)).collect());
    }
    let mut homes = Vec::new();
    for home in req.candidates()? {
        if kit_in(&home)?.is_some() {
            homes.push(home);
        }
    }
    if homes.is_empty() {
        if kit_in(&req.loop_folder())?.is_none() {
            let id = &req.id;
            return Err(Fault::Request(format!(
                "`{id}` has no kit yet\n  = help: `panelkit generate {id}` makes the loop"
            )));
        }
        homes.push(req.loop_folder());
    }
    Ok(homes)
}
