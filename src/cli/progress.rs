//! How far a long run is: a bar on a terminal, a line for each tenth elsewhere.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

use super::session::Session;

/// Progress on standard error.
pub(super) struct Progress {
    bar: Option<ProgressBar>,
    verb: &'static str,
    of: usize,
    at: AtomicUsize,
    quiet: bool,
}

impl Progress {
    /// For so many steps; `verb` says what was done, as in `issued 20 of 200`.
    pub(super) fn new(verb: &'static str, of: usize, session: &Session) -> Progress {
        let quiet = session.loudness < 0;
        let terminal = std::io::stderr().is_terminal() && !quiet && of > 1;
        let bar = terminal.then(|| {
            let bar = ProgressBar::new(of as u64);
            let form = "{msg} {pos} of {len} [{wide_bar}] {eta}";
            bar.set_style(ProgressStyle::with_template(form).expect("internal: the template is right"));
            bar.set_message(verb);
            bar
        });
        Progress { bar, verb, of, at: AtomicUsize::new(0), quiet }
    }

    /// One step more.
    pub(super) fn step(&self) {
        let at = self.at.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(bar) = &self.bar {
            bar.inc(1);
        } else if !self.quiet && self.of >= 20 && at * 10 / self.of != (at - 1) * 10 / self.of {
            // A closed standard error does not stop the work.
            let _ = writeln!(std::io::stderr(), "{} {at} of {}", self.verb, self.of);
        }
    }

    /// Takes the bar away.
    pub(super) fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
