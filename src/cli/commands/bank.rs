//! `bank`: looking into a bank, and writing in it.

mod duplicates;
mod fmt;
mod import;
mod list;
mod new_question;
mod prose;
mod show;
mod stats;
mod withdraw;

use clap::Subcommand;
use panelkit::model::Status;

use crate::cli::exit::Exit;
use crate::cli::session::Session;

/// Arguments of `bank`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    command: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// How much it holds by competency and depth, and how many candidates it serves
    Stats(stats::Stats),
    /// List questions, one a line
    List(list::List),
    /// Print one question
    Show(show::Show),
    /// Begin a question: a draft at the end of its competency's file
    NewQuestion(new_question::New),
    /// Make drafts of questions in another format, and list what is missing
    Import(import::Import),
    /// Lay out question files: order of keys, blank lines; comments stay
    Fmt(fmt::Fmt),
    /// List questions and anchors that say the same
    Duplicates(duplicates::Duplicates),
    /// Say how each question reads, and how long it takes to ask and answer
    Prose(prose::Prose),
    /// Withdraw a question: it is not drawn any more
    Retire(withdraw::Withdraw),
    /// Withdraw a question that candidates know
    Compromise(withdraw::Withdraw),
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    match &args.command {
        What::Stats(args) => args.run(session),
        What::List(args) => args.run(session),
        What::Show(args) => args.run(session),
        What::Duplicates(args) => args.run(session),
        What::Prose(args) => args.run(session),
        What::NewQuestion(args) => args.run(session),
        What::Import(args) => args.run(session),
        What::Fmt(args) => args.run(session),
        What::Retire(args) => args.run(Status::Retired, session),
        What::Compromise(args) => args.run(Status::Compromised, session),
    }
}
