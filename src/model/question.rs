//! A question with everything a panel needs to ask and rate it.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use super::{Id, Phrase};
use crate::text::Place;

/// The type of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionType {
    /// Asks what the candidate did.
    Behavioral,
    /// Asks what the candidate would do.
    Situational,
    /// A problem that candidate and interviewer work through together.
    Case,
    /// Asks the candidate to explain something in their own words.
    Knowledge,
    /// A piece of the work, which the candidate does or reviews in the interview.
    WorkSample,
    /// The interviewer plays another person.
    RolePlay,
}

impl QuestionType {
    /// All types with their words in the files.
    pub const ALL: [(QuestionType, &'static str); 6] = [
        (QuestionType::Behavioral, "behavioral"),
        (QuestionType::Situational, "situational"),
        (QuestionType::Case, "case"),
        (QuestionType::Knowledge, "knowledge"),
        (QuestionType::WorkSample, "work-sample"),
        (QuestionType::RolePlay, "role-play"),
    ];

    /// The words of all types, for a shape.
    pub const WORDS: &'static [&'static str] =
        &["behavioral", "situational", "case", "knowledge", "work-sample", "role-play"];

    /// The type for a word.
    pub fn parse(word: &str) -> Option<QuestionType> {
        QuestionType::ALL.iter().find(|(_, w)| *w == word).map(|(t, _)| *t)
    }

    /// The word for the type.
    pub fn as_str(self) -> &'static str {
        QuestionType::WORDS[self as usize]
    }
}

impl fmt::Display for QuestionType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What a question asks of the candidate. Types of one kind may replace each other between candidates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionKind {
    /// To tell what they did.
    Telling,
    /// To do a piece of the work, or to say how they would do it.
    Doing,
    /// To explain what they know.
    Knowing,
}

impl QuestionType {
    /// The kind of the type.
    pub fn kind(self) -> QuestionKind {
        match self {
            QuestionType::Behavioral => QuestionKind::Telling,
            QuestionType::Situational
            | QuestionType::Case
            | QuestionType::WorkSample
            | QuestionType::RolePlay => QuestionKind::Doing,
            QuestionType::Knowledge => QuestionKind::Knowing,
        }
    }
}

impl fmt::Display for QuestionKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            QuestionKind::Telling => "telling",
            QuestionKind::Doing => "doing",
            QuestionKind::Knowing => "knowing",
        })
    }
}

/// Whether a question may be drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// Not finished.
    Draft,
    /// In use.
    #[default]
    Active,
    /// Withdrawn.
    Retired,
    /// Known to candidates.
    Compromised,
}

impl Status {
    /// The words the files use.
    pub const WORDS: &'static [&'static str] = &["draft", "active", "retired", "compromised"];

    /// The status for a word.
    pub fn parse(word: &str) -> Option<Status> {
        [Status::Draft, Status::Active, Status::Retired, Status::Compromised]
            .into_iter()
            .find(|s| s.as_str() == word)
    }

    /// The word for the status.
    pub fn as_str(self) -> &'static str {
        Status::WORDS[self as usize]
    }
}

/// A follow-up question.
#[derive(Clone, Debug)]
pub struct Probe {
    /// When to ask it; `None` means always.
    pub condition: Option<Phrase>,
    /// What to ask.
    pub ask: Phrase,
}

/// A page that candidate and interviewer look at: a table, a log, an incomplete spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exhibit {
    /// Id; also the name of its file.
    pub id: Id,
    /// The path of its file, as messages name it.
    pub file: String,
    /// Title.
    pub title: String,
    /// Markdown below the title.
    pub text: String,
}

/// An answer to a question, with which raters practise. It is never in a kit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SampleAnswer {
    /// Its score, on the bank's rating scale.
    pub score: u8,
    /// What the candidate says. It has no placeholders.
    pub text: String,
}

/// A question.
#[derive(Clone, Debug)]
pub struct Question {
    /// Id, unique in the bank.
    pub id: Id,
    /// The competency it observes.
    pub competency: Id,
    /// Its depth.
    pub depth: Id,
    /// Two to five words for tables.
    pub title: Option<String>,
    /// Its type.
    pub kind: QuestionType,
    /// Minutes for answer and probes.
    pub minutes: u32,
    /// How hard it is within its depth, 1 to 5.
    pub difficulty: Option<u8>,
    /// Levels it is for; all levels if empty.
    pub levels: Vec<Id>,
    /// Other competencies that an answer gives evidence on.
    pub also: Vec<Id>,
    /// Parallel questions have the same family. A kit never has two of them.
    pub family: Option<Id>,
    /// Questions that give this one away, or that it gives away.
    pub enemies: Vec<Id>,
    /// Pages that candidate and interviewer look at.
    pub exhibits: Vec<Arc<Exhibit>>,
    /// Whether it may be drawn.
    pub status: Status,
    /// What the interviewer says.
    pub prompt: Phrase,
    /// Follow-ups.
    pub probes: Vec<Probe>,
    /// What to listen for.
    pub listen_for: Vec<Phrase>,
    /// Warning signs in an answer.
    pub red_flags: Vec<Phrase>,
    /// Described behaviour per score. Empty only for a question of one opening that a round asks by `ask`.
    pub anchors: BTreeMap<u8, Phrase>,
    /// Answers with their scores, for practice.
    pub sample_answers: Vec<SampleAnswer>,
    /// Where it comes from.
    pub source: Option<String>,
    /// True if it is a question of one opening; false if it is a question of a bank, which other openings
    /// and candidates may know.
    pub own: bool,
    /// The bank in whose files it is. A bank that extends this one has the question too.
    pub holder: Id,
    /// The bank, if the role spec names several and the question is not from the first one.
    pub bank: Option<Id>,
    /// `sha256:…` of the question as written, without its sample answers; the layout does not matter.
    pub digest: String,
    /// Its place in the bank's files.
    pub place: Place,
}

impl Question {
    /// All of its texts that may contain placeholders.
    pub fn phrases(&self) -> impl Iterator<Item = &Phrase> {
        let probes = self.probes.iter().flat_map(|p| p.condition.iter().chain([&p.ask]));
        let lists = self.listen_for.iter().chain(&self.red_flags);
        std::iter::once(&self.prompt).chain(probes).chain(lists).chain(self.anchors.values())
    }

    /// True if it may be asked at this level.
    pub fn suits(&self, level: &Id) -> bool {
        self.levels.is_empty() || self.levels.contains(level)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_types_agree() {
        for (kind, word) in QuestionType::ALL {
            assert_eq!(kind.as_str(), word);
            assert_eq!(QuestionType::parse(word), Some(kind));
        }
        for word in Status::WORDS {
            assert_eq!(Status::parse(word).map(Status::as_str), Some(*word));
        }
    }
}
