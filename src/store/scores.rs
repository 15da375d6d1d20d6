//! The submissions of a kit: the files `scores/<round>--<interviewer>.json` beside it, the older ones in `scores/history/`,
//! and the log beside them. The caller holds the lock of the req while it writes.

use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::files::bytes_of;
use super::forms::all_forms;
use super::req::Req;
use crate::disk::{self, Kind};
use crate::model::{Kit, Logged, SCORECARD_FORMAT, Submission, file_name};
use crate::write::{replace_file, write_new};

/// The folder of the submissions, in the folder of the kit.
const FOLDER: &str = "scores";
/// The folder of the submissions that others replaced.
const HISTORY: &str = "history";
/// The file of the log, in the folder of the kit.
const LOG: &str = "log.json";

/// A submission on disk.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The name of its file.
    pub name: String,
    /// Its content.
    pub submission: Submission,
}

/// The submissions of one kit.
#[derive(Clone, Debug)]
pub struct Scores {
    folder: PathBuf,
    stored: Vec<Stored>,
}

impl Scores {
    /// Reads the submissions beside a kit, in the order of their file names. `home`: the folder of the kit.
    ///
    /// # Errors
    /// [`Fault::World`] when a file in the folder is no submission, or cannot be read; the message names it.
    pub fn read(req: &Req, home: &Path) -> Result<Scores, Fault> {
        let folder = home.join(FOLDER);
        let mut stored = Vec::new();
        for entry in disk::list(&folder)?.unwrap_or_default() {
            if entry.kind != Kind::File || entry.name.starts_with('.') || !entry.name.ends_with(".json") {
                continue;
            }
            let path = folder.join(&entry.name);
            let bytes = bytes_of(&path)?.unwrap_or_default();
            let wrong = |why: String| {
                let help = "restore it from version control, or move it away and collect the form again";
                Fault::World(format!("`{}` is not a submission: {why}\n  = help: {help}", req.name(&path)))
            };
            let submission: Submission =
                serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
            if submission.format != SCORECARD_FORMAT {
                return Err(wrong(format!(
                    "it has format {}, which this version does not know",
                    submission.format
                )));
            }
            stored.push(Stored { name: entry.name, submission });
        }
        Ok(Scores { folder, stored })
    }

    /// The submissions, in the order of their file names.
    pub fn all(&self) -> &[Stored] {
        &self.stored
    }

    /// The submission of a seat.
    pub fn of_seat(&self, round: &str, interviewer: Option<&str>) -> Option<&Stored> {
        self.stored
            .iter()
            .find(|it| it.submission.round == round && it.submission.interviewer.as_deref() == interviewer)
    }

    /// The name of the file for the submission of a seat. `kit`: the kit as it is now.
    pub fn name_for(&self, kit: &Kit, round: &str, interviewer: Option<&str>) -> String {
        if let Some(known) = self.of_seat(round, interviewer) {
            return known.name.clone();
        }
        let forms = all_forms(kit);
        let form = forms.iter().find(|f| kit.rounds[f.round].id == round && f.interviewer == interviewer);
        let stem = match form {
            Some(form) => form.stem.rsplit('/').next().unwrap_or(&form.stem).to_owned(),
            None => format!("{round}--{}", file_name(interviewer.unwrap_or("interviewer"))),
        };
        let taken = |name: &String| self.stored.iter().any(|it| it.name == *name);
        let numbered = (2..).map(|n| format!("{stem}-{n}.json"));
        let mut names = std::iter::once(format!("{stem}.json")).chain(numbered);
        names.find(|name| !taken(name)).expect("internal: some name is free")
    }

    /// The path of a submission's file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// Writes the submission of a seat. If `archive`, the one before moves to the history first; the path there is
    /// returned.
    ///
    /// # Errors
    /// [`Fault::World`] when a file cannot be written; the one before is then still there.
    pub fn put(
        &mut self,
        req: &Req,
        name: &str,
        submission: Submission,
        archive: bool,
    ) -> Result<Option<PathBuf>, Fault> {
        let before = if archive { bytes_of(&self.path(name))? } else { None };
        let archived = before.map(|bytes| self.archive(req, name, &bytes)).transpose()?;
        write(req, &self.path(name), &json(&submission))?;
        match self.stored.iter_mut().find(|it| it.name == name) {
            Some(known) => known.submission = submission,
            None => self.stored.push(Stored { name: name.to_owned(), submission }),
        }
        Ok(archived)
    }

    /// Adds bytes to the history, under a name that no other file has there.
    fn archive(&self, req: &Req, name: &str, bytes: &[u8]) -> Result<PathBuf, Fault> {
        let stem = name.strip_suffix(".json").unwrap_or(name);
        let numbered = (2..).map(|n| format!("{stem}-{n}.json"));
        for name in std::iter::once(name.to_owned()).chain(numbered) {
            let path = self.folder.join(HISTORY).join(name);
            match bytes_of(&path)? {
                Some(there) if there != bytes => {}
                Some(_) => return Ok(path),
                None => {
                    write_new(&req.target(&path)?, bytes)?;
                    return Ok(path);
                }
            }
        }
        unreachable!("internal: some name is free")
    }
}

fn json(data: &impl serde::Serialize) -> Vec<u8> {
    let mut text = serde_json::to_string_pretty(data).expect("internal: plain data");
    text.push('\n');
    text.into_bytes()
}

/// Replaces a file in one step, or creates it with its folder.
fn write(req: &Req, path: &Path, bytes: &[u8]) -> Result<(), Fault> {
    let target = req.target(path)?;
    if !write_new(&target, bytes)? {
        replace_file(&target, bytes)?;
    }
    Ok(())
}

/// The log beside a kit, oldest entry first; empty if there is none. `home`: the folder of the kit.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read, or is not a log.
pub fn log_in(req: &Req, home: &Path) -> Result<Vec<Logged>, Fault> {
    let path = home.join(LOG);
    let Some(bytes) = bytes_of(&path)? else { return Ok(Vec::new()) };
    serde_json::from_slice(&bytes).map_err(|error| {
        Fault::World(format!(
            "`{}` is not a log: {error}\n  = help: restore it from version control",
            req.name(&path)
        ))
    })
}

/// Adds entries at the end of the log beside a kit, except those that are there already. Returns the path of the log if
/// it was written.
///
/// # Errors
/// [`Fault::World`] when the log cannot be read or written; it is then unchanged.
pub fn append_log(req: &Req, home: &Path, entries: &[Logged]) -> Result<Option<PathBuf>, Fault> {
    let mut log = log_in(req, home)?;
    let before = log.len();
    for entry in entries {
        if !log.contains(entry) {
            log.push(entry.clone());
        }
    }
    if log.len() == before {
        return Ok(None);
    }
    let path = home.join(LOG);
    write(req, &path, &json(&log))?;
    Ok(Some(path))
}
