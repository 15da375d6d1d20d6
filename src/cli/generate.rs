//! `generate`: the loop of a req.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use panelkit::diag::Sink;
use panelkit::disk;
use panelkit::model::{Bank, Kit, RoleSpec};
use panelkit::text::{count, list};
use panelkit::write::{Lock, Target, replace_folder, sweep, sweep_req};
use panelkit::{issue, pipeline};

use super::args::id;
use super::exit::Exit;
use super::outputs::{FormatArg, Looks, formats, render};
use super::pages::{self, Found};
use super::rolls::past;
use super::session::Session;
use super::targets::{bytes_of, candidate_folders, kit_at};

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The opening: its role spec is `kits/REQ/role.yaml`
    #[arg(value_parser = id)]
    req: String,
    /// What the draw is keyed by; the id of the req when absent
    #[arg(long, value_name = "TEXT")]
    seed: Option<String>,
    /// What to write beside kit.json
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    /// Folder for the files; `kits/REQ/loop` when absent
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Replace a loop that is there and differs
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    looks: Looks,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    session.require_req(&args.req)?;
    let (role, bank) = pipeline::req(&session.workspace, &args.req, &mut session.sink)?;
    let seed = args.seed.as_deref().unwrap_or(&args.req);
    let mut made = pipeline::kit(&role, &bank, seed, None, &mut session.sink)?;
    if args.out.is_none()
        && let Some(mended) = mended(&args.req, seed, &role, &bank, session)
    {
        made.kit = mended;
    }
    if !made.proven {
        session.remark("note: the search stopped at its limit: the kit keeps every rule, but another order of preference may exist");
    }
    assumptions(&role, &bank, &made.kit, session);
    let formats = formats(&args.format);
    let mut files = BTreeMap::new();
    if !formats.is_empty() {
        let renderer = args.looks.renderer()?;
        for (stem, page) in pages::whole(&made.kit) {
            files.extend(render(&made.kit, page, stem, &formats, &renderer, session)?);
        }
    }
    files.insert("kit.json".to_owned(), issue::to_json(&made.kit).into_bytes());

    if args.out.as_ref().is_some_and(|out| out.components().any(|c| c.as_os_str() == "candidates")) {
        return Err(Exit::Usage(
            "the folder `candidates` holds kits that were issued\n  = help: choose another folder with --out"
                .to_owned(),
        ));
    }
    let folder = args.out.clone().unwrap_or_else(|| session.workspace.req(&args.req).join("loop"));
    let target = match args.out.is_some() {
        true => Target::named(&folder)?,
        false => session.target(&folder)?,
    };
    let _lock = match args.dry_run {
        true => None,
        false => Some(alone(args, &target, session)?),
    };
    let there = There::read(&folder, args.out.is_some())?;
    let changed = there.changed(&files);
    let shown = session.workspace.name(&folder);
    if args.dry_run {
        summary(&made.kit, session);
        let differences = there.differences(&made.kit, &changed, &folder, &args.looks)?;
        would(&there, &differences, &changed, &files, &shown, session);
        return Ok(());
    }
    if !changed.is_empty() && !args.force {
        session.remark(format!("error: `{shown}` holds a loop that would change"));
        for line in there.differences(&made.kit, &changed, &folder, &args.looks)? {
            session.remark(format!("  {line}"));
        }
        let issued = candidate_folders(session, &args.req)?.len();
        if issued > 0 && args.out.is_none() {
            session.remark(format!(
                "  {} a kit that is parallel to this loop: replacing it makes theirs another interview",
                if issued == 1 { "1 candidate has".to_owned() } else { format!("{issued} candidates have") }
            ));
            session.remark(format!(
                "  = help: `panelkit reissue {}` replaces withdrawn questions alone; another role is another req",
                args.req
            ));
        }
        session
            .remark("  = help: `--force` replaces it; `--out DIR` writes elsewhere; `--dry-run` only looks");
        return Err(Exit::Findings);
    }
    let names = files.keys().cloned().collect::<Vec<_>>().join(", ");
    summary(&made.kit, session);
    if changed.is_empty() && files.keys().all(|name| there.files.contains_key(name)) {
        session.tell(format!("{shown}: nothing to do, {names} are up to date"));
        return Ok(());
    }
    let stale = there.stale(&folder, &changed, &args.looks, session)?;
    if args.out.is_none() && changed.iter().any(|name| name == "kit.json") {
        // Kits of candidates are parallel to this one, and are held against it.
        if let (Some(old), false) = (there.kit(), candidate_folders(session, &args.req)?.is_empty()) {
            let past: String = old.digest.trim_start_matches("sha256:").chars().take(12).collect();
            files.insert(format!("history/{past}/kit.json"), there.files["kit.json"].clone());
        }
    }
    replace_folder(&target, &files, &|name| !stale.iter().any(|s| s == name))?;
    let removed: Vec<&String> = stale.iter().filter(|name| !files.contains_key(*name)).collect();
    if !removed.is_empty() {
        session.tell(format!("{shown}: removed {} of the kit before", count(removed.len(), "file")));
        removed.iter().for_each(|name| session.detail(format!("removed {name}")));
    }
    session.tell(format!("{shown}: {names}"));
    Ok(())
}

