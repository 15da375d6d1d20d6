//! Exit statuses, as the contract has them.

use std::io;

use panelkit::diag::Reported;
use panelkit::disk::ReadError;
use panelkit::load::WorkspaceError;
use panelkit::pipeline::NoKit;
use panelkit::render::{PdfError, RenderError, TemplateError};
use panelkit::write::WriteError;

/// How a command ended.
#[derive(Debug)]
pub(crate) enum Exit {
    /// 1: findings at error level, all of them shown already, or a refusal explained already.
    Findings,
    /// 2: what was asked for makes no sense; the message says why and what would.
    Usage(String),
    /// 3: no loop satisfies the role spec; the shortage list is shown already.
    NoLoop,
    /// 4: `verify` found a difference, shown already.
    Difference,
    /// 5: the world failed.
    World(String),
}

impl Exit {
    /// The status.
    pub(crate) fn status(&self) -> u8 {
        match self {
            Exit::Findings => 1,
            Exit::Usage(_) => 2,
            Exit::NoLoop => 3,
            Exit::Difference => 4,
            Exit::World(_) => 5,
        }
    }

    /// The message still to be shown.
    pub(crate) fn message(&self) -> Option<&str> {
        match self {
            Exit::Usage(message) | Exit::World(message) => Some(message),
            Exit::Findings | Exit::NoLoop | Exit::Difference => None,
        }
    }
}

impl From<Reported> for Exit {
    fn from(_: Reported) -> Exit {
        Exit::Findings
    }
}

impl From<NoKit> for Exit {
    fn from(error: NoKit) -> Exit {
        match error {
            NoKit::BadInput(_) => Exit::Findings,
            NoKit::Shortage(_) => Exit::NoLoop,
        }
    }
}

impl From<io::Error> for Exit {
    fn from(error: io::Error) -> Exit {
        Exit::World(error.to_string())
    }
}

macro_rules! world {
    ($($error:ty),*) => {
        $(impl From<$error> for Exit {
            fn from(error: $error) -> Exit {
                Exit::World(error.to_string())
            }
        })*
    };
}

world!(ReadError, WriteError, RenderError, TemplateError, PdfError);

impl From<WorkspaceError> for Exit {
    fn from(error: WorkspaceError) -> Exit {
        Exit::Usage(error.to_string())
    }
}
