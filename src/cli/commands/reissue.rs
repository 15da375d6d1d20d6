//! `reissue`: replaces withdrawn questions in the kits of interviews that have not been held yet.

use panelkit::app::Intent;
use panelkit::app::reissue::{Reissue, prepare};
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
    /// Show what would change, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    #[command(flatten)]
    looks: LooksArgs,
    #[command(flatten)]
    pub(crate) report: ReportArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Reissue { req: args.req.clone(), looks: args.looks.looks() };
    let intent = if args.dry_run { Intent::Preview } else { Intent::Write };
    let draft = prepare(request, intent, &mut session.call())?;
    words::repair_plan(&draft.plan, args.dry_run, session);
    let repaired = match args.dry_run {
        true => draft.preview(&mut session.call())?,
        false => draft.commit(&mut session.call())?,
    };
    words::repaired(&repaired, args.dry_run, session);
    session.outcome(&json!({ "plan": &draft.plan, "written": &repaired }));
    Ok(())
}
