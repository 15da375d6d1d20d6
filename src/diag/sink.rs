//! Collects findings while a stage continues.

use super::codes::Severity;
use super::diagnostic::Diagnostic;
use crate::text::count;

/// Proof that a finding was reported to a [`Sink`]; [`Sink::report`] returns it for an error and for a
/// warning. A stage needs it to stop on bad input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the input has errors, which were reported")]
pub struct Reported(());

/// Collects findings.
#[derive(Debug, Default)]
pub struct Sink {
    found: Vec<Diagnostic>,
}

impl Sink {
    /// An empty sink.
    pub fn new() -> Sink {
        Sink::default()
    }

    /// Adds a finding and returns the proof that it was reported.
    pub fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        self.found.push(diagnostic);
        Reported(())
    }

    /// Number of errors.
    pub fn errors(&self) -> usize {
        self.found.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// Number of warnings.
    pub fn warnings(&self) -> usize {
        self.found.iter().filter(|d| d.severity == Severity::Warning).count()
    }

    /// Stops when errors have been reported since `mark` (a value of [`Sink::errors`]).
    ///
    /// # Errors
    /// [`Reported`] if the number of errors has grown.
    pub fn stop_if_worse_than(&self, mark: usize) -> Result<(), Reported> {
        if self.errors() > mark { Err(Reported(())) } else { Ok(()) }
    }

    /// The findings, sorted by file and place.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut found: Vec<&Diagnostic> = self.found.iter().collect();
        found.sort_by_cached_key(|d| d.order());
        found
    }

    /// Number of findings, as a mark for [`Sink::judge`].
    pub fn mark(&self) -> usize {
        self.found.len()
    }

    /// Applies a role spec's `lints` to the findings since `mark`: drops allowed warnings and turns denied
    /// warnings into errors. Errors stay, because a role spec cannot allow a wrong kit.
    pub fn judge(&mut self, mark: usize, allowed: impl Fn(&str) -> bool, denied: impl Fn(&str) -> bool) {
        let mut n = 0;
        self.found.retain(|d| {
            n += 1;
            n <= mark || d.severity == Severity::Error || !allowed(d.code.id)
        });
        for diagnostic in self.found.iter_mut().skip(mark).filter(|d| denied(d.code.id)) {
            diagnostic.severity = Severity::Error;
        }
    }

    /// A summary such as `2 errors and 1 warning`, or `no problems`.
    pub fn summary(&self) -> String {
        match (self.errors(), self.warnings()) {
            (0, 0) => "no problems".to_owned(),
            (e, 0) => count(e, "error"),
            (0, w) => count(w, "warning"),
            (e, w) => format!("{} and {}", count(e, "error"), count(w, "warning")),
        }
    }
}
