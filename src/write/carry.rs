//! Keeps files of a folder that is replaced.

use std::collections::BTreeMap;
use std::fs::{self, DirEntry, FileType, Permissions};
use std::io;
use std::path::{Path, PathBuf};

use crate::disk::Kind;

use super::error::WriteError;
use super::names::is_leftover;
use super::stage::make_folder;

/// Carries the files and links that must stay from the old folder over to the new one. A file becomes a hard
/// link; a symbolic link is made again.
pub(super) struct Carry<'a> {
    pub(super) from: &'a Path,
    pub(super) to: &'a Path,
    /// The files that the new folder already has.
    pub(super) files: &'a BTreeMap<String, Vec<u8>>,
    /// Returns true for a relative path that must stay.
    pub(super) keep: &'a dyn Fn(&str) -> bool,
}

impl Carry<'_> {
    pub(super) fn run(&self) -> Result<(), WriteError> {
        let mut open = vec![PathBuf::new()];
        let mut folders: Vec<(PathBuf, Permissions)> = Vec::new();
        while let Some(inner) = open.pop() {
            let path = self.from.join(&inner);
            // What cannot be read cannot be carried over, so nothing may be replaced.
            let refused = |e| WriteError::new("read", &path, e);
            folders.push((inner.clone(), fs::metadata(&path).map_err(refused)?.permissions()));
            for entry in fs::read_dir(&path).map_err(refused)? {
                let entry = entry.map_err(refused)?;
                let kind = entry.file_type().map_err(|e| WriteError::new("read", &entry.path(), e))?;
                if is_leftover(&entry.file_name().to_string_lossy()) {
                    continue;
                }
                let relative = inner.join(entry.file_name());
                if kind.is_dir() {
                    self.no_file(&relative)?;
                    open.push(relative);
                } else {
                    self.one(&entry, kind, &relative)?;
                }
            }
        }
        for (inner, permissions) in folders {
            let path = self.to.join(inner);
            if path.is_dir() {
                fs::set_permissions(&path, permissions).map_err(|e| WriteError::new("write", &path, e))?;
            }
        }
        Ok(())
    }

    fn one(&self, entry: &DirEntry, kind: FileType, relative: &Path) -> Result<(), WriteError> {
        let name = name(relative);
        let (from, to) = (entry.path(), self.to.join(relative));
        if kind.is_symlink() {
            self.no_folder(&name, &from)?;
        } else if !kind.is_file() {
            let what = format!("it is {}", Kind::of(kind).name());
            return Err(WriteError::refused("keep", &from, what, "move it away and run the command again"));
        }
        if self.files.contains_key(&name) {
            // The new file gets the permissions of the old one.
            if !kind.is_file() {
                return Ok(());
            }
            let found = entry.metadata().and_then(|found| fs::set_permissions(&to, found.permissions()));
            return found.map_err(|e| WriteError::new("write", &from, e));
        }
        if !(self.keep)(&name) {
            return Ok(());
        }
        make_folder(to.parent().unwrap_or(self.to))?;
        let made = if kind.is_symlink() {
            link_again(&from, &to)
        } else {
            fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(|_| ()))
        };
        made.map_err(|e| WriteError::new("keep", &from, e))
    }

    /// Error: there is a folder where a file is to be written.
    fn no_file(&self, relative: &Path) -> Result<(), WriteError> {
        if !self.files.contains_key(&name(relative)) {
            return Ok(());
        }
        let path = self.from.join(relative);
        Err(WriteError::refused("replace", &path, "it is a folder, not a file", "move it away"))
    }

    /// Error: there is a link where files are to be written into a folder.
    fn no_folder(&self, name: &str, path: &Path) -> Result<(), WriteError> {
        let prefix = format!("{name}/");
        if !self.files.keys().any(|file| file.starts_with(&prefix)) {
            return Ok(());
        }
        let to = fs::read_link(path).map(|to| format!(" to `{}`", to.display())).unwrap_or_default();
        let cause = format!("it is a link{to}, inside a folder that is replaced as a whole");
        Err(WriteError::refused("write in", path, cause, "replace the link with a folder"))
    }
}

/// A relative path with `/`.
fn name(relative: &Path) -> String {
    let parts: Vec<_> = relative.components().map(|c| c.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(unix)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    std::os::unix::fs::symlink(fs::read_link(from)?, to)
}

#[cfg(windows)]
fn link_again(from: &Path, to: &Path) -> io::Result<()> {
    use std::os::windows::fs::{symlink_dir, symlink_file};
    let target = fs::read_link(from)?;
    if from.is_dir() { symlink_dir(target, to) } else { symlink_file(target, to) }
}

#[cfg(not(any(unix, windows)))]
fn link_again(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}
