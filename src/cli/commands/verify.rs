//! `verify`: checks that kits are unaltered and that their inputs and seed still give them.

use panelkit::app::verify::{Verify, verify};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{LooksArgs, OutcomeArg};
use crate::cli::words;

/// Arguments of `verify`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Reqs or kit files; default: every req of the workspace
    #[arg(value_name = "REQ|KIT.json")]
    targets: Vec<String>,
    #[command(flatten)]
    looks: LooksArgs,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Verify { targets: args.targets.clone(), looks: args.looks.looks() };
    let found = verify(&request, &mut session.call())?;
    let findings = session.sink.errors() > 0;
    session.show(&found, args.outcome, |found, session| words::verification(found, findings, session));
    match found.differs() {
        true => Err(Exit::Difference),
        false if findings => Err(Exit::Findings),
        false => Ok(()),
    }
}
