//! `generate`: the loop of a req.
//!
//! When the interview would change, it says what would, and stops unless forced. When only particulars have
//! changed, it writes the loop and the kits of candidates again.

use std::path::{Path, PathBuf};

use panelkit::diag::Sink;
use panelkit::model::{Bank, DRAW, Kit, RoleSpec};
use panelkit::pipeline;
use panelkit::render::Format;
use panelkit::write::{Lock, Target, sweep, sweep_req};

use super::args::id;
use super::drafts::Draft;
use super::exit::Exit;
use super::homes::{Home, Theirs, is_empty};
use super::ledger::{self, Ledger};
use super::others::Others;
use super::outputs::{FormatArg, Looks, Rendered, formats, tell_missing};
use super::pages;
use super::particulars;
use super::replace::{self, There};
use super::report::ReportArg;
use super::rolls::past;
use super::session::Session;
use super::summary::{assumptions, summary};

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The opening: its role spec is `kits/REQ/role.yaml`
    #[arg(value_parser = id)]
    pub(super) req: String,
    /// What the draw is keyed by; when absent, what the loop there was keyed by, or the id of the req
    #[arg(long, value_name = "TEXT", value_parser = one_line)]
    pub(super) seed: Option<String>,
    /// What to write beside kit.json
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    pub(super) format: Vec<FormatArg>,
    /// Folder for the files; `kits/REQ/loop` when absent
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Say what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Replace a loop that is there and differs, or pages that were changed by hand, which move to `history`
    #[arg(long)]
    pub(super) force: bool,
    #[command(flatten)]
    pub(super) looks: Looks,
    #[command(flatten)]
    pub(super) report: ReportArg,
}

/// Reads a seed: it is printed, and stands in messages.
fn one_line(text: &str) -> Result<String, String> {
    match text.chars().any(char::is_control) {
        true => Err("a seed is one line of visible characters".to_owned()),
        false => Ok(text.to_owned()),
    }
}

/// What the command is about.
pub(super) struct Run<'a> {
    pub(super) args: &'a Args,
    pub(super) role: RoleSpec,
    pub(super) bank: Bank,
    pub(super) folder: PathBuf,
    pub(super) target: Target,
    /// The folder as messages call it.
    pub(super) shown: String,
    /// Formats of the pages that were asked for.
    pub(super) formats: Vec<Format>,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    session.require_req(&args.req)?;
    if let Some(out) = &args.out
        && is_issued(out, session)?
    {
        return Err(Exit::Usage(format!(
            "`{}` is in `kits`, which holds what was issued\n  = help: choose a folder elsewhere with --out",
            out.display()
        )));
    }
    let folder = args.out.clone().unwrap_or_else(|| session.workspace.req(&args.req).join("loop"));
    let _lock = match (args.dry_run, &args.out) {
        (true, _) => None,
        (false, None) => Some(lock(&session.workspace.req(&args.req), session)?),
        // No folder is made for a role spec with errors.
        (false, Some(_)) if pipeline::req(&session.workspace, &args.req, &mut Sink::new()).is_err() => None,
        (false, Some(out)) => Some(alone(out)?),
    };
    let (role, bank) = pipeline::req(&session.workspace, &args.req, &mut session.sink)?;
    if args.looks.are_chosen() {
        // A font or a template that fails ends the run before anything else happens.
        args.looks.renderer()?;
    }
    let target = match args.out.is_some() {
        true => Target::named(&folder)?,
        false => session.target(&folder)?,
    };
    let shown = session.workspace.name(&folder);
    let formats = formats(&args.format);
    let mut run = Run { args, role, bank, folder, target, shown, formats };
    match There::read(&run.folder, &args.req, session)? {
        There::Nothing if args.out.is_some() && !is_empty(&run.folder)? => {
            let message =
                "holds other files: the folder is replaced as a whole, so name an empty or a new one";
            Err(Exit::Usage(format!("`{}` {message}", run.folder.display())))
        }
        There::Nothing => {
            let kit = run.drawn(args.seed.as_deref().unwrap_or(&args.req), session)?;
            run.first(&kit, session)
        }
        There::Unreadable(bytes, finding) => {
            if !args.force {
                session.sink.report(*finding);
                return Err(Exit::Findings);
            }
            let kit = run.drawn(args.seed.as_deref().unwrap_or(&args.req), session)?;
            replace::unreadable(&run, &bytes, &kit, session)
        }
        There::Kit(old) => {
            run.role = run.role.with_ids_of(&old);
            let seed = args.seed.as_deref().unwrap_or(&old.seed).to_owned();
            match run.again(&old, &seed, session)? {
                (kit, true) => run.same(*old, &kit, session),
                (kit, false) => replace::other(&run, *old, &kit, session),
            }
        }
    }
}

