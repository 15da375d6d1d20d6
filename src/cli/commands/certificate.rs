//! `certificate`: what the kits of a req have in common, in writing.

use panelkit::app::certificate::{CertificateOf, certificate};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{FormatArg, LooksArgs, ReportArg, formats, id};
use crate::cli::words;

/// Arguments of `certificate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// Formats to write in addition to equivalence.json
    #[arg(long, value_name = "LIST", value_delimiter = ',', default_value = "md,pdf")]
    format: Vec<FormatArg>,
    #[command(flatten)]
    looks: LooksArgs,
    #[command(flatten)]
    pub(crate) report: ReportArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request =
        CertificateOf { req: args.req.clone(), formats: formats(&args.format), looks: args.looks.looks() };
    let certified = certificate(&request, &mut session.call())?;
    words::certified(&certified, session);
    session.outcome(&certified);
    Ok(())
}
