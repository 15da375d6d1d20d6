//! `verify`: kits are what their inputs and seed give, and untouched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;

use panelkit::diag::{Sink, codes};
use panelkit::load::Workspace;
use panelkit::text::count;

use super::certificate;
use super::exit::Exit;
use super::homes::lost;
use super::ledger::Ledger;
use super::origins::origins;
use super::outputs::Looks;
use super::pages::{self, Found};
use super::session::Session;
use super::targets::{candidate_folders, candidate_in, existing_kit, is_path, kit_at, kit_in, kits_of};

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Reqs or kit files; every req of the workspace when absent
    #[arg(value_name = "REQ|KIT.json")]
    targets: Vec<String>,
    #[command(flatten)]
    looks: Looks,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let reqs = targets(&args.targets, session)?;
    let all: usize = reqs.values().map(Vec::len).sum();
    if all == 0 {
        session.tell("no kits to verify: `panelkit generate REQ` makes one");
        return Ok(());
    }
    let (mut different, mut earlier, mut unread) = (0, 0, 0);
    for (req, kits) in &reqs {
        let beside = all_beside(kits, &args.looks, session);
        let mut origin = origins(req, kits, &args.looks, session)?;
        for (path, beside) in kits.iter().zip(beside) {
            let shown = session.workspace.name(path);
            let Some(Beside { mut differences, unlike, renamed }) = beside else {
                unread += 1;
                continue;
            };
            let origin = origin.remove(path).unwrap_or_default();
            differences.extend(origin.differences);
            let unlike = match unlike {
                0 => String::new(),
                _ if renamed => "; its forms show another name than `candidate.yaml`".to_owned(),
                n => format!(
                    "; {} as `pages.json` says, and not what the templates and fonts of this run give",
                    if n == 1 { "1 page is".to_owned() } else { format!("{n} pages are") }
                ),
            };
            if let Some(why) = origin.not_drawn.filter(|_| differences.is_empty()) {
                earlier += 1;
                session.tell(format!("{shown}: {}{unlike}", why.line()));
            } else if differences.is_empty() {
                let stale = match origin.stale {
                    true => "; its particulars are not those of the role spec any more",
                    false => "",
                };
                session.tell(format!("{shown}: as issued, and what its inputs and seed give{stale}{unlike}"));
            } else {
                different += 1;
                for difference in differences {
                    session.say(format!("{shown}: {difference}"));
                }
            }
        }
    }
    let whole = |req: &&String| args.targets.is_empty() || args.targets.contains(*req);
    let mut forged = 0;
    for req in reqs.keys().filter(whole) {
        let folder = session.workspace.req(req);
        for home in candidate_folders(session, req)? {
            if kit_in(&home)?.is_none() && lost(&home, None).is_err() {
                forged += 1;
                session.say(format!("{}: has pages, and its kit is gone", session.workspace.name(&home)));
            }
        }
        for name in certificate::changed(&folder)? {
            forged += 1;
            let shown = session.workspace.name(&folder.join(name));
            session.say(format!("{shown}: was changed by hand since it was written"));
        }
    }
    session.show_findings();
    if different + forged == 0 && (unread > 0 || session.sink.errors() > 0) {
        return Err(Exit::Findings);
    }
    if different + forged == 0 {
        let note = match earlier {
            0 => String::new(),
            n => format!(
                ", {n} of them unchanged since they were issued, but not drawn again: the bank, the role spec or the drawing rules have changed"
            ),
        };
        session.tell(format!("{} verified{note}", count(all, "kit")));
        return Ok(());
    }
    if different == 0 {
        session.say("every kit that is there is as issued, and something beside them is not");
        return Err(Exit::Difference);
    }
    let differ = if different == 1 { "differs" } else { "differ" };
    session.say(format!("{different} of {} {differ}", count(all, "kit")));
    Err(Exit::Difference)
}

