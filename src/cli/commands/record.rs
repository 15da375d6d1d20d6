//! `record`: decision records.

use clap::ValueEnum;
use panelkit::app::record::{AskRecord, record};
use panelkit::store::Fault;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{ScorePagesArgs, id, pages};
use crate::cli::words;

/// Arguments of `record`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// The record of these candidates [default: the record of the opening]
    #[arg(long, value_name = "ID", num_args = 1.., value_parser = id)]
    candidate: Vec<String>,
    /// What the candidate is entitled to see: their own answers, notes, ratings and reasons
    #[arg(long, requires = "candidate")]
    for_candidate: bool,
    /// Formats to write [default: md,pdf,json; with --for-candidate: md,pdf]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    format: Vec<RecordFormat>,
    #[command(flatten)]
    pub(crate) pages: ScorePagesArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum RecordFormat {
    /// Markdown
    Md,
    /// PDF
    Pdf,
    /// HTML
    Html,
    /// The same as data, for programs
    Json,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    use RecordFormat::{Html, Json, Md, Pdf};
    let formats = match (args.format.is_empty(), args.for_candidate) {
        (true, true) => vec![Md, Pdf],
        (true, false) => vec![Md, Pdf, Json],
        _ => args.format.clone(),
    };
    if args.for_candidate && formats.contains(&Json) {
        let message = "the record for a candidate is a page\n  = help: use `--format md`, `pdf` or `html`";
        return Err(Fault::Request(message.to_owned()).into());
    }
    let request = AskRecord {
        req: args.req.clone(),
        candidates: args.candidate.clone(),
        own: args.for_candidate,
        formats: pages(&formats, Md, Pdf, Html),
        json: formats.contains(&Json),
        force: args.pages.force,
        looks: args.pages.looks.looks(),
    };
    let found = record(&request, &mut session.call())?;
    words::recorded(&found, session);
    session.outcome(&found);
    Ok(())
}
