//! `bank retire` and `bank compromise`: withdraw a question, so that no new kit asks it.

use panelkit::app::bank::withdraw::{Withdrawn, withdraw};
use panelkit::model::Status;
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `bank retire` and `bank compromise`.
#[derive(Debug, clap::Args)]
pub(super) struct Withdraw {
    /// Id of the question
    question: String,
    /// The bank; default: all banks
    #[arg(value_parser = id)]
    bank: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Withdraw {
    pub(super) fn run(&self, status: Status, session: &mut Session) -> Result<(), Exit> {
        let gone = withdraw(&self.question, self.bank.as_deref(), status, &mut session.call())?;
        session.show(&gone, self.outcome, |it, session| {
            let Withdrawn { place, question, status, .. } = it;
            let now = if it.already { "already" } else { "now" };
            session.tell(format!("{place}: `{question}` is {status} {now}"));
            for (req, kits) in &it.kits {
                session.tell(format!(
                    "{req}: {} with this question; `panelkit reissue {req}` repairs those whose interviews have not been held yet",
                    count(*kits, "kit")
                ));
            }
        });
        Ok(())
    }
}
