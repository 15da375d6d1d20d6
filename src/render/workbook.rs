//! A workbook (XLSX) with one sheet of texts. Its bytes depend only on the rows.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

use super::error::RenderError;

/// Limit of characters in a cell of a workbook.
const MOST: usize = 32_767;
/// The widest column, in characters.
const WIDEST: usize = 60;

/// A workbook with a sheet of this name. The first row has the headings. Every cell is a text, so no cell is a formula; the
/// characters after the 32,767th of a cell are left out, because no workbook can hold them.
///
/// # Errors
/// [`RenderError::Workbook`] if there are more rows than a sheet can hold.
pub fn workbook(sheet: &str, rows: &[Vec<String>]) -> Result<Vec<u8>, RenderError> {
    made(sheet, rows).map_err(|error| RenderError::Workbook(error.to_string()))
}

fn made(sheet: &str, rows: &[Vec<String>]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // The crate would write the time of the clock.
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let page = book.add_worksheet();
    page.set_name(sheet)?;
    let (head, body) = (Format::new().set_bold(), Format::new().set_text_wrap());
    for (n, row) in rows.iter().enumerate() {
        let format = if n == 0 { &head } else { &body };
        let line = u32::try_from(n).map_err(|_| XlsxError::RowColumnLimitError)?;
        for (column, cell) in row.iter().enumerate() {
            let column = u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?;
            let text: String = cell.chars().take(MOST).collect();
            if text.is_empty() {
                continue;
            }
            page.write_string_with_format(line, column, text, format)?;
        }
    }
    for column in 0..rows.first().map_or(0, Vec::len) {
        let longest = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count()).max();
        let width = longest.unwrap_or(0).clamp(8, WIDEST) as f64 + 2.0;
        page.set_column_width(u16::try_from(column).map_err(|_| XlsxError::RowColumnLimitError)?, width)?;
    }
    page.set_freeze_panes(1, 0)?;
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::workbook;

    #[test]
    fn the_same_rows_give_the_same_bytes() {
        let rows = vec![vec!["a".to_owned(), "b".to_owned()], vec!["=1+1".to_owned(), String::new()]];
        let first = workbook("Scores", &rows).expect("made");
        assert!(first.starts_with(b"PK") && first == workbook("Scores", &rows).expect("made"));
    }
}
