//! Finds which patterns of the topic rules have to be tried on a text. One pass over the text finds the topics of which
//! a word occurs in it. A second pass finds the words of the text at which a pattern can match.
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
}

static GATE: LazyLock<Gate> = LazyLock::new(|| {
    let mut words: BTreeMap<String, u128> = BTreeMap::new();
    let mut starts = Starts::default();
    for (rule, topic) in topics() {
        for word in topic.words {
            *words.entry(word.to_ascii_lowercase()).or_default() |= bit(rule);
        }
        for (pattern, alternatives) in topic.patterns().enumerate() {
            starts.add(Owner { rule, pattern }, alternatives);
        }
    }
    let rules = words.values().copied().collect();
    let built = AhoCorasick::new(words.keys());
    let words = built.unwrap_or_else(|error| panic!("internal: the words of the topics: {error}"));
    Gate { words, rules, starts }
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
    let parts = parts_of(said.part);
    if parts == 0 {
        return Vec::new();
    }
    let with_word = rules_with_words(said.lower());
    GATE.starts.in_text(said.lower(), |owner| {
        let topic = RULES[owner.rule].check.topic();
        topic.is_some_and(|topic| topic.tries(owner.pattern, parts, with_word & bit(owner.rule) != 0))
    })
}

/// The rules with a word in this text, which is in lower case.
fn rules_with_words(text: &str) -> u128 {
    let found = GATE.words.find_overlapping_iter(text);
    found.fold(0, |rules, found| rules | GATE.rules[found.pattern().as_usize()])
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use regex_automata::meta::Regex;

    use super::*;
    use crate::lint::starts::matches;
    use crate::lint::terms;

    #[test]
    fn every_rule_has_a_bit_of_its_own() {
        assert!(RULES.len() <= 128, "widen the bits of the rules");
    }

    /// The lines of the texts that rules were written on, of advertisements and of probes.
    fn lines() -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
        let mut lines = Vec::new();
        for folder in ["lints/corpus/tune", "lints/postings", "data/probes"] {
            for entry in fs::read_dir(root.join(folder)).expect("a folder") {
                let text = fs::read_to_string(entry.expect("an entry").path()).expect("a text");
                lines.extend(text.lines().map(str::to_ascii_lowercase));
            }
        }
        lines
    }

    #[test]
    fn patterns_compile_and_match_from_their_starts_as_they_do_alone() {
        // All lines take a minute.
        let lines: Vec<String> = lines().into_iter().step_by(3).collect();
        assert!(lines.len() > 2_400, "only {} lines", lines.len());
        let regexes: BTreeMap<Owner, Regex> = (topics())
            .flat_map(|(rule, topic)| {
                topic.patterns().enumerate().map(move |(pattern, texts)| (rule, pattern, texts))
            })
            .map(|(rule, pattern, texts)| (Owner { rule, pattern }, terms::regex(&texts.join("|"))))
            .collect();
        let mut found = 0;
        for line in &lines {
            let starts = GATE.starts.in_text(line, |_| true);
            for (owner, regex) in &regexes {
                let from = starts.partition_point(|start| start.owner < *owner);
                let to = starts.partition_point(|start| start.owner <= *owner);
                let alone =
                    regex.find(line).map(|it| it.start()..it.start() + line[it.range()].trim_end().len());
                found += usize::from(alone.is_some());
                let from_starts = matches(line, &starts[from..to]).into_iter().next();
                assert_eq!(alone, from_starts, "{} {}: {line}", RULES[owner.rule].code.id, owner.pattern);
            }
        }
        assert!(found > 1_700, "only {found} matches were compared");
    }

    #[test]
    fn what_takes_a_match_back_compiles() {
        for (_, topic) in topics() {
            [topic.other, topic.pass].iter().filter(|list| !list.is_empty()).for_each(|list| {
                terms::regex(&list.join("|"));
            });
        }
    }

    /// Patterns work on bytes, so a match must not end inside of a letter.
    #[test]
    fn letters_of_all_scripts_stay_whole() {
        for line in lines().iter().step_by(20) {
            for letter in ["é", "ß", "ж", "م", "语", "’", "—", "\u{a0}", "🙂"] {
                let glued = line.replace(' ', letter);
                let between = line.replace(' ', &format!(" {letter}"));
                for text in [&glued, &between] {
                    for group in GATE.starts.in_text(text, |_| true).chunk_by(|a, b| a.owner == b.owner) {
                        matches(text, group)
                            .into_iter()
                            .for_each(|at| assert!(text.get(at).is_some(), "{text}"));
                    }
                }
            }
        }
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
