//! New files beside the old, then one exchange.
//!
//! A run may be killed between any two system calls, the disk may be full, two runs may meet. So a
//! folder is written complete under another name first; then the two names are exchanged in one
//! step (`renameat2(RENAME_EXCHANGE)` on Linux, `renamex_np` on macOS). At every moment the folder
//! is the old one or the new one. Files in it that are not ours move along as hard links.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The disk refused.
#[derive(Debug, thiserror::Error)]
#[error("cannot {action} `{path}`: {cause}\n  = help: {help}")]
pub struct WriteError {
    action: &'static str,
    path: String,
    cause: io::Error,
    help: &'static str,
}

impl WriteError {
    fn new(action: &'static str, path: &Path, cause: io::Error) -> WriteError {
        let help = match cause.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "what was there is untouched; give yourself the right to write, or choose another folder with --out"
            }
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge => {
                "what was there is untouched; free some space and run the command again"
            }
            _ => "what was there is untouched; mend the cause and run the command again",
        };
        WriteError { action, path: path.display().to_string(), cause, help }
    }
}

/// Makes `files` (relative path and bytes) the content of `folder`, together with whatever `keep`
/// (relative path) says yes to among the files that are there now.
///
/// # Errors
/// [`WriteError`]; the folder is then as it was.
pub fn replace_folder(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    keep: &dyn Fn(&str) -> bool,
) -> Result<(), WriteError> {
    let parent = folder.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|e| WriteError::new("create", parent, e))?;
    sweep(folder);
    let staging = beside(folder, std::process::id());
    fs::create_dir(&staging).map_err(|e| WriteError::new("create", folder, e))?;
    let result = stage(&staging, files)
        .and_then(|()| carry(folder, &staging, files, keep))
        .and_then(|()| exchange(&staging, folder));
    // After the exchange this is the old content; after a failure, the unfinished new one.
    let _ = fs::remove_dir_all(&staging);
    result
}

/// Makes `folder` with `files`, in one step; says whether it did. The folder must not be there yet: then
/// nothing is written. What a killed run left of it is taken away. Only `lasting`, one of the files, is
/// forced onto the disk before the folder appears: the others can be made again from it.
///
/// # Errors
/// [`WriteError`]; there is no folder then.
pub fn add_folder(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    lasting: &str,
) -> Result<bool, WriteError> {
    if folder.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let staging = beside(folder, 0);
    let _ = fs::remove_dir_all(&staging);
    let result = fs::create_dir_all(&staging)
        .map_err(|e| WriteError::new("create", folder, e))
        .and_then(|()| {
            files.iter().try_for_each(|(name, bytes)| {
                let path = staging.join(name);
                let parent = path.parent().unwrap_or(&staging);
                fs::create_dir_all(parent).map_err(|e| WriteError::new("create", parent, e))?;
                write_one(&path, bytes, name == lasting)
            })
        })
        .and_then(|()| fs::rename(&staging, folder).map_err(|e| WriteError::new("create", folder, e)));
    if result.is_err() {
        let _ = fs::remove_dir_all(&staging);
    }
    result.map(|()| true)
}

/// Replaces one file in one step.
///
/// # Errors
/// [`WriteError`]; the file is then as it was.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let staging = beside(path, std::process::id());
    let _ = fs::remove_file(&staging);
    let result = write_synced(&staging, bytes)
        .and_then(|()| fs::rename(&staging, path).map_err(|e| WriteError::new("replace", path, e)));
    if result.is_err() {
        let _ = fs::remove_file(&staging);
    }
    result
}

/// Writes a file that does not exist yet; says whether it did.
///
/// # Errors
/// [`WriteError`] when the disk refuses for another reason than that the file is there.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<bool, WriteError> {
    if path.symlink_metadata().is_ok() {
        return Ok(false);
    }
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|e| WriteError::new("create", parent, e))?;
    let staging = beside(path, std::process::id());
    let written = write_synced(&staging, bytes).and_then(|()| match fs::hard_link(&staging, path) {
        Err(e) if e.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(e) => Err(WriteError::new("create", path, e)),
        Ok(()) => Ok(true),
    });
    let _ = fs::remove_file(&staging);
    written
}

