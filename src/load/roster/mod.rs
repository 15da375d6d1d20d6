//! Reads a roster of candidates: a table with a header, as spreadsheets and hiring systems write it.

mod columns;
mod header;
mod ids;

use std::collections::BTreeMap;

pub use columns::RosterColumns;

use self::header::{FORM, Header};
use super::cursor::Cursor;
use super::table::{Odd, ROSTER, records};
use super::tables::tables;
use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Candidate, Id, RosterRead};
use crate::text::{Place, count};

/// Limit of listed findings. More are only counted.
const SHOWN: usize = 50;

/// Reads the candidates of a roster, in the order of its rows, and says which columns were used. `name`: what
/// messages call the file; `asked`: the columns that the user named.
///
/// # Errors
/// [`Reported`] if the bytes are not a table, if its columns are not clear, if it has no row, or if an id is missing,
/// cannot become kebab-case or has two rows that contradict each other.
pub fn roster(
    name: &str,
    bytes: Vec<u8>,
    asked: &RosterColumns,
    sink: &mut Sink,
) -> Result<(Vec<Candidate>, RosterRead), Reported> {
    let mark = sink.errors();
    let tables = tables(name, bytes, &ROSTER, sink)?;
    let header = header::find(name, &tables, asked, sink)?;
    let mut rows = Rows::new(&header);
    let mut slips = Slips { sink, more: 0 };
    let mut cursor = Cursor::new(&header.table.source);
    for record in records(&header.table.source, header.delimiter) {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                slips.add(cursor.broken(&error, &ROSTER));
                break;
            }
        };
        let byte = record.position().map_or(0, |p| p.byte());
        if byte > header.byte && record.iter().any(|cell| !cell.trim().is_empty()) {
            rows.add(&record, cursor.line_from(byte as usize), &mut slips);
        }
    }
    let more = slips.more;
    if more > 0 {
        let are = if more == 1 { "is" } else { "are" };
        let message = format!("{} in the roster {are} not listed", count(more, "more problem"));
        let finding = Diagnostic::new(&codes::BAD_ROSTER, message).in_file(name);
        sink.report(finding.help("fix the listed problems first"));
    }
    sink.stop_if_worse_than(mark)?;
    if rows.candidates.is_empty() {
        let finding = Diagnostic::new(&codes::BAD_ROSTER, format!("`{name}` has no candidates"));
        return Err(sink.report(finding.in_file(name).help(FORM)));
    }
    if let Some(finding) = rows.personal() {
        sink.report(finding);
    }
    let read = rows.read(name, tables.len());
    Ok((rows.candidates, read))
}

/// A row that was read.
struct Seen {
    /// Line of a text or row of a sheet, from 1.
    line: usize,
    /// Index of its candidate.
    candidate: usize,
    /// The id as the roster has it.
    original: String,
}

/// The rows read so far.
struct Rows<'h> {
    header: &'h Header<'h>,
    candidates: Vec<Candidate>,
    seen: BTreeMap<Id, Seen>,
    repeated: usize,
}

