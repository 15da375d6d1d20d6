//! A draft: the content that a folder will have. It is computed first, then shown to the user or written to disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use serde::Serialize;

use super::fault::Fault;
use super::files::bytes_of;
use super::looks::{Rendered, report_missing, report_unprinted};
use crate::diag::Sink;
use crate::load::Workspace;
use crate::model::{sha256_bytes, short_digest};
use crate::render::Layout;
use crate::write::{Target, add_files, replace_file, replace_folder};

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
    /// Letters of the candidate's name that no available font can print; the PDF pages have the id in its place.
    pub unprinted: BTreeSet<char>,
}

impl FolderChange {
    /// Whether anything on disk changes.
    pub fn is_any(&self) -> bool {
        !(self.new.is_empty() && self.replaced.is_empty() && self.removed.is_empty() && self.moved.is_empty())
    }

    /// Reports what no available font can print: characters, and the candidate's name.
    pub fn report_missing(&self, sink: &mut Sink) {
        self.report_glyphs(sink);
        self.report_unprinted(sink);
    }

    /// Reports the characters that no available font can print.
    pub fn report_glyphs(&self, sink: &mut Sink) {
        for (name, missing) in &self.missing {
            report_missing(&format!("{}/{name}", self.folder), missing, sink);
        }
    }

    /// Reports a candidate's name that no available font can print.
    pub fn report_unprinted(&self, sink: &mut Sink) {
        if !self.unprinted.is_empty() {
            report_unprinted(&self.folder, &self.unprinted.iter().copied().collect::<Vec<_>>(), sink);
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
    /// Letters of the candidate's name that no available font can print.
    pub unprinted: BTreeSet<char>,
    /// The layout of each page that does not have the usual one, by page name.
    pub layouts: BTreeMap<String, Layout>,
}

/// The folder in a kit's folder to which replaced kits and people's pages move.
const HISTORY: &str = "history/";

/// The history folder of a kit, named after the kit's digest.
pub(super) fn past_of(digest: &str) -> String {
    format!("{HISTORY}{}", short_digest(digest))
}

/// The history folder for bytes that are not a readable kit. It is named after the digest of the bytes, so it
/// cannot collide with the folder of a kit.
pub fn past_of_bytes(bytes: &[u8]) -> String {
    past_of(&sha256_bytes(bytes))
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
            unprinted: rendered.unprinted,
            layouts: rendered.layouts,
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
    ///
    /// # Errors
    /// [`Fault::World`] when a file of the history cannot be read.
    pub fn archive(&mut self, past: &str, name: &str, bytes: Vec<u8>) -> Result<String, Fault> {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        for n in 1.. {
            let to = match n {
                1 => format!("{past}/{name}"),
                n => format!("{past}/{stem}-{n}.{extension}"),
            };
            let there = match self.files.get(&to) {
                Some(bytes) => Some(bytes.clone()),
                None => bytes_of(&self.folder.join(&to))?,
            };
            if there.as_ref().is_none_or(|there| *there == bytes) {
                self.files.insert(to.clone(), bytes);
                return Ok(to);
            }
        }
        unreachable!("internal: some name is free")
    }

    /// What the draft changes on disk.
    ///
    /// # Errors
    /// [`Fault::World`] when a file of the folder cannot be read.
    pub fn change(&self, workspace: &Workspace) -> Result<FolderChange, Fault> {
        let mut change = FolderChange {
            folder: workspace.name(&self.folder),
            files: self.files.keys().filter(|n| !n.starts_with(HISTORY)).cloned().collect(),
            kept: self.kept.clone(),
            moved: self.moved.clone(),
            removed: self.gone.iter().filter(|name| !self.moved.contains_key(*name)).cloned().collect(),
            missing: self.missing.clone(),
            unprinted: self.unprinted.clone(),
            ..FolderChange::default()
        };
        for (name, bytes) in &self.files {
            match bytes_of(&self.folder.join(name))? {
                None => drop(change.new.insert(name.clone())),
                Some(there) if there != *bytes => drop(change.replaced.insert(name.clone())),
                Some(_) => {}
            }
        }
        Ok(change)
    }

    /// Replaces the folder in one step. Files that the draft does not name stay.
    ///
    /// # Errors
    /// [`Fault::World`] when the folder cannot be written; it is then unchanged.
    pub fn commit(&self, folder: &Target) -> Result<(), Fault> {
        Ok(replace_folder(folder, &self.files, &|name| !self.gone.contains(name))?)
    }

    /// Writes the files one by one: first the history, at the end the files `last` in their order. It removes no
    /// file. It is for folders that must not be exchanged as a whole, such as the user's current folder.
    ///
    /// # Errors
    /// [`Fault::World`] when a file cannot be written; the files before it are then written.
    pub fn commit_in_place(&self, folder: &Target, last: &[&str]) -> Result<(), Fault> {
        let (past, files): (BTreeMap<_, _>, BTreeMap<_, _>) =
            self.files.clone().into_iter().partition(|(name, _)| name.starts_with(HISTORY));
        add_files(folder, &past)?;
        let first = files.keys().map(String::as_str).filter(|name| !last.contains(name));
        for name in first.chain(last.iter().copied().filter(|name| files.contains_key(*name))) {
            replace_file(&folder.join(name)?, &files[name])?;
        }
        Ok(())
    }
}
