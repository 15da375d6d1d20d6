//! What people decided about a candidate: `agreed.json` and `decisions.json` in the folder of the kit. Entries are only added.
//! The caller holds the lock of the req while it writes.

use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::fault::Fault;
use super::files::bytes_of;
use super::req::Req;
use crate::model::{Agreed, Decision};
use crate::write::{replace_file, write_new};

/// The file of agreed ratings.
const AGREED: &str = "agreed.json";
/// The file of decisions.
const DECISIONS: &str = "decisions.json";

/// The ratings that the panel agreed on, oldest first. `home`: the folder of the kit.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read, or has another structure.
pub fn agreed_in(req: &Req, home: &Path) -> Result<Vec<Agreed>, Fault> {
    list_in(req, &home.join(AGREED), "a list of agreed ratings")
}

/// The decisions, oldest first. `home`: the folder of the kit.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read, or has another structure.
pub fn decisions_in(req: &Req, home: &Path) -> Result<Vec<Decision>, Fault> {
    list_in(req, &home.join(DECISIONS), "a list of decisions")
}

/// Adds an agreed rating. Returns the path of the file.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read or written; it is then unchanged.
pub fn append_agreed(req: &Req, home: &Path, entry: &Agreed) -> Result<PathBuf, Fault> {
    let mut all = agreed_in(req, home)?;
    all.push(entry.clone());
    write(req, home.join(AGREED), &all)
}

/// Adds a decision. Returns the path of the file.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read or written; it is then unchanged.
pub fn append_decision(req: &Req, home: &Path, entry: &Decision) -> Result<PathBuf, Fault> {
    let mut all = decisions_in(req, home)?;
    all.push(entry.clone());
    write(req, home.join(DECISIONS), &all)
}

fn list_in<T: DeserializeOwned>(req: &Req, path: &Path, what: &str) -> Result<Vec<T>, Fault> {
    let Some(bytes) = bytes_of(path)? else { return Ok(Vec::new()) };
    serde_json::from_slice(&bytes).map_err(|error| {
        Fault::World(format!(
            "`{}` is not {what}: {error}\n  = help: restore it from version control",
            req.name(path)
        ))
    })
}

/// Replaces a file in one step, or creates it.
fn write<T: Serialize>(req: &Req, path: PathBuf, all: &[T]) -> Result<PathBuf, Fault> {
    let mut text = serde_json::to_string_pretty(all).expect("internal: plain data");
    text.push('\n');
    let target = req.target(&path)?;
    if !write_new(&target, text.as_bytes())? {
        replace_file(&target, text.as_bytes())?;
    }
    Ok(path)
}
