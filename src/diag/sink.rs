//! Collects findings while a stage continues.

use super::codes::Severity;
use super::diagnostic::{Diagnostic, Fix};
use crate::text::count;

/// Proof that a finding was reported to a [`Sink`]; [`Sink::report`] returns it for an error and for a
/// warning. A stage needs it to stop on bad input.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the input has errors, which were reported")]
pub struct Reported(());

/// What becomes of a warning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is not reported.
    Drop,
    /// It is a warning.
    Warning,
    /// It counts as an error.
    Error,
}

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

    /// Applies a verdict to each warning since `mark`. Errors by nature stay, because no setting can allow a wrong kit.
    pub fn judge(&mut self, mark: usize, mut verdict: impl FnMut(&Diagnostic) -> Verdict) {
        for mut found in self.found.split_off(mark) {
            if found.code.severity == Severity::Warning {
                match verdict(&found) {
                    Verdict::Drop => continue,
                    Verdict::Warning => found.severity = Severity::Warning,
                    Verdict::Error => found.severity = Severity::Error,
                }
            }
            self.found.push(found);
        }
    }

    /// The changes that would remove findings, in the order of the findings.
    pub fn fixes(&self) -> impl Iterator<Item = &Fix> {
        self.found.iter().filter_map(|found| found.fix.as_ref())
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
