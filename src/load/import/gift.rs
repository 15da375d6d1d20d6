//! Reads Moodle's General Import Format Technology (GIFT): questions with answers in braces. Right answers are things to
//! listen for; wrong answers are red flags. Weights, feedback and formats become comments.

use super::keys::Key;
use super::raw::{Part, Raw, Reading};
use super::slug::slug;
use super::values::Values;
use crate::model::{Bank, Became, HeadingRead, LinesRead};

/// The questions of a text.
pub(super) fn read(text: &str, bank: &Bank) -> Reading {
    let mut reading = Reading::default();
    let mut values = Values::of(bank);
    let mut category: Option<String> = None;
    let mut notes: Vec<(usize, String)> = Vec::new();
    for (line, block) in blocks(text) {
        match block {
            Block::Comment(text) => notes.push((line, text)),
            Block::Category(text) => {
                // A category is a path, such as `$course$/top/API design`.
                let last =
                    text.rsplit('/').find(|part| !part.trim().is_empty()).unwrap_or(&text).trim().to_owned();
                let found = values.heading(&last);
                reading.read.headings.push(HeadingRead {
                    sheet: None,
                    line,
                    level: 1,
                    text: text.clone(),
                    became: if found.is_some() { Became::Competency } else { Became::UnknownCompetency },
                    why: found.as_ref().filter(|v| v.near).map(|_| "its name is nearly the same".to_owned()),
                    key: found.as_ref().map(|v| v.text.clone()),
                });
                category = Some(found.map_or(last, |v| v.text));
            }
            Block::Question(text) => {
                let Some(mut raw) = question(line, &text) else {
                    notes.push((line, text));
                    continue;
                };
                if let Some(name) = &category {
                    raw.parts.push(Part::new(Key::Competency, name.clone(), format!("category `{name}`")));
                }
                raw.parts.extend(notes.drain(..).map(|(_, note)| Part::new(Key::Note, note, "")));
                reading.raws.push(raw);
            }
        }
    }
    for (line, text) in notes {
        let why = Some("no question is below it".to_owned());
        reading.read.lines.push(LinesRead { sheet: None, line, text, became: Became::Comment, why });
    }
    reading
}

/// A part of the text.
enum Block {
    Comment(String),
    Category(String),
    Question(String),
}

/// The parts of a text, each with the number of its first line. A blank line ends a question.
fn blocks(text: &str) -> Vec<(usize, Block)> {
    let mut found: Vec<(usize, Block)> = Vec::new();
    let mut open = false;
    for (n, line) in text.lines().enumerate() {
        let line = line.trim();
        if let Some(comment) = line.strip_prefix("//") {
            // A comment between the lines of a question does not end it.
            let at = if open { found.len() - 1 } else { found.len() };
            found.insert(at, (n + 1, Block::Comment(comment.trim().to_owned())));
            continue;
        }
        if let Some(path) = line.strip_prefix("$CATEGORY:") {
            found.push((n + 1, Block::Category(path.trim().to_owned())));
            open = false;
            continue;
        }
        match (line.is_empty(), open, found.last_mut()) {
            (true, ..) => open = false,
            (false, true, Some((_, Block::Question(block)))) => {
                block.push(' ');
                block.push_str(line);
            }
            _ => {
                found.push((n + 1, Block::Question(line.to_owned())));
                open = true;
            }
        }
    }
    found
}

