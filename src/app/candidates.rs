//! The kits of candidates. They are updated with the loop when particulars change.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Serialize;

use super::call::Call;
use super::particulars::{are_same, changes, knows_all, refreshed};
use crate::model::{Bank, Kit, RoleSpec};
use crate::store::{
    Fault, FolderChange, Home, Looks, Made, Renderers, Req, Theirs, candidate_with, each, kit_at, kit_in,
    lost,
};
use crate::text::{quoted, suggestion};
use crate::write::Target;

/// The kit of a candidate that will be written again.
struct Job {
    home: Home,
    kit: Kit,
    target: Target,
}

/// The candidates' kits whose particulars are out of date.
#[derive(Default)]
pub(super) struct Candidates {
    jobs: Vec<Job>,
    looks: Looks,
    /// Candidates whose interview was held: their kits stay as they are.
    held: usize,
    /// Whether the name of a candidate has changed.
    renamed: bool,
    /// Kit files that stay as they are because the role spec no longer has all of their must-haves and rounds.
    other: Vec<String>,
}

/// What happened to the kits of candidates.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Followed {
    /// What changed in the folder of each candidate whose kit was written again.
    pub folders: Vec<FolderChange>,
    /// Candidates whose interview was held: their kits stay as they are.
    pub held: usize,
    /// Kit files that stay as they are because the role spec no longer has all of their must-haves and rounds.
    pub other: Vec<String>,
    /// What changed in the particulars.
    pub what: Vec<&'static str>,
}

impl Followed {
    /// Folders in which something changes on disk.
    pub fn changed(&self) -> usize {
        self.folders.iter().filter(|folder| folder.is_any()).count()
    }
}

impl Candidates {
    /// Looks at the kits of a req's candidates. If fonts, templates or paper are chosen, kits that are up to date
    /// are written again too. With `force`, kits whose pages were made with the user's own fonts or templates are
    /// written again as well.
    pub(super) fn of(
        req: &Req,
        bank: &Bank,
        role: &RoleSpec,
        looks: &Looks,
        force: bool,
        call: &mut Call<'_>,
    ) -> Result<Candidates, Fault> {
        let mut found = Candidates { looks: looks.clone(), ..Candidates::default() };
        let (made, all) = (looks.made(None)?, looks.are_chosen());
        for folder in req.candidates()? {
            let Some(file) = kit_in(&folder)? else {
                lost(&folder, None)?;
                continue;
            };
            let old = kit_at(call.workspace, &file, call.sink)?;
            let known = candidate_with(call.workspace, &folder, &old, call.sink)?;
            if !belongs(&old, role) {
                found.other.push(call.workspace.name(&file));
                continue;
            }
            let new = refreshed(&old, bank, role, &known.interviewers);
            let held = known.held.is_some();
            let home = Home::read(&folder, old, Some(known), looks)?;
            let same = are_same(&home.kit, &new);
            found.renamed |= home.is_renamed();
            let back = force && home.wants_others(&made);
            if same && !all && !back && !home.is_renamed() && !home.is_made_otherwise(looks)? {
                continue;
            }
            if held {
                found.held += usize::from(!same || home.is_renamed());
                continue;
            }
            let target = req.target(&folder)?;
            let kit = if same { home.kit.clone() } else { new };
            if !same {
                knows_all(&file, &home.kit, call.workspace)?;
            }
            found.jobs.push(Job { home, kit, target });
        }
        Ok(found)
    }

    /// Pages that people changed and that would be overwritten.
    pub(super) fn changed<'a>(&'a self, req: &'a Req) -> impl Iterator<Item = String> + 'a {
        let homes = self.jobs.iter().map(|job| &job.home);
        homes.flat_map(|home| home.changed().map(|name| req.name(&home.folder.join(name))))
    }

