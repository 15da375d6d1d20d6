//! The rule by which scores are counted. The role spec fixes it before the first interview.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How the scores of an opening are counted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Scoring {
    /// The score that a must-have needs, on the bank's rating scale.
    pub cut: u8,
    /// Which ratings count.
    #[serde(rename = "use")]
    pub ratings: RatingsUsed,
    /// How to count an answer that came only after a conditional probe.
    pub after_probe: AfterProbe,
    /// Whether interviewers are asked for a recommendation.
    pub recommendation: bool,
    /// The highest total in points; if absent, no points are printed.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub points: Option<u32>,
}

/// Which ratings count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RatingsUsed {
    /// The ratings that interviewers gave on their own.
    #[default]
    Independent,
    /// The ratings that the panel agreed on, where it did.
    Agreed,
}

impl RatingsUsed {
    /// The words the files use.
    pub const WORDS: &'static [&'static str] = &["independent", "agreed"];
}

/// How to count an answer that came only after a conditional probe.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AfterProbe {
    /// It counts at most as the score that means "meets the requirement".
    #[default]
    Cap,
    /// It counts in full.
    Full,
}

impl AfterProbe {
    /// The words the files use.
    pub const WORDS: &'static [&'static str] = &["cap", "full"];
}
