//! `must-have-untouched`: a must-have that shares no content word with what the loop asks about it.
//!
//! The rule looks at a kit, so it is not in the registry of rules for role specs. A must-have is untouched if none
//! of its content words occurs in the prompts, probes, listen-fors, red flags, anchors and exhibits of the slots of
//! its competency, nor in its own probes. A slot whose question is listed as `evidence` of the must-have always
//! touches it.
//!
//! Content words have four letters or more, or are abbreviations in capitals; stop words, among them numbers and
//! phrases of job postings, do not count. Two words agree if they begin alike and differ only in their last letters.
//! Role specs do not name their language, so words are compared in this way and not with a stemmer for one language. A
//! text in a script without spaces between words is not judged, because its words cannot be told apart.

use std::collections::BTreeSet;

use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Kit, KitSlot, MustHave, RoleSpec};
use crate::text::words;

/// Letters that two words of the same stem have in common at the start.
const STEM: usize = 4;
/// Letters that a word may have after the part that it has in common with another.
const ENDING: usize = 3;

/// Words that occur in texts on any subject.
const STOP: &[&str] = &[
    "about",
    "above",
    "across",
    "after",
    "again",
    "against",
    "also",
    "always",
    "among",
    "another",
    "around",
    "because",
    "been",
    "before",
    "being",
    "below",
    "between",
    "both",
    "cannot",
    "could",
    "does",
    "doing",
    "done",
    "down",
    "during",
    "each",
    "either",
    "else",
    "even",
    "ever",
    "every",
    "everything",
    "from",
    "have",
    "having",
    "here",
    "into",
    "itself",
    "just",
    "last",
    "less",
    "like",
    "made",
    "make",
    "makes",
    "making",
    "many",
    "might",
    "more",
    "most",
    "much",
    "must",
    "neither",
    "never",
    "next",
    "once",
    "only",
    "other",
    "others",
    "over",
    "same",
    "shall",
    "should",
    "since",
    "some",
    "such",
    "than",
    "that",
    "their",
    "them",
    "then",
    "there",
    "these",
    "they",
    "thing",
    "things",
    "this",
    "those",
    "through",
    "together",
    "under",
    "until",
    "upon",
    "very",
    "want",
    "wants",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "whom",
    "whose",
    "will",
    "with",
    "within",
    "without",
    "would",
    "your",
    "yourself",
    // Numbers.
    "three",
    "four",
    "five",
    "seven",
    "eight",
    "nine",
    "eleven",
    "twelve",
    "twenty",
    "thirty",
    "hundred",
    "thousand",
    "million",
    "first",
    "second",
    "third",
    "half",
    "twice",
    // What any requirement may say.
    "ability",
    "able",
    "candidate",
    "candidates",
    "excellent",
    "experience",
    "experienced",
    "good",
    "great",
    "highly",
    "interview",
    "knowledge",
    "person",
    "proven",
    "relevant",
    "required",
    "skill",
    "skills",
    "strong",
    "very",
    "well",
    "work",
    "working",
    "works",
    "year",
    "years",
];

/// The must-haves of a role spec that nothing in the kit touches, in the order of the role spec. A must-have
/// whose competency has no slot in the kit is left out: the kit is older than the must-have.
pub fn untouched<'r>(role: &'r RoleSpec, kit: &Kit) -> Vec<&'r MustHave> {
    role.must_haves.iter().filter(|must| is_untouched(must, kit)).collect()
}

/// Reports the must-haves that nothing in the kit touches.
pub fn report_untouched(role: &RoleSpec, kit: &Kit, sink: &mut Sink) {
    for must in untouched(role, kit) {
        let message = format!("nothing that the loop asks touches the must-have `{}`", must.text);
        let finding = Diagnostic::new(&codes::MUST_HAVE_UNTOUCHED, message)
            .at(&must.place, format!("the questions on `{}` share no word with it", must.competency))
            .help(format!("add a probe of its own, such as `probe: \"{}\"`", probe(must)))
            .help("or name questions that show it under `evidence`, or another competency");
        sink.report(finding);
    }
}

/// A follow-up question in the words of the must-have, as a quoted text of YAML without its quotation marks.
fn probe(must: &MustHave) -> String {
    let text = must.text.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = text.trim_end_matches(['.', '!', '?', ';', ',']);
    let text = text.replace('\\', "\\\\").replace('"', "\\\"").replace("{{", "{ {").replace("}}", "} }");
    format!("This role asks for the following: {text}. When did you last show this, and what did you do?")
}

