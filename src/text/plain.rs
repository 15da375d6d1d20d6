//! Turns any text into one line of visible characters.

/// The text as one line without hidden characters. A character that breaks a line becomes a space.
pub fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| c.is_whitespace() || !is_dropped(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Control characters, and bidirectional controls that reorder the text around them.
fn is_dropped(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
