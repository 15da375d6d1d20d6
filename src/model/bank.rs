//! A question bank: scales, competencies, loops and questions.

use std::collections::BTreeMap;

use super::kit_bank::sources;
use super::{CompensationKind, Id, KitBank, LintSetting, Loop, Question};

/// One setting of the depth dial.
#[derive(Clone, Debug)]
pub struct Depth {
    /// Id.
    pub id: Id,
    /// Name for people.
    pub name: String,
    /// What the setting means, in plain words.
    pub means: String,
    /// Minutes that a question at this depth typically takes.
    pub minutes: Option<u32>,
}

/// One step of the seniority ladder.
#[derive(Clone, Debug)]
pub struct Level {
    /// Id.
    pub id: Id,
    /// Name for people.
    pub name: String,
    /// Years of experience, from and to, both included.
    pub years: Option<(u32, u32)>,
}

/// One point of the rating scale.
#[derive(Clone, Debug)]
pub struct Rating {
    /// The number that interviewers circle.
    pub score: u8,
    /// Name of the score.
    pub label: String,
    /// True for the score that means "meets the requirement". Exactly one score of a scale has it.
    pub meets: bool,
}

/// Something that interviews assess.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Competency {
    /// Id.
    pub id: Id,
    /// Name for people.
    pub name: String,
    /// What it is.
    pub definition: String,
    /// A word, chosen by the bank, by which tables group competencies.
    pub category: Option<String>,
    /// What each depth means for it.
    pub depths: BTreeMap<Id, String>,
}

/// What a source says that people of a level are paid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KnownPay {
    /// The level.
    pub level: Id,
    /// Base or total.
    pub kind: CompensationKind,
    /// ISO 4217 code.
    pub currency: String,
    /// Lowest and highest, in whole units of the currency a year.
    pub range: (u32, u32),
    /// Who says so.
    pub source: String,
}

/// A bank. Questions are sorted by id, so that no result depends on the order of files.
#[derive(Clone, Debug)]
pub struct Bank {
    /// Id; also the name of its folder.
    pub id: Id,
    /// Title.
    pub title: String,
    /// Licence of its content.
    pub license: Option<String>,
    /// The settings of the depth dial, shallowest first.
    pub depths: Vec<Depth>,
    /// The levels of seniority, lowest first.
    pub levels: Vec<Level>,
    /// The rating scale, lowest first.
    pub ratings: Vec<Rating>,
    /// Competencies in the order of the manifest.
    pub competencies: Vec<Competency>,
    /// Values for placeholders that a role spec does not fill.
    pub context: BTreeMap<String, String>,
    /// Named loops.
    pub loops: Vec<Loop>,
    /// Questions, sorted by id.
    pub questions: Vec<Question>,
    /// `sha256:…` of the content. It does not depend on the order and layout of the files.
    pub digest: String,
    /// The levels of lints for the bank, in the order of its manifest.
    pub lints: Vec<LintSetting>,
    /// What people are paid, by level, kind and source; it affects findings only.
    pub compensation: Vec<KnownPay>,
    /// The banks that it extends, the nearest first.
    pub extends: Vec<Id>,
    /// If the role spec names several banks, all of them in that order; then the other values are those of the first
    /// bank, with the competencies, loops and questions of all. Empty if there is only one bank.
    pub banks: Vec<KitBank>,
    /// True if every file that it was read from is as it ships with the program.
    pub as_shipped: bool,
}

impl Bank {
    /// The bank as a kit names it.
    pub fn named(&self) -> KitBank {
        KitBank {
            id: self.id.to_string(),
            digest: self.digest.clone(),
            title: self.title.clone(),
            license: self.license.clone(),
        }
    }

    /// For each score of the scale, what its anchor must say, for the author of a question.
    pub fn anchor_hints(&self) -> Vec<(u8, String)> {
        let meets = self.ratings.iter().position(|rating| rating.meets).unwrap_or(0);
        let score = |n: usize| self.ratings[n].score;
        let hint = |(n, rating): (usize, &Rating)| {
            let text = match n as i64 - meets as i64 {
                0 => "Say what the job needs.".to_owned(),
                1 => format!("Repeat the core of {} in about ten words, and add one action.", score(meets)),
                2.. => format!("Repeat the core of {}, and add one action.", score(n - 1)),
                -1 => format!("Leave out one action that {} names.", score(meets)),
                _ => "Say what an answer does that would not do the job.".to_owned(),
            };
            (rating.score, text)
        };
        self.ratings.iter().enumerate().map(hint).collect()
    }

    /// The digest of the bank; with several banks, the ids and digests of all.
    pub fn sources(&self) -> String {
        sources(&self.digest, &self.banks)
    }

    /// The lowest low and the highest high of all sources for a level, a kind and a currency; `None` if no source has any.
    pub fn pay_of(&self, level: &Id, kind: CompensationKind, currency: &str) -> Option<(u32, u32)> {
        let is_same = |pay: &&KnownPay| {
            pay.level == *level && pay.kind == kind && pay.currency.eq_ignore_ascii_case(currency)
        };
        let all = || self.compensation.iter().filter(is_same).map(|pay| pay.range);
        Some((all().map(|(low, _)| low).min()?, all().map(|(_, high)| high).max()?))
    }

    /// The score that means "meets the requirement".
    pub fn meets(&self) -> u8 {
        self.ratings.iter().find(|r| r.meets).map_or(0, |r| r.score)
    }

    /// The name of a score; empty if the scale does not have it.
    pub fn label(&self, score: u8) -> &str {
        self.ratings.iter().find(|r| r.score == score).map_or("", |r| &r.label)
    }

    /// The competency with this id; `None` if there is none.
    pub fn competency(&self, id: &Id) -> Option<&Competency> {
        self.competencies.iter().find(|c| c.id == *id)
    }

    /// The depth with this id; `None` if there is none.
    pub fn depth(&self, id: &Id) -> Option<&Depth> {
        self.depths.iter().find(|d| d.id == *id)
    }

    /// The rank of a depth, from 0 for the shallowest.
    pub fn depth_rank(&self, id: &Id) -> usize {
        self.depths.iter().position(|d| d.id == *id).unwrap_or(0)
    }

    /// The question with this id; `None` if there is none.
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.index_of(id).map(|n| &self.questions[n])
    }

    /// The index of the question with this id; `None` if there is none.
    pub fn index_of(&self, id: &str) -> Option<usize> {
        self.questions.binary_search_by(|q| q.id.as_str().cmp(id)).ok()
    }
}
