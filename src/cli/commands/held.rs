//! `held`: records the day of the first round of candidates.

use panelkit::app::held::{self, Held};

use crate::cli::clock::{day, today};
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};
use crate::cli::words;

/// Arguments of `held`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// Ids of the candidates whose first round was held
    #[arg(value_name = "CANDIDATE", required = true, value_parser = id)]
    candidates: Vec<String>,
    /// The day of the first round, as in `2026-05-21`; default: today
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let today = today()?;
    let request = Held {
        req: args.req.clone(),
        candidates: args.candidates.clone(),
        day: args.date.clone().unwrap_or_else(|| today.clone()),
        today,
    };
    let found = held::held(&request, &mut session.call())?;
    session.show(&found, args.outcome, |found, session| words::held(&args.req, found, session));
    words::ahead(&found, session);
    Ok(())
}
