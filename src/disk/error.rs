//! The kinds of things at a path, and the reasons why a path cannot be read.

use std::fmt;
use std::fs::FileType;
use std::io;
use std::path::Path;

/// The kind of thing that a path leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A named pipe.
    Pipe,
    /// A socket.
    Socket,
    /// A device.
    Device,
    /// A broken link.
    Dangling,
}

impl Kind {
    /// The kind of thing that was found after following links.
    pub fn of(found: FileType) -> Kind {
        if found.is_file() {
            return Kind::File;
        }
        if found.is_dir() {
            return Kind::Folder;
        }
        if found.is_symlink() {
            return Kind::Dangling;
        }
        #[cfg(unix)]
        {
            use std::os::unix::fs::FileTypeExt;
            if found.is_fifo() {
                return Kind::Pipe;
            }
            if found.is_socket() {
                return Kind::Socket;
            }
        }
        Kind::Device
    }

    /// Its name with an article.
    pub fn name(self) -> &'static str {
        match self {
            Kind::File => "a file",
            Kind::Folder => "a folder",
            Kind::Pipe => "a named pipe",
            Kind::Socket => "a socket",
            Kind::Device => "a device",
            Kind::Dangling => "a link that leads nowhere",
        }
    }
}

/// Why a path could not be read.
#[derive(Debug)]
pub enum Why {
    /// The operating system reported an error.
    Refused(io::Error),
    /// The path leads to another kind of thing than expected.
    Is {
        /// What the path leads to.
        found: Kind,
        /// What was expected.
        wanted: Kind,
    },
    /// The file is larger than this number of bytes.
    Larger(u64),
}

/// A path could not be read. The message names the path, the cause and what to do next.
#[derive(Debug)]
pub struct ReadError {
    name: String,
    why: Why,
}

impl ReadError {
    /// That `path` could not be read.
    pub fn new(path: &Path, why: Why) -> ReadError {
        ReadError { name: path.display().to_string(), why }
    }

    /// The same error with the path as the user knows it.
    #[must_use]
    pub fn named(mut self, name: impl Into<String>) -> ReadError {
        self.name = name.into();
        self
    }

    /// Why it could not be read.
    pub fn why(&self) -> &Why {
        &self.why
    }

    pub(super) fn is_loop(error: &io::Error) -> bool {
        // `io::ErrorKind` has no stable variant for ELOOP yet, so the text of the error is compared.
        error.to_string().contains("symbolic links")
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = &self.name;
        let (cause, help) = match &self.why {
            Why::Refused(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                ("permission denied".to_owned(), "change its permissions so that you can read it".to_owned())
            }
            Why::Refused(error) if ReadError::is_loop(error) => (
                "it is a link that leads back to itself".to_owned(),
                "replace the link with the file or folder that it was meant to lead to".to_owned(),
            ),
            Why::Refused(error) => {
                (error.to_string(), "remove the cause and run the command again".to_owned())
            }
            Why::Is { found: Kind::Dangling, .. } => (
                format!("it is {}", Kind::Dangling.name()),
                "remove the link, or restore what it leads to".to_owned(),
            ),
            Why::Is { found, wanted } => {
                (format!("it is {}, not {}", found.name(), wanted.name()), "move it away".to_owned())
            }
            Why::Larger(limit) => {
                (format!("it is larger than {} MB", limit / 1_048_576), "choose a smaller file".to_owned())
            }
        };
        write!(f, "cannot read `{name}`: {cause}\n  = help: {help}")
    }
}

impl std::error::Error for ReadError {}
