//! The limits of plain wording for a question, as `docs/writing-questions.md` gives them.

use std::sync::LazyLock;

use regex::Regex;

use super::sentences::{pattern, sentences};
use crate::model::{Question, QuestionType};

/// Words of a prompt.
const PROMPT: usize = 45;
/// Words of a sentence in a prompt.
const PROMPT_SENTENCE: usize = 18;
/// Numbers in a prompt without an exhibit.
const NUMBERS: usize = 3;
/// Words of a sentence in an anchor.
const ANCHOR_SENTENCE: usize = 20;
/// Words of a lead.
const LEAD: std::ops::RangeInclusive<usize> = 2..=6;
/// Words of an anchor. The guide asks for 20 to 30; these are the limits beyond which a reader trips.
const ANCHOR: std::ops::RangeInclusive<usize> = 15..=34;
/// Words of the longest anchor for 100 words of the shortest. The guide asks for 125.
const SPREAD: usize = 135;

/// A limit that a text of a question breaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The path of the text in the question, such as `anchors.4`; empty for the question.
    pub route: String,
    /// What is wrong, in a few words.
    pub what: String,
}

/// The number of words of a text: parts between white space that have a letter or a digit.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().filter(|part| part.contains(char::is_alphanumeric)).count()
}

/// The longest sentence of a text; empty for an empty text.
pub fn longest_sentence(text: &str) -> &str {
    sentences(text).into_iter().map(|it| it.text).max_by_key(|text| word_count(text)).unwrap_or_default()
}

/// The sentences of a text, in their order.
pub fn sentences_of(text: &str) -> impl Iterator<Item = &str> {
    sentences(text).into_iter().map(|it| it.text)
}

/// The lead of an anchor, without its marks, and the rest.
pub fn lead(anchor: &str) -> (Option<&str>, &str) {
    let inside = anchor.trim_start().strip_prefix("**").and_then(|rest| rest.split_once("**"));
    inside.map_or((None, anchor), |(lead, rest)| (Some(lead.trim()), rest.trim_start()))
}

static NUMBER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"[$€£]?\d[\d,.]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|twice)\b",
    )
});
static POINTS_BACK: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:besides|beyond|on top|in addition|moreover|also|goes (?:further|on)|further|along with|with that|then|adds?|once that|from the same|builds on|over and above|gets the same|same as)\b",
    )
});
static CLAUSE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?:^|[.;,] |and )(?:what|how|who|why|whether|which|where|when)\b[^.;]{6,110}?\b(?:is|are|was|were|stays?|comes?|came|goes|went|does|do)\b(?: as| not| never| only| missing| unasked| left| blank| open| unknown|n't)",
    )
});
static BOOKISH: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(?:reckon\w*|mend(?:s|ed)?|whom|lest|dearer|rung|bid|parted|in place of)\b")
});
static NO_STORY: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"comes to mind|no (?:such|case|story|example)|cannot think|has? none|never"));

/// The limits that the texts of a question break.
pub fn breaches(question: &Question) -> Vec<Breach> {
    let mut found = Vec::new();
    of_prompt(question, &mut found);
    for (score, anchor) in &question.anchors {
        of_anchor(&format!("anchors.{score}"), anchor.raw(), &mut found);
    }
    let counts: Vec<usize> = question.anchors.values().map(|anchor| word_count(anchor.raw())).collect();
    if let (Some(least), Some(most)) = (counts.iter().min(), counts.iter().max())
        && most * 100 > least * SPREAD
    {
        add("anchors", format!("anchors of {least} to {most} words"), &mut found);
    }
    let is_way_on =
        |it: &crate::model::Probe| it.condition.as_ref().is_some_and(|c| NO_STORY.is_match(c.raw()));
    if question.kind == QuestionType::Behavioral && !question.probes.iter().any(is_way_on) {
        add("probes", "no probe for a candidate without a story", &mut found);
    }
    found
}

fn add(route: &str, what: impl Into<String>, found: &mut Vec<Breach>) {
    found.push(Breach { route: route.to_owned(), what: what.into() });
}

fn of_prompt(question: &Question, found: &mut Vec<Breach>) {
    let prompt = question.prompt.raw();
    let all = word_count(prompt);
    if all > PROMPT {
        add("prompt", format!("a prompt of {all} words, the limit is {PROMPT}"), found);
    }
    let longest = word_count(longest_sentence(prompt));
    if longest > PROMPT_SENTENCE {
        add("prompt", format!("a sentence of {longest} words, the limit is {PROMPT_SENTENCE}"), found);
    }
    let numbers = NUMBER.find_iter(prompt).count();
    if question.exhibits.is_empty() && numbers > NUMBERS {
        add("prompt", format!("{numbers} numbers and no exhibit, the limit is {NUMBERS}"), found);
    }
    if let Some(word) = BOOKISH.find(prompt) {
        add("prompt", format!("the bookish word `{}`", word.as_str()), found);
    }
}

fn of_anchor(route: &str, anchor: &str, found: &mut Vec<Breach>) {
    let (lead, body) = lead(anchor);
    match lead.map(word_count) {
        None => add(route, "no lead in bold", found),
        Some(words) if !LEAD.contains(&words) => {
            add(route, format!("a lead of {words} words, not {} to {}", LEAD.start(), LEAD.end()), found);
        }
        Some(_) => {}
    }
    let all = word_count(anchor);
    if !ANCHOR.contains(&all) {
        add(route, format!("{all} words, not {} to {}", ANCHOR.start(), ANCHOR.end()), found);
    }
    let longest = word_count(longest_sentence(body));
    if longest > ANCHOR_SENTENCE {
        add(route, format!("a sentence of {longest} words, the limit is {ANCHOR_SENTENCE}"), found);
    }
    if POINTS_BACK.is_match(body) {
        add(route, "points to another anchor", found);
    }
    if CLAUSE.is_match(body) {
        add(route, "a clause as subject", found);
    }
    if let Some(word) = BOOKISH.find(body) {
        add(route, format!("the bookish word `{}`", word.as_str()), found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_sentences_and_leads_are_counted() {
        assert_eq!(word_count("It's $3,000 a month — for {{company}}."), 6);
        assert_eq!(
            longest_sentence("Stop. She says: 'Wait until Monday.' Why?"),
            "She says: 'Wait until Monday.'"
        );
        assert_eq!(lead("**Asks first.** Then waits."), (Some("Asks first."), "Then waits."));
        assert_eq!(lead("Asks first."), (None, "Asks first."));
        assert_eq!(NUMBER.find_iter("Two of 90 programs, $1,200.").count(), 3);
    }

    #[test]
    fn an_anchor_that_breaks_limits_says_which() {
        let mut found = Vec::new();
        of_anchor("anchors.4", "Besides, whom it may concern.", &mut found);
        let what: Vec<&str> = found.iter().map(|it| it.what.as_str()).collect();
        let all = [
            "no lead in bold",
            "5 words, not 15 to 34",
            "points to another anchor",
            "the bookish word `whom`",
        ];
        assert_eq!(what, all);
    }
}
