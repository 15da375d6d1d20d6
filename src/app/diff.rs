//! `diff`: two kits, slot by slot.

use std::path::{Path, PathBuf};

use super::call::Call;
use crate::issue::{self, Comparison};
use crate::store::{Fault, kit_at};

/// Compares two kit files. The folder of a candidate means the kit in it.
///
/// # Errors
/// [`Fault::Request`] when there is no such kit, [`Fault::Findings`] when a kit cannot be read.
pub fn diff(first: &Path, second: &Path, call: &mut Call<'_>) -> Result<Comparison, Fault> {
    let (first, second) = (file_of(first)?, file_of(second)?);
    let first = kit_at(call.workspace, &first, call.sink)?;
    let second = kit_at(call.workspace, &second, call.sink)?;
    Ok(issue::compare(&first, &second))
}

fn file_of(path: &Path) -> Result<PathBuf, Fault> {
    let file = if path.is_dir() { path.join("kit.json") } else { path.to_path_buf() };
    if file.is_file() {
        return Ok(file);
    }
    Err(Fault::Request(format!(
        "there is no kit at `{}`\n  = help: name kit files, or the folders of candidates: `kits/REQ/candidates/ID`",
        path.display()
    )))
}
