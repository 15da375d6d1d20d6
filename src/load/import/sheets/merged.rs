//! Merged cells below the header: the text of several rows, which the sheet has in the first of them only.

use std::collections::BTreeMap;

use crate::load::import::columns::Column;
use crate::load::import::keys::Key;
use crate::load::import::options::Target;
use crate::load::table::{Sheet, letters};

/// Keys whose merged cells count for each of their rows.
const DOWN: &[Key] = &[
    Key::Competency,
    Key::Depth,
    Key::Levels,
    Key::Type,
    Key::Minutes,
    Key::Difficulty,
    Key::Also,
    Key::Family,
    Key::Status,
    Key::Source,
];

/// The texts of merged cells that go on, by column: the last row, and the text.
#[derive(Debug, Default)]
pub(super) struct Merged {
    open: BTreeMap<usize, (usize, String)>,
    /// By first row: last row and column.
    areas: BTreeMap<usize, Vec<(usize, usize)>>,
}

impl Merged {
    /// The merged cells of a sheet that are one column wide and have a key of [`DOWN`].
    pub(super) fn of(sheet: Option<&Sheet>, columns: &[Column]) -> Merged {
        let mut found = Merged::default();
        for (from, to, name) in sheet.iter().flat_map(|sheet| &sheet.merged) {
            let of = |cell: &str| cell.trim_end_matches(|c: char| c.is_ascii_digit()).to_owned();
            let Some((start, end)) = name.split_once(':').map(|(a, b)| (of(a), of(b))) else { continue };
            let known = |n: &usize| matches!(&columns[*n].target, Target::Key(key) if DOWN.contains(key));
            let column = (0..columns.len().min(1000)).filter(known).find(|n| letters(*n) == start);
            if let Some(column) = column.filter(|_| start == end && to > from) {
                found.areas.entry(*from).or_default().push((*to, column));
            }
        }
        found
    }

    /// The cells of a row, with the texts of merged cells that began above it.
    pub(super) fn fill(&mut self, line: usize, cells: &mut Vec<String>) {
        self.open.retain(|_, (last, _)| *last >= line);
        for (column, (_, text)) in &self.open {
            if cells.len() <= *column {
                cells.resize(column + 1, String::new());
            }
            if cells[*column].trim().is_empty() {
                cells[*column].clone_from(text);
            }
        }
        for (last, column) in self.areas.remove(&line).unwrap_or_default() {
            if let Some(text) = cells.get(column).filter(|text| !text.trim().is_empty()) {
                self.open.insert(column, (last, text.clone()));
            }
        }
    }
}
