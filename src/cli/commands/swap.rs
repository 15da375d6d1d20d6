//! `swap`: lists the questions that fit a slot of the loop, or puts one of them there.

use panelkit::app::Intent;
use panelkit::app::offers::offers;
use panelkit::app::swap::{Swap, prepare};
use serde_json::json;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{PagesArgs, id, reason};
use crate::cli::words;

/// Arguments of `swap`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// The slot, such as `technical-depth.2`
    slot: String,
    /// Put this question there: pin it in the role spec and make the loop again
    #[arg(long = "for", value_name = "QUESTION", value_parser = id)]
    question: Option<String>,
    /// Why you chose it; printed in the kit
    #[arg(long, value_name = "TEXT", requires = "question", value_parser = reason)]
    why: Option<String>,
    /// Show what would change, and write nothing
    #[arg(long, requires = "question")]
    pub(crate) dry_run: bool,
    /// Replace the loop although candidates have kits; the old files move to `history`
    #[arg(long, requires = "question")]
    force: bool,
    #[command(flatten)]
    pub(crate) pages: PagesArgs,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let Some(question) = args.question.clone() else {
        let found = offers(&args.req, &args.slot, &mut session.call())?;
        words::offers(&args.req, &found, session);
        session.outcome(&found);
        return Ok(());
    };
    let request = Swap {
        req: args.req.clone(),
        slot: args.slot.clone(),
        question,
        why: args.why.clone(),
        formats: args.pages.formats(),
        force: args.force,
        looks: args.pages.looks(),
    };
    let intent = if args.dry_run { Intent::Preview } else { Intent::Write };
    let draft = prepare(request, intent, &mut session.call())?;
    let plan = &draft.made.plan;
    let mut outcome = json!({
        "slot": &draft.slot, "before": &draft.before, "after": &draft.after, "changes": &draft.changes,
        "plan": plan, "written": null,
    });
    session.outcome(&outcome);
    if words::refused_loop(plan, args.dry_run, session) {
        return if args.dry_run { Ok(()) } else { Err(Exit::Findings) };
    }
    words::swapped(&draft, args.dry_run, session);
    let written = match args.dry_run {
        true => draft.preview(&mut session.call())?,
        false => draft.commit(&mut session.call())?,
    };
    words::loop_written(&args.req, &written, args.dry_run, session);
    outcome["written"] = json!(&written);
    session.outcome(&outcome);
    Ok(())
}
