//! `bank retire`, `bank compromise` and `bank activate`: set the status of questions.

use panelkit::app::bank::withdraw::{SetStatus, Withdrawn, set_status};
use panelkit::model::Status;
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `bank retire`, `bank compromise` and `bank activate`.
#[derive(Debug, clap::Args)]
pub(super) struct Withdraw {
    /// Ids of the questions
    #[arg(value_name = "QUESTION", required = true)]
    questions: Vec<String>,
    /// The bank to change; default: the bank that holds the question
    #[arg(long, value_name = "BANK", value_parser = id)]
    bank: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Withdraw {
    pub(super) fn run(&self, status: Status, session: &mut Session) -> Result<(), Exit> {
        let request = SetStatus { questions: self.questions.clone(), bank: self.bank.clone(), status };
        let done = set_status(&request, &mut session.call())?;
        if let Some(bank) = &done.bank {
            session.remark(format!("note: `{bank}` is taken as the bank; `--bank {bank}` says so"));
        }
        session.show(&done.questions, self.outcome, |all, session| {
            all.iter().for_each(|it| human(it, status, session));
        });
        Ok(())
    }
}

fn human(it: &Withdrawn, status: Status, session: &Session) {
    let Withdrawn { place, question, .. } = it;
    let now = if it.already { "already" } else { "now" };
    session.tell(format!("{place}: `{question}` is {} {now}", it.status));
    for (req, kits) in it.kits.iter().filter(|_| status != Status::Active) {
        session.tell(format!(
            "{req}: {} with this question; `panelkit reissue {req}` repairs those whose interviews have not been held yet",
            count(*kits, "kit")
        ));
    }
}
