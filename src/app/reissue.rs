//! `reissue`: replaces withdrawn questions in the kits of interviews that have not been held yet.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::call::{Call, Intent};
use super::candidates::id_of;
use super::certificate::{self, Certified};
use crate::diag::{Diagnostic, codes};
use crate::model::{Bank, Kit, KitSlot, Status};
use crate::pipeline::{self, Mender, Parallels};
use crate::store::{
    Draft, Fault, FolderChange, Home, Looks, Refusal, Req, Theirs, candidate_with, kit_at, kit_in,
};
use crate::write::Lock;

/// Repairs the kits of a req that hold withdrawn questions.
#[derive(Clone, Debug)]
pub struct Reissue {
    /// The req.
    pub req: String,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// Repairs that are ready to be written.
pub struct RepairDraft {
    request: Reissue,
    req: Req,
    /// Draws kits parallel to the loop in good repair, which is their base.
    parallels: Parallels,
    kits: Vec<(Home, Kit)>,
    _lock: Option<Lock>,
    /// The kits that would change, and how.
    pub plan: RepairPlan,
}

/// What changes in which kits.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct RepairPlan {
    /// The kits that change, the loop first, then the candidates in the order of issue.
    pub repairs: Vec<Repair>,
    /// Kits that stay although they hold a withdrawn question, because their interviews were held.
    pub held: Vec<HeldKit>,
    /// Candidates who have a kit.
    pub candidates: usize,
}

/// How one kit changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Repair {
    /// The candidate; `None` for the loop.
    pub candidate: Option<String>,
    /// The slots that get another question.
    pub slots: Vec<SlotChange>,
    /// The rounds with changed slots and their interviewers. These people need new printed pages.
    pub print_again: Vec<(String, Vec<String>)>,
}

/// How one slot changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SlotChange {
    /// `<round>.<number>`.
    pub slot: String,
    /// The old question.
    pub before: String,
    /// The status of the old question, if it was withdrawn; `None` if the question was not withdrawn and is
    /// replaced only because another slot changed.
    pub status: Option<&'static str>,
    /// The new question.
    pub after: String,
}

/// A kit that stays because its interview was held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HeldKit {
    /// The candidate.
    pub candidate: String,
    /// The day of the interview.
    pub day: String,
    /// The slots, their withdrawn questions, and the present status of each question.
    pub withdrawn: Vec<(String, String, &'static str)>,
}

/// What was written, or would be.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Repaired {
    /// What changed in each folder.
    pub folders: Vec<FolderChange>,
    /// The certificate, if kits were repaired or an interview was held with a withdrawn question.
    pub certificate: Option<Certified>,
    /// The certificate files, if a killed run had not brought them up to date.
    pub renewed: Option<FolderChange>,
}

/// A kit that holds a withdrawn question.
struct Affected {
    folder: PathBuf,
    kit: Kit,
    name: Option<String>,
    /// The slots, their withdrawn questions, and the present status of each question.
    gone: Vec<(String, String, Status)>,
}

