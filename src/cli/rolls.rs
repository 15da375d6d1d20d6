//! The issued kits of a req, read from its folders on all processors.

use std::path::{Path, PathBuf};
use std::thread;

use panelkit::diag::{Diagnostic, Reported, Sink, codes};
use panelkit::load::Workspace;
use panelkit::model::{Kit, Roll};

use super::exit::Exit;
use super::session::Session;
use super::targets::{candidate_folders, candidate_in, kit_at, read_kit};

/// The loop's kit of a req, issued and untouched.
pub(super) fn base_of(session: &mut Session, req: &str) -> Result<Kit, Exit> {
    let path = session.workspace.req(req).join("loop").join("kit.json");
    if !path.is_file() {
        return Err(Exit::Usage(format!(
            "`{req}` has no loop yet\n  = help: `panelkit generate {req}` makes it"
        )));
    }
    Ok(read_kit(session, &path)?)
}

/// The kits that the candidates of a req have and had, in the order of issue.
pub(super) fn roll_of(session: &mut Session, req: &str, base: &Kit) -> Result<Roll, Exit> {
    let mut files = Vec::new();
    for folder in candidate_folders(session, req) {
        files.extend([folder.join("kit.json")].into_iter().filter(|f| f.is_file()));
        files.extend(superseded(&folder));
    }
    roll(files, base, session)
}

/// The kits in the history of a folder.
pub(super) fn superseded(folder: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(folder.join("history")) else { return Vec::new() };
    let kits = entries.filter_map(Result::ok).map(|e| e.path().join("kit.json"));
    let mut kits: Vec<PathBuf> = kits.filter(|f| f.is_file()).collect();
    kits.sort();
    kits
}

/// Reads kits; the first part of the roll that is read is kept in memory alone.
fn roll(files: Vec<PathBuf>, base: &Kit, session: &mut Session) -> Result<Roll, Exit> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(files.len().max(1));
    let share = files.len().div_ceil(workers).max(1);
    let workspace = &session.workspace;
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
    let mark = session.sink.errors();
    let mut roll = Roll::default();
    for (part, sink) in parts {
        roll.join(part);
        for finding in sink.sorted() {
            session.sink.report(finding.clone());
        }
    }
    session.sink.stop_if_worse_than(mark)?;
    roll.sort();
    Ok(roll)
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
    let held = candidate_in(workspace, folder, sink)?.held;
    roll.add(&kit, base, held);
    if inside {
        roll.supersede(|issued| issued.digest == kit.digest);
    }
    Ok(())
}
