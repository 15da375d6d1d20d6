//! Reads files into valid types, or reports every problem of a bank or a role spec with its place.
//!
//! The shapes of the files are in [`shapes`]. A file is read once, compared with its shape, and then turned
//! into types. References to other names are resolved last, when all names are known.
//!
//! Files are read through the trait [`Files`]. This example needs no files on disk:
//!
//! ```
#![doc = include_str!("../../examples/bank_from_memory.rs")]
//! ```

mod access;
mod asks;
mod bank;
mod candidate;
mod choices;
mod cursor;
mod enemies;
mod exhibits;
mod files;
mod import;
mod known_pay;
mod layers;
mod lints;
mod loop_edits;
mod loops;
mod manifest;
mod memory;
mod must_haves;
mod named_file;
mod names;
mod own_questions;
mod people;
mod plan;
mod posting;
mod published;
mod question;
mod ranges;
mod role;
mod roster;
mod sample_answers;
mod scales;
mod score_rows;
mod settings;
mod several;
pub mod shapes;
mod shipped;
mod statuses;
mod table;
mod tables;
mod theme;
mod workbook;

pub use access::{FileError, Files};
pub use bank::bank;
pub use candidate::{candidate, candidate_of_loop, candidate_text, with_held, with_interviewer};
pub use files::{Workspace, WorkspaceError, read_bytes, read_file, source};
pub use import::{
    BadOption, Draft, IMPORT_LANGUAGES, Import, ImportFormat, ImportKey, ImportNames, ImportOptions, import,
    import_synonyms, import_template, slug,
};
pub use layers::{MOST_BANKS, bank_ids};
pub use memory::Memory;
pub use own_questions::questions_file;
pub use posting::{PostingFormat, posting_texts};
pub use published::shipped_wordings;
pub use question::{default_competency, laid_out, with_question};
pub use role::{role, role_file};
pub use roster::{RosterColumns, roster};
pub use score_rows::{RowsRead, form_text, practice_rows, score_rows};
pub use settings::{SETTINGS, Settings, SettingsFont, settings};
pub use shipped::{SAMPLE_ROLE, shipped_banks, shipped_files};
pub use statuses::{place_in_retire, place_of_question, place_of_status, with_status, with_status_of};
pub use theme::ReadTheme;
