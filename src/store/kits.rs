//! Finding and reading kit files and the `candidate.yaml` in their folders.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::Fault;
use super::files::has_file;
use crate::diag::{Reported, Sink};
use crate::disk;
use crate::load::{Workspace, read_file};
use crate::model::{CandidateFile, Kit};
use crate::text::Source;
use crate::{issue, load};

/// The kit file in a folder; `None` only if the folder has none.
///
/// # Errors
/// [`Fault::World`] when the folder cannot be read, or something else has that name.
pub fn kit_in(home: &Path) -> Result<Option<PathBuf>, Fault> {
    let path = home.join("kit.json");
    Ok(has_file(&path)?.then_some(path))
}

/// The folders in a folder, sorted by name; none if there is no such folder. Names that begin with a dot are
/// skipped: they are left over from runs that were killed.
pub(super) fn folders_in(home: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = disk::list(home)?.unwrap_or_default();
    let folders = entries.into_iter().filter(|e| e.kind == disk::Kind::Folder && !e.name.starts_with('.'));
    Ok(folders.map(|e| home.join(e.name)).collect())
}

/// Reads a kit and compares it with its digest.
///
/// # Errors
/// [`Reported`] when the file cannot be read, is no kit, or was changed since it was issued.
pub fn kit_at(workspace: &Workspace, path: &Path, sink: &mut Sink) -> Result<Kit, Reported> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let source = read_file(path, &workspace.name(&real), sink)?;
    issue::from_json(&source, sink)
}

/// The contents of `candidate.yaml` in this folder, or the default for a loop.
///
/// # Errors
/// [`Reported`] when `candidate.yaml` has errors.
pub fn candidate_in(
    workspace: &Workspace,
    folder: &Path,
    sink: &mut Sink,
) -> Result<CandidateFile, Reported> {
    match candidate_source(workspace, folder, sink)? {
        Some(source) => load::candidate(&source, sink),
        None => Ok(CandidateFile::default()),
    }
}

/// The text of `candidate.yaml` in a folder; `None` if there is none.
fn candidate_source(
    workspace: &Workspace,
    folder: &Path,
    sink: &mut Sink,
) -> Result<Option<Arc<Source>>, Reported> {
    let path = folder.join("candidate.yaml");
    if path.symlink_metadata().is_err() {
        return Ok(None);
    }
    read_file(&path, &workspace.name(&path), sink).map(Some)
}

/// The contents of `candidate.yaml` beside a kit.
///
/// # Errors
/// [`Reported`] when `candidate.yaml` has errors, or names a round that the kit does not have.
pub fn candidate_with(
    workspace: &Workspace,
    folder: &Path,
    kit: &Kit,
    sink: &mut Sink,
) -> Result<CandidateFile, Reported> {
    let Some(source) = candidate_source(workspace, folder, sink)? else {
        return Ok(CandidateFile::default());
    };
    let rounds: Vec<&str> = kit.rounds.iter().map(|round| round.id.as_str()).collect();
    load::candidate_of_loop(&source, &rounds, sink)
}

/// Whether a command line argument is a path and not the id of a req.
pub fn is_path(text: &str) -> bool {
    text.ends_with(".json") || text.contains(['/', '\\'])
}

/// The kit file that the user named, by its own name or by its folder.
///
/// # Errors
/// [`Fault::Request`] when it does not exist.
pub fn existing_kit(path: &Path) -> Result<PathBuf, Fault> {
    let file = if path.is_dir() { path.join("kit.json") } else { path.to_path_buf() };
    if disk::there(&file)?.is_some() {
        return Ok(file);
    }
    Err(Fault::Request(format!(
        "there is no kit at `{}`\n  = help: name a kit file, or the folders of candidates: `kits/REQ/candidates/ID`\n  = help: `panelkit generate REQ` makes the kit of a loop",
        path.display()
    )))
}
