//! What is recorded beside the submissions of a candidate: agreed ratings, decisions and the log. The types are exactly
//! the structure of `agreed.json`, `decisions.json` and `log.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::KitRound;

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

impl Decision {
    /// True if it says that the candidate was stopped early, and also goes on with the candidate. `rounds`: those of the
    /// kit.
    pub fn contradicts_itself(&self, rounds: &[KitRound]) -> bool {
        let Some(after) = &self.after else { return false };
        let is_last = rounds.last().is_some_and(|round| round.id == *after);
        self.outcome.goes_on() && !is_last
    }
}

impl Outcome {
    /// The word of the files.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Offer => "offer",
            Outcome::NotSelected => "not-selected",
            Outcome::Withdrew => "withdrew",
            Outcome::HeldOver => "held-over",
            Outcome::Appointable => "appointable",
            Outcome::Reserve => "reserve",
        }
    }

    /// Whether it goes on with the candidate.
    pub fn goes_on(self) -> bool {
        matches!(self, Outcome::Offer | Outcome::Appointable | Outcome::Reserve)
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
