//! Diagnostics: what the user can mend, with its place, cause and next step.
//!
//! Rooms report into a [`Sink`]; only the command line prints. A stage that stops does so with
//! [`Reported`], which only a sink can mint, so nothing fails without having said why.

pub mod codes;
mod diagnostic;
mod human;
mod json;
mod sarif;
mod sink;

pub use codes::{Code, Severity};
pub use diagnostic::{Diagnostic, Label};
pub use human::render as human;
pub use json::render as json;
pub use sarif::render as sarif;
pub use sink::{Reported, Sink};
