//! What every command shares: the workspace, the two streams, the findings so far.

use std::cell::RefCell;
use std::io::{self, Write};
use std::path::{Component, Path};

use anstream::{AutoStream, ColorChoice};
use panelkit::diag::{self, Sink};
use panelkit::disk::{self, Kind};
use panelkit::load::Workspace;
use panelkit::text::{nearest, visible};
use panelkit::write::{Target, WriteError};

use super::exit::Exit;
use super::output::Output;
use super::report::Report;

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
    shown: usize,
    report: Option<RefCell<Report>>,
}

impl Session {
    /// A session in a workspace.
    pub(crate) fn new(workspace: Workspace, colour: ColorChoice, loudness: i8) -> Session {
        let output = Output::new(colour);
        Session { workspace, sink: Sink::new(), loudness, colour, output, shown: 0, report: None }
    }

    /// Standard output is to hold a report of a command, and nothing else.
    pub(crate) fn report(&mut self, command: &'static str, dry_run: bool) {
        self.report = Some(RefCell::new(Report::new(command, dry_run)));
    }

    /// Puts the report on standard output, if one was asked for.
    pub(crate) fn end_report(&self, status: u8, error: Option<&str>) {
        let Some(report) = &self.report else { return };
        let report = report.borrow().to_json(status, error, &self.sink);
        self.output.bytes(format!("{report:#}\n").as_bytes());
    }

    fn record(&self, what: impl FnOnce(&mut Report)) {
        if let Some(report) = &self.report {
            what(&mut report.borrow_mut());
        }
    }

    /// A file was written, or would be.
    pub(crate) fn wrote(&self, name: impl Into<String>) {
        self.record(|report| {
            report.written.insert(name.into());
        });
    }

    /// A file is removed, or would be.
    pub(crate) fn removed(&self, name: &str, dry_run: bool) {
        self.record(|report| {
            report.removed.insert(name.to_owned());
        });
        self.tell(format!("{} {name}", if dry_run { "would remove" } else { "removed" }));
    }

    /// A file that people wrote on moves to the history; `whole` is its new path in the workspace.
    pub(crate) fn moved(&self, name: &str, to: &str, whole: &str, how: &str) {
        self.record(|report| {
            report.kept.insert(whole.to_owned());
        });
        self.remark(format!("note: `{name}` was filled in or changed by hand: {how} to `{to}`"));
    }

    /// A file that people wrote on stays, and why.
    pub(crate) fn kept(&self, name: &str, why: &str) {
        self.record(|report| {
            report.kept.insert(name.to_owned());
        });
        self.remark(format!("note: `{name}` is kept: {why}"));
    }

    /// The end of a run that may not go on without `--force`: a refusal, or in a dry run what it would be.
    pub(crate) fn stop(
        &self,
        dry_run: bool,
        message: &str,
        lines: &[String],
        help: &[&str],
    ) -> Result<(), Exit> {
        if !dry_run {
            return Err(self.refuse(message, lines, help));
        }
        self.would_refuse(message, lines);
        Ok(())
    }

    /// Why the command would refuse without `--force`, in a dry run.
    pub(crate) fn would_refuse(&self, message: &str, lines: &[String]) {
        self.remark(format!("note: without `--force` this run would refuse: {message}"));
        lines.iter().for_each(|line| self.remark(format!("  {line}")));
        self.record(|report| {
            report.refused.push(message.to_owned());
            report.refused.extend(lines.iter().cloned());
        });
    }

    /// Why the command refuses: what is in the way, line by line, and what to do.
    pub(crate) fn refuse(&self, message: &str, lines: &[String], help: &[&str]) -> Exit {
        self.remark(format!("error: {message}"));
        lines.iter().for_each(|line| self.remark(format!("  {line}")));
        help.iter().for_each(|line| self.remark(format!("  = help: {line}")));
        self.record(|report| {
            report.refused.push(message.to_owned());
            report.refused.extend(lines.iter().cloned());
        });
        Exit::Findings
    }

    /// A line of result on standard output.
    pub(crate) fn say(&self, line: impl AsRef<str>) {
        if self.report.is_some() {
            return;
        }
        self.output.line(&visible(line.as_ref()));
    }

    /// A line of result with colours of our own in it. It may hold no text of a user's: that goes through `say`.
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
        // Their texts are made visible where they are rendered: the colours around them are ours.
        self.error_line(&pages.join("\n\n"));
        self.shown = found.len();
    }

    /// A path of the workspace that may be written.
    pub(crate) fn target(&self, path: &Path) -> Result<Target, WriteError> {
        Target::inside(self.workspace.root(), path)
    }

    /// A path that the user named. In the workspace its rule holds; elsewhere a link is followed.
    pub(crate) fn target_named(&self, path: &Path) -> Result<Target, Exit> {
        let whole = std::path::absolute(path)?;
        let climbs = whole.components().any(|part| part == Component::ParentDir);
        if whole.starts_with(self.workspace.root()) && !climbs {
            return Ok(self.target(&whole)?);
        }
        // A link from elsewhere may lead into the workspace.
        match whole.canonicalize() {
            Ok(real) if real.starts_with(self.workspace.root()) => Ok(self.target(&real)?),
            _ => Ok(Target::named(path)?),
        }
    }

    /// Why output was lost; `None` if all was written, or if the reader closed its end.
    pub(crate) fn lost(&self) -> Option<Exit> {
        self.output.lost()
    }

    /// Makes sure that a req exists.
    pub(crate) fn require_req(&self, req: &str) -> Result<(), Exit> {
        let folder = self.workspace.req(req);
        match disk::there(&folder).map_err(|e| e.named(format!("kits/{req}")))? {
            Some(Kind::Folder) => return Ok(()),
            Some(_) => {
                return Err(Exit::Usage(format!(
                    "`kits/{req}` is not a folder\n  = help: a req is a folder with a `role.yaml` in it: move the file away, then `panelkit new {req}` makes one"
                )));
            }
            None => {}
        }
        let known = self.reqs()?;
        let near = nearest(req, known.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`? "));
        let make = format!("`panelkit new {req}` makes it");
        Err(Exit::Usage(format!(
            "there is no req `{req}`: `kits/{req}` does not exist in `{}`\n  = help: {}{make}",
            self.workspace.root().display(),
            near.unwrap_or_default()
        )))
    }

    /// Ids of the reqs of the workspace: the folders of `kits`.
    pub(crate) fn reqs(&self) -> Result<Vec<String>, Exit> {
        let entries = disk::list(&self.workspace.root().join("kits")).map_err(|e| e.named("kits"))?;
        let folders = entries.unwrap_or_default().into_iter().filter(|e| e.kind == Kind::Folder);
        Ok(folders.map(|e| e.name).filter(|name| !name.starts_with('.')).collect())
    }
}
