//! `generate`: the loop of a req.
//!
//! There are three cases. If the folder holds no readable loop, the draft is a new loop. If it holds the same
//! interview, the draft writes changed particulars and missing pages, and updates the candidates' kits. If it
//! holds a different interview, the draft replaces it, provided that the request says `force`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Serialize;

use super::call::{Call, Intent};
use super::candidates::{Candidates, Followed};
use super::loop_plan::{Case, Drawing, assumed};
pub use super::loop_plan::{Generate, LoopCase, LoopPlan};
pub use super::reach::{Once, Reach};
use super::{certificate, new_loop};
use crate::diag::Sink;
use crate::lint::Linter;
use crate::load;
use crate::model::{Bank, RoleSpec};
use crate::pipeline::{self, Parallels};
use crate::render::Layout;
use crate::store::{
    Draft, Fault, FolderChange, Home, Looks, Refusal, Rendered, Req, Theirs, not_issued, only_issued,
    page_names, target, whole,
};
use crate::write::{Lock, Target, sweep};

/// A loop that is ready to be written.
pub struct LoopDraft {
    request: Generate,
    req: Req,
    role: Arc<RoleSpec>,
    bank: Arc<Bank>,
    folder: PathBuf,
    target: Target,
    case: Case,
    candidates: Candidates,
    /// The lock that other runs wait for until the draft is dropped.
    _lock: Option<Lock>,
    /// The new loop, and how it relates to the one on disk.
    pub plan: LoopPlan,
}

/// What was written, or would be.
#[derive(Clone, Debug, Serialize)]
pub struct LoopWritten {
    /// The folder of the loop.
    #[serde(rename = "loop")]
    pub home: FolderChange,
    /// Whether there was anything to write in that folder.
    pub is_work: bool,
    /// The place in the history to which an unreadable kit file was moved.
    pub unreadable: Option<String>,
    /// Whether the loop was written because its particulars changed.
    pub with_particulars: bool,
    /// What changed in the particulars of the loop and of candidates' kits.
    pub particulars: Vec<&'static str>,
    /// The kits of candidates.
    pub candidates: Followed,
    /// The certificate, if it changed.
    pub certificate: Option<FolderChange>,
    /// The files that were asked for.
    pub asked: Vec<String>,
}

/// Draws the loop, compares it with the one on disk, and decides what to write.
///
/// # Errors
/// [`Fault::Request`] for an unknown req or a folder that must not be written; [`Fault::Findings`] when the files have
/// errors; [`Fault::NoKit`] when no loop satisfies the role spec; [`Fault::World`] when a file cannot be read.
pub fn prepare(mut request: Generate, intent: Intent, call: &mut Call<'_>) -> Result<LoopDraft, Fault> {
    request.looks = request.looks.settled(call.workspace, call.sink)?;
    let req = Req::open(call.workspace, &request.req)?;
    if let Some(out) = &request.out {
        let elsewhere = "a folder elsewhere with --out";
        not_issued(call.workspace, out, elsewhere)?;
        if out.components().any(|part| part.as_os_str() == "candidates") {
            return Err(only_issued(call.workspace, out, elsewhere));
        }
    }
    let folder = request.out.clone().unwrap_or_else(|| req.loop_folder());
    let lock = match (intent, &request.out) {
        (Intent::Preview, _) => None,
        (Intent::Write, None) => Some(req.lock()?),
        // No folder is made for a role spec with errors.
        (Intent::Write, Some(_)) if pipeline::req(call.workspace, &req.id, &mut Sink::new()).is_err() => None,
        (Intent::Write, Some(out)) => Some(alone(out)?),
    };
    let (mut role, bank) = match &request.spec {
        Some(source) => pipeline::role(
            call.workspace,
            source,
            &req.id,
            &mut |b, s| load::bank(&req.workspace, b, s),
            &mut Linter::default(),
            call.sink,
        )?,
        None => pipeline::req(call.workspace, &req.id, call.sink)?,
    };
    if request.looks.are_chosen() {
        // A font or a template that fails ends the run before anything else happens.
        request.looks.renderer()?;
    }
    let target = match request.out.is_some() {
        true => Target::named(&folder)?,
        false => target(call.workspace, &folder)?,
    };
    let there = new_loop::There::read(&folder, &req)?;
    if let new_loop::There::Kit(old) = &there {
        role = role.with_ids_of(old);
    }
    let drawing = Drawing { request: &request, role: &role, bank: &bank, folder: &folder };
    let (case, mut plan) = drawing.decide(there, &req, call)?;
    plan.assumed = assumed(&role, &bank, &plan.kit);
    plan.reach = Reach::of(&role, &bank, &plan.kit);
    let candidates = match request.out.is_some() || plan.refusal.is_some() {
        true => Candidates::default(),
        false => Candidates::of(&req, &bank, &role, &request.looks, request.force, call)?,
    };
    let (role, bank) = (Arc::new(role), Arc::new(bank));
    let mut draft =
        LoopDraft { request, req, role, bank, folder, target, case, candidates, _lock: lock, plan };
    draft.plan.refusal = match draft.plan.refusal.take() {
        Some(refusal) => Some(refusal),
        None => draft.in_the_way()?,
    };
    Ok(draft)
}

