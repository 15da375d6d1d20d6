//! `debrief`: what the scores of an opening say.

use clap::ValueEnum;
use panelkit::app::debrief::{AskDebrief, debrief, rows};
use panelkit::store::Fault;
use panelkit::text::csv_row;

use crate::cli::clock::today;
use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{ScorePagesArgs, id, pages};
use crate::cli::words;

/// Arguments of `debrief`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// Only rounds of the stages up to and including this one [default: all rounds]
    #[arg(long, value_name = "STAGE")]
    stage: Option<String>,
    /// Show only these candidates; the others still count for the error and for who is close to the first
    #[arg(long, value_name = "ID", num_args = 1.., value_parser = id)]
    candidate: Vec<String>,
    /// How to show the result, or which files to write [default: human; with --form: md,pdf]
    #[arg(long, value_name = "LIST", value_delimiter = ',')]
    format: Vec<DebriefFormat>,
    /// Also count the ratings of each interviewer: data about employees, never on a candidate's page
    #[arg(long)]
    raters: bool,
    /// Also show scores of candidates whose forms are not all in, and record that in their logs
    #[arg(long)]
    partial: bool,
    /// Make the form for the meeting: competencies by interviewers, with room for what is agreed
    #[arg(long, conflicts_with_all = ["raters", "partial"])]
    form: bool,
    #[command(flatten)]
    pub(crate) pages: ScorePagesArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum DebriefFormat {
    /// For the terminal
    Human,
    /// For programs, on standard output
    Json,
    /// For spreadsheets, on standard output: a row for each candidate and must-have
    Csv,
    /// The file debrief.md
    Md,
    /// The file debrief.pdf
    Pdf,
    /// The file debrief.html
    Html,
    /// The file debrief.xlsx
    Xlsx,
}

impl Args {
    fn formats(&self) -> Vec<DebriefFormat> {
        match (self.format.is_empty(), self.form) {
            (true, true) => vec![DebriefFormat::Md, DebriefFormat::Pdf],
            (true, false) => vec![DebriefFormat::Human],
            _ => self.format.clone(),
        }
    }

    /// What goes to standard output; `None` if only files are written.
    fn shown(&self) -> Result<Option<DebriefFormat>, Exit> {
        use DebriefFormat::{Csv, Human, Json, Xlsx};
        let formats = self.formats();
        let mut shown: Vec<DebriefFormat> =
            formats.iter().copied().filter(|format| [Human, Json, Csv].contains(format)).collect();
        shown.dedup();
        if shown.len() > 1 {
            let message =
                "`human`, `json` and `csv` all go to standard output\n  = help: ask for one of them";
            return Err(Fault::Request(message.to_owned()).into());
        }
        if self.form && (!shown.is_empty() || formats.contains(&Xlsx)) {
            let message =
                "the group form is a page\n  = help: use `--format md`, `pdf` or `html` with `--form`";
            return Err(Fault::Request(message.to_owned()).into());
        }
        Ok(shown.first().copied())
    }
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let (formats, shown) = (args.formats(), args.shown()?);
    let request = AskDebrief {
        req: args.req.clone(),
        stage: args.stage.clone(),
        candidates: args.candidate.clone(),
        raters: args.raters,
        partial: args.partial,
        formats: pages(&formats, DebriefFormat::Md, DebriefFormat::Pdf, DebriefFormat::Html),
        workbook: formats.contains(&DebriefFormat::Xlsx),
        form: args.form,
        force: args.pages.force,
        today: today()?,
        looks: args.pages.looks.looks(),
    };
    let found = debrief(&request, &mut session.call())?;
    match shown {
        Some(DebriefFormat::Json) => session.json(&found.debrief),
        Some(DebriefFormat::Csv) => {
            words::partial(&found, session);
            session.print(&rows(&found.debrief, None).iter().map(|row| csv_row(row)).collect::<String>());
        }
        Some(_) => words::debrief(&found, session),
        None => words::partial(&found, session),
    }
    words::debrief_files(&found, session);
    session.outcome(&found);
    Ok(())
}
