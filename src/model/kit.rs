//! The kit as issued: everything that the pages say, and `kit.json` to the letter.
//!
//! Keys may be added; those that are here stay. Field docs are the schema's descriptions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::Scoring;

/// Version of `kit.json`.
pub const KIT_FORMAT: u32 = 2;

/// Version of the drawing rules. It changes when the same inputs and seed may give another kit.
pub const DRAW: u32 = 2;

/// An assembled loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Kit {
    /// Version of this format.
    pub format: u32,
    /// Program and version that made it.
    pub generator: String,
    /// Version of the drawing rules that it was drawn by.
    pub draw: u32,
    /// Id of the opening.
    pub req: String,
    /// Id of the candidate; none for the base loop.
    pub candidate: Option<String>,
    /// What the draw was keyed by.
    pub seed: String,
    /// Where the questions come from.
    pub bank: KitBank,
    /// SHA-256 of the interview: what candidates are asked and how that was drawn, without particulars.
    pub digest: String,
    /// SHA-256 of the whole file without this key: keys sorted, no white space (RFC 8785).
    pub file: String,
    /// Digest of the rule by which scores are counted: weights and evidence of must-haves, `scoring`.
    pub rule: String,
    /// Id of the seniority level.
    pub level: String,
    /// Id of the dial's setting.
    pub depth: String,
    /// What the opening is, as printed on the cover.
    pub role: KitRole,
    /// The rating scale, lowest first.
    pub ratings: Vec<KitRating>,
    /// The meetings in order.
    pub rounds: Vec<KitRound>,
    /// Where each competency is observed.
    pub coverage: Vec<Coverage>,
    /// How the kit of a candidate was issued; absent in the loop's kit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issue: Option<KitIssue>,
}

impl Kit {
    /// All slots, round by round.
    pub fn slots(&self) -> impl Iterator<Item = &KitSlot> {
        self.rounds.iter().flat_map(|r| &r.slots)
    }

    /// Texts of the must-haves that are observed in a slot.
    pub fn observed<'k>(&'k self, slot: &'k KitSlot) -> impl Iterator<Item = &'k str> {
        let must_haves = self.role.must_haves.iter().filter(|m| slot.serves.contains(&m.id));
        must_haves.map(|m| m.text.as_str())
    }

    /// Whether any of its questions has something for the candidate to look at.
    pub fn has_exhibits(&self) -> bool {
        self.slots().any(|slot| !slot.question.exhibits.is_empty())
    }
}

impl KitQuestion {
    /// Whether it is asked and rated like another: what tables and lists say of it does not count.
    pub fn is_asked_like(&self, other: &KitQuestion) -> bool {
        let plain = |q: &KitQuestion| KitQuestion { digest: String::new(), title: None, ..q.clone() };
        plain(self) == plain(other)
    }
}

/// How the kit of a candidate was issued: with the loop's kit, the bank and the seed, all that the
/// draw depended on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitIssue {
    /// How it was drawn.
    pub mode: IssueMode,
    /// How far types had to agree.
    pub types: TypeRule,
    /// Digest of the loop's kit that it is parallel to.
    pub base: String,
    /// Its place in the order of issue, from 1; absent in `stable` mode.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub number: Option<u32>,
    /// Digests of the kits that it was issued right after: one, none for the first, several where work
    /// of several people came together. Empty in `stable` mode.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub after: Vec<String>,
    /// Digest of the kit that it was issued in place of.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub supersedes: Option<String>,
}

/// How the kits of candidates are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum IssueMode {
    /// From seed, candidate and bank alone: any machine, any order, the same kit.
    Stable,
    /// In the order of issue, each of the questions that were used least.
    Balanced,
}

/// How far the types of rotating slots agree with the loop's kit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TypeRule {
    /// A question of another type stands back behind half of those of the right one: it is drawn where
    /// the bank has little else, and never where a type belongs to a neighbouring slot.
    #[default]
    Preferred,
    /// No other type.
    Strict,
}

/// The bank of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitBank {
    /// Id.
    pub id: String,
    /// Digest of its content when the kit was drawn.
    pub digest: String,
    /// Title.
    pub title: String,
    /// Licence of the content.
    pub license: Option<String>,
}

/// The opening of a kit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitRole {
    /// Digest of the role spec whose particulars the kit shows.
    pub digest: String,
    /// Digest of what the draw depends on in the role spec, when the kit was drawn.
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
    /// First 90 days.
    pub owns: Vec<String>,
    /// What the role does not own.
    pub not_owned: Vec<String>,
    /// Named human.
    pub hiring_manager: Option<String>,
    /// Named human.
    pub recruiter: Option<String>,
    /// Where.
    pub location: Option<String>,
    /// The band.
    pub compensation: Option<KitCompensation>,
    /// Name of the loop.
    pub loop_title: String,
    /// How scores are counted.
    pub scoring: Scoring,
    /// Whose legal notes apply.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub jurisdictions: Vec<String>,
    /// Requirements and where each is proved.
    pub must_haves: Vec<KitMustHave>,
    /// Wishes and where each is seen.
    pub nice_to_haves: Vec<KitNiceToHave>,
}

