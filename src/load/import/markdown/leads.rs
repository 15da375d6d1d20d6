//! The first words of a text: `Red flags: blames`, `**Follow-ups**`, `Question 3: …`; and the texts of a paragraph.

use super::blocks::Text;
use crate::load::import::keys::Key;
use crate::load::import::points::words;
use crate::load::import::split::unnumbered;
use crate::load::import::synonyms::key;

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

/// The text after `3.`, `Question 3:` or `Q3)`, and whether it had such a number.
pub(super) fn numbered(text: &str) -> Option<&str> {
    if let Some(rest) =
        unnumbered(text).filter(|_| text.trim_start_matches('(').starts_with(|c: char| c.is_ascii_digit()))
    {
        return Some(rest);
    }
    let end = text.char_indices().take(24).find(|(_, c)| ":.)-\u{2013}\u{2014}".contains(*c))?.0;
    let plain = words(&text[..end]);
    let stem = plain.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end();
    let known = ["question", "q", "frage", "pregunta"].contains(&stem) && stem.len() < plain.len();
    let rest = text[end..].trim_start_matches([':', '.', ')', '-', '\u{2013}', '\u{2014}', ' ']);
    (known && !rest.is_empty()).then_some(rest)
}

/// The texts of a paragraph or item: a line that begins with first words, with a number, or after a hard line end, is a
/// text of its own; other lines continue the text before them. Each with how many bytes at its beginning are bold.
pub(super) fn texts(paragraph: &Text) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    let mut hard = true;
    let mut at = 0;
    for piece in paragraph.text.split_inclusive(['\n', '\u{b}']) {
        let text = piece.trim();
        let bold = paragraph.bold.saturating_sub(at).min(text.len());
        let bold = if at == 0 { bold } else { 0 };
        at += piece.len();
        if text.is_empty() {
            continue;
        }
        let after_lead =
            || found.last().is_some_and(|(last, bold)| lead(last, *bold).is_some_and(|l| l.rest.is_empty()));
        let own = hard || lead(text, 0).is_some() || numbered(text).is_some() || after_lead();
        match found.last_mut() {
            Some((last, _)) if !own => {
                last.push(' ');
                last.push_str(text);
            }
            _ => found.push((text.to_owned(), bold)),
        }
        hard = piece.ends_with('\n');
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
        let found: Vec<String> = texts(&text).into_iter().map(|(text, _)| text).collect();
        assert_eq!(found, ["Tell me about a time.", "Red flags: x y", "more"]);
    }
}
