//! Finding and reading the kits that a command is about.

use std::path::{Path, PathBuf};

use panelkit::diag::{Reported, Sink};
use panelkit::load::{Workspace, read_file};
use panelkit::model::{CandidateFile, Kit};
use panelkit::{issue, load};

use super::exit::Exit;
use super::session::Session;

/// Every kit of a req: the loop's, then the candidates' by id.
pub(super) fn kits_of(session: &Session, req: &str) -> Vec<PathBuf> {
    let folder = session.workspace.req(req);
    let mut kits = vec![folder.join("loop").join("kit.json")];
    kits.extend(candidate_folders(session, req).into_iter().map(|folder| folder.join("kit.json")));
    kits.retain(|path| path.is_file());
    kits
}

/// The folders of a req's candidates, by id.
pub(super) fn candidate_folders(session: &Session, req: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(session.workspace.req(req).join("candidates")) else {
        return Vec::new();
    };
    // What begins with a point is unfinished work of a run that was killed.
    let names = entries.filter_map(Result::ok).filter(|e| !e.file_name().to_string_lossy().starts_with('.'));
    let mut folders: Vec<PathBuf> = names.map(|e| e.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

/// Reads a kit and holds it against its digest.
pub(super) fn read_kit(session: &mut Session, path: &Path) -> Result<Kit, Reported> {
    kit_at(&session.workspace, path, &mut session.sink)
}

/// Reads a kit and holds it against its digest.
pub(super) fn kit_at(workspace: &Workspace, path: &Path, sink: &mut Sink) -> Result<Kit, Reported> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let source = read_file(path, &workspace.name(&real), sink)?;
    issue::from_json(&source, sink)
}

/// What is known of the candidate whose folder this is; nothing of a loop.
pub(super) fn candidate_in(
    workspace: &Workspace,
    folder: &Path,
    sink: &mut Sink,
) -> Result<CandidateFile, Reported> {
    let path = folder.join("candidate.yaml");
    if path.symlink_metadata().is_err() {
        return Ok(CandidateFile::default());
    }
    let source = read_file(&path, &workspace.name(&path), sink)?;
    load::candidate(&source, sink)
}

/// Whether an argument means a file, not a req.
pub(super) fn is_path(text: &str) -> bool {
    text.ends_with(".json") || text.contains(['/', '\\'])
}

/// A kit file that the user named.
pub(super) fn existing_kit(path: &Path) -> Result<(), Exit> {
    if path.is_file() {
        return Ok(());
    }
    Err(Exit::Usage(format!(
        "there is no kit at `{}`\n  = help: `panelkit generate REQ` makes one",
        path.display()
    )))
}
