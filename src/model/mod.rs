//! The shared types and their invariants. No I/O and no YAML; this module imports only `text`.
//!
//! [`Kit`] and [`Certificate`] derive serde's traits, because `kit.json` and `equivalence.json` are these
//! types in JSON: the published records from which all pages are made.

mod bank;
mod blueprint;
mod candidate;
mod certificate;
mod debrief;
mod debrief_words;
mod digest;
mod file_name;
mod fit;
pub(crate) mod form_grammar;
mod id;
mod imported;
mod kit;
mod kit_bank;
mod kit_origin;
mod kit_role;
mod lints;
mod outcome;
mod panel;
mod phrase;
mod posting;
mod proceedings;
mod question;
mod remarks;
mod role;
mod roll;
mod rounds;
mod scoring;
mod spoken;
mod spread;
mod stats;
mod submission;
mod theme;
mod unlike;

pub use bank::{Bank, Competency, Depth, KnownPay, Level, Rating};
pub use blueprint::{Blueprint, Given, PlannedRound, Selection, Sketch, Slot};
pub use candidate::{Candidate, CandidateFile, RosterRead};
pub use certificate::*;
pub use debrief::*;
pub use debrief_words::{ERROR_LIMIT, TOP_GROUP_LIMIT};
pub use digest::{sha256, sha256_bytes, sha256_json, short_digest};
pub use file_name::{file_name, seat_names};
pub use fit::{Misfit, Opening};
pub use id::Id;
pub use imported::{
    Became, ColumnRead, HeadingRead, ImportRead, KnownRead, LinesRead, ScaleRead, SheetRead, ValueRead,
};
pub use kit::*;
pub use kit_bank::KitBank;
pub use kit_origin::*;
pub use kit_role::*;
pub use lints::{LintLevel, LintSetting};
pub use outcome::{Agreed, Decision, Logged, LoggedWhat, Outcome};
pub use panel::{Panel, Part};
pub use phrase::{BadPlaceholder, Phrase};
pub use posting::PostingText;
pub use proceedings::{FormThere, Proceeding, Proceedings, SeatFacts};
pub use question::{Exhibit, Probe, Question, QuestionKind, QuestionType, SampleAnswer, Status};
pub use remarks::Remark;
pub use role::{Compensation, CompensationKind, Lane, MustHave, NiceToHave, Pin, RoleSpec};
pub use roll::{Asked, Break, Issued, Roll};
pub use rounds::{Loop, Round};
pub use scoring::{AfterProbe, RatingsUsed, Scoring};
pub use spoken::Prose;
pub use spread::{Overlap, Spread, Supply, Used};
pub use stats::{Stats, StatsCell, StatsRow};
pub use submission::{NotAssessed, SCORECARD_FORMAT, SlotRating, Submission};
pub use theme::{Colors, Logo, Margins, Rgb, Theme, ThemeFont, ThemeFonts};
pub use unlike::{Unlike, UnlikeRule};
