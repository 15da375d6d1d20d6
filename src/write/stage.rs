//! Unfinished files and folders under a staging name.

use std::fs::{self, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::error::WriteError;
use super::names;

/// Limit of names that are tried. Each is very unlikely to be taken.
const TRIES: usize = 8;

/// A file or folder under a staging name, which is removed when dropped. After a failure, this removes the
/// unfinished work. After an exchange, it removes the old content. After a rename, there is nothing to
/// remove.
pub(super) struct Staging {
    path: PathBuf,
    folder: bool,
}

impl Staging {
    /// A new empty folder beside `target`.
    pub(super) fn folder(target: &Path) -> Result<Staging, WriteError> {
        let (path, ()) = create(target, |path| fs::create_dir(path))?;
        Ok(Staging { path, folder: true })
    }

    /// A new file beside `target` with these bytes and permissions, flushed to the disk.
    pub(super) fn file(
        target: &Path,
        bytes: &[u8],
        permissions: Option<Permissions>,
    ) -> Result<Staging, WriteError> {
        let (path, file) = create(target, |path| open_new(path, permissions.as_ref()))?;
        let staging = Staging { path, folder: false };
        let write = || {
            (&file).write_all(bytes)?;
            if let Some(permissions) = permissions {
                file.set_permissions(permissions)?;
            }
            file.sync_data()
        };
        write().map_err(|e| WriteError::new("write", target, e))?;
        Ok(staging)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Staging {
    fn drop(&mut self) {
        // What cannot be removed now is recognised by its name and removed by a later run.
        let _ = if self.folder { fs::remove_dir_all(&self.path) } else { fs::remove_file(&self.path) };
    }
}

fn create<T>(target: &Path, make: impl Fn(&Path) -> io::Result<T>) -> Result<(PathBuf, T), WriteError> {
    let mut failed = io::Error::from(io::ErrorKind::AlreadyExists);
    for _ in 0..TRIES {
        let path = names::beside(target);
        match make(&path) {
            Ok(made) => return Ok((path, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => failed = error,
            Err(error) => return Err(WriteError::new("create", target, error)),
        }
    }
    Err(WriteError::new("create", target, failed))
}

/// Opens a file that does not exist yet. A private file is private from the start.
fn open_new(path: &Path, permissions: Option<&Permissions>) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if let Some(permissions) = permissions {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        options.mode(permissions.mode() & 0o777 | 0o200);
    }
    #[cfg(not(unix))]
    let _ = permissions;
    options.open(path)
}

/// Writes files into a staging folder; `sync` selects the files to flush to the disk.
pub(super) fn fill<'f>(
    staging: &Path,
    files: impl IntoIterator<Item = (&'f String, &'f Vec<u8>)>,
    sync: impl Fn(&str) -> bool,
) -> Result<(), WriteError> {
    for (name, bytes) in files {
        names::check(staging, name)?;
        let path = staging.join(name);
        make_folder(path.parent().unwrap_or(staging))?;
        let write = || {
            let mut file = open_new(&path, None)?;
            file.write_all(bytes)?;
            if sync(name) { file.sync_data() } else { Ok(()) }
        };
        write().map_err(|e| WriteError::new("write", &path, e))?;
    }
    Ok(())
}

/// Creates a folder and the folders above it.
pub(super) fn make_folder(folder: &Path) -> Result<(), WriteError> {
    fs::create_dir_all(folder).map_err(|e| WriteError::new("create", folder, e))
}
