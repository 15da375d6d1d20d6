//! `generate`: the loop of a req.

use std::path::PathBuf;

use panelkit::app::Intent;
use panelkit::app::generate::{Generate, prepare};
use panelkit::render::Layout;
use panelkit::store::Looks;
use serde_json::json;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{PagesArgs, id, one_line};
use crate::cli::words;

/// Arguments of `generate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening); its role spec is `kits/REQ/role.yaml`
    #[arg(value_parser = id)]
    req: String,
    /// Seed of the draw; default: the seed of the loop on disk or, if there is none, the id of the req
    #[arg(long, value_name = "TEXT", value_parser = one_line)]
    seed: Option<String>,
    /// Draw all questions anew; without this, as many questions of the loop on disk as possible stay
    #[arg(long)]
    fresh: bool,
    /// Write the Markdown as one file for each round, `kit--ROUND.md`, and `kit.md` without the rounds
    #[arg(long)]
    split: bool,
    /// Folder for the files; default: `kits/REQ/loop`
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Replace a loop on disk that differs, and pages that were changed by hand; the old files move to `history`
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    pub(crate) pages: PagesArgs,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Generate {
        req: args.req.clone(),
        seed: args.seed.clone(),
        fresh: args.fresh,
        formats: args.pages.formats(),
        out: args.out.clone(),
        force: args.force,
        looks: Looks { layout: Layout { split: args.split, ..Layout::default() }, ..args.pages.looks() },
        ..Generate::default()
    };
    let intent = if args.dry_run { Intent::Preview } else { Intent::Write };
    let draft = prepare(request, intent, &mut session.call())?;
    session.outcome(&json!({ "plan": &draft.plan, "written": null }));
    if words::refused_loop(&draft.plan, args.dry_run, session) {
        return if args.dry_run { Ok(()) } else { Err(Exit::Findings) };
    }
    words::loop_plan(&draft.plan, args.dry_run, session);
    let written = match args.dry_run {
        true => draft.preview(&mut session.call())?,
        false => draft.commit(&mut session.call())?,
    };
    words::loop_written(&args.req, &written, args.dry_run, session);
    session.outcome(&json!({ "plan": &draft.plan, "written": &written }));
    Ok(())
}
