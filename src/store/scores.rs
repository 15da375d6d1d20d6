//! The submissions of a kit: the files `scores/<round>--<interviewer>.json` beside it, the older ones in `scores/history/`,
//! and the log beside them. The caller holds the lock of the req while it writes.

use std::path::{Path, PathBuf};

use super::fault::Fault;
use super::files::{bytes_of, list_in, write_json};
use super::forms::all_forms;
use super::req::Req;
use crate::disk::{self, Kind};
use crate::model::{Kit, Logged, SCORECARD_FORMAT, Submission, file_name};
use crate::write::write_new;

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
        for path in submissions_in(&folder)? {
            let submission = submission_at(req, &path)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            stored.push(Stored { name, submission });
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
        numbered(&stem).find(|name| !taken(name)).expect("internal: some name is free")
    }

    /// The path of a submission's file.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }

    /// The submissions of a seat that others replaced, each with its path.
    ///
    /// # Errors
    /// [`Fault::World`] when a file in the history is no submission, or cannot be read; the message names it.
    pub fn replaced(
        &self,
        req: &Req,
        round: &str,
        interviewer: Option<&str>,
    ) -> Result<Vec<(PathBuf, Submission)>, Fault> {
        let mut found = Vec::new();
        for path in submissions_in(&self.folder.join(HISTORY))? {
            let submission = submission_at(req, &path)?;
            if submission.round == round && submission.interviewer.as_deref() == interviewer {
                found.push((path, submission));
            }
        }
        Ok(found)
    }

    /// Writes the submission of a seat.
    ///
    /// # Errors
    /// [`Fault::World`] when the file cannot be written; the one before is then still there.
    pub fn put(&mut self, req: &Req, name: &str, submission: Submission) -> Result<(), Fault> {
        write_json(req, &self.path(name), &submission)?;
        match self.stored.iter_mut().find(|it| it.name == name) {
            Some(known) => known.submission = submission,
            None => self.stored.push(Stored { name: name.to_owned(), submission }),
        }
        Ok(())
    }

    /// Copies a submission to the history before another one replaces it, and returns the path there. The last copy is used
    /// again if it has the same bytes: a run left it that failed before it wrote the other submission. `None` if there is
    /// no submission.
    ///
    /// # Errors
    /// [`Fault::World`] when a file cannot be read or written.
    pub fn archive(&self, req: &Req, name: &str) -> Result<Option<PathBuf>, Fault> {
        let Some(bytes) = bytes_of(&self.path(name))? else { return Ok(None) };
        let mut last: Option<(PathBuf, Vec<u8>)> = None;
        for name in numbered(name.strip_suffix(".json").unwrap_or(name)) {
            let path = self.folder.join(HISTORY).join(name);
            if let Some(there) = bytes_of(&path)? {
                last = Some((path, there));
                continue;
            }
            if let Some((before, _)) = last.filter(|(_, there)| *there == bytes) {
                return Ok(Some(before));
            }
            write_new(&req.target(&path)?, &bytes)?;
            return Ok(Some(path));
        }
        unreachable!("internal: some name is free")
    }
}

/// The files of a folder that can be submissions, by name.
fn submissions_in(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let entries = disk::list(folder)?.unwrap_or_default();
    let is_json = |name: &str| !name.starts_with('.') && name.ends_with(".json");
    let files = entries.into_iter().filter(|entry| entry.kind == Kind::File && is_json(&entry.name));
    Ok(files.map(|entry| folder.join(entry.name)).collect())
}

fn submission_at(req: &Req, path: &Path) -> Result<Submission, Fault> {
    let wrong = |why: String| {
        let help = "restore it from version control, or move it away and collect the form again";
        Fault::World(format!("`{}` is not a submission: {why}\n  = help: {help}", req.name(path)))
    };
    let bytes = bytes_of(path)?.unwrap_or_default();
    let submission: Submission = serde_json::from_slice(&bytes).map_err(|error| wrong(error.to_string()))?;
    match submission.format {
        SCORECARD_FORMAT => Ok(submission),
        other => Err(wrong(format!("it has format {other}, which this version does not know"))),
    }
}

/// `stem.json`, `stem-2.json`, …
fn numbered(stem: &str) -> impl Iterator<Item = String> {
    let stem = stem.to_owned();
    let others = stem.clone();
    std::iter::once(format!("{stem}.json")).chain((2..).map(move |n| format!("{others}-{n}.json")))
}

/// The path of the log beside a kit. `home`: the folder of the kit.
pub fn log_path(home: &Path) -> PathBuf {
    home.join(LOG)
}

/// The log beside a kit, oldest entry first; empty if there is none. `home`: the folder of the kit.
///
/// # Errors
/// [`Fault::World`] when the file cannot be read, or is not a log.
pub fn log_in(req: &Req, home: &Path) -> Result<Vec<Logged>, Fault> {
    list_in(req, &log_path(home), "a log")
}

/// Adds entries at the end of the log beside a kit. Returns the path of the log.
///
/// # Errors
/// [`Fault::World`] when the log cannot be read or written; it is then unchanged.
pub fn append_log(req: &Req, home: &Path, entries: &[Logged]) -> Result<PathBuf, Fault> {
    let mut log = log_in(req, home)?;
    log.extend_from_slice(entries);
    let path = log_path(home);
    write_json(req, &path, &log)?;
    Ok(path)
}

/// Adds an entry at the end of the log beside a kit, unless the log has an equal one of the same day. Returns the path of
/// the log if it was written.
///
/// # Errors
/// As [`append_log`].
pub fn append_log_once(req: &Req, home: &Path, entry: &Logged) -> Result<Option<PathBuf>, Fault> {
    match log_in(req, home)?.contains(entry) {
        true => Ok(None),
        false => append_log(req, home, std::slice::from_ref(entry)).map(Some),
    }
}
