//! Drawing kits again for `verify`: are they what role spec, bank and seed give?

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use panelkit::diag::Sink;
use panelkit::model::{Bank, DRAW, IssueMode, Kit, RoleSpec, Roll};
use panelkit::pipeline::{self, Lost, Parallels};
use panelkit::text::count;

use super::certificate;
use super::exit::Exit;
use super::ledger::unix;
use super::outputs::Looks;
use super::particulars;
use super::rolls::{past, roll_with};
use super::session::Session;
use super::targets::{bytes_of, kit_at, read_kit};

/// What drawing a kit again has shown.
#[derive(Clone, Default)]
pub(super) struct Origin {
    pub(super) differences: Vec<String>,
    /// Why it was not drawn again. That is no difference: a kit is the record of what was, and stays.
    pub(super) not_drawn: Option<NotDrawn>,
    /// Whether it prints other particulars than the role spec has now.
    pub(super) stale: bool,
}

/// Why a kit was not drawn again.
#[derive(Clone, Copy)]
pub(super) enum NotDrawn {
    /// Bank or role spec have changed.
    Inputs,
    /// The program draws by other rules now.
    Rules,
    /// Bank or role spec cannot be read, which has been said.
    Errors,
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

    /// What to say of it.
    pub(super) fn line(self) -> &'static str {
        match self {
            NotDrawn::Inputs => {
                "unchanged since it was issued; not drawn again, because the bank or the role spec has changed"
            }
            NotDrawn::Errors => {
                "unchanged since it was issued; not drawn again, because the bank or the role spec has errors"
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

/// By file of the kit.
pub(super) type Origins = BTreeMap<PathBuf, Origin>;

/// Draws the kits of a req again from role spec, bank and seed; what differs, by kit.
pub(super) fn origins(
    req: &str,
    kits: &[PathBuf],
    looks: &Looks,
    session: &mut Session,
) -> Result<Origins, Exit> {
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
        let origin = || Origin::from(NotDrawn::Errors);
        return Ok(kits.iter().map(|path| ((*path).clone(), origin())).collect());
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
        found.extend(parallel(req, &base, &kits, &role, &bank, looks, session)?);
    }
    Ok(found)
}

fn loops(kit: &Kit, path: &Path, role: &RoleSpec, bank: &Bank, session: &Session) -> Origin {
    let role = role.clone().with_ids_of(kit);
    let not_drawn = NotDrawn::of(kit, &role, bank);
    if let Some(NotDrawn::Rules) = not_drawn {
        return NotDrawn::Rules.into();
    }
    let old = kit.issue.as_ref().and_then(|i| past(path, i.supersedes.as_deref()?, &session.workspace));
    let again = pipeline::loop_again(&role, bank, kit, old.as_ref());
    match (again, not_drawn) {
        // Other inputs may still give the same interview.
        (Some(again), Some(_)) if again.digest == kit.digest => Origin::default(),
        (_, Some(why)) => why.into(),
        (Some(again), None) => compared(kit, &again, &role, bank),
        (None, None) => vec!["its inputs give no kit any more".to_owned()].into(),
    }
}

/// The kits of candidates that are parallel to one kit of the loop, in the order of issue.
fn parallel(
    req: &str,
    digest: &str,
    kits: &[&PathBuf],
    role: &RoleSpec,
    bank: &Bank,
    looks: &Looks,
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
    let mut parallels = Parallels::new(role.clone(), bank.clone(), base);
    let mut found = Origins::new();
    for path in kits {
        let Ok(kit) = read_kit(session, path) else { continue };
        let Some(issue) = &kit.issue else { continue };
        let not_drawn = NotDrawn::of(&kit, role, bank);
        if let Some(NotDrawn::Rules) = not_drawn {
            found.insert((*path).clone(), NotDrawn::Rules.into());
            continue;
        }
        let old = issue.supersedes.as_deref().and_then(|digest| past(path, digest, &session.workspace));
        let origin = match (parallels.again(&kit, issue, old.as_ref(), &roll), not_drawn) {
            (Ok(again), Some(_)) if again.digest == kit.digest => Origin::default(),
            (_, Some(why)) => why.into(),
            (Ok(again), None) => compared(&kit, &again, role, bank),
            (Err(Lost::Before), None) => {
                vec!["a kit that it was issued after is not here, so it cannot be drawn again".to_owned()]
                    .into()
            }
            (Err(Lost::NoKit), None) => vec!["its inputs give no kit any more".to_owned()].into(),
        };
        found.insert((*path).clone(), origin);
    }
    if current {
        exposure(req, &roll, &parallels, looks, session)?;
    }
    Ok(found)
}

/// Says when the kits together use a question more than is needed. That is no error: it happens where two
/// people issue kits at the same time.
fn exposure(
    req: &str,
    roll: &Roll,
    parallels: &Parallels,
    looks: &Looks,
    session: &Session,
) -> Result<(), Exit> {
    let certificate = parallels.certificate(roll);
    let folder = session.workspace.req(req);
    let file = folder.join("equivalence.json");
    let there = bytes_of(&file)?.map(|bytes| unix("equivalence.json", &bytes));
    let same = there.as_ref().is_some_and(|there| *there == certificate::to_json(&certificate).into_bytes());
    if same {
        for name in certificate::unlike(&folder, &certificate, looks)? {
            session.tell(format!(
                "note: `{}` is as `pages.json` says, and not what the templates and fonts of this run give",
                session.workspace.name(&folder.join(name))
            ));
        }
    }
    if there.is_some() && !same {
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
