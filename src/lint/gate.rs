//! What the rules about topics try on a text: one pass over the text finds the topics that have a word in it, and another
//! the words at which their patterns can match.
//!
//! The words of all topics are in one automaton (Aho and Corasick, "Efficient string matching", CACM 18, 1975), so a
//! text is read once, not once for each topic.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use super::registry::RULES;
use super::starts::{Owner, Start, Starts};
use super::subject::Said;
use super::topic::{Topic, parts_of};

/// The words and the patterns of the topics of all rules.
struct Gate {
    words: AhoCorasick,
    /// For each word the rules that have it, one bit for each rule in the order of the registry.
    rules: Vec<u128>,
    starts: Starts,
    /// For each rule the kinds of texts in which each of its patterns counts.
    parts: Vec<Vec<u8>>,
}

static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let mut words: BTreeMap<String, u128> = BTreeMap::new();
    let mut starts = Starts::default();
    let mut parts = vec![Vec::new(); RULES.len()];
    for (rule, topic) in topics() {
        for word in topic.words {
            *words.entry(word.to_ascii_lowercase()).or_default() |= bit(rule);
        }
        for (pattern, (of, alternatives)) in topic.patterns().enumerate() {
            parts[rule].push(of);
            alternatives.iter().for_each(|text| starts.add(Owner { rule, pattern }, text));
        }
    }
    let rules = words.values().copied().collect();
    let built = AhoCorasick::new(words.keys());
    let words = built.unwrap_or_else(|error| panic!("internal: the words of the topics: {error}"));
    Gate { words, rules, starts, parts }
});

/// The rules that look for a topic, with their numbers in the registry.
fn topics() -> impl Iterator<Item = (usize, &'static Topic)> {
    RULES.iter().enumerate().filter_map(|(n, rule)| Some((n, rule.check.topic()?)))
}

/// The bit of the rule with this number. There are at most 128 rules, which a test checks.
fn bit(rule: usize) -> u128 {
    1 << rule
}

/// Texts, each with the patterns that may match in it.
pub(super) struct Texts<'t, 'a>(Vec<(&'t Said<'a>, Vec<Start<'static>>)>);

impl<'t, 'a> Texts<'t, 'a> {
    /// Looks at these texts for the words of all topics.
    pub(super) fn new(texts: &'t [Said<'a>]) -> Texts<'t, 'a> {
        Texts(texts.iter().map(|said| (said, starts(said))).collect())
    }

    /// The texts with the patterns that the rule of this number in the registry tries on each.
    pub(super) fn of_rule(&self, rule: usize) -> impl Iterator<Item = (&'t Said<'a>, &[Start<'static>])> {
        self.0.iter().map(move |(said, starts)| {
            let from = starts.partition_point(|start| start.owner.rule < rule);
            let to = starts.partition_point(|start| start.owner.rule <= rule);
            (*said, &starts[from..to])
        })
    }
}

fn starts(said: &Said<'_>) -> Vec<Start<'static>> {
    let of = parts_of(said.part);
    if of == 0 {
        return Vec::new();
    }
    let gate = &*GATE;
    let with_word = rules_with_words(said.lower());
    gate.starts.in_text(said.lower(), |owner| {
        let is_cue = RULES[owner.rule].check.topic().is_some_and(|topic| owner.pattern < topic.cues.len());
        gate.parts[owner.rule][owner.pattern] & of != 0 && (!is_cue || with_word & bit(owner.rule) != 0)
    })
}

/// The rules with a word in this text, which is in lower case.
fn rules_with_words(text: &str) -> u128 {
    let found = GATE.words.find_overlapping_iter(text);
    found.fold(0, |rules, found| rules | GATE.rules[found.pattern().as_usize()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_a_bit_of_its_own() {
        assert!(RULES.len() <= 128, "widen the bits of the rules");
    }

    #[test]
    fn a_text_has_the_rules_of_its_words() {
        for (n, topic) in topics() {
            let word = topic.words.first().map_or("", |word| *word).to_lowercase();
            assert!(rules_with_words(&format!("x {word} y")) & bit(n) != 0, "{word}");
        }
        assert!(topics().count() > 20);
        assert_eq!(rules_with_words("zzz"), 0);
    }
}
