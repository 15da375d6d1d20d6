//! `scorecards`: a pack for each round and interviewer.

use std::path::PathBuf;

use panelkit::app::scorecards::{Scorecards, Whose, scorecards};
use panelkit::render::{Layout, TEXT_SIZES};
use panelkit::store::Looks;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{PagesArgs, id, name};
use crate::cli::words;

/// Arguments of `scorecards`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// The candidate whose kit to use, or `all`; default: the kit of the loop
    #[arg(long, value_name = "ID|all", value_parser = id)]
    candidate: Option<String>,
    /// Only this round
    #[arg(long, value_name = "ROUND")]
    round: Option<String>,
    /// Only this interviewer
    #[arg(long, value_name = "NAME")]
    interviewer: Option<String>,
    /// Another person who takes this seat for this candidate; recorded in `candidate.yaml`
    #[arg(long = "as", value_name = "NAME", requires = "candidate", value_parser = name)]
    by: Option<String>,
    /// One page for each question instead of two, for people who type
    #[arg(long)]
    compact: bool,
    /// Large print: the size of running text in points, 12, 16 or 18
    #[arg(long, value_name = "POINTS", value_parser = text_size)]
    text_size: Option<u8>,
    /// Leave out the fields that a PDF program can fill in
    #[arg(long)]
    flat: bool,
    /// Write all packs to this one PDF for printing, without fields, and no other file
    #[arg(long, value_name = "OUT.pdf", conflicts_with = "by")]
    merge: Option<PathBuf>,
    /// Replace forms that people have written on; the old forms move to `history`
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    pub(crate) pages: PagesArgs,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let whose = match args.candidate.as_deref() {
        None => Whose::Loop,
        Some("all") if args.by.is_none() => Whose::All,
        Some(candidate) => Whose::Candidate(candidate.to_owned()),
    };
    let layout = Layout {
        compact: args.compact,
        text_size: args.text_size.unwrap_or_default(),
        flat: args.flat,
        split: false,
    };
    let request = Scorecards {
        req: args.req.clone(),
        whose,
        round: args.round.clone(),
        interviewer: args.interviewer.clone(),
        by: args.by.clone(),
        formats: args.pages.formats(),
        force: args.force,
        merge: args.merge.clone(),
        looks: Looks { layout, ..args.pages.looks() },
    };
    let made = scorecards(&request, &mut session.call())?;
    words::packs(&made, &args.req, session);
    session.outcome(&made);
    Ok(())
}

/// Reads a size of text.
fn text_size(text: &str) -> Result<u8, String> {
    let size = text.parse().ok().filter(|size| TEXT_SIZES.contains(size));
    size.ok_or_else(|| "write 12, 16 or 18; without `--text-size`, text has 10 points".to_owned())
}
