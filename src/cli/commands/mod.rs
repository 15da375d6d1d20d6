//! The commands: arguments, one call, and its outcome in words. No command imports another.

pub(super) mod bank;
pub(super) mod certificate;
pub(super) mod check;
pub(super) mod collect;
pub(super) mod debrief;
pub(super) mod diff;
pub(super) mod excuse;
pub(super) mod explain;
pub(super) mod generate;
pub(super) mod held;
pub(super) mod init;
pub(super) mod new;
pub(super) mod reissue;
pub(super) mod render;
pub(super) mod schema;
pub(super) mod scorecards;
pub(super) mod scores;
pub(super) mod shell;
pub(super) mod simulate;
pub(super) mod swap;
pub(super) mod variants;
pub(super) mod verify;
