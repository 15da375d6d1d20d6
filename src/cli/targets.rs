//! Finding and reading the kits that a command is about.

use std::path::{Path, PathBuf};

use panelkit::diag::Reported;
use panelkit::issue;
use panelkit::load::read_file;
use panelkit::model::Kit;

use super::exit::Exit;
use super::session::Session;

/// Every kit of a req: the loop's, then the candidates' by id.
pub(super) fn kits_of(session: &Session, req: &str) -> Vec<PathBuf> {
    let folder = session.workspace.req(req);
    let mut kits = vec![folder.join("loop").join("kit.json")];
    if let Ok(entries) = std::fs::read_dir(folder.join("candidates")) {
        let mut candidates: Vec<PathBuf> =
            entries.filter_map(Result::ok).map(|e| e.path().join("kit.json")).collect();
        candidates.sort();
        kits.extend(candidates);
    }
    kits.retain(|path| path.is_file());
    kits
}

/// Reads a kit and holds it against its digest.
pub(super) fn read_kit(session: &mut Session, path: &Path) -> Result<Kit, Reported> {
    let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let name = session.workspace.name(&real);
    let source = read_file(path, &name, &mut session.sink)?;
    issue::from_json(&source, &mut session.sink)
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
