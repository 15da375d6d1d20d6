//! The first letters of what a pattern matches, read from the pattern itself.
//!
//! [`of`] reads the short forms of [`terms`](super::terms): a space is white space or a hyphen, `_` are some words, and an
//! apostrophe may be missing. What it does not understand it takes for any text, so it never misses a match.

use std::collections::BTreeSet;

/// The number of letters that are looked at.
pub(super) const LETTERS: usize = 4;

/// The first letters and digits of a match, at most [`LETTERS`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct First {
    /// The letters, in lower case.
    pub(super) letters: String,
    /// True if the word ends with them.
    pub(super) is_word: bool,
}

/// How far a beginning has been read.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum End {
    /// More of the pattern belongs to the word.
    Open,
    /// The word ends here.
    Word,
    /// Anything may follow.
    Any,
}

type Beginnings = BTreeSet<(String, End)>;

/// The first letters of the matches of a pattern whose lists are written out; `None` if a match may begin with anything.
pub(super) fn of(pattern: &str) -> Option<BTreeSet<First>> {
    let chars: Vec<char> = pattern.chars().collect();
    let mut found = BTreeSet::new();
    for (letters, end) in either(&chars) {
        if letters.is_empty() {
            return None;
        }
        found.insert(First { is_word: end != End::Any && letters.len() < LETTERS, letters });
    }
    Some(found)
}

/// The alternatives of a pattern: the parts between `|` that are in no group.
pub(super) fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut depth, mut is_class, mut from, mut all) = (0, false, 0, Vec::new());
    let mut chars = pattern.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '[' => is_class = true,
            ']' => is_class = false,
            '(' if !is_class => depth += 1,
            ')' if !is_class => depth -= 1,
            '|' if !is_class && depth == 0 => {
                all.push(&pattern[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    all.push(&pattern[from..]);
    all
}

fn either(chars: &[char]) -> Beginnings {
    let pattern: String = chars.iter().collect();
    let each = alternatives(&pattern).into_iter().map(|one| sequence(&one.chars().collect::<Vec<char>>()));
    each.flatten().collect()
}

/// The beginnings of parts that follow each other.
fn sequence(chars: &[char]) -> Beginnings {
    let mut open: BTreeSet<String> = BTreeSet::from([String::new()]);
    let mut done = Beginnings::new();
    let mut at = 0;
    while at < chars.len() && !open.is_empty() {
        let (part, width) = part(&chars[at..]);
        at += width;
        let repeat = chars.get(at).filter(|c| matches!(c, '?' | '*' | '+' | '{')).copied();
        if let Some(mark) = repeat {
            at += if mark == '{' { chars[at..].iter().take_while(|c| **c != '}').count() + 1 } else { 1 };
            // `*?` and the like.
            at += usize::from(chars.get(at) == Some(&'?'));
        }
        let before = std::mem::take(&mut open);
        for start in &before {
            for (letters, end) in &part {
                let is_repeated = matches!(repeat, Some('*' | '+' | '{'));
                let end = if is_repeated && *end == End::Open { End::Any } else { *end };
                let mut letters = format!("{start}{letters}");
                let is_long = letters.len() >= LETTERS;
                letters.truncate(LETTERS);
                match end {
                    _ if is_long => drop(done.insert((letters, End::Any))),
                    End::Open => drop(open.insert(letters)),
                    end => drop(done.insert((letters, end))),
                }
            }
        }
        // The part may be missing; what repeats `{…}` may be missing too.
        if matches!(repeat, Some('?' | '*' | '{')) {
            open.extend(before);
        }
    }
    done.extend(open.into_iter().map(|letters| (letters, End::Open)));
    done
}

/// The beginnings of the first part of a sequence, and its length.
fn part(chars: &[char]) -> (Beginnings, usize) {
    let one = |letters: &str, end| Beginnings::from([(letters.to_owned(), end)]);
    match chars[0] {
        c if c.is_ascii_alphanumeric() => (one(&c.to_ascii_lowercase().to_string(), End::Open), 1),
        '(' => {
            let length = group(chars);
            let inside = chars.get(1..length - 1).unwrap_or_default();
            match inside {
                ['?', ':', inside @ ..] => (either(inside), length),
                ['?', ..] => (one("", End::Any), length),
                inside => (either(inside), length),
            }
        }
        '[' => {
            let length = chars.iter().position(|c| *c == ']').map_or(chars.len(), |end| end + 1);
            let inside = chars.get(1..length - 1).unwrap_or_default();
            if !inside.is_empty() && inside.iter().all(char::is_ascii_alphanumeric) {
                let all = inside.iter().map(|c| (c.to_ascii_lowercase().to_string(), End::Open));
                return (all.collect(), length);
            }
            (one("", End::Any), length)
        }
        // The word ends, unless the space or the words are optional.
        ' ' | '_' => {
            let width = if chars.starts_with(&['_', '_']) { 2 } else { 1 };
            let end = if chars.get(width) == Some(&'?') { End::Any } else { End::Word };
            (one("", end), width)
        }
        '^' => (one("", End::Open), 1),
        '\\' if chars.get(1) == Some(&'b') => (one("", End::Open), 2),
        '\\' => (one("", End::Any), 2),
        _ => (one("", End::Any), 1),
    }
}

/// The length of the group that begins here, with its brackets.
fn group(chars: &[char]) -> usize {
    let (mut depth, mut is_class, mut at) = (0, false, 0);
    while at < chars.len() {
        match chars[at] {
            '\\' => at += 1,
            '[' => is_class = true,
            ']' => is_class = false,
            '(' if !is_class => depth += 1,
            ')' if !is_class => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    chars.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(pattern: &str) -> Option<Vec<String>> {
        let shown = |it: First| if it.is_word { format!("{} ", it.letters) } else { it.letters };
        Some(of(pattern)?.into_iter().map(shown).collect())
    }

    #[test]
    fn first_letters_are_read_from_patterns() {
        let cases: [(&str, &[&str]); 12] = [
            ("old", &["old "]),
            ("olds?", &["old ", "olds"]),
            ("older people", &["olde"]),
            ("(?:an? )?old", &["a ", "an ", "old "]),
            ("(?:do|did)_(?:you|we)", &["did ", "do "]),
            ("m[ae]n", &["man ", "men "]),
            ("d\\.?o", &["d", "do "]),
            ("a ?b", &["a", "ab "]),
            ("can't", &["can"]),
            ("^too old", &["too "]),
            ("be(?:en|st)x", &["been", "best"]),
            ("lo+l", &["lo"]),
        ];
        for (pattern, wanted) in cases {
            assert_eq!(first(pattern).expect(pattern), wanted, "{pattern}");
        }
        for pattern in ["\\w+ old", "(?:a|\\d)?old", "[^x]y", ",right", "(?:a )?", "é"] {
            assert_eq!(first(pattern), None, "{pattern}");
        }
    }

    #[test]
    fn alternatives_are_split_outside_of_groups_and_classes() {
        assert_eq!(alternatives(r"a(?:b|c)|[d|e]|f\|g|"), ["a(?:b|c)", "[d|e]", r"f\|g", ""]);
    }
}
