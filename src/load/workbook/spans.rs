//! Finds out which cells of an ODS file are merged, and checks how many cells its sheets have. The format can repeat a
//! row a million times in a few bytes, and the reader of the cells makes them all.

use std::io::{BufReader, Cursor};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::package::{Refused, refused};
use crate::load::table::letters;

/// Limit of the cells of all sheets, with the empty ones between others.
const CELLS: u64 = 2_000_000;

/// First and last row (from 1) of merged cells, and how the sheet calls them.
type Area = (usize, usize, String);

/// Merged cells, as rows (from 1) and as words. `start`, `end`: row and column, from 0.
pub(super) fn area(start: (usize, usize), end: (usize, usize)) -> Area {
    let cell = |(row, column): (usize, usize)| format!("{}{}", letters(column), row + 1);
    (start.0 + 1, end.0 + 1, format!("{}:{}", cell(start), cell(end)))
}

/// A sheet as far as it was read.
#[derive(Default)]
struct Extent {
    merged: Vec<Area>,
    /// Rows so far, and how often the present one is repeated.
    rows: u64,
    repeat: u64,
    /// Cells of the present row so far.
    column: u64,
    /// The size of the part with content.
    height: u64,
    width: u64,
}

/// The merged cells of each sheet.
///
/// # Errors
/// [`Refused`] if the file is damaged, or if its sheets have too many cells.
pub(super) fn merged(bytes: &[u8]) -> Result<Vec<Vec<Area>>, Refused> {
    let damaged = |error: quick_xml::Error| Refused::Damaged(error.to_string());
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(refused)?;
    let content = archive.by_name("content.xml").map_err(refused)?;
    let mut reader = Reader::from_reader(BufReader::new(content));
    let mut buffer = Vec::new();
    let mut sheets: Vec<Extent> = Vec::new();
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer).map_err(damaged)?;
        let (tag, empty) = match &event {
            Event::Start(tag) => (tag, false),
            Event::Empty(tag) => (tag, true),
            Event::Eof => break,
            _ => continue,
        };
        if tag.name().0 == "table:table" {
            sheets.push(Extent::default());
        } else if let Some(sheet) = sheets.last_mut() {
            sheet.take(tag, empty)?;
        }
        let cells: u64 = sheets.iter().map(|s| s.height.saturating_mul(s.width)).fold(0, u64::saturating_add);
        if cells > CELLS {
            return Err(Refused::Large("its sheets have more than 2 million cells".to_owned()));
        }
    }
    Ok(sheets.into_iter().map(|sheet| sheet.merged).collect())
}

impl Extent {
    fn take(&mut self, tag: &BytesStart<'_>, empty: bool) -> Result<(), Refused> {
        match tag.name().0 {
            "table:table-row" => {
                self.rows = self.rows.saturating_add(self.repeat);
                self.repeat = number(tag, "table:number-rows-repeated")?;
                self.column = 0;
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let right = number(tag, "table:number-columns-spanned")? - 1;
                let down = number(tag, "table:number-rows-spanned")? - 1;
                if right > 0 || down > 0 {
                    let start = (self.rows as usize, self.column as usize);
                    let end = (start.0.saturating_add(down as usize), start.1.saturating_add(right as usize));
                    self.merged.push(area(start, end));
                }
                self.column = self.column.saturating_add(number(tag, "table:number-columns-repeated")?);
                let has = |name: &str| tag.try_get_attribute(name).ok().flatten().is_some();
                if !empty || has("office:value-type") || has("table:formula") {
                    self.width = self.width.max(self.column);
                    self.height = self.rows.saturating_add(self.repeat);
                }
            }
            _ => {}
        }
        Ok(())
    }
}

/// The number in an attribute; 1 if there is none.
fn number(tag: &BytesStart<'_>, name: &str) -> Result<u64, Refused> {
    let damaged = |what: String| Refused::Damaged(what);
    let Some(found) = tag.try_get_attribute(name).map_err(|error| damaged(error.to_string()))? else {
        return Ok(1);
    };
    let number = found.value.parse::<u32>().map_err(|error| damaged(format!("{name}: {error}")))?;
    Ok(u64::from(number.max(1)))
}

#[cfg(test)]
mod tests {
    use super::{area, letters};

    #[test]
    fn columns_and_areas_are_called_as_in_a_spreadsheet() {
        assert_eq!([0, 25, 26, 701, 702].map(letters), ["A", "Z", "AA", "ZZ", "AAA"]);
        assert_eq!(area((0, 0), (1, 2)), (1, 2, "A1:C2".to_owned()));
    }
}