/// Finds the kits to repair, and draws them.
///
/// # Errors
/// [`Fault::Request`] when the req has no loop, [`Fault::Findings`] when a file has errors, [`Fault::NoKit`] when
/// the bank has no questions to replace withdrawn ones, [`Fault::Refused`] when pages were made with the user's
/// own fonts or templates and the request names none, [`Fault::World`] when a file cannot be read.
pub fn prepare(request: Reissue, intent: Intent, call: &mut Call<'_>) -> Result<RepairDraft, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    let lock = if intent == Intent::Write { Some(req.lock()?) } else { None };
    let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
    let base = req.loop_kit(call.sink)?;
    let (role, bank) = (Arc::new(role.with_ids_of(&base)), Arc::new(bank));
    let mut roll = req.roll(&base, call.sink)?;
    let mender = Mender { role: &role, bank: &bank };
    let mut changes: Vec<(Affected, Kit)> = Vec::new();
    let mut good = base.clone();
    if let Some(affected) = affected(&base, req.loop_folder(), None, &bank) {
        good = mender.of_loop(&base).ok_or_else(|| nothing_fits(&affected, &mender, call))?;
        changes.push((affected, good.clone()));
    }
    let (mut open, held) = candidates(&req, &base, &good, &bank, call)?;
    // Repair the kits in the order of issue.
    open.sort_by_key(|a| (a.kit.issue.as_ref().and_then(|i| i.number), a.kit.candidate.clone()));
    let mut parallels = Parallels::new(role.clone(), bank.clone(), good.clone());
    for affected in open {
        parallels.after(&roll);
        let kit = parallels.repair(&affected.kit);
        let kit = kit.ok_or_else(|| nothing_fits(&affected, &mender, call))?;
        roll.supersede(|old| old.digest == affected.kit.digest);
        roll.add(&kit, &good, None);
        changes.push((affected, kit));
    }
    let repairs = changes.iter().map(|(affected, kit)| repair(affected, kit)).collect();
    let plan = RepairPlan { repairs, held, candidates: roll.kits.len() };
    let looks = &request.looks;
    let home = |(affected, kit): (Affected, Kit)| {
        Ok((Home::read(&affected.folder, affected.kit, affected.name, looks)?, kit))
    };
    let kits = changes.into_iter().map(home).collect::<Result<Vec<(Home, Kit)>, Fault>>()?;
    let made = looks.made(None)?;
    let own = kits.iter().filter(|(home, _)| home.wants_others(&made));
    let folders: Vec<String> = own.map(|(home, _)| req.name(&home.folder)).collect();
    if !folders.is_empty() {
        return Err(Fault::Refused(Refusal::OwnLooks { folders, can_force: false }));
    }
    Ok(RepairDraft { request, req, parallels, kits, _lock: lock, plan })
}

fn affected(kit: &Kit, folder: PathBuf, name: Option<String>, bank: &Bank) -> Option<Affected> {
    let gone = pipeline::withdrawn(kit, bank);
    let gone: Vec<(String, String, Status)> =
        gone.into_iter().map(|(s, status)| (s.id.clone(), s.question.id.clone(), status)).collect();
    (!gone.is_empty()).then(|| Affected { folder, kit: kit.clone(), name, gone })
}

/// Candidates whose kits must change, and those whose kits would change if their interviews had not been held. If
/// a core question of the loop was replaced, it is replaced in all kits.
fn candidates(
    req: &Req,
    base: &Kit,
    good: &Kit,
    bank: &Bank,
    call: &mut Call<'_>,
) -> Result<(Vec<Affected>, Vec<HeldKit>), Fault> {
    let (mut open, mut held) = (Vec::new(), Vec::new());
    let core_changed = pipeline::changed(base, good);
    for folder in req.candidates()? {
        let Some(file) = kit_in(&folder)? else { continue };
        let kit = kit_at(call.workspace, &file, call.sink)?;
        let known = candidate_with(call.workspace, &folder, &kit, call.sink)?;
        let clash =
            |slot: &KitSlot| !slot.core && good.slots().any(|s| s.core && s.question.id == slot.question.id);
        let behind = kit.slots().any(clash)
            || kit
                .slots()
                .zip(good.slots())
                .any(|(a, b)| a.core && core_changed.contains(&b.id) && a.question.id != b.question.id);
        let candidate = id_of(&folder);
        let found = affected(&kit, folder.clone(), known.name.clone(), bank);
        let found =
            found.or_else(|| behind.then(|| Affected { folder, kit, name: known.name, gone: Vec::new() }));
        match (found, known.held) {
            (Some(affected), Some(day)) => {
                let gone = affected.gone.into_iter().map(|(slot, q, status)| (slot, q, status.as_str()));
                held.push(HeldKit { candidate, day, withdrawn: gone.collect() });
            }
            (Some(affected), None) => open.push(affected),
            (None, _) => {}
        }
    }
    Ok((open, held))
}

