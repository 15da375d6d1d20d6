//! `explain`: what it can say.

use serde::Serialize;

use crate::model::Chosen;

/// What was asked about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "subject")]
pub enum Explanation {
    /// A finding.
    Code {
        /// Its page, in Markdown.
        text: String,
    },
    /// A question of a bank.
    Question {
        /// Its id.
        question: String,
        /// The bank.
        bank: String,
        /// File and line.
        place: String,
    },
    /// A question of a kit.
    Slot(Box<SlotExplained>),
    /// A question that the kit does not hold.
    Absent {
        /// Its id.
        question: String,
        /// File and line.
        place: String,
        /// Why not.
        why: Absence,
    },
}

/// The result of the draw of a slot today, with the role spec and the bank as they are now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "result")]
pub enum Today {
    /// A question.
    Drawn {
        /// Its id.
        question: String,
        /// Whether it is the question that stands in the slot.
        same: bool,
    },
    /// No kit can be drawn.
    NoKit,
    /// The role spec has no such slot any more.
    NoSlot,
    /// The role spec is not in this workspace, or it has errors.
    NoRole,
    /// The loop or an earlier kit that the draw depends on is missing.
    Missing,
}

/// The question that stands in a slot, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotExplained {
    /// `<round>.<number>`.
    pub slot: String,
    /// The question that stands there.
    pub question: String,
    /// Title of the round.
    pub round: String,
    /// The competency that the slot asks for.
    pub competency: String,
    /// The depth that it asks for.
    pub depth: String,
    /// Whether every candidate is asked the same question there.
    pub core: bool,
    /// Must-haves that the question observes.
    pub observes: Vec<String>,
    /// The question that would be drawn there today.
    pub today: Today,
    /// Where the question comes from.
    pub source: SlotSource,
}

/// Where the question of a slot comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "from")]
pub enum SlotSource {
    /// The loop's question, word for word.
    Loop,
    /// A draw for one candidate.
    Candidate {
        /// The loop's question there, if it is another one.
        instead_of: Option<String>,
        /// The number of the kit in the order of issue; `None` in stable mode.
        balanced: Option<u32>,
        /// Whether the kit was issued to replace another one.
        supersedes: bool,
        /// The question that was replaced there because this candidate knew it.
        #[serde(skip_serializing_if = "Option::is_none")]
        knew: Option<String>,
    },
    /// The role spec chose it.
    Chosen {
        /// How it did so.
        by: Chosen,
        /// The reason that the role spec gives.
        why: Option<String>,
    },
    /// The draw of the loop.
    Draw(Drawn),
    /// A draw that cannot be repeated: the role spec is not in this workspace.
    NoRole,
    /// A draw that cannot be repeated: the role spec has no such slot any more.
    NoSlot,
}

/// The draw of one slot, repeated with today's bank and role spec.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawn {
    /// The seed.
    pub seed: String,
    /// Whether the draw has the same result as the kit.
    pub same: bool,
    /// The question that would be drawn today.
    pub today: Option<String>,
    /// The questions that fit the slot, by priority.
    pub rivals: Vec<RivalExplained>,
    /// The question that would be drawn if this one did not exist, and how many other slots would change; `None`
    /// if there would be no kit.
    pub without: Option<(String, usize)>,
}

/// A question that fits a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RivalExplained {
    /// Its id.
    pub question: String,
    /// Its type.
    #[serde(rename = "type")]
    pub kind: String,
    /// Minutes.
    pub minutes: u32,
    /// Its priority, out of [`crate::draw::PRIORITIES`]; the lowest comes first.
    pub priority: u64,
    /// The outcome for this question: drawn, or why not.
    pub fate: FateExplained,
}

/// The outcome for a question that fits a slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "fate")]
pub enum FateExplained {
    /// It was drawn.
    Drawn,
    /// Another slot has it.
    Elsewhere {
        /// The slot.
        slot: String,
    },
    /// It is an enemy of a question of the kit.
    Enemy {
        /// That question.
        question: String,
    },
    /// It is in the same family as a question of the kit.
    Family {
        /// That question.
        question: String,
    },
    /// The round would be too long with it.
    TooLong {
        /// By this many minutes.
        minutes: u32,
    },
    /// There is no valid kit with the question in this slot.
    NoKit,
    /// The best kit with it has a higher total of priorities.
    Behind {
        /// Other slots that would change.
        slots: usize,
    },
    /// The search stopped at its limit before this was decided.
    Open,
}

/// Why a kit does not hold a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Absence {
    /// It does not fit the role.
    Misfit {
        /// The reason, in words that follow "it".
        reason: String,
        /// Its competency.
        competency: String,
        /// The depth that the role asks for there.
        depth: String,
    },
    /// The slots of the kit for the question's competency; empty if the kit has no such slot.
    Slots {
        /// Its competency.
        competency: String,
        /// The slots.
        slots: Vec<RivalIn>,
    },
}

/// The outcome for a question in one slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RivalIn {
    /// The slot.
    pub slot: String,
    /// The question that stands there.
    pub stands: String,
    /// In today's draw: its rank by priority, how many questions fit, and its outcome; `None` if the round does not ask questions
    /// of this type or has too little time.
    pub rank: Option<(usize, usize, FateExplained)>,
}
