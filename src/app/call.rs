//! What every use case receives in addition to its request.

use crate::diag::Sink;
use crate::load::Workspace;
use crate::pipeline::NoKit;
use crate::store::Fault;

/// Where a use case works, where it reports problems in files, and where it reports its progress.
pub struct Call<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Receives the findings.
    pub sink: &'a mut Sink,
    /// Receives the progress of a long run.
    pub watch: &'a dyn Watch,
}

/// Receives the progress of a long run. Its methods are called from several threads.
pub trait Watch: Sync {
    /// A run of `of` steps begins. `verb` is the word for a finished step, as in `issued 20 of 200`.
    fn begin(&self, verb: &'static str, of: usize);
    /// One more step is done.
    fn step(&self);
    /// The run has ended.
    fn end(&self);
}

/// Ignores the progress.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}

/// Whether the request will be carried out or only previewed. A preview takes no lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Intent {
    /// Nothing is written.
    Preview,
    /// The draft will be committed.
    Write,
}

impl From<NoKit> for Fault {
    fn from(error: NoKit) -> Fault {
        match error {
            NoKit::BadInput(_) => Fault::Findings,
            NoKit::Shortage(_) => Fault::NoKit,
        }
    }
}
