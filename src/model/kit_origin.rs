//! How a kit came to be: what people chose, what was kept of the loop before, and how it was issued.
//!
//! These types are part of the structure of `kit.json`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::KitAdmits;

/// The questions that people chose, and what was kept of the loop before. The draw depends on them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitChoices {
    /// Ids of the pinned questions, by round.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    pub pin: BTreeMap<String, Vec<String>>,
    /// Ids of the questions that were not drawn for this opening, sorted.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub exclude: Vec<String>,
    /// The slots of the loop before that this loop kept. Everything else was planned and drawn around them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub kept: Vec<KitKept>,
}

impl KitChoices {
    /// True if nothing was chosen or kept.
    pub fn is_empty(&self) -> bool {
        *self == KitChoices::default()
    }
}

/// A slot that was kept of the loop before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitKept {
    /// Id of the slot in the loop before, `<round>.<number>`.
    pub slot: String,
    /// Id of its competency.
    pub competency: String,
    /// Id of its question; absent if only the slot was kept and its question was drawn again.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub question: Option<String>,
    /// True if it was a core slot in the loop before.
    pub core: bool,
    /// What the questions of candidates in this slot must be like; absent in a core slot.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub admits: Option<KitAdmits>,
}

/// Who chose the question of a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Chosen {
    /// The role spec pins it to the round.
    Pin,
    /// The round has a list `ask`.
    Ask,
}

/// How the kit of a candidate was issued. Together with the loop's kit, the bank and the seed, this is
/// everything that the draw depended on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitIssue {
    /// How it was drawn.
    pub mode: IssueMode,
    /// Whether the question types had to be those of the loop's kit, or were only preferred.
    pub types: TypeRule,
    /// Digest of the loop's kit that it is parallel to.
    pub base: String,
    /// Its position in the order of issue, from 1; absent in `stable` mode.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<u32>,
    /// Digests of the kits issued right before it. Usually one; none for the first kit; several after people
    /// issued kits in parallel. Empty in `stable` mode.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub after: Vec<String>,
    /// Digest of the kit that it replaced.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supersedes: Option<String>,
    /// Questions that this candidate alone knew and that were replaced, the oldest first. None of them is drawn for
    /// this candidate again. If the kit has one more than the kit that it replaced, the last one is what changed.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub replaced: Vec<KitReplaced>,
}

/// A question that was replaced for one candidate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitReplaced {
    /// Id of the slot, `<round>.<number>`.
    pub slot: String,
    /// Id of the question that the candidate knew.
    pub question: String,
    /// Id of the question that a person chose instead; absent if the new question was drawn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub by: Option<String>,
}

/// How the kits of candidates are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IssueMode {
    /// The kit depends only on seed, candidate, loop and bank, so it is the same on any machine and in any
    /// order.
    Stable,
    /// Kits are drawn in the order of issue, each from the questions used least so far.
    Balanced,
}

/// How far the types of rotating slots agree with the loop's kit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TypeRule {
    /// Prefer the same type. A question of another type is ranked as if about half of the questions of the
    /// right type came before it. So it is rarely drawn, unless the bank has few questions of the right type.
    /// If another rotating slot of the same competency and depth has that other type, the type is never used
    /// here.
    #[default]
    Preferred,
    /// Only the same type.
    Strict,
}
