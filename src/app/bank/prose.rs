//! How plainly the questions of a bank are written, and views of their texts for an editor.

use std::collections::BTreeSet;

use serde::Serialize;

use super::open;
use crate::app::Call;
use crate::lint::{breaches, content_words, lead, longest_sentence, sentences_of, word_count};
use crate::model::{Bank, Question, Status};
use crate::store::Fault;
use crate::text::words;

/// Readability and length of a question.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Reads {
    /// The question.
    pub question: String,
    /// Words of the prompt.
    pub words: usize,
    /// Flesch reading ease; a higher figure is easier.
    pub ease: f64,
    /// Minutes that it takes to ask and answer it.
    pub spoken: f64,
    /// Minutes that the bank allows for it.
    pub minutes: u32,
    /// Words of the longest sentence of prompt and anchors.
    pub longest: usize,
    /// Whether it is hard to follow by ear.
    pub hard: bool,
    /// Whether it takes longer than `minutes`.
    pub long: bool,
    /// The limits of plain wording that it breaks: where and what.
    pub breaks: Vec<String>,
}

/// Reading ease below which a prompt is hard to follow by ear.
const HARD: f64 = 50.0;

/// Readability and length of each question of a bank.
///
/// # Errors
/// [`Fault::Request`] for an unknown bank, [`Fault::Findings`] when it has errors.
pub fn prose(bank: Option<&str>, call: &mut Call<'_>) -> Result<Vec<Reads>, Fault> {
    let bank = open(bank, call)?;
    let reads = |question: &Question| {
        let prose = question.prose();
        let breaks = breaches(question).into_iter().map(|it| format!("{}: {}", it.route, it.what));
        Reads {
            question: question.id.to_string(),
            words: prose.words,
            ease: prose.ease,
            spoken: prose.spoken,
            minutes: question.minutes,
            longest: texts(question).map(|(_, text)| word_count(longest_sentence(text))).max().unwrap_or(0),
            hard: prose.ease < HARD,
            long: prose.spoken > f64::from(question.minutes),
            breaks: breaks.collect(),
        }
    };
    Ok(bank.questions.iter().map(reads).collect())
}

/// The prompt and the anchors without their leads, each with its path.
fn texts(question: &Question) -> impl Iterator<Item = (String, &str)> {
    let anchors = question.anchors.iter().map(|(score, it)| (format!("anchors.{score}"), lead(it.raw()).1));
    std::iter::once(("prompt".to_owned(), question.prompt.raw())).chain(anchors)
}

/// A view of the texts of a bank.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The longest sentences first.
    Sentences,
    /// The leads of each question beside each other.
    Leads,
    /// The anchor that meets the requirement beside the next one.
    Pairs,
    /// Fixed probes that share words with the higher of these two anchors alone.
    Probes,
    /// The deed that separates the next anchor from the one that meets the requirement.
    Deeds,
}

/// A line of a view.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The question.
    pub question: String,
    /// The path of the text in the question.
    pub place: String,
    /// Words of the text.
    pub words: usize,
    /// The text.
    pub text: String,
    /// What the view adds: the words that a probe shares with the anchor, or the lead of the anchor; empty in the others.
    pub note: String,
}

/// The lines of a view of the questions in use. Every view but the one of sentences keeps the order of the bank.
///
/// # Errors
/// [`Fault::Request`] for an unknown bank, [`Fault::Findings`] when it has errors.
pub fn view(bank: Option<&str>, view: View, call: &mut Call<'_>) -> Result<Vec<Line>, Fault> {
    let bank = open(bank, call)?;
    let in_use = bank.questions.iter().filter(|q| matches!(q.status, Status::Active | Status::Draft));
    let mut lines: Vec<Line> = in_use
        .flat_map(|question| match view {
            View::Sentences => sentences(question),
            View::Leads => leads(question),
            View::Pairs => pair(question, &bank),
            View::Probes => probes(question, &bank),
            View::Deeds => deed(question, &bank).into_iter().collect(),
        })
        .collect();
    if view == View::Sentences {
        lines.sort_by_key(|line| std::cmp::Reverse(line.words));
    }
    Ok(lines)
}

fn line(question: &Question, place: impl Into<String>, text: &str, note: &str) -> Line {
    Line {
        question: question.id.to_string(),
        place: place.into(),
        words: word_count(text),
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
        note: note.to_owned(),
    }
}

fn sentences(question: &Question) -> Vec<Line> {
    texts(question)
        .flat_map(|(place, text)| {
            sentences_of(text).map(move |it| line(question, place.clone(), it, "")).collect::<Vec<_>>()
        })
        .collect()
}

fn leads(question: &Question) -> Vec<Line> {
    let of = |(score, it): (&u8, &'_ crate::model::Phrase)| {
        line(question, format!("anchors.{score}"), lead(it.raw()).0.unwrap_or_default(), "")
    };
    question.anchors.iter().map(of).collect()
}

/// The score that meets the requirement and the next one, with their anchors; `None` if the question lacks one of them.
fn steps<'q>(question: &'q Question, bank: &Bank) -> Option<[(u8, &'q str); 2]> {
    let meets = bank.meets();
    let mut from = question.anchors.range(meets..).map(|(score, it)| (*score, it.raw()));
    let (first, second) = (from.next()?, from.next()?);
    (first.0 == meets).then_some([first, second])
}

fn pair(question: &Question, bank: &Bank) -> Vec<Line> {
    let steps = steps(question, bank).into_iter().flatten();
    steps.map(|(score, text)| line(question, format!("anchors.{score}"), text, "")).collect()
}

/// Fixed probes that share content words with the next anchor which the prompt and the anchor below do not have: they may
/// ask for the very deed that the anchor rewards.
fn probes(question: &Question, bank: &Bank) -> Vec<Line> {
    let Some([(_, below), (_, above)]) = steps(question, bank) else { return Vec::new() };
    let known: BTreeSet<String> =
        content_words(below).into_iter().chain(content_words(question.prompt.raw())).collect();
    let new: BTreeSet<String> = content_words(above).difference(&known).cloned().collect();
    let fixed = question.probes.iter().enumerate().filter(|(_, probe)| probe.condition.is_none());
    fixed
        .filter_map(|(n, probe)| {
            let is_new = |word: &&str| content_words(word).iter().any(|it| new.contains(it));
            let shared: BTreeSet<String> =
                words(probe.ask.raw()).into_iter().filter(is_new).map(str::to_lowercase).collect();
            let shared: Vec<&str> = shared.iter().map(String::as_str).collect();
            let place = format!("probes[{n}]");
            (!shared.is_empty()).then(|| line(question, place, probe.ask.raw(), &shared.join(", ")))
        })
        .collect()
}

/// The sentence of the next anchor that has the largest share of words which the anchor below does not have.
fn deed(question: &Question, bank: &Bank) -> Option<Line> {
    let [(_, below), (score, above)] = steps(question, bank)?;
    let known = content_words(below);
    let (name, body) = lead(above);
    let news = |text: &str| {
        let words = content_words(text);
        let new = words.difference(&known).count();
        (new * 1000 / words.len().max(1), new)
    };
    let deed = sentences_of(body).max_by_key(|it| news(it))?;
    Some(line(question, format!("anchors.{score}"), deed, name.unwrap_or_default()))
}
