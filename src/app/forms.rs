//! `scorecards`: the request and the outcome.

use std::path::PathBuf;

use serde::Serialize;

use crate::render::Format;
use crate::store::{FolderChange, Looks};

/// Whose kit the forms are for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The kit of the loop.
    Loop,
    /// The kit of this candidate.
    Candidate(String),
    /// The kits of all candidates.
    All,
}

/// Makes forms of a kit.
#[derive(Clone, Debug)]
pub struct Scorecards {
    /// The req.
    pub req: String,
    /// Whose kit to use.
    pub whose: Whose,
    /// Only this round: its id or title.
    pub round: Option<String>,
    /// Only this interviewer: the name or a part of it.
    pub interviewer: Option<String>,
    /// Another person who takes the seat that the request names, for this candidate.
    pub by: Option<String>,
    /// The formats to write.
    pub formats: Vec<Format>,
    /// Whether forms that people have written on are rendered again; the old ones move to the history.
    pub force: bool,
    /// The one PDF to write instead of the forms; `None` writes the forms beside their kits.
    pub merge: Option<PathBuf>,
    /// Fonts, templates, paper and layout.
    pub looks: Looks,
}

/// What was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum PacksMade {
    /// The forms of one kit.
    One(Box<FormsWritten>),
    /// The forms of the kits of all candidates.
    All {
        /// What was written for each candidate, by id.
        candidates: Vec<FormsWritten>,
    },
    /// One PDF.
    Merged(MergedPacks),
}

/// Forms in one PDF.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MergedPacks {
    /// The file, relative to the workspace if it is in it.
    pub merged: String,
    /// The number of forms in it.
    pub forms: usize,
    /// The number of its pages.
    pub pages: usize,
    /// Characters that no available font can print.
    pub missing: Vec<char>,
}

/// Forms that were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormsWritten {
    /// The number of forms.
    pub forms: usize,
    /// Their files and the handouts made with them, relative to the folder of the kit.
    pub files: Vec<String>,
    /// What changed in the folder.
    pub change: FolderChange,
    /// PDF pages of the folder that were made before `panelkit.yaml` asked for its paper, fonts and theme, and that `generate`
    /// makes again.
    pub outdated: Vec<String>,
    /// The seat that another person takes, if the request names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seat: Option<SeatTaken>,
}

/// A seat that another person takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SeatTaken {
    /// The round.
    pub round: String,
    /// The person before; `None` if the round named none.
    pub before: Option<String>,
    /// The person who takes the seat.
    pub name: String,
    /// Whether `candidate.yaml` or the role spec named this person before.
    pub already: bool,
}
