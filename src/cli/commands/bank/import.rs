//! `bank import`: drafts from questions in another format.

use std::path::PathBuf;

use panelkit::app::bank::drafts::{self, Imported};
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `bank import`.
#[derive(Debug, clap::Args)]
pub(super) struct Import {
    /// A `.csv`, `.md`, `.markdown` or `.gift` file
    file: PathBuf,
    /// The bank; may be left out if there is only one
    #[arg(long, value_name = "BANK", value_parser = id)]
    bank: Option<String>,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Import {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let request = drafts::Import { file: self.file.clone(), bank: self.bank.clone() };
        let imported = drafts::import_file(&request, &mut session.call())?;
        session.show(&imported, self.outcome, human);
        Ok(())
    }
}

fn human(it: &Imported, session: &Session) {
    for draft in &it.drafts {
        let lacks = match draft.missing.as_slice() {
            [] => "complete".to_owned(),
            missing => format!("lacks {}", missing.join(", ")),
        };
        session.say(format!("{}:{}: `{}` {lacks}", it.from, draft.line, draft.question));
    }
    session.tell(format!("{}: {}", it.file, count(it.drafts.len(), "draft")));
    session.tell("next: fill in what is missing and move the questions into the bank's files (files in the folder `drafts` are not read); then run `panelkit check` and `panelkit bank duplicates`");
}
