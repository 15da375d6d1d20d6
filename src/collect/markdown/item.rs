//! Items of a list with a box, as people and editors write them.

/// What a line is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Item<'l> {
    /// An item with a box.
    Box {
        /// Whether the box is ticked.
        ticked: bool,
        /// What follows the box.
        label: &'l str,
    },
    /// An item whose box holds something that is neither a tick nor nothing.
    OtherMark(String),
    /// An item without a box.
    NoBox,
    /// No item.
    Text,
}

/// Characters that some editors write as a ticked box, and as an empty one.
const TICKED: [char; 9] = ['☑', '☒', '✅', '✓', '✔', '✗', '✘', '■', '🗹'];
const EMPTY: [char; 4] = ['☐', '⬜', '□', '▢'];
/// How many characters a box may hold.
const MOST: usize = 6;

/// Reads a line.
pub(super) fn item(line: &str) -> Item<'_> {
    let line = line.trim();
    let (bullet, rest) = bullet(line);
    let rest = rest.trim_start();
    let of_glyph = rest.chars().next().and_then(|c| match (TICKED.contains(&c), EMPTY.contains(&c)) {
        (true, _) => Some((true, c)),
        (_, true) => Some((false, c)),
        _ => None,
    });
    if let Some((ticked, c)) = of_glyph {
        return Item::Box { ticked, label: label(&rest[c.len_utf8()..]) };
    }
    // Editors for formatted text write a backslash before a bracket.
    let inner = rest.strip_prefix('[').or_else(|| rest.strip_prefix("\\["));
    let closed = inner.and_then(|inner| inner.split_once(']'));
    match closed {
        Some((mark, after)) if mark.chars().count() <= MOST && !after.starts_with('(') && bullet => {
            let mark = mark.trim_end_matches('\\').trim();
            match mark {
                "" => Item::Box { ticked: false, label: label(after) },
                "x" | "X" => Item::Box { ticked: true, label: label(after) },
                _ if mark.chars().all(|c| TICKED.contains(&c) || is_variation(c)) => {
                    Item::Box { ticked: true, label: label(after) }
                }
                _ => Item::OtherMark(mark.to_owned()),
            }
        }
        _ if bullet => Item::NoBox,
        _ => Item::Text,
    }
}

fn is_variation(c: char) -> bool {
    matches!(c, '\u{fe0e}' | '\u{fe0f}')
}

fn label(rest: &str) -> &str {
    rest.trim_start_matches(is_variation).trim()
}

/// Whether a line begins with the bullet or number of a list, and what follows it.
fn bullet(line: &str) -> (bool, &str) {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let marks = ["-", "*", "+", "•"].into_iter().find_map(|mark| line.strip_prefix(mark));
    let numbered = || line.get(digits..).filter(|_| digits > 0)?.strip_prefix(['.', ')']);
    match marks.or_else(numbered) {
        Some(rest) if rest.starts_with([' ', '\t']) || rest.is_empty() => (true, rest),
        _ => (false, line),
    }
}

/// The score or `na` at the beginning of a label, which is usually in bold type.
pub(super) fn state(label: &str) -> Option<String> {
    let rest = label.trim_start_matches(['*', '_']);
    let state: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    let is_state = state == "na" || state.bytes().all(|b| b.is_ascii_digit());
    Some(state).filter(|state| !state.is_empty() && is_state)
}

#[cfg(test)]
mod tests {
    use super::{Item, item, state};

    #[test]
    fn boxes_are_read_as_editors_write_them() {
        for line in [
            "- [x] **3** Yes",
            "* [X] **3** Yes",
            "  + [ x ] **3** Yes",
            "1. [x] **3** Yes",
            "- ☑ **3** Yes",
            "☒\u{fe0f} **3** Yes",
            "* \\[x\\] **3** Yes",
        ] {
            assert_eq!(item(line), Item::Box { ticked: true, label: "**3** Yes" }, "{line}");
        }
        for line in ["- [ ] **3** Yes", "* [] **3** Yes", "☐ **3** Yes", "-\t[ ] **3** Yes"] {
            assert_eq!(item(line), Item::Box { ticked: false, label: "**3** Yes" }, "{line}");
        }
        assert_eq!(item("- [v] **3** Yes"), Item::OtherMark("v".to_owned()));
        assert_eq!(item("- **3** Yes"), Item::NoBox);
        assert_eq!(item("**3** Yes"), Item::Text);
        assert_eq!(item("-3 degrees"), Item::Text);
    }

    #[test]
    fn a_label_begins_with_a_score() {
        for (label, score) in [
            ("**3** Yes: does", Some("3")),
            ("__na__ not", Some("na")),
            ("10: x", Some("10")),
            ("Yes", None),
            ("", None),
        ] {
            assert_eq!(state(label).as_deref(), score, "{label}");
        }
    }
}
