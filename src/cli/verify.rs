//! `verify`: kits are what their inputs and seed give, and untouched.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::thread;

use panelkit::diag::{Sink, codes};
use panelkit::load::Workspace;
use panelkit::model::{Bank, DRAW, IssueMode, Kit, RoleSpec, Roll};
use panelkit::pipeline::{self, Lost, Mender, Replay, Variants};
use panelkit::text::count;

use super::certificate;
use super::exit::Exit;
use super::outputs::Looks;
use super::pages::{self, Found};
use super::particulars;
use super::rolls::{past, roll_with};
use super::session::Session;
use super::targets::{bytes_of, candidate_in, existing_kit, is_path, kit_at, kits_of, read_kit};

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
        let mut origin = origins(req, kits, session)?;
        for (path, mut differences) in kits.iter().zip(beside) {
            let shown = session.workspace.name(path);
            let Some(mut differences) = differences.take() else {
                unread += 1;
                continue;
            };
            let origin = origin.remove(path).unwrap_or_default();
            differences.extend(origin.differences);
            if let Some(why) = origin.not_drawn.filter(|_| differences.is_empty()) {
                earlier += 1;
                session.tell(format!("{shown}: {}", why.line()));
            } else if differences.is_empty() {
                let stale = match origin.stale {
                    true => "; its particulars are not those of the role spec any more",
                    false => "",
                };
                session.tell(format!("{shown}: as issued, and what its inputs and seed give{stale}"));
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
        for name in certificate::changed(&folder)? {
            forged += 1;
            let shown = session.workspace.name(&folder.join(name));
            session.say(format!("{shown}: was changed by hand since it was written"));
        }
    }
    session.show_findings();
    if different + forged == 0 && unread > 0 {
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
        session.say("every kit is as issued, and a certificate is not");
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

/// What is wrong with a kit file and the pages beside it; `None` for one of a format that is not read, which
/// has been said.
type Beside = Option<Vec<String>>;

/// What is wrong with each kit file and the pages beside it, on all processors.
fn all_beside(kits: &[PathBuf], looks: &Looks, session: &mut Session) -> Vec<Beside> {
    let workers = thread::available_parallelism().map_or(1, usize::from).min(kits.len().max(1));
    let share = kits.len().div_ceil(workers).max(1);
    let workspace = &session.workspace;
    let parts: Vec<Vec<(Beside, Sink)>> = thread::scope(|scope| {
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

fn beside(path: &Path, looks: &Looks, workspace: &Workspace) -> (Beside, Sink) {
    let mut sink = Sink::new();
    let Ok(kit) = kit_at(workspace, path, &mut sink) else {
        let old = sink.sorted().iter().any(|finding| *finding.code == codes::OLD_KIT);
        return ((!old).then(|| vec!["the file is not the kit that was issued".to_owned()]), sink);
    };
    let folder = path.parent().unwrap_or(Path::new("."));
    let Ok(candidate) = candidate_in(workspace, folder, &mut sink) else {
        return (Some(vec!["its `candidate.yaml` has errors".to_owned()]), sink);
    };
    let say = |name| format!("`{name}` was changed by hand since it was written, or is not of this kit");
    let differences = match pages::found(folder, &kit, candidate.name.as_deref(), looks) {
        Ok(found) => {
            let wrong = |what: &Found| matches!(what, Found::Changed | Found::Stale);
            found.into_iter().filter(|(_, what)| wrong(what)).map(|(n, _)| say(n)).collect()
        }
        Err(exit) => vec![exit.message().unwrap_or("its pages cannot be made").to_owned()],
    };
    (Some(differences), sink)
}

/// What drawing a kit again has shown.
#[derive(Clone, Default)]
struct Origin {
    differences: Vec<String>,
    /// Why it was not drawn again. That is no difference: a kit is the record of what was, and stays.
    not_drawn: Option<NotDrawn>,
    /// Whether it prints other particulars than the role spec has now.
    stale: bool,
}

/// Why a kit was not drawn again.
#[derive(Clone, Copy)]
enum NotDrawn {
    /// Bank or role spec have changed.
    Inputs,
    /// The program draws by other rules now.
    Rules,
}

impl NotDrawn {
    /// Of a kit with these inputs today; `None` when it can be drawn again.
    fn of(kit: &Kit, role: &RoleSpec, bank: &Bank) -> Option<NotDrawn> {
        if kit.draw != DRAW {
            return Some(NotDrawn::Rules);
        }
        let changed = bank.digest != kit.bank.digest || role.inputs() != kit.role.inputs;
        changed.then_some(NotDrawn::Inputs)
    }

    fn line(self) -> &'static str {
        match self {
            NotDrawn::Inputs => {
                "unchanged since it was issued; not drawn again, because the bank or the role spec has changed"
            }
            NotDrawn::Rules => {
                "unchanged since it was issued; made by earlier drawing rules, not drawn again"
            }
        }
    }
}

impl From<Vec<String>> for Origin {
    fn from(differences: Vec<String>) -> Origin {
        Origin { differences, ..Origin::default() }
    }
}

impl From<NotDrawn> for Origin {
    fn from(why: NotDrawn) -> Origin {
        Origin { not_drawn: Some(why), ..Origin::default() }
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
                found.insert(path.clone(), loops(&kit, path, &role, &bank, session));
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

fn loops(kit: &Kit, path: &Path, role: &RoleSpec, bank: &Bank, session: &Session) -> Origin {
    let role = role.clone().with_ids_of(kit);
    if let Some(why) = NotDrawn::of(kit, &role, bank) {
        return why.into();
    }
    let old = kit.issue.as_ref().and_then(|i| past(path, i.supersedes.as_deref()?, &session.workspace));
    match pipeline::loop_again(&role, bank, kit, old.as_ref()) {
        Some(again) => compared(kit, &again, &role, bank),
        None => vec!["its inputs give no kit any more".to_owned()].into(),
    }
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
        let which = if session.loudness > 0 { format!(" ({digest})") } else { String::new() };
        let why = format!("the loop that it is parallel to{which} is not here");
        return Ok(kits.iter().map(|path| ((*path).clone(), vec![why.clone()].into())).collect());
    };
    let role = &role.clone().with_ids_of(&base);
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
        if let Some(why) = NotDrawn::of(&kit, role, bank) {
            found.insert((*path).clone(), why.into());
            continue;
        }
        let old = issue.supersedes.as_deref().and_then(|digest| past(path, digest, &session.workspace));
        let origin = match replay.again(&kit, issue, old.as_ref(), &mender) {
            Ok(again) => compared(&kit, &again, role, bank),
            Err(Lost::Before) => {
                vec!["a kit that it was issued after is not here, so it cannot be drawn again".to_owned()]
                    .into()
            }
            Err(Lost::NoKit) => vec!["its inputs give no kit any more".to_owned()].into(),
        };
        found.insert((*path).clone(), origin);
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

/// Holds a kit against what its inputs give. Particulars that are older than the role spec are no difference;
/// others than those of the role spec that it names are one.
fn compared(old: &Kit, new: &Kit, role: &RoleSpec, bank: &Bank) -> Origin {
    if old.digest != new.digest {
        let slots = pipeline::changed(old, new).len().max(old.slots().count().abs_diff(new.slots().count()));
        return match slots {
            0 => vec!["the inputs give the same questions, the interview around them differs".to_owned()],
            n => vec![format!("the inputs give another question for {}", count(n, "slot"))],
        }
        .into();
    }
    let fresh = particulars::refreshed(new, bank, role);
    let stale = !particulars::are_same(old, &fresh);
    match stale && old.role.digest == role.digest {
        true => vec!["its particulars are not those of its role spec".to_owned()].into(),
        false => Origin { stale, ..Origin::default() },
    }
}
