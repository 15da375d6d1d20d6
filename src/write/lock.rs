//! Locks a req, so that only one run at a time changes it.

use std::fs::{File, OpenOptions};
use std::io;

use super::error::WriteError;
use super::target::{Target, not_a_folder};

/// A lock on a folder while its content is replaced. It is released when dropped, and also if the program
/// crashes.
///
/// The folder itself is locked (advisory, `flock`), so no lock file is left behind. Where folders cannot
/// be opened (Windows), only the atomic rename protects two runs from each other.
#[derive(Debug)]
pub struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// Waits until the folder is free, and locks it exclusively.
    ///
    /// # Errors
    /// If the folder cannot be opened.
    pub fn take(folder: &Target) -> Result<Lock, WriteError> {
        Lock::with(folder, File::lock)
    }

    /// Waits until no run has an exclusive lock, and takes a shared lock. Runs with a shared lock write only
    /// into separate folders inside this folder.
    ///
    /// # Errors
    /// If the folder cannot be opened.
    pub fn share(folder: &Target) -> Result<Lock, WriteError> {
        Lock::with(folder, File::lock_shared)
    }

    fn with(folder: &Target, lock: impl Fn(&File) -> io::Result<()>) -> Result<Lock, WriteError> {
        if cfg!(not(unix)) {
            return Ok(Lock { _folder: None });
        }
        let path = folder.path();
        if path.symlink_metadata().is_ok_and(|found| !found.is_dir()) {
            return Err(not_a_folder(path, path));
        }
        let refused = |error: io::Error| {
            let help = match error.kind() {
                io::ErrorKind::PermissionDenied => {
                    "change the permissions of the folder so that you can read it and write to it"
                }
                io::ErrorKind::NotFound => "make the folder, and run the command again",
                _ => "remove the cause and run the command again",
            };
            WriteError::refused("lock", path, error.to_string(), help)
        };
        let handle = open(path).map_err(refused)?;
        match lock(&handle) {
            Ok(()) => Ok(Lock { _folder: Some(handle) }),
            // Some network file systems have no locks.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock { _folder: None }),
            Err(error) => Err(refused(error)),
        }
    }
}

/// Opens a folder; fails if the path is not a folder.
fn open(path: &std::path::Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use rustix::fs::OFlags;
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags((OFlags::DIRECTORY | OFlags::NONBLOCK).bits().cast_signed());
    }
    options.open(path)
}
