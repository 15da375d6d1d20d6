//! The kit as issued. All pages are made from it, and its types are exactly the structure of `kit.json`.
//!
//! Keys may be added, but existing keys stay. The doc comments of the fields are the descriptions in the JSON
//! Schema.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

use super::kit_bank::sources;
use super::{Chosen, KitBank, KitChoices, KitIssue, KitRole, Panel, Part};

/// Version of `kit.json`.
pub const KIT_FORMAT: u32 = 2;

/// Version of the drawing rules. It changes when the same inputs and seed may give another kit.
pub const DRAW: u32 = 4;

/// An assembled loop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Kit {
    /// Version of this format.
    pub format: u32,
    /// Program and version that made it.
    pub generator: String,
    /// Version of the drawing rules that it was drawn with.
    pub draw: u32,
    /// Id of the opening.
    pub req: String,
    /// Id of the candidate; `null` in the loop's kit.
    pub candidate: Option<String>,
    /// The seed of the draw.
    pub seed: String,
    /// Where the questions come from.
    pub bank: KitBank,
    /// All banks, if the role spec names several; the first is `bank`. Absent if there is only one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub banks: Vec<KitBank>,
    /// SHA-256 of the interview: what candidates are asked and how it was drawn, without particulars.
    pub digest: String,
    /// SHA-256 of the whole file without this key (JSON with sorted keys and no white space, RFC 8785).
    pub file: String,
    /// Digest of the rule by which scores are counted: weights and evidence of must-haves,
    /// and `scoring`.
    pub rule: String,
    /// Id of the seniority level.
    pub level: String,
    /// Id of the dial's setting.
    pub depth: String,
    /// The opening, as printed on the first pages.
    pub role: KitRole,
    /// The rating scale, lowest first.
    pub ratings: Vec<KitRating>,
    /// The meetings in order.
    pub rounds: Vec<KitRound>,
    /// Where each competency is observed.
    pub coverage: Vec<Coverage>,
    /// What people chose, and what was kept of the loop before; absent if everything was drawn.
    #[serde(skip_serializing_if = "KitChoices::is_empty", default)]
    pub choices: KitChoices,
    /// How the kit of a candidate was issued; absent in the loop's kit.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub issue: Option<KitIssue>,
}

impl Kit {
    /// The digest of the bank that the kit was drawn from; with several banks, the ids and digests of all.
    pub fn sources(&self) -> String {
        sources(&self.bank.digest, &self.banks)
    }

    /// All slots, round by round.
    pub fn slots(&self) -> impl Iterator<Item = &KitSlot> {
        self.rounds.iter().flat_map(|r| &r.slots)
    }

    /// All slots, round by round, to be changed.
    pub fn slots_mut(&mut self) -> impl Iterator<Item = &mut KitSlot> {
        self.rounds.iter_mut().flat_map(|r| &mut r.slots)
    }

    /// The stages of the loop in the order in which they first occur; empty if no round names a stage.
    pub fn stages(&self) -> Vec<&str> {
        let mut stages: Vec<&str> = Vec::new();
        for stage in self.rounds.iter().filter_map(|round| round.stage.as_deref()) {
            if !stages.contains(&stage) {
                stages.push(stage);
            }
        }
        stages
    }

    /// The rounds of all stages up to and including `stage`; all rounds for `None`. Rounds that name no stage belong to the
    /// stage of the round before them, and to the first stage if there is none before. `None` if the loop has no such stage.
    pub fn up_to_stage(&self, stage: Option<&str>) -> Option<Vec<&KitRound>> {
        let Some(stage) = stage else { return Some(self.rounds.iter().collect()) };
        let all = self.stages();
        let last = all.iter().position(|known| *known == stage)?;
        let mut current = 0;
        let mut found = Vec::new();
        for round in &self.rounds {
            let own = round.stage.as_deref().and_then(|own| all.iter().position(|known| *known == own));
            current = own.unwrap_or(current);
            if current <= last {
                found.push(round);
            }
        }
        Some(found)
    }

    /// Texts of the must-haves that are observed in a slot.
    pub fn observed<'k>(&'k self, slot: &'k KitSlot) -> impl Iterator<Item = &'k str> {
        let must_haves = self.role.must_haves.iter().filter(|m| slot.serves.contains(&m.id));
        must_haves.map(|m| m.text.as_str())
    }

