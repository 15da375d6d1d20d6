//! The cheap test that runs before the patterns of topics: one pass over a text finds the topics that have a word in it.
//!
//! The words of all topics are in one automaton (Aho and Corasick, "Efficient string matching", CACM 18, 1975), so a
//! text is read once, not once for each topic.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::registry::RULES;
use super::starts::begins_word;
use super::subject::Said;
use super::topic::{Topic, Tried};

/// The rules that have a word in a text, one bit for each rule in the order of the registry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Seen {
    /// Rules with a word of their patterns.
    cues: u128,
    /// Rules with the beginning of one of their nouns.
    nouns: u128,
}

/// The words of the topics of all rules.
struct Gate {
    words: AhoCorasick,
    /// The rules of each word.
    rules: Vec<Seen>,
}

static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let mut words: BTreeMap<String, Seen> = BTreeMap::new();
    for (n, topic) in topics() {
        for word in topic.words {
            words.entry(word.to_ascii_lowercase()).or_default().cues |= bit(n);
        }
        for word in topic.noun_words() {
            words.entry(word.to_ascii_lowercase()).or_default().nouns |= bit(n);
        }
    }
    let rules = words.values().copied().collect();
    let built = AhoCorasick::builder().ascii_case_insensitive(true).build(words.keys());
    Gate { words: built.unwrap_or_else(|error| panic!("internal: the words of the topics: {error}")), rules }
});

/// The rules that look for a topic, with their numbers in the registry.
fn topics() -> impl Iterator<Item = (usize, &'static Topic)> {
    RULES.iter().enumerate().filter_map(|(n, rule)| Some((n, rule.check.topic()?)))
}

/// The bit of the rule with this number. There are at most 128 rules, which a test checks.
fn bit(rule: usize) -> u128 {
    1 << rule
}

/// Texts, each with the rules that may find their topic in it.
pub(super) struct Texts<'t, 'a>(Vec<(&'t Said<'a>, Seen)>);

impl<'t, 'a> Texts<'t, 'a> {
    /// Looks for the words of all topics in these texts.
    pub(super) fn new(texts: &'t [Said<'a>]) -> Texts<'t, 'a> {
        Texts(texts.iter().map(|said| (said, seen(said.text))).collect())
    }

    /// The texts with what the rule of this number in the registry has to try on each.
    pub(super) fn of_rule(&self, rule: usize) -> impl Iterator<Item = (&'t Said<'a>, Tried)> {
        let tried =
            move |seen: &Seen| Tried { cues: seen.cues & bit(rule) != 0, nouns: seen.nouns & bit(rule) != 0 };
        self.0.iter().map(move |(said, seen)| (*said, tried(seen)))
    }
}

fn seen(text: &str) -> Seen {
    let mut seen = Seen::default();
    for found in GATE.words.find_overlapping_iter(text) {
        let of = GATE.rules[found.pattern().as_usize()];
        seen.cues |= of.cues;
        if begins_word(text, found.start()) {
            seen.nouns |= of.nouns;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_bit_of_its_own() {
        assert!(RULES.len() <= 128, "widen the bits of `Seen`");
    }

    #[test]
    fn a_text_is_seen_by_the_rules_of_its_words() {
        for (n, topic) in topics() {
            let word = topic.words.first().map_or("", |word| *word).to_uppercase();
            assert!(seen(&format!("x {word} y")).cues & bit(n) != 0, "{word}");
        }
        assert!(topics().count() > 20);
        assert_eq!(seen("zzz"), Seen::default());
    }
}
