//! `collect`: reads filled-in scorecards back, and makes the sheet for those on paper.

use std::path::PathBuf;

use panelkit::app::collect::{Collect, collect};
use panelkit::app::sheet::{MakeSheet, make_sheet};

use crate::cli::clock::{now, time, today};
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{ReportArg, id};
use crate::cli::words;

/// Arguments of `collect`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Filled-in forms, folders of forms, or patterns such as `forms/*.pdf`; file names do not matter
    #[arg(value_name = "FILE", required_unless_present = "sheet")]
    files: Vec<PathBuf>,
    /// Count drafts as complete
    #[arg(long)]
    complete: bool,
    /// When the forms became final that do not say it themselves: a day or a time; default: now
    #[arg(long, value_name = "DAY|TIME", value_parser = time)]
    date: Option<String>,
    /// Make an empty sheet for this req, into which paper forms are typed; `collect` reads it back
    #[arg(long, value_name = "REQ", value_parser = id, conflicts_with_all = ["files", "complete", "date"])]
    sheet: Option<String>,
    /// With `--sheet`: only these candidates
    #[arg(long, value_name = "ID", num_args = 1.., value_parser = id, requires = "sheet")]
    candidate: Vec<String>,
    /// With `--sheet`: the file to write, CSV or XLSX; default: CSV on standard output
    #[arg(long, value_name = "FILE.csv|xlsx", requires = "sheet")]
    out: Option<PathBuf>,
    /// Replace complete submissions by different ones (the old ones move to `scores/history`); with `--sheet`, overwrite
    /// the file
    #[arg(long)]
    force: bool,
    #[command(flatten)]
    pub(crate) report: ReportArg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    if let Some(req) = &args.sheet {
        let request = MakeSheet {
            req: req.clone(),
            candidates: args.candidate.clone(),
            out: args.out.clone(),
            force: args.force,
        };
        let made = make_sheet(&request, &mut session.call())?;
        words::sheet(&made, session);
        session.outcome(&made);
        return Ok(());
    }
    let request = Collect {
        files: args.files.clone(),
        complete: args.complete,
        force: args.force,
        time: args.date.clone().map_or_else(now, Ok)?,
        today: today()?,
    };
    let found = collect(&request, &mut session.call())?;
    words::collected(&found, session);
    session.outcome(&found);
    if found.errors.is_empty() { Ok(()) } else { Err(Exit::Findings) }
}
