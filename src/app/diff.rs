//! `diff`: two kits, slot by slot, and the questions that are in both.

use std::path::PathBuf;

use serde::Serialize;

use super::call::Call;
use crate::issue::{self, Comparison, SharedQuestion};
use crate::model::Kit;
use crate::store::{Fault, existing_kit, kit_at};

/// Compares two kits.
#[derive(Clone, Debug)]
pub struct Diff {
    /// The first kit file, or the folder of a candidate.
    pub first: PathBuf,
    /// The second kit file, or the folder of a candidate.
    pub second: PathBuf,
    /// Whether the outcome has the prompts of the questions.
    pub prompts: bool,
}

/// The differences between two kits, and what they share.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Compared {
    /// The differences.
    #[serde(flatten)]
    pub comparison: Comparison,
    /// The questions that are in both kits: what the first candidate could tell the second.
    pub shared: Vec<SharedQuestion>,
    /// The number of questions of the first kit and of the second.
    pub questions: (usize, usize),
    /// The prompts in the slots that differ, in their order; absent unless prompts were asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub prompts: Vec<SlotPrompts>,
}

/// What two kits say to the candidate in one slot.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotPrompts {
    /// `<round>.<number>`.
    pub slot: String,
    /// The prompt in the first kit; `None` if it has no such slot.
    pub first: Option<String>,
    /// The prompt in the second kit; `None` if it has no such slot.
    pub second: Option<String>,
}

/// Compares two kit files. The folder of a candidate means the kit in it.
///
/// # Errors
/// [`Fault::Request`] when there is no such kit, [`Fault::Findings`] when a kit cannot be read.
pub fn diff(request: &Diff, call: &mut Call<'_>) -> Result<Compared, Fault> {
    let (first, second) = (existing_kit(&request.first)?, existing_kit(&request.second)?);
    let first = kit_at(call.workspace, &first, call.sink)?;
    let second = kit_at(call.workspace, &second, call.sink)?;
    let (comparison, mut shared) = (issue::compare(&first, &second), issue::shared(&first, &second));
    let mut prompts = Vec::new();
    if request.prompts {
        shared.iter_mut().for_each(|one| one.prompt = prompt(&first, &one.first));
        prompts.extend(comparison.slots.iter().map(|one| SlotPrompts {
            slot: one.slot.clone(),
            first: prompt(&first, &one.slot),
            second: prompt(&second, &one.slot),
        }));
    }
    let questions = (first.slots().count(), second.slots().count());
    Ok(Compared { comparison, shared, questions, prompts })
}

/// What a kit says to the candidate in a slot.
fn prompt(kit: &Kit, slot: &str) -> Option<String> {
    kit.slots().find(|s| s.id == slot).map(|s| s.question.prompt.clone())
}
