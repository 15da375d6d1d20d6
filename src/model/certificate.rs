//! The equivalence certificate: what the kits of a req have in common, and where they differ.
//!
//! The types are exactly the structure of `equivalence.json`. The doc comments of the fields describe its
//! keys.

use serde::Serialize;

use super::{Chosen, IssueMode, KitBank, Spread, TypeRule, Unlike};

/// The certificate of a req.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Certificate {
    /// Version of this format.
    pub format: u32,
    /// Program and version that made it.
    pub generator: String,
    /// Id of the opening.
    pub req: String,
    /// Title of the role.
    pub title: String,
    /// Digest of the loop's kit.
    pub loop_digest: String,
    /// The seed of the draws.
    pub seed: String,
    /// The bank of the loop's kit.
    pub bank: KitBank,
    /// All banks of the loop's kit, if there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub banks: Vec<KitBank>,
    /// Name of the level.
    pub level: String,
    /// Name of the dial's setting.
    pub depth: String,
    /// How the kits were drawn; both modes if people used both.
    pub modes: Vec<IssueMode>,
    /// Whether the question types had to be those of the loop's kit, or were only preferred.
    pub types: TypeRule,
    /// True if every kit has the rounds, slots, competencies, depths and core questions of the loop.
    pub equivalent: bool,
    /// The rounds and their slots.
    pub rounds: Vec<CertificateRound>,
    /// Every question that was issued, core questions first.
    pub questions: Vec<CertificateQuestion>,
    /// Every candidate.
    pub candidates: Vec<CertificateCandidate>,
    /// Exposure and overlap.
    pub spread: Spread,
}

/// A round of the blueprint.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CertificateRound {
    /// Id.
    pub id: String,
    /// Name.
    pub title: String,
    /// Length of the meeting.
    pub minutes: u32,
    /// Minutes for questions.
    pub question_minutes: u32,
    /// Lowest and highest sum of question minutes in a kit.
    pub asked_minutes: (u32, u32),
    /// The slots.
    pub slots: Vec<CertificateSlot>,
}

/// A slot of the blueprint, and what was drawn for it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CertificateSlot {
    /// `<round>.<number>`.
    pub id: String,
    /// True if the question is the same for every candidate.
    pub core: bool,
    /// Id of the competency.
    pub competency: String,
    /// Name of the competency.
    pub competency_name: String,
    /// Id of the depth.
    pub depth: String,
    /// Family that the questions of candidates in this slot must belong to; absent if any will do.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub family: Option<String>,
    /// Type of the loop's question.
    #[serde(rename = "type")]
    pub kind: String,
    /// Minutes of the loop's question.
    pub minutes: u32,
    /// Difficulty of the loop's question.
    pub difficulty: Option<u8>,
    /// Number of candidates whose question has this type.
    pub same_type: usize,
    /// Lowest and highest minutes of a candidate's question.
    pub minutes_drawn: (u32, u32),
    /// Lowest and highest difficulty of a candidate's question.
    pub difficulty_drawn: Option<(u8, u8)>,
    /// The rules on kind and difficulty that do not hold between some two candidates.
    pub unlike: Vec<Unlike>,
    /// Who chose the loop's question; absent if it was drawn.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen: Option<Chosen>,
    /// Why the loop's question was chosen; absent if no reason was given.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// True if the loop's question has no anchors; absent if it has any.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub unanchored: bool,
    /// The drawn questions: index into the list of questions, and number of candidates.
    pub drawn: Vec<(usize, u32)>,
}

/// A question as issued.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CertificateQuestion {
    /// Short name in this certificate.
    pub code: String,
    /// Id in the bank.
    pub id: String,
    /// Digest of its wording.
    pub wording: String,
    /// Type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Minutes for answer and probes.
    pub minutes: u32,
    /// How hard it is within its depth.
    pub difficulty: Option<u8>,
    /// Number of kits that it is in.
    pub kits: u32,
    /// `retired` or `compromised` if the question was withdrawn from the bank later.
    pub withdrawn: Option<String>,
}

/// A candidate's kit.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CertificateCandidate {
    /// Id of the candidate. The certificate has no names of candidates.
    pub candidate: String,
    /// Digest of the kit.
    pub digest: String,
    /// Its position in the order of issue; absent in `stable` mode.
    pub number: Option<u32>,
    /// The day of the first round.
    pub held: Option<String>,
    /// Digest of the kit that it replaced.
    pub supersedes: Option<String>,
    /// Index into the questions for every slot, round by round.
    pub questions: Vec<usize>,
    /// Minutes of questions in every round.
    pub minutes: Vec<u32>,
    /// Sum of the difficulties, if every question declares one.
    pub difficulty: Option<u32>,
    /// Points in which it is not equivalent to the loop's kit; empty for an equivalent kit.
    pub breaks: Vec<String>,
}
