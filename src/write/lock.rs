//! One run at a time on one req.

use std::fs::File;
use std::io;
use std::path::Path;

/// Holds a folder while its content is replaced; given back when dropped, also by a crash.
///
/// The folder itself is locked (advisory, `flock`), so nothing is left behind. Where folders cannot
/// be opened (Windows) two runs are told apart by the atomic rename alone.
#[derive(Debug)]
pub struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// Waits until the folder is free and takes it.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub fn take(folder: &Path) -> io::Result<Lock> {
        Lock::with(folder, File::lock)
    }

    /// Waits until nobody has the folder alone, and takes it together with others that take it like
    /// this: runs that each write into folders of their own in it.
    ///
    /// # Errors
    /// When the folder cannot be opened.
    pub fn share(folder: &Path) -> io::Result<Lock> {
        Lock::with(folder, File::lock_shared)
    }

    fn with(folder: &Path, lock: impl Fn(&File) -> io::Result<()>) -> io::Result<Lock> {
        if cfg!(not(unix)) {
            return Ok(Lock { _folder: None });
        }
        let handle = File::open(folder)?;
        match lock(&handle) {
            Ok(()) => Ok(Lock { _folder: Some(handle) }),
            // Some network file systems have no locks.
            Err(error) if error.kind() == io::ErrorKind::Unsupported => Ok(Lock { _folder: None }),
            Err(error) => Err(error),
        }
    }
}
