//! Escapes text for Markdown, so that it is shown as written and not interpreted as markup.

use super::blocks::slug;
pub(super) use crate::text::plain;

/// Returns the text as one line of Markdown that shows it unchanged. Markup, table bars, HTML, links and
/// markers at the start of a line are escaped; line breaks become spaces.
pub(super) fn markdown(text: &str) -> String {
    // Remove hidden characters first, because the check for line starts must see the remaining text.
    let line = plain(text);
    let mut out = String::with_capacity(line.len() + 16);
    let mut previous = ' ';
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        let next = rest.peek().copied().unwrap_or(' ');
        match c {
            '\\' | '`' | '*' | '[' | ']' | '|' | '~' => out.extend(['\\', c]),
            // An underscore inside a word is not markup, and an escaped one is ugly in source.
            '_' if !(previous.is_alphanumeric() && next.is_alphanumeric()) => out.push_str("\\_"),
            '<' => out.push_str("&lt;"),
            // A `#` at the end of a heading would be left out.
            '#' if previous == ' ' && !out.is_empty() && rest.clone().all(|c| c == '#') => {
                out.push_str("\\#")
            }
            '&' if next == '#' || next.is_ascii_alphabetic() => out.push_str("&amp;"),
            c => out.push(c),
        }
        previous = c;
    }
    match line_start(&line) {
        Some(at) => {
            let mut safe = out.clone();
            safe.insert(at, '\\');
            safe
        }
        None => out,
    }
}

/// Where a backslash must go so that the line does not begin a heading, list or quotation.
fn line_start(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    match first {
        '#' | '>' | '+' | '-' | '=' => Some(0),
        _ if digits > 0 && line[digits..].starts_with(['.', ')']) => Some(digits),
        _ => None,
    }
}

/// The anchor of a heading that a template writes with [`markdown`].
pub(super) fn anchor(heading: &str) -> String {
    slug(&plain(heading))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::blocks::{Block, plain as inline};
    use crate::render::markdown::parse;

    #[test]
    fn markup_is_shown_not_obeyed() {
        assert_eq!(markdown("a*b* [x](y) `c` <b> | d\ne"), "a\\*b\\* \\[x\\](y) \\`c\\` &lt;b> \\| d e");
        assert_eq!(markdown("# no heading"), "\\# no heading");
        assert_eq!(markdown("1. no list"), "1\\. no list");
        assert_eq!(markdown("- no list"), "\\- no list");
        assert_eq!(markdown("snake_case _em_ R&D &amp;"), "snake_case \\_em\\_ R&amp;D &amp;amp;");
        assert_eq!(markdown("a\u{202e}b\u{7}"), "ab");
    }

    #[test]
    fn a_hidden_character_before_a_mark_does_not_free_it() {
        for hidden in ["\u{202a}", "\u{7}", "\u{9b}", "\u{feff}", "\r", "\u{85}"] {
            assert_eq!(markdown(&format!("{hidden}# X")), "\\# X", "{hidden:?}");
            assert_eq!(markdown(&format!("{hidden}1. X")), "1\\. X", "{hidden:?}");
        }
    }

    #[test]
    fn an_anchor_is_that_of_the_heading_whatever_its_words() {
        assert_eq!(anchor("Round 2: Technical depth"), "round-2-technical-depth");
        let odd = [
            "a  b ",
            "C #",
            "C ##",
            "C#",
            "#",
            "a\u{202e}b",
            "İ ΑΣ",
            "x_y _z_",
            "a\tb",
            "R&amp;D <b> `c`",
            "ß|é",
        ];
        for name in odd {
            let heading = format!("Q1 of 4: {name}");
            let blocks = parse(&format!("## {}\n", markdown(&heading))).expect("Markdown");
            let [Block::Heading { slug, text, .. }] = blocks.as_slice() else { panic!("{blocks:?}") };
            assert_eq!((slug.as_str(), inline(text)), (anchor(&heading).as_str(), plain(&heading)), "{name}");
            assert!(
                parse(&format!("## {}\n\n[x](#{} \"page\")", markdown(&heading), anchor(&heading))).is_ok()
            );
        }
    }
}
