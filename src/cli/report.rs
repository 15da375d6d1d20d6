//! `--report json`: what a command did or would do, even if it refuses.

use std::collections::{BTreeMap, BTreeSet};

use panelkit::diag::{self, Sink};
use panelkit::store::FolderChange;
use serde::Serialize;
use serde_json::{Value, json};

/// What a command did, or would do. Paths are relative to the workspace.
#[derive(Debug)]
pub(super) struct Report {
    command: String,
    dry_run: bool,
    /// Files written, or to be written.
    written: BTreeSet<String>,
    /// Files removed, or to be removed.
    removed: BTreeSet<String>,
    /// Files that people filled in or changed: kept in place, or moved to the history (new path).
    kept: BTreeSet<String>,
    /// Why the command refuses, line by line.
    refused: Vec<String>,
    /// The outcome, serialised as its type defines.
    outcome: Value,
    /// Keys that only this command has.
    more: BTreeMap<&'static str, Value>,
}

impl Report {
    /// An empty report for a command that begins.
    pub(super) fn new(command: &str, dry_run: bool) -> Report {
        Report {
            command: command.to_owned(),
            dry_run,
            written: BTreeSet::new(),
            removed: BTreeSet::new(),
            kept: BTreeSet::new(),
            refused: Vec::new(),
            outcome: Value::Null,
            more: BTreeMap::new(),
        }
    }

    /// Adds what was changed in a folder, or would be.
    pub(super) fn changed(&mut self, change: &FolderChange) {
        let named = |name: &String| format!("{}/{name}", change.folder);
        self.written.extend(change.new.iter().chain(&change.replaced).map(named));
        self.removed.extend(change.removed.iter().map(named));
        self.kept.extend(change.kept.iter().chain(change.moved.values()).map(named));
    }

    /// Adds a file that was written, or would be.
    pub(super) fn written(&mut self, name: &str) {
        self.written.insert(name.to_owned());
    }

    /// Adds a file that people filled in or changed and that is kept.
    pub(super) fn kept(&mut self, name: &str) {
        self.kept.insert(name.to_owned());
    }

    /// Adds why the command refuses, or would refuse.
    pub(super) fn refused(&mut self, message: &str, lines: &[String]) {
        self.refused.push(message.to_owned());
        self.refused.extend(lines.iter().cloned());
    }

    /// Adds a key that only this command has.
    pub(super) fn add(&mut self, key: &'static str, value: &impl Serialize) {
        self.more.insert(key, serde_json::to_value(value).expect("internal: plain data"));
    }

    /// Sets the outcome of the command.
    pub(super) fn outcome(&mut self, outcome: Value) {
        self.outcome = outcome;
    }

    /// The report as JSON, with the exit status, the findings of `sink` and the message of an error that is not a
    /// finding.
    pub(super) fn to_json(&self, status: u8, error: Option<&str>, sink: &Sink) -> Value {
        let mut report = json!({
            "format": 1,
            "command": self.command,
            "status": status,
            "dry_run": self.dry_run,
            "written": self.written,
            "removed": self.removed,
            "kept": self.kept,
            "refused": self.refused,
            "outcome": self.outcome,
            "error": error,
            "findings": sink.sorted().into_iter().map(diag::json).collect::<Vec<_>>(),
        });
        for (key, value) in &self.more {
            report[*key] = value.clone();
        }
        report
    }
}
