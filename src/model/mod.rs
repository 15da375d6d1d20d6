//! The nouns of the project and their invariants. No I/O, no YAML; `text` is all it imports.
//!
//! [`Kit`] alone carries serde, because `kit.json` is the noun itself: the published record that
//! every rendering is made from.

mod bank;
mod blueprint;
mod fit;
mod id;
mod kit;
mod phrase;
mod question;
mod role;
mod rounds;

pub use bank::{Bank, Competency, Depth, Level, Rating};
pub use blueprint::{Blueprint, PlannedRound, Selection, Sketch, Slot};
pub use fit::{Misfit, Opening};
pub use id::Id;
pub use kit::*;
pub use phrase::{BadPlaceholder, Phrase};
pub use question::{Probe, Question, QuestionType, Status};
pub use role::{Compensation, CompensationKind, Lane, MustHave, NiceToHave, RoleSpec};
pub use rounds::{Loop, Round};
