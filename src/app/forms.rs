//! `scorecards`: the request and the outcome.

use serde::Serialize;

use crate::render::Format;
use crate::store::{FolderChange, Looks};

/// Makes forms of a kit.
#[derive(Clone, Debug)]
pub struct Scorecards {
    /// The req.
    pub req: String,
    /// The candidate whose kit to use; `None` means the kit of the loop.
    pub candidate: Option<String>,
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
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// Forms that were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct FormsWritten {
    /// The number of forms.
    pub forms: usize,
    /// Their files, relative to the folder of the kit.
    pub files: Vec<String>,
    /// What changed in the folder.
    pub change: FolderChange,
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
