//! `bank`: inspecting and editing a bank.

mod duplicates;
mod fmt;
mod import;
mod list;
mod new;
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
    /// Count questions by competency and depth, and show how many candidates the bank is enough for
    Stats(stats::Stats),
    /// List questions, one a line
    List(list::List),
    /// Make a bank of your own, which builds on another one, so that a kit can be made at once
    New(new::New),
    /// Print one question
    Show(show::Show),
    /// Add a draft of a question to the end of its competency's file
    NewQuestion(new_question::New),
    /// Import questions from a spreadsheet, a Markdown page or GIFT, and say what became of every column
    Import(import::Import),
    /// Format question files (order of keys, blank lines); comments are kept
    Fmt(fmt::Fmt),
    /// List questions and anchors that are (nearly) the same
    Duplicates(duplicates::Duplicates),
    /// Show how easy each question is to follow, and how long it takes to ask and answer
    Prose(prose::Prose),
    /// Withdraw a question, so that it is no longer drawn
    Retire(withdraw::Withdraw),
    /// Withdraw a question because candidates know it
    Compromise(withdraw::Withdraw),
    /// Use a question again that was withdrawn
    Activate(withdraw::Withdraw),
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    match &args.command {
        What::Stats(args) => args.run(session),
        What::List(args) => args.run(session),
        What::New(args) => args.run(session),
        What::Show(args) => args.run(session),
        What::Duplicates(args) => args.run(session),
        What::Prose(args) => args.run(session),
        What::NewQuestion(args) => args.run(session),
        What::Import(args) => args.run(session),
        What::Fmt(args) => args.run(session),
        What::Retire(args) => args.run(Status::Retired, session),
        What::Compromise(args) => args.run(Status::Compromised, session),
        What::Activate(args) => args.run(Status::Active, session),
    }
}
