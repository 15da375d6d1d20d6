//! Writes the cells of a sheet as a text with commas: a line for each row, so that line and row have the same number.

use std::collections::BTreeMap;

use crate::load::table::Odd;

/// How much all sheets of a workbook may have.
#[derive(Clone, Copy, Debug)]
pub(super) struct Room {
    cells: usize,
    bytes: usize,
}

impl Room {
    /// The room of a workbook: a roster of 100,000 rows and 30 columns, or a text of `bytes`.
    pub(super) fn new(bytes: usize) -> Room {
        Room { cells: 3_000_000, bytes }
    }
}

/// Why a cell cannot be added.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Full {
    /// There are too many cells.
    Cells,
    /// The text is too long.
    Text,
    /// It comes before a cell that was added.
    Order,
}

/// The text of a sheet.
pub(super) struct Lines {
    text: String,
    odd: BTreeMap<(usize, usize), Odd>,
    row: usize,
    /// The column that comes next.
    next: usize,
    room: Room,
    /// What a line end inside a cell becomes.
    line_end: char,
}

impl Lines {
    /// No line yet. `line_end`: what a line end inside a cell becomes.
    pub(super) fn new(room: Room, line_end: char) -> Lines {
        Lines { text: String::new(), odd: BTreeMap::new(), row: 0, next: 0, room, line_end }
    }

    /// Adds a cell. `at`: row and column, from 0.
    ///
    /// # Errors
    /// [`Full`] if the cell is not after the one before, or if there is no room for it.
    pub(super) fn put(
        &mut self,
        (row, column): (usize, usize),
        text: &str,
        odd: Option<Odd>,
    ) -> Result<(), Full> {
        if text.is_empty() {
            return Ok(());
        }
        if row < self.row || row == self.row && column < self.next {
            return Err(Full::Order);
        }
        let start = if row > self.row { 0 } else { self.next };
        // Quotation marks inside the text are doubled, and two stand around it.
        let signs = (row - self.row) + (column - start) + 1;
        let line_ends = text.matches('\n').count() * self.line_end.len_utf8();
        let needed = signs + 2 * text.len() + line_ends + 2;
        self.room.bytes = self.room.bytes.checked_sub(needed).ok_or(Full::Text)?;
        self.room.cells = self.room.cells.checked_sub(1).ok_or(Full::Cells)?;
        self.text.extend(std::iter::repeat_n('\n', row - self.row));
        // `next` counts the cells of the row so far, and a comma comes before every cell but the first.
        let commas = if start == 0 { column } else { column - start + 1 };
        self.text.extend(std::iter::repeat_n(',', commas));
        (self.row, self.next) = (row, column + 1);
        let line_end = self.line_end;
        let plain = text.chars().map(|c| match c {
            '\n' => line_end,
            c if c.is_control() => ' ',
            c => c,
        });
        if text.contains([',', '"']) {
            self.text.push('"');
            plain.for_each(|c| match c {
                '"' => self.text.push_str("\"\""),
                c => self.text.push(c),
            });
            self.text.push('"');
        } else {
            self.text.extend(plain);
        }
        if let Some(odd) = odd {
            self.odd.insert((row + 1, column), odd);
        }
        Ok(())
    }

    /// The room that is left for other sheets.
    pub(super) fn room(&self) -> Room {
        self.room
    }

    /// The text, and the odd cells by row (from 1) and column (from 0).
    pub(super) fn finish(self) -> (String, BTreeMap<(usize, usize), Odd>) {
        (self.text, self.odd)
    }
}

#[cfg(test)]
mod tests {
    use super::{Full, Lines, Room};

    #[test]
    fn a_row_is_a_line_and_a_cell_a_field() {
        let mut lines = Lines::new(Room::new(32 << 20), ' ');
        for (at, text) in [((1, 0), "a"), ((1, 2), "b, \"c\""), ((4, 1), "d\ne"), ((4, 2), "f")] {
            assert_eq!(lines.put(at, text, None), Ok(()));
        }
        assert_eq!(lines.put((3, 9), "late", None), Err(Full::Order));
        assert_eq!(lines.put((4, 2), "again", None), Err(Full::Order));
        assert_eq!(lines.put((40_000_000, 0), "far", None), Err(Full::Text));
        assert_eq!(lines.finish().0, "\na,,\"b, \"\"c\"\"\"\n\n\n,d e,f");
    }
}