impl LoopDraft {
    /// Why the draft needs `force` although the interview stays the same; `None` if it does not.
    fn in_the_way(&self) -> Result<Option<Refusal>, Fault> {
        let Case::Same(home, redo) = &self.case else { return Ok(None) };
        if self.request.force {
            return Ok(None);
        }
        let asked = |name: &str| self.request.formats.iter().any(|f| name.ends_with(f.extension()));
        let changed = home.changed().filter(|name| *redo || asked(name));
        let changed = changed.map(|name| format!("{}/{name}", self.plan.folder));
        let pages: Vec<String> = changed.chain(self.candidates.changed(&self.req)).collect();
        if !pages.is_empty() {
            return Ok(Some(Refusal::PagesChanged { pages }));
        }
        let made = self.request.looks.made(None)?;
        let in_loop = (*redo && home.wants_others(&made)).then(|| self.plan.folder.clone());
        let folders: Vec<String> =
            in_loop.into_iter().chain(self.candidates.with_own_looks(&made, &self.req)).collect();
        Ok((!folders.is_empty()).then_some(Refusal::OwnLooks { folders, can_force: true }))
    }

    /// What [`LoopDraft::commit`] would write.
    ///
    /// # Errors
    /// As [`LoopDraft::commit`].
    pub fn preview(&self, call: &mut Call<'_>) -> Result<LoopWritten, Fault> {
        self.carry_out(false, call)
    }

    /// Writes the kits of candidates, the certificate and, last, the loop. If the run is killed before the end,
    /// the old loop on disk shows the next run that the work is not finished.
    ///
    /// # Errors
    /// [`Fault::Refused`] when the draft may not be written without `force`; [`Fault::World`] when a file cannot be
    /// read or written.
    pub fn commit(&self, call: &mut Call<'_>) -> Result<LoopWritten, Fault> {
        self.carry_out(true, call)
    }

    fn carry_out(&self, write: bool, call: &mut Call<'_>) -> Result<LoopWritten, Fault> {
        if let Some(refusal) = &self.plan.refusal {
            return Err(Fault::Refused(refusal.clone()));
        }
        let (looks, kit) = (&self.request.looks, &self.plan.kit);
        let theirs = if self.request.force { Theirs::FormsStay } else { Theirs::Stay };
        let candidates = self.candidates.carry_out(theirs, write, call)?;
        let certificate = match self.request.out.is_some() {
            true => None,
            false => {
                let parallels = || Parallels::new(self.role.clone(), self.bank.clone(), kit.clone());
                certificate::renewed(&self.req, kit, parallels, looks, write, call)?
            }
        };
        let mut unreadable = None;
        let (draft, redo) = match &self.case {
            Case::New(bytes) => {
                let rendered = self.pages(looks, |_, _| true)?;
                let (draft, moved) = new_loop::draft(&self.folder, kit, rendered, looks, bytes.as_deref())?;
                unreadable = moved;
                (draft, false)
            }
            Case::Same(home, redo) => (self.same(home, *redo, theirs)?, *redo),
            Case::Other(home, issued) => (self.other(home, *issued)?, false),
        };
        let home = draft.change(call.workspace)?;
        let is_work = home.is_any() || !matches!(self.case, Case::Same(..));
        if is_work {
            home.report_missing(call.sink);
            if write {
                draft.commit(&self.target)?;
            }
        }
        let mut seen = BTreeSet::new();
        let all = self.plan.particulars.iter().chain(&candidates.what).copied();
        Ok(LoopWritten {
            particulars: all.filter(|name| seen.insert(*name)).collect(),
            with_particulars: is_work && redo,
            home,
            is_work,
            unreadable,
            candidates,
            certificate,
            asked: self.asked(),
        })
    }

