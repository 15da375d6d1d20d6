//! `certificate`: what the kits of a req have in common, in writing.

use panelkit::app::certificate::{CertificateOf, certificate};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{PagesArgs, id};
use crate::cli::words;

/// Arguments of `certificate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    #[command(flatten)]
    pub(crate) pages: PagesArgs,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request =
        CertificateOf { req: args.req.clone(), formats: args.pages.formats(), looks: args.pages.looks() };
    let certified = certificate(&request, &mut session.call())?;
    words::certified(&certified, session);
    session.outcome(&certified);
    Ok(())
}
