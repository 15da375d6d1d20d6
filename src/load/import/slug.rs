//! Makes ids from texts.

use deunicode::deunicode_char;

/// A text as a kebab-case id of at most six words.
pub fn slug(text: &str) -> String {
    let start: String = text.chars().take(400).collect();
    let lower = start.to_lowercase();
    let mut ascii = String::new();
    for c in lower.chars() {
        // Letters with accents become letters; other scripts and signs separate words.
        match deunicode_char(c).filter(|_| c.is_alphabetic() && !c.is_ascii() && u32::from(c) < 0x250) {
            Some(plain) => ascii.push_str(&plain.to_lowercase()),
            None => ascii.push(c),
        }
    }
    let words: Vec<&str> = ascii
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|w| !w.is_empty() && w.len() < 20)
        .take(6)
        .collect();
    let mut id = words.join("-");
    id.truncate(id.char_indices().nth(60).map_or(id.len(), |(at, _)| at));
    id.trim_matches('-').to_owned()
}
