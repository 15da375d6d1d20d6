//! The issued kits of a req, read from its folders on all processors.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::load::Workspace;
use crate::model::{Kit, Roll};

use super::fault::Fault;
use super::kits::{candidate_in, folders_in, kit_at, kit_in};
use super::pool::each;
use super::req::Req;

impl Req {
    /// The kit of the loop, issued and unaltered.
    ///
    /// # Errors
    /// [`Fault::Request`] when the req has no loop yet; [`Fault::Findings`] when the kit file in the loop's folder
    /// cannot be read or is not the loop of this req.
    pub fn loop_kit(&self, sink: &mut Sink) -> Result<Kit, Fault> {
        let Some(path) = kit_in(&self.loop_folder())? else {
            let req = &self.id;
            return Err(Fault::Request(format!(
                "`{req}` has no loop yet\n  = help: `panelkit generate {req}` makes it"
            )));
        };
        let kit = kit_at(&self.workspace, &path, sink)?;
        self.check_loop(&kit, &path, sink)?;
        Ok(kit)
    }

    /// Makes sure that the kit in the file `path` is the loop of this req.
    ///
    /// # Errors
    /// [`Reported`] when it is another kit.
    pub fn check_loop(&self, kit: &Kit, path: &Path, sink: &mut Sink) -> Result<(), Reported> {
        if kit.candidate.is_none() && kit.req == self.id {
            return Ok(());
        }
        let name = self.name(path);
        let message = format!("`{name}` is not the loop of `{}`", self.id);
        let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(name).help(whose(kit));
        Err(sink.report(finding.help("restore the loop from version control")))
    }

    /// The kits that the candidates of the req have and had, in the order of issue.
    ///
    /// # Errors
    /// [`Fault::Findings`] when one of them cannot be read.
    pub fn roll(&self, base: &Kit, sink: &mut Sink) -> Result<Roll, Fault> {
        let mut found = Sink::new();
        let roll = self.readable_roll(base, &mut found)?;
        for finding in found.sorted() {
            sink.report(finding.clone());
        }
        found.stop_if_worse_than(0)?;
        Ok(roll)
    }

    /// Like [`Req::roll`], but files that cannot be read are left out; the findings about them go to `sink`.
    ///
    /// # Errors
    /// [`Fault::World`] when a folder cannot be read.
    pub fn readable_roll(&self, base: &Kit, sink: &mut Sink) -> Result<Roll, Fault> {
        let mut files = Vec::new();
        for folder in self.candidates()? {
            files.extend(kit_in(&folder)?);
            files.extend(superseded(&folder)?);
        }
        Ok(roll(&files, base, &self.workspace, sink))
    }
}

/// Says whose kit it is.
fn whose(kit: &Kit) -> String {
    match &kit.candidate {
        Some(candidate) => format!("it is the kit of candidate `{candidate}` of `{}`", kit.req),
        None => format!("it is the loop of `{}`", kit.req),
    }
}

/// The kit with this digest in the history of the folder of the kit file `path`.
pub fn past(path: &Path, digest: &str, workspace: &Workspace) -> Option<Kit> {
    let kits = superseded(path.parent()?).ok()?.into_iter();
    kits.filter_map(|file| kit_at(workspace, &file, &mut Sink::new()).ok()).find(|kit| kit.digest == digest)
}

/// The readable kits in the history of the folder of a kit.
pub fn past_kits(home: &Path, workspace: &Workspace) -> Vec<Kit> {
    let files = superseded(home).unwrap_or_default().into_iter();
    files.filter_map(|file| kit_at(workspace, &file, &mut Sink::new()).ok()).collect()
}

/// Whether a folder has a kit file.
pub fn is_kit_there(home: &Path) -> bool {
    kit_in(home).is_ok_and(|file| file.is_some())
}

/// The kits in the history of a folder.
fn superseded(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let mut kits = Vec::new();
    for past in folders_in(&folder.join("history"))? {
        kits.extend(kit_in(&past)?);
    }
    Ok(kits)
}

/// Reads kits on all processors. To save memory, each kit is freed as soon as its entry in the roll is made.
fn roll(files: &[PathBuf], base: &Kit, workspace: &Workspace, sink: &mut Sink) -> Roll {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let shares: Vec<&[PathBuf]> = files.chunks(files.len().div_ceil(workers).max(1)).collect();
    let parts = each(&shares, |files| {
        let (mut roll, mut sink) = (Roll::default(), Sink::new());
        for file in *files {
            // The findings about the file are in the sink.
            let _ = one(workspace, file, base, &mut roll, &mut sink);
        }
        Ok::<_, Infallible>((roll, sink))
    });
    let mut roll = Roll::default();
    for (part, found) in parts.into_iter().flatten() {
        roll.join(part);
        for finding in found.sorted() {
            sink.report(finding.clone());
        }
    }
    roll.sort();
    roll
}

fn one(
    workspace: &Workspace,
    file: &Path,
    base: &Kit,
    roll: &mut Roll,
    sink: &mut Sink,
) -> Result<(), Reported> {
    let kit = kit_at(workspace, file, sink)?;
    let folder = file.parent().unwrap_or(file);
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let inside = folder.parent().and_then(Path::file_name).is_some_and(|n| n == "history");
    if !inside && kit.candidate.as_deref() != Some(&name) || kit.req != base.req || kit.issue.is_none() {
        let finding = Diagnostic::new(
            &codes::BAD_KIT,
            format!("`{}` is not the kit of candidate `{name}` of `{}`", workspace.name(file), base.req),
        );
        return Err(sink.report(finding.in_file(workspace.name(file)).help(whose(&kit))));
    }
    let held = candidate_in(workspace, folder, sink);
    roll.add(&kit, base, held.ok().and_then(|c| c.held));
    if inside {
        roll.supersede(|issued| issued.digest == kit.digest);
    }
    Ok(())
}
