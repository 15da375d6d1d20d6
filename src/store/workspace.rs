//! The workspace: where it is, which reqs it has, and which paths may be written.

use std::path::{Component, Path};

use super::fault::Fault;
use crate::disk::{self, Kind};
use crate::load::Workspace;
use crate::write::{Target, WriteError};

/// The workspace around a folder: the nearest folder upwards that holds `kits` or `question_banks`, or else the
/// folder itself.
///
/// # Errors
/// [`Fault::Request`] when the folder does not exist or cannot be resolved.
pub fn discover(start: &Path) -> Result<Workspace, Fault> {
    let holds = |folder: &&Path| folder.join("kits").is_dir() || folder.join("question_banks").is_dir();
    let root = start.ancestors().find(holds).unwrap_or(start);
    Ok(Workspace::new(root)?)
}

/// Ids of the reqs of a workspace: the names of the folders in `kits`.
///
/// # Errors
/// [`Fault::World`] when `kits` cannot be read.
pub fn reqs(workspace: &Workspace) -> Result<Vec<String>, Fault> {
    let entries = disk::list(&workspace.root().join("kits")).map_err(|e| e.named("kits"))?;
    let folders = entries.unwrap_or_default().into_iter().filter(|e| e.kind == Kind::Folder);
    Ok(folders.map(|e| e.name).filter(|name| !name.starts_with('.')).collect())
}

/// A path in the workspace that may be written.
///
/// # Errors
/// When a link on the way leads out of the workspace.
pub fn target(workspace: &Workspace, path: &Path) -> Result<Target, WriteError> {
    Target::inside(workspace.root(), path)
}

/// A path that the user named. Inside the workspace the rule of [`target`] applies; outside it, links are
/// followed.
///
/// # Errors
/// When a link on the way leads out of the workspace, or the path has no name.
pub fn target_named(workspace: &Workspace, path: &Path) -> Result<Target, Fault> {
    let whole = std::path::absolute(path)?;
    let climbs = whole.components().any(|part| part == Component::ParentDir);
    if whole.starts_with(workspace.root()) && !climbs {
        return Ok(target(workspace, &whole)?);
    }
    // A link from elsewhere may lead into the workspace.
    match whole.canonicalize() {
        Ok(real) if real.starts_with(workspace.root()) => Ok(target(workspace, &real)?),
        _ => Ok(Target::named(path)?),
    }
}

/// Makes sure that a path, which need not exist, does not lead into the workspace's `kits`, also not by `..` or a link.
/// `elsewhere`: what to choose instead, such as `a file elsewhere with --out`.
///
/// # Errors
/// [`Fault::Request`] when it does; [`Fault::World`] when the path cannot be made absolute.
pub fn not_issued(workspace: &Workspace, path: &Path, elsewhere: &str) -> Result<(), Fault> {
    let whole = std::path::absolute(path)?;
    let real = whole.ancestors().find_map(|there| {
        let rest = whole.strip_prefix(there).ok()?;
        Some(there.canonicalize().ok()?.join(rest))
    });
    let kits = workspace.root().join("kits");
    match whole.starts_with(&kits) || real.is_some_and(|real| real.starts_with(&kits)) {
        true => Err(only_issued(workspace, path, elsewhere)),
        false => Ok(()),
    }
}

/// The error for a path among the issued kits.
pub fn only_issued(workspace: &Workspace, path: &Path, elsewhere: &str) -> Fault {
    Fault::Request(format!(
        "`{}` is inside `kits`, which is only for issued kits\n  = help: choose {elsewhere}",
        workspace.name(path)
    ))
}
