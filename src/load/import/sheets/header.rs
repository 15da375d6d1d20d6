//! Finds the header of each table: the sign between its columns, the row, and the columns.

use super::directives::{Directives, directives};
use crate::diag::{Diagnostic, Reported, Sink};
use crate::load::cursor::Cursor;
use crate::load::import::asks::asks_somewhere;
use crate::load::import::columns::{Column, columns, is_called};
use crate::load::import::keys::Key;
use crate::load::import::options::{ImportOptions, Target};
use crate::load::table::{FIRST_ROWS, QUESTIONS, Table, records};
use crate::model::Bank;
use crate::text::{list, nearest, quoted};

/// How many rows show whether a column has questions.
const SAMPLE: usize = 200;

/// A row with more cells is no header.
const WIDEST: usize = 1000;

/// A table with questions.
pub(super) struct Header<'t> {
    pub(super) table: &'t Table,
    pub(super) delimiter: u8,
    /// The number of the record that is the header, from 0; `None` if the table has none.
    pub(super) record: Option<usize>,
    pub(super) columns: Vec<Column>,
    /// Records before the first row, the header among them.
    pub(super) skip: usize,
}

/// For each table its header; `None` for a table without questions.
///
/// # Errors
/// [`Reported`] if no table has a column of questions, if a column that the user named does not exist, if a table is
/// not CSV, or if a header has merged cells.
pub(super) fn find<'t>(
    name: &str,
    tables: &'t [Table],
    options: &ImportOptions,
    bank: &Bank,
    sink: &mut Sink,
) -> Result<Vec<Option<Header<'t>>>, Reported> {
    let mut found = Vec::new();
    let mut rows = Vec::new();
    for table in tables {
        let own = match table.sheet {
            Some(_) => Directives::default(),
            None => directives(table.source.text()),
        };
        let first = first_rows(table, &own, sink)?;
        found.push(named(table, &own, &first, options, bank));
        rows.push((own, first));
    }
    if found.iter().all(Option::is_none) {
        let guess = |(table, (own, first)): (&'t Table, &(Directives, Vec<First>))| {
            guess(table, own, first, options, bank)
        };
        found = tables.iter().zip(&rows).map(guess).collect();
    }
    let cells: Vec<&str> =
        rows.iter().filter_map(|(_, first)| fullest(first)).flatten().map(|c| c.trim()).collect();
    for (column, _) in &options.map {
        let headers = found.iter().flatten();
        if !headers.flat_map(|h| &h.columns).any(|c| is_called(&c.name, column)) {
            return Err(sink.report(lacks(name, column, &found, &cells)));
        }
    }
    if found.iter().all(Option::is_none) {
        return Err(sink.report(no_questions(name, &cells)));
    }
    for header in found.iter().flatten() {
        not_merged(header, sink)?;
    }
    Ok(found)
}

/// The first rows of a table with one of its delimiters.
struct First {
    delimiter: u8,
    rows: Vec<Vec<String>>,
}

fn first_rows(table: &Table, own: &Directives, sink: &mut Sink) -> Result<Vec<First>, Reported> {
    let delimiters = own.delimiter.map_or_else(|| table.delimiters.to_vec(), |d| vec![d]);
    let mut found = Vec::new();
    let mut broken = None;
    for delimiter in delimiters {
        let mut rows = Vec::new();
        let mut whole = true;
        for record in records(&table.source, delimiter).skip(own.lines).take(SAMPLE) {
            match record {
                Ok(record) => rows.push(record.iter().map(str::to_owned).collect()),
                Err(error) => {
                    whole = false;
                    broken = Some(error);
                    break;
                }
            }
        }
        if whole {
            found.push(First { delimiter, rows });
        }
    }
    match broken {
        Some(error) if found.is_empty() => {
            Err(sink.report(Cursor::new(&table.source).broken(&error, &QUESTIONS)))
        }
        _ => Ok(found),
    }
}

