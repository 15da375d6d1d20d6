//! `certificate`: what the kits of a req have in common, in writing.

use std::collections::BTreeMap;
use std::path::Path;

use panelkit::model::{Bank, Certificate, Kit, RoleSpec, Roll};
use panelkit::pipeline::{self, Parallels};
use panelkit::render::{Document, Format};
use panelkit::text::count;
use panelkit::write::{add_files, replace_file};

use super::args::id;
use super::drafts::{Draft, past_of_bytes};
use super::exit::Exit;
use super::generate::lock;
use super::ledger::{self, Ledger};
use super::outputs::{FormatArg, Looks, PaperArg, Rendered, formats, tell_missing};
use super::report::ReportArg;
use super::rolls::{base_of, roll_of};
use super::session::Session;
use super::targets::{bytes_of, has_file};

/// Arguments of `certificate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The opening
    #[arg(value_parser = id)]
    req: String,
    /// What to write beside equivalence.json
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    #[command(flatten)]
    looks: Looks,
    #[command(flatten)]
    pub(super) report: ReportArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    session.require_req(&args.req)?;
    let _lock = lock(&session.workspace.req(&args.req), session)?;
    let (role, bank) = pipeline::req(&session.workspace, &args.req, &mut session.sink)?;
    let base = base_of(session, &args.req)?;
    let roll = roll_of(session, &args.req, &base)?;
    if roll.kits.is_empty() {
        return Err(Exit::Usage(format!(
            "no candidate of `{}` has a kit\n  = help: `panelkit variants {} --candidates FILE.csv` issues them",
            args.req, args.req
        )));
    }
    let mut parallels = Parallels::new(role, bank, base);
    parallels.after(&roll);
    write(&roll, &parallels, &formats(&args.format), &args.looks, session)
}

/// The text of `equivalence.json`.
pub(super) fn to_json(certificate: &Certificate) -> String {
    let json = serde_json::to_string_pretty(certificate).expect("internal: plain data");
    format!("{json}\n")
}

/// Writes the certificate of the kits of a roll, which is in the order of issue, and tells its figures.
/// `parallels` is at the place after them.
pub(super) fn write(
    roll: &Roll,
    parallels: &Parallels,
    formats: &[Format],
    looks: &Looks,
    session: &mut Session,
) -> Result<(), Exit> {
    let certificate = parallels.certificate(roll);
    let left = parallels.left((1..=MOST_LEFT).map(|n| format!("candidate-to-come-{n}")));
    tell(&certificate, left, session);
    put(&parallels.base().req, &certificate, formats, looks, Put::Always, session)
}

/// Writes the certificate of a req again after a change of particulars, if there is one.
pub(super) fn renewed(
    req: &str,
    role: &RoleSpec,
    bank: &Bank,
    base: &Kit,
    looks: &Looks,
    dry_run: bool,
    session: &mut Session,
) -> Result<(), Exit> {
    let folder = session.workspace.req(req);
    if !has_file(&folder.join("equivalence.json"))? {
        return Ok(());
    }
    let roll = roll_of(session, req, base)?;
    if roll.kits.is_empty() {
        return Ok(());
    }
    let certificate = Parallels::new(role.clone(), bank.clone(), base.clone()).certificate(&roll);
    let put_how = if dry_run { Put::DryRun } else { Put::IfOther };
    put(req, &certificate, &formats_there(&folder)?, looks, put_how, session)
}

/// Formats of the certificate that are there.
pub(super) fn formats_there(folder: &Path) -> Result<Vec<Format>, Exit> {
    let mut formats = Vec::new();
    for format in [Format::Markdown, Format::Pdf] {
        if has_file(&folder.join(format!("equivalence.{}", format.extension())))? {
            formats.push(format);
        }
    }
    Ok(formats)
}

/// Pages of the certificate that are as `pages.json` says, and not what a certificate gives by these choices.
pub(super) fn unlike(folder: &Path, certificate: &Certificate, looks: &Looks) -> Result<Vec<String>, Exit> {
    let ledger = Ledger::read(folder)?;
    let renderer = looks.renderer_on(looks.paper_for(ledger.paper))?;
    let mut unlike = Vec::new();
    for format in formats_there(folder)? {
        let name = format!("equivalence.{}", format.extension());
        let there = bytes_of(&folder.join(&name))?.unwrap_or_default();
        let other = ledger::unix(&name, &there)
            != renderer.render(&Document::Certificate(certificate), format)?.bytes;
        if other && ledger.has(&name, &there) == Some(true) {
            unlike.push(name);
        }
    }
    Ok(unlike)
}

/// Files of the certificate in the folder of a req that are not as the program wrote them.
pub(super) fn changed(folder: &Path) -> Result<Vec<String>, Exit> {
    let ledger = Ledger::read(folder)?;
    let mut changed = Vec::new();
    for ending in ["json", "md", "pdf"] {
        let name = format!("equivalence.{ending}");
        if bytes_of(&folder.join(&name))?.is_some_and(|there| ledger.has(&name, &there) == Some(false)) {
            changed.push(name);
        }
    }
    Ok(changed)
}

