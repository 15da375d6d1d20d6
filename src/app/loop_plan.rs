//! `generate`: drawing the loop and comparing it with the one on disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::call::Call;
use super::new_loop::There;
use super::particulars::{People, changes, is_same_interview, knows_all, refreshed, with_inputs_of};
use super::reach::Reach;
use crate::issue::{self, Comparison};
use crate::model::{Bank, DRAW, Kit, RoleSpec};
use crate::pipeline::{self, Before};
use crate::render::Format;
use crate::store::{Fault, Home, Looks, Refusal, Req, is_empty, past};
use crate::text::Source;

/// Makes the loop of a req, or brings it up to date.
#[derive(Clone, Debug, Default)]
pub struct Generate {
    /// The req; its role spec is `kits/REQ/role.yaml`.
    pub req: String,
    /// The seed of the draw. `None` means the seed of the loop on disk or, if there is none, the id of the req.
    pub seed: Option<String>,
    /// The text of the role spec, if it is not the one on disk.
    pub spec: Option<Arc<Source>>,
    /// Whether the loop is drawn without regard to the loop on disk.
    pub fresh: bool,
    /// Ids of slots whose questions must not stay, such as `technical-depth.2`.
    pub released: BTreeSet<String>,
    /// The formats to write in addition to `kit.json`.
    pub formats: Vec<Format>,
    /// The folder for the files; `None` means `kits/REQ/loop`.
    pub out: Option<PathBuf>,
    /// Whether a loop that differs is replaced, and pages that were changed by hand are overwritten; the old
    /// files move to the history.
    pub force: bool,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// The loop of a draft, and how it relates to the one on disk.
#[derive(Clone, Debug, Serialize)]
pub struct LoopPlan {
    /// The folder, in the form in which messages show it.
    pub folder: String,
    /// How the loop relates to the one on disk.
    pub case: LoopCase,
    /// The kit.
    #[serde(skip)]
    pub kit: Kit,
    /// Placeholder values that come from the bank because the role spec does not set them, by name.
    pub assumed: BTreeMap<String, String>,
    /// What the questions reach, and how many of them are public.
    #[serde(flatten)]
    pub reach: Reach,
    /// Whether the search finished; false if it stopped at its limit.
    pub proven: bool,
    /// Whether the loop is kept although it was drawn with an earlier version of the drawing rules.
    pub earlier_rules: bool,
    /// What changed in the particulars.
    pub particulars: Vec<&'static str>,
    /// The differences from the loop on disk, if this is a different interview.
    pub comparison: Option<Comparison>,
    /// Why the draft may not be written without `force`.
    pub refusal: Option<Refusal>,
}

/// How a loop relates to the one on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LoopCase {
    /// There is no readable loop on disk.
    New,
    /// The loop on disk is the same interview.
    Same,
    /// The loop on disk is a different interview.
    Other,
}

/// What is in the folder of the loop.
pub(super) enum Case {
    /// No readable loop. The bytes are the content of an unreadable kit file, if there is one.
    New(Option<Vec<u8>>),
    /// The same interview. The flag says whether existing pages are rendered again.
    Same(Box<Home>, bool),
    /// A different interview. The flag says whether candidates have kits that are parallel to it.
    Other(Box<Home>, bool),
}

/// What the draw depends on.
pub(super) struct Drawing<'a> {
    pub(super) request: &'a Generate,
    pub(super) role: &'a RoleSpec,
    pub(super) bank: &'a Bank,
    pub(super) folder: &'a Path,
}

