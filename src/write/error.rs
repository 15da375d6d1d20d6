//! Errors of writing, with the cause and the next step.

use std::io;
use std::path::Path;

/// The disk reported an error, or the path must not be written.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} `{path}`: {cause}\n  = help: {help}")]
pub struct WriteError {
    action: &'static str,
    path: String,
    cause: String,
    help: String,
}

impl WriteError {
    /// The operating system reported an error.
    pub(super) fn new(action: &'static str, path: &Path, cause: io::Error) -> WriteError {
        let help = match cause.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "existing files are unchanged; change the permissions so that you can write, or choose another folder with --out"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                "existing files are unchanged; free some space and run the command again"
            }
            _ => "existing files are unchanged; remove the cause and run the command again",
        };
        WriteError::refused(action, path, cause.to_string(), help)
    }

    /// The rules of this module forbid it.
    pub(super) fn refused(
        action: &'static str,
        path: &Path,
        cause: impl Into<String>,
        help: impl Into<String>,
    ) -> WriteError {
        WriteError { action, path: path.display().to_string(), cause: cause.into(), help: help.into() }
    }
}
