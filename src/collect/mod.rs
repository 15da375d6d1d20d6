//! Filled-in scorecards to submissions. Each kind of file has a reader that returns a [`Filled`], which is the form as it
//! was filled in, before any rule. No reader knows the kit, and none reads the disk. [`judge()`] has the rules.

mod card;
mod code;
mod filled;
mod json;
mod judge;
mod markdown;
pub mod pdf;
mod sheet;
mod sniff;
mod yaml;

pub(crate) use code::TYPE_IT;
pub use code::{FormCode, Unreadable, form_code_text};
pub use filled::{Filled, FilledSlot, Mark};
pub use json::json;
pub use judge::{Judged, day_or_time, fixed, judge, kit_digest};
pub use markdown::markdown;
pub use sheet::{SHEET_HEADINGS, SHEET_NEEDS, SheetSeat, sheet};
pub use sniff::{FormKind, sniff};
pub use yaml::yaml;
