//! The use cases of the program, one per file. A terminal, an editor or another program can call them.
//!
//! A use case takes a request and a [`Call`], and returns an outcome that can be serialised. It does not
//! depend on the command line, prints nothing, and reads neither the clock nor the environment. A use case that
//! writes has two steps: `prepare` reads and decides, and returns a draft; `commit` writes the draft, and `preview`
//! says what `commit` would write. Problems in files are reported to the sink of the call; everything else that
//! went wrong is a [`Fault`].

mod batch;
mod call;
mod explained;
mod fit;
mod forms;
mod issuable;
mod known;
mod loop_plan;
mod new_loop;
mod origins;
mod particulars;
mod reach;
mod role_edit;
mod seat_states;
mod seats;
mod sheet_file;
mod today;
mod verdict;

pub mod agree;
pub mod bank;
pub mod calibrate;
pub mod candidates;
pub mod certificate;
pub mod check;
pub mod collect;
pub mod debrief;
pub mod decide;
pub mod diff;
pub mod excuse;
pub mod explain;
pub mod generate;
pub mod held;
pub mod init;
pub mod offers;
pub mod record;
pub mod reissue;
pub mod render;
pub mod role;
pub mod roster;
pub mod scorecards;
pub mod scores;
pub mod shard;
pub mod sheet;
pub mod simulate;
pub mod swap;
pub mod variants;
pub mod verify;

pub use crate::store::{Fault, Refusal};
pub use call::{Call, Intent, Unwatched, Watch};
