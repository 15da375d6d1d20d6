//! Reads the sheets of a workbook, XLSX or ODS. The file is not trusted: what it unpacks to, and how many cells its
//! sheets have, is limited before they are read. Formulas give the value that was saved with them; macros are not
//! read.

mod lines;
mod package;
mod spans;

use std::io::Cursor;
use std::panic::catch_unwind;

use calamine::{Data, Ods, OdsError, Reader, SheetType, Xlsx, XlsxError};

use self::lines::{Full, Lines, Room};
use self::package::{Kind, Refused};
use super::table::{Odd, Purpose, Sheet, Table, encrypted};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::text::Source;

/// Limit of whole numbers that a sheet shows in full.
const SHOWN_IN_FULL: f64 = 1e15;

/// The sheets of a workbook, each as a text with a line for each row.
///
/// # Errors
/// [`Reported`] if it is encrypted, too large, damaged, or no workbook.
pub(super) fn sheets(
    name: &str,
    bytes: Vec<u8>,
    purpose: &'static Purpose,
    sink: &mut Sink,
) -> Result<Vec<Table>, Reported> {
    // On a few files that are damaged on purpose, the reader of the cells fails with an arithmetic overflow or an index
    // out of range. The workbook is dropped then, so no half-read state is left.
    let read = package::kind(&bytes).and_then(|kind| {
        let read = catch_unwind(|| match kind {
            Kind::Xlsx => xlsx(name, bytes, purpose),
            Kind::Ods => ods(name, bytes, purpose),
        });
        read.unwrap_or_else(|_| Err(Refused::Damaged("its content is not as the format requires".to_owned())))
    });
    read.map_err(|why| sink.report(finding(name, &why, purpose)))
}

fn finding(name: &str, why: &Refused, purpose: &Purpose) -> Diagnostic {
    let (code, message, help) = match why {
        Refused::Encrypted => return encrypted(name, purpose),
        Refused::Large(what) => (
            &codes::FILE_TOO_LARGE,
            format!("`{name}` is too large: {what}"),
            "export only the columns that you need, as CSV",
        ),
        Refused::NoWorkbook => (
            purpose.code,
            format!("`{name}` is an archive, but not a workbook"),
            "save it as XLSX, ODS or CSV",
        ),
        Refused::Damaged(what) => (
            purpose.code,
            format!("`{name}` is not a workbook that can be read: {what}"),
            "open it in your spreadsheet and save it again as XLSX, ODS or CSV",
        ),
    };
    Diagnostic::new(code, message).in_file(name).help(help)
}

fn xlsx(name: &str, bytes: Vec<u8>, purpose: &Purpose) -> Result<Vec<Table>, Refused> {
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(of_xlsx)?;
    let of_cells = |sheet: &calamine::Sheet| sheet.typ == SheetType::WorkSheet;
    let names: Vec<String> = Reader::sheets_metadata(&book)
        .iter()
        .filter(|sheet| of_cells(sheet))
        .map(|sheet| sheet.name.clone())
        .collect();
    let mut tables = Vec::new();
    let mut room = Room::new(purpose.most);
    for sheet in names {
        let mut lines = Lines::new(room, purpose.line_end);
        let merged = book.merge_cells_by_sheet_name(&sheet).map_err(of_xlsx)?.into_iter();
        let merged = merged.map(|area| {
            let at = |(row, column): (u32, u32)| (row as usize, column as usize);
            spans::area(at(area.start), at(area.end))
        });
        let mut cells = book.worksheet_cells_reader(&sheet).map_err(of_xlsx)?;
        while let Some(cell) = cells.next_cell().map_err(of_xlsx)? {
            let (row, column) = cell.get_position();
            put(
                &mut lines,
                (row as usize, column as usize),
                &Data::from(cell.get_value().clone()),
                purpose.most,
            )?;
        }
        room = lines.room();
        tables.push(table(name, sheet, lines, merged.collect()));
    }
    Ok(tables)
}

fn ods(name: &str, bytes: Vec<u8>, purpose: &Purpose) -> Result<Vec<Table>, Refused> {
    let mut merged = spans::merged(&bytes)?.into_iter();
    let mut book = Ods::new(Cursor::new(bytes)).map_err(of_ods)?;
    let mut tables = Vec::new();
    let mut room = Room::new(purpose.most);
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).map_err(of_ods)?;
        let (row, column) = range.start().unwrap_or_default();
        let mut lines = Lines::new(room, purpose.line_end);
        for (down, right, value) in range.used_cells() {
            put(&mut lines, (row as usize + down, column as usize + right), value, purpose.most)?;
        }
        room = lines.room();
        tables.push(table(name, sheet, lines, merged.next().unwrap_or_default()));
    }
    Ok(tables)
}

fn table(name: &str, sheet: String, lines: Lines, merged: Vec<(usize, usize, String)>) -> Table {
    let (text, odd) = lines.finish();
    let sheet = Sheet { name: sheet, odd, merged };
    Table { source: Source::new(name, text), delimiters: b",", encoding: None, sheet: Some(sheet) }
}

/// Adds a cell. `at`: row and column, from 0.
fn put(lines: &mut Lines, at: (usize, usize), value: &Data, most: usize) -> Result<(), Refused> {
    let number = |x: f64| match x {
        x if !x.is_finite() || x.abs() >= SHOWN_IN_FULL => Some(Odd::Rounded),
        x if x.fract() != 0.0 => Some(Odd::Fraction),
        _ => None,
    };
    let (text, odd) = match value {
        Data::Empty => return Ok(()),
        Data::String(text) => (text.clone(), None),
        Data::Int(n) => (n.to_string(), number(*n as f64)),
        Data::Float(x) => (x.to_string(), number(*x)),
        Data::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }.to_owned(), None),
        Data::DateTime(time) => (day(*time), Some(Odd::Day)),
        Data::DateTimeIso(text) | Data::DurationIso(text) => (text.clone(), Some(Odd::Day)),
        Data::Error(error) => (error.to_string(), Some(Odd::Error)),
    };
    lines.put(at, &text, odd).map_err(|full| match full {
        Full::Cells => Refused::Large("its sheets have more than 3 million cells".to_owned()),
        Full::Text => Refused::Large(format!("the text of its sheets has more than {} MB", most / 1_048_576)),
        Full::Order => Refused::Damaged("its cells are not in order".to_owned()),
    })
}

fn day(time: calamine::ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = time.to_ymd_hms_milli();
    match (hour, minute) {
        (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
        _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
    }
}

fn of_xlsx(error: XlsxError) -> Refused {
    match error {
        XlsxError::Password => Refused::Encrypted,
        other => Refused::Damaged(other.to_string()),
    }
}

fn of_ods(error: OdsError) -> Refused {
    match error {
        OdsError::Password => Refused::Encrypted,
        OdsError::CellLimitExceeded { .. } => Refused::Large("its sheets have too many cells".to_owned()),
        other => Refused::Damaged(other.to_string()),
    }
}