/// The row in which most columns are known by name and one of them has the questions.
fn named<'t>(
    table: &'t Table,
    own: &Directives,
    first: &[First],
    options: &ImportOptions,
    bank: &Bank,
) -> Option<Header<'t>> {
    let make =
        |delimiter, record: Option<usize>, columns, skip| Header { table, delimiter, record, columns, skip };
    if let Some(names) = &own.columns {
        let cells: Vec<&str> = names.iter().map(String::as_str).collect();
        let columns = columns(&cells, options, bank);
        let delimiter = own.delimiter.or_else(|| first.first().map(|f| f.delimiter))?;
        return columns.iter().any(Column::is_prompt).then(|| make(delimiter, None, columns, own.lines));
    }
    let mut best: Option<(usize, Header<'t>)> = None;
    for First { delimiter, rows } in first {
        for (n, row) in rows.iter().take(FIRST_ROWS).enumerate().filter(|(_, row)| row.len() <= WIDEST) {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let columns = columns(&cells, options, bank);
            let known = columns.iter().filter(|c| c.known).count();
            // A question in a cell is no header, even if its words are those of a name.
            let header = columns.iter().any(|c| c.is_prompt() && c.known && c.name.len() <= 120);
            if header && best.as_ref().is_none_or(|(most, _)| known > *most) {
                let record = own.lines + n;
                best = Some((known, make(*delimiter, Some(record), columns, record + 1)));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// A table without a name that is known, in which one column has questions.
fn guess<'t>(
    table: &'t Table,
    own: &Directives,
    first: &[First],
    options: &ImportOptions,
    bank: &Bank,
) -> Option<Header<'t>> {
    let mut best: Option<(usize, Header<'t>)> = None;
    for First { delimiter, rows } in first {
        let width = rows.iter().map(Vec::len).max()?.min(WIDEST);
        for column in 0..width.min(200) {
            let cells = || rows.iter().filter_map(|row| row.get(column)).map(|c| c.trim());
            let filled = cells().filter(|cell| !cell.is_empty()).count();
            let asking = cells().filter(|cell| asks_somewhere(cell)).count();
            // One cell of the column may be its name.
            if asking == 0 || asking * 5 < filled.saturating_sub(1) * 3 {
                continue;
            }
            let row = rows.iter().position(|row| row.get(column).is_some_and(|cell| asks_somewhere(cell)))?;
            let names =
                row.checked_sub(1).map(|n| &rows[n]).filter(|r| r.iter().any(|c| !c.trim().is_empty()));
            let blank = vec![String::new(); width];
            let cells: Vec<&str> = names.unwrap_or(&blank).iter().take(WIDEST).map(String::as_str).collect();
            let mut columns = columns(&cells, options, bank);
            let Some(prompt) = columns.get_mut(column) else { continue };
            prompt.target = Target::Key(Key::Prompt);
            prompt.why = Some("because its cells are questions".to_owned());
            let record = names.map(|_| own.lines + row - 1);
            let header = Header { table, delimiter: *delimiter, record, columns, skip: own.lines + row };
            // The sign that separates a row into more columns separates them rightly, unless rows then differ.
            let even = rows.iter().filter(|row| row.len() == width).count() * 2 > rows.len();
            let score = asking * 1000 + if even { width.min(999) } else { 0 };
            if best.as_ref().is_none_or(|(most, _)| score > *most) {
                best = Some((score, header));
            }
        }
    }
    best.map(|(_, header)| header)
}

/// The row with most cells among the first rows.
fn fullest(first: &[First]) -> Option<&Vec<String>> {
    let full = |row: &&Vec<String>| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let rows: Vec<&Vec<String>> = first.iter().flat_map(|f| f.rows.iter().take(FIRST_ROWS)).collect();
    let most = rows.iter().map(&full).max()?;
    rows.into_iter().find(|row| full(row) == most)
}

fn not_merged(header: &Header<'_>, sink: &mut Sink) -> Result<(), Reported> {
    let (Some(sheet), Some(record)) = (&header.table.sheet, header.record) else { return Ok(()) };
    let mut cursor = Cursor::new(&header.table.source);
    let found = records(&header.table.source, header.delimiter).flatten().nth(record);
    let byte = found.and_then(|r| r.position().map(|p| p.byte() as usize)).unwrap_or(0);
    let (line, place) = cursor.line_from(byte);
    let merged = sheet.merged.iter().filter(|(from, to, _)| (*from..=*to).contains(&line));
    let here: Vec<&str> = merged.map(|(_, _, cells)| cells.as_str()).collect();
    if here.is_empty() {
        return Ok(());
    }
    let message = format!("the header of sheet `{}` has merged cells: {}", sheet.name, list(&here, "and"));
    let finding = Diagnostic::new(QUESTIONS.code, message).at(&place, "its header");
    Err(sink.report(finding.help("split the merged cells, so that each column has a name of its own")))
}

fn lacks(name: &str, column: &str, found: &[Option<Header<'_>>], cells: &[&str]) -> Diagnostic {
    let named: Vec<&str> = found.iter().flatten().flat_map(|h| &h.columns).map(|c| c.name.as_str()).collect();
    let known = if named.is_empty() { cells } else { named.as_slice() };
    let known: Vec<&str> = known.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let lower: Vec<String> = known.iter().map(|name| name.to_lowercase()).collect();
    let near = nearest(column, lower.iter().map(String::as_str));
    let near = near.and_then(|near| lower.iter().position(|name| name == near)).map(|n| known[n]);
    Diagnostic::new(QUESTIONS.code, format!("the list of questions has no column `{column}`"))
        .in_file(name)
        .did_you_mean(near)
        .help(shown(&known))
}

fn no_questions(name: &str, cells: &[&str]) -> Diagnostic {
    let message = "the list of questions has no column `prompt`, and none that people call so";
    let finding = Diagnostic::new(QUESTIONS.code, message).in_file(name);
    let cells: Vec<&str> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
    let finding = if cells.is_empty() { finding } else { finding.help(shown(&cells)) };
    finding
        .help("say which column has the questions: `--map \"COLUMN=prompt\"`")
        .help("`panelkit bank import --template` prints a header with all names")
}

fn shown(cells: &[&str]) -> String {
    let first: Vec<String> = cells.iter().take(30).map(|c| c.chars().take(40).collect()).collect();
    format!("its columns: {}", quoted(first.iter().map(String::as_str), "and"))
}
