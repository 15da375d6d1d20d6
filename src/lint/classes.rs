//! Classes of letters and digits that are quick to compile.
//!
//! `\w` of Unicode has 796 ranges (regex-syntax 0.8.11), so automata for it are slow to make. A few ranges hold the letters
//! of the scripts that people write names and texts in.

use std::borrow::Cow;

/// Letters, marks and digits: ASCII, Latin to Georgian and most scripts of Asia, Chinese, Japanese and Korean. A few signs
/// inside of these ranges count as letters too; general punctuation does not.
const WORD: &str = r"0-9A-Za-z_À-ÖØ-öø-\u{1FFF}\u{3040}-\u{30FF}\u{3400}-\u{9FFF}\u{AC00}-\u{D7A3}";

/// A pattern with small classes in place of `\w`, `\W` and `\d`. `\W` must not be inside of a class.
pub(super) fn small(pattern: &str) -> Cow<'_, str> {
    if !["\\w", "\\W", "\\d"].iter().any(|class| pattern.contains(class)) {
        return Cow::Borrowed(pattern);
    }
    let mut small = String::with_capacity(pattern.len() + 64);
    let (mut chars, mut in_class) = (pattern.chars(), false);
    while let Some(c) = chars.next() {
        match c {
            '\\' => match (chars.next(), in_class) {
                (Some('w'), true) => small.push_str(WORD),
                (Some('w'), false) => small.extend(["[", WORD, "]"]),
                (Some('W'), false) => small.extend(["[^", WORD, "]"]),
                (Some('W'), true) => panic!("internal: `\\W` inside of a class: {pattern}"),
                (Some('d'), true) => small.push_str("0-9"),
                (Some('d'), false) => small.push_str("[0-9]"),
                (other, _) => {
                    small.push('\\');
                    small.extend(other);
                }
            },
            _ => {
                in_class = c == '[' || in_class && c != ']';
                small.push(c);
            }
        }
    }
    Cow::Owned(small)
}

#[cfg(test)]
mod tests {
    use super::*;
    use regex::Regex;

    #[test]
    fn letters_of_many_scripts_are_letters_and_punctuation_is_not() {
        let regex = |pattern: &str| Regex::new(pattern).expect("a pattern");
        let (ours, unicode) = (regex(&small(r"^\w+$")), regex(r"^\w+$"));
        let words = [
            "interview",
            "Ærøskøbing",
            "Łukasz",
            "Dvořák",
            "Ελένη",
            "Марія",
            "שרה",
            "محمد",
            "प्रिया",
            "สมชาย",
            "王小明",
            "さくら",
            "김민준",
            "x_1",
        ];
        for word in words {
            assert!(ours.is_match(word) && unicode.is_match(word), "{word}");
        }
        let marks = " \t-'’‘“”–—…,.;:!?()[]{}/\\|<>=+*&%$#@~^`\"•·×÷€£¥§©®«»¿¡、。「」";
        for mark in marks.chars().map(String::from) {
            assert!(!ours.is_match(&mark) && !unicode.is_match(&mark), "{mark}");
        }
        assert!(regex(&small(r"^[\w'-]+ \d\d\W$")).is_match("O'Brien-Łuk 42…"));
    }

    #[test]
    fn other_patterns_stay() {
        assert_eq!(small(r"\ba\.b\[c"), r"\ba\.b\[c");
        assert_eq!(small(r"\\w\d[\d]"), r"\\w[0-9][0-9]");
    }
}
