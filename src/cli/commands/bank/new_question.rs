//! `bank new-question`: a draft at the end of a file.

use panelkit::app::bank::drafts::{self, NewQuestion};

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `bank new-question`.
#[derive(Debug, clap::Args)]
pub(super) struct New {
    /// Id of the question
    #[arg(value_parser = id)]
    question: String,
    /// The competency that it observes
    #[arg(long)]
    competency: String,
    /// The depth of the question
    #[arg(long)]
    depth: String,
    /// Its type
    #[arg(long = "type", value_name = "TYPE", default_value = "situational")]
    kind: String,
    /// The bank; may be left out if there is only one
    #[arg(long, value_name = "BANK", value_parser = id)]
    bank: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl New {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let request = NewQuestion {
            question: self.question.clone(),
            competency: self.competency.clone(),
            depth: self.depth.clone(),
            kind: self.kind.clone(),
            bank: self.bank.clone(),
        };
        let drafted = drafts::new_question(&request, &mut session.call())?;
        session.show(&drafted, self.outcome, |it, session| {
            session.tell(format!("{}: added a draft of `{}` at the end", it.file, it.question));
            session.tell("next: write the question, remove `status: draft`, then run `panelkit check`");
        });
        Ok(())
    }
}