fn nothing_fits(affected: &Affected, mender: &Mender<'_>, call: &mut Call<'_>) -> Fault {
    let gone: Vec<String> = affected.gone.iter().map(|(slot, q, _)| format!("`{q}` ({slot})")).collect();
    let whose = affected.kit.candidate.as_deref().unwrap_or("the loop");
    let message = format!("{whose}: no question of the bank can take the place of {}", gone.join(", "));
    let finding = Diagnostic::new(&codes::NO_VARIANT, message)
        .in_file(call.workspace.name(&affected.folder.join("kit.json")))
        .help("write questions for the competency and depth of these slots")
        .help("nothing was changed");
    let slots = affected.kit.slots().filter(|s| affected.gone.iter().any(|(id, ..)| *id == s.id));
    let rivals = slots.flat_map(|slot| mender.rivals(&affected.kit, slot));
    let finding = rivals.take(12).fold(finding, |f, (id, why)| f.help(format!("`{id}` {why}")));
    call.sink.report(finding);
    Fault::NoKit
}

/// How a kit changes.
fn repair(affected: &Affected, kit: &Kit) -> Repair {
    let changed = pipeline::changed(&affected.kit, kit);
    let id = |kit: &Kit, slot: &str| {
        kit.slots().find(|s| s.id == slot).map_or_else(String::new, |s| s.question.id.clone())
    };
    let change = |slot: &String| SlotChange {
        slot: slot.clone(),
        before: id(&affected.kit, slot),
        status: affected.gone.iter().find(|(s, ..)| s == slot).map(|(.., status)| status.as_str()),
        after: id(kit, slot),
    };
    let rounds = kit.rounds.iter().filter(|r| r.slots.iter().any(|s| changed.contains(&s.id)));
    Repair {
        candidate: kit.candidate.clone(),
        slots: changed.iter().map(change).collect(),
        print_again: rounds.map(|r| (r.title.clone(), r.interviewers.clone())).collect(),
    }
}

impl RepairDraft {
    /// What [`RepairDraft::commit`] would write.
    ///
    /// # Errors
    /// [`Fault::World`] when a file cannot be read.
    pub fn preview(&self, call: &mut Call<'_>) -> Result<Repaired, Fault> {
        let folders = self.carry_out(false, call)?;
        Ok(Repaired { folders, ..Repaired::default() })
    }

    /// Replaces the old kits, which move to the history together with what people wrote, and writes the
    /// certificate again.
    ///
    /// # Errors
    /// [`Fault::Findings`] when a file has errors, [`Fault::World`] when a file cannot be read or written.
    pub fn commit(&self, call: &mut Call<'_>) -> Result<Repaired, Fault> {
        let RepairDraft { req, parallels, plan, .. } = self;
        let looks = &self.request.looks;
        let mut repaired = Repaired { folders: self.carry_out(true, call)?, ..Repaired::default() };
        if plan.repairs.is_empty() && plan.held.is_empty() {
            // A killed run may have left the certificate out of date.
            let parallels_of = || parallels.clone();
            repaired.renewed = certificate::renewed(req, parallels.base(), parallels_of, looks, true, call)?;
            return Ok(repaired);
        }
        if plan.candidates > 0 {
            // If an interview was held with a withdrawn question, its kit stays, and the certificate lists it.
            let roll = req.roll(parallels.base(), call.sink)?;
            let mut parallels = parallels.clone();
            parallels.after(&roll);
            let formats = certificate::formats_there(&req.folder())?;
            let certified = certificate::write(req, &roll, &parallels, &formats, looks, call)?;
            repaired.certificate = Some(certified);
        }
        Ok(repaired)
    }

    fn carry_out(&self, write: bool, call: &mut Call<'_>) -> Result<Vec<FolderChange>, Fault> {
        let mut folders = Vec::new();
        for (home, kit) in &self.kits {
            let draft = self.draft(home, kit)?;
            let change = draft.change(call.workspace)?;
            change.report_missing(call.sink);
            if write {
                draft.commit(&self.req.target(&home.folder)?)?;
            }
            folders.push(change);
        }
        Ok(folders)
    }

    fn draft(&self, home: &Home, kit: &Kit) -> Result<Draft, Fault> {
        let looks = &self.request.looks;
        let made = looks.made(home.paper())?;
        let rendered = home.rendered(kit, &looks.renderer_on(made.paper)?, &[])?;
        home.draft(kit, rendered, &made, Theirs::Move)
    }
}
