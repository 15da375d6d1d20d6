//! The first letters of what a pattern matches, read from the pattern itself.
//!
//! The function [`of`] understands the short forms of patterns, which [`terms`](super::terms) defines. A space in a
//! pattern matches white space or a hyphen. `_` matches a few words. An apostrophe also matches if the text has none.
//! If the function does not understand a part of a pattern, it assumes that the part matches any text. So it never
//! misses a match.

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
    let mut found = BTreeSet::new();
    for (letters, end) in either(pattern) {
        if letters.is_empty() {
            return None;
        }
        found.insert(First { is_word: end != End::Any && letters.len() < LETTERS, letters });
    }
    Some(found)
}

/// The alternatives of a pattern: the parts between `|` that are in no group.
pub(super) fn alternatives(pattern: &str) -> Vec<&str> {
    let (mut depth, mut from, mut all) = (0, 0, Vec::new());
    for (at, mark) in marks(pattern) {
        match mark {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ if depth == 0 => {
                all.push(&pattern[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    all.push(&pattern[from..]);
    all
}

/// The brackets of groups and the `|` of a pattern, without those that are escaped or in a class.
fn marks(pattern: &str) -> impl Iterator<Item = (usize, char)> + '_ {
    let mut chars = pattern.char_indices();
    let mut is_class = false;
    std::iter::from_fn(move || {
        while let Some((at, c)) = chars.next() {
            match c {
                '\\' => drop(chars.next()),
                '[' => is_class = true,
                ']' => is_class = false,
                '(' | ')' | '|' if !is_class => return Some((at, c)),
                _ => {}
            }
        }
        None
    })
}

fn either(pattern: &str) -> Beginnings {
    alternatives(pattern).into_iter().flat_map(sequence).collect()
}

/// The beginnings of parts that follow each other.
fn sequence(mut rest: &str) -> Beginnings {
    let mut open: BTreeSet<String> = BTreeSet::from([String::new()]);
    let mut done = Beginnings::new();
    while !rest.is_empty() && !open.is_empty() {
        let (part, width) = part(rest);
        rest = &rest[width..];
        let repeat = rest.chars().next().filter(|c| matches!(c, '?' | '*' | '+' | '{'));
        if let Some(mark) = repeat {
            let width = if mark == '{' { rest.find('}').map_or(rest.len(), |end| end + 1) } else { 1 };
            // `*?` and the like.
            rest = rest[width..].strip_prefix('?').unwrap_or(&rest[width..]);
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

/// The beginnings of the first part of a sequence, and its length in bytes.
fn part(rest: &str) -> (Beginnings, usize) {
    let one = |letters: &str, end, width| (Beginnings::from([(letters.to_owned(), end)]), width);
    let first = rest.chars().next().unwrap_or_default();
    match first {
        c if c.is_ascii_alphanumeric() => one(&c.to_ascii_lowercase().to_string(), End::Open, 1),
        '(' => {
            let width = group(rest);
            let inside = rest.get(1..width - 1).unwrap_or_default();
            match inside.strip_prefix("?:") {
                Some(inside) => (either(inside), width),
                None if inside.starts_with('?') => one("", End::Any, width),
                None => (either(inside), width),
            }
        }
        '[' => {
            let width = rest.find(']').map_or(rest.len(), |end| end + 1);
            let inside = rest.get(1..width - 1).unwrap_or_default();
            if inside.is_empty() || !inside.chars().all(|c| c.is_ascii_alphanumeric()) {
                return one("", End::Any, width);
            }
            let letters = inside.chars().map(|c| (c.to_ascii_lowercase().to_string(), End::Open));
            (letters.collect(), width)
        }
        // The word ends, unless the space or the words are optional.
        ' ' | '_' => {
            let width = if rest.starts_with("__") { 2 } else { 1 };
            let end = if rest[width..].starts_with('?') { End::Any } else { End::Word };
            one("", end, width)
        }
        '^' => one("", End::Open, 1),
        '\\' if rest.starts_with("\\b") => one("", End::Open, 2),
        '\\' => one("", End::Any, 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
        c => one("", End::Any, c.len_utf8()),
    }
}

/// The length of the group that begins here, with its brackets.
fn group(rest: &str) -> usize {
    let mut depth = 0;
    for (at, mark) in marks(rest) {
        match mark {
            '(' => depth += 1,
            ')' if depth == 1 => return at + 1,
            ')' => depth -= 1,
            _ => {}
        }
    }
    rest.len()
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
