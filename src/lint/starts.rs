//! Finds where in a text a pattern can match, by the first letters of its matches.
//!
//! Topics have hundreds of patterns with many alternatives each. Together they take seconds to compile and are slow on
//! a text that has nothing of them. So the alternatives of all patterns are sorted by the first letters of their
//! matches. An alternative with such letters is compiled only if a word of a text begins with them, and it is tried at
//! that word alone.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::Regex;
use regex_automata::{Anchored, Input};

use super::first_words::{self, First, LETTERS};
use super::terms;

/// A pattern: the rule it belongs to and its number there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Owner {
    /// The number of the rule in the registry.
    pub(super) rule: usize,
    /// The number of the pattern in the topic of the rule.
    pub(super) pattern: usize,
}

/// The alternatives of many patterns by the first letters of their matches.
#[derive(Debug, Default)]
pub(super) struct Starts {
    /// Indices in `entries` by the key of the letters.
    by_key: HashMap<u64, Vec<u32>, BuildHasherDefault<KeyHasher>>,
    entries: Vec<Entry>,
    /// For each pattern with alternatives that can begin with anything, these alternatives.
    anywhere: Vec<Entry>,
}

/// The alternatives of one pattern that can begin in one way.
#[derive(Debug)]
struct Entry {
    owner: Owner,
    /// The number of the first of them; of two entries that match at one byte, the lower goes before.
    first: usize,
    alternatives: Vec<&'static str>,
    regex: OnceLock<Regex>,
}

/// Where alternatives of a pattern can match in a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Start<'s> {
    /// The pattern.
    pub(super) owner: Owner,
    /// The byte at which a match can begin; `None` for any.
    at: Option<usize>,
    entry: &'s Entry,
}

impl Starts {
    /// Adds a pattern: texts that are alternatives, in the short forms of [`terms`].
    pub(super) fn add(&mut self, owner: Owner, texts: &[&'static str]) {
        let alternatives = texts.iter().flat_map(|text| first_words::alternatives(text));
        for (n, alternative) in alternatives.enumerate() {
            let Some(words) = first_words::of(&terms::with_lists(alternative)) else {
                let last = self.anywhere.last_mut().filter(|last| last.owner == owner);
                match last {
                    Some(last) => last.alternatives.push(alternative),
                    None => self.anywhere.push(Entry::new(owner, n, alternative)),
                }
                continue;
            };
            for First { letters, is_word } in words {
                let of_key = self.by_key.entry(key(letters.as_bytes(), is_word)).or_default();
                let last = of_key.last().map(|n| &mut self.entries[*n as usize]);
                match last.filter(|last| last.owner == owner) {
                    Some(last) => last.alternatives.push(alternative),
                    None => {
                        of_key.push(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
                        self.entries.push(Entry::new(owner, n, alternative));
                    }
                }
            }
        }
    }

    /// The patterns that may match in a text in lower case, in the order of their owners and then of the bytes where a
    /// match can begin. `is_tried` chooses among the patterns.
    pub(super) fn in_text<'s>(&'s self, text: &str, is_tried: impl Fn(Owner) -> bool) -> Vec<Start<'s>> {
        let start = |entry: &'s Entry, at| Start { owner: entry.owner, at, entry };
        let mut found: Vec<Start<'s>> =
            self.anywhere.iter().filter(|it| is_tried(it.owner)).map(|it| start(it, None)).collect();
        for word in words(text) {
            let bytes = &text.as_bytes()[word.clone()];
            let mut look = |key| {
                let entries = self.by_key.get(&key).into_iter().flatten().map(|n| &self.entries[*n as usize]);
                found.extend(entries.filter(|it| is_tried(it.owner)).map(|it| start(it, Some(word.start))));
            };
            (1..=bytes.len().min(LETTERS)).for_each(|length| look(key(&bytes[..length], false)));
            if bytes.len() < LETTERS {
                look(key(bytes, true));
            }
        }
        found.sort_by_key(|start| (start.owner, start.at, start.entry.first));
        found
    }
}

impl Entry {
    fn new(owner: Owner, first: usize, alternative: &'static str) -> Entry {
        Entry { owner, first, alternatives: vec![alternative], regex: OnceLock::new() }
    }
}

/// The matches of one pattern from left to right, without white space at their ends. `starts` are those of this pattern in
/// the text.
pub(super) fn matches(text: &str, starts: &[Start<'_>]) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for start in starts {
        let entry = start.entry;
        let regex = entry.regex.get_or_init(|| {
            let pattern = entry.alternatives.join("|");
            if start.at.is_some() { terms::anchored(&pattern) } else { terms::regex(&pattern) }
        });
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
fn begins_word(text: &str, at: usize) -> bool {
    let before = at.checked_sub(1).and_then(|at| text.as_bytes().get(at));
    !before.is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
}

/// Hashes keys, which are short numbers already (multiplicative hashing: Knuth, The Art of Computer Programming, vol. 3, 6.4).
#[derive(Debug, Default)]
struct KeyHasher(u64);

impl Hasher for KeyHasher {
    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.write_u64(self.0 << 8 | u64::from(*byte)));
    }

    fn write_u64(&mut self, key: u64) {
        self.0 = key.wrapping_mul(0x517C_C1B7_2722_0A95).rotate_left(20);
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Owner = Owner { rule: 0, pattern: 0 };

    /// The matches that a pattern finds by itself, and those from its starts.
    fn both(pattern: &'static str, text: &str) -> [Vec<Range<usize>>; 2] {
        let mut starts = Starts::default();
        starts.add(FIRST, &[pattern]);
        let regex = terms::regex(pattern);
        let alone =
            regex.find_iter(text).map(|it| it.start()..it.start() + text[it.range()].trim_end().len());
        [alone.collect(), matches(text, &starts.in_text(text, |_| true))]
    }

    #[test]
    fn a_pattern_matches_at_its_starts_as_it_does_alone() {
        let texts = [
            "how old are you? old or older, told",
            "sie älter, old_one old",
            "",
            "too old, by old x-old olds",
            "an old—older “old” café old",
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
        let mut starts = Starts::default();
        let second = Owner { pattern: 1, ..FIRST };
        starts.add(FIRST, &["older|aged"]);
        starts.add(second, &["young"]);
        let found = starts.in_text("the oldest of all ages, youth", |_| true);
        assert_eq!(found.iter().map(|it| (it.owner, it.at)).collect::<Vec<_>>(), [(FIRST, Some(4))]);
        assert!(starts.in_text("young", |owner| owner == FIRST).is_empty());
        assert_eq!(starts.in_text("young", |owner| owner == second).len(), 1);
        assert_eq!(words("x_y ab1-c é").collect::<Vec<_>>(), [0..1, 4..7, 8..9]);
    }
}
