//! A table that people have. A sheet of a workbook becomes a text of rows too, so that places and messages are the
//! same for all tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use deunicode::deunicode;

use super::files::MAX_BYTES;
use crate::diag::codes::Code;
use crate::diag::{Diagnostic, codes};
use crate::text::Source;

/// What a table is read for.
#[derive(Debug)]
pub(super) struct Purpose {
    /// The code of findings about it.
    pub(super) code: &'static Code,
    /// The code of the finding about a workbook with a password.
    pub(super) encrypted: &'static Code,
    /// What messages call it.
    pub(super) called: &'static str,
    /// What a line end inside a cell of a sheet becomes, because each row of the sheet is one line.
    pub(super) line_end: char,
    /// Limit of its text, in bytes.
    pub(super) most: usize,
}

impl Purpose {
    /// A purpose with one code for all findings, and room for 8 MB.
    const fn of(code: &'static Code, called: &'static str, line_end: char) -> Purpose {
        Purpose { code, encrypted: code, called, line_end, most: 8 * 1024 * 1024 }
    }
}

/// Candidates.
pub(super) static ROSTER: Purpose =
    Purpose { most: MAX_BYTES as usize, ..Purpose::of(&codes::BAD_ROSTER, "the roster", ' ') };

/// Questions to import. Line ends separate the items of a cell. A bank of 10,000 questions has 6.5 MB.
pub(super) static QUESTIONS: Purpose = Purpose::of(&codes::BAD_QUESTIONS, "the list of questions", LINE_END);

/// Scores that were typed from paper forms. The line end in a cell becomes a noncharacter, because notes may have any other
/// character.
pub(super) static SCORES: Purpose = Purpose {
    encrypted: &codes::ENCRYPTED,
    ..Purpose::of(&codes::UNREADABLE, "the sheet of scores", NONCHARACTER)
};

/// A practice sheet that a rater filled in.
pub(super) static PRACTICE: Purpose =
    Purpose::of(&codes::BAD_PRACTICE_SHEET, "the practice sheet", NONCHARACTER);

/// A character that no text has.
const NONCHARACTER: char = '\u{fdd0}';

/// A line end inside a cell of a sheet (LINE SEPARATOR).
pub(super) const LINE_END: char = '\u{2028}';

/// The header of a table is one of so many rows, because a sheet may begin with a title.
pub(super) const FIRST_ROWS: usize = 10;

/// The records of a text, the header among them.
pub(super) fn records(source: &Arc<Source>, delimiter: u8) -> csv::StringRecordsIntoIter<&[u8]> {
    let mut builder = csv::ReaderBuilder::new();
    builder.flexible(true).has_headers(false).delimiter(delimiter);
    builder.from_reader(source.text().as_bytes()).into_records()
}

/// One table, as text.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) source: Arc<Source>,
    /// What may separate its columns, the likeliest first.
    pub(super) delimiters: &'static [u8],
    /// The encoding of the file, if it is not UTF-8.
    pub(super) encoding: Option<&'static str>,
    /// `None` for a text.
    pub(super) sheet: Option<Sheet>,
}

/// What the text of a sheet does not show.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub(super) name: String,
    /// Cells whose text is not what the person sees, by row (from 1) and column (from 0).
    pub(super) odd: BTreeMap<(usize, usize), Odd>,
    /// First and last row (from 1) of merged cells, and how the sheet calls them: `A1:C1`.
    pub(super) merged: Vec<(usize, usize, String)>,
}

/// A cell whose text is not exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Odd {
    /// A number of so many digits that a sheet shows it rounded.
    Rounded,
    /// A number with a fraction.
    Fraction,
    /// A day or a time.
    Day,
    /// An error such as `#REF!`.
    Error,
}

/// The finding for a workbook with a password.
pub(super) fn encrypted(name: &str, purpose: &Purpose) -> Diagnostic {
    Diagnostic::new(purpose.encrypted, format!("`{name}` is encrypted with a password"))
        .in_file(name)
        .help("save it without a password, or export it as CSV")
}

/// How a spreadsheet calls a column, from 0: `A`, `Z`, `AA`.
pub(super) fn letters(column: usize) -> String {
    let last = char::from(b'A' + (column % 26) as u8);
    match column / 26 {
        0 => last.to_string(),
        more => format!("{}{last}", letters(more - 1)),
    }
}

/// The name of a column in small letters without accents, spaces and signs; `#` is a number.
pub(super) fn plain(cell: &str) -> String {
    // A header is short. A long cell is a text, and is not worth the work.
    if cell.len() > 200 {
        return String::new();
    }
    let text = deunicode(&cell.replace('#', "number")).to_lowercase();
    text.chars().filter(char::is_ascii_alphanumeric).collect()
}
