//! Turns the cells of a row into the texts of a question. The tables of a page use it as well.

use crate::load::import::columns::Column;
use crate::load::import::keys::Key;
use crate::load::import::options::Target;
use crate::load::import::points::leading;
use crate::load::import::raw::Part;
use crate::load::import::split::{items, with_line_ends};
use crate::text::unguarded;

/// The texts of a row.
pub(in crate::load::import) fn parts(columns: &[Column], cells: &[&str]) -> Vec<Part> {
    let mut found = Vec::new();
    for (n, cell) in cells.iter().enumerate() {
        let text = cell_text(cell);
        if text.is_empty() {
            continue;
        }
        let Some(column) = columns.get(n) else {
            found.push(Part::new(Key::Note, one_line(&text), format!("column {}", n + 1)));
            continue;
        };
        let from = column.from(n);
        match &column.target {
            Target::Point(point) => {
                found.push(Part {
                    key: Key::Anchors,
                    point: Some(point.clone()),
                    text: one_line(&text),
                    from,
                });
            }
            Target::Key(Key::Anchors) => found.extend(items(&text).iter().map(|item| anchor(item, &from))),
            Target::Key(key) if key.is_list() && *key != Key::Note => {
                found.extend(items(&text).into_iter().map(|item| Part::new(*key, item, from.clone())));
            }
            Target::Key(key) => found.push(Part::new(*key, one_line(&text), from)),
        }
    }
    found
}

/// An anchor from a text that begins with its point; otherwise a comment.
pub(in crate::load::import) fn anchor(text: &str, from: &str) -> Part {
    match leading(text) {
        Some((point, rest)) => {
            Part { key: Key::Anchors, point: Some(point), text: rest.to_owned(), from: from.to_owned() }
        }
        None => Part::new(Key::Note, text, from),
    }
}

/// The text of a cell. An apostrophe before a sign that would begin a formula is no text: programs write it so that a
/// spreadsheet does not run the formula.
pub(super) fn cell_text(cell: &str) -> String {
    with_line_ends(unguarded(cell.trim())).trim().to_owned()
}

/// A text without line ends.
pub(in crate::load::import) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Counts the cells with text by column. `filled` grows if the row is longer.
pub(in crate::load::import) fn count(cells: &[&str], filled: &mut Vec<usize>) {
    for (n, _) in cells.iter().enumerate().filter(|(_, cell)| !cell.trim().is_empty()) {
        if filled.len() <= n {
            filled.resize(n + 1, 0);
        }
        filled[n] += 1;
    }
}