    /// True if the role spec pins the question.
    pub fn is_pinned(&self, question: &str) -> bool {
        self.choices.pin.values().flatten().any(|pinned| pinned == question)
    }

    /// Why a pinned question was chosen; `None` if it is not pinned or the role spec gives no reason.
    pub fn reason(&self, question: &str) -> Option<&str> {
        let reason = self.role.reasons.get(question).map(String::as_str);
        reason.filter(|_| self.is_pinned(question))
    }

    /// True if any of its questions has an exhibit.
    pub fn has_exhibits(&self) -> bool {
        self.slots().any(|slot| !slot.question.exhibits.is_empty())
    }
}

impl KitRound {
    /// Its interviewers.
    pub fn panel(&self) -> Panel {
        Panel { names: self.interviewers.clone(), parts: self.parts.clone() }
    }

    /// Puts these people into the round.
    pub fn seat(&mut self, panel: Panel) {
        (self.interviewers, self.parts) = (panel.names, panel.parts);
    }

    /// What the interviewer at this index does; `None` if the round has only one interviewer or none.
    pub fn part(&self, seat: usize) -> Option<Part> {
        let default = if seat == 0 { Part::Asks } else { Part::Writes };
        (self.interviewers.len() > 1).then(|| self.parts.get(seat).copied().unwrap_or(default))
    }
}

impl KitQuestion {
    /// True if it is asked and rated like another question. Data that is only for tables and lists is
    /// ignored.
    pub fn is_asked_like(&self, other: &KitQuestion) -> bool {
        let plain = |q: &KitQuestion| KitQuestion { digest: String::new(), title: None, ..q.clone() };
        plain(self) == plain(other)
    }
}

/// A point of the rating scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitRating {
    /// The number.
    pub score: u8,
    /// Name of the score.
    pub label: String,
    /// True for the score that means "meets the requirement"; absent in the others.
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
    /// Its stage in the hiring process; absent if the loop has no stages.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub stage: Option<String>,
    /// Names of the interviewers.
    pub interviewers: Vec<String>,
    /// For each interviewer, in the same order, whether this person asks or writes; absent if the first asks and the
    /// others write.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub parts: Vec<Part>,
    /// The questions in the order in which they are asked.
    pub slots: Vec<KitSlot>,
    /// Minute by minute.
    pub schedule: Vec<ScheduleRow>,
}

/// An entry in the timetable of a round.
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

/// A slot and its question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitSlot {
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
    /// What this depth means for this competency.
    pub depth_means: Option<String>,
    /// Ids of the must-haves that are observed here.
    pub serves: Vec<String>,
    /// `pin` or `ask` if the role spec chose the question; absent if it was drawn.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub chosen: Option<Chosen>,
    /// What questions candidates may get here; absent in core slots. It is decided when the loop is drawn, so
    /// that it stays the same when the bank changes.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub admits: Option<KitAdmits>,
    /// Follow-ups that belong to these must-haves.
    pub must_have_probes: Vec<KitProbe>,
    /// The question as issued.
    pub question: KitQuestion,
}

/// What questions candidates may get in a rotating slot, besides its competency, depth and minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitAdmits {
    /// Their family, if they are all of the family of the loop's question; otherwise absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub family: Option<String>,
    /// Their types, all of one kind.
    pub types: Vec<String>,
    /// True if they come with an exhibit, false if they come without one; absent if either will do.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub exhibits: Option<bool>,
    /// Their lowest and highest difficulty; `null` if the loop's question declares none, so that any will do.
    pub difficulty: Option<(u8, u8)>,
    /// True if they need not declare a difficulty, because too few questions of these difficulties fit.
    pub undeclared: bool,
}

/// A question as issued, placeholders filled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct KitQuestion {
    /// Id in the bank.
    pub id: String,
    /// The bank, if it is not the first one of the kit; otherwise absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub bank: Option<String>,
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
    /// Pages that candidate and interviewer look at; absent if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub exhibits: Vec<KitExhibit>,
    /// Follow-ups.
    pub probes: Vec<KitProbe>,
    /// What to listen for.
    pub listen_for: Vec<String>,
    /// Warning signs in an answer.
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
    /// When to ask it; if absent, always.
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
    /// A word, chosen by the bank, by which tables group competencies.
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
