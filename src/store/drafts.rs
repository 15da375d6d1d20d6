//! What a folder is to become: made first, then shown or written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::fault::Fault;
use super::files::bytes_of;
use super::looks::{Rendered, report_missing};
use crate::diag::Sink;
use crate::load::Workspace;
use crate::model::sha256_bytes;
use crate::write::{Target, replace_folder};

/// What a draft would change on disk, by name of the file.
#[derive(Debug, Default)]
pub struct Work {
    /// Files that do not exist yet.
    pub new: BTreeSet<String>,
    /// Files that exist with other content.
    pub changed: BTreeSet<String>,
    /// Whether pages of ours go.
    goes: bool,
}

impl Work {
    /// Whether anything on disk would change.
    pub fn is_any(&self) -> bool {
        self.goes || !(self.new.is_empty() && self.changed.is_empty())
    }
}

/// What a run did to one folder, or would do. Names start at the folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct FolderChange {
    /// The folder, from the workspace on.
    pub folder: String,
    /// All files that the folder should have, the history aside.
    pub files: BTreeSet<String>,
    /// Files that did not exist before.
    pub new: BTreeSet<String>,
    /// Files whose content changes.
    pub replaced: BTreeSet<String>,
    /// Pages that people filled in or changed, and that stay.
    pub kept: BTreeSet<String>,
    /// Pages that people filled in or changed, and where they move to.
    pub moved: BTreeMap<String, String>,
    /// Pages of the program that are removed.
    pub removed: BTreeSet<String>,
    /// Characters that no font at hand can print, by name of the page.
    pub missing: BTreeMap<String, Vec<char>>,
}

impl FolderChange {
    /// Whether anything on disk changes.
    pub fn is_any(&self) -> bool {
        !(self.new.is_empty() && self.replaced.is_empty() && self.removed.is_empty() && self.moved.is_empty())
    }

    /// Reports the characters that no font at hand can print.
    pub fn report_missing(&self, sink: &mut Sink) {
        for (name, missing) in &self.missing {
            report_missing(&format!("{}/{name}", self.folder), missing, sink);
        }
    }
}

/// What a folder is to become.
#[derive(Debug)]
pub struct Draft {
    /// The folder.
    pub folder: PathBuf,
    /// Files to write, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Pages of ours that go.
    pub gone: BTreeSet<String>,
    /// Pages of people that stay.
    pub kept: BTreeSet<String>,
    /// Pages of people that move, and where to.
    pub moved: BTreeMap<String, String>,
    /// Characters that no font at hand can print, by name of the page.
    pub missing: BTreeMap<String, Vec<char>>,
}

/// The folder of the history for a kit, by its digest.
pub(super) fn past_of(digest: &str) -> String {
    let hex: String = digest.trim_start_matches("sha256:").chars().take(12).collect();
    format!("history/{hex}")
}

/// A kit file that cannot be read, kept in the history under a name that is no kit's.
pub fn past_of_bytes(bytes: &[u8]) -> String {
    past_of(&sha256_bytes(bytes))
}

/// A name in the history `past` for a file of `folder` that is called `name`. No file with other content has that
/// name, neither on disk nor among `files`, which are about to be written.
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
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for n in 1.. {
        let to = match n {
            1 => format!("{past}/{name}"),
            n => format!("{past}/{stem}-{n}.{ending}"),
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
    /// A folder with these pages and nothing else decided yet.
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

    /// A page of people's moves into a folder of the history.
    pub fn moves(&mut self, name: &str, past: &str) -> Result<(), Fault> {
        let Some(bytes) = bytes_of(&self.folder.join(name))? else { return Ok(()) };
        let to = self.archive(past, name, bytes)?;
        if !self.files.contains_key(name) {
            self.gone.insert(name.to_owned());
        }
        self.moved.insert(name.to_owned(), to);
        Ok(())
    }

    /// Puts a file into the history, under a name that no other content has there.
    pub fn archive(&mut self, past: &str, name: &str, bytes: Vec<u8>) -> Result<String, Fault> {
        let to = archive_name(&self.folder, &self.files, past, name, &bytes)?;
        self.files.insert(to.clone(), bytes);
        Ok(to)
    }

    /// Names of the files that are not on disk yet, and of those that are there with other content.
    pub fn work(&self) -> Result<Work, Fault> {
        let mut work = Work { goes: !self.gone.is_empty(), ..Work::default() };
        for (name, bytes) in &self.files {
            match bytes_of(&self.folder.join(name))? {
                None => drop(work.new.insert(name.clone())),
                Some(there) if there != *bytes => drop(work.changed.insert(name.clone())),
                Some(_) => {}
            }
        }
        Ok(work)
    }

    /// Writes it.
    pub fn commit(&self, target: &Target) -> Result<(), Fault> {
        Ok(replace_folder(target, &self.files, &|name| !self.gone.contains(name))?)
    }

    /// What it changes, by names of files in the folder; `work` comes from [`Draft::work`].
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
