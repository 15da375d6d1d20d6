//! Why a request was not carried out.

use std::io;

use serde::Serialize;

use crate::diag::Reported;
use crate::disk::ReadError;
use crate::load::WorkspaceError;
use crate::render::{PdfError, RenderError, TemplateError};
use crate::write::WriteError;

/// Why a request was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The files have errors: the findings are in the sink.
    #[error("the files have errors")]
    Findings,
    /// Carrying out the request would lose or change something, so the request needs the user's consent.
    #[error("{0}")]
    Refused(Refusal),
    /// The request cannot be carried out as it stands. The message says why, and its `= help:` lines say what to
    /// do instead.
    #[error("{0}")]
    Request(String),
    /// No loop satisfies the role spec: the shortage list is in the sink.
    #[error("no loop satisfies the role spec")]
    NoKit,
    /// Something outside the program failed, such as the file system. The message names the file and the cause.
    #[error("{0}")]
    World(String),
}

/// Why the request needs the user's consent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "kind")]
pub enum Refusal {
    /// The loop that was issued would be replaced by a different one.
    #[error("`{folder}` holds a loop that would change")]
    LoopWouldChange {
        /// The folder of the loop.
        folder: String,
        /// Candidates whose kits are parallel to the loop.
        candidates: usize,
        /// The id of the req.
        req: String,
    },
    /// These pages were changed by hand and would be overwritten.
    #[error("these pages were changed by hand, and this run would overwrite them:")]
    PagesChanged {
        /// The pages, relative to the workspace.
        pages: Vec<String>,
    },
    /// These pages were made with fonts or templates that the request does not name.
    #[error("these pages were made with your own fonts or templates, and this command names none:")]
    OwnLooks {
        /// The folders of the pages.
        folders: Vec<String>,
        /// Whether the command can go on with the built-in fonts and templates if the user consents.
        can_force: bool,
    },
    /// People have written on these forms.
    #[error("people have written on these forms:")]
    FormsWrittenOn {
        /// The forms, and whether each is filled in (true) or changed in another way.
        forms: Vec<(String, bool)>,
    },
    /// Another day is recorded as the day of the first round.
    #[error("another day is recorded already:")]
    HeldOnAnotherDay {
        /// The files, each with the day that it records.
        files: Vec<(String, String)>,
    },
    /// The first round was held, so the kit must not change.
    #[error("the interview of `{candidate}` was held on {day}, and its kit does not change any more")]
    KitHeld {
        /// The candidate.
        candidate: String,
        /// The day of the first round.
        day: String,
    },
    /// The question cannot take the place of another one.
    #[error("`{question}` cannot take the place of `{instead_of}` in {slot}: it {why}")]
    DoesNotFit {
        /// The question that was asked for.
        question: String,
        /// The slot, `<round>.<number>`.
        slot: String,
        /// The question in the slot.
        instead_of: String,
        /// The reason, in words that follow "it".
        why: String,
    },
    /// A file that the command would write is there, and people may have typed into it.
    #[error("`{file}` exists, and this run would overwrite it")]
    FileThere {
        /// The file, relative to the workspace if it is in it.
        file: String,
    },
    /// These pages were changed by hand, or another program wrote them.
    #[error("these pages were changed by hand, or written by another program:")]
    PagesOfOthers {
        /// The pages, relative to the workspace.
        pages: Vec<String>,
    },
}

impl From<Reported> for Fault {
    fn from(_: Reported) -> Fault {
        Fault::Findings
    }
}

impl From<io::Error> for Fault {
    fn from(error: io::Error) -> Fault {
        Fault::World(error.to_string())
    }
}

macro_rules! world {
    ($($error:ty),*) => {
        $(impl From<$error> for Fault {
            fn from(error: $error) -> Fault {
                Fault::World(error.to_string())
            }
        })*
    };
}

world!(ReadError, WriteError, RenderError, TemplateError, PdfError);

impl From<WorkspaceError> for Fault {
    fn from(error: WorkspaceError) -> Fault {
        Fault::Request(error.to_string())
    }
}
