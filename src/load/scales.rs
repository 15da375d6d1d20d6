//! The names and scores that a bank declares, for the files that refer to them.

use std::collections::BTreeSet;

use super::names::Names;
use crate::diag::{Diagnostic, codes};
use crate::model::Bank;
use crate::text::quoted;
use crate::yaml::Text;

/// The declared names that questions, loops and role specs point at.
pub(super) struct Scales<'a> {
    pub(super) competencies: Names<'a>,
    pub(super) depths: Names<'a>,
    pub(super) levels: Names<'a>,
    pub(super) scores: Vec<u8>,
}

impl<'a> Scales<'a> {
    pub(super) fn of(bank: &'a Bank) -> Scales<'a> {
        let owner = format!("bank `{}`", bank.id);
        let names = |kind, code, known| Names { kind, code, known, owner: owner.clone(), gone: None };
        Scales {
            competencies: names(
                "competency",
                &codes::UNKNOWN_COMPETENCY,
                bank.competencies.iter().map(|c| c.id.as_str()).collect(),
            ),
            depths: names(
                "depth",
                &codes::UNKNOWN_DEPTH,
                bank.depths.iter().map(|d| d.id.as_str()).collect(),
            ),
            levels: names(
                "level",
                &codes::UNKNOWN_LEVEL,
                bank.levels.iter().map(|l| l.id.as_str()).collect(),
            ),
            scores: bank.ratings.iter().map(|r| r.score).collect(),
        }
    }

    /// The finding for a score that the rating scale lacks. `id`: the question.
    pub(super) fn off_scale(&self, score: &Text, id: &Text) -> Diagnostic {
        let known: Vec<String> = self.scores.iter().map(ToString::to_string).collect();
        Diagnostic::new(&codes::UNKNOWN_SCORE, format!("the rating scale has no score {}", score.value))
            .at(&score.place, format!("the scale has {}", quoted(known.iter().map(String::as_str), "and")))
            .context(&id.place, "in this question")
            .help("change the score, or add it to `ratings` in bank.yaml")
    }

    /// These scales, for the files of a bank that another bank extends. The other bank leaves out the competencies
    /// `gone`, so a file that names one of them has no error.
    pub(super) fn without(mut self, gone: &'a BTreeSet<String>) -> Scales<'a> {
        self.competencies.gone = Some(gone);
        self
    }
}
