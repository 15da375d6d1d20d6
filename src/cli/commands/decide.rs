//! `decide`: appends a decision about a candidate.

use clap::ValueEnum;
use panelkit::app::decide::{Decide, decide};
use panelkit::model::{Decision, Outcome};

use crate::cli::clock::{day, today};
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{CandidateArg, OutcomeArg, id, name, reason};
use crate::cli::words;

/// Arguments of `decide`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    of: CandidateArg,
    /// What was decided
    #[arg(long = "outcome", value_name = "OUTCOME")]
    decided: OutcomeWord,
    /// Who decided: one or more names
    #[arg(long, value_name = "NAME", required = true, num_args = 1.., value_parser = name)]
    by: Vec<String>,
    /// Why, in one line
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    why: String,
    /// The round after which the candidate was stopped early
    #[arg(long, value_name = "ROUND", value_parser = id)]
    after: Option<String>,
    /// Why the decision departs from the rule or from the recommendations
    #[arg(long, value_name = "TEXT", value_parser = reason)]
    departs: Option<String>,
    /// The day of the decision, as in `2026-05-21`; default: today
    #[arg(long, value_name = "DAY", value_parser = day)]
    date: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum OutcomeWord {
    /// The candidate gets an offer
    Offer,
    /// The candidate is not selected
    NotSelected,
    /// The candidate withdrew
    Withdrew,
    /// The decision waits
    HeldOver,
    /// The candidate could be appointed, but another one gets the offer
    Appointable,
    /// The candidate is asked next if the offer is declined
    Reserve,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let outcome = match args.decided {
        OutcomeWord::Offer => Outcome::Offer,
        OutcomeWord::NotSelected => Outcome::NotSelected,
        OutcomeWord::Withdrew => Outcome::Withdrew,
        OutcomeWord::HeldOver => Outcome::HeldOver,
        OutcomeWord::Appointable => Outcome::Appointable,
        OutcomeWord::Reserve => Outcome::Reserve,
    };
    let decision = Decision {
        outcome,
        by: args.by.clone(),
        why: args.why.clone(),
        after: args.after.clone(),
        departs: args.departs.clone(),
        date: args.date.clone().map_or_else(today, Ok)?,
    };
    let request = Decide {
        req: args.of.req.clone(),
        candidate: args.of.candidate.clone(),
        decision,
        dated: args.date.is_some(),
    };
    let found = decide(&request, &mut session.call())?;
    session.show(&found, args.outcome, words::decided);
    words::decided_otherwise(&found, session);
    Ok(())
}
