//! What the headings of a page are: competencies, sub-headings, keys, questions, or structure.

use super::blocks::{Block, Kind};
use super::leads::{heads, lead, numbered, question_number};
use crate::load::import::asks::asks;
use crate::load::import::keys::Key;
use crate::load::import::points::words;
use crate::load::import::values::{Value, Values};

/// The role of a heading.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The texts below it are of this key.
    Key(Key),
    /// One question is below it; it may have the title of the question.
    Single(Option<String>),
    /// It is a question.
    Question(String),
    /// The questions below it have this value of a key.
    Value(Key, String),
    /// A competency of the bank.
    Competency(Value),
    /// A competency that the bank does not have.
    Unknown,
    /// A heading below the one of a competency.
    Sub,
    /// A title, or a part with several competencies or without questions.
    Structure,
}

/// A heading before its role is known.
struct Heading {
    block: usize,
    level: u8,
    role: Option<Role>,
    /// Whether questions may follow before the next heading.
    has: bool,
}

/// The roles of the headings, each with the index of its block.
pub(super) fn roles(blocks: &[Block], values: &mut Values) -> Vec<(usize, Role)> {
    let mut headings: Vec<Heading> = Vec::new();
    for (n, block) in blocks.iter().enumerate() {
        match &block.kind {
            Kind::Heading(level, text) => {
                headings.push(Heading { block: n, level: *level, role: clear(text, values), has: false });
            }
            kind => {
                let asking = match kind {
                    Kind::Item { ordered, text, .. } => *ordered || asks(&text.text),
                    Kind::Text(text) => asks(&text.text),
                    Kind::Table(_) => true,
                    _ => false,
                };
                if let Some(last) = headings.last_mut() {
                    last.has |= asking;
                }
            }
        }
    }
    let below = below(&headings);
    let mut open: Vec<(u8, bool)> = Vec::new();
    let mut found = Vec::new();
    for (n, heading) in headings.iter().enumerate() {
        open.retain(|(level, _)| *level < heading.level);
        let inside = open.iter().any(|(_, competency)| *competency);
        let title = n == 0 && headings.iter().skip(1).all(|h| h.level > heading.level) && below[n].deeper;
        let role = match &heading.role {
            Some(role) => role.clone(),
            None if inside => Role::Sub,
            None if below[n].competency || title || !below[n].has => Role::Structure,
            None => Role::Unknown,
        };
        let competency = matches!(role, Role::Competency(_) | Role::Unknown);
        open.push((heading.level, competency));
        found.push((heading.block, role));
    }
    found
}

/// The role of a heading that its text alone decides.
fn clear(text: &str, values: &mut Values) -> Option<Role> {
    if let Some(found) = lead(text, text.len()).filter(|l| l.rest.is_empty() && heads(l.key)) {
        let plain = words(text);
        let plural = plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ').ends_with(['s', 'n']);
        return Some(match found.key {
            Key::Prompt if !plural => Role::Single(None),
            key => Role::Key(key),
        });
    }
    let named = question_number(text);
    let bare = named.or_else(|| numbered(text)).unwrap_or(text);
    if asks(bare) {
        return Some(Role::Question(bare.to_owned()));
    }
    if let Some(title) = named {
        return Some(Role::Single(Some(title.to_owned())));
    }
    let plain = words(bare);
    let noun =
        |word: &&str| !["question", "questions", "fragen", "frage", "pregunta", "preguntas"].contains(word);
    let inner: Vec<&str> = plain.split(' ').filter(noun).collect();
    let inner = inner.join(" ");
    for key in [Key::Type, Key::Levels, Key::Depth] {
        let singular = inner.strip_suffix('s').unwrap_or(&inner);
        let found = [inner.as_str(), singular].into_iter().find_map(|text| values.get(key, text).ok());
        if let Some(value) = found.filter(|value| !value.near) {
            return Some(Role::Value(key, value.text));
        }
    }
    if let Some(found) = values.heading(text) {
        return Some(Role::Competency(found));
    }
    // `Sample questions` is no competency, and the questions below it are no phrasings of one.
    (inner.len() < plain.len()).then_some(Role::Structure)
}

/// What is below a heading.
#[derive(Clone, Copy, Default)]
struct Below {
    /// A competency of the bank.
    competency: bool,
    /// Questions, here or deeper.
    has: bool,
    /// A heading that is no key and no question.
    deeper: bool,
}

fn below(headings: &[Heading]) -> Vec<Below> {
    let mut found = vec![Below::default(); headings.len()];
    let mut open: Vec<usize> = Vec::new();
    for (n, heading) in headings.iter().enumerate() {
        open.retain(|o| headings[*o].level < heading.level);
        found[n].has |= heading.has;
        let question = matches!(heading.role, Some(Role::Question(_) | Role::Single(_)));
        for o in &open {
            found[*o].competency |= matches!(heading.role, Some(Role::Competency(_)));
            found[*o].has |= heading.has || question;
            found[*o].deeper |= matches!(heading.role, None | Some(Role::Competency(_)));
        }
        open.push(n);
    }
    found
}
