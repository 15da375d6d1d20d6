//! `check`: every problem of banks, role specs and issued kits.

use std::path::PathBuf;

use clap::ValueEnum;
use panelkit::app::check::{Checked, check};
use panelkit::diag::{self, Sink};
use panelkit::text::{count, list};
use serde_json::json;

use crate::cli::exit::Exit;
use crate::cli::session::Session;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Paths of banks, reqs, role specs or kits; default: the whole workspace
    paths: Vec<PathBuf>,
    /// How to print what was found
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: CheckFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// For people, on standard error
    Human,
    /// For programs, on standard output
    Json,
    /// For code hosts, on standard output: SARIF 2.1.0
    Sarif,
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let checked = check(&args.paths, &mut session.call())?;
    let (errors, warnings) = (session.sink.errors(), session.sink.warnings());
    match args.format {
        CheckFormat::Human => human(checked, session),
        CheckFormat::Json => {
            let findings: Vec<_> = session.sink.sorted().into_iter().map(diag::json).collect();
            let Checked { banks, questions, roles, kits } = checked;
            session.json(&json!({
                "format": 1,
                "findings": findings,
                "summary": { "errors": errors, "warnings": warnings, "banks": banks, "questions": questions,
                             "roles": roles, "kits": kits },
            }));
            session.sink = Sink::new();
        }
        CheckFormat::Sarif => {
            session.json(&diag::sarif(&session.sink.sorted(), env!("CARGO_PKG_VERSION")));
            session.sink = Sink::new();
        }
    }
    if errors > 0 { Err(Exit::Findings) } else { Ok(()) }
}

fn human(checked: Checked, session: &mut Session) {
    session.show_findings();
    let mut what = vec![count(checked.banks, "bank"), count(checked.roles, "role spec")];
    if checked.questions > 0 {
        what[0] = format!("{} ({})", what[0], count(checked.questions, "question"));
    }
    if checked.kits > 0 {
        what.push(count(checked.kits, "kit"));
    }
    session.tell(format!("checked {}: {}", list(&what, "and"), session.sink.summary()));
}
