//! Where findings collect while work goes on.

use super::codes::Severity;
use super::diagnostic::Diagnostic;
use crate::text::count;

/// Proof that at least one error stands in a [`Sink`]: the only way for a stage to stop on bad input.
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

    /// Keeps a finding and gives the proof that it was said.
    pub fn report(&mut self, diagnostic: Diagnostic) -> Reported {
        self.found.push(diagnostic);
        Reported(())
    }

    /// How many errors there are.
    pub fn errors(&self) -> usize {
        self.found.iter().filter(|d| d.severity == Severity::Error).count()
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.found.iter().filter(|d| d.severity == Severity::Warning).count()
    }

    /// Stops when errors have been reported since `mark` (a value of [`Sink::errors`]).
    ///
    /// # Errors
    /// [`Reported`] when the number of errors has grown.
    pub fn stop_if_worse_than(&self, mark: usize) -> Result<(), Reported> {
        if self.errors() > mark { Err(Reported(())) } else { Ok(()) }
    }

    /// The findings, in the order of file and place.
    pub fn sorted(&self) -> Vec<&Diagnostic> {
        let mut found: Vec<&Diagnostic> = self.found.iter().collect();
        found.sort_by_cached_key(|d| d.order());
        found
    }

    /// How many findings there are: a mark for [`Sink::judge`].
    pub fn mark(&self) -> usize {
        self.found.len()
    }

    /// Of the findings since `mark`, drops the warnings that are allowed and turns those that are
    /// denied into errors. Errors stay: a wrong kit cannot be allowed.
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

    /// `2 errors and 1 warning`, or nothing found.
    pub fn summary(&self) -> String {
        match (self.errors(), self.warnings()) {
            (0, 0) => "no problems".to_owned(),
            (e, 0) => count(e, "error"),
            (0, w) => count(w, "warning"),
            (e, w) => format!("{} and {}", count(e, "error"), count(w, "warning")),
        }
    }
}
