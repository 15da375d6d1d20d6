//! `verify`: kits are what their inputs and seed give, and untouched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;

use panelkit::diag::Sink;
use panelkit::issue;
use panelkit::load::Workspace;
use panelkit::model::{Bank, IssueMode, Kit, RoleSpec, Roll};
use panelkit::pipeline::{self, Lost, Mender, Replay, Variants};
use panelkit::text::count;

use super::certificate;
use super::exit::Exit;
use super::outputs::Looks;
use super::pages::{self, Found};
use super::rolls::{past, roll_with};
use super::session::Session;
use super::targets::{
    bytes_of, candidate_folders, candidate_in, existing_kit, is_path, kit_at, kits_of, read_kit,
};

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
    let (mut different, mut earlier) = (0, 0);
    for (req, kits) in &reqs {
        let beside = all_beside(kits, &args.looks, session);
        let mut origin = origins(req, kits, session)?;
        for (path, mut differences) in kits.iter().zip(beside) {
            let shown = session.workspace.name(path);
            let origin = origin.remove(path).unwrap_or_default();
            differences.extend(origin.differences);
            if differences.is_empty() && origin.earlier {
                earlier += 1;
                session.tell(format!(
                    "{shown}: unchanged since it was issued; not drawn again, because the bank or the role spec has changed"
                ));
            } else if differences.is_empty() {
                session.tell(format!("{shown}: as issued, and what its inputs and seed give"));
            } else {
                different += 1;
                for difference in differences {
                    session.say(format!("{shown}: {difference}"));
                }
            }
        }
    }
    session.show_findings();
    if different == 0 {
        let note = match earlier {
            0 => String::new(),
            n => format!(
                ", {n} of them unchanged since they were issued, but not drawn again: the bank or the role spec has changed"
            ),
        };
        session.tell(format!("{} verified{note}", count(all, "kit")));
        return Ok(());
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

/// What is wrong with each kit file and the pages beside it, on all processors.
fn all_beside(kits: &[PathBuf], looks: &Looks, session: &mut Session) -> Vec<Vec<String>> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(kits.len().max(1));
    let share = kits.len().div_ceil(workers).max(1);
    let workspace = &session.workspace;
    let parts: Vec<Vec<(Vec<String>, Sink)>> = thread::scope(|scope| {
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

fn beside(path: &Path, looks: &Looks, workspace: &Workspace) -> (Vec<String>, Sink) {
    let mut sink = Sink::new();
    let Ok(kit) = kit_at(workspace, path, &mut sink) else {
        return (vec!["the file is not the kit that was issued".to_owned()], sink);
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(candidate) = candidate_in(workspace, folder, &mut sink) else {
        return (vec!["its `candidate.yaml` has errors".to_owned()], sink);
    };
    let say = |name| {
        format!(
            "`{name}` is not what the kit gives (changed by hand, or made with other templates or another name)"
        )
    };
    let differences = match pages::found(folder, &kit, candidate.name.as_deref(), looks) {
        Ok(found) => {
            found.into_iter().filter(|(_, what)| *what == Found::Other).map(|(n, _)| say(n)).collect()
        }
        Err(exit) => vec![exit.code().1.unwrap_or_else(|| "its pages cannot be made".to_owned())],
    };
    (differences, sink)
}

/// What drawing a kit again has shown.
#[derive(Clone, Default)]
struct Origin {
    differences: Vec<String>,
    /// Its inputs have changed since, so it was not drawn again: no difference where candidates were issued
    /// kits, which are records of what was, and stay.
    earlier: bool,
}

impl From<Vec<String>> for Origin {
    fn from(differences: Vec<String>) -> Origin {
        Origin { differences, earlier: false }
    }
}

type Origins = BTreeMap<PathBuf, Origin>;

/// Draws the kits of a req again from role spec, bank and seed; what differs, by kit.
fn origins(req: &str, kits: &[PathBuf], session: &mut Session) -> Result<Origins, Exit> {
    let readable = |path: &&PathBuf| kit_at(&session.workspace, path, &mut Sink::new()).is_ok();
    let kits: Vec<&PathBuf> = kits.iter().filter(readable).collect();
    let all = |why: String| kits.iter().map(|path| ((*path).clone(), vec![why.clone()].into())).collect();
    if kits.is_empty() {
        return Ok(Origins::new());
    }
    if !session.workspace.req(req).is_dir() {
        return Ok(all(format!("there is no req `{req}` here to make it from")));
    }
    let Ok((role, bank)) = pipeline::req(&session.workspace, req, &mut session.sink) else {
        return Ok(all("its role spec or bank has errors now".to_owned()));
    };
    let mut found = Origins::new();
    let mut candidates: BTreeMap<String, Vec<(u32, &PathBuf)>> = BTreeMap::new();
    for path in kits {
        let Ok(kit) = read_kit(session, path) else { continue };
        match kit.issue.as_ref().filter(|_| kit.candidate.is_some()) {
            Some(issue) => {
                let place = issue.number.unwrap_or(0);
                candidates.entry(issue.base.clone()).or_default().push((place, path));
            }
            None => {
                let issued = !candidate_folders(session, req)?.is_empty();
                let origin = loops(&kit, path, &role, &bank, issued, session);
                found.insert(path.clone(), origin);
            }
        }
    }
    for (base, mut kits) in candidates {
        kits.sort();
        let kits: Vec<&PathBuf> = kits.into_iter().map(|(_, path)| path).collect();
        found.extend(parallel(req, &base, &kits, &role, &bank, session)?);
    }
    Ok(found)
}

/// What has changed since a kit was issued.
fn inputs(kit: &Kit, role: &RoleSpec, bank: &Bank) -> Vec<String> {
    let mut differences = Vec::new();
    if bank.digest != kit.bank.digest {
        differences
            .push(format!("bank `{}` has changed since: {} -> {}", bank.id, kit.bank.digest, bank.digest));
    }
    if role.digest != kit.role.digest {
        differences.push(format!("the role spec has changed since: {} -> {}", kit.role.digest, role.digest));
    }
    differences
}

fn loops(kit: &Kit, path: &Path, role: &RoleSpec, bank: &Bank, issued: bool, session: &Session) -> Origin {
    let mut differences = inputs(kit, role, bank);
    if issued && !differences.is_empty() {
        return Origin { earlier: true, ..Origin::default() };
    }
    let old = kit.issue.as_ref().and_then(|i| past(path, i.supersedes.as_deref()?, &session.workspace));
    match pipeline::loop_again(role, bank, kit, old.as_ref()) {
        Some(again) => differences.extend(compared(kit, &again)),
        None => differences.push("its inputs give no kit any more".to_owned()),
    }
    differences.into()
}

/// The kits of candidates that are parallel to one kit of the loop, in the order of issue.
fn parallel(
    req: &str,
    digest: &str,
    kits: &[&PathBuf],
    role: &RoleSpec,
    bank: &Bank,
    session: &mut Session,
) -> Result<Origins, Exit> {
    let file = session.workspace.req(req).join("loop").join("kit.json");
    let now = kit_at(&session.workspace, &file, &mut Sink::new()).ok();
    let current = now.as_ref().is_some_and(|kit| kit.digest == digest);
    let base = now.filter(|kit| kit.digest == digest).or_else(|| past(&file, digest, &session.workspace));
    let Some(base) = base else {
        let why = format!("the loop that it is parallel to ({digest}) is not here");
        return Ok(kits.iter().map(|path| ((*path).clone(), vec![why.clone()].into())).collect());
    };
    // What is wrong with a file has been told where its kit was read.
    let roll = roll_with(session, req, &base, &mut Sink::new())?;
    let mender = Mender { role, bank };
    let variants = Variants::new(role, bank, &base);
    let draws = variants.parallel().draws();
    let mut replay = Replay::new(&variants, &draws, &roll);
    let mut found = Origins::new();
    for path in kits {
        let Ok(kit) = read_kit(session, path) else { continue };
        let Some(issue) = &kit.issue else { continue };
        if !inputs(&kit, role, bank).is_empty() {
            found.insert((*path).clone(), Origin { earlier: true, ..Origin::default() });
            continue;
        }
        let mut differences = Vec::new();
        let old = issue.supersedes.as_deref().and_then(|digest| past(path, digest, &session.workspace));
        match replay.again(&kit, issue, old.as_ref(), &mender) {
            Ok(again) => differences.extend(compared(&kit, &again)),
            Err(Lost::Before) => differences
                .push("a kit that it was issued after is not here, so it cannot be drawn again".to_owned()),
            Err(Lost::NoKit) => differences.push("its inputs give no kit any more".to_owned()),
        }
        found.insert((*path).clone(), differences.into());
    }
    if current {
        exposure(req, &base, &roll, &variants, session)?;
    }
    Ok(found)
}

/// Says when the kits together use a question more than is needed. That is no error: it happens where two
/// people issue kits at the same time.
fn exposure(
    req: &str,
    base: &Kit,
    roll: &Roll,
    variants: &Variants<'_>,
    session: &Session,
) -> Result<(), Exit> {
    let draws = variants.parallel().draws();
    let certificate = certificate::of(base, roll, &draws.series(), variants);
    let file = session.workspace.req(req).join("equivalence.json");
    if bytes_of(&file)?.is_some_and(|bytes| bytes != certificate::to_json(&certificate).into_bytes()) {
        session.tell(format!(
            "note: `{}` is not what the kits give now: `panelkit certificate {req}` writes it again",
            session.workspace.name(&file)
        ));
    }
    if roll.kits.iter().all(|kit| kit.issue.mode == IssueMode::Stable) {
        return Ok(());
    }
    let spread = certificate.spread;
    let Some(most) = spread.used.first().filter(|_| spread.most > spread.bound) else { return Ok(()) };
    let why = match roll.has_forks() {
        true => ": kits issued side by side do not know of each other; the next balanced ones even it out",
        false => "",
    };
    session.tell(format!(
        "note: {req}: `{}` is in {} of {}, the least possible maximum is {}{why}",
        most.question,
        most.kits,
        count(spread.kits, "kit"),
        spread.bound
    ));
    Ok(())
}

fn compared(old: &Kit, new: &Kit) -> Vec<String> {
    if issue::to_json(old) == issue::to_json(new) {
        return Vec::new();
    }
    match pipeline::changed(old, new).len().max(old.slots().count().abs_diff(new.slots().count())) {
        0 if old.generator != new.generator => {
            vec![format!("made by {}, this is {}", old.generator, new.generator)]
        }
        0 => vec!["the inputs give the same questions, the kit around them differs".to_owned()],
        n => vec![format!("the inputs give another question for {}", count(n, "slot"))],
    }
}
