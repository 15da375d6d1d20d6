//! Small changes to `candidate.yaml`, which people write too: comments and all other keys stay.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::fault::Fault;
use super::files::bytes_of;
use super::req::Req;
use crate::diag::Sink;
use crate::load::{self, candidate_text};
use crate::model::{CandidateFile, Id, Kit, Panel};
use crate::text::Source;
use crate::write::{Target, replace_file};

/// A byte order mark, with which some editors begin a file.
const MARK: &str = "\u{feff}";

/// `candidate.yaml` of one candidate, with the changes that are to be written. The caller holds the lock of the req.
#[derive(Debug)]
pub struct CandidateEdit {
    /// What the file says, without the changes.
    pub known: CandidateFile,
    /// The file in the form in which messages show it.
    pub name: String,
    path: PathBuf,
    target: Target,
    before: Arc<Source>,
    after: Option<String>,
}

impl CandidateEdit {
    /// Opens the file in the folder of a candidate's kit. If there is none, the changes make a new one.
    ///
    /// # Errors
    /// [`Fault::Findings`] when the file has errors; [`Fault::World`] when it cannot be read, or when a link on the
    /// way leads out of the workspace.
    pub fn open(req: &Req, folder: &Path, kit: &Kit, sink: &mut Sink) -> Result<CandidateEdit, Fault> {
        let path = folder.join("candidate.yaml");
        let name = req.name(&path);
        let target = req.target(&path)?;
        let before = match path.symlink_metadata().is_ok() {
            true => load::read_file(&path, &name, sink)?,
            false => Source::new(name.as_str(), candidate_text(None, None)),
        };
        let rounds: Vec<&str> = kit.rounds.iter().map(|round| round.id.as_str()).collect();
        let known = load::candidate_of_loop(&before, &rounds, sink)?;
        Ok(CandidateEdit { known, name, path, target, before, after: None })
    }

    /// Records the day of the first round.
    ///
    /// # Errors
    /// [`Fault::World`] when the layout of the file would require other changes.
    pub fn hold(&mut self, day: &str) -> Result<(), Fault> {
        self.after = Some(self.changed(load::with_held(&self.before, day), &format!("held: {day}"))?);
        Ok(())
    }

    /// Records another person in a seat of a round, as [`load::with_interviewer`].
    ///
    /// # Errors
    /// [`Fault::World`] when the layout of the file would require other changes.
    pub fn seat(&mut self, round: &Id, panel: &Panel, seat: usize, name: &str) -> Result<(), Fault> {
        let text = load::with_interviewer(&self.before, round, panel, seat, name);
        self.after = Some(self.changed(text, &format!("`{name}` under `interviewers: {round}:`"))?);
        Ok(())
    }

    fn changed(&self, text: Option<String>, what: &str) -> Result<String, Fault> {
        text.ok_or_else(|| {
            Fault::World(format!(
                "cannot write {what} into `{}` without changing other lines\n  = help: write it there yourself",
                self.name
            ))
        })
    }

    /// Whether there are changes to write.
    pub fn is_changed(&self) -> bool {
        self.after.is_some()
    }

    /// Writes the changes, if there are any.
    ///
    /// # Errors
    /// [`Fault::World`] when the file cannot be written; it is then unchanged.
    pub fn commit(&self) -> Result<(), Fault> {
        let Some(text) = &self.after else { return Ok(()) };
        let bytes = bytes_of(&self.path)?.unwrap_or_default();
        let mark = if bytes.starts_with(MARK.as_bytes()) { MARK } else { "" };
        Ok(replace_file(&self.target, format!("{mark}{text}").as_bytes())?)
    }
}