fn beside(path: &Path, id: u32) -> PathBuf {
    let name = path.file_name().map_or_else(|| "kit".into(), |n| n.to_string_lossy());
    path.with_file_name(format!(".{name}.panelkit-{id}"))
}

/// Removes what killed runs left in `parent`, of whatever folder. The caller holds the lock, so none of
/// it is in use.
pub fn sweep_all(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.filter_map(Result::ok).filter(|e| is_leftover(&e.file_name().to_string_lossy())) {
        let _ = fs::remove_dir_all(entry.path());
    }
}

/// Removes what killed runs left beside `folder`. The caller holds the lock, so none of it is in use.
pub fn sweep(folder: &Path) {
    let parent = folder.parent().unwrap_or(Path::new("."));
    let name = folder.file_name().map_or_else(|| "kit".into(), |n| n.to_string_lossy());
    let prefix = format!(".{name}.panelkit-");
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.filter_map(Result::ok) {
        if entry.file_name().to_string_lossy().starts_with(&prefix) {
            let _ = fs::remove_dir_all(entry.path()).or_else(|_| fs::remove_file(entry.path()));
        }
    }
}

fn stage(staging: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<(), WriteError> {
    for (name, bytes) in files {
        let path = staging.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).map_err(|e| WriteError::new("create", parent, e))?;
        }
        write_synced(&path, bytes)?;
    }
    Ok(())
}

fn write_synced(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    write_one(path, bytes, true)
}

fn write_one(path: &Path, bytes: &[u8], sync: bool) -> Result<(), WriteError> {
    let write = || {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).open(path)?;
        file.write_all(bytes)?;
        if sync { file.sync_data() } else { Ok(()) }
    };
    write().map_err(|e| WriteError::new("write", path, e))
}

/// Hard-links what must stay from the old folder into the new one.
fn carry(
    folder: &Path,
    staging: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    keep: &dyn Fn(&str) -> bool,
) -> Result<(), WriteError> {
    let mut open = vec![PathBuf::new()];
    while let Some(inner) = open.pop() {
        let path = folder.join(&inner);
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            // What cannot be read cannot be carried over, so nothing may be replaced.
            Err(error) => return Err(WriteError::new("read", &path, error)),
        };
        for entry in entries {
            let entry = entry.map_err(|e| WriteError::new("read", &path, e))?;
            let relative = inner.join(entry.file_name());
            let name = relative.to_string_lossy().replace('\\', "/");
            let kind = entry.file_type().map_err(|e| WriteError::new("read", &entry.path(), e))?;
            if kind.is_dir() {
                open.push(relative);
            } else if !files.contains_key(&name) && !is_leftover(&name) && keep(&name) {
                link(&entry.path(), &staging.join(&relative))?;
            }
        }
    }
    Ok(())
}

/// A file that a killed run was still writing, see [`replace_file`].
fn is_leftover(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    let id = name.strip_prefix('.').and_then(|n| n.rsplit_once(".panelkit-"));
    id.is_some_and(|(_, id)| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
}

fn link(from: &Path, to: &Path) -> Result<(), WriteError> {
    let make = || {
        if let Some(parent) = to.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::hard_link(from, to).or_else(|_| fs::copy(from, to).map(|_| ()))
    };
    make().map_err(|e| WriteError::new("keep", from, e))
}

fn exchange(staging: &Path, folder: &Path) -> Result<(), WriteError> {
    let wrap = |e| WriteError::new("replace", folder, e);
    if folder.symlink_metadata().is_err() {
        return fs::rename(staging, folder).map_err(wrap);
    }
    match swap(staging, folder) {
        Ok(()) => Ok(()),
        // No exchange on this system: two renames, the old folder set aside first.
        Err(error)
            if error.kind() == io::ErrorKind::Unsupported || error.kind() == io::ErrorKind::InvalidInput =>
        {
            let aside = beside(folder, u32::MAX);
            fs::rename(folder, &aside).map_err(wrap)?;
            let moved = fs::rename(staging, folder);
            match moved {
                Ok(()) => fs::rename(&aside, staging).map_err(wrap),
                Err(error) => fs::rename(&aside, folder).and(Err(error)).map_err(wrap),
            }
        }
        Err(error) => Err(wrap(error)),
    }
}

#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn swap(a: &Path, b: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).map_err(io::Error::from)
}

#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn swap(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::Error::from(io::ErrorKind::Unsupported))
}
