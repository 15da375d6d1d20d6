//! `reissue`: other questions in the place of those withdrawn, in the kits that were not held.

use std::path::PathBuf;

use panelkit::diag::{Diagnostic, codes};
use panelkit::model::{Bank, Kit, Status};
use panelkit::pipeline::{self, Mender, Parallels};
use panelkit::text::count;

use super::args::id;
use super::certificate;
use super::exit::Exit;
use super::generate::lock;
use super::homes::{Home, Theirs};
use super::outputs::{Looks, tell_missing};
use super::report::ReportArg;
use super::rolls::{base_of, roll_of};
use super::session::Session;
use super::targets::{candidate_folders, candidate_in, kit_in, read_kit};

/// Arguments of `reissue`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The opening
    #[arg(value_parser = id)]
    req: String,
    /// Say what would change, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    looks: Looks,
    #[command(flatten)]
    pub(super) report: ReportArg,
}

/// A kit that holds a withdrawn question.
struct Affected {
    folder: PathBuf,
    /// The loop's, or the candidate's id.
    whose: String,
    kit: Kit,
    name: Option<String>,
    /// Slots, withdrawn questions, and what they are now.
    gone: Vec<(String, String, Status)>,
}

/// One that was held, with the day.
type Held = (Affected, String);

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    session.require_req(&args.req)?;
    let _lock = lock(&session.workspace.req(&args.req), session)?;
    let (role, bank) = pipeline::req(&session.workspace, &args.req, &mut session.sink)?;
    let base = base_of(session, &args.req)?;
    let role = role.with_ids_of(&base);
    let mut roll = roll_of(session, &args.req, &base)?;
    let mender = Mender { role: &role, bank: &bank };
    let home = session.workspace.req(&args.req).join("loop");
    let mut changes: Vec<(Affected, Kit)> = Vec::new();

    let mut good = base.clone();
    if let Some(affected) = affected(&base, home, "the loop", None, &bank) {
        good = mender.of_loop(&base).ok_or_else(|| nothing_fits(&affected, &mender, session))?;
        changes.push((affected, good.clone()));
    }
    let (mut open, held) = candidates(&args.req, &base, &good, &bank, session)?;
    // Those that change first are the ones that were issued first.
    open.sort_by_key(|a| (a.kit.issue.as_ref().and_then(|i| i.number), a.whose.clone()));
    let mut parallels = Parallels::new(role.clone(), bank.clone(), good.clone());
    for affected in open {
        parallels.after(&roll);
        let kit = parallels.repair(&affected.kit);
        let kit = kit.ok_or_else(|| nothing_fits(&affected, &mender, session))?;
        roll.supersede(|old| old.digest == affected.kit.digest);
        roll.add(&kit, &good, None);
        changes.push((affected, kit));
    }

    let made = args.looks.made(None)?;
    let home = |(affected, _): &(Affected, Kit)| {
        Home::read(&affected.folder, affected.kit.clone(), affected.name.clone(), &args.looks)
    };
    let homes = changes.iter().map(home).collect::<Result<Vec<Home>, Exit>>()?;
    let own = homes.iter().filter(|home| home.wants_others(&made));
    let own: Vec<String> = own.map(|home| session.workspace.name(&home.folder)).collect();
    if !own.is_empty() {
        let message = "pages here were made with fonts or templates of your own, and this run names none:";
        return Err(session.refuse(message, &own, &["name them again with `--font` and `--templates`"]));
    }
    tell(&changes, &held, roll.kits.len(), args.dry_run, session);
    for (home, (_, kit)) in homes.iter().zip(&changes) {
        replace(home, kit, &args.looks, args.dry_run, session)?;
    }
    // A kit that was held with a withdrawn question stays, and the certificate tells.
    if args.dry_run {
        return Ok(());
    }
    if changes.is_empty() && held.is_empty() {
        // A run that was killed may have left the certificate behind.
        return certificate::renewed(&args.req, &role, &bank, &good, &args.looks, false, session);
    }
    if !roll.kits.is_empty() {
        let roll = roll_of(session, &args.req, &good)?;
        parallels.after(&roll);
        let formats = certificate::formats_there(&session.workspace.req(&args.req))?;
        certificate::write(&roll, &parallels, &formats, &args.looks, session)?;
    }
    Ok(())
}

fn affected(kit: &Kit, folder: PathBuf, whose: &str, name: Option<String>, bank: &Bank) -> Option<Affected> {
    let gone = pipeline::withdrawn(kit, bank);
    let gone: Vec<(String, String, Status)> =
        gone.into_iter().map(|(s, status)| (s.id.clone(), s.question.id.clone(), status)).collect();
    (!gone.is_empty()).then(|| Affected { folder, whose: whose.to_owned(), kit: kit.clone(), name, gone })
}

