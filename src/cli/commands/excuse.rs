//! `excuse`: records that a form will not come.

use panelkit::app::excuse::{Excuse, excuse};

use crate::cli::clock::today;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{CandidateArg, OutcomeArg, reason};
use crate::cli::words;

/// Arguments of `excuse`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    of: CandidateArg,
    /// The round
    #[arg(long, value_name = "ROUND")]
    round: String,
    /// The interviewer; default: all interviewers of the round
    #[arg(long, value_name = "NAME")]
    interviewer: Option<String>,
    /// Why the form will not come; printed on records
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    why: String,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Excuse {
        req: args.of.req.clone(),
        candidate: args.of.candidate.clone(),
        round: args.round.clone(),
        interviewer: args.interviewer.clone(),
        why: args.why.clone(),
        today: today()?,
    };
    let found = excuse(&request, &mut session.call())?;
    session.show(&found, args.outcome, words::excused);
    Ok(())
}
