//! The names and scores that a bank declares, for the files that refer to them.

use std::collections::BTreeSet;

use super::names::Names;
use crate::diag::codes;
use crate::model::Bank;

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
    /// These scales, for the files of a bank that another bank extends. The other bank leaves out the competencies
    /// `gone`, so a file that names one of them has no error.
    pub(super) fn without(mut self, gone: &'a BTreeSet<String>) -> Scales<'a> {
        self.competencies.gone = Some(gone);
        self
    }
}
