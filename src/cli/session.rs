//! What every command shares: the workspace, the two streams, the findings so far.

use std::cell::RefCell;
use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use panelkit::app::Call;
use panelkit::diag::{self, Sink};
use panelkit::load::Workspace;
use panelkit::text::visible;
use serde::Serialize;

use super::exit::Exit;
use super::output::Output;
use super::progress::Progress;
use super::report::Report;
use super::values::{OutcomeArg, OutcomeFormat};

/// One run of the program.
pub(crate) struct Session {
    /// Where the files are.
    pub(crate) workspace: Workspace,
    /// Findings of this run.
    pub(crate) sink: Sink,
    /// How much to say: -1 quiet, 0 normal, 1 verbose.
    pub(crate) loudness: i8,
    colour: ColorChoice,
    output: Output,
    progress: Progress,
    shown: usize,
    report: Option<RefCell<Report>>,
}

impl Session {
    /// A session in a workspace.
    pub(crate) fn new(workspace: Workspace, colour: ColorChoice, loudness: i8) -> Session {
        Session {
            workspace,
            sink: Sink::new(),
            loudness,
            colour,
            output: Output::new(colour),
            progress: Progress::new(loudness < 0),
            shown: 0,
            report: None,
        }
    }

    /// What a use case receives.
    pub(crate) fn call(&mut self) -> Call<'_> {
        Call { workspace: &self.workspace, sink: &mut self.sink, watch: &self.progress }
    }

    /// Makes standard output hold only the report of a command.
    pub(crate) fn report(&mut self, command: &'static str, dry_run: bool) {
        self.report = Some(RefCell::new(Report::new(command, dry_run)));
    }

    /// Puts the report on standard output, if one was asked for.
    pub(crate) fn end_report(&self, status: u8, error: Option<&str>) {
        let Some(report) = &self.report else { return };
        let report = report.borrow().to_json(status, error, &self.sink);
        self.output.bytes(format!("{report:#}\n").as_bytes());
    }

    /// Adds to the report, if one was asked for.
    pub(super) fn record(&self, what: impl FnOnce(&mut Report)) {
        if let Some(report) = &self.report {
            what(&mut report.borrow_mut());
        }
    }

    /// Puts the outcome of a command into its report.
    pub(super) fn outcome(&self, outcome: &impl Serialize) {
        self.record(|report| report.outcome(serde_json::to_value(outcome).expect("internal: plain data")));
    }

    /// Shows the outcome of a command as one JSON object, or in the words of `human`.
    pub(super) fn show<T: Serialize>(&self, outcome: &T, how: OutcomeArg, human: impl FnOnce(&T, &Session)) {
        match how.format {
            OutcomeFormat::Json => self.json(outcome),
            OutcomeFormat::Human => human(outcome, self),
        }
    }

    /// An outcome as one JSON object on standard output.
    pub(super) fn json(&self, outcome: &impl Serialize) {
        self.say(serde_json::to_string_pretty(outcome).expect("internal: plain data"));
    }

    /// A line of result on standard output.
    pub(crate) fn say(&self, line: impl AsRef<str>) {
        if self.report.is_some() {
            return;
        }
        self.output.line(&visible(line.as_ref()));
    }

    /// Prints a result line that contains the program's own colour codes. The line must not contain text from the
    /// user's files; use `say` for that.
    pub(crate) fn say_coloured(&self, line: &str) {
        self.output.line(line);
    }

    /// A line of result that `--quiet` leaves out.
    pub(crate) fn tell(&self, line: impl AsRef<str>) {
        if self.loudness >= 0 {
            self.say(line);
        }
    }

    /// A text for another program on standard output, byte for byte.
    pub(crate) fn page(&self, text: &[u8]) {
        self.output.bytes(text);
    }

    /// A text for people or other programs on standard output, unless that holds only the report. The caller has made it safe
    /// for a terminal.
    pub(crate) fn print(&self, text: &str) {
        if self.report.is_none() {
            self.output.bytes(text.as_bytes());
        }
    }

    /// A remark on standard error that only `--verbose` shows.
    pub(crate) fn detail(&self, line: impl AsRef<str>) {
        if self.loudness > 0 {
            self.remark(line);
        }
    }

    /// A line on standard error.
    pub(crate) fn remark(&self, line: impl AsRef<str>) {
        self.error_line(&visible(line.as_ref()));
    }

    fn error_line(&self, line: &str) {
        // Nothing can be done when standard error is closed.
        let _ = writeln!(AutoStream::new(io::stderr().lock(), self.colour), "{line}");
    }

    /// Shows the findings that have not been shown, in the order of file and line.
    pub(crate) fn show_findings(&mut self) {
        let colour = AutoStream::new(io::stderr(), self.colour).current_choice() != ColorChoice::Never;
        let found = self.sink.sorted();
        if found.len() <= self.shown {
            return;
        }
        let pages: Vec<String> = found.iter().map(|d| diag::human(d, colour)).collect();
        // Control characters in user text were already replaced when the findings were rendered, so the colour
        // codes in these pages come from the program.
        self.error_line(&pages.join("\n\n"));
        self.shown = found.len();
    }

    /// Why output was lost; `None` if all was written, or if the reader closed the pipe.
    pub(crate) fn lost(&self) -> Option<Exit> {
        self.output.lost()
    }
}
