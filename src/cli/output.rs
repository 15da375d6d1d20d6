//! Standard output. A command does the same work and ends with the same status whether or not its output is read.
//!
//! If the reader closes the pipe, further output is skipped and the work goes on. Any other error is reported
//! after the command has ended.

use std::cell::RefCell;
use std::io::{self, Write};

use anstream::{AutoStream, ColorChoice};

use panelkit::store::Fault;

use super::exit::Exit;

/// Standard output of one run.
pub(super) struct Output {
    colour: ColorChoice,
    state: RefCell<State>,
}

enum State {
    Open,
    /// The reader closed the pipe.
    Gone,
    /// Writing failed, and why.
    Failed(String),
}

impl Output {
    /// Standard output, with colours or without.
    pub(super) fn new(colour: ColorChoice) -> Output {
        Output { colour, state: RefCell::new(State::Open) }
    }

    /// Writes a line.
    pub(super) fn line(&self, line: &str) {
        self.write(|out, colour| writeln!(AutoStream::new(out, colour), "{line}"));
    }

    /// Writes a text; colour codes in it are removed if the output has no colours.
    pub(super) fn text(&self, text: &str) {
        self.write(|out, colour| write!(AutoStream::new(out, colour), "{text}"));
    }

    /// Writes bytes as they are.
    pub(super) fn bytes(&self, bytes: &[u8]) {
        self.write(|mut out, _| out.write_all(bytes));
    }

    /// Why output was lost; `None` if all was written, or if the reader closed the pipe.
    pub(super) fn lost(&self) -> Option<Exit> {
        match &*self.state.borrow() {
            State::Failed(why) => {
                Some(Exit::Fault(Fault::World(format!("cannot write to standard output: {why}"))))
            }
            State::Open | State::Gone => None,
        }
    }

    fn write(&self, write: impl FnOnce(io::StdoutLock<'static>, ColorChoice) -> io::Result<()>) {
        if !matches!(*self.state.borrow(), State::Open) {
            return;
        }
        // Flushed here: at the end of the program an error would go unnoticed.
        let written = write(io::stdout().lock(), self.colour).and_then(|()| io::stdout().flush());
        if let Err(error) = written {
            *self.state.borrow_mut() = match error.kind() {
                io::ErrorKind::BrokenPipe => State::Gone,
                _ => State::Failed(error.to_string()),
            };
        }
    }
}
