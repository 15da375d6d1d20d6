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
    /// Each row with its number, from 1, as a spreadsheet numbers it.
    pub rows: Vec<(usize, Vec<String>)>,
}

/// The rows of each table of a file that has all of `columns` in a header: of a text, or of the sheets of a workbook into
/// which scores were typed. Messages call the file `name`.
///
/// # Errors
/// [`Reported`] if the bytes are neither text nor a workbook that can be read, or if a row is not CSV.
pub fn score_rows(
    name: &str,
    bytes: Vec<u8>,
    columns: &[&str],
    sink: &mut Sink,
) -> Result<Vec<RowsRead>, Reported> {
    rows(name, bytes, columns, &SCORES, sink)
}

/// The same for practice sheets.
///
/// # Errors
/// As [`score_rows`].
pub fn practice_rows(
    name: &str,
    bytes: Vec<u8>,
    columns: &[&str],
    sink: &mut Sink,
) -> Result<Vec<RowsRead>, Reported> {
    rows(name, bytes, columns, &PRACTICE, sink)
}

fn rows(
    name: &str,
    bytes: Vec<u8>,
    columns: &[&str],
    purpose: &'static Purpose,
    sink: &mut Sink,
) -> Result<Vec<RowsRead>, Reported> {
    if bytes.len() > purpose.most {
        return Err(sink.report(large(name, &format!("it has more than {} MB", purpose.most / 1_048_576))));
    }
    let mut found = Vec::new();
    for table in tables(name, bytes, purpose, sink)? {
        for delimiter in table.delimiters {
            if let Some(read) = below(&table, *delimiter, columns, purpose, sink)? {
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
    finding.in_file(name).help("is it the right file? a sheet for fewer candidates at a time is smaller")
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
    // Line ends inside the cells of the rows before.
    let mut inside = 0;
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
        let within: usize = record.iter().map(|cell| cell.matches('\n').count()).sum();
        match &mut read {
            Some(read) if read.rows.len() == MOST_ROWS => {
                let name = table.source.name();
                return Err(sink.report(large(name, &format!("it has more than {MOST_ROWS} rows"))));
            }
            Some(read) => {
                let byte = record.position().map_or(0, |place| place.byte() as usize);
                // Cells of several lines make the line of a text differ from the row that people see, and so do texts whose
                // lines end with a carriage return.
                let row = cursor.line_from(byte).0.saturating_sub(inside).max(n + 1);
                read.rows.push((row, cells().collect()));
            }
            None => {
                let header: Vec<String> = cells().map(|cell| cell.trim().to_lowercase()).collect();
                if columns.iter().all(|column| header.iter().any(|cell| cell == column)) {
                    let sheet = table.sheet.as_ref().map(|sheet| sheet.name.clone());
                    read = Some(RowsRead { sheet, header, rows: Vec::new() });
                }
            }
        }
        inside += within;
    }
    Ok(read)
}
