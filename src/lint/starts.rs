//! Finds where in a text a pattern can match, by the first letters of its matches.
//!
//! A topic has patterns of hundreds of alternatives each. Together they take seconds to compile and are slow on a text that
//! has nothing of them. So the alternatives are sorted by the first letters of their matches. Only those are compiled
//! with whose letters a word of a text begins, and they are tried at this word alone.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input};

use super::first_words::{self, LETTERS};
use super::terms;

/// The alternatives of some patterns by the first letters of their matches.
#[derive(Debug)]
pub(super) struct Starts {
    /// The alternatives of each pattern.
    patterns: Vec<Vec<String>>,
    /// Indices in `entries` by the key of the letters.
    by_key: HashMap<u64, Vec<u32>, BuildHasherDefault<KeyHasher>>,
    entries: Vec<Entry>,
    /// One entry for each pattern with alternatives that can begin with anything.
    anywhere: Vec<Entry>,
}

/// The alternatives of one pattern that can begin in one way.
#[derive(Debug)]
struct Entry {
    pattern: usize,
    alternatives: Vec<u32>,
    regex: OnceLock<Regex>,
}

/// Where alternatives of a pattern can match in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start<'s> {
    /// The number of the pattern.
    pub(super) pattern: usize,
    /// The byte at which a match can begin; `None` for any.
    at: Option<usize>,
    entry: &'s Entry,
}

impl Starts {
    /// The starts of these patterns, which are numbered in their order. They are written in the short forms of [`terms`].
    pub(super) fn new(patterns: impl Iterator<Item = String>) -> Starts {
        let mut starts = Starts {
            patterns: Vec::new(),
            by_key: HashMap::default(),
            entries: Vec::new(),
            anywhere: Vec::new(),
        };
        for (pattern, text) in patterns.enumerate() {
            let alternatives: Vec<String> =
                first_words::alternatives(&text).into_iter().map(str::to_owned).collect();
            for (n, alternative) in (0u32..).zip(&alternatives) {
                starts.add(pattern, n, first_words::of(&terms::with_lists(alternative)));
            }
            starts.patterns.push(alternatives);
        }
        starts
    }

    fn add(
        &mut self,
        pattern: usize,
        alternative: u32,
        first: Option<std::collections::BTreeSet<first_words::First>>,
    ) {
        let entry = || Entry { pattern, alternatives: vec![alternative], regex: OnceLock::new() };
        let Some(first) = first else {
            match self.anywhere.last_mut().filter(|last| last.pattern == pattern) {
                Some(last) => last.alternatives.push(alternative),
                None => self.anywhere.push(entry()),
            }
            return;
        };
        for first in first {
            let of_key = self.by_key.entry(key(first.letters.as_bytes(), first.is_word)).or_default();
            let last = of_key.last().map(|n| &mut self.entries[*n as usize]);
            match last.filter(|last| last.pattern == pattern) {
                Some(last) => last.alternatives.push(alternative),
                None => {
                    of_key.push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
                    self.entries.push(entry());
                }
            }
        }
    }

