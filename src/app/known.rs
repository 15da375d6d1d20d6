//! `reissue` for one candidate: replaces a question that this candidate alone knows.

use std::path::PathBuf;
use std::sync::Arc;

use super::call::Call;
use super::candidates::have_kits;
use super::issuable::{nothing_fits, one_interview};
use super::particulars::seated;
use crate::model::{Bank, CandidateFile, Kit, KitReplaced, KitSlot, RoleSpec, Roll};
use crate::pipeline::{Mender, Parallels};
use crate::store::{Fault, Refusal, Req, candidate_with, kit_at};
use crate::text::suggestion;

/// A question that one candidate knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known {
    /// The candidate.
    pub candidate: String,
    /// The slot of the question, `<round>.<number>`.
    pub slot: Option<String>,
    /// The question that takes its place; `None` takes the best that fits.
    pub by: Option<String>,
}

/// What the kits of a req are drawn from.
pub(super) struct Sources<'a> {
    pub(super) req: &'a Req,
    pub(super) role: Arc<RoleSpec>,
    pub(super) bank: Arc<Bank>,
    /// The kit of the loop.
    pub(super) base: Kit,
}

/// A kit in which a question was replaced.
pub(super) struct Replaced {
    pub(super) folder: PathBuf,
    pub(super) old: Kit,
    pub(super) new: Kit,
    /// What `candidate.yaml` says.
    pub(super) known: CandidateFile,
    /// What was replaced.
    pub(super) step: KitReplaced,
}

/// Replaces the question; `None` if the slot already has the question that was asked for.
///
/// # Errors
/// [`Fault::Request`] when the candidate, the slot or the question does not exist, or no slot is named;
/// [`Fault::Refused`] when the interview was held or the question does not fit; [`Fault::Findings`] when a file has
/// errors or the kit is not parallel to the loop; [`Fault::NoKit`] when no question of the bank fits.
pub(super) fn replaced(
    sources: &Sources<'_>,
    known: &Known,
    roll: &Roll,
    call: &mut Call<'_>,
) -> Result<Option<Replaced>, Fault> {
    let Sources { req, role, bank, base } = sources;
    have_kits(req, std::slice::from_ref(&known.candidate))?;
    let folder = req.candidates_folder().join(&known.candidate);
    let path = folder.join("kit.json");
    let old = kit_at(call.workspace, &path, call.sink)?;
    let said = candidate_with(call.workspace, &folder, &old, call.sink)?;
    if let Some(day) = said.held {
        return Err(Fault::Refused(Refusal::KitHeld { candidate: known.candidate.clone(), day }));
    }
    let slot = slot_of(&old, known, &req.id)?;
    let mut one = Roll::default();
    one.kits.extend(roll.kits.iter().filter(|kit| kit.digest == old.digest).cloned());
    one_interview(base, &one, call)?;
    let mender = Mender { role, bank };
    if let Some(chosen) = &known.by {
        if *chosen == slot.question.id {
            return Ok(None);
        }
        if let Some(why) = misfit(chosen, &old, base, slot, &mender)? {
            return Err(refused(chosen, slot, why));
        }
    }
    let step =
        KitReplaced { slot: slot.id.clone(), question: slot.question.id.clone(), by: known.by.clone() };
    let mut parallels = Parallels::new(role.clone(), bank.clone(), base.clone());
    parallels.after(roll);
    let Some(new) = parallels.replace(&old, &step) else {
        return Err(match &known.by {
            Some(chosen) => {
                let why = "fits there, but not together with the rest of the kit: the minutes of its round or the sum of difficulties would be outside their limits";
                refused(chosen, slot, why.to_owned())
            }
            None => {
                let gone = [(step.slot, step.question)];
                nothing_fits(&old, call.workspace.name(&path), &gone, &mender, call)
            }
        });
    };
    let new = seated(new, &said.interviewers);
    Ok(Some(Replaced { folder, old, new, known: said, step }))
}

/// The slot that the request names.
fn slot_of<'k>(kit: &'k Kit, known: &Known, req: &str) -> Result<&'k KitSlot, Fault> {
    let command = format!("panelkit reissue {req} --candidate {} --slot", known.candidate);
    let ids = || kit.slots().map(|s| s.id.as_str());
    let message = match &known.slot {
        Some(named) => match kit.slots().find(|s| s.id == *named) {
            Some(slot) => return Ok(slot),
            None => format!(
                "the kit of `{}` has no slot `{named}`\n  = help: {}its slots are {}",
                known.candidate,
                suggestion(named, ids()),
                ids().collect::<Vec<_>>().join(", ")
            ),
        },
        None => {
            let width = ids().map(str::len).max().unwrap_or(0);
            let line = |s: &KitSlot| {
                let kind = if s.core { "core" } else { "rotating" };
                let title = s.question.title.as_ref().map_or_else(String::new, |t| format!(" ({t})"));
                format!("\n  {:width$}  {kind:8}  `{}`{title}", s.id, s.question.id)
            };
            format!(
                "name the slot of the question that `{}` knows:{}\n  = help: `{command} SLOT` replaces its question",
                known.candidate,
                kit.slots().map(line).collect::<String>()
            )
        }
    };
    Err(Fault::Request(message))
}

fn refused(question: &str, slot: &KitSlot, why: String) -> Fault {
    Fault::Refused(Refusal::DoesNotFit {
        question: question.to_owned(),
        slot: slot.id.clone(),
        instead_of: slot.question.id.clone(),
        why,
    })
}

/// Why the chosen question cannot take the place of the one in the slot; `None` if no single reason is known.
fn misfit(
    chosen: &str,
    kit: &Kit,
    base: &Kit,
    slot: &KitSlot,
    mender: &Mender<'_>,
) -> Result<Option<String>, Fault> {
    let Some(question) = mender.bank.question(chosen) else {
        let near = suggestion(chosen, mender.bank.questions.iter().map(|q| q.id.as_str()));
        return Err(Fault::Request(format!(
            "bank `{}` has no question `{chosen}`\n  = help: {near}`panelkit bank list {} --competency {}` lists those that come closest",
            mender.bank.id, mender.bank.id, slot.competency
        )));
    };
    let before = kit.issue.iter().flat_map(|issue| &issue.replaced);
    if before.into_iter().any(|known| known.question == chosen) {
        return Ok(Some("was replaced before, because this candidate knew it".to_owned()));
    }
    // The limits of a slot are those of the loop's question there.
    let frame = base.slots().find(|s| s.id == slot.id).unwrap_or(slot);
    Ok(mender.misfit(kit, frame, question))
}
