//! Finding and reading the kits that a command is about.

use std::path::{Path, PathBuf};

use panelkit::diag::{Reported, Sink};
use panelkit::disk;
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
    Ok(has_file(&path)?.then_some(path))
}

/// Whether there is a file. Something else in its place is an error, and so is a folder that cannot be
/// looked into.
pub(super) fn has_file(path: &Path) -> Result<bool, Exit> {
    match disk::there(path)? {
        None => Ok(false),
        Some(disk::Kind::File) => Ok(true),
        Some(other) => Err(Exit::World(format!(
            "cannot read `{}`: it is {}, not a file\n  = help: move it away",
            path.display(),
            other.name()
        ))),
    }
}

/// Bytes of the largest file that a command reads; a font with all of Chinese has about 100 MB.
const LARGEST: u64 = 256 * 1024 * 1024;

/// The bytes of a file; `None` only if there is none. One that cannot be read is an error.
pub(super) fn bytes_of(path: &Path) -> Result<Option<Vec<u8>>, Exit> {
    Ok(disk::read(path, LARGEST)?)
}

/// The text of a file; `None` only if there is none.
pub(super) fn text_of(path: &Path) -> Result<Option<String>, Exit> {
    let Some(bytes) = bytes_of(path)? else { return Ok(None) };
    String::from_utf8(bytes).map(Some).map_err(|_| {
        Exit::World(format!(
            "cannot read `{}`: it is not UTF-8\n  = help: save it as UTF-8 in your editor",
            path.display()
        ))
    })
}

/// The folders of a req's candidates, by id.
pub(super) fn candidate_folders(session: &Session, req: &str) -> Result<Vec<PathBuf>, Exit> {
    folders_in(&session.workspace.req(req).join("candidates"))
}

/// The folders in a folder, by name; none if there is no such folder. A name that begins with a dot is
/// unfinished work of a run that was killed.
pub(super) fn folders_in(home: &Path) -> Result<Vec<PathBuf>, Exit> {
    let entries = disk::list(home)?.unwrap_or_default();
    let folders = entries.into_iter().filter(|e| e.kind == disk::Kind::Folder && !e.name.starts_with('.'));
    Ok(folders.map(|e| home.join(e.name)).collect())
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
    if disk::there(path)?.is_some() {
        return Ok(());
    }
    Err(Exit::Usage(format!(
        "there is no kit at `{}`\n  = help: `panelkit generate REQ` makes one",
        path.display()
    )))
}
