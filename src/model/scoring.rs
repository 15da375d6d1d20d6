//! The rule by which ratings become a decision. It is fixed in the role spec before the first interview.

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
    /// How far an answer counts that a conditional probe brought out.
    pub after_probe: AfterProbe,
    /// Whether interviewers are asked for a recommendation.
    pub recommendation: bool,
    /// The highest total in points; no points are printed when absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub points: Option<u32>,
}

/// Which ratings count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RatingsUsed {
    /// Those that interviewers gave on their own.
    #[default]
    Independent,
    /// What the panel agreed, where it agreed on something.
    Agreed,
}

impl RatingsUsed {
    /// The words the files use.
    pub const WORDS: &'static [&'static str] = &["independent", "agreed"];
}

/// How far an answer counts that a conditional probe brought out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AfterProbe {
    /// At most as the score that means "meets the requirement".
    #[default]
    Cap,
    /// In full.
    Full,
}

impl AfterProbe {
    /// The words the files use.
    pub const WORDS: &'static [&'static str] = &["cap", "full"];
}