/// The band as printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitCompensation {
    /// `base` or `total`.
    pub kind: String,
    /// ISO 4217 code.
    pub currency: String,
    /// Lowest and highest a year.
    pub range: (u32, u32),
    /// Target bonus in per cent.
    pub bonus_percent: Option<(u32, u32)>,
    /// Whether equity is part of the offer.
    pub equity: bool,
}

/// A requirement and its proof.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitMustHave {
    /// Id, unique in the kit.
    pub id: String,
    /// In the words of the role spec.
    pub text: String,
    /// Competency that proves it.
    pub competency: String,
    /// Depth at which it is proved.
    pub depth: String,
    /// Weight.
    pub weight: u32,
    /// Ids of the slots that prove it.
    pub slots: Vec<String>,
}

/// A wish and where it shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitNiceToHave {
    /// In the words of the role spec.
    pub text: String,
    /// Competency that shows it.
    pub competency: Option<String>,
    /// Ids of the slots that show it.
    pub slots: Vec<String>,
}

/// A point of the rating scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitRating {
    /// The number.
    pub score: u8,
    /// Its name.
    pub label: String,
    /// Whether it is the score that means "meets the requirement"; left out where it is not.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub meets: bool,
}

/// A meeting.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitRound {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
    /// Length.
    pub minutes: u32,
    /// Minutes for the opening script.
    pub opening: u32,
    /// Minutes for the candidate's questions.
    pub closing: u32,
    /// The stage of the process that it belongs to; absent when the loop has no stages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<String>,
    /// Names.
    pub interviewers: Vec<String>,
    /// The questions in the order in which they are asked.
    pub slots: Vec<KitSlot>,
    /// Minute by minute.
    pub schedule: Vec<ScheduleRow>,
}

/// A stretch of a round.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ScheduleRow {
    /// Hours and minutes since the round began, `0:05`.
    pub at: String,
    /// Length.
    pub minutes: u32,
    /// What happens: `opening`, `question`, `buffer` or `closing`.
    pub kind: String,
    /// The slot, for a question.
    pub slot: Option<String>,
}

/// A place and its question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitSlot {
    /// `<round>.<number>`.
    pub id: String,
    /// Same for every candidate.
    pub core: bool,
    /// Id of the competency.
    pub competency: String,
    /// Name of the competency.
    pub competency_name: String,
    /// Id of the depth.
    pub depth: String,
    /// What this depth means for this competency.
    pub depth_means: Option<String>,
    /// Ids of the must-haves that are observed here.
    pub serves: Vec<String>,
    /// Follow-ups of those must-haves.
    pub must_have_probes: Vec<KitProbe>,
    /// The question as issued.
    pub question: KitQuestion,
}

/// A question as issued, placeholders filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitQuestion {
    /// Id in the bank.
    pub id: String,
    /// Digest of the question in the bank.
    pub digest: String,
    /// Digest of prompt, probes, listen-fors, red flags, anchors and exhibits as written in the bank.
    pub wording: String,
    /// Two to five words for tables.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub title: Option<String>,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Minutes for answer and probes.
    pub minutes: u32,
    /// How hard it is within its depth, 1 to 5.
    pub difficulty: Option<u8>,
    /// Names of other competencies that an answer gives evidence on.
    pub also: Vec<String>,
    /// What to say.
    pub prompt: String,
    /// What candidate and interviewer look at; absent when there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub exhibits: Vec<KitExhibit>,
    /// Follow-ups.
    pub probes: Vec<KitProbe>,
    /// What to listen for.
    pub listen_for: Vec<String>,
    /// Signs of trouble.
    pub red_flags: Vec<String>,
    /// Described behaviour per score.
    pub anchors: BTreeMap<u8, String>,
}

/// An exhibit as issued.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitExhibit {
    /// Id in the bank.
    pub id: String,
    /// Title.
    pub title: String,
    /// Markdown below the title.
    pub text: String,
}

/// A follow-up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitProbe {
    /// When to ask it; always, when absent.
    #[serde(rename = "if", skip_serializing_if = "Option::is_none", default)]
    pub condition: Option<String>,
    /// What to ask.
    pub ask: String,
}

/// Where one competency is observed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Coverage {
    /// Id.
    pub competency: String,
    /// Name.
    pub name: String,
    /// The bank's word that groups it with others.
    pub category: Option<String>,
    /// Whether a must-have asks for it.
    pub must_have: bool,
    /// Depth at which it is observed.
    pub depth: String,
    /// Number of questions.
    pub observations: usize,
    /// Ids of the rounds.
    pub rounds: Vec<String>,
}
