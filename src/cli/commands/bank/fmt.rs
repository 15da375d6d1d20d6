//! `bank fmt`: formatting of question files.

use panelkit::app::bank::layout::{LaidOut, lay_out};
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `bank fmt`.
#[derive(Debug, clap::Args)]
pub(super) struct Fmt {
    /// The bank; may be left out if there is only one
    #[arg(value_parser = id)]
    bank: Option<String>,
    /// Report what would change, write nothing, and end with status 1 if anything would change
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Fmt {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let laid_out = lay_out(self.bank.as_deref(), !self.check, &mut session.call())?;
        session.show(&laid_out, self.outcome, |it, session| self.human(it, session));
        if self.check && !laid_out.changed.is_empty() { Err(Exit::Findings) } else { Ok(()) }
    }

    fn human(&self, it: &LaidOut, session: &Session) {
        for name in &it.left {
            session.remark(format!("note: {name} is not formatted: formatting would change its meaning"));
        }
        let what = if self.check { "would change" } else { "formatted" };
        it.changed.iter().for_each(|name| session.say(format!("{name}: {what}")));
        let all = count(it.files, "file");
        match (it.changed.len(), self.check) {
            (0, _) => session.tell(format!("{all}, nothing to do")),
            (n, false) => session.tell(format!("{n} of {all} formatted")),
            (_, true) => {}
        }
    }
}
