//! `variants`: a kit for each candidate, parallel to the loop's.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use panelkit::diag::{Diagnostic, codes};
use panelkit::model::{Bank, Candidate, IssueMode, Kit, RoleSpec, Roll};
use panelkit::pipeline::{self, Parallels};
use panelkit::render::{Document, Format};
use panelkit::text::{count, list};
use panelkit::write::Lock;

use super::args::id;
use super::batch::{self, Done, Job, Style, Task};
use super::certificate;
use super::exit::Exit;
use super::generate;
use super::homes::lost;
use super::outputs::{FormatArg, Looks, formats};
use super::progress::Progress;
use super::report::ReportArg;
use super::rolls::{base_of, roll_of};
use super::roster;
use super::session::Session;
use super::shard::{self, Shard};
use super::tally::Tally;
use super::targets::{bytes_of, candidate_in, kit_in, read_kit};

/// Arguments of `variants`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("who").required(true))]
pub(crate) struct Args {
    /// The opening
    #[arg(value_parser = id)]
    req: String,
    /// A CSV file with a column `id` and maybe `name`, or ids of candidates
    #[arg(long, value_name = "FILE.csv|ID", num_args = 1.., group = "who")]
    candidates: Vec<String>,
    /// So many candidates called `candidate-0001` and so on
    #[arg(long, value_name = "N", group = "who", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: Option<u32>,
    /// What to write beside kit.json
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    /// Leave out the forms for interviewers
    #[arg(long)]
    no_scorecards: bool,
    /// How to draw: `balanced` uses every question equally often; `stable` depends on the candidate alone
    #[arg(long, value_name = "MODE")]
    mode: Option<ModeArg>,
    /// Issue part I of N of the roster, for several machines; also read from a Slurm array or a Kubernetes Indexed Job
    #[arg(long, value_name = "I/N", value_parser = shard::parse)]
    shard: Option<Shard>,
    /// Say what would be issued, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    #[command(flatten)]
    looks: Looks,
    #[command(flatten)]
    pub(super) report: ReportArg,
}

/// How kits are drawn, on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ModeArg {
    /// In the order of issue, each kit of the questions that were used least
    Balanced,
    /// Any machine, any order: the same kit
    Stable,
}

impl ModeArg {
    pub(super) fn mode(self) -> IssueMode {
        match self {
            ModeArg::Balanced => IssueMode::Balanced,
            ModeArg::Stable => IssueMode::Stable,
        }
    }
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    session.require_req(&args.req)?;
    let roster = match args.count {
        Some(n) => roster::numbered(n),
        None => roster::named(&args.candidates, session)?,
    };
    let shard = part(args, session)?;
    let (role, bank) = pipeline::req(&session.workspace, &args.req, &mut session.sink)?;
    let req = session.workspace.req(&args.req);
    if !args.dry_run && kit_in(&req.join("loop"))?.is_none() {
        generate::first_loop(&args.req, &args.format, &args.looks, session)?;
    }
    let _lock = lock(&req, shard, args.dry_run, session)?;
    let base = base_of(session, &args.req)?;
    let role = role.with_ids_of(&base);
    in_good_repair(&base, &bank, session)?;
    if base.role.digest != role.digest {
        session.remark(format!(
            "note: the role spec has changed since the loop was issued; candidates of `{}` get the loop as issued",
            args.req
        ));
    }
    let run =
        Run { args, session, role: &role, bank: &bank, base: &base, shard, folder: req.join("candidates") };
    run.issue(&roster)
}

/// The part of the roster that this run issues.
fn part(args: &Args, session: &Session) -> Result<Option<Shard>, Exit> {
    if let Some(shard) = args.shard {
        return Ok(Some(shard).filter(|s| s.of > 1));
    }
    let found = shard::from_environment(&|name| std::env::var(name).ok())?;
    Ok(found.map(|(shard, said)| {
        session.remark(format!("note: part {} of {}, as `{said}` says", shard.index, shard.of));
        shard
    }))
}

/// Refuses a loop whose core holds a question that was withdrawn.
fn in_good_repair(base: &Kit, bank: &Bank, session: &mut Session) -> Result<(), Exit> {
    let gone = pipeline::withdrawn(base, bank);
    let core: Vec<String> = gone
        .iter()
        .filter(|(slot, _)| slot.core)
        .map(|(slot, status)| format!("`{}` is {}", slot.question.id, status.as_str()))
        .collect();
    if core.is_empty() {
        return Ok(());
    }
    let message = format!("the core of the loop holds withdrawn questions: {}", list(&core, "and"));
    let finding =
        Diagnostic::new(&codes::OTHER_LOOP, message).in_file(format!("kits/{}/loop/kit.json", base.req));
    let help = format!("`panelkit reissue {}` puts others in their place", base.req);
    Err(session.sink.report(finding.help(help)).into())
}