/// Candidates whose kit must change, and those whose kit would, had it not been held. A core that
/// changed in the loop changes in all kits.
fn candidates(
    req: &str,
    base: &Kit,
    good: &Kit,
    bank: &Bank,
    session: &mut Session,
) -> Result<(Vec<Affected>, Vec<Held>), Exit> {
    let (mut open, mut held) = (Vec::new(), Vec::new());
    let core_changed = pipeline::changed(base, good);
    for folder in candidate_folders(session, req)? {
        let Some(file) = kit_in(&folder)? else { continue };
        let kit = read_kit(session, &file)?;
        let known = candidate_in(&session.workspace, &folder, &mut session.sink)?;
        let whose = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let clash = |slot: &panelkit::model::KitSlot| {
            !slot.core && good.slots().any(|s| s.core && s.question.id == slot.question.id)
        };
        let behind = kit.slots().any(clash)
            || kit
                .slots()
                .zip(good.slots())
                .any(|(a, b)| a.core && core_changed.contains(&b.id) && a.question.id != b.question.id);
        let found = affected(&kit, folder.clone(), &whose, known.name.clone(), bank);
        let found = found.or_else(|| {
            let name = known.name.clone();
            behind.then(|| Affected { folder, whose, kit, name, gone: Vec::new() })
        });
        match (found, known.held) {
            (Some(affected), Some(day)) => held.push((affected, day)),
            (Some(affected), None) => open.push(affected),
            (None, _) => {}
        }
    }
    Ok((open, held))
}

fn nothing_fits(affected: &Affected, mender: &Mender<'_>, session: &mut Session) -> Exit {
    let gone: Vec<String> = affected.gone.iter().map(|(slot, q, _)| format!("`{q}` ({slot})")).collect();
    let message = format!("{}: nothing in the bank can stand in for {}", affected.whose, gone.join(", "));
    let finding = Diagnostic::new(&codes::NO_VARIANT, message)
        .in_file(session.workspace.name(&affected.folder.join("kit.json")))
        .help("write questions for that competency and depth; nothing was changed");
    let slots = affected.kit.slots().filter(|s| affected.gone.iter().any(|(id, ..)| *id == s.id));
    let rivals = slots.flat_map(|slot| mender.rivals(&affected.kit, slot));
    let finding = rivals.take(12).fold(finding, |f, (id, why)| f.help(format!("`{id}` {why}")));
    session.sink.report(finding);
    Exit::NoLoop
}

fn tell(changes: &[(Affected, Kit)], held: &[Held], kits: usize, dry_run: bool, session: &Session) {
    for (affected, day) in held {
        for (slot, question, status) in &affected.gone {
            session.say(format!(
                "{}: held on {day} with `{question}` ({slot}), {} now: stays as it is",
                affected.whose,
                status.as_str()
            ));
        }
    }
    for (affected, kit) in changes {
        session.say(format!("{}:", affected.whose));
        for slot in pipeline::changed(&affected.kit, kit) {
            let id = |kit: &Kit| {
                kit.slots().find(|s| s.id == slot).map_or(String::new(), |s| s.question.id.clone())
            };
            let why = affected.gone.iter().find(|(s, _, _)| *s == slot);
            let why = why.map_or("gives way".to_owned(), |(_, _, status)| status.as_str().to_owned());
            session.say(format!("  {slot}: `{}` ({why}) -> `{}`", id(&affected.kit), id(kit)));
        }
        let changed = pipeline::changed(&affected.kit, kit);
        let rounds = kit.rounds.iter().filter(|r| r.slots.iter().any(|s| changed.contains(&s.id)));
        let rounds: Vec<String> = rounds
            .map(|r| match r.interviewers.as_slice() {
                [] => r.title.clone(),
                names => format!("{} ({})", r.title, names.join(", ")),
            })
            .collect();
        session.say(format!("  print again: {}", rounds.join("; ")));
    }
    let candidates = changes.iter().filter(|(a, _)| a.kit.candidate.is_some()).count();
    if changes.is_empty() {
        session.tell("no kit to repair: none that was not held has a withdrawn question");
        return;
    }
    session.tell(format!(
        "{}{candidates} of {} {}repaired",
        if candidates < changes.len() { "the loop and " } else { "" },
        count(kits.max(candidates), "candidate"),
        if dry_run { "would be " } else { "" },
    ));
}

/// The new kit in the place of the old one, which goes into the history with whatever people wrote.
fn replace(home: &Home, kit: &Kit, looks: &Looks, dry_run: bool, session: &mut Session) -> Result<(), Exit> {
    let folder = &home.folder;
    let made = looks.made(home.paper())?;
    let rendered = home.rendered(kit, &looks.renderer_on(made.paper)?, &[])?;
    for (page, missing) in &rendered.missing {
        tell_missing(&format!("{}/{page}", session.workspace.name(folder)), missing, session);
    }
    let draft = home.draft(kit, rendered, &made, Theirs::Move)?;
    let work = draft.work()?;
    if !dry_run {
        draft.commit(&session.target(folder)?)?;
    }
    draft.tell(&work, dry_run, session);
    Ok(())
}
