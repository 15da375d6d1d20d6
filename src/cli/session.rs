//! What every command shares: the workspace, the two streams, the findings so far.

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
        match whole.starts_with(self.workspace.root()) && !climbs {
            true => Ok(self.target(&whole)?),
            false => Ok(Target::named(path)?),
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
