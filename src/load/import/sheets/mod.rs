//! Reads tables in which each row is a question: text with separators, and the sheets of workbooks.

mod directives;
mod header;
mod merged;
mod row;

pub(super) use row::{anchor, count, one_line, parts};

use self::header::Header;
use self::merged::Merged;
use self::row::cell_text;
use super::asks::asks_somewhere;
use super::columns::Column;
use super::keys::Key;
use super::options::{ImportOptions, Target};
use super::points::words;
use super::raw::{Part, Raw, Reading};
use super::values::Values;
use crate::diag::{Diagnostic, Reported, Sink};
use crate::load::cursor::Cursor;
use crate::load::table::{Odd, QUESTIONS, Table, letters, records};
use crate::model::{Bank, Became, ColumnRead, HeadingRead, LinesRead, SheetRead};

/// Reads the questions of all tables.
///
/// # Errors
/// [`Reported`] if no table has a column of questions, or if cells cannot be read rightly.
pub(super) fn read(
    name: &str,
    tables: &[Table],
    options: &ImportOptions,
    bank: &Bank,
    sink: &mut Sink,
) -> Result<Reading, Reported> {
    let headers = header::find(name, tables, options, bank, sink)?;
    let mut reading = Reading::default();
    reading.read.encoding = tables.first().and_then(|t| t.encoding).map(str::to_owned);
    let several = headers.iter().flatten().count() > 1;
    for (n, (table, header)) in tables.iter().zip(&headers).enumerate() {
        let sheet = Rows {
            table,
            header: header.as_ref(),
            reading: &mut reading,
            sheet: n,
            several,
            values: Values::of(bank),
        };
        sheet.read(sink)?;
    }
    Ok(reading)
}

struct Rows<'t, 'r> {
    table: &'t Table,
    header: Option<&'t Header<'t>>,
    reading: &'r mut Reading,
    sheet: usize,
    /// Whether several sheets have questions.
    several: bool,
    values: Values,
}

impl Rows<'_, '_> {
    fn read(mut self, sink: &mut Sink) -> Result<(), Reported> {
        let source = &self.table.source;
        let delimiter = self.header.map_or(self.table.delimiters[0], |h| h.delimiter);
        let skip = self.header.map_or(usize::MAX, |h| h.skip);
        let header = self.header.and_then(|h| h.record);
        let before = self.reading.raws.len();
        let mut filled = vec![0; self.header.map_or(0, |h| h.columns.len())];
        let mut line_of_header = None;
        let mut section = self.sheet_name();
        let mut wrong = Vec::new();
        let mut cursor = Cursor::new(source);
        let columns = self.header.map_or(&[][..], |h| &h.columns);
        let mut merged = Merged::of(self.table.sheet.as_ref(), columns);
        for (n, record) in records(source, delimiter).enumerate() {
            let record = match record {
                Ok(record) => record,
                Err(error) => return Err(sink.report(cursor.broken(&error, &QUESTIONS))),
            };
            let cells: Vec<&str> = record.iter().collect();
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let byte = record.position().map_or(0, |p| p.byte() as usize);
            let (line, place) = cursor.line_from(byte);
            if header == Some(n) {
                line_of_header = Some(line);
            } else if n < skip {
                let why = if self.header.is_some() {
                    "above the first row"
                } else {
                    "the sheet has no column of questions"
                };
                self.aside(line, &cells, why);
            } else if let Some(header) = self.header {
                let mut texts: Vec<String> = cells.iter().map(|cell| (*cell).to_owned()).collect();
                merged.fill(line, &mut texts);
                let cells: Vec<&str> = texts.iter().map(String::as_str).collect();
                if let Some(cell) = odd_id(self.table, header, &cells, line) {
                    wrong.push((cell, place));
                }
                self.row(header, &cells, line, &mut section, &mut filled);
            }
        }
        if let Some((_, place)) = wrong.first() {
            return Err(sink.report(rounded(&wrong, place)));
        }
        self.report(line_of_header, before, &filled);
        Ok(())
    }

    fn name(&self) -> Option<String> {
        self.table.sheet.as_ref().map(|sheet| sheet.name.clone())
    }

