//! Where the files of a workspace come from: a trait, and the folder on disk.
//!
//! This module does not depend on a file format and reports no findings; `files` turns its errors into
//! findings.

use std::fmt::Debug;
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::{self, Kind, ReadError, Why};

/// The files of a workspace. Paths are relative to the workspace: `question_banks/tpm/bank.yaml`.
pub trait Files: Debug + Send + Sync {
    /// The bytes of a file of at most `limit` bytes, with links followed; `None` if it does not exist.
    ///
    /// # Errors
    /// [`FileError`] if the path leads to something other than a file, if the file is unreadable or too
    /// large, or if it is a link that leaves the workspace.
    fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, FileError>;

    /// The names in a folder, sorted; `None` if it does not exist. Bytes of a name that are not UTF-8 are
    /// replaced by U+FFFD.
    ///
    /// # Errors
    /// [`ReadError`] if the path is not a folder or cannot be listed.
    fn list(&self, folder: &Path) -> Result<Option<Vec<String>>, ReadError>;

    /// The kind of thing at a path, after following links: [`Kind::Dangling`] for a link that cannot be
    /// followed, `None` if there is nothing or if the kind cannot be determined.
    fn kind(&self, path: &Path) -> Option<Kind>;
}

/// Why a file of a workspace was not read.
#[derive(Debug, thiserror::Error)]
pub enum FileError {
    /// It is a link that leaves the workspace and leads to this path.
    #[error("it is a link that leaves the workspace, to `{}`", .0.display())]
    Outside(PathBuf),
    /// It could not be read.
    #[error(transparent)]
    Unreadable(#[from] ReadError),
}

/// The files of a folder on disk. A link that leaves the folder is not followed unless it is the folder of a
/// bank, because several workspaces may share a bank.
#[derive(Debug)]
pub(super) struct Disk {
    /// Absolute, with links resolved.
    root: PathBuf,
}

impl Disk {
    /// The files of `root`, and its absolute path.
    ///
    /// # Errors
    /// When the folder does not exist or cannot be resolved.
    pub(super) fn new(root: &Path) -> io::Result<(Disk, PathBuf)> {
        let root = root.canonicalize()?;
        Ok((Disk { root: root.clone() }, root))
    }

    /// Whether a file belongs to a bank whose folder is a link.
    fn is_shared(&self, path: &Path, real: &Path) -> bool {
        let banks = self.root.join("question_banks");
        let bank = path.strip_prefix(&banks).ok().and_then(|rest| rest.components().next());
        let folder = bank.and_then(|bank| banks.join(bank).canonicalize().ok());
        folder.is_some_and(|folder| real.starts_with(folder))
    }
}

impl Files for Disk {
    fn read(&self, path: &Path, limit: u64) -> Result<Option<Vec<u8>>, FileError> {
        let path = self.root.join(path);
        let real = path.canonicalize().map_err(|error| ReadError::new(&path, Why::Refused(error)))?;
        if !real.starts_with(&self.root) && !self.is_shared(&path, &real) {
            return Err(FileError::Outside(real));
        }
        Ok(disk::read(&real, limit)?)
    }

    fn list(&self, folder: &Path) -> Result<Option<Vec<String>>, ReadError> {
        disk::names(&self.root.join(folder))
    }

    fn kind(&self, path: &Path) -> Option<Kind> {
        let path = self.root.join(path);
        match path.metadata() {
            Ok(found) => Some(Kind::of(found.file_type())),
            Err(_) => path.symlink_metadata().ok().map(|_| Kind::Dangling),
        }
    }
}
