//! One filled-in scorecard that the program has read back. Its type is exactly the structure of `scorecard.json` and of
//! the files in `scores/`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::debrief::SeatName;
use super::kit::{Kit, KitSlot};

/// Version of `scorecard.json`.
pub const SCORECARD_FORMAT: u32 = 1;

/// What one interviewer wrote about one candidate in one round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Submission {
    /// Version of this format.
    pub format: u32,
    /// Id of the opening.
    pub req: String,
    /// Id of the candidate; `null` in a scorecard of the loop's own kit.
    #[serde(default)]
    pub candidate: Option<String>,
    /// Digest of the interview that the form belongs to: the kit's `digest`.
    pub kit: String,
    /// Digest of the rule for counting scores when the form was made: the kit's `rule`.
    #[serde(default)]
    pub rule: Option<String>,
    /// Id of the round.
    pub round: String,
    /// Name of the interviewer; `null` if the round names none.
    #[serde(default)]
    pub interviewer: Option<String>,
    /// The day of the interview, as in `2026-11-26`.
    #[serde(default)]
    pub held: Option<String>,
    /// The times at which a complete form was opened again.
    #[serde(default)]
    pub reopened: Vec<String>,
    /// When the interviewer said that the ratings are final (RFC 3339); `null` in a draft.
    #[serde(default)]
    pub submitted: Option<String>,
    /// Whether the interviewer knows the candidate or has another conflict; `null` if the form does not say.
    #[serde(default)]
    pub conflict: Option<bool>,
    /// One entry for each slot of the round.
    pub ratings: Vec<SlotRating>,
    /// A score of the kit's scale. It enters no total.
    #[serde(default)]
    pub recommendation: Option<u8>,
    /// What the interviewer wrote about the whole round.
    #[serde(default)]
    pub summary: String,
    /// What the page on the screen kept for itself: ticks, clocks, states. Only that page reads it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub page: Option<Value>,
}

impl Submission {
    /// True if the interviewer said that the ratings are final.
    pub fn is_complete(&self) -> bool {
        self.submitted.is_some()
    }

    /// Seconds from the end of the day of the interview until the ratings became final, in the time zone of the submission;
    /// `None` if it does not say one of the two.
    pub fn seconds_after_day(&self) -> Option<i64> {
        let held = self.held.as_deref()?.parse::<chrono::NaiveDate>().ok()?;
        let submitted = chrono::DateTime::parse_from_rfc3339(self.submitted.as_deref()?).ok()?;
        let end = held.succ_opt()?.and_time(chrono::NaiveTime::MIN);
        Some((submitted.naive_local() - end).num_seconds())
    }

    /// Whether the ratings became final more than 24 hours after the end of the day of the interview; `None` if it does not
    /// say one of the two.
    pub fn is_late(&self) -> Option<bool> {
        self.seconds_after_day().map(|seconds| seconds > 24 * 3600)
    }

    /// The round and the interviewer.
    pub fn seat(&self) -> SeatName {
        SeatName { round: self.round.clone(), interviewer: self.interviewer.clone() }
    }

    /// The ratings whose slot asks another question in this kit, or the same one in another wording, each with the slot;
    /// `None` if the kit has no such slot. A form that does not say its question or wording says nothing about it.
    pub fn replaced<'s>(
        &'s self,
        kit: &'s Kit,
    ) -> impl Iterator<Item = (&'s SlotRating, Option<&'s KitSlot>)> {
        let with_slot = |rating: &'s SlotRating| (rating, kit.slots().find(|slot| slot.id == rating.slot));
        self.ratings.iter().map(with_slot).filter(|(rating, slot)| {
            !slot.is_some_and(|slot| {
                let is = |now: &str, then: &str| then.is_empty() || now == then;
                is(&slot.question.wording, &rating.wording) && is(&slot.question.id, &rating.question)
            })
        })
    }
}

/// The rating of one slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct SlotRating {
    /// Id of the slot, `<round>.<number>`.
    pub slot: String,
    /// Id of the question that the form asked there. `collect` fills it in from the kit that the form belongs to.
    #[serde(default)]
    pub question: String,
    /// Digest of the wording of that question, also filled in by `collect`.
    #[serde(default)]
    pub wording: String,
    /// A score of the kit's scale; `null` if the answer was not assessed or nothing was marked.
    #[serde(default)]
    pub rating: Option<u8>,
    /// True if nothing was marked, neither a score nor "not assessed"; absent otherwise.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub unmarked: bool,
    /// Why the answer was not assessed; PDF and Markdown forms do not ask for it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<NotAssessed>,
    /// Notes, with line feeds as line ends.
    #[serde(default)]
    pub notes: String,
    /// The words of the candidate that decided the rating.
    #[serde(default)]
    pub evidence: String,
}

/// Why an answer was not assessed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum NotAssessed {
    /// The question was not asked.
    NotAsked,
    /// The round ended before this question.
    NotReached,
}

impl NotAssessed {
    /// The words of the files, in the order of the variants.
    pub const WORDS: &'static [&'static str] = &["not-asked", "not-reached"];

    /// The reason that a word of the files names; `None` for any other word.
    pub fn from_word(word: &str) -> Option<NotAssessed> {
        let at = NotAssessed::WORDS.iter().position(|known| *known == word)?;
        Some([NotAssessed::NotAsked, NotAssessed::NotReached][at])
    }
}
