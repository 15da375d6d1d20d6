//! Diagnostics: problems that the user can fix, with place, cause and next step.
//!
//! All modules report into a [`Sink`]; only the command line prints. A stage that stops returns
//! [`Reported`], which only a sink can create. So every failure has been explained.

pub mod codes;
mod diagnostic;
mod human;
mod json;
mod sarif;
mod sink;

pub use codes::{Code, Severity};
pub use diagnostic::{Diagnostic, Fix, Label};
pub use human::render as human;
pub use json::render as json;
pub use sarif::render as sarif;
pub use sink::{Reported, Sink, Verdict};