fn is_untouched(must: &MustHave, kit: &Kit) -> bool {
    let mut slots = kit.slots().filter(|slot| slot.competency == must.competency.as_str()).peekable();
    let content = content(&must.text);
    if content.is_empty() || slots.peek().is_none() || has_words_without_spaces(&must.text) {
        return false;
    }
    let own = must.probes.iter().any(|probe| touches(&content, probe));
    !own && !slots.any(|slot| {
        let is_evidence = must.evidence.iter().any(|id| id.as_str() == slot.question.id);
        is_evidence || texts(slot).any(|text| touches(&content, text))
    })
}

/// What is asked in a slot, and what its interviewers listen for.
fn texts(slot: &KitSlot) -> impl Iterator<Item = &str> {
    let question = &slot.question;
    let probes = question.probes.iter().chain(&slot.must_have_probes).map(|probe| &probe.ask);
    let evidence = question.listen_for.iter().chain(&question.red_flags).chain(question.anchors.values());
    let shown = question.exhibits.iter().flat_map(|exhibit| [&exhibit.title, &exhibit.text]);
    std::iter::once(&question.prompt).chain(probes).chain(evidence).chain(shown).map(String::as_str)
}

fn touches(content: &BTreeSet<String>, text: &str) -> bool {
    words(text).iter().map(|word| word.to_lowercase()).any(|word| content.iter().any(|c| agree(c, &word)))
}

/// The content words of a must-have, in lower case. Parts of a word with hyphens count as words of their own.
fn content(text: &str) -> BTreeSet<String> {
    let parts = words(text).into_iter().flat_map(|word| word.split('-'));
    let parts = parts.map(|word| word.split(['\'', '’']).next().unwrap_or(word));
    let is_content = |word: &&str| {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_abbreviation = letters > 1 && word.chars().all(|c| !c.is_lowercase());
        (letters >= STEM || is_abbreviation) && !STOP.contains(&word.to_lowercase().as_str())
    };
    parts.filter(is_content).map(str::to_lowercase).collect()
}

/// The content words of a text, each as the beginning that its inflections have in common: the word without an ending.
pub fn content_words(text: &str) -> BTreeSet<String> {
    content(text).into_iter().map(|word| stem(&word)).collect()
}

fn stem(word: &str) -> String {
    let ends = ["ations", "ation", "ings", "ing", "ies", "ed", "es", "ly", "s", "e", "y"];
    let cut =
        ends.iter().find_map(|end| word.strip_suffix(end).filter(|rest| rest.chars().count() >= STEM - 1));
    cut.unwrap_or(word).to_owned()
}

/// True if two words in lower case are equal, or begin alike and have short endings.
fn agree(a: &str, b: &str) -> bool {
    if a == b || b.split('-').any(|part| part == a) {
        return true;
    }
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    common >= STEM && [a, b].iter().all(|word| word.chars().count() - common <= ENDING)
}

/// True if the text has letters of a script that is written without spaces between words: Thai, Lao, Khmer,
/// Burmese, Chinese or Japanese.
fn has_words_without_spaces(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{2ffff}')
    })
}

#[cfg(test)]
mod tests {
    use super::{agree, content, has_words_without_spaces};

    #[test]
    fn content_words_leave_out_numbers_and_phrases_of_postings() {
        let found = |text: &str| content(text).into_iter().collect::<Vec<_>>();
        assert_eq!(found("Can juggle five balls"), ["balls", "juggle"]);
        assert_eq!(found("Strong experience with SQL, and able to work"), ["sql"]);
        assert_eq!(found("A well-known follow-up"), ["follow", "known"]);
        assert!(found("Is it up to us?").is_empty());
    }

    #[test]
    fn words_of_one_stem_agree_and_others_do_not() {
        for (a, b) in [
            ("juggle", "juggling"),
            ("balls", "ball"),
            ("version", "versioning"),
            ("sql", "sql"),
            ("plan", "re-plan"),
        ] {
            assert!(agree(a, b), "{a} {b}");
        }
        for (a, b) in [("ball", "balance"), ("spec", "spectacular"), ("data", "date"), ("sql", "sqlite")] {
            assert!(!agree(a, b), "{a} {b}");
        }
    }

    #[test]
    fn scripts_without_spaces_are_recognised() {
        assert!(has_words_without_spaces("五つの玉") && has_words_without_spaces("ทำงาน"));
        assert!(!has_words_without_spaces("Жонглирует пятью мячами, né à Liège"));
    }
}
