//! Words of a text with what stands before each.

use std::ops::Range;

/// A word.
#[derive(Clone, Debug)]
pub(super) struct Token<'a> {
    /// As written.
    pub(super) text: &'a str,
    /// In lower case, without accents.
    pub(super) low: String,
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// What stands between the word before it, or the start, and it.
    pub(super) gap: &'a str,
}

impl Token<'_> {
    /// True if a phrase ends before the word: at a comma, a bracket, a dash between spaces and the like.
    pub(super) fn breaks(&self) -> bool {
        is_break(self.gap)
    }

    /// True if only a slash, and spaces, stand before the word.
    pub(super) fn is_after_slash(&self) -> bool {
        self.gap.chars().any(|c| matches!(c, '/' | '／' | '⁄' | '∕')) && !self.breaks()
    }
}

fn is_break(gap: &str) -> bool {
    // A full stop after a short form, as in "Sr./Staff".
    let gap = gap.strip_prefix('.').unwrap_or(gap);
    gap.contains([',', ';', ':', '|', '(', ')', '[', ']', '–', '—', '•', '·', '.', '!', '?'])
        || gap.trim() == "-" && gap.len() > 1
}

/// The words of a text: letters, digits and `+`, `#` and apostrophes in them.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut all = Vec::new();
    let (mut from, mut start) = (0, None);
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '+' | '#' | '\'' | '’' | '_');
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (is_word(c), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                let word = &text[begin..at];
                let low = deunicode::deunicode(word).to_lowercase();
                all.push(Token { text: word, low, at: begin..at, gap: &text[from..begin] });
                (from, start) = (at, None);
            }
            _ => {}
        }
    }
    all
}
