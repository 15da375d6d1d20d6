//! `bank stats`: the number of questions in each cell of a bank, and how many candidates the bank is enough for.

use clap::ValueEnum;
use panelkit::app::bank;
use panelkit::render::svg;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::id;
use crate::cli::words;

/// Arguments of `bank stats`.
#[derive(Debug, clap::Args)]
pub(super) struct Stats {
    /// The bank; may be left out if there is only one
    #[arg(value_parser = id)]
    bank: Option<String>,
    /// Loop for which to work out how many candidates the bank is enough for; default: the first loop of the bank
    #[arg(long = "loop", value_name = "LOOP")]
    plan: Option<String>,
    /// Level for which to work out how many candidates the bank is enough for; default: the middle level
    #[arg(long, value_name = "LEVEL")]
    level: Option<String>,
    /// How to show it
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: StatsFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum StatsFormat {
    /// A heat map for the terminal
    Human,
    /// A Markdown table
    Md,
    /// A picture
    Svg,
    /// For programs
    Json,
}

impl Stats {
    pub(super) fn run(&self, session: &mut Session) -> Result<(), Exit> {
        let (bank, plan, level) = (self.bank.as_deref(), self.plan.as_deref(), self.level.as_deref());
        let stats = bank::stats(bank, plan, level, &mut session.call())?;
        match self.format {
            StatsFormat::Human => words::heat_map(&stats, session),
            StatsFormat::Md => session.say(words::markdown(&stats).trim_end()),
            StatsFormat::Svg => session.say(svg::heat_map(&stats).trim_end()),
            StatsFormat::Json => session.json(&stats),
        }
        Ok(())
    }
}
