//! `reissue`: replaces withdrawn questions in the kits of interviews that have not been held yet, or one question
//! that a single candidate knows.

use panelkit::app::Intent;
use panelkit::app::reissue::{Known, Reissue, prepare};
use serde_json::json;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{LooksArgs, ReportArg, id};
use crate::cli::words;

/// Arguments of `reissue`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// The candidate who knows a question; without `--slot`, lists this candidate's slots and questions
    #[arg(long, value_name = "ID", value_parser = id)]
    candidate: Option<String>,
    /// The slot of the question that the candidate knows, as in `technical-depth.2`
    #[arg(long, value_name = "SLOT", requires = "candidate")]
    slot: Option<String>,
    /// The question that takes its place; default: the one that fits and was used least
    #[arg(long = "for", value_name = "QUESTION", requires = "slot")]
    by: Option<String>,
    /// Show what would change, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    looks: LooksArgs,
    #[command(flatten)]
    pub(crate) report: ReportArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let known = args.candidate.as_ref().map(|candidate| Known {
        candidate: candidate.clone(),
        slot: args.slot.clone(),
        by: args.by.clone(),
    });
    let request = Reissue { req: args.req.clone(), known, looks: args.looks.looks() };
    let intent = if args.dry_run { Intent::Preview } else { Intent::Write };
    let draft = prepare(request, intent, &mut session.call())?;
    match (&args.slot, draft.plan.repairs.is_empty()) {
        (Some(slot), true) => session.tell(format!("nothing to do: the question is in {slot} already")),
        _ => words::repair_plan(&draft.plan, args.dry_run, session),
    }
    let repaired = match args.dry_run {
        true => draft.preview(&mut session.call())?,
        false => draft.commit(&mut session.call())?,
    };
    words::repaired(&repaired, args.dry_run, session);
    session.outcome(&json!({ "plan": &draft.plan, "written": &repaired }));
    Ok(())
}
