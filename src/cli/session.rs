//! What every command shares: the workspace, the two streams, the findings so far.

use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};
use panelkit::diag::{self, Sink};
use panelkit::load::Workspace;
use panelkit::text::nearest;

use super::exit::Exit;
use super::output::Output;

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
}

impl Session {
    /// A session in a workspace.
    pub(crate) fn new(workspace: Workspace, colour: ColorChoice, loudness: i8) -> Session {
        Session { workspace, sink: Sink::new(), loudness, colour, output: Output::new(colour), shown: 0 }
    }

    /// A line of result on standard output.
    pub(crate) fn say(&self, line: impl AsRef<str>) {
        self.output.line(line.as_ref());
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
        // Nothing can be done when standard error is closed.
        let _ = writeln!(AutoStream::new(io::stderr().lock(), self.colour), "{}", line.as_ref());
    }

    /// Shows the findings that have not been shown, in the order of file and line.
    pub(crate) fn show_findings(&mut self) {
        let colour = AutoStream::new(io::stderr(), self.colour).current_choice() != ColorChoice::Never;
        let found = self.sink.sorted();
        if found.len() <= self.shown {
            return;
        }
        let pages: Vec<String> = found.iter().map(|d| diag::human(d, colour)).collect();
        self.remark(pages.join("\n\n"));
        self.shown = found.len();
    }

    /// Why results could not be written, when somebody was still there to read them.
    pub(crate) fn lost(&self) -> Option<Exit> {
        self.output.lost()
    }

    /// Makes sure that a req exists.
    pub(crate) fn require_req(&self, req: &str) -> Result<(), Exit> {
        if self.workspace.req(req).is_dir() {
            return Ok(());
        }
        let known = self.reqs();
        let near = nearest(req, known.iter().map(String::as_str)).map(|n| format!("did you mean `{n}`? "));
        let folder = self.workspace.req(req);
        if folder.symlink_metadata().is_ok() {
            return Err(Exit::Usage(format!(
                "`kits/{req}` is not a folder\n  = help: a req is a folder with a `role.yaml` in it: move the file away, then `panelkit new {req}` makes one"
            )));
        }
        let make = format!("`panelkit new {req}` makes it");
        Err(Exit::Usage(format!(
            "there is no req `{req}`: `kits/{req}` does not exist in `{}`\n  = help: {}{make}",
            self.workspace.root().display(),
            near.unwrap_or_default()
        )))
    }

    /// Ids of the reqs of the workspace: the folders of `kits`.
    pub(crate) fn reqs(&self) -> Vec<String> {
        let Ok(entries) = std::fs::read_dir(self.workspace.root().join("kits")) else { return Vec::new() };
        let folders = entries.filter_map(Result::ok).filter(|e| e.path().is_dir());
        let mut reqs: Vec<String> = folders.filter_map(|e| e.file_name().into_string().ok()).collect();
        reqs.retain(|name| !name.starts_with('.'));
        reqs.sort();
        reqs
    }
}
