//! `simulate`: the kits that a given number of candidates would get, before any kit is issued.

use clap::ValueEnum;
use panelkit::app::simulate::{Simulate, simulate};
use panelkit::render::svg;
use panelkit::text::count;

use crate::cli::exit::Exit;
use crate::cli::session::Session;
use crate::cli::values::{ModeArg, id};
use crate::cli::words;

/// Arguments of `simulate`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The req (the id of the job opening)
    #[arg(value_parser = id)]
    req: String,
    /// How many candidates
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..=100_000))]
    candidates: u32,
    /// How to draw the kits
    #[arg(long, value_name = "MODE", default_value = "balanced")]
    mode: ModeArg,
    /// How to show the result
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: SimulationFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum SimulationFormat {
    /// Tables for the terminal
    Human,
    /// For programs
    Json,
    /// The exposure curve against its bound
    Svg,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Simulate { req: args.req.clone(), candidates: args.candidates, mode: args.mode.mode() };
    let simulation = simulate(&request, &mut session.call())?;
    match args.format {
        SimulationFormat::Human => words::simulation(&simulation, session),
        SimulationFormat::Json => session.json(&simulation),
        SimulationFormat::Svg => {
            let title = format!("{}: exposure over {}", args.req, count(simulation.spread.kits, "candidate"));
            session.say(svg::exposure(&title, &simulation.spread).trim_end());
        }
    }
    if simulation.without == 0 { Ok(()) } else { Err(Exit::NoKit) }
}
