//! The questions that everyone can read, because they ship with the program.

use std::collections::BTreeMap;

use super::{Memory, Workspace, bank, shipped};
use crate::diag::Sink;

/// The questions of a shipped bank: for each id, the digest of its wording. `None` if no bank of this name ships
/// with the program. A bank of the same name in a workspace is not read.
pub fn shipped_wordings(id: &str) -> Option<BTreeMap<String, String>> {
    shipped::shipped_files(id)?;
    let bank = bank(&Workspace::of(Memory::new()), id, &mut Sink::new()).ok()?;
    Some(bank.questions.iter().map(|q| (q.id.to_string(), q.wording())).collect())
}
