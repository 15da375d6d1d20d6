//! The sheet to fill in: a header with every name that the import understands.

use super::keys::Key;
use crate::text::csv_row;

/// A line of CSV with the names of all columns, those of anchors for each of `scores`.
pub fn import_template(scores: &[u8]) -> String {
    let mut names: Vec<String> = Vec::new();
    for (key, word) in Key::ALL {
        match key {
            Key::Anchors => names.extend(scores.iter().map(u8::to_string)),
            _ => names.push(word.to_owned()),
        }
    }
    csv_row(&names)
}
