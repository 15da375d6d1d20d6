//! Reads a table whose columns are found by their headings, as rows of texts: the sheet into which paper forms were typed.

use std::sync::Arc;

use super::cursor::Cursor;
use super::table::{FIRST_ROWS, PRACTICE, Purpose, SCORES, Table, records};
use super::tables::{tables, text};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::text::Source;

/// Limit of rows. A thousand candidates with ten seats of five questions have 50,000.
const MOST_ROWS: usize = 100_000;
/// Limit of cells of a row that are read.
const MOST_CELLS: usize = 100;

/// The rows below a header.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowsRead {
    /// The name of the sheet; `None` for a text.
    pub sheet: Option<String>,
    /// The headings in small letters, without white space around them.
    pub header: Vec<String>,
    /// Each row with its number, from 1: the line of a text or the row of a sheet.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// The rows below the first header that has all of `columns`; `None` if no table of the file has one. Messages call the
/// file `name`.
///
/// # Errors
/// [`Reported`] if the bytes are neither text nor a workbook that can be read, or if a row is not CSV.
pub fn score_rows(
    name: &str,
    bytes: Vec<u8>,
    columns: &[&str],
    sink: &mut Sink,
) -> Result<Option<RowsRead>, Reported> {
    if bytes.len() > SCORES.most {
        return Err(sink.report(large(name, &format!("it has more than {} MB", SCORES.most / 1_048_576))));
    }
    for table in tables(name, bytes, &SCORES, sink)? {
        for delimiter in table.delimiters {
            if let Some(read) = below(&table, *delimiter, columns, &SCORES, sink)? {
                return Ok(Some(read));
            }
        }
    }
    Ok(None)
}

/// The rows of each table of a file that has all of `columns` in a header: of a text, or of the sheets of a workbook. The
/// rows of a text are numbered as a spreadsheet numbers them. Messages call the file `name`.
///
/// # Errors
/// [`Reported`] if the bytes are neither text nor a workbook that can be read, or if a row is not CSV.
pub fn practice_rows(
    name: &str,
    bytes: Vec<u8>,
    columns: &[&str],
    sink: &mut Sink,
) -> Result<Vec<RowsRead>, Reported> {
    let mut found = Vec::new();
    for table in tables(name, bytes, &PRACTICE, sink)? {
        for delimiter in table.delimiters {
            if let Some(read) = below(&table, *delimiter, columns, &PRACTICE, sink)? {
                found.push(read);
                break;
            }
        }
    }
    Ok(found)
}

/// The text in the bytes of a form: UTF-8, UTF-16 with a byte order mark, or else Windows-1252. A byte order mark is left
/// out.
///
/// # Errors
/// [`Reported`] if the bytes are not text.
pub fn form_text(name: &str, bytes: Vec<u8>, sink: &mut Sink) -> Result<Arc<Source>, Reported> {
    Ok(text(name, bytes, sink)?.source)
}

fn large(name: &str, why: &str) -> Diagnostic {
    let finding = Diagnostic::new(&codes::FILE_TOO_LARGE, format!("`{name}` is too large: {why}"));
    finding.in_file(name).help("make a sheet for fewer candidates at a time")
}

fn below(
    table: &Table,
    delimiter: u8,
    columns: &[&str],
    purpose: &'static Purpose,
    sink: &mut Sink,
) -> Result<Option<RowsRead>, Reported> {
    let mut cursor = Cursor::new(&table.source);
    let mut read: Option<RowsRead> = None;
    for (n, record) in records(&table.source, delimiter).enumerate() {
        if read.is_none() && n == FIRST_ROWS {
            return Ok(None);
        }
        let record = match record {
            Ok(record) => record,
            // With another delimiter the quotation marks may be right.
            Err(_) if read.is_none() => return Ok(None),
            Err(error) => return Err(sink.report(cursor.broken(&error, purpose))),
        };
        let cells = || record.iter().take(MOST_CELLS).map(|cell| cell.replace(purpose.line_end, "\n"));
        match &mut read {
            Some(read) if read.rows.len() == MOST_ROWS => {
                let name = table.source.name();
                return Err(sink.report(large(name, &format!("it has more than {MOST_ROWS} rows"))));
            }
            Some(read) => {
                let byte = record.position().map_or(0, |place| place.byte() as usize);
                let line = cursor.line_from(byte).0;
                // Cells of several lines make the line of a text differ from the row that people see.
                let is_row = purpose.counts_rows && table.sheet.is_none();
                read.rows.push((if is_row { n + 1 } else { line }, cells().collect()));
            }
            None => {
                let header: Vec<String> = cells().map(|cell| cell.trim().to_lowercase()).collect();
                if columns.iter().all(|column| header.iter().any(|cell| cell == column)) {
                    let sheet = table.sheet.as_ref().map(|sheet| sheet.name.clone());
                    read = Some(RowsRead { sheet, header, rows: Vec::new() });
                }
            }
        }
    }
    Ok(read)
}
