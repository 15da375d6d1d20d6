//! A draft: the content that a folder will have. It is computed first, then shown to the user or written to disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::fault::Fault;
use super::files::bytes_of;
use super::looks::{Rendered, report_missing};
use crate::diag::Sink;
use crate::load::Workspace;
use crate::model::{sha256_bytes, short_digest};
use crate::write::{Target, replace_folder};

/// What a draft would change on disk, as file names.
#[derive(Debug, Default)]
pub struct Work {
    /// Files that do not exist yet.
    pub new: BTreeSet<String>,
    /// Files that exist with other content.
    pub changed: BTreeSet<String>,
    /// Whether pages that the program wrote are removed.
    removes: bool,
}

impl Work {
    /// Whether anything on disk would change.
    pub fn is_any(&self) -> bool {
        self.removes || !(self.new.is_empty() && self.changed.is_empty())
    }
}

/// What a run changed in one folder, or would change. File names are relative to the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FolderChange {
    /// The folder, relative to the workspace.
    pub folder: String,
    /// All files that the folder should have, except the history.
    pub files: BTreeSet<String>,
    /// Files that did not exist before.
    pub new: BTreeSet<String>,
    /// Files whose content changes.
    pub replaced: BTreeSet<String>,
    /// Pages that people filled in or changed, and that stay.
    pub kept: BTreeSet<String>,
    /// Pages that people filled in or changed, and where they move to.
    pub moved: BTreeMap<String, String>,
    /// Pages written by the program that are removed.
    pub removed: BTreeSet<String>,
    /// Characters that no available font can print, by page name.
    pub missing: BTreeMap<String, Vec<char>>,
}

impl FolderChange {
    /// Whether anything on disk changes.
    pub fn is_any(&self) -> bool {
        !(self.new.is_empty() && self.replaced.is_empty() && self.removed.is_empty() && self.moved.is_empty())
    }

    /// Reports the characters that no available font can print.
    pub fn report_missing(&self, sink: &mut Sink) {
        for (name, missing) in &self.missing {
            report_missing(&format!("{}/{name}", self.folder), missing, sink);
        }
    }
}

/// The planned content of a folder.
#[derive(Debug)]
pub struct Draft {
    /// The folder.
    pub folder: PathBuf,
    /// Files to write, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files that will be removed: pages written by the program, and pages that move to the history.
    pub gone: BTreeSet<String>,
    /// Pages that people filled in or changed, and that stay where they are.
    pub kept: BTreeSet<String>,
    /// Pages that people filled in or changed and that move to the history, with their new names.
    pub moved: BTreeMap<String, String>,
    /// Characters that no available font can print, by page name.
    pub missing: BTreeMap<String, Vec<char>>,
}

/// The history folder of a kit, named after the kit's digest.
pub(super) fn past_of(digest: &str) -> String {
    format!("history/{}", short_digest(digest))
}

/// The history folder for bytes that are not a readable kit. It is named after the digest of the bytes, so it
/// cannot collide with the folder of a kit.
pub fn past_of_bytes(bytes: &[u8]) -> String {
    past_of(&sha256_bytes(bytes))
}

/// Returns a name in the history folder `past` for the file `name` of `folder`. Neither the disk nor `files` (the
/// files about to be written) has a different file under this name: it is unused, or its file has the same bytes.
///
/// # Errors
/// [`Fault::World`] when a file of the history cannot be read.
pub fn archive_name(
    folder: &Path,
    files: &BTreeMap<String, Vec<u8>>,
    past: &str,
    name: &str,
    bytes: &[u8],
) -> Result<String, Fault> {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    for n in 1.. {
        let to = match n {
            1 => format!("{past}/{name}"),
            n => format!("{past}/{stem}-{n}.{extension}"),
        };
        let there = match files.get(&to) {
            Some(bytes) => Some(bytes.clone()),
            None => bytes_of(&folder.join(&to))?,
        };
        if there.is_none_or(|there| there == bytes) {
            return Ok(to);
        }
    }
    unreachable!("internal: some name is free")
}

impl Draft {
    /// A draft that writes these pages and makes no other change yet.
    pub fn new(folder: &Path, rendered: Rendered) -> Draft {
        Draft {
            folder: folder.to_path_buf(),
            files: rendered.files,
            gone: BTreeSet::new(),
            kept: BTreeSet::new(),
            moved: BTreeMap::new(),
            missing: rendered.missing,
        }
    }

    /// Moves a page that people filled in or changed into the history folder `past`.
    pub fn moves(&mut self, name: &str, past: &str) -> Result<(), Fault> {
        let Some(bytes) = bytes_of(&self.folder.join(name))? else { return Ok(()) };
        let to = self.archive(past, name, bytes)?;
        if !self.files.contains_key(name) {
            self.gone.insert(name.to_owned());
        }
        self.moved.insert(name.to_owned(), to);
        Ok(())
    }

    /// Adds a file to the history, under a name that no different file already has there. Returns its new name.
    pub fn archive(&mut self, past: &str, name: &str, bytes: Vec<u8>) -> Result<String, Fault> {
        let to = archive_name(&self.folder, &self.files, past, name, &bytes)?;
        self.files.insert(to.clone(), bytes);
        Ok(to)
    }

    /// Names of the files that are new, and of those that exist on disk with different content.
    pub fn work(&self) -> Result<Work, Fault> {
        let mut work = Work { removes: !self.gone.is_empty(), ..Work::default() };
        for (name, bytes) in &self.files {
            match bytes_of(&self.folder.join(name))? {
                None => drop(work.new.insert(name.clone())),
                Some(there) if there != *bytes => drop(work.changed.insert(name.clone())),
                Some(_) => {}
            }
        }
        Ok(work)
    }

    /// Writes the draft to disk.
    pub fn commit(&self, target: &Target) -> Result<(), Fault> {
        Ok(replace_folder(target, &self.files, &|name| !self.gone.contains(name))?)
    }

    /// What the draft changes, as file names relative to the folder. `work` is the result of [`Draft::work`].
    pub fn change(&self, work: &Work, workspace: &Workspace) -> FolderChange {
        FolderChange {
            folder: workspace.name(&self.folder),
            files: self.files.keys().filter(|n| !n.starts_with("history/")).cloned().collect(),
            new: work.new.clone(),
            replaced: work.changed.clone(),
            kept: self.kept.clone(),
            moved: self.moved.clone(),
            removed: self.gone.iter().filter(|name| !self.moved.contains_key(*name)).cloned().collect(),
            missing: self.missing.clone(),
        }
    }
}
