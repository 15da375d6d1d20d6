//! The issued kits of a req, read from its folders on all processors.

use std::path::{Path, PathBuf};
use std::thread;

use panelkit::diag::{Diagnostic, Reported, Sink, codes};
use panelkit::load::Workspace;
use panelkit::model::{Kit, Roll};

use super::exit::Exit;
use super::session::Session;
use super::targets::{candidate_folders, candidate_in, folders_in, kit_at, kit_in, read_kit};

/// The loop's kit of a req, issued and untouched.
pub(super) fn base_of(session: &mut Session, req: &str) -> Result<Kit, Exit> {
    let path = session.workspace.req(req).join("loop").join("kit.json");
    if kit_in(&session.workspace.req(req).join("loop"))?.is_none() {
        return Err(Exit::Usage(format!(
            "`{req}` has no loop yet\n  = help: `panelkit generate {req}` makes it"
        )));
    }
    let kit = read_kit(session, &path)?;
    let Some(whose) = other_than_loop(&kit, req) else { return Ok(kit) };
    let name = session.workspace.name(&path);
    let message = format!("`{name}` is not the loop of `{req}`");
    let finding = Diagnostic::new(&codes::BAD_KIT, message).in_file(name).help(whose);
    Err(session.sink.report(finding.help("take the loop back from version control")).into())
}

/// What a kit is, if it is not the loop of a req.
pub(super) fn other_than_loop(kit: &Kit, req: &str) -> Option<String> {
    match &kit.candidate {
        Some(candidate) => Some(format!("it is the kit of candidate `{candidate}` of `{}`", kit.req)),
        None if kit.req != req => Some(format!("it is the loop of `{}`", kit.req)),
        None => None,
    }
}

/// The kits that the candidates of a req have and had, in the order of issue.
pub(super) fn roll_of(session: &mut Session, req: &str, base: &Kit) -> Result<Roll, Exit> {
    let mut sink = Sink::new();
    let found = roll_with(session, req, base, &mut sink)?;
    for finding in sink.sorted() {
        session.sink.report(finding.clone());
    }
    sink.stop_if_worse_than(0)?;
    Ok(found)
}

/// The same as far as the files can be read; what is wrong with the others goes into `sink`.
pub(super) fn roll_with(session: &Session, req: &str, base: &Kit, sink: &mut Sink) -> Result<Roll, Exit> {
    let mut files = Vec::new();
    for folder in candidate_folders(session, req)? {
        files.extend(kit_in(&folder)?);
        files.extend(superseded(&folder)?);
    }
    Ok(roll(files, base, &session.workspace, sink))
}

/// The kit with a digest in the history beside a kit.
pub(super) fn past(path: &Path, digest: &str, workspace: &Workspace) -> Option<Kit> {
    let kits = superseded(path.parent()?).ok()?.into_iter();
    kits.filter_map(|file| kit_at(workspace, &file, &mut Sink::new()).ok()).find(|kit| kit.digest == digest)
}

/// The kits in the history of a folder.
fn superseded(folder: &Path) -> Result<Vec<PathBuf>, Exit> {
    let mut kits = Vec::new();
    for past in folders_in(&folder.join("history"))? {
        kits.extend(kit_in(&past)?);
    }
    Ok(kits)
}

/// Reads kits; the first part of the roll that is read is kept in memory alone.
fn roll(files: Vec<PathBuf>, base: &Kit, workspace: &Workspace, sink: &mut Sink) -> Roll {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
    let share = files.len().div_ceil(workers).max(1);
    let parts: Vec<(Roll, Sink)> = thread::scope(|scope| {
        let read = |files| {
            let files: &[PathBuf] = files;
            scope.spawn(move || {
                let (mut roll, mut sink) = (Roll::default(), Sink::new());
                for file in files {
                    // What is wrong with it is in the sink.
                    let _ = one(workspace, file, base, &mut roll, &mut sink);
                }
                (roll, sink)
            })
        };
        let threads: Vec<_> = files.chunks(share).map(read).collect();
        threads.into_iter().map(|t| t.join().expect("internal: reading does not panic")).collect()
    });
    let mut roll = Roll::default();
    for (part, found) in parts {
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
        let whose =
            format!("it is of `{}`, candidate `{}`", kit.req, kit.candidate.as_deref().unwrap_or("none"));
        return Err(sink.report(finding.in_file(workspace.name(file)).help(whose)));
    }
    let held = candidate_in(workspace, folder, sink);
    roll.add(&kit, base, held.ok().and_then(|c| c.held));
    if inside {
        roll.supersede(|issued| issued.digest == kit.digest);
    }
    Ok(())
}
