//! Finds questions with the same or nearly the same words.
//!
//! The measure is the resemblance of Broder (1997): the share of pairs of neighbouring words that two texts
//! have in common, |A ∩ B| / |A ∪ B|. The threshold is [`SIMILAR`]. Two prompts or two anchors about
//! different situations have a resemblance below 0.2 in the largest shipped bank, and below the threshold in
//! every shipped bank. A prompt in which every sixth word is replaced still has 0.48 with the original.
//! `tests/banks` checks these two limits, and that a prompt changed in this way is still found; it does not
//! check the figure 0.48.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::model::{Bank, Question};
use crate::text::words;

/// Texts with at least this resemblance are reported.
pub const SIMILAR: f64 = 0.25;
/// A pair of words that occurs in more than this many texts is ignored.
const COMMON: usize = 400;

/// The kinds of likeness.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Alike {
    /// The texts are identical.
    Exact,
    /// The texts are the same except for case, punctuation and white space.
    Normalised,
    /// The texts have this resemblance.
    Similar(f64),
}

/// Two texts that are alike.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pair {
    /// Id of the first question.
    pub first: String,
    /// Id of the second question; the same for two anchors of one question.
    pub second: String,
    /// `prompt`, or `anchor` with the scores.
    pub what: String,
    /// The kind of likeness.
    pub alike: Alike,
    /// True if both texts belong to one question, or to questions of one family, which are alike on purpose.
    pub family: bool,
}

struct Text<'b> {
    question: &'b Question,
    /// None for the prompt.
    score: Option<u8>,
    raw: &'b str,
    words: String,
    shingles: BTreeSet<u64>,
}

/// Pairs of prompts with a resemblance of at least `threshold`, in the order of the bank.
pub fn alike_prompts(bank: &Bank, threshold: f64) -> Vec<Pair> {
    alike(bank.questions.iter().map(|q| text(q, None, q.prompt.raw())).collect(), threshold)
}

/// Pairs of prompts, and pairs of anchors, with a resemblance of at least `threshold`; the most alike first.
pub fn duplicates(bank: &Bank, threshold: f64) -> Vec<Pair> {
    let anchors = bank
        .questions
        .iter()
        .flat_map(|q| q.anchors.iter().map(move |(score, anchor)| text(q, Some(*score), anchor.raw())));
    let mut pairs = alike_prompts(bank, threshold);
    pairs.extend(alike(anchors.collect(), threshold));
    let rank = |pair: &Pair| match pair.alike {
        Alike::Exact => 3.0,
        Alike::Normalised => 2.0,
        Alike::Similar(share) => share,
    };
    pairs.sort_by(|a, b| {
        let order = rank(b).total_cmp(&rank(a));
        order.then_with(|| (&a.first, &a.second, &a.what).cmp(&(&b.first, &b.second, &b.what)))
    });
    pairs
}

fn text<'b>(question: &'b Question, score: Option<u8>, raw: &'b str) -> Text<'b> {
    let list: Vec<String> = words(raw).iter().map(|w| w.to_lowercase()).collect();
    let shingles = list.windows(2).map(|pair| hash(&pair.join(" "))).collect();
    Text { question, score, raw, words: list.join(" "), shingles }
}

/// FNV-1a hash of a pair of words.
fn hash(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

fn alike(texts: Vec<Text<'_>>, threshold: f64) -> Vec<Pair> {
    let mut index: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (n, text) in texts.iter().enumerate() {
        text.shingles.iter().for_each(|s| index.entry(*s).or_default().push(n));
    }
    let mut pairs = Vec::new();
    for (n, text) in texts.iter().enumerate() {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for others in text.shingles.iter().filter_map(|s| index.get(s)).filter(|o| o.len() <= COMMON) {
            others.iter().filter(|m| **m < n).for_each(|m| *shared.entry(*m).or_default() += 1);
        }
        for (m, common) in shared {
            let other = &texts[m];
            let all = text.shingles.len() + other.shingles.len() - common;
            let share = common as f64 / all.max(1) as f64;
            if share >= threshold {
                pairs.push(pair(other, text, share));
            }
        }
    }
    pairs
}

fn pair(first: &Text<'_>, second: &Text<'_>, share: f64) -> Pair {
    let alike = match (first.raw == second.raw, first.words == second.words) {
        (true, _) => Alike::Exact,
        (_, true) => Alike::Normalised,
        _ => Alike::Similar(share),
    };
    let what = match (first.score, second.score) {
        (Some(a), Some(b)) => format!("anchors {a} and {b}"),
        _ => "prompts".to_owned(),
    };
    let (a, b) = (first.question, second.question);
    Pair {
        first: a.id.to_string(),
        second: b.id.to_string(),
        what,
        alike,
        family: a.id == b.id || a.family.is_some() && a.family == b.family,
    }
}
