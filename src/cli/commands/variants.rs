//! `variants`: a kit for each candidate, parallel to the loop's.

use panelkit::app::Intent;
use panelkit::app::roster::Roster;
use panelkit::app::shard::{self, Shard};
use panelkit::app::variants::{IssueKits, prepare};
use panelkit::load::RosterColumns;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{ModeArg, PagesArgs, id};
use crate::cli::words;

/// Arguments of `variants`.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("who").required(true))]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// A roster (a CSV, TSV, XLSX or ODS file with ids and names of candidates), or ids of candidates
    #[arg(long, value_name = "FILE|ID", num_args = 1.., group = "who")]
    candidates: Vec<String>,
    /// The column of the roster with the ids, if its name does not show it
    #[arg(long, value_name = "NAME", conflicts_with = "count")]
    id_column: Option<String>,
    /// The column of the roster with the names; may be repeated, for first and last name
    #[arg(long, value_name = "NAME", conflicts_with = "count")]
    name_column: Vec<String>,
    /// This many candidates, called `candidate-0001` and so on
    #[arg(long, value_name = "N", group = "who", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    count: Option<u32>,
    /// Leave out the forms for interviewers
    #[arg(long)]
    no_scorecards: bool,
    /// How to draw: `balanced` uses all questions as evenly as possible; `stable` depends only on the candidate's
    /// id and the seed
    #[arg(long, value_name = "MODE")]
    mode: Option<ModeArg>,
    /// Issue only part I of N of the roster, so that several machines can share the work; by default the part is
    /// taken from a Slurm array or a Kubernetes Indexed Job, if there is one
    #[arg(long, value_name = "I/N", value_parser = shard::parse)]
    shard: Option<Shard>,
    /// Show what would be issued, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    pub(crate) pages: PagesArgs,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = IssueKits {
        req: args.req.clone(),
        roster: args.count.map_or_else(|| Roster::Named(args.candidates.clone()), Roster::Numbered),
        columns: RosterColumns { id: args.id_column.clone(), names: args.name_column.clone() },
        formats: args.pages.formats(),
        scorecards: !args.no_scorecards,
        mode: args.mode.map(ModeArg::mode),
        shard: part(args, session)?,
        looks: args.pages.looks(),
    };
    let intent = if args.dry_run { Intent::Preview } else { Intent::Write };
    let draft = prepare(request, intent, &mut session.call())?;
    if let Some((plan, written)) = &draft.made_loop {
        words::loop_plan(plan, false, session);
        words::loop_written(&args.req, written, false, session);
    }
    if let Some(read) = &draft.read {
        words::roster_read(read, session);
    }
    words::issue_notes(&draft.notes, session);
    if args.dry_run {
        let preview = draft.preview()?;
        words::preview(&preview, session);
        session.outcome(&preview);
        return Ok(());
    }
    let issued = draft.commit(&mut session.call())?;
    words::issued(&args.req, &issued, session);
    session.outcome(&issued);
    if issued.without.is_empty() { Ok(()) } else { Err(Exit::NoKit) }
}

/// The part of the roster to issue: the one on the command line, or else the one that the environment selects.
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