/// Parts of a roster run side by side; everything else on a req runs alone.
fn lock(req: &Path, shard: Option<Shard>, dry: bool, session: &Session) -> Result<Option<Lock>, Exit> {
    match (dry, shard) {
        (true, _) => Ok(None),
        (false, None) => generate::lock(req, session).map(Some),
        (false, Some(_)) => Ok(Some(Lock::share(&session.target(req)?)?)),
    }
}

struct Run<'a> {
    args: &'a Args,
    session: &'a mut Session,
    role: &'a RoleSpec,
    bank: &'a Bank,
    base: &'a Kit,
    shard: Option<Shard>,
    folder: PathBuf,
}

/// Where kits come from.
struct Source<'p> {
    mode: IssueMode,
    parallels: &'p mut Parallels,
}

impl Run<'_> {
    fn issue(mut self, roster: &[Candidate]) -> Result<(), Exit> {
        let shard = self.shard.unwrap_or(Shard { index: 1, of: 1 });
        let mine: Vec<&Candidate> =
            roster.iter().enumerate().filter(|(n, _)| shard.has(*n)).map(|(_, c)| c).collect();
        let mut roll = match self.shard {
            // A part looks at its own candidates alone: the others are being issued elsewhere.
            Some(_) => Roll::default(),
            None => roll_of(self.session, &self.args.req, self.base)?,
        };
        self.one_interview(&roll)?;
        self.complete(&roll);
        let mode = self.mode(&roll)?;
        if self.args.dry_run {
            let mut new = Vec::new();
            for candidate in &mine {
                if kit_in(&self.folder.join(candidate.id.as_str()))?.is_none() {
                    new.push(candidate.id.as_str());
                }
            }
            let named =
                if (1..=10).contains(&new.len()) { format!(" ({})", new.join(", ")) } else { String::new() };
            self.session.say(format!(
                "would issue {}{named}; {} asked for have theirs already",
                count(new.len(), "kit"),
                mine.len() - new.len()
            ));
            return Ok(());
        }
        let (role, bank) = (self.role.clone(), self.bank.clone());
        let mut parallels = Parallels::new(role, bank, self.base.clone());
        parallels.after(&roll);
        if self.args.looks.templates.is_some() {
            // A template that fails is told before anything is issued.
            let certificate = parallels.certificate(&roll);
            self.args.looks.renderer()?.render(&Document::Certificate(&certificate), Format::Markdown)?;
        }
        let source = Source { mode, parallels: &mut parallels };
        let tally = self.batch(&mine, source, &mut roll)?;
        tally.tell(&self.args.req, &self.folder, mine.len(), &parallels, self.session);
        if self.shard.is_some() {
            self.session.tell("the certificate is not written by a part: `panelkit certificate` writes it when all are issued");
        } else {
            roll.sort();
            parallels.after(&roll);
            let formats = formats(&self.args.format);
            certificate::write(&roll, &parallels, &formats, &self.args.looks, self.session)?;
        }
        if tally.without.is_empty() { Ok(()) } else { Err(Exit::NoLoop) }
    }

    /// Refuses to go on when the kits issued so far are another interview than the loop is now. What
    /// differs because a core question was withdrawn is no obstacle: the certificate tells.
    fn one_interview(&mut self, roll: &Roll) -> Result<(), Exit> {
        let core: Vec<&str> = self.base.slots().filter(|s| s.core).map(|s| s.question.id.as_str()).collect();
        let mended = self.base.issue.is_some();
        let other = roll.kits.iter().find(|kit| {
            let only_core = kit.breaks.iter().all(|b| b.core_question);
            !(kit.breaks.is_empty() || only_core && mended)
        });
        let Some(kit) = other else { return Ok(()) };
        let message = format!(
            "candidate `{}` was issued another interview than the loop is now: {}",
            kit.candidate,
            kit.breaks.iter().map(|b| b.what.as_str()).collect::<Vec<_>>().join("; ")
        );
        let finding = Diagnostic::new(&codes::OTHER_LOOP, message)
            .in_file(format!("kits/{}/loop/kit.json", self.base.req))
            .help("take the loop back from version control, or open a new req for the candidates to come")
            .help(format!("core of the loop now: {}", core.join(", ")));
        Err(self.session.sink.report(finding).into())
    }

    /// Says so when a kit that others were issued after is gone.
    fn complete(&self, roll: &Roll) {
        let here: BTreeSet<&String> = roll.all().map(|kit| &kit.digest).collect();
        let gone = roll.all().filter(|kit| kit.issue.after.iter().any(|digest| !here.contains(digest)));
        if let Some(first) = gone.map(|kit| &kit.candidate).next() {
            self.session.remark(format!(
                "note: a kit that `{first}` was issued after is gone, so `verify` cannot draw that one again; take its folder back from version control if you can"
            ));
        }
    }

    fn mode(&self, roll: &Roll) -> Result<IssueMode, Exit> {
        let before = roll.kits.last().map(|k| k.issue.mode);
        let mode = match (self.args.mode, self.shard) {
            (Some(ModeArg::Balanced), Some(_)) => {
                return Err(Exit::Usage(
                    "a part of a roster cannot be balanced: a balanced kit depends on those before it\n  = help: `--mode stable`, or issue the roster in one run".to_owned(),
                ));
            }
            (Some(mode), _) => mode.mode(),
            (None, Some(_)) => IssueMode::Stable,
            (None, None) => before.unwrap_or(IssueMode::Balanced),
        };
        if before.is_some_and(|before| before != mode) {
            self.session.remark(
                "note: the kits before were drawn in another mode; exposure counts them all the same",
            );
        }
        Ok(mode)
    }

    /// Issues kits to those who have none, and gives the others the pages that they lack.
    fn batch(&mut self, mine: &[&Candidate], source: Source<'_>, roll: &mut Roll) -> Result<Tally, Exit> {
        let renderer = self.args.looks.renderer()?;
        let formats = formats(&self.args.format);
        let made = self.args.looks.made(None)?;
        let scorecards = !self.args.no_scorecards;
        let style = Style { renderer: &renderer, formats: &formats, scorecards, made };
        let progress = Progress::new("issued", mine.len(), self.session);
        // What happens here, where jobs are made, and what there, where they are done.
        let (mut here, mut there) = (Tally::default(), Tally::default());
        let mut next = 0;
        let folder = self.folder.clone();
        let target = self.session.target(&folder)?;
        let stable = source.parallels.clone();
        let draw = |candidate: &str| stable.stable(candidate).map(|made| (made.kit, made.proven));
        let session = &mut *self.session;
        let jobs = || {
            while let Some(candidate) = mine.get(next).copied() {
                next += 1;
                let home = folder.join(candidate.id.as_str());
                let mut file = kit_in(&home)?;
                let known = candidate_in(&session.workspace, &home, &mut session.sink)?;
                let other = candidate.name.is_some() && known.name != candidate.name;
                let name = known.name.clone().or_else(|| candidate.name.clone());
                if file.is_none()
                    && let Err(exit) = lost(&home, known.held.as_deref())
                {
                    // Another run of this part may have made the folder just now, complete.
                    file = Some(kit_in(&home)?.ok_or(exit)?);
                }
                if let Some(file) = file {
                    if other {
                        here.renamed.push(candidate.id.to_string());
                    }
                    here.unchanged += 1;
                    if let Some(kit) = gaps(&file, &home, &style, session)? {
                        return Ok(Some(Job { candidate, name, task: Task::Fill(Box::new(kit)) }));
                    }
                    progress.step();
                    continue;
                }
                if source.mode == IssueMode::Stable {
                    return Ok(Some(Job { candidate, name, task: Task::Draw }));
                }
                let Some(made) = source.parallels.next(candidate.id.as_str()) else {
                    here.without.push(candidate.id.to_string());
                    progress.step();
                    continue;
                };
                here.over += usize::from(made.over);
                here.unproven += usize::from(!made.proven);
                return Ok(Some(Job { candidate, name, task: Task::Write(Box::new(made.kit)) }));
            }
            Ok(None)
        };
        let done = |done: Done| {
            there.unproven += usize::from(!done.proven);
            if !done.missing.is_empty() {
                there.unprintable.get_or_insert_with(|| done.candidate.clone());
            }
            there.missing.extend(done.missing);
            match done.kit {
                Some(kit) if done.new => {
                    there.issued += 1;
                    roll.add(&kit, self.base, None);
                }
                Some(_) => there.filled += 1,
                None => there.without.push(done.candidate),
            }
            Ok(())
        };
        let result = batch::run(&target, &style, &draw, jobs, done, &progress);
        progress.end();
        there.over = here.over;
        there.unproven += here.unproven;
        there.unchanged = here.unchanged;
        there.without.extend(here.without);
        there.renamed = here.renamed;
        result.map(|()| there)
    }
}

/// The kit in `file` when pages that were asked for are missing beside it.
fn gaps(file: &Path, home: &Path, style: &Style<'_>, session: &mut Session) -> Result<Option<Kit>, Exit> {
    if style.formats.is_empty() {
        return Ok(None);
    }
    let kit = read_kit(session, file)?;
    let mut missing = false;
    for name in batch::names(&kit, style) {
        missing |= bytes_of(&home.join(name))?.is_none();
    }
    Ok(missing.then_some(kit))
}
