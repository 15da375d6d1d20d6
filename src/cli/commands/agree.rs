//! `agree`: records the rating that the panel agreed on.

use panelkit::app::agree::{Agree, agree};

use crate::cli::clock::today;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{CandidateArg, OutcomeArg, reason};
use crate::cli::words;

/// Arguments of `agree`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    of: CandidateArg,
    /// The slot, as in `technical-depth.1`
    #[arg(long, value_name = "SLOT")]
    slot: String,
    /// The rating that the panel agreed on
    #[arg(long, value_name = "N")]
    rating: u8,
    /// Why, in one line
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    why: String,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Agree {
        req: args.of.req.clone(),
        candidate: args.of.candidate.clone(),
        slot: args.slot.clone(),
        rating: args.rating,
        why: args.why.clone(),
        today: today()?,
    };
    let found = agree(&request, &mut session.call())?;
    session.show(&found, args.outcome, words::agreed);
    words::agreed_early(&found, session);
    Ok(())
}
