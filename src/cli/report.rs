//! `--report json`: what a command did, or would do, also when it refuses.

use std::collections::BTreeSet;

use clap::ValueEnum;
use panelkit::diag::{self, Sink};
use serde_json::{Value, json};

/// The choice on the command line.
#[derive(Clone, Copy, Debug, Default, clap::Args)]
pub(crate) struct ReportArg {
    /// Say on standard output what was done or would be done, for other programs
    #[arg(long, value_name = "FORMAT")]
    pub(crate) report: Option<ReportFormat>,
}

/// Formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ReportFormat {
    /// One JSON object
    Json,
}

/// What a command did, or would do. Paths start at the workspace.
#[derive(Debug)]
pub(super) struct Report {
    command: String,
    dry_run: bool,
    /// Files written, or to be written.
    pub(super) written: BTreeSet<String>,
    /// Files removed, or to be removed.
    pub(super) removed: BTreeSet<String>,
    /// Files of people that stay, or stay in the history.
    pub(super) kept: BTreeSet<String>,
    /// Why the command refuses, line by line.
    pub(super) refused: Vec<String>,
}

impl Report {
    /// Of a command that begins.
    pub(super) fn new(command: &str, dry_run: bool) -> Report {
        Report {
            command: command.to_owned(),
            dry_run,
            written: BTreeSet::new(),
            removed: BTreeSet::new(),
            kept: BTreeSet::new(),
            refused: Vec::new(),
        }
    }

    /// The report of a command that ends with a status, and the message of an error outside the files.
    pub(super) fn to_json(&self, status: u8, error: Option<&str>, sink: &Sink) -> Value {
        json!({
            "format": 1,
            "command": self.command,
            "status": status,
            "dry_run": self.dry_run,
            "written": self.written,
            "removed": self.removed,
            "kept": self.kept,
            "refused": self.refused,
            "error": error,
            "findings": sink.sorted().into_iter().map(diag::json).collect::<Vec<_>>(),
        })
    }
}
