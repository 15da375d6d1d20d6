//! Reads the rows of a sheet into which paper forms were typed. One sheet may have many seats; each row is one slot.

use std::collections::BTreeMap;

use super::code::{FormCode, Unreadable};
use super::filled::{Filled, FilledSlot, Mark, line_feeds};
use crate::text::{did_you_mean, nearest, short, unguarded};

/// The headings of a sheet, in their order.
pub const SHEET_HEADINGS: [&str; 15] = [
    "req",
    "candidate",
    "kit",
    "round",
    "interviewer",
    "slot",
    "question",
    "rating",
    "reason",
    "notes",
    "evidence",
    "recommendation",
    "summary",
    "conflict",
    "complete",
];
/// The headings without which rows cannot be read.
pub const SHEET_NEEDS: [&str; 5] = ["req", "kit", "round", "slot", "rating"];

/// One seat of a sheet.
#[derive(Debug)]
pub struct SheetSeat {
    /// The number of its first row, from 1.
    pub row: usize,
    /// Its form, or why it cannot be read; `None` if nothing was typed into its rows.
    pub form: Result<Option<Filled>, Unreadable>,
}

/// Reads the seats of a sheet in the order of their first rows. `header`: the headings in small letters; `rows`: each row
/// with its number.
pub fn sheet(header: &[String], rows: &[(usize, Vec<String>)]) -> Vec<SheetSeat> {
    let columns: Vec<Option<&'static str>> =
        header.iter().map(|name| SHEET_HEADINGS.into_iter().find(|known| known == name)).collect();
    let twice = |name: &&&str| columns.iter().filter(|column| **column == Some(**name)).count() > 1;
    if let Some(name) = SHEET_HEADINGS.iter().find(|name| twice(name)) {
        let message = format!("the sheet has the column `{name}` twice: remove or rename one of them");
        return vec![SheetSeat { row: 1, form: Err(Unreadable::new(FormCode::Unreadable, message)) }];
    }
    let unread: Vec<String> = header
        .iter()
        .zip(&columns)
        .filter(|(name, column)| column.is_none() && !name.is_empty())
        .map(|(name, _)| {
            let meant = nearest(name, SHEET_HEADINGS)
                .map_or_else(String::new, |near| format!(" ({})", did_you_mean(near)));
            format!("the column `{name}`{meant} is not read")
        })
        .collect();
    let mut seats: Vec<(Key, Vec<Row<'_>>)> = Vec::new();
    let mut places: BTreeMap<Key, usize> = BTreeMap::new();
    for (number, cells) in rows {
        if cells.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let row = Row { number: *number, cells, columns: &columns };
        let key =
            ["req", "candidate", "kit", "round", "interviewer"].map(|name| row.get(name).trim().to_owned());
        match places.get(&key) {
            Some(at) => seats[*at].1.push(row),
            None => {
                places.insert(key.clone(), seats.len());
                seats.push((key, vec![row]));
            }
        }
    }
    let read = |(key, rows): (Key, Vec<Row<'_>>)| {
        let number = rows.first().map_or(0, |row| row.number);
        let form = seat(&key, &rows).map(|form| {
            form.map(|mut form| {
                form.notes.extend(unread.iter().cloned());
                form
            })
        });
        let [_, candidate, _, round, interviewer] = &key;
        let seat =
            [candidate, round, interviewer].map(|name| Some(name.as_str()).filter(|name| !name.is_empty()));
        let form = form.map_err(|error| error.of_seat(seat, None));
        SheetSeat { row: number, form }
    };
    seats.into_iter().map(read).collect()
}

/// What makes rows those of one seat: `req`, `candidate`, `kit`, `round`, `interviewer`.
type Key = [String; 5];

struct Row<'r> {
    number: usize,
    cells: &'r [String],
    columns: &'r [Option<&'static str>],
}

impl Row<'_> {
    /// The text of a cell without the guard against formulas; empty if there is no such column.
    fn get(&self, name: &str) -> &str {
        let at = self.columns.iter().position(|column| *column == Some(name));
        let cell = at.and_then(|at| self.cells.get(at)).map_or("", String::as_str);
        unguarded(cell)
    }

    fn wrong(&self, code: FormCode, what: &str) -> Unreadable {
        Unreadable::new(code, format!("row {}: {what}", self.number))
    }
}

fn seat(key: &Key, rows: &[Row<'_>]) -> Result<Option<Filled>, Unreadable> {
    let typed =
        ["rating", "reason", "notes", "evidence", "recommendation", "summary", "conflict", "complete"];
    if rows.iter().all(|row| typed.iter().all(|name| row.get(name).trim().is_empty())) {
        return Ok(None);
    }
    let mut filled = Filled::default();
    for (name, value) in ["req", "candidate", "kit", "round", "interviewer"].into_iter().zip(key) {
        if !value.is_empty() {
            filled.facts.insert(name.to_owned(), value.clone());
        }
    }
    for row in rows {
        let slot = row.get("slot").trim();
        if slot.is_empty() {
            return Err(row.wrong(FormCode::UnknownSlot, "the cell of the slot is empty"));
        }
        let one = FilledSlot {
            rating: Mark::of_value(rating(row.get("rating"))),
            reason: Some(row.get("reason").trim().to_owned()).filter(|reason| !reason.is_empty()),
            notes: line_feeds(row.get("notes")),
            evidence: line_feeds(row.get("evidence")),
        };
        if filled.slots.insert(slot.to_owned(), one).is_some() {
            return Err(row.wrong(FormCode::TwoTicked, &format!("`{slot}` is there twice for this seat")));
        }
    }
    filled.recommendation = Mark::of_value(rating(single(rows, "recommendation")?));
    filled.summary = line_feeds(single(rows, "summary")?);
    filled.conflict = truth(rows, "conflict")?;
    filled.complete = truth(rows, "complete")? == Some(true);
    Ok(Some(filled))
}

/// The text of a rating cell in the form of other files.
fn rating(cell: &str) -> String {
    let cell = cell.trim();
    let is_na = ["na", "n/a"].iter().any(|na| cell.eq_ignore_ascii_case(na));
    if is_na { "na".to_owned() } else { cell.to_owned() }
}

/// A cell that the rows of a seat fill in at most once; empty if none does.
fn single<'r>(rows: &'r [Row<'_>], name: &str) -> Result<&'r str, Unreadable> {
    let mut found = "";
    for row in rows {
        let cell = row.get(name);
        if cell.trim().is_empty() || cell == found {
            continue;
        }
        if !found.is_empty() {
            return Err(row.wrong(
                FormCode::TwoTicked,
                &format!("`{name}` is there twice for this seat, with different texts"),
            ));
        }
        found = cell;
    }
    Ok(found)
}

fn truth(rows: &[Row<'_>], name: &str) -> Result<Option<bool>, Unreadable> {
    let cell = single(rows, name)?.trim().to_lowercase();
    match cell.as_str() {
        "" => Ok(None),
        "yes" | "y" | "true" | "x" | "1" => Ok(Some(true)),
        "no" | "n" | "false" | "0" => Ok(Some(false)),
        _ => {
            let row = rows.iter().find(|row| !row.get(name).trim().is_empty()).map_or(0, |row| row.number);
            let message = format!("row {row}: `{name}` is `{}`: write `yes` or `no`", short(&cell));
            Err(Unreadable::new(FormCode::Unreadable, message))
        }
    }
}
