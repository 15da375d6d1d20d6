//! What every use case is given beside its request.

use crate::diag::Sink;
use crate::load::Workspace;
use crate::pipeline::NoKit;
use crate::store::Fault;

/// Where a use case works, where it reports problems in files, and what watches it.
pub struct Call<'a> {
    /// The workspace.
    pub workspace: &'a Workspace,
    /// Receives the findings.
    pub sink: &'a mut Sink,
    /// Hears how far a long run is.
    pub watch: &'a dyn Watch,
}

/// Hears how far a long run is. Its methods are called from several threads.
pub trait Watch: Sync {
    /// A run of so many steps begins; `verb` says what a step does, as in `issued 20 of 200`.
    fn begin(&self, verb: &'static str, of: usize);
    /// One more step is done.
    fn step(&self);
    /// The run has ended.
    fn end(&self);
}

/// Watches nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn begin(&self, _: &'static str, _: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}

/// Whether a request will be carried out. A preview takes no lock.
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