    fn same(&self, home: &Home, redo: bool, theirs: Theirs) -> Result<Draft, Fault> {
        let (looks, kit) = (&self.request.looks, &self.plan.kit);
        let made = looks.made(home.paper())?;
        let rendered = match redo {
            true => {
                let renderer = looks.renderer_on(made.paper)?;
                home.rendered(kit, &renderer, &self.request.formats, looks.layout.split)?
            }
            false => {
                let there = |name: &str, layout: Layout| {
                    home.pages.iter().any(|(known, _)| known == name) && home.layout(name) == layout
                };
                let looks = Looks { paper: Some(made.paper), ..looks.clone() };
                self.pages(&looks, |name, layout| !there(name, layout))?
            }
        };
        home.draft(kit, rendered, &made, theirs)
    }

    fn other(&self, home: &Home, issued: bool) -> Result<Draft, Fault> {
        // The candidates' kits are parallel to the previous loop. It is therefore kept in the history, for
        // comparison.
        let theirs = match !issued && !home.pages.iter().any(|(_, what)| what.is_of_people()) {
            true => Theirs::Stay,
            false => Theirs::Move,
        };
        let made = self.request.looks.made(home.paper())?;
        let looks = Looks { paper: Some(made.paper), ..self.request.looks.clone() };
        let rendered = self.pages(&looks, |_, _| true)?;
        home.draft(&self.plan.kit, rendered, &made, theirs)
    }

    /// Whether the Markdown of the loop gets a file for each round: because the request says so, or because it has them.
    fn is_split(&self) -> bool {
        let there = match &self.case {
            Case::New(_) => false,
            Case::Same(home, _) | Case::Other(home, _) => home.is_split(),
        };
        self.request.looks.layout.split || there
    }

    /// Renders the requested pages that `wanted` accepts by name and layout.
    fn pages(&self, looks: &Looks, wanted: impl Fn(&str, Layout) -> bool) -> Result<Rendered, Fault> {
        let mut rendered = Rendered::default();
        let mut renderer = None;
        for format in &self.request.formats {
            for (stem, page) in whole(&self.plan.kit, None, *format, self.is_split()) {
                if wanted(&format!("{stem}.{}", format.extension()), page.layout()) {
                    let renderer = match &renderer {
                        Some(renderer) => renderer,
                        None => renderer.insert(looks.renderer()?),
                    };
                    rendered.add(&page, &stem, &[*format], renderer)?;
                }
            }
        }
        Ok(rendered)
    }

    fn asked(&self) -> Vec<String> {
        let mut names = page_names(&self.plan.kit, None, &self.request.formats, false, self.is_split());
        names.push("kit.json".to_owned());
        names.sort();
        names
    }
}

/// Locks the folder that the user named against other runs, and removes the files that a killed run left next to
/// it.
fn alone(out: &Path) -> Result<Lock, Fault> {
    let parent = Target::named(out)?.parent();
    std::fs::create_dir_all(parent.path()).map_err(|e| {
        Fault::World(format!(
            "cannot create `{}`: {e}\n  = help: choose another folder with --out",
            parent.path().display()
        ))
    })?;
    let lock = Lock::take(&parent)?;
    sweep(&parent);
    Ok(lock)
}