/// A question; `None` if it has no text.
fn question(line: usize, block: &str) -> Option<Raw> {
    let (title, rest) = match block.strip_prefix("::").and_then(|b| b.split_once("::")) {
        Some((title, rest)) => (Some(unescape(title.trim())), rest),
        None => (None, block),
    };
    let (before, answers, after) = match unescaped(rest, '{') {
        Some(at) => {
            let close = unescaped(&rest[at..], '}').map_or(rest.len(), |end| at + end);
            (&rest[..at], rest.get(at + 1..close).unwrap_or(""), rest.get(close + 1..).unwrap_or("").trim())
        }
        None => (rest, "", ""),
    };
    let mut parts = Vec::new();
    let mut prompt = before.trim();
    if let Some((format, text)) = prompt.strip_prefix('[').and_then(|p| p.split_once(']'))
        && ["html", "markdown", "moodle", "plain"].contains(&format)
    {
        prompt = text.trim();
        parts.push(Part::new(Key::Note, format.to_owned(), "format"));
    }
    // The answers fill a gap in the text.
    let blank = if after.is_empty() { String::new() } else { format!(" \u{2026} {after}") };
    let prompt = unescape(&format!("{prompt}{blank}"));
    if prompt.trim().is_empty() {
        return None;
    }
    parts.insert(0, Part::new(Key::Prompt, prompt.trim(), ""));
    if let Some(title) = title.filter(|t| !t.is_empty()) {
        let id = slug(&title);
        if !id.is_empty() {
            parts.push(Part::new(Key::Id, id.clone(), "title"));
        }
        if id != title {
            parts.push(Part::new(Key::Title, title, ""));
        }
    }
    parts.extend(choices(answers));
    Some(Raw { line, sheet: 0, parts })
}

/// The first place of a sign without a backslash before it.
fn unescaped(text: &str, sign: char) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == sign && !escaped {
            return Some(at);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// The answers as texts of a question.
fn choices(text: &str) -> Vec<Part> {
    let mut found = Vec::new();
    let (answers, general) = match text.find("####") {
        Some(at) => (&text[..at], Some(text[at + 4..].trim())),
        None => (text, None),
    };
    for (mark, piece) in pieces(answers) {
        let (answer, feedback) = match unescaped(&piece, '#') {
            Some(at) => (piece[..at].to_owned(), Some(piece[at + 1..].trim().to_owned())),
            None => (piece.clone(), None),
        };
        let weighted = answer.trim().strip_prefix('%').and_then(|a| a.split_once('%'));
        let weight = weighted.map(|(weight, _)| weight.to_owned());
        let answer = unescape(weighted.map_or(answer.trim(), |(_, rest)| rest.trim()));
        let right = match (mark, weight.as_deref()) {
            // In a list of several right answers, each has a part of the mark.
            ('~', Some(weight)) => !weight.starts_with('-') && !weight.trim_matches('0').is_empty(),
            ('~', None) => false,
            _ => true,
        };
        let key = match (mark, right) {
            (' ', _) => Key::Note,
            (_, true) => Key::ListenFor,
            (_, false) => Key::RedFlags,
        };
        let from = if mark == ' ' { "answer" } else { "" };
        if !answer.is_empty() {
            found.push(Part::new(key, answer.clone(), from));
        }
        if let Some(weight) = weight {
            found.push(Part::new(Key::Note, format!("{weight} %: {answer}"), "weight"));
        }
        if let Some(feedback) = feedback.filter(|f| !f.is_empty()) {
            found.push(Part::new(Key::Note, unescape(&feedback), format!("feedback on `{answer}`")));
        }
    }
    if let Some(general) = general.filter(|g| !g.is_empty()) {
        found.push(Part::new(Key::Note, unescape(general), "feedback"));
    }
    found
}

/// The answers with their signs; a space for a text before the first sign, such as `T` or `#3:1`.
fn pieces(text: &str) -> Vec<(char, String)> {
    let mut found = vec![(' ', String::new())];
    let mut escaped = false;
    for c in text.chars() {
        if matches!(c, '=' | '~') && !escaped {
            found.push((c, String::new()));
        } else if let Some((_, answer)) = found.last_mut() {
            answer.push(c);
        }
        escaped = c == '\\' && !escaped;
    }
    // A number after `#` is an answer, not feedback.
    if let Some((_, first)) = found.first_mut()
        && let Some(number) = first.trim().strip_prefix('#')
    {
        *first = number.to_owned();
    }
    found.retain(|(_, answer)| !answer.trim().is_empty());
    found
}

fn unescape(text: &str) -> String {
    let mut out = String::new();
    let mut escaped = false;
    for c in text.chars() {
        if c == '\\' && !escaped {
            escaped = true;
        } else {
            out.push(c);
            escaped = false;
        }
    }
    out
}