impl Drawing<'_> {
    pub(super) fn decide(
        &self,
        there: There,
        req: &Req,
        call: &mut Call<'_>,
    ) -> Result<(Case, LoopPlan), Fault> {
        match there {
            There::Nothing if self.request.out.is_some() && !is_empty(self.folder)? => {
                let message = "holds other files; the whole folder would be replaced, so choose a new or an empty folder";
                Err(Fault::Request(format!("`{}` {message}", self.folder.display())))
            }
            There::Nothing => Ok((Case::New(None), self.new_loop(req, call)?)),
            There::Unreadable(_, finding) if !self.request.force => Err(call.sink.report(*finding).into()),
            There::Unreadable(bytes, _) => Ok((Case::New(Some(bytes)), self.new_loop(req, call)?)),
            There::Kit(old) => {
                let plan = self.again(&old, call)?;
                self.compared(*old, plan, req, call)
            }
        }
    }

    /// The loop for a folder without a readable loop. In a folder that the user named, it is the loop of the req
    /// if there is one.
    fn new_loop(&self, req: &Req, call: &mut Call<'_>) -> Result<LoopPlan, Fault> {
        if self.request.out.is_some()
            && let Ok(There::Kit(old)) = There::read(&req.loop_folder(), req)
        {
            return Ok(LoopPlan { case: LoopCase::New, ..self.again(&old, call)? });
        }
        self.drawn(self.request.seed.as_deref().unwrap_or(&req.id), None, LoopCase::New, call)
    }

    /// Draws the loop from role spec, bank and seed, and from the loop before if there is one.
    fn drawn(
        &self,
        seed: &str,
        before: Option<&Kit>,
        case: LoopCase,
        call: &mut Call<'_>,
    ) -> Result<LoopPlan, Fault> {
        let made = match before {
            None => pipeline::kit(self.role, self.bank, seed, None, call.sink)?,
            Some(kit) => {
                let before = Before { kit, released: self.request.released.clone() };
                pipeline::kit_after(self.role, self.bank, seed, &before, call.sink)?
            }
        };
        Ok(LoopPlan { proven: made.proven, ..LoopPlan::of(made.kit, case, call.workspace.name(self.folder)) })
    }

    /// The loop that today's inputs give. `case` in the result says whether it is the same interview as the one
    /// on disk. Without another seed, as much as possible of the loop on disk stays.
    fn again(&self, old: &Kit, call: &mut Call<'_>) -> Result<LoopPlan, Fault> {
        let seed = self.request.seed.as_deref().unwrap_or(&old.seed);
        let keeps = !self.request.fresh && seed == old.seed;
        let same = |kit: Kit| LoopPlan::of(kit, LoopCase::Same, call.workspace.name(self.folder));
        let same_inputs = old.sources() == self.bank.sources() && old.role.inputs == self.role.inputs();
        if keeps && same_inputs && self.request.released.is_empty() {
            let plan = same(refreshed(old, self.bank, self.role, &People::new()));
            return Ok(LoopPlan { earlier_rules: old.draw != DRAW, ..plan });
        }
        let plan = self.drawn(seed, keeps.then_some(old), LoopCase::Other, call)?;
        if !is_same_interview(old, &plan.kit) {
            return Ok(plan);
        }
        // The record of the inputs changes only if these inputs give this loop again.
        let before = old.issue.as_ref().and_then(|i| i.supersedes.as_deref());
        let before = before.and_then(|d| past(&self.folder.join("kit.json"), d, call.workspace));
        let again = pipeline::loop_again(self.role, self.bank, old, before.as_ref());
        let admits = |kit: &Kit| kit.slots().map(|slot| slot.admits.clone()).collect::<Vec<_>>();
        let again = again.filter(|again| again.digest == old.digest && admits(again) == admits(old));
        let kit = match again {
            Some(again) => refreshed(&again, self.bank, self.role, &People::new()),
            None => with_inputs_of(old, refreshed(old, self.bank, self.role, &People::new())),
        };
        Ok(LoopPlan { proven: plan.proven, ..same(kit) })
    }

    /// Compares a loop with the one on disk and decides which case applies.
    fn compared(
        &self,
        old: Kit,
        mut plan: LoopPlan,
        req: &Req,
        call: &Call<'_>,
    ) -> Result<(Case, LoopPlan), Fault> {
        let Generate { looks, force, .. } = self.request;
        if plan.case == LoopCase::Same {
            plan.particulars = changes(&old, &plan.kit);
            if plan.particulars.is_empty() {
                plan.kit = old.clone();
            } else {
                knows_all(&self.folder.join("kit.json"), &old, call.workspace)?;
            }
            let home = Home::read(self.folder, old, None, looks)?;
            let otherwise = home.is_made_otherwise(looks)?;
            let redo = !plan.particulars.is_empty() || looks.are_chosen() || otherwise || *force;
            return Ok((Case::Same(Box::new(home), redo), plan));
        }
        let candidates = if self.request.out.is_some() { 0 } else { req.candidates()?.len() };
        plan.comparison = Some(issue::compare(&old, &plan.kit));
        plan.refusal = (!force).then(|| Refusal::LoopWouldChange {
            folder: plan.folder.clone(),
            candidates,
            req: req.id.clone(),
        });
        let home = Home::read(self.folder, old, None, looks)?;
        Ok((Case::Other(Box::new(home), candidates > 0), plan))
    }
}

impl LoopPlan {
    fn of(kit: Kit, case: LoopCase, folder: String) -> LoopPlan {
        LoopPlan {
            folder,
            case,
            kit,
            assumed: BTreeMap::new(),
            reach: Reach::default(),
            proven: true,
            earlier_rules: false,
            particulars: Vec::new(),
            comparison: None,
            refusal: None,
        }
    }
}

/// Placeholder values in the drawn questions that come from the bank and not from the role spec.
pub(super) fn assumed(role: &RoleSpec, bank: &Bank, kit: &Kit) -> BTreeMap<String, String> {
    let drawn = kit.slots().filter_map(|s| bank.question(&s.question.id));
    let used: BTreeSet<&String> = drawn.flat_map(|q| q.phrases().flat_map(|p| p.names())).collect();
    let said = role.assumed.iter().filter(|name| used.contains(name));
    said.map(|name| (name.clone(), role.context[name].clone())).collect()
}
