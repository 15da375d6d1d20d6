//! The files that a request of `collect` names: files, all files of a folder, and files that match a pattern.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, glob_with};

use crate::disk::{self, Kind};
use crate::load::Workspace;
use crate::store::Fault;

/// Limit of files in one call.
const MOST: usize = 20_000;
/// Limit of folders within folders.
const DEEPEST: usize = 16;

/// A file to read.
#[derive(Clone, Debug)]
pub(in crate::app) struct FormFile {
    /// Where it is.
    pub(in crate::app) path: PathBuf,
    /// How messages call it.
    pub(in crate::app) name: String,
    /// Why it cannot be read, if this is known already.
    pub(in crate::app) broken: Option<&'static str>,
}

/// The files in the order of the request; the files of a folder by name. A file that is named twice is read once.
///
/// # Errors
/// [`Fault::Request`] when a name leads to no file; [`Fault::World`] when a folder cannot be read.
pub(in crate::app) fn named(files: &[PathBuf], workspace: &Workspace) -> Result<Vec<FormFile>, Fault> {
    let mut list = List { files: Vec::new(), seen: BTreeSet::new(), workspace };
    for path in files {
        match disk::there(path)? {
            Some(Kind::Folder) => list.folder(path, 0)?,
            Some(_) => list.add(path, None)?,
            None => list.matching(path)?,
        }
    }
    if list.files.is_empty() {
        let shown: Vec<String> = files.iter().map(|path| format!("`{}`", path.display())).collect();
        return Err(Fault::Request(format!(
            "there is no file in {}\n  = help: name the files, or the folder in which you saved them",
            shown.join(", ")
        )));
    }
    Ok(list.files)
}

struct List<'w> {
    files: Vec<FormFile>,
    seen: BTreeSet<PathBuf>,
    workspace: &'w Workspace,
}

impl List<'_> {
    fn add(&mut self, path: &Path, broken: Option<&'static str>) -> Result<(), Fault> {
        let real = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        if !self.seen.insert(real.clone()) {
            return Ok(());
        }
        if self.files.len() == MOST {
            return Err(Fault::Request(format!(
                "these are more than {MOST} files\n  = help: name fewer at a time"
            )));
        }
        let is_inside = real.starts_with(self.workspace.root());
        let name = self.workspace.name(if is_inside { &real } else { path });
        self.files.push(FormFile { path: path.to_path_buf(), name, broken });
        Ok(())
    }

    /// Adds the files of a folder and of the folders in it, without hidden ones.
    fn folder(&mut self, folder: &Path, depth: usize) -> Result<(), Fault> {
        if depth == DEEPEST {
            return self.add(folder, Some("folders are nested too deep here: name this folder itself"));
        }
        let entries = disk::list(folder)?.unwrap_or_default();
        for name in disk::names(folder)?.unwrap_or_default() {
            // A name that is not UTF-8 was not listed.
            if name.contains('\u{fffd}') && !entries.iter().any(|entry| entry.name == name) {
                self.add(&folder.join(name), Some("its name is not UTF-8: rename the file"))?;
            }
        }
        for entry in entries.iter().filter(|entry| !is_of_system(&entry.name)) {
            let path = folder.join(&entry.name);
            match (entry.kind, entry.link) {
                (Kind::Folder, true) => {
                    self.add(&path, Some("it is a link to a folder: name that folder itself"))?
                }
                (Kind::Folder, false) => self.folder(&path, depth + 1)?,
                _ => self.add(&path, None)?,
            }
        }
        Ok(())
    }

    /// Adds the files that match a pattern, without hidden ones.
    fn matching(&mut self, pattern: &Path) -> Result<(), Fault> {
        let shown = pattern.display();
        let absent = || {
            Fault::Request(format!(
                "`{shown}` does not exist\n  = help: name a file, a folder, or a pattern such as `back/*`"
            ))
        };
        let text = pattern.to_str().filter(|text| text.contains(['*', '?', '['])).ok_or_else(absent)?;
        let options = MatchOptions { require_literal_leading_dot: true, ..MatchOptions::new() };
        let found = glob_with(text, options)
            .map_err(|error| Fault::Request(format!("`{shown}` is not a pattern: {error}")))?;
        let mut any = false;
        for path in found {
            let path = path.map_err(|error| Fault::World(error.to_string()))?;
            if path.file_name().and_then(|name| name.to_str()).is_some_and(is_of_system) {
                continue;
            }
            any = true;
            match disk::there(&path)? {
                Some(Kind::Folder) => self.folder(&path, 1)?,
                _ => self.add(&path, None)?,
            }
        }
        if !any {
            return Err(Fault::Request(format!(
                "no file matches `{shown}`\n  = help: name the files, or the folder in which you saved them"
            )));
        }
        Ok(())
    }
}

/// Whether a file is one that systems and editors put beside people's files: hidden files, locks, previews.
fn is_of_system(name: &str) -> bool {
    name.starts_with('.') || name.starts_with("~$") || matches!(name, "Thumbs.db" | "desktop.ini")
}
