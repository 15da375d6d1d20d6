//! `reissue`: replaces withdrawn questions in the kits of interviews that have not been held yet, or one question
//! that a single candidate knows.

use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::call::{Call, Intent};
use super::candidates::id_of;
use super::certificate::{self, Certified};
use super::issuable::nothing_fits;
pub use super::known::Known;
use super::known::{self, Replaced, Sources};
use super::particulars::seated;
use crate::model::{Bank, CandidateFile, Kit, KitSlot, Roll};
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
    /// Replaces one question that a single candidate knows. `None` replaces the withdrawn questions of all kits.
    pub known: Option<Known>,
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
    /// The status of the old question, if it was withdrawn; `known` if this candidate knew it; `None` if it is
    /// replaced only because another slot changed.
    pub status: Option<&'static str>,
    /// The new question.
    pub after: String,
    /// Whether it is a core slot.
    pub core: bool,
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

/// A kit that must change.
struct Affected {
    folder: PathBuf,
    kit: Kit,
    /// What `candidate.yaml` says.
    known: CandidateFile,
    /// The slots, the questions that must go, and the present status of each question.
    gone: Vec<(String, String, &'static str)>,
}

/// Finds the kits to repair, and draws them.
///
/// # Errors
/// [`Fault::Request`] when the req has no loop, [`Fault::Findings`] when a file has errors, [`Fault::NoKit`] when
/// the bank has no questions to replace withdrawn ones, [`Fault::Refused`] when pages were made with the user's
/// own fonts or templates and the request names none, [`Fault::World`] when a file cannot be read.
pub fn prepare(mut request: Reissue, intent: Intent, call: &mut Call<'_>) -> Result<RepairDraft, Fault> {
    request.looks = request.looks.settled(call.workspace, call.sink)?;
    let req = Req::open(call.workspace, &request.req)?;
    let lock = if intent == Intent::Write { Some(req.lock()?) } else { None };
    let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
    let base = req.loop_kit(call.sink)?;
    let (role, bank) = (Arc::new(role.with_ids_of(&base)), Arc::new(bank));
    let sources = Sources { req: &req, role, bank, base };
    let mut roll = req.roll(&sources.base, call.sink)?;
    let (changes, held, good) = match &request.known {
        Some(known) => {
            let change = replacement(&sources, known, &roll, call)?;
            (change.into_iter().collect(), Vec::new(), sources.base.clone())
        }
        None => sources.repaired(&mut roll, call)?,
    };
    let parallels = Parallels::new(sources.role.clone(), sources.bank.clone(), good);
    let repairs = changes.iter().map(|(affected, kit)| repair(affected, kit)).collect();
    let plan = RepairPlan { repairs, held, candidates: roll.kits.len() };
    let looks = &request.looks;
    let home = |(affected, kit): (Affected, Kit)| {
        Ok((Home::read(&affected.folder, affected.kit, Some(affected.known), looks)?, kit))
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

/// The kits that change with their new versions, the kits that stay because they were held, and the loop as it
/// will be.
type Changes = (Vec<(Affected, Kit)>, Vec<HeldKit>, Kit);

impl Sources<'_> {
    /// The kits in which withdrawn questions are replaced.
    fn repaired(&self, roll: &mut Roll, call: &mut Call<'_>) -> Result<Changes, Fault> {
        let Sources { req, role, bank, base } = self;
        let mender = Mender { role, bank };
        let stuck = |affected: &Affected, call: &mut Call<'_>| {
            let gone: Vec<_> = affected.gone.iter().map(|(slot, q, _)| (slot.clone(), q.clone())).collect();
            let file = call.workspace.name(&affected.folder.join("kit.json"));
            nothing_fits(&affected.kit, file, &gone, &mender, call)
        };
        let mut changes: Vec<(Affected, Kit)> = Vec::new();
        let mut good = base.clone();
        if let Some(affected) = affected(base, req.loop_folder(), &CandidateFile::default(), bank) {
            good = mender.of_loop(base).ok_or_else(|| stuck(&affected, call))?;
            changes.push((affected, good.clone()));
        }
        let (mut open, held) = candidates(req, base, &good, bank, call)?;
        // Repair the kits in the order of issue.
        open.sort_by_key(|a| (a.kit.issue.as_ref().and_then(|i| i.number), a.kit.candidate.clone()));
        let mut parallels = Parallels::new(role.clone(), bank.clone(), good.clone());
        for affected in open {
            parallels.after(roll);
            let kit = parallels.repair(&affected.kit).ok_or_else(|| stuck(&affected, call))?;
            let kit = seated(kit, &affected.known.interviewers);
            roll.supersede(|old| old.digest == affected.kit.digest);
            roll.add(&kit, &good, None);
            changes.push((affected, kit));
        }
        Ok((changes, held, good))
    }
}

/// The kit in which a question that its candidate knows is replaced; `None` if it already has the question that was
/// asked for.
fn replacement(
    sources: &Sources<'_>,
    known: &Known,
    roll: &Roll,
    call: &mut Call<'_>,
) -> Result<Option<(Affected, Kit)>, Fault> {
    let found = known::replaced(sources, known, roll, call)?;
    Ok(found.map(|Replaced { folder, old, new, known, step }| {
        let gone = vec![(step.slot, step.question, "known")];
        (Affected { folder, kit: old, known, gone }, new)
    }))
}

fn affected(kit: &Kit, folder: PathBuf, known: &CandidateFile, bank: &Bank) -> Option<Affected> {
    let gone = pipeline::withdrawn(kit, bank);
    let gone: Vec<(String, String, &'static str)> =
        gone.into_iter().map(|(s, status)| (s.id.clone(), s.question.id.clone(), status.as_str())).collect();
    (!gone.is_empty()).then(|| Affected { folder, kit: kit.clone(), known: known.clone(), gone })
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
        let found = affected(&kit, folder.clone(), &known, bank);
        let day = known.held.clone();
        let found = found.or_else(|| behind.then(|| Affected { folder, kit, known, gone: Vec::new() }));
        match (found, day) {
            (Some(affected), Some(day)) => {
                held.push(HeldKit { candidate, day, withdrawn: affected.gone });
            }
            (Some(affected), None) => open.push(affected),
            (None, _) => {}
        }
    }
    Ok((open, held))
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
        status: affected.gone.iter().find(|(s, ..)| s == slot).map(|(.., status)| *status),
        after: id(kit, slot),
        core: kit.slots().any(|s| s.id == *slot && s.core),
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
        let rendered = home.rendered(kit, &looks.renderer_on(made.paper)?, &[], false)?;
        home.draft(kit, rendered, &made, Theirs::Move)
    }
}
