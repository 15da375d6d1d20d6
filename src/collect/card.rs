//! The keys of `scorecard.json` as a file has them, before their values are judged. JSON and YAML have the same keys.

use std::collections::BTreeMap;

use serde_json::Value;

use super::code::{FormCode, Unreadable};
use super::filled::{Filled, FilledSlot, Mark, line_feeds};
use crate::model::SCORECARD_FORMAT;
use crate::text::short;

/// Limit of entries in a list. A kit has at most 100 slots in a round.
pub(super) const MOST: usize = 1_000;

/// The keys of a scorecard that people write.
pub(super) const KEYS: [&str; 15] = [
    "format",
    "req",
    "candidate",
    "kit",
    "rule",
    "round",
    "interviewer",
    "held",
    "reopened",
    "submitted",
    "conflict",
    "complete",
    "ratings",
    "recommendation",
    "summary",
];
/// The keys of one rating.
pub(super) const RATING_KEYS: [&str; 8] =
    ["slot", "question", "wording", "rating", "unmarked", "reason", "notes", "evidence"];

/// A score as a file states it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) enum Given {
    /// The key is absent.
    #[default]
    Absent,
    /// `null`.
    Null,
    /// A number or a text, as a text.
    Value(String),
}

/// A scorecard as a file states it.
#[derive(Debug, Default)]
pub(super) struct Card {
    pub(super) format: Option<u64>,
    /// `req`, `candidate`, `kit`, `rule`, `round` and `interviewer`, those that are texts.
    pub(super) facts: Vec<(&'static str, String)>,
    pub(super) held: Option<String>,
    pub(super) reopened: Vec<String>,
    pub(super) submitted: Option<String>,
    pub(super) conflict: Option<bool>,
    /// `None` if the file does not say it.
    pub(super) complete: Option<bool>,
    pub(super) ratings: Vec<CardRating>,
    pub(super) recommendation: Given,
    pub(super) summary: String,
    pub(super) page: Option<Value>,
    /// Keys that are not those of a scorecard, as messages show them.
    pub(super) unknown: Vec<String>,
}

/// One rating as a file states it.
#[derive(Debug, Default)]
pub(super) struct CardRating {
    pub(super) slot: String,
    pub(super) rating: Given,
    pub(super) unmarked: bool,
    pub(super) reason: Option<String>,
    pub(super) notes: String,
    pub(super) evidence: String,
    pub(super) unknown: Vec<String>,
}

impl Card {
    /// The form that the scorecard is.
    ///
    /// # Errors
    /// [`Unreadable`] if it has another format, a slot twice, or says both that it is final and that it is not.
    pub(super) fn filled(self) -> Result<Filled, Unreadable> {
        let facts: BTreeMap<String, String> = self
            .facts
            .iter()
            .filter(|(_, value)| !value.trim().is_empty())
            .map(|(name, value)| ((*name).to_owned(), value.clone()))
            .collect();
        self.slots().map_err(|error| error.of_facts(&facts)).map(|filled| Filled { facts, ..filled })
    }

    /// The form without its facts.
    fn slots(self) -> Result<Filled, Unreadable> {
        if let Some(format) = self.format.filter(|format| *format != u64::from(SCORECARD_FORMAT)) {
            let newer = if format > u64::from(SCORECARD_FORMAT) { ": update panelkit" } else { "" };
            let message = format!(
                "this scorecard has format {format}, and this version reads format {SCORECARD_FORMAT}{newer}"
            );
            return Err(Unreadable::new(FormCode::Unreadable, message));
        }
        let submitted = self.submitted.filter(|time| !time.trim().is_empty());
        if let (Some(false), Some(time)) = (self.complete, &submitted) {
            let message = format!(
                "`complete` is false, and `submitted` says that the form became final at `{}`: remove one of them",
                short(time)
            );
            return Err(Unreadable::new(FormCode::ValueAndMarkDiffer, message));
        }
        let mut filled = Filled {
            recommendation: match self.recommendation {
                Given::Value(value) => Mark::of_value(value),
                Given::Absent | Given::Null => Mark::default(),
            },
            summary: line_feeds(&self.summary),
            complete: self.complete == Some(true),
            conflict: self.conflict,
            submitted,
            held: self.held,
            reopened: self.reopened,
            page: self.page,
            ..Filled::default()
        };
        let unknown = self.unknown.iter().map(|key| (key, ""));
        let of_ratings =
            self.ratings.iter().flat_map(|r| r.unknown.iter().map(move |key| (key, r.slot.as_str())));
        for (key, slot) in unknown.chain(of_ratings) {
            let of = if slot.is_empty() { String::new() } else { format!(" of `{slot}`") };
            filled.notes.push(format!("the key {key}{of} is not read"));
        }
        for rating in self.ratings {
            let slot = rating.slot.trim().to_owned();
            if slot.is_empty() {
                return Err(Unreadable::new(
                    FormCode::UnknownSlot,
                    "an entry of `ratings` does not say which `slot` it is for",
                ));
            }
            if filled.slots.insert(slot.clone(), rating.filled()).is_some() {
                return Err(Unreadable::new(FormCode::TwoTicked, format!("`ratings` has `{slot}` twice")));
            }
        }
        Ok(filled)
    }
}

impl CardRating {
    fn filled(self) -> FilledSlot {
        let rating = match self.rating {
            Given::Value(value) => Mark::of_value(value),
            Given::Null if !self.unmarked => Mark::of_value("na"),
            Given::Null | Given::Absent => Mark::default(),
        };
        FilledSlot {
            rating,
            reason: self.reason.filter(|reason| !reason.is_empty()),
            notes: line_feeds(&self.notes),
            evidence: line_feeds(&self.evidence),
        }
    }
}