impl Run<'_> {
    /// The loop that role spec, bank and seed give.
    fn drawn(&self, seed: &str, session: &mut Session) -> Result<Kit, Exit> {
        let made = pipeline::kit(&self.role, &self.bank, seed, None, &mut session.sink)?;
        if !made.proven {
            session.remark("note: the search stopped at its limit: the kit keeps every rule, but another order of preference may exist");
        }
        Ok(made.kit)
    }

    /// The loop that the inputs give now, and whether it is the same interview as the one there.
    fn again(&self, old: &Kit, seed: &str, session: &mut Session) -> Result<(Kit, bool), Exit> {
        if let Some(digest) = old.issue.as_ref().and_then(|i| i.supersedes.as_deref())
            && old.seed == seed
            && let Some(before) = past(&self.folder.join("kit.json"), digest, &session.workspace)
        {
            let again = pipeline::loop_again(&self.role, &self.bank, old, Some(&before));
            if let Some(again) = again.filter(|again| again.digest == old.digest) {
                return Ok((particulars::refreshed(&again, &self.bank, &self.role), true));
            }
        }
        let same_inputs = old.bank.digest == self.bank.digest && old.role.inputs == self.role.inputs();
        if old.draw != DRAW && old.seed == seed && same_inputs {
            session.remark(
                "note: the loop was drawn by earlier rules, and its inputs are the same: it stays as it is",
            );
            return Ok((particulars::refreshed(old, &self.bank, &self.role), true));
        }
        let made = self.drawn(seed, session)?;
        let same = made.digest == old.digest;
        Ok((made, same))
    }

    /// The first loop in a folder.
    fn first(&self, kit: &Kit, session: &mut Session) -> Result<(), Exit> {
        summary(kit, session);
        assumptions(&self.role, &self.bank, kit, session);
        let mut others = Others::of(self, session)?;
        others.carry_out(self, Theirs::Stay, session)?;
        let made = self.args.looks.made(None)?;
        let rendered = self.pages(kit, &self.args.looks, |_| true)?;
        let mut draft = Draft::new(&self.folder, rendered);
        let record = Ledger::of(kit, &made, &draft.files);
        draft.files.insert("kit.json".to_owned(), panelkit::issue::to_json(kit).into_bytes());
        draft.files.insert(ledger::FILE.to_owned(), record.to_json());
        draft.makes_way(&Ledger::read(&self.folder)?)?;
        self.finish(&draft, session)?;
        others.tell(self, &[], false, kit, session)
    }

    /// The loop is the same interview: its particulars, its pages.
    fn same(&self, old: Kit, new: &Kit, session: &mut Session) -> Result<(), Exit> {
        let args = self.args;
        let what = particulars::changes(&old, new);
        let redo = !what.is_empty() || args.looks.are_chosen() || args.force;
        if !what.is_empty() {
            particulars::knows_all(&self.folder.join("kit.json"), &old, session)?;
        }
        let kit = if what.is_empty() { old.clone() } else { new.clone() };
        let home = Home::read(&self.folder, old, None, &args.looks)?;
        let mut others = Others::of(self, session)?;
        let asked = |name: &str| self.formats.iter().any(|f| name.ends_with(f.extension()));
        let in_loop =
            home.changed().filter(|name| redo || asked(name)).map(|n| format!("{}/{n}", self.shown));
        let changed: Vec<String> = in_loop.chain(others.changed(session)).collect();
        if !changed.is_empty() && !args.force {
            let message = "these pages were changed by hand, and this run would write them again:";
            let help = "`--force` does, and keeps them in `history`; or take your changes out first";
            return session.stop(args.dry_run, message, &changed, &[help]);
        }
        let own = others.with_own_looks(&args.looks.made(None)?, session);
        let in_loop = (redo && home.wants_others(&args.looks.made(None)?)).then(|| self.shown.clone());
        let own: Vec<String> = in_loop.into_iter().chain(own).collect();
        if !own.is_empty() && !args.force {
            let message =
                "pages here were made with fonts or templates of your own, and this run names none:";
            let help =
                "name them again with `--font` and `--templates`; `--force` goes back to the built-in ones";
            return session.stop(args.dry_run, message, &own, &[help]);
        }
        summary(&kit, session);
        assumptions(&self.role, &self.bank, &kit, session);
        let theirs = if args.force { Theirs::FormsStay } else { Theirs::Stay };
        // Candidates first: when the run stops on the way, the loop still tells that work is left.
        others.carry_out(self, theirs, session)?;
        let made = args.looks.made(home.paper())?;
        let paper = made.paper;
        let rendered = match redo {
            true => home.rendered(&kit, &args.looks.renderer_on(paper)?, &self.formats)?,
            false => {
                let there = |name: &str| home.pages.iter().any(|(known, _)| known == name);
                let looks = Looks { paper: Some(paper), ..args.looks.clone() };
                self.pages(&kit, &looks, |name| !there(name))?
            }
        };
        let draft = home.draft(&kit, rendered, &made, theirs)?;
        let work = draft.work()?;
        let is_work = work.is_any();
        others.tell(self, &what, is_work && redo, &kit, session)?;
        if !is_work && args.dry_run {
            session.say(format!("{}: nothing would be written", self.shown));
            return Ok(());
        }
        if !is_work {
            session.tell(format!("{}: nothing to do, {} are up to date", self.shown, self.names(&kit)));
            return Ok(());
        }
        self.finish(&draft, session)
    }

    /// Pages that were asked for, as far as `wanted` says so of their names.
    pub(super) fn pages(
        &self,
        kit: &Kit,
        looks: &Looks,
        wanted: impl Fn(&str) -> bool,
    ) -> Result<Rendered, Exit> {
        let mut rendered = Rendered::default();
        let mut renderer = None;
        for (stem, page) in pages::whole(kit) {
            for format in &self.formats {
                if wanted(&format!("{stem}.{}", format.extension())) {
                    let renderer = match &renderer {
                        Some(renderer) => renderer,
                        None => renderer.insert(looks.renderer()?),
                    };
                    rendered.add(&page, stem, &[*format], renderer)?;
                }
            }
        }
        Ok(rendered)
    }

    fn names(&self, kit: &Kit) -> String {
        let pages = pages::whole(kit).into_iter();
        let mut names: Vec<String> = pages
            .flat_map(|(stem, _)| self.formats.iter().map(move |f| format!("{stem}.{}", f.extension())))
            .collect();
        names.push("kit.json".to_owned());
        names.sort();
        names.join(", ")
    }

    /// Writes a draft, or says what it would do.
    pub(super) fn finish(&self, draft: &Draft, session: &mut Session) -> Result<(), Exit> {
        for (name, missing) in &draft.missing {
            tell_missing(&format!("{}/{name}", self.shown), missing, session);
        }
        let work = draft.work()?;
        if self.args.dry_run {
            draft.tell(&work, true, session);
            draft.list(&work, session);
            return Ok(());
        }
        draft.commit(&self.target)?;
        draft.tell(&work, false, session);
        let names: Vec<&str> =
            draft.files.keys().map(String::as_str).filter(|n| !n.starts_with("history/")).collect();
        session.tell(format!("{}: {}", self.shown, names.join(", ")));
        Ok(())
    }
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
        report: ReportArg::default(),
    };
    run(&args, session)
}

/// Whether a folder, which need not exist, is in the workspace's `kits`, or in a folder of candidates.
fn is_issued(out: &Path, session: &Session) -> Result<bool, Exit> {
    let whole = std::path::absolute(out)?;
    let real = whole.ancestors().find_map(|there| {
        let rest = whole.strip_prefix(there).ok()?;
        Some(there.canonicalize().ok()?.join(rest))
    });
    let kits = session.workspace.root().join("kits");
    let named = out.components().any(|part| part.as_os_str() == "candidates");
    Ok(named || whole.starts_with(&kits) || real.is_some_and(|real| real.starts_with(&kits)))
}

/// Takes what keeps a second run away from a folder that was named, and removes what a killed one left beside
/// it.
fn alone(out: &Path) -> Result<Lock, Exit> {
    let parent = Target::named(out)?.parent();
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
