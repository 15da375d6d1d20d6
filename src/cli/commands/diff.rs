//! `diff`: two kits, slot by slot.

use std::path::PathBuf;

use panelkit::app::diff::diff;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::OutcomeArg;
use crate::cli::words;

/// Arguments of `diff`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The first kit
    #[arg(value_name = "KIT.json")]
    first: PathBuf,
    /// The second kit
    #[arg(value_name = "KIT.json")]
    second: PathBuf,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let found = diff(&args.first, &args.second, &mut session.call())?;
    session.show(&found, args.outcome, words::comparison);
    Ok(())
}
