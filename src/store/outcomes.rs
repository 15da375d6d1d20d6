//! What people decided about a candidate: `agreed.json` and `decisions.json` in the folder of the kit. Entries are only added.
//! The caller holds the lock of the req while it writes.

use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::files::{list_in, write_json};
use super::req::Req;
use crate::model::{Agreed, Decision};

/// The file of agreed ratings.
const AGREED: &str = "agreed.json";
/// The file of decisions.
const DECISIONS: &str = "decisions.json";

/// The path of the agreed ratings beside a kit.
pub fn agreed_path(home: &Path) -> PathBuf {
    home.join(AGREED)
}

/// The path of the decisions beside a kit.
pub fn decisions_path(home: &Path) -> PathBuf {
    home.join(DECISIONS)
}

/// The ratings that the panel agreed on, oldest first. `home`: the folder of the kit.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read, or has another structure.
pub fn agreed_in(req: &Req, home: &Path) -> Result<Vec<Agreed>, Fault> {
    list_in(req, &agreed_path(home), "a list of agreed ratings")
}

/// The decisions, oldest first. `home`: the folder of the kit.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read, or has another structure.
pub fn decisions_in(req: &Req, home: &Path) -> Result<Vec<Decision>, Fault> {
    list_in(req, &decisions_path(home), "a list of decisions")
}

/// Adds an agreed rating.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read or written; it is then unchanged.
pub fn append_agreed(req: &Req, home: &Path, entry: &Agreed) -> Result<(), Fault> {
    let mut all = agreed_in(req, home)?;
    all.push(entry.clone());
    write_json(req, &agreed_path(home), &all)
}

/// Adds a decision.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read or written; it is then unchanged.
pub fn append_decision(req: &Req, home: &Path, entry: &Decision) -> Result<(), Fault> {
    let mut all = decisions_in(req, home)?;
    all.push(entry.clone());
    write_json(req, &decisions_path(home), &all)
}