/// Issues the loop of a req that has none yet.
pub(super) fn first_loop(
    req: &str,
    format: &[FormatArg],
    looks: &Looks,
    session: &mut Session,
) -> Result<(), Exit> {
    let args = Args {
        req: req.to_owned(),
        seed: None,
        format: format.to_vec(),
        out: None,
        dry_run: false,
        force: false,
        looks: looks.clone(),
    };
    run(&args, session)
}

/// The loop's kit that is there, when `reissue` made it and it is what its inputs give.
fn mended(req: &str, seed: &str, role: &RoleSpec, bank: &Bank, session: &Session) -> Option<Kit> {
    let path = session.workspace.req(req).join("loop").join("kit.json");
    let kit = kit_at(&session.workspace, &path, &mut Sink::new()).ok().filter(|kit| kit.seed == seed)?;
    let old = past(&path, kit.issue.as_ref()?.supersedes.as_deref()?, &session.workspace)?;
    pipeline::loop_again(role, bank, &kit, Some(&old)).filter(|again| *again == kit)
}

/// Says which words of the questions are the bank's and not the role's.
fn assumptions(role: &RoleSpec, bank: &Bank, kit: &Kit, session: &Session) {
    let drawn = kit.rounds.iter().flat_map(|r| &r.slots).filter_map(|s| bank.question(&s.question.id));
    let used: BTreeSet<&String> = drawn.flat_map(|q| q.phrases().flat_map(|p| p.names())).collect();
    let said = role.assumed.iter().filter(|name| used.contains(name));
    let said: Vec<String> = said.map(|name| format!("{name}: \"{}\"", role.context[name])).collect();
    if !said.is_empty() && session.loudness >= 0 {
        let said = list(&said, "and");
        session.remark(format!(
            "note: the questions say {said}; `context:` in the role spec says it in your words"
        ));
    }
}

/// Takes what keeps a second run away, and removes what a killed one left there: the req, or what holds the
/// folder that was named.
fn alone(args: &Args, target: &Target, session: &Session) -> Result<Lock, Exit> {
    if args.out.is_none() {
        return lock(&session.workspace.req(&args.req), session);
    }
    let parent = target.parent();
    std::fs::create_dir_all(parent.path()).map_err(|e| {
        Exit::World(format!(
            "cannot create `{}`: {e}\n  = help: choose another folder with --out",
            parent.path().display()
        ))
    })?;
    let lock = Lock::take(&parent)?;
    sweep(&parent);
    Ok(lock)
}

/// Takes the lock of a req, and removes what killed runs left in it.
pub(super) fn lock(req: &Path, session: &Session) -> Result<Lock, Exit> {
    let req = session.target(req)?;
    let lock = Lock::take(&req)?;
    sweep_req(&req);
    Ok(lock)
}

/// The files of a loop, as far as they are made by this command.
const OURS: [&str; 5] = ["kit.json", "kit.md", "kit.pdf", "handouts.md", "handouts.pdf"];

/// What is in the folder now.
struct There {
    files: BTreeMap<String, Vec<u8>>,
}

impl There {
    fn read(folder: &Path, named: bool) -> Result<There, Exit> {
        let mut files = BTreeMap::new();
        let Some(there) = disk::list(folder)? else { return Ok(There { files }) };
        for name in OURS {
            if let Some(bytes) = bytes_of(&folder.join(name))? {
                files.insert(name.to_owned(), bytes);
            }
        }
        let strangers = named && files.is_empty() && !there.is_empty();
        if strangers {
            let message =
                "holds other files: the folder is replaced as a whole, so name an empty or a new one";
            return Err(Exit::Usage(format!("`{}` {message}", folder.display())));
        }
        Ok(There { files })
    }

    /// Files that would lie beside a new kit: the renderings of the one before. What people changed
    /// or put there stays, and is told.
    fn stale(
        &self,
        folder: &Path,
        changed: &[String],
        looks: &Looks,
        session: &Session,
    ) -> Result<Vec<String>, Exit> {
        if !changed.iter().any(|name| name == "kit.json") {
            return Ok(Vec::new());
        }
        let Some(old) = self.kit() else { return Ok(OURS[1..].iter().map(|n| (*n).to_owned()).collect()) };
        let mut stale = Vec::new();
        for (name, what) in pages::found(folder, &old, None, looks)? {
            if what == Found::Other && name.starts_with("scorecards/") {
                session.remark(format!(
                    "note: `{name}` belongs to the kit before and was changed by hand: kept"
                ));
            } else {
                stale.push(name);
            }
        }
        Ok(stale)
    }

    /// The kit that is there.
    fn kit(&self) -> Option<Kit> {
        serde_json::from_slice(self.files.get("kit.json")?).ok()
    }

    /// Names of the files that are there with another content.
    fn changed(&self, files: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let differs =
            |(name, bytes): &(&String, &Vec<u8>)| self.files.get(*name).is_some_and(|old| old != *bytes);
        files.iter().filter(differs).map(|(name, _)| name.clone()).collect()
    }