    /// The patterns that may match in a text in lower case, in the order of their numbers and then of the bytes where a
    /// match can begin. `is_tried` chooses among the patterns.
    pub(super) fn in_text(&self, text: &str, is_tried: impl Fn(usize) -> bool) -> Vec<Start<'_>> {
        let mut found: Vec<Start<'_>> = self
            .anywhere
            .iter()
            .filter(|it| is_tried(it.pattern))
            .map(|entry| Start { pattern: entry.pattern, at: None, entry })
            .collect();
        for word in words(text) {
            let bytes = &text.as_bytes()[word.clone()];
            let mut look = |key| {
                for n in self.by_key.get(&key).into_iter().flatten() {
                    let entry = &self.entries[*n as usize];
                    if is_tried(entry.pattern) {
                        found.push(Start { pattern: entry.pattern, at: Some(word.start), entry });
                    }
                }
            };
            (1..=bytes.len().min(LETTERS)).for_each(|length| look(key(&bytes[..length], false)));
            if bytes.len() < LETTERS {
                look(key(bytes, true));
            }
        }
        found.sort_by_key(|start| (start.pattern, start.at));
        found
    }

    /// The matches of one pattern from left to right, without white space at their ends. `starts` are those of this pattern
    /// in the text.
    pub(super) fn matches<'m>(&'m self, text: &'m str, starts: &'m [Start<'m>]) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for start in starts {
            let regex = start.entry.regex.get_or_init(|| self.compile(start.entry));
            match start.at {
                None => found.extend(regex.find_iter(text).map(|it| it.range())),
                Some(at) => {
                    let input = Input::new(text).span(at..text.len()).anchored(Anchored::Yes);
                    found.extend(regex.search(&input).map(|it| it.range()));
                }
            }
        }
        found.sort_by_key(|it| it.start);
        found.into_iter().map(|it| it.start..it.start + text[it].trim_end().len()).collect()
    }

    fn compile(&self, entry: &Entry) -> Regex {
        let all = &self.patterns[entry.pattern];
        let texts: Vec<&str> = entry.alternatives.iter().map(|n| all[*n as usize].as_str()).collect();
        terms::regex(&texts.join("|"))
    }
}

/// The key of letters, at most [`LETTERS`].
fn key(letters: &[u8], is_word: bool) -> u64 {
    letters.iter().fold(u64::from(is_word), |key, byte| key << 8 | u64::from(*byte))
}

/// The words of a text: letters and digits of ASCII, where a `\b` of ASCII begins.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < bytes.len() {
            let start = at;
            while bytes.get(at).is_some_and(u8::is_ascii_alphanumeric) {
                at += 1;
            }
            if at > start {
                if begins_word(text, start) {
                    return Some(start..at);
                }
            } else {
                at += 1;
            }
        }
        None
    })
}

/// True if the byte before this one belongs to no word.
pub(super) fn begins_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// Hashes keys, which are short numbers already (Fibonacci hashing: Knuth, The Art of Computer Programming, vol. 3, 6.4).
#[derive(Debug, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(self.0 << 8 | u64::from(*byte)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(20);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The matches that a pattern finds by itself, and those from its starts.
    fn both(pattern: &str, text: &str) -> [Vec<Range<usize>>; 2] {
        let starts = Starts::new([pattern.to_owned()].into_iter());
        let here = starts.in_text(text, |_| true);
        let regex = terms::regex(pattern);
        let alone =
            regex.find_iter(text).map(|it| it.start()..it.start() + text[it.range()].trim_end().len());
        [alone.collect(), starts.matches(text, &here)]
    }

    #[test]
    fn a_pattern_matches_at_its_starts_as_it_does_alone() {
        let texts = [
            "how old are you? old or older, told",
            "sie älter, old_one old",
            "",
            "too old, by old x-old olds",
        ];
        let patterns = [
            "old|older|how old",
            "(?:by |too )?old",
            "\\w+ old",
            "(?:|x)old",
            "olds?|are you|ol\\w+",
            "old_you",
        ];
        for pattern in patterns {
            for text in texts {
                let [alone, from_starts] = both(pattern, text);
                for found in &alone {
                    assert!(from_starts.contains(found), "{pattern} in {text}: {from_starts:?}");
                }
                assert_eq!(alone.first(), from_starts.first(), "{pattern} in {text}");
            }
        }
    }

    #[test]
    fn only_words_of_a_pattern_are_tried() {
        let starts = Starts::new(["older|aged".to_owned(), "young".to_owned()].into_iter());
        let found = starts.in_text("the oldest of all ages, youth", |_| true);
        assert_eq!(found.iter().map(|it| (it.pattern, it.at)).collect::<Vec<_>>(), [(0, Some(4))]);
        assert!(starts.in_text("young", |n| n == 0).is_empty());
        assert_eq!(words("x_y ab1-c é").collect::<Vec<_>>(), [0..1, 4..7, 8..9]);
    }
}
