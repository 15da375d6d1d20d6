//! `bank show`: one question.

use panelkit::app::bank;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, OutcomeFormat, id};
use crate::cli::words;

/// Arguments of `bank show`.
#[derive(Debug, clap::Args)]
pub(super) struct Show {
    /// Id of the question
    question: String,
    /// The bank; default: all banks
    #[arg(value_parser = id)]
    bank: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Show {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let (_, question) = bank::find(&self.question, self.bank.as_deref(), &mut session.call())?;
        match self.outcome.format {
            OutcomeFormat::Json => session.json(&words::whole_question(&question)),
            OutcomeFormat::Human => words::question(&question, session),
        }
        Ok(())
    }
}