/// The certificate for programs.
const JSON: &str = "equivalence.json";

/// When the files of a certificate are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Put {
    /// In any case.
    Always,
    /// When it says something else than the JSON that is there.
    IfOther,
    /// Never: what would be written is recorded.
    DryRun,
}

/// Writes the files of a certificate. One that was changed by hand moves to the history.
fn put(
    req: &str,
    certificate: &Certificate,
    formats: &[Format],
    looks: &Looks,
    how: Put,
    session: &mut Session,
) -> Result<(), Exit> {
    let dry_run = how == Put::DryRun;
    let mut files = BTreeMap::new();
    files.insert(JSON.to_owned(), to_json(certificate).into_bytes());
    let folder = session.workspace.req(req);
    let before = Ledger::read(&folder)?;
    let renderer = looks.renderer_on(looks.paper_for(before.paper))?;
    for format in formats {
        let rendering = renderer.render(&Document::Certificate(certificate), *format)?;
        let name = format!("equivalence.{}", format.extension());
        if !rendering.missing.is_empty() {
            tell_missing(&name, &rendering.missing, session);
        }
        files.insert(name, rendering.bytes);
    }
    let mut record = before.clone();
    record.paper = Some(looks.paper_for(before.paper)).filter(|paper| *paper != PaperArg::A4);
    let mut draft = Draft::new(&folder, Rendered::default());
    let json = bytes_of(&folder.join(JSON))?.map(|there| ledger::unix(JSON, &there));
    if how != Put::Always && json.as_ref() == files.get(JSON) {
        return Ok(());
    }
    for (name, bytes) in &files {
        record.record(name, bytes);
        let there = bytes_of(&folder.join(name))?.filter(|there| there != bytes);
        if let Some(there) = there.filter(|there| before.has(name, there) != Some(true)) {
            let to = draft.archive(&past_of_bytes(&there), name, there)?;
            let whole = session.workspace.name(&folder.join(&to));
            session.moved(name, &to, &whole, if dry_run { "would move" } else { "moved" });
        }
    }
    files.insert(ledger::FILE.to_owned(), record.to_json());
    for (name, bytes) in &files {
        if bytes_of(&folder.join(name))?.is_none_or(|there| there != *bytes) {
            session.wrote(session.workspace.name(&folder.join(name)));
        }
    }
    if dry_run {
        return Ok(());
    }
    add_files(&session.target(&folder)?, &draft.files)?;
    // The JSON last but for the record: while it is the old one, the next run knows that work is left.
    let last = [JSON, ledger::FILE];
    let first = files.keys().map(String::as_str).filter(|name| !last.contains(name));
    for name in first.chain(last) {
        replace_file(&session.target(&folder.join(name))?, &files[name])?;
    }
    let names: Vec<&str> = files.keys().map(String::as_str).filter(|name| *name != ledger::FILE).collect();
    session.tell(format!("{}: {}", session.workspace.name(&folder), names.join(", ")));
    Ok(())
}

/// Candidates that are looked ahead for.
const MOST_LEFT: usize = 1_000;

fn tell(certificate: &Certificate, left: usize, session: &Session) {
    let spread = &certificate.spread;
    let broken = certificate.candidates.iter().filter(|c| !c.breaks.is_empty()).count();
    let core = count(spread.core, "slot");
    match broken {
        0 => session.tell(format!(
            "  equivalent: every kit has the same rounds, competencies, depths and core ({core}); {} rotate",
            spread.rotating
        )),
        n => session.tell(format!(
            "  {} from the loop in what must agree: the certificate lists what",
            if n == 1 { "1 kit differs".to_owned() } else { format!("{n} kits differ") }
        )),
    }
    session.tell(format!(
        "  exposure: no rotating question is in more than {} of {} (least possible: {})",
        spread.most,
        count(spread.kits, "kit"),
        spread.bound
    ));
    let everywhere = spread.used.iter().filter(|u| u.kits as usize == spread.kits).count();
    if everywhere > 0 && spread.kits > 2 {
        session.tell(format!(
            "  note: {} in every kit: the bank has no other that fits; `panelkit simulate {}` says what to write",
            if everywhere == 1 { "1 rotating question is".to_owned() } else { format!("{everywhere} rotating questions are") },
            certificate.req
        ));
    }
    if spread.kits > 1 {
        session.tell(format!(
            "  overlap: two kits share {:.2} of {} rotating questions on average (least possible: {:.2}), {} at most",
            spread.overlap.mean, spread.rotating, spread.overlap.bound, spread.overlap.most
        ));
    }
    match left {
        0 => session.tell("  every further candidate gets at least one rotating question that somebody had"),
        MOST_LEFT => session.tell(format!(
            "  more than {MOST_LEFT} candidates can follow before a rotating question repeats"
        )),
        n => {
            session
                .tell(format!("  {} can follow before a rotating question repeats", count(n, "candidate")));
        }
    }
}
