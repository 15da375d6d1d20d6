//! What is on disk below a workspace: reqs, their kits, their pages, and the record of what was written.
//!
//! One rule holds for the folder of every kit. A page that is as the program wrote it may be replaced or removed;
//! [`record`](Record) says what was written. A page that a person filled in or changed stays as long as the
//! interview is the same, and moves to `history/` when the interview is replaced by another.
//!
//! [`Home`] is the current state of a folder, and [`Draft`] is its planned content. A draft is made first, then
//! shown or written.

mod candidate_edit;
mod drafts;
mod fault;
mod files;
mod forms;
mod homes;
mod kits;
mod looks;
mod marks;
mod name_fonts;
mod outcomes;
mod pages;
mod pool;
mod record;
mod req;
mod rolls;
mod scores;
mod workspace;

pub use candidate_edit::CandidateEdit;
pub use drafts::{Draft, FolderChange, past_of_bytes};
pub use fault::{Fault, Refusal};
pub use files::{bytes_of, has_file, text_of};
pub use forms::{Form, all_forms};
pub use homes::{Home, Theirs, is_empty, lost};
pub use kits::{candidate_in, candidate_with, existing_kit, is_path, kit_at, kit_in};
pub use looks::{Looks, Made, Rendered, Renderers, Usual, report_missing, report_unprinted};
pub use name_fonts::SystemFonts;
pub use outcomes::{agreed_in, agreed_path, append_agreed, append_decision, decisions_in, decisions_path};
pub use pages::{Found, found, is_whole, page_names, pages, whole};
pub use pool::{each, ordered};
pub use record::{MIXED, RECORD, Record, name_of, unix};
pub use req::Req;
pub use rolls::{is_kit_there, past, past_kits};
pub use scores::{Scores, Stored, append_log, append_log_once, log_in, log_path};
pub use workspace::{discover, not_issued, only_issued, reqs, target, target_named};
