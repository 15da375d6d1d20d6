//! Finds the header of a roster: the table, the sign between its columns, the row, and the columns.

use super::columns::{Columns, RosterColumns, Unclear, columns};
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::load::cursor::Cursor;
use crate::load::table::{FIRST_ROWS, ROSTER, Table, letters, records};
use crate::text::{list, nearest, quoted};

/// The help line that shows the format of a roster.
pub(super) const FORM: &str = "write a header `id,name` and one candidate a line: `c-017,Ada Lovelace`";

/// A header, and where it is.
pub(super) struct Header<'t> {
    pub(super) table: &'t Table,
    pub(super) delimiter: u8,
    /// Where its record begins.
    pub(super) byte: u64,
    /// Line of a text or row of a sheet, from 1.
    pub(super) line: usize,
    pub(super) cells: Vec<String>,
    pub(super) columns: Columns,
}

impl Header<'_> {
    /// The words for the cell with the id in a row.
    pub(super) fn cell(&self, line: usize) -> String {
        let name = self.cells[self.columns.id].trim();
        match &self.table.sheet {
            Some(sheet) => {
                format!("cell {}{line} of sheet `{}`, column `{name}`", letters(self.columns.id), sheet.name)
            }
            None => format!("in this row, column `{name}`"),
        }
    }
}

/// The header of the first table that has one.
///
/// # Errors
/// [`Reported`] if no table has a header from which the columns are clear.
pub(super) fn find<'t>(
    name: &str,
    tables: &'t [Table],
    asked: &RosterColumns,
    sink: &mut Sink,
) -> Result<Header<'t>, Reported> {
    let mut closest: Option<(Header<'t>, Unclear)> = None;
    for table in tables {
        for delimiter in table.delimiters {
            for record in records(&table.source, *delimiter).take(FIRST_ROWS) {
                let record = match record {
                    Ok(record) => record,
                    Err(error) => return Err(sink.report(Cursor::new(&table.source).broken(&error, &ROSTER))),
                };
                let cells: Vec<&str> = record.iter().collect();
                let made = columns(&cells, asked);
                let better = made.is_ok()
                    || closest.as_ref().is_none_or(|(old, why)| is_closer(&made, &cells, why, old));
                if !better {
                    continue;
                }
                let byte = record.position().map_or(0, |p| p.byte());
                let mut header = Header {
                    table,
                    delimiter: *delimiter,
                    byte,
                    line: Cursor::new(&table.source).line_from(byte as usize).0,
                    cells: cells.iter().map(|cell| (*cell).to_owned()).collect(),
                    columns: Columns { id: 0, names: Vec::new() },
                };
                match made {
                    Ok(columns) => {
                        header.columns = columns;
                        return not_merged(header, sink);
                    }
                    Err(why) => closest = Some((header, why)),
                }
            }
        }
    }
    Err(sink.report(unclear(name, closest, tables)))
}

/// Whether a row looks more like a header than the closest one so far. A row in which several columns may be meant is
/// the closest; of others, the first row with most cells.
fn is_closer(made: &Result<Columns, Unclear>, cells: &[&str], why: &Unclear, old: &Header<'_>) -> bool {
    let several = |why: &Unclear| matches!(why, Unclear::Ids(_) | Unclear::Names(_));
    let full = |cells: &mut dyn Iterator<Item = &str>| cells.filter(|cell| !cell.trim().is_empty()).count();
    match made {
        Err(new) if several(new) => !several(why),
        _ => {
            !several(why)
                && full(&mut cells.iter().copied()) > full(&mut old.cells.iter().map(String::as_str))
        }
    }
}

/// The header, unless it has merged cells.
fn not_merged<'t>(header: Header<'t>, sink: &mut Sink) -> Result<Header<'t>, Reported> {
    let merged = header.table.sheet.iter().flat_map(|sheet| &sheet.merged);
    let here: Vec<&str> = merged
        .filter(|(from, to, _)| (*from..=*to).contains(&header.line))
        .map(|(_, _, cells)| cells.as_str())
        .collect();
    if here.is_empty() {
        return Ok(header);
    }
    let place = Cursor::new(&header.table.source).line_from(header.byte as usize).1;
    let message = format!("the header has merged cells: {}", list(&here, "and"));
    let finding = Diagnostic::new(&codes::BAD_ROSTER, message).at(&place, "its header");
    Err(sink.report(finding.help("split the merged cells, so that each column has a name of its own")))
}

/// The finding for a roster whose columns are not clear.
fn unclear(name: &str, closest: Option<(Header<'_>, Unclear)>, tables: &[Table]) -> Diagnostic {
    let none = || "the roster has no column `id`, and none that hiring systems call the id";
    let Some((header, why)) = closest else {
        return Diagnostic::new(&codes::BAD_ROSTER, none()).in_file(name).help(FORM);
    };
    let cells: Vec<&str> = header.cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
    let shown = |names: &[String]| quoted(names.iter().map(String::as_str), "and");
    let message = match &why {
        Unclear::NoId => none().to_owned(),
        Unclear::Lacks(column) => format!("the roster has no column `{column}`"),
        Unclear::Ids(names) => format!("several columns may be the id: {}", shown(names)),
        Unclear::Names(names) => format!("several columns may be the name: {}", shown(names)),
    };
    let place = Cursor::new(&header.table.source).line_from(header.byte as usize).1;
    let mut finding = Diagnostic::new(&codes::BAD_ROSTER, message).at(&place, "its header");
    if let Unclear::Lacks(column) = &why {
        finding = finding.did_you_mean(nearest(column, cells.iter().copied()));
    }
    if !cells.is_empty() {
        let first: Vec<String> = cells.iter().take(30).map(|c| c.chars().take(40).collect()).collect();
        finding = finding.help(format!("its columns: {}", quoted(first.iter().map(String::as_str), "and")));
    }
    let option = if matches!(why, Unclear::Names(_)) { "--name-column" } else { "--id-column" };
    finding = finding.help(format!("say which column it is: `{option} NAME`"));
    let merged = tables.iter().filter_map(|t| t.sheet.as_ref()).flat_map(|sheet| &sheet.merged);
    if let Some((_, _, cells)) = { merged }.find(|(from, ..)| *from <= FIRST_ROWS) {
        finding = finding.help(format!("the first rows have merged cells ({cells}): split them"));
    }
    match why {
        Unclear::NoId => finding.help(FORM),
        _ => finding,
    }
}
