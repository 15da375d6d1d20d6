//! `schema`: JSON Schema for editors.

use clap::ValueEnum;
use panelkit::load::shapes;
use panelkit::model::{Kit, Submission};
use panelkit::yaml;

use crate::cli::exit::Exit;
use crate::cli::session::Session;

/// Arguments of `schema`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Which file
    which: Which,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Which {
    /// bank.yaml
    Bank,
    /// A question file of a bank
    Questions,
    /// loops.yaml
    Loops,
    /// role.yaml
    Role,
    /// panelkit.yaml
    Settings,
    /// A theme file
    Theme,
    /// kit.json
    Kit,
    /// scorecard.json, a filled-in scorecard
    Scorecard,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    session.json(&match args.which {
        Which::Bank => yaml::schema(&shapes::BANK, "bank.yaml"),
        Which::Questions => yaml::schema(&shapes::QUESTIONS, "question file"),
        Which::Loops => yaml::schema(&shapes::LOOPS, "loops.yaml"),
        Which::Role => yaml::schema(&shapes::ROLE, "role.yaml"),
        Which::Settings => yaml::schema(&shapes::SETTINGS, "panelkit.yaml"),
        Which::Theme => yaml::schema(&shapes::THEME, "theme file"),
        Which::Kit => schemars::schema_for!(Kit).to_value(),
        Which::Scorecard => schemars::schema_for!(Submission).to_value(),
    });
    Ok(())
}
