//! Reads files as bytes or as UTF-8 text, without interpreting them, and tells whether a file exists.

use std::path::Path;

use super::fault::Fault;
use crate::disk;

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
