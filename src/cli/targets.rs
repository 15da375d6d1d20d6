//! Finding and reading the kits that a command is about.

use std::path::{Path, PathBuf};

use panelkit::diag::{Reported, Sink};
use panelkit::load::{Workspace, read_file};
use panelkit::model::{CandidateFile, Kit};
use panelkit::{issue, load};

use super::exit::Exit;
use super::session::Session;

/// Every kit of a req: the loop's, then the candidates' by id.
pub(super) fn kits_of(session: &Session, req: &str) -> Result<Vec<PathBuf>, Exit> {
    let folder = session.workspace.req(req);
    let mut kits = Vec::new();
    for home in [folder.join("loop")].into_iter().chain(candidate_folders(session, req)?) {
        kits.extend(kit_in(&home)?);
    }
    Ok(kits)
}

/// The kit in a folder, if it has one. A folder that cannot be looked into is an error: it may have.
pub(super) fn kit_in(home: &Path) -> Result<Option<PathBuf>, Exit> {
    let path = home.join("kit.json");
    let fails = |why: String, help: &str| {
        Err(Exit::World(format!("cannot look at `{}`: {why}\n  = help: {help}", path.display())))
    };
    match path.metadata() {
        Ok(found) if found.is_file() => Ok(Some(path)),
        Ok(_) => fails("it is no file".to_owned(), "move it away"),
        Err(error)
            if matches!(error.kind(), std::io::ErrorKind::NotFound | std::io::ErrorKind::NotADirectory) =>
        {
            match home.symlink_metadata() {
                Ok(found) if !found.is_dir() && !home.is_dir() => {
                    fails(format!("`{}` is no folder", home.display()), "move it away")
                }
                _ => Ok(None),
            }
        }
        Err(error) => fails(error.to_string(), "give yourself the right to read and write there"),
    }
}

/// The folders of a req's candidates, by id.
pub(super) fn candidate_folders(session: &Session, req: &str) -> Result<Vec<PathBuf>, Exit> {
    let all = session.workspace.req(req).join("candidates");
    let entries = match std::fs::read_dir(&all) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            return Err(Exit::World(format!(
                "cannot look into `{}`: {error}\n  = help: give yourself the right to read it",
                all.display()
            )));
        }
    };
    // What begins with a point is unfinished work of a run that was killed.
    let names = entries.filter_map(Result::ok).filter(|e| !e.file_name().to_string_lossy().starts_with('.'));
    let mut folders: Vec<PathBuf> = names.map(|e| e.path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    Ok(folders)
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
