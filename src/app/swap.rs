//! `swap`: puts another question into a slot of the loop; `offers` lists the questions that fit.
//!
//! The chosen question is pinned in the role spec, and an earlier pin of the slot is dropped. Then the loop is made
//! again, with as few other changes as possible.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::call::{Call, Intent};
use super::generate::{self, Generate, LoopDraft, LoopWritten};
use super::offers::{There, moved};
use crate::disk;
use crate::load;
use crate::render::Format;
use crate::store::{Fault, Looks, Req, target};
use crate::text::Source;
use crate::write::replace_file;

/// Puts another question into a slot of the loop.
#[derive(Clone, Debug)]
pub struct Swap {
    /// The req.
    pub req: String,
    /// The slot, such as `technical-depth.2`.
    pub slot: String,
    /// The question.
    pub question: String,
    /// Why it was chosen; it is printed in the kit.
    pub why: Option<String>,
    /// The formats to write in addition to `kit.json`.
    pub formats: Vec<Format>,
    /// Whether the loop is replaced although candidates have kits.
    pub force: bool,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// A swap that is ready to be written.
pub struct SwapDraft {
    req: Req,
    source: Arc<Source>,
    text: Arc<Source>,
    /// The loop with the question.
    pub made: LoopDraft,
    /// The slot.
    pub slot: String,
    /// The question that stood there.
    pub before: String,
    /// The question that comes there.
    pub after: String,
    /// The slots that change beside this one, each with its present question.
    pub changes: Vec<(String, String)>,
}

/// Decides what a swap changes in the role spec and in the loop.
///
/// # Errors
/// [`Fault::Request`] when there is no such req, slot or question, or when the question does not fit;
/// [`Fault::Findings`] when a file has errors; [`Fault::NoKit`] when no loop has the question there;
/// [`Fault::World`] when a file cannot be read or the role spec cannot be edited.
pub fn prepare(request: Swap, intent: Intent, call: &mut Call<'_>) -> Result<SwapDraft, Fault> {
    let there = There::read(&request.req, call)?;
    let (round, slot) = there.slot(&request.slot)?;
    there.is_current()?;
    let question = there.question(slot, round, &request.question)?;
    let (before, after) = (slot.question.id.clone(), question.id.to_string());
    let text = there.role_text(slot, round, &after, request.why.as_deref())?;
    let others = there.with(slot, round, question).map(|kit| moved(&there.kit, &kit).len()).unwrap_or(0);
    let made = Generate {
        req: request.req,
        spec: Some(text.clone()),
        released: BTreeSet::from([slot.id.clone()]),
        formats: request.formats,
        // The user asked for one other question. Further changes need consent, and so do changes under candidates.
        force: request.force || (there.roll.kits.is_empty() && others <= 1),
        looks: request.looks,
        ..Generate::default()
    };
    let made = generate::prepare(made, intent, call)?;
    // The lock is taken now: another run may have written since.
    let now = load::role_file(call.workspace, &there.req.id, call.sink)?;
    if now.text() != there.source.text() {
        return Err(Fault::World(format!(
            "`{}` was changed just now\n  = help: run the command again",
            now.name()
        )));
    }
    let changes = moved(&there.kit, &made.plan.kit);
    let changes = changes.into_iter().filter(|(id, _)| *id != request.slot).collect();
    let There { req, source, .. } = there;
    Ok(SwapDraft { req, source, text, made, slot: request.slot, before, after, changes })
}

impl SwapDraft {
    /// What [`SwapDraft::commit`] would write.
    ///
    /// # Errors
    /// As [`SwapDraft::commit`].
    pub fn preview(&self, call: &mut Call<'_>) -> Result<LoopWritten, Fault> {
        self.made.preview(call)
    }

    /// The file of the role spec, relative to the workspace.
    pub fn role_file(&self) -> &str {
        self.source.name()
    }

    /// Whether the role spec changes.
    pub fn edits_role(&self) -> bool {
        self.text.text() != self.source.text()
    }

    /// Writes the role spec, then the loop. If the run is killed in between, `generate` makes the loop.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the loop may not be replaced without `force`; [`Fault::World`] when a file cannot
    /// be read or written.
    pub fn commit(&self, call: &mut Call<'_>) -> Result<LoopWritten, Fault> {
        if let Some(refusal) = &self.made.plan.refusal {
            return Err(Fault::Refused(refusal.clone()));
        }
        if self.edits_role() {
            let path = call.workspace.req(&self.req.id).join("role.yaml");
            // Some editors begin a file with a byte order mark, which is not part of the text that was read.
            let bytes = disk::read(&path, u64::MAX)?.unwrap_or_default();
            let mark: &[u8] = if bytes.starts_with(b"\xef\xbb\xbf") { b"\xef\xbb\xbf" } else { b"" };
            replace_file(&target(call.workspace, &path)?, &[mark, self.text.text().as_bytes()].concat())?;
        }
        self.made.commit(call)
    }
}
