//! `collect --sheet`: an empty sheet into which paper forms are typed.

use std::collections::BTreeSet;
use std::path::PathBuf;

use serde::Serialize;

use super::call::Call;
use super::candidates::have_kits;
use super::seat_states::Seats;
use super::sheet_file::SheetFile;
use crate::collect::SHEET_HEADINGS;
use crate::store::{Fault, Req, all_forms, kit_in};
use crate::text::{csv_row, plain};

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
    let file = request.out.as_deref().map(|out| SheetFile::named(out, call.workspace)).transpose()?;
    let mut made = SheetMade { file: None, seats: 0, rows: 0, left_out: 0, text: String::new() };
    let mut rows = vec![SHEET_HEADINGS.map(str::to_owned).to_vec()];
    let _lock = req.share()?;
    for home in homes(request, &req)? {
        let seats = Seats::read(&req, &home, call)?;
        for form in all_forms(&seats.kit) {
            let round = &seats.kit.rounds[form.round];
            if !seats.state(&round.id, form.interviewer).is_waited_for() {
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
    match file {
        Some(file) => made.file = Some(file.write("Scores", &rows, request.force, call.workspace)?),
        None => made.text = rows.iter().map(|row| csv_row(row)).collect(),
    }
    Ok(made)
}

/// The folders of the kits.
fn homes(request: &MakeSheet, req: &Req) -> Result<Vec<PathBuf>, Fault> {
    if !request.candidates.is_empty() {
        have_kits(req, &request.candidates)?;
        let ids: BTreeSet<&String> = request.candidates.iter().collect();
        return Ok(ids.into_iter().map(|id| req.candidates_folder().join(id)).collect());
    }
    let mut homes = req.candidates_with_kits()?;
    if homes.is_empty() {
        if kit_in(&req.loop_folder())?.is_none() {
            return Err(req.no_kit_yet());
        }
        homes.push(req.loop_folder());
    }
    Ok(homes)
}
