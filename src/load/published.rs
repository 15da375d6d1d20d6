//! The questions that everyone can read, because they ship with the program.

use std::collections::{BTreeMap, BTreeSet};

use super::{Memory, Workspace, bank, shipped};
use crate::diag::Sink;

/// The questions of a shipped bank: for each id, the digest of its wording. `None` if no bank of this name ships
/// with the program, or if it has no question with one of the ids `wanted`. A bank of the same name in a workspace
/// is not read.
pub fn shipped_wordings(id: &str, wanted: &BTreeSet<&str>) -> Option<BTreeMap<String, String>> {
    let files = shipped::shipped_files(id)?;
    // Reading a bank takes far longer than looking for ids in its text.
    let named = |line: &str| line.trim_start().strip_prefix("- id: ").is_some_and(|id| wanted.contains(id));
    if !files.iter().any(|(_, text)| text.lines().any(named)) {
        return None;
    }
    let bank = bank(&Workspace::of(Memory::new()), id, &mut Sink::new()).ok()?;
    Some(bank.questions.iter().map(|q| (q.id.to_string(), q.wording())).collect())
}