impl<'h> Rows<'h> {
    fn new(header: &'h Header<'h>) -> Rows<'h> {
        Rows { header, candidates: Vec::new(), seen: BTreeMap::new(), repeated: 0 }
    }

    fn add(&mut self, record: &csv::StringRecord, (line, place): (usize, Place), slips: &mut Slips<'_>) {
        let filled = record.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty());
        let full = filled.last().map_or(0, |(n, _)| n + 1);
        if full > self.header.cells.len() {
            let message = format!("a row has {full} fields, the header has {}", self.header.cells.len());
            let finding = Diagnostic::new(&codes::BAD_ROSTER, message).at(&place, "in this row");
            slips.add(
                finding.help("put a name with a comma into quotation marks: `c-017,\"Wójcik, Łukasz\"`"),
            );
        }
        let columns = &self.header.columns;
        let original = record.get(columns.id).unwrap_or("").trim();
        let id = match self.id(original, line) {
            Ok(id) => id,
            Err((message, help)) => {
                let code = if original.is_empty() { &codes::MISSING_KEY } else { &codes::BAD_ID };
                let finding = Diagnostic::new(code, message).at(&place, self.header.cell(line));
                return slips.add(finding.help(help));
            }
        };
        let words = columns.names.iter().filter_map(|n| record.get(*n)).map(str::trim);
        let name = words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ");
        if name.contains(['\n', '\r']) {
            let finding = Diagnostic::new(&codes::BAD_ROSTER, "a name continues over several lines")
                .at(&place, "begins here")
                .help("is its closing quotation mark missing?");
            slips.add(finding);
        }
        let name = Some(name).filter(|name| !name.is_empty());
        if let Some(first) = self.seen.get(&id) {
            let known = &mut self.candidates[first.candidate].name;
            match contradiction(&id, (&first.original, known), (original, &name)) {
                Some(message) => {
                    let row = if self.header.table.sheet.is_some() { "row" } else { "line" };
                    let finding = Diagnostic::new(&codes::DUPLICATE_ID, message)
                        .at(&place, format!("again here, first in {row} {}", first.line))
                        .help("give each candidate one row and a unique id");
                    slips.add(finding);
                }
                None => {
                    self.repeated += 1;
                    *known = known.take().or(name);
                }
            }
            return;
        }
        let seen = Seen { line, candidate: self.candidates.len(), original: original.to_owned() };
        self.seen.insert(id.clone(), seen);
        let original_id = Some(original).filter(|text| *text != id.as_str()).map(str::to_owned);
        self.candidates.push(Candidate { id, name, original_id });
    }

    /// The id of a row, or a message with a line of help.
    fn id(&self, text: &str, line: usize) -> Result<Id, (String, &'static str)> {
        const ROUNDED: &str = "format the column of the ids as text in the spreadsheet, and export it again";
        let id = self.header.columns.id;
        let shown: String = text.chars().take(40).collect();
        let odd = self.header.table.sheet.as_ref().and_then(|sheet| sheet.odd.get(&(line, id)));
        match odd {
            Some(Odd::Rounded) => return Err((rounded(&shown), ROUNDED)),
            Some(Odd::Fraction) => {
                return Err((format!("an id is a number with a fraction: `{shown}`"), ROUNDED));
            }
            Some(Odd::Day) => return Err((format!("an id is a day or a time: `{shown}`"), ROUNDED)),
            Some(Odd::Error) => {
                return Err((format!("the cell of an id has an error: `{shown}`"), "correct its formula"));
            }
            None if text.is_empty() => {
                let help = "give the candidate an id that says nothing about the person, such as `c-017`";
                return Err(("a candidate has no id".to_owned(), help));
            }
            None => {}
        }
        ids::convert(text).map_err(|wrong| match wrong {
            ids::Wrong::Email => (
                "an e-mail address cannot be an id, because ids become names of folders".to_owned(),
                "choose another column with `--id-column`, or give each candidate an id such as `c-017`",
            ),
            ids::Wrong::NotAscii => (
                format!("an id has letters or digits outside ASCII: `{shown}`"),
                "use the letters `a` to `z`, digits and hyphens: `c-017`",
            ),
            ids::Wrong::Rounded => (rounded(&shown), ROUNDED),
            ids::Wrong::Long(length) => (
                format!("an id has {length} characters, 64 are the most: `{shown}…`"),
                "is this the column of the ids? Name it with `--id-column`",
            ),
            ids::Wrong::Device => (
                format!("the id of a candidate is a name that Windows reserves for a device: `{shown}`"),
                "give the candidate another id, such as `c-017`",
            ),
            ids::Wrong::Signs => (
                format!("an id has neither a letter nor a digit: `{shown}`"),
                "use the letters `a` to `z`, digits and hyphens: `c-017`",
            ),
        })
    }

    /// The warning about ids that are made of the words of the name, if there are any.
    fn personal(&self) -> Option<Diagnostic> {
        let of_name = |c: &&Candidate| c.name.as_ref().is_some_and(|name| ids::is_of_name(&c.id, name));
        let found: Vec<&Candidate> = self.candidates.iter().filter(of_name).collect();
        let first = found.first()?;
        let message = match found.len() {
            1 => format!("the id `{}` is made of the words of the name", first.id),
            n => format!("{n} ids are made of the words of the name (first: `{}`)", first.id),
        };
        let finding = Diagnostic::new(&codes::PERSONAL_ID, message).in_file(self.header.table.source.name());
        Some(finding.help("ids become names of folders and affect the draw; choose ids that say nothing about the person, such as `c-017`"))
    }

    fn read(&self, name: &str, sheets: usize) -> RosterRead {
        let header = self.header;
        let shown = |n: usize| header.cells[n].trim().to_owned();
        let converted = || self.candidates.iter().filter(|c| c.original_id.is_some());
        let pair = |c: &Candidate| c.original_id.clone().map(|original| (original, c.id.to_string()));
        RosterRead {
            file: name.to_owned(),
            encoding: header.table.encoding.map(str::to_owned),
            sheet: header.table.sheet.as_ref().map(|sheet| sheet.name.clone()),
            sheets: if header.table.sheet.is_some() { sheets } else { 0 },
            header: header.line,
            id_column: shown(header.columns.id),
            name_columns: header.columns.names.iter().map(|n| shown(*n)).collect(),
            candidates: self.candidates.len(),
            unnamed: self.candidates.iter().filter(|c| c.name.is_none()).count(),
            converted: converted().count(),
            first_converted: converted().next().and_then(pair),
            repeated: self.repeated,
        }
    }
}

