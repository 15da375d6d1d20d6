//! `calibrate`: raters practise on sample answers.

use std::path::PathBuf;

use panelkit::app::calibrate::{ComparePractice, MakePractice, compare_practice, make_practice};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};
use crate::cli::words;

/// Arguments of `calibrate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// The practice sheet to write, CSV or XLSX [default: CSV on standard output]
    #[arg(long, value_name = "SHEET.csv|xlsx", conflicts_with = "read")]
    out: Option<PathBuf>,
    /// Overwrite the file
    #[arg(long, requires = "out")]
    force: bool,
    /// Compare the sheets that raters sent back: files, folders, or patterns such as `back/*.csv`; no rating of a person is
    /// kept or shown
    #[arg(long, value_name = "SHEET", num_args = 1..)]
    read: Vec<PathBuf>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    if args.read.is_empty() {
        let request = MakePractice { req: args.req.clone(), out: args.out.clone(), force: args.force };
        let made = make_practice(&request, &mut session.call())?;
        session.show(&made, args.outcome, words::practice_made);
    } else {
        let request = ComparePractice { req: args.req.clone(), files: args.read.clone() };
        let found = compare_practice(&request, &mut session.call())?;
        session.show(&found, args.outcome, words::practice_compared);
    }
    Ok(())
}
