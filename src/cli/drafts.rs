//! What a folder is to become: made first, then shown or written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use panelkit::model::sha256_bytes;
use panelkit::write::{Target, replace_folder};

use super::exit::Exit;
use super::ledger::{self, Ledger};
use super::outputs::Rendered;
use super::session::Session;
use super::targets::bytes_of;

/// What a draft would change on disk, by name of the file.
#[derive(Debug, Default)]
pub(super) struct Work {
    pub(super) new: BTreeSet<String>,
    pub(super) changed: BTreeSet<String>,
    /// Whether pages of ours go.
    goes: bool,
}

impl Work {
    /// Whether anything on disk would change.
    pub(super) fn is_any(&self) -> bool {
        self.goes || !(self.new.is_empty() && self.changed.is_empty())
    }
}

/// What a folder is to become.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) folder: PathBuf,
    /// Files to write, by name.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Pages of ours that go.
    pub(super) gone: BTreeSet<String>,
    /// Pages of people that stay.
    pub(super) kept: BTreeSet<String>,
    /// Pages of people that move, and where to.
    pub(super) moved: BTreeMap<String, String>,
    /// Characters that no font at hand can print, by name of the page.
    pub(super) missing: BTreeMap<String, Vec<char>>,
}

/// The folder of the history for a kit, by its digest.
pub(super) fn past_of(digest: &str) -> String {
    let hex: String = digest.trim_start_matches("sha256:").chars().take(12).collect();
    format!("history/{hex}")
}

/// A kit file that cannot be read, kept in the history under a name that is no kit's.
pub(super) fn past_of_bytes(bytes: &[u8]) -> String {
    past_of(&sha256_bytes(bytes))
}

impl Draft {
    /// A folder with these pages and nothing else decided yet.
    pub(super) fn new(folder: &Path, rendered: Rendered) -> Draft {
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
    pub(super) fn moves(&mut self, name: &str, past: &str) -> Result<(), Exit> {
        let Some(bytes) = bytes_of(&self.folder.join(name))? else { return Ok(()) };
        let to = self.archive(past, name, bytes)?;
        if !self.files.contains_key(name) {
            self.gone.insert(name.to_owned());
        }
        self.moved.insert(name.to_owned(), to);
        Ok(())
    }

    /// Pages in the way that are not known to be ours move into the history.
    pub(super) fn makes_way(&mut self, before: &Ledger) -> Result<(), Exit> {
        for name in self.files.keys().cloned().collect::<Vec<_>>() {
            let Some(there) = bytes_of(&self.folder.join(&name))? else { continue };
            let ours = there == self.files[&name] || before.has(&name, &there) == Some(true);
            if !ours && name != ledger::FILE {
                self.moves(&name, &past_of_bytes(&there))?;
            }
        }
        Ok(())
    }

    /// Puts a file into the history, under a name that no other content has there.
    pub(super) fn archive(&mut self, past: &str, name: &str, bytes: Vec<u8>) -> Result<String, Exit> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        for n in 1.. {
            let to = match n {
                1 => format!("{past}/{name}"),
                n => format!("{past}/{stem}-{n}.{ending}"),
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

    /// Names of the files that are not on disk yet, and of those that are there with other content.
    pub(super) fn work(&self) -> Result<Work, Exit> {
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
    pub(super) fn commit(&self, target: &Target) -> Result<(), Exit> {
        Ok(replace_folder(target, &self.files, &|name| !self.gone.contains(name))?)
    }

    /// A file of the folder as messages call it.
    pub(super) fn shown(&self, name: &str, session: &Session) -> String {
        session.workspace.name(&self.folder.join(name))
    }

    /// Says which files would be written.
    pub(super) fn list(&self, work: &Work, session: &Session) {
        let shown = |name: &str| self.shown(name, session);
        let listed = |name: &&String| *name != ledger::FILE && !name.starts_with("history/");
        for name in work.new.iter().filter(listed) {
            session.say(format!("would write {}", shown(name)));
        }
        for name in work.changed.iter().filter(listed) {
            session.say(format!("would replace {}", shown(name)));
        }
    }

    /// Says what becomes of pages that people wrote on, and of pages that go.
    pub(super) fn tell(&self, work: &Work, dry_run: bool, session: &Session) {
        let shown = |name: &str| self.shown(name, session);
        work.new.iter().chain(&work.changed).for_each(|name| session.wrote(shown(name)));
        for name in &self.kept {
            session.kept(&shown(name), "it was filled in or changed by hand");
        }
        for (name, to) in &self.moved {
            let how = if dry_run { "would move" } else { "moved" };
            session.moved(&shown(name), to, &shown(to), how);
        }
        for name in self.gone.iter().filter(|name| !self.moved.contains_key(*name)) {
            session.removed(&shown(name), dry_run);
        }
    }
}
