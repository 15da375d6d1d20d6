//! `diff`: two kits, slot by slot, or the questions that are in both.

use std::path::PathBuf;

use panelkit::app::diff::{Diff, diff};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::OutcomeArg;
use crate::cli::words;

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first kit, or the folder of a candidate
    #[arg(value_name = "KIT.json")]
    first: PathBuf,
    /// The second kit, or the folder of a candidate
    #[arg(value_name = "KIT.json")]
    second: PathBuf,
    /// List the questions that are in both kits: what one candidate could tell the other
    #[arg(long)]
    same: bool,
    /// Print the prompts of the questions too
    #[arg(long)]
    prompts: bool,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Diff { first: args.first.clone(), second: args.second.clone(), prompts: args.prompts };
    let found = diff(&request, &mut session.call())?;
    session.show(&found, args.outcome, if args.same { words::shared } else { words::comparison });
    Ok(())
}
