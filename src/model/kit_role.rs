//! What a kit says about the opening: title, must-haves, pay and people. These are particulars: they are printed, and
//! the interview does not depend on them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Scoring;

/// The opening of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitRole {
    /// Digest of the role spec whose particulars the kit shows.
    pub digest: String,
    /// Digest of the parts of the role spec that affect the draw, taken when the kit was drawn.
    pub inputs: String,
    /// Title.
    pub title: String,
    /// Name of the level.
    pub level_name: String,
    /// Years of experience that the level usually means.
    pub years: Option<(u32, u32)>,
    /// Name of the dial's setting.
    pub depth_name: String,
    /// What the setting means, in plain words.
    pub depth_means: String,
    /// `product` or `program`.
    pub lane: Option<String>,
    /// What the role is.
    pub summary: Option<String>,
    /// What the role owns in the first 90 days.
    pub owns: Vec<String>,
    /// What the role does not own.
    pub not_owned: Vec<String>,
    /// Name of the hiring manager.
    pub hiring_manager: Option<String>,
    /// Name of the recruiter.
    pub recruiter: Option<String>,
    /// Where the work is done.
    pub location: Option<String>,
    /// The pay band.
    pub compensation: Option<KitCompensation>,
    /// Name of the loop.
    pub loop_title: String,
    /// How scores are counted.
    pub scoring: Scoring,
    /// For each round, what its interviewers read before they go in.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub briefs: BTreeMap<String, String>,
    /// For each pinned question, why it was chosen; absent if the role spec gives no reason.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub reasons: BTreeMap<String, String>,
    /// Places whose legal notes apply.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub jurisdictions: Vec<String>,
    /// Requirements and where each is observed.
    pub must_haves: Vec<KitMustHave>,
    /// Wishes and where each is seen.
    pub nice_to_haves: Vec<KitNiceToHave>,
}

/// The pay band as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitCompensation {
    /// `base` or `total`.
    pub kind: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Lowest and highest pay a year.
    pub range: (u32, u32),
    /// Target bonus in per cent.
    pub bonus_percent: Option<(u32, u32)>,
    /// Whether equity is part of the offer.
    pub equity: bool,
}

/// A requirement and the slots that observe it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitMustHave {
    /// Id, unique in the kit.
    pub id: String,
    /// In the words of the role spec.
    pub text: String,
    /// Competency through which it is observed.
    pub competency: String,
    /// Depth at which it is observed.
    pub depth: String,
    /// Weight.
    pub weight: u32,
    /// Ids of the slots that observe it.
    pub slots: Vec<String>,
}

/// A wish and where it is seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitNiceToHave {
    /// In the words of the role spec.
    pub text: String,
    /// Competency that shows it.
    pub competency: Option<String>,
    /// Ids of the slots that show it.
    pub slots: Vec<String>,
}