    /// Folders whose pages were made with the user's own fonts or templates, if the request names none.
    pub(super) fn with_own_looks<'a>(
        &'a self,
        made: &'a Made,
        req: &'a Req,
    ) -> impl Iterator<Item = String> + 'a {
        let homes = self.jobs.iter().map(|job| &job.home).filter(|home| home.wants_others(made));
        homes.map(|home| req.name(&home.folder))
    }

    /// Makes the pages of all these kits again on all processors and, if `write` says so, writes them. The pages are
    /// made one folder at a time, so a thousand candidates need no more memory than a few.
    pub(super) fn carry_out(
        &self,
        theirs: Theirs,
        write: bool,
        call: &mut Call<'_>,
    ) -> Result<Followed, Fault> {
        let own = self.looks.made(None)?.own;
        let renderers = Renderers::new(&self.looks);
        let workspace = call.workspace;
        let one = |job: &Job| -> Result<FolderChange, Fault> {
            let made = Made { paper: self.looks.paper_for(job.home.paper()), own: own.clone() };
            let rendered = job.home.rendered(&job.kit, renderers.on(made.paper)?, &[], false)?;
            let draft = job.home.draft(&job.kit, rendered, &made, theirs)?;
            let change = draft.change(workspace)?;
            if write {
                draft.commit(&job.target)?;
            }
            Ok(change)
        };
        let folders = each(&self.jobs, one).into_iter().collect::<Result<Vec<_>, Fault>>()?;
        // The missing characters are mostly the same in all kits, so only those of the first kit are reported.
        if let Some(first) = folders.iter().find(|change| !change.missing.is_empty()) {
            first.report_glyphs(call.sink);
        }
        // A name belongs to one candidate, so every candidate is reported.
        folders.iter().for_each(|change| change.report_unprinted(call.sink));
        let mut what: Vec<&'static str> = Vec::new();
        let mut seen = BTreeSet::new();
        for job in &self.jobs {
            what.extend(changes(&job.home.kit, &job.kit).into_iter().filter(|name| seen.insert(*name)));
        }
        what.extend(self.renamed.then_some("names or arrangements of candidates"));
        Ok(Followed { folders, held: self.held, other: self.other.clone(), what })
    }
}

/// Whether every must-have and round of a kit is in the role spec.
pub(super) fn belongs(kit: &Kit, role: &RoleSpec) -> bool {
    let must = |id: &String| role.must_haves.iter().any(|m| m.id.as_str() == id);
    let round = |id: &str| role.plan.rounds.iter().any(|r| r.id.as_str() == id);
    kit.slots().flat_map(|s| &s.serves).all(must) && kit.rounds.iter().all(|r| round(&r.id))
}

/// The id of the candidate whose folder this is.
pub(super) fn id_of(folder: &Path) -> String {
    folder.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// Makes sure that every candidate has a kit.
///
/// # Errors
/// [`Fault::Request`] with the nearest ids.
pub(super) fn have_kits(req: &Req, candidates: &[String]) -> Result<(), Fault> {
    let there: Vec<String> = req.candidates_with_kits()?.iter().map(|folder| id_of(folder)).collect();
    let ids = || there.iter().map(String::as_str);
    let unknown: Vec<&str> =
        candidates.iter().map(String::as_str).filter(|id| ids().all(|known| known != *id)).collect();
    if unknown.is_empty() {
        return Ok(());
    }
    let mut message = format!("no kit of `{}` belongs to {}", req.id, quoted(unknown.iter().copied(), "or"));
    for id in unknown {
        let near = suggestion(id, ids());
        if !near.is_empty() {
            message.push_str(&format!("\n  = help: `{id}`: {}", near.trim_end()));
        }
    }
    message.push_str(&match there.is_empty() {
        true => format!("\n  = help: `panelkit variants {} --candidates FILE.csv` issues kits", req.id),
        false => format!(
            "\n  = help: the folder `kits/{}/candidates` has {} kits; nothing was written",
            req.id,
            there.len()
        ),
    });
    Err(Fault::Request(message))
}
