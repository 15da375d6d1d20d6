//! The first words of a text: `Red flags: blames`, `**Follow-ups**`, `Question 3: …`; and the texts of a paragraph.

use super::blocks::Text;
use crate::load::import::asks::asks;
use crate::load::import::keys::Key;
use crate::load::import::points::{leading, words};
use crate::load::import::split::unnumbered;
use crate::load::import::synonyms::key;
use crate::load::table::LINE_END;

/// First words that mean a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Lead {
    pub(super) key: Key,
    /// The words.
    pub(super) name: String,
    /// The text after them; empty if there is none.
    pub(super) rest: String,
}

/// Whether a key may be a heading above texts.
pub(super) fn heads(key: Key) -> bool {
    key.is_list() || matches!(key, Key::Anchors | Key::Prompt)
}

/// The first words of a text, if they mean a key. `bold`: how many bytes at its beginning are bold.
pub(super) fn lead(text: &str, bold: usize) -> Option<Lead> {
    let make = |name: &str, rest: &str| {
        let name = name.trim().trim_end_matches([':', '.', '?', ' ', '\u{a0}']);
        let rest = rest.trim_start_matches([':', '-', '\u{2013}', '\u{2014}', ' ', '\u{a0}', '\n']).trim();
        let key = key(name)?;
        let alone = rest.is_empty() && !heads(key);
        (!alone).then(|| Lead { key, name: name.to_owned(), rest: rest.to_owned() })
    };
    if bold > 0
        && let (Some(name), Some(rest)) = (text.get(..bold), text.get(bold..))
        && let Some(found) = make(name, rest)
    {
        return Some(found);
    }
    if let Some((name, rest)) = text.split_once(':')
        && name.len() <= 60
        && let Some(found) = make(name, rest)
    {
        return Some(found);
    }
    // A line of its own, such as `Red flags`.
    let alone = text.len() <= 60 && text.split(' ').count() > 1;
    make(text, "").filter(|lead| alone && lead.key != Key::Note)
}

/// The text after `3.`, `Question 3:` or `Q3)`; `None` if it does not begin so.
pub(super) fn numbered(text: &str) -> Option<&str> {
    let digits = text.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit());
    unnumbered(text).filter(|_| digits).or_else(|| question_number(text))
}

/// The text after `Question 3:` or `Q3)`; `None` if it does not begin so.
pub(super) fn question_number(text: &str) -> Option<&str> {
    let end = text.char_indices().take(24).find(|(_, c)| ":.)-\u{2013}\u{2014}".contains(*c))?.0;
    let plain = words(&text[..end]);
    let stem = plain.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let known = ["question", "q", "frage", "pregunta"].contains(&stem) && stem.len() < plain.len();
    let rest = text[end..].trim_start_matches([':', '.', ')', '-', '\u{2013}', '\u{2014}', ' ']);
    (known && !rest.is_empty()).then_some(rest)
}

/// A text of a paragraph or item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) text: String,
    /// How many bytes at its beginning are bold.
    pub(super) bold: usize,
    /// How many lines it is below the beginning of the paragraph.
    pub(super) down: usize,
}

/// The texts of a paragraph or item: a line that begins with first words, a number or a score, or after a line end, is a
/// text of its own; other lines continue the text before them.
pub(super) fn texts(paragraph: &Text) -> Vec<Piece> {
    let mut found: Vec<Piece> = Vec::new();
    let mut hard = true;
    let (mut at, mut down) = (0, 0);
    for line in paragraph.text.split_inclusive(['\n', '\u{b}', LINE_END]) {
        let text = line.trim();
        let bold = if at == 0 { paragraph.bold.min(text.len()) } else { 0 };
        at += line.len();
        let after_lead = || {
            let last = found.last().filter(|piece| piece.text.len() <= 120);
            last.is_some_and(|piece| lead(&piece.text, piece.bold).is_some_and(|l| l.rest.is_empty()))
        };
        let begins = || {
            lead(text, 0).is_some()
                || numbered(text)
                    .or_else(|| unnumbered(text))
                    .or_else(|| leading(text).map(|l| l.1))
                    .is_some()
        };
        // A line that asks after a line that asked, or after a colon, is another question.
        let asked = || {
            let ended = found.last().is_some_and(|piece| piece.text.ends_with(['?', ':']));
            ended && !text.starts_with(char::is_lowercase) && asks(text)
        };
        let own = hard || begins() || after_lead() || asked();
        match found.last_mut() {
            _ if text.is_empty() => {}
            Some(piece) if !own => {
                piece.text.push(' ');
                piece.text.push_str(text);
            }
            _ => found.push(Piece { text: text.to_owned(), bold, down }),
        }
        hard = line.ends_with(['\n', LINE_END]);
        down += usize::from(line.ends_with(['\n', '\u{b}']));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Key, Text, lead, numbered, texts};

    #[test]
    fn first_words_are_found_bold_or_before_a_colon() {
        let found = |text: &str, bold: usize| lead(text, bold).map(|l| (l.key, l.rest));
        assert_eq!(found("Red flags: blames", 0), Some((Key::RedFlags, "blames".to_owned())));
        assert_eq!(found("What to look for", 16), Some((Key::ListenFor, String::new())));
        assert_eq!(found("Follow-ups", 10), Some((Key::Probes, String::new())));
        assert_eq!(found("Red flags \u{2013} blames", 9), Some((Key::RedFlags, "blames".to_owned())));
        assert_eq!(found("Time: 10 minutes", 0), Some((Key::Minutes, "10 minutes".to_owned())));
        assert_eq!(found("Time", 4), None);
        assert_eq!(found("Tell me: why?", 0), None);
        assert_eq!(numbered("Question 3: Why?"), Some("Why?"));
        assert_eq!(numbered("12. Why?"), Some("Why?"));
        assert_eq!(numbered("Why - then?"), None);
    }

    #[test]
    fn wrapped_lines_are_one_text() {
        let text =
            Text { text: "Tell me about\u{b}a time.\u{b}Red flags: x\u{b}y\nmore".to_owned(), bold: 0 };
        let found: Vec<(String, usize)> =
            texts(&text).into_iter().map(|piece| (piece.text, piece.down)).collect();
        let wanted = [("Tell me about a time.", 0), ("Red flags: x y", 2), ("more", 4)];
        assert_eq!(found, wanted.map(|(text, down)| (text.to_owned(), down)));
        let text = Text { text: "A list:\u{b}Who was\u{b}hurt?\u{b}Why?\u{b}and when?".to_owned(), bold: 0 };
        let found: Vec<String> = texts(&text).into_iter().map(|piece| piece.text).collect();
        assert_eq!(found, ["A list: Who was hurt?", "Why? and when?"]);
    }
}
