//! Progress of a long run: a progress bar on a terminal; otherwise one line for each ten percent.

use std::io::{IsTerminal, Write};
use std::sync::{Mutex, PoisonError};

use indicatif::{ProgressBar, ProgressStyle};
use panelkit::app::Watch;

/// Progress on standard error.
#[derive(Debug)]
pub(super) struct Progress {
    quiet: bool,
    run: Mutex<Option<Run>>,
}

#[derive(Debug)]
struct Run {
    bar: Option<ProgressBar>,
    verb: &'static str,
    of: usize,
    at: usize,
}

impl Progress {
    /// Shows no progress if `quiet`.
    pub(super) fn new(quiet: bool) -> Progress {
        Progress { quiet, run: Mutex::new(None) }
    }

    fn run(&self) -> std::sync::MutexGuard<'_, Option<Run>> {
        self.run.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Progress {
    fn begin(&self, verb: &'static str, of: usize) {
        let terminal = std::io::stderr().is_terminal() && !self.quiet && of > 1;
        let bar = terminal.then(|| {
            let bar = ProgressBar::new(of as u64);
            let form = "{msg} {pos} of {len} [{wide_bar}] {eta}";
            bar.set_style(ProgressStyle::with_template(form).expect("internal: the template is right"));
            bar.set_message(verb);
            bar
        });
        *self.run() = Some(Run { bar, verb, of, at: 0 });
    }

    fn step(&self) {
        let mut run = self.run();
        let Some(run) = run.as_mut() else { return };
        run.at += 1;
        if let Some(bar) = &run.bar {
            bar.inc(1);
        } else if !self.quiet && run.of >= 20 && run.at * 10 / run.of != (run.at - 1) * 10 / run.of {
            // A closed standard error does not stop the work.
            let _ = writeln!(std::io::stderr(), "{} {} of {}", run.verb, run.at, run.of);
        }
    }

    fn end(&self) {
        if let Some(Run { bar: Some(bar), .. }) = self.run().take() {
            bar.finish_and_clear();
        }
    }
}
