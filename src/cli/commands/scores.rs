//! `scores`: which forms are in, and which are missing.

use panelkit::app::scores::{AskScores, scores};

use crate::cli::clock::today;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};
use crate::cli::words;

/// Arguments of `scores`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = AskScores { req: args.req.clone(), today: today()? };
    let found = scores(&request, &mut session.call())?;
    session.show(&found, args.outcome, words::scores);
    Ok(())
}
