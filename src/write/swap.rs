//! Renames in one step: exchange two names, or take a name that is free.

use std::fs;
use std::io;
use std::path::Path;

use super::error::WriteError;
use super::names;

/// Exchanges a finished staging folder with the existing folder.
pub(super) fn exchange(staging: &Path, folder: &Path) -> Result<(), WriteError> {
    let wrap = |e| WriteError::new("replace", folder, e);
    match swap(staging, folder) {
        // This system cannot exchange names. So two renames are used, and the old folder is set aside first.
        Err(error) if is_unknown(&error) => {
            let aside = names::beside(folder);
            fs::rename(folder, &aside).map_err(wrap)?;
            match fs::rename(staging, folder) {
                Ok(()) => fs::rename(&aside, staging).map_err(wrap),
                Err(error) => fs::rename(&aside, folder).and(Err(error)).map_err(wrap),
            }
        }
        result => result.map_err(wrap),
    }
}

/// Renames finished work to its final name. Returns false if the name is taken.
pub(super) fn settle(staging: &Path, path: &Path) -> io::Result<bool> {
    let placed = match take(staging, path) {
        Err(error) if is_unknown(&error) => plainly(staging, path),
        result => result,
    };
    let taken = |kind| matches!(kind, io::ErrorKind::AlreadyExists | io::ErrorKind::DirectoryNotEmpty);
    match placed {
        Ok(()) => Ok(true),
        Err(error) if taken(error.kind()) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Does the work of `take` on systems without a rename that fails if the name is taken. A hard link to a file
/// fails if the name is taken, and a folder can replace only an empty folder.
fn plainly(staging: &Path, path: &Path) -> io::Result<()> {
    if staging.symlink_metadata()?.is_dir() {
        return fs::rename(staging, path);
    }
    fs::hard_link(staging, path)
}

fn is_unknown(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn renamed(a: &Path, b: &Path, flags: rustix::fs::RenameFlags) -> io::Result<()> {
    use rustix::fs::{CWD, renameat_with};
    renameat_with(CWD, a, CWD, b, flags).map_err(io::Error::from)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(a: &Path, b: &Path) -> io::Result<()> {
    renamed(a, b, rustix::fs::RenameFlags::EXCHANGE)
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn take(a: &Path, b: &Path) -> io::Result<()> {
    renamed(a, b, rustix::fs::RenameFlags::NOREPLACE)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn take(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_stays_as_it_is() {
        let home = tempfile::tempdir().expect("a folder");
        let at = |name: &str| home.path().join(name);
        for name in ["new", "old"] {
            fs::write(at(name), name).expect("written");
            fs::create_dir_all(at(&format!("{name}-folder"))).expect("made");
        }
        fs::write(at("old-folder/x"), "").expect("written");
        assert!(!settle(&at("new"), &at("old")).expect("asked"));
        assert!(!settle(&at("new-folder"), &at("old-folder")).expect("asked"));
        assert!(settle(&at("new"), &at("free")).expect("asked"));
        assert_eq!(fs::read(at("old")).expect("there"), b"old");
        assert!(plainly(&at("free"), &at("old")).is_err());
        assert!(plainly(&at("new-folder"), &at("old-folder")).is_err());
    }
}
