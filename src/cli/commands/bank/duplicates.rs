//! `bank duplicates`: questions and anchors that are (nearly) the same.

use panelkit::app::bank;
use panelkit::lint::{Alike, SIMILAR};
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{OutcomeArg, id, share};

/// Arguments of `bank duplicates`.
#[derive(Debug, clap::Args)]
pub(super) struct Duplicates {
    /// The bank; may be left out if there is only one
    #[arg(value_parser = id)]
    bank: Option<String>,
    /// Report two texts if at least this fraction (0 to 1) of their pairs of neighbouring words is the same
    #[arg(long, value_name = "SHARE", default_value_t = SIMILAR, value_parser = share)]
    threshold: f64,
    /// Show pairs within a family as well
    #[arg(long)]
    families: bool,
    #[command(flatten)]
    outcome: OutcomeArg,
}

impl Duplicates {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let found = bank::duplicated(self.bank.as_deref(), self.threshold, &mut session.call())?;
        session.show(&found, self.outcome, |it, session| self.human(it, session));
        Ok(())
    }

    fn human(&self, it: &bank::Duplicates, session: &Session) {
        for pair in it.pairs.iter().chain(it.within_families.iter().filter(|_| self.families)) {
            let how = match pair.alike {
                Alike::Exact => "exact".to_owned(),
                Alike::Normalised => "the same except for case, punctuation and white space".to_owned(),
                Alike::Similar(share) => format!("{share:.2}"),
            };
            let family = if pair.family { ", one family" } else { "" };
            session.say(format!("{how}: `{}` and `{}`, {}{family}", pair.first, pair.second, pair.what));
        }
        let hidden = match (self.families, it.within_families.len()) {
            (false, n) if n > 0 => format!("; {n} within families (`--families` shows them)"),
            _ => String::new(),
        };
        session.tell(format!(
            "{}: {} of texts from different families with a similarity of {} or more (share of common word pairs){hidden}",
            it.bank,
            count(it.pairs.len(), "pair"),
            self.threshold
        ));
    }
}