    /// The name of the sheet, if it names the competency of its questions: no column does, and it is a competency of the
    /// bank, or there are several such sheets with names that people gave.
    fn sheet_name(&mut self) -> Option<String> {
        let header = self.header?;
        let name = self.name()?;
        let own = header.columns.iter().any(|c| c.target == Target::Key(Key::Competency));
        let plain = words(&name);
        let given = !["sheet", "table", "tabelle", "blatt", "feuil", "feuille", "hoja", "list"]
            .contains(&plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' '));
        let names = self.values.heading(&name).is_some() || self.several && given;
        if own || !names {
            return None;
        }
        let text = self.section(&name, 1);
        if let Some(read) = self.reading.read.headings.last_mut() {
            let near = if read.why.is_some() { ", which is nearly the same" } else { "" };
            read.why = Some(format!("the name of the sheet{near}"));
        }
        Some(text)
    }

    /// A row that is no question.
    fn aside(&mut self, line: usize, cells: &[&str], why: &str) {
        let texts: Vec<String> =
            cells.iter().map(|c| one_line(&cell_text(c))).filter(|c| !c.is_empty()).collect();
        let (sheet, text) = (self.name(), texts.join(" | "));
        let lines = &mut self.reading.read.lines;
        lines.push(LinesRead { sheet, line, text, became: Became::Comment, why: Some(why.to_owned()) });
    }

    fn row(
        &mut self,
        header: &Header<'_>,
        cells: &[&str],
        line: usize,
        section: &mut Option<String>,
        filled: &mut Vec<usize>,
    ) {
        let texts: Vec<&str> = cells.iter().map(|c| c.trim()).filter(|c| !c.is_empty()).collect();
        let prompt = header.columns.iter().position(Column::is_prompt);
        let asked = prompt.and_then(|n| cells.get(n)).is_some_and(|cell| !cell.trim().is_empty());
        let first = cells.iter().position(|cell| !cell.trim().is_empty()).unwrap_or(0);
        // A row with one text only: the name of the part that follows.
        if let [only] = texts.as_slice()
            && header.columns.len() > 1
        {
            let of_competency =
                header.columns.get(first).is_some_and(|c| c.target == Target::Key(Key::Competency));
            let is_name = match asked {
                true => !asks_somewhere(only) && self.values.heading(only).is_some(),
                false => of_competency || first == 0,
            };
            if is_name {
                *section = Some(self.section(only, line));
                return;
            }
        }
        let parts = parts(&header.columns, cells);
        if !asked {
            let continues = |part: &Part| part.key.is_list() || part.key == Key::Anchors;
            match self.reading.raws.last_mut().filter(|raw| raw.sheet == self.sheet) {
                Some(raw) if parts.iter().all(continues) => {
                    raw.parts.extend(parts);
                    count(cells, filled);
                }
                _ => self.aside(line, cells, "the row has no question"),
            }
            return;
        }
        count(cells, filled);
        let mut raw = Raw { line, sheet: self.sheet, parts };
        if let Some(section) = section.as_ref().filter(|_| raw.first(Key::Competency).is_none()) {
            raw.parts.push(Part::new(Key::Competency, section.clone(), format!("heading `{section}`")));
        }
        self.reading.raws.push(raw);
    }

    /// A heading between rows.
    fn section(&mut self, text: &str, line: usize) -> String {
        let text = one_line(&cell_text(text));
        let found = self.values.heading(&text);
        let heading = HeadingRead {
            sheet: self.name(),
            line,
            level: 0,
            text: text.clone(),
            became: if found.is_some() { Became::Competency } else { Became::UnknownCompetency },
            why: found.as_ref().filter(|v| v.near).map(|_| "its name is nearly the same".to_owned()),
            key: found.map(|value| value.text),
        };
        self.reading.read.headings.push(heading);
        text
    }

    fn report(&mut self, line: Option<usize>, before: usize, filled: &[usize]) {
        let sheet = self.name();
        let questions = self.reading.raws.len() - before;
        self.reading.read.sheets.push(SheetRead { sheet: sheet.clone(), header: line, questions });
        let Some(header) = self.header else { return };
        for (n, cells) in filled.iter().enumerate() {
            let column = header.columns.get(n);
            let name = column.map(|c| c.name.clone()).unwrap_or_default();
            if *cells == 0 && name.is_empty() {
                continue;
            }
            let (became, key) = match column {
                _ if *cells == 0 => (Became::Empty, None),
                Some(column) => column.fate(),
                None => (Became::Comment, None),
            };
            let why = column.map_or(Some("the header has no such column".to_owned()), |c| c.why.clone());
            let read =
                ColumnRead { sheet: sheet.clone(), column: n + 1, name, became, key, why, filled: *cells };
            self.reading.read.columns.push(read);
        }
    }
}

/// The cell of an id whose text is not what the person sees, with its text.
fn odd_id(table: &Table, header: &Header<'_>, cells: &[&str], line: usize) -> Option<String> {
    let column = header.columns.iter().position(|c| c.target == Target::Key(Key::Id))?;
    let text = cells.get(column)?.trim();
    let odd = table.sheet.as_ref().and_then(|sheet| sheet.odd.get(&(line, column)));
    let scientific = || {
        let (number, power) = text.split_once(['E', 'e'])?;
        let digits =
            number.chars().all(|c| c.is_ascii_digit() || ".,".contains(c)) && number.contains(['.', ',']);
        let power = power.trim_start_matches(['+', '-']);
        (digits && !power.is_empty() && power.chars().all(|c| c.is_ascii_digit())).then_some(())
    };
    let is_odd = match odd {
        Some(Odd::Rounded | Odd::Fraction | Odd::Day | Odd::Error) => true,
        None => scientific().is_some(),
    };
    is_odd.then(|| match &table.sheet {
        Some(sheet) => format!("cell {}{line} of sheet `{}`: `{text}`", letters(column), sheet.name),
        None => format!("line {line}, column {}: `{text}`", column + 1),
    })
}

fn rounded(wrong: &[(String, crate::text::Place)], place: &crate::text::Place) -> Diagnostic {
    let message = match wrong.len() {
        1 => "an id is a number that the spreadsheet shows rounded or changed".to_owned(),
        n => format!("{n} ids are numbers that the spreadsheet shows rounded or changed"),
    };
    let cells: Vec<&str> = wrong.iter().take(10).map(|(cell, _)| cell.as_str()).collect();
    Diagnostic::new(QUESTIONS.code, message)
        .at(place, wrong.first().map(|(cell, _)| cell.clone()).unwrap_or_default())
        .help(format!("the cells: {}", cells.join("; ")))
        .help(
            "format the column of the ids as text in the spreadsheet, correct these cells, and save it again",
        )
}
