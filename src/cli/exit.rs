//! Exit statuses, as the contract has them.

use std::io;
use std::process::ExitCode;

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
    /// The status and the message still to be shown.
    pub(crate) fn code(self) -> (ExitCode, Option<String>) {
        match self {
            Exit::Findings => (ExitCode::from(1), None),
            Exit::Usage(message) => (ExitCode::from(2), Some(message)),
            Exit::NoLoop => (ExitCode::from(3), None),
            Exit::Difference => (ExitCode::from(4), None),
            Exit::World(message) => (ExitCode::from(5), Some(message)),
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
