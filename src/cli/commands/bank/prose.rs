//! `bank prose`: how easy each question is to follow, and how long it takes.

use panelkit::app::bank::{self, Reads};
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id};

/// Arguments of `bank prose`.
#[derive(Debug, clap::Args)]
pub(super) struct Prose {
    /// The bank; may be left out if there is only one
    #[arg(value_parser = id)]
    bank: Option<String>,
    /// Show only questions that are hard to follow by ear or take longer than the bank allows
    #[arg(long)]
    wrong: bool,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Prose {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let mut found = bank::prose(self.bank.as_deref(), &mut session.call())?;
        let all = found.len();
        let wrong = found.iter().filter(|it| it.hard || it.long).count();
        found.retain(|it| !self.wrong || it.hard || it.long);
        session.show(&found, self.outcome, |it, session| reads(it, wrong, all, session));
        Ok(())
    }
}

fn reads(found: &Vec<Reads>, wrong: usize, all: usize, session: &Session) {
    let width = found.iter().map(|it| it.question.len()).max().unwrap_or(0);
    session.tell(format!("{:width$}  words  ease  spoken  minutes", "question"));
    for it in found {
        let hard = it.hard.then_some("hard to follow by ear");
        let notes: Vec<&str> =
            hard.into_iter().chain(it.long.then_some("takes longer than the bank allows")).collect();
        let Reads { question, words, ease, spoken, minutes, .. } = it;
        let line = format!(
            "{question:width$}  {words:>5}  {ease:>4.0}  {spoken:>6.1}  {minutes:>7}  {}",
            notes.join(", ")
        );
        session.say(line.trim_end());
    }
    session.tell(format!("{wrong} of {} need attention", count(all, "question")));
}
