//! Escapes characters that would control a terminal or reorder the text around them.

use std::borrow::Cow;

/// The text, in which control characters except line feed and tab, bidirectional controls, line and paragraph
/// separators, and the byte order mark are written in the form `\u001b`. Each escape has four hexadecimal
/// digits, so a JSON text stays valid JSON with the same meaning.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match is_hidden(c) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

/// True if a terminal would act on the character or could show it wrongly. Joiners and the zero-width
/// space are allowed, because Persian, Khmer and many Indian scripts need them.
fn is_hidden(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{feff}' => true,
        '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::visible;

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        assert_eq!(visible("a\u{1b}[31mb\r\u{9b}2J\u{202e}c"), "a\\u001b[31mb\\u000d\\u009b2J\\u202ec");
        for plain in ["two\nlines\tand a tab", "Łukasz 李雷 محمد", "نمی\u{200c}خواهم", "👩\u{200d}💻"]
        {
            assert_eq!(visible(plain), plain);
        }
    }

    #[test]
    fn json_stays_json_and_says_the_same() {
        let value = serde_json::json!({ "a\u{9b}": "\u{1b}]0;x\u{7}\u{85}\u{2028}\u{202e}\u{feff}\"\\" });
        let text = serde_json::to_string_pretty(&value).expect("plain data");
        let shown = visible(&text);
        assert!(shown.is_ascii());
        assert_eq!(serde_json::from_str::<serde_json::Value>(&shown).expect("JSON"), value);
    }
}
