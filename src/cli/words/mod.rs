//! Outcomes in words, for people at a terminal.

mod calibration;
mod certificate;
mod changes;
mod collected;
mod comparison;
mod debrief;
mod decided;
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

/// How pages were made that `panelkit.yaml` now asks to be made otherwise.
const BEFORE_SETTINGS: &str = "made before `panelkit.yaml` asked for this paper, these fonts or this theme";

pub(super) use calibration::{practice_compared, practice_made};
pub(super) use certificate::certified;
pub(super) use changes::{changed, refuse};
pub(super) use collected::collected;
pub(super) use comparison::{comparison, shared};
pub(super) use debrief::{debrief, debrief_files, partial};
pub(super) use decided::{agreed, agreed_early, decided, decided_otherwise, recorded};
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
