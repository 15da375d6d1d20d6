//! What is recorded beside the submissions of a candidate: agreed ratings, decisions and the log. The types are exactly
//! the structure of `agreed.json`, `decisions.json` and `log.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the panel agreed on for one slot. The independent ratings stay as they are.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Agreed {
    /// Id of the slot.
    pub slot: String,
    /// A score of the kit's scale.
    pub rating: u8,
    /// The reason.
    pub why: String,
    /// The day, as in `2026-11-26`.
    pub date: String,
}

/// A decision about a candidate. The last one counts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Decision {
    /// What was decided.
    pub outcome: Outcome,
    /// Names of the people who decided.
    pub by: Vec<String>,
    /// The reason.
    pub why: String,
    /// Id of the round after which the candidate was stopped early; `null` otherwise.
    #[serde(default)]
    pub after: Option<String>,
    /// Why the decision departs from the rule or from the recommendations; `null` if it does not.
    #[serde(default)]
    pub departs: Option<String>,
    /// The day, as in `2026-11-26`.
    pub date: String,
}

/// What was decided about a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// The candidate gets an offer.
    Offer,
    /// The candidate is not selected.
    NotSelected,
    /// The candidate withdrew.
    Withdrew,
    /// The decision waits.
    HeldOver,
    /// The candidate could be appointed, but another one gets the offer.
    Appointable,
    /// The candidate is asked next if the offer is declined.
    Reserve,
}

impl Outcome {
    /// The words of the files, in the order of the variants.
    pub const WORDS: &'static [&'static str] =
        &["offer", "not-selected", "withdrew", "held-over", "appointable", "reserve"];

    /// The word of the files.
    pub fn word(self) -> &'static str {
        Outcome::WORDS[self as usize]
    }

    /// The outcome that a word of the files names; `None` for any other word.
    pub fn from_word(word: &str) -> Option<Outcome> {
        use Outcome::{Appointable, HeldOver, NotSelected, Offer, Reserve, Withdrew};
        [Offer, NotSelected, Withdrew, HeldOver, Appointable, Reserve].into_iter().find(|o| o.word() == word)
    }
}

/// An entry of a candidate's log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Logged {
    /// The day, as in `2026-11-26`.
    pub date: String,
    /// What happened.
    pub what: LoggedWhat,
    /// Id of the round; `null` if the entry is about all rounds.
    #[serde(default)]
    pub round: Option<String>,
    /// Name of the interviewer; `null` if the entry is about all interviewers of the round, or the round names none.
    #[serde(default)]
    pub interviewer: Option<String>,
    /// The reason; empty if the command asks for none.
    #[serde(default)]
    pub why: String,
}

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum LoggedWhat {
    /// The form of this seat will not come.
    Excused,
    /// Scores were shown while a form was missing.
    Partial,
    /// A complete submission was replaced.
    Forced,
    /// A complete form was opened again and changed.
    Reopened,
    /// The panel agreed on a rating.
    Agreed,
}
