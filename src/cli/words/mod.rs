//! Outcomes in words, for people at a terminal.

mod certificate;
mod changes;
mod collected;
mod comparison;
mod explanation;
mod held;
mod imported;
mod kits;
mod loops;
mod packs;
mod question;
mod repairs;
mod roster;
mod scores;
mod simulation;
mod stats;
mod swap;
mod verification;

pub(super) use certificate::certified;
pub(super) use changes::{changed, refuse};
pub(super) use collected::collected;
pub(super) use comparison::{comparison, shared};
pub(super) use explanation::explanation;
pub(super) use held::{ahead, held, seat};
pub(super) use imported::imported;
pub(super) use kits::{issue_notes, issued, preview};
pub(super) use loops::{loop_plan, loop_written, refused_loop};
pub(super) use packs::packs;
pub(super) use question::{question, question_object, whole_question};
pub(super) use repairs::{repair_plan, repaired};
pub(super) use roster::roster_read;
pub(super) use scores::{excused, scores, sheet};
pub(super) use simulation::simulation;
pub(super) use stats::{heat_map, markdown};
pub(super) use swap::{offers, swapped};
pub(super) use verification::verification;