/// The kits to verify, by req.
fn targets(named: &[String], session: &mut Session) -> Result<BTreeMap<String, Vec<PathBuf>>, Exit> {
    let mut found: BTreeMap<String, Vec<PathBuf>> = BTreeMap::new();
    if named.is_empty() {
        for req in session.reqs()? {
            found.insert(req.clone(), kits_of(session, &req)?);
        }
        return Ok(found);
    }
    for target in named {
        if is_path(target) {
            let path = Path::new(target);
            existing_kit(path)?;
            let path = path.canonicalize()?;
            // One that cannot be read is told of when its turn comes.
            let req = kit_at(&session.workspace, &path, &mut Sink::new()).map(|kit| kit.req);
            found.entry(req.unwrap_or_default()).or_default().push(path);
            continue;
        }
        session.require_req(target)?;
        let kits = kits_of(session, target)?;
        if kits.is_empty() {
            return Err(Exit::Usage(format!(
                "`{target}` has no kit yet\n  = help: `panelkit generate {target}` makes it"
            )));
        }
        found.entry(target.clone()).or_default().extend(kits);
    }
    Ok(found)
}

/// What a look at a kit file and the pages beside it shows.
struct Beside {
    /// What is wrong.
    differences: Vec<String>,
    /// Pages that other templates made, by what `pages.json` says.
    unlike: usize,
    /// Whether the forms show another name than `candidate.yaml` has.
    renamed: bool,
}

impl From<&str> for Beside {
    fn from(difference: &str) -> Beside {
        Beside { differences: vec![difference.to_owned()], unlike: 0, renamed: false }
    }
}

/// The same; `None` for a kit of a format that is not read, which has been said.
type Looked = Option<Beside>;

/// What is wrong with each kit file and the pages beside it, on all processors.
fn all_beside(kits: &[PathBuf], looks: &Looks, session: &mut Session) -> Vec<Looked> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(kits.len().max(1));
    let share = kits.len().div_ceil(workers).max(1);
    let workspace = &session.workspace;
    let parts: Vec<Vec<(Looked, Sink)>> = thread::scope(|scope| {
        let part = |kits| {
            let kits: &[PathBuf] = kits;
            scope.spawn(move || kits.iter().map(|path| beside(path, looks, workspace)).collect())
        };
        let threads: Vec<_> = kits.chunks(share).map(part).collect();
        threads.into_iter().map(|t| t.join().expect("internal: reading does not panic")).collect()
    });
    let mut all = Vec::new();
    for (differences, sink) in parts.into_iter().flatten() {
        for finding in sink.sorted() {
            session.sink.report(finding.clone());
        }
        all.push(differences);
    }
    all
}

fn beside(path: &Path, looks: &Looks, workspace: &Workspace) -> (Looked, Sink) {
    let mut sink = Sink::new();
    let Ok(kit) = kit_at(workspace, path, &mut sink) else {
        let old = sink.sorted().iter().any(|finding| *finding.code == codes::OLD_KIT);
        return ((!old).then(|| "the file is not the kit that was issued".into()), sink);
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(candidate) = candidate_in(workspace, folder, &mut sink) else {
        return (Some("its `candidate.yaml` has errors".into()), sink);
    };
    let say = |name| format!("`{name}` was changed by hand since it was written, or is not of this kit");
    let beside = match pages::found(folder, &kit, candidate.name.as_deref(), looks, true) {
        Ok(found) => Beside {
            renamed: Ledger::read(folder).is_ok_and(|l| l.shows_another(&kit, candidate.name.as_deref())),
            unlike: found.iter().filter(|(_, what)| *what == Found::Unlike).count(),
            differences: found
                .into_iter()
                .filter(|(_, what)| matches!(what, Found::Changed | Found::Stale))
                .map(|(name, _)| say(name))
                .collect(),
        },
        Err(exit) => exit.message().unwrap_or("its pages cannot be made").into(),
    };
    (Some(beside), sink)
}
