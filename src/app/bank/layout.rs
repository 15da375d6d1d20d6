//! `bank fmt`: formatting of question files.

use std::path::PathBuf;

use serde::Serialize;

use super::{folder, open};
use crate::app::call::Call;
use crate::disk;
use crate::load;
use crate::store::{Fault, target, text_of};
use crate::text::Source;
use crate::write::{Lock, replace_file};

/// The result of formatting a bank's question files.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LaidOut {
    /// The number of files.
    pub files: usize,
    /// Files that were formatted, or would be.
    pub changed: Vec<String>,
    /// Files that stay as they are, because formatting would change their meaning.
    pub left: Vec<String>,
}

/// Formats the question files of a bank, or only reports which would change.
///
/// # Errors
/// [`Fault::Request`] for an unknown bank or a built-in one, [`Fault::Findings`] when it has errors,
/// [`Fault::World`] when a file cannot be read or written.
pub fn lay_out(bank: Option<&str>, write: bool, call: &mut Call<'_>) -> Result<LaidOut, Fault> {
    let bank = open(bank, call)?;
    let folder = folder(&bank, call.workspace)?;
    let _lock = Lock::take(&target(call.workspace, &folder)?)?;
    let mut names: Vec<String> =
        disk::list(&folder)?.unwrap_or_default().into_iter().map(|entry| entry.name).collect();
    names.retain(|name| {
        name.ends_with(".yaml")
            && !["bank.yaml", "loops.yaml"].contains(&name.as_str())
            && !name.starts_with('.')
    });
    let files: Vec<PathBuf> = names.iter().map(|name| folder.join(name)).collect();
    let mut outcome = LaidOut { files: files.len(), ..LaidOut::default() };
    for path in &files {
        let name = call.workspace.name(path);
        let Some(old) = text_of(path)? else { continue };
        let text = old.trim_start_matches('\u{feff}');
        let Some(new) = load::laid_out(&Source::new(name.as_str(), text)) else {
            outcome.left.push(name);
            continue;
        };
        if new == old {
            continue;
        }
        if write {
            replace_file(&target(call.workspace, path)?, new.as_bytes())?;
        }
        outcome.changed.push(name);
    }
    Ok(outcome)
}