    /// What a person wants to know before saying yes.
    fn differences(
        &self,
        kit: &Kit,
        changed: &[String],
        folder: &Path,
        looks: &Looks,
    ) -> Result<Vec<String>, Exit> {
        if !changed.iter().any(|name| name == "kit.json") {
            return same_kit(kit, changed, folder, looks);
        }
        Ok(self.new_kit(kit))
    }

    fn new_kit(&self, kit: &Kit) -> Vec<String> {
        let Some(old) = self.kit() else { return vec!["the kit.json there cannot be read".to_owned()] };
        let mut lines = Vec::new();
        if issue::seal(old.clone()).digest != old.digest {
            lines.push("the kit.json there was changed by hand after it was issued".to_owned());
        }
        let mut note = |what: &str, a: &str, b: &str| {
            if a != b {
                lines.push(format!("{what}: {a} -> {b}"));
            }
        };
        note("seed", &old.seed, &kit.seed);
        note("bank", &old.bank.digest, &kit.bank.digest);
        note("role spec", &old.role.digest, &kit.role.digest);
        note("generator", &old.generator, &kit.generator);
        let questions = |kit: &Kit| -> BTreeMap<String, String> {
            let slots = kit.rounds.iter().flat_map(|r| &r.slots);
            slots.map(|s| (s.id.clone(), s.question.id.clone())).collect()
        };
        let (before, after) = (questions(&old), questions(kit));
        let none = "(no slot)".to_owned();
        for slot in before.keys().chain(after.keys().filter(|k| !before.contains_key(*k))) {
            note(slot, before.get(slot).unwrap_or(&none), after.get(slot).unwrap_or(&none));
        }
        if before == after {
            lines.push(
                "every slot keeps its question; the digests in the kit and on its pages change".to_owned(),
            );
        }
        lines
    }
}

/// The kit is the same and its pages are not: says of each why.
fn same_kit(kit: &Kit, changed: &[String], folder: &Path, looks: &Looks) -> Result<Vec<String>, Exit> {
    let found = pages::found(folder, kit, None, looks)?;
    let why = |(name, what): &(String, Found)| match what {
        Found::Rendering(paper) => {
            format!("`{name}` is on {} paper, this run would change that", paper.name())
        }
        Found::Other => format!("`{name}` was changed by hand, or made with other templates"),
    };
    let mut lines = vec!["the kit is the same, its pages are not:".to_owned()];
    lines.extend(found.iter().filter(|(name, _)| changed.contains(name)).map(why));
    Ok(lines)
}

fn would(
    there: &There,
    differences: &[String],
    changed: &[String],
    files: &BTreeMap<String, Vec<u8>>,
    shown: &str,
    session: &Session,
) {
    let new: Vec<&String> = files.keys().filter(|name| !there.files.contains_key(*name)).collect();
    if changed.is_empty() && new.is_empty() {
        session.say(format!("{shown}: nothing would be written"));
        return;
    }
    for name in new {
        session.say(format!("would write {shown}/{name}"));
    }
    for name in changed {
        session.say(format!("would replace {shown}/{name}"));
    }
    if !changed.is_empty() {
        for line in differences {
            session.say(format!("  {line}"));
        }
    }
}

/// The loop at a glance, for the terminal.
fn summary(kit: &Kit, session: &Session) {
    let minutes: u32 = kit.rounds.iter().map(|r| r.minutes).sum();
    let questions: usize = kit.rounds.iter().map(|r| r.slots.len()).sum();
    session.tell(format!(
        "{}: {}, {}, {} h {:02} min, depth {}",
        kit.role.title,
        count(kit.rounds.len(), "round"),
        count(questions, "question"),
        minutes / 60,
        minutes % 60,
        kit.depth
    ));
    let width = kit.rounds.iter().map(|r| r.title.chars().count()).max().unwrap_or(0);
    for round in &kit.rounds {
        let asked: u32 = round.slots.iter().map(|s| s.question.minutes).sum();
        let mut names: Vec<&str> = round.slots.iter().map(|s| s.competency.as_str()).collect();
        names.dedup();
        session.tell(format!(
            "  {:width$}  {:>3} min  {} ({asked} min): {}",
            round.title,
            round.minutes,
            count(round.slots.len(), "question"),
            names.join(", ")
        ));
    }
    let musts = kit.role.must_haves.len();
    let thin = kit.role.must_haves.iter().filter(|m| rounds_of(kit, &m.slots) < 2).count();
    match (musts, thin) {
        (0, _) => session.tell("  no must-haves: the role spec names none"),
        (_, 0) => session.tell(format!("  {} proved, each in two rounds or more", count(musts, "must-have"))),
        (_, _) => {
            session.tell(format!("  {} proved, {thin} of them in one round only", count(musts, "must-have")));
        }
    }
}

fn rounds_of(kit: &Kit, slots: &[String]) -> usize {
    kit.rounds.iter().filter(|r| r.slots.iter().any(|s| slots.contains(&s.id))).count()
}