fn rounded(shown: &str) -> String {
    format!("an id is a number that the spreadsheet shows rounded: `{shown}`")
}

/// What two rows with the same id contradict each other in; `None` if they do not. Each row: its id as the roster
/// has it, and its name.
fn contradiction(id: &Id, first: (&str, &Option<String>), again: (&str, &Option<String>)) -> Option<String> {
    if first.0 != again.0 {
        return Some(format!("`{}` and `{}` both become the id `{id}`", first.0, again.0));
    }
    let differ = first.1.is_some() && again.1.is_some() && first.1 != again.1;
    differ.then(|| format!("the roster has candidate `{id}` twice, with different names"))
}

/// Reports findings up to the limit.
struct Slips<'s> {
    sink: &'s mut Sink,
    more: usize,
}

impl Slips<'_> {
    fn add(&mut self, finding: Diagnostic) {
        if self.sink.mark() < SHOWN {
            self.sink.report(finding);
        } else {
            self.more += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{RosterColumns, SHOWN, roster};
    use crate::diag::Sink;

    /// The message about the problems that are not listed, if a roster has these rows.
    fn rest(rows: &[&str]) -> Option<String> {
        let mut sink = Sink::new();
        let text = format!("id,name\n{}\n", rows.join("\n"));
        assert!(roster("people.csv", text.into_bytes(), &RosterColumns::default(), &mut sink).is_err());
        let found = sink.sorted();
        assert!(found.len() <= SHOWN + 1);
        let mut rest = found.iter().filter(|d| d.message.contains("not listed"));
        rest.next().map(|d| d.message.clone())
    }

    #[test]
    fn problems_beyond_the_limit_are_counted_one_by_one() {
        let shown = vec!["No\u{eb}l,Ana"; SHOWN];
        let with = |more: &[&str]| rest(&[shown.as_slice(), more].concat());
        assert_eq!(with(&[]), None);
        assert_eq!(with(&["c-1,Ana"]), None);
        assert_eq!(with(&["No\u{eb}l,Ana"]).as_deref(), Some("1 more problem in the roster is not listed"));
        // One row with two problems: a field too many, and no id.
        assert_eq!(
            with(&["No\u{eb}l,Ana,x"]).as_deref(),
            Some("2 more problems in the roster are not listed")
        );
    }
}
