//! `scorecards`: a form for each round and interviewer.

use panelkit::app::scorecards::{Scorecards, scorecards};
use panelkit::text::count;

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
    /// The candidate whose kit to use; default: the kit of the loop
    #[arg(long, value_name = "ID", value_parser = id)]
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
    /// Replace forms that people have written on; the old forms move to `history`
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    pub(crate) pages: PagesArgs,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Scorecards {
        req: args.req.clone(),
        candidate: args.candidate.clone(),
        round: args.round.clone(),
        interviewer: args.interviewer.clone(),
        by: args.by.clone(),
        formats: args.pages.formats(),
        force: args.force,
        looks: args.pages.looks(),
    };
    let forms = scorecards(&request, &mut session.call())?;
    if let Some(seat) = &forms.seat {
        words::seat(seat, session);
    }
    words::changed(&forms.change, false, session);
    for name in &forms.files {
        session.tell(format!("{}/{name}", forms.change.folder));
    }
    session.detail(format!("{}, {}", count(forms.forms, "form"), count(forms.files.len(), "file")));
    session.outcome(&forms);
    Ok(())
}
