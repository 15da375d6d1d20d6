//! `explain`: what a finding means, or why a question was drawn.

use std::path::PathBuf;

use panelkit::app::explain::{Explain, explain};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::OutcomeArg;
use crate::cli::words;

/// Arguments of `explain`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Name of a finding, such as `unknown-depth`, or id of a question
    #[arg(value_name = "CODE|QUESTION")]
    what: String,
    /// The kit that holds the question
    #[arg(long, value_name = "KIT.json")]
    kit: Option<PathBuf>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Explain { what: args.what.clone(), kit: args.kit.clone() };
    let found = explain(&request, &mut session.call())?;
    session.show(&found, args.outcome, words::explanation);
    Ok(())
}
