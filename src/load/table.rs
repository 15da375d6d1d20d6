//! A table that people have. A sheet of a workbook becomes a text of rows too, so that places and messages are the
//! same for all tables.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diag::{Diagnostic, codes};
use crate::text::Source;

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
pub(super) fn encrypted(name: &str) -> Diagnostic {
    Diagnostic::new(&codes::BAD_ROSTER, format!("`{name}` is encrypted with a password"))
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
