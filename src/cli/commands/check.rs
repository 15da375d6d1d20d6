//! `check`: every problem of banks, role specs and issued kits.

use std::path::PathBuf;

use clap::ValueEnum;
use panelkit::app::check::{Check, Checked, check};
use panelkit::diag::{self, Sink};
use panelkit::lint;
use panelkit::model::{LintLevel, LintSetting};
use panelkit::text::{count, list};
use serde_json::json;

use crate::cli::exit::Exit;
use crate::cli::session::Session;

/// Arguments of `check`.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Paths of banks, reqs, role specs or kits; default: the whole workspace
    paths: Vec<PathBuf>,
    /// Check a job advertisement instead: text, Markdown, HTML or JSON
    #[arg(long, value_name = "FILE", conflicts_with_all = ["paths", "fix"])]
    posting: Option<PathBuf>,
    /// Make the changes that remove findings and keep the meaning, then check
    #[arg(long)]
    fix: bool,
    /// Do not show the findings of a lint or of a group of lints
    #[arg(short = 'A', long, value_name = "LINT")]
    allow: Vec<String>,
    /// Warn about the findings of a lint or of a group
    #[arg(short = 'W', long, value_name = "LINT")]
    warn: Vec<String>,
    /// Count the findings of a lint or of a group as errors
    #[arg(short = 'D', long, value_name = "LINT")]
    deny: Vec<String>,
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

impl Args {
    /// The levels that the options give. The strictest level of a lint counts.
    fn levels(&self) -> Vec<LintSetting> {
        let of = |level, names: &[String]| -> Vec<LintSetting> {
            names.iter().map(|name| LintSetting { name: name.clone(), level, place: None }).collect()
        };
        let lists =
            [(LintLevel::Allow, &self.allow), (LintLevel::Warn, &self.warn), (LintLevel::Deny, &self.deny)];
        lists.iter().flat_map(|(level, names)| of(*level, names)).collect()
    }
}

pub(crate) fn run(args: &Args, session: &mut Session) -> Result<(), Exit> {
    let request = Check {
        paths: args.paths.clone(),
        levels: args.levels(),
        posting: args.posting.clone(),
        fix: args.fix,
    };
    let checked = check(&request, &mut session.call())?;
    let (errors, warnings) = (session.sink.errors(), session.sink.warnings());
    match args.format {
        CheckFormat::Human => human(checked, session),
        CheckFormat::Json => {
            let findings: Vec<_> = session.sink.sorted().into_iter().map(diag::json).collect();
            let Checked { banks, questions, roles, kits, postings, fixed } = checked;
            session.json(&json!({
                "format": 1,
                "findings": findings,
                "summary": { "errors": errors, "warnings": warnings, "banks": banks, "questions": questions,
                             "roles": roles, "kits": kits, "postings": postings, "fixed": fixed },
            }));
            session.sink = Sink::new();
        }
        CheckFormat::Sarif => {
            let codes: Vec<_> = lint::all_codes().collect();
            session.json(&diag::sarif(&session.sink.sorted(), &codes, env!("CARGO_PKG_VERSION")));
            session.sink = Sink::new();
        }
    }
    if errors > 0 { Err(Exit::Findings) } else { Ok(()) }
}

fn human(checked: Checked, session: &mut Session) {
    session.show_findings();
    if checked.postings > 0 {
        session.tell(format!("checked a job advertisement: {}", session.sink.summary()));
        return;
    }
    let mut what = vec![count(checked.banks, "bank"), count(checked.roles, "role spec")];
    if checked.questions > 0 {
        what[0] = format!("{} ({})", what[0], count(checked.questions, "question"));
    }
    if checked.kits > 0 {
        what.push(count(checked.kits, "kit"));
    }
    if checked.fixed > 0 {
        session.tell(format!("mended {}", count(checked.fixed, "finding")));
    }
    session.tell(format!("checked {}: {}", list(&what, "and"), session.sink.summary()));
}
