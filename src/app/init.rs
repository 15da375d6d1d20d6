//! `init`: a workspace with the shipped banks and, unless it shall be empty, a sample role spec.

use std::path::Path;

use serde::Serialize;

use crate::load::{SAMPLE_ROLE, shipped_banks, shipped_files};
use crate::store::Fault;
use crate::write::{Target, write_new};

/// Which files of a new workspace were written, and which existed already.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Initialised {
    /// The folder.
    pub folder: String,
    /// Files that were written, relative to the folder.
    pub made: Vec<String>,
    /// Files that existed already, and stay as they are.
    pub kept: Vec<String>,
}

/// Writes the shipped banks and, unless `empty`, a sample role spec into a folder. Existing files are not changed.
///
/// # Errors
/// [`Fault::World`] when a file cannot be written, or a link leads out of the folder.
pub fn init(root: &Path, empty: bool) -> Result<Initialised, Fault> {
    let target = Target::named(root)?;
    let mut files: Vec<(String, &str)> = Vec::new();
    for bank in shipped_banks() {
        for (name, text) in shipped_files(bank).unwrap_or_default() {
            files.push((format!("question_banks/{bank}/{name}"), text));
        }
    }
    if !empty {
        files.push(("kits/payments-api-tpm/role.yaml".to_owned(), SAMPLE_ROLE));
    }
    // A link that leads out is an error before anything is written.
    let targets: Vec<Target> = files.iter().map(|(name, _)| target.join(name)).collect::<Result<_, _>>()?;
    let mut outcome = Initialised { folder: root.display().to_string(), ..Initialised::default() };
    for ((name, text), target) in files.into_iter().zip(&targets) {
        match write_new(target, text.as_bytes())? {
            true => outcome.made.push(name),
            false => outcome.kept.push(name),
        }
    }
    Ok(outcome)
}
