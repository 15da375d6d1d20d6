//! Reads files as bytes, as UTF-8 text or as a list in JSON, writes JSON, and tells whether a file exists.

use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault::Fault;
use super::workspace::target;
use crate::disk;
use crate::load::Workspace;
use crate::write::{replace_file, write_new};

/// Size limit in bytes for a file that is read. A font that covers all Chinese characters takes about 100 MB.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The bytes of a file; `None` only if the file does not exist.
///
/// # Errors
/// [`Fault::World`] when the file exists and cannot be read.
pub fn bytes_of(path: &Path) -> Result<Option<Vec<u8>>, Fault> {
    Ok(disk::read(path, LARGEST)?)
}

/// The text of a file; `None` only if the file does not exist.
///
/// # Errors
/// [`Fault::World`] when the file exists and cannot be read, or is not UTF-8.
pub fn text_of(path: &Path) -> Result<Option<String>, Fault> {
    let Some(bytes) = bytes_of(path)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|_| {
        Fault::World(format!(
            "cannot read `{}`: it is not UTF-8\n  = help: save it as UTF-8 in your editor",
            path.display()
        ))
    })
}

/// Whether a file exists.
///
/// # Errors
/// [`Fault::World`] when something else is in its place, or its folder cannot be read.
pub fn has_file(path: &Path) -> Result<bool, Fault> {
    match disk::there(path)? {
        None => Ok(false),
        Some(disk::Kind::File) => Ok(true),
        Some(other) => Err(Fault::World(format!(
            "cannot read `{}`: it is {}, not a file\n  = help: move it away",
            path.display(),
            other.name()
        ))),
    }
}

/// The entries of a list in JSON; none if the file does not exist. `what`: what messages call the file, such as `a log`.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read, or has another structure.
pub(super) fn list_in<T: DeserializeOwned>(
    of: &impl AsRef<Workspace>,
    path: &Path,
    what: &str,
) -> Result<Vec<T>, Fault> {
    let Some(bytes) = bytes_of(path)? else { return Ok(Vec::new()) };
    serde_json::from_slice(&bytes).map_err(|error| {
        Fault::World(format!(
            "`{}` is not {what}: {error}\n  = help: restore it from version control",
            of.as_ref().name(path)
        ))
    })
}

/// Writes data as JSON that people can read: replaces the file in one step, or creates it with its folder.
///
/// # Errors
/// [`Fault::World`] when the file cannot be written; the one before is then still there.
pub(super) fn write_json(
    of: &impl AsRef<Workspace>,
    path: &Path,
    data: &impl Serialize,
) -> Result<(), Fault> {
    let mut text = serde_json::to_string_pretty(data).expect("internal: plain data");
    text.push('\n');
    let target = target(of.as_ref(), path)?;
    if !write_new(&target, text.as_bytes())? {
        replace_file(&target, text.as_bytes())?;
    }
    Ok(())
}
