//! `render`: renders the pages of a kit again, without drawing questions.

use std::path::{Path, PathBuf};

use super::call::Call;
use crate::load::Workspace;
use crate::render::Format;
use crate::store::{
    Fault, FolderChange, Home, Looks, RECORD, Refusal, Rendered, Theirs, candidate_in, existing_kit, kit_at,
    target, target_named, whole,
};
use crate::write::{Lock, Target};

/// Renders the pages of a kit again.
#[derive(Clone, Debug)]
pub struct Render {
    /// The kit file.
    pub kit: PathBuf,
    /// The formats of the pages.
    pub formats: Vec<Format>,
    /// Whether pages that were changed by hand are replaced.
    pub force: bool,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// Renders pages and writes them into the folder of the kit. Other files in the folder stay.
///
/// # Errors
/// [`Fault::Request`] when there is no such kit, [`Fault::Refused`] when a page was changed by hand,
/// [`Fault::Findings`] when a file has errors, [`Fault::World`] when a file cannot be read or written.
pub fn render(request: &Render, call: &mut Call<'_>) -> Result<FolderChange, Fault> {
    let looks = request.looks.settled(call.workspace, call.sink)?;
    let file = existing_kit(&request.kit)?;
    let folder = file.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let home_target = target_named(call.workspace, folder)?;
    let _lock = alone(&home_target, call.workspace)?;
    let kit = kit_at(call.workspace, &file, call.sink)?;
    let person = candidate_in(call.workspace, folder, call.sink)?;
    let home = Home::read(folder, kit.clone(), Some(person), &looks)?;
    let made = looks.made(home.paper())?;
    let renderer = looks.renderer_on(made.paper)?;
    let mut rendered = Rendered::default();
    for format in &request.formats {
        for (stem, page) in whole(&kit, home.person.as_ref(), *format, false) {
            rendered.add(&page, &stem, &[*format], &renderer)?;
        }
    }
    let changed = home.changed().filter(|name| rendered.files.contains_key(*name));
    let pages: Vec<String> = changed.map(|name| folder.join(name).display().to_string()).collect();
    if !request.force && !pages.is_empty() {
        return Err(Fault::Refused(Refusal::PagesOfOthers { pages }));
    }
    let mut draft = home.draft(&kit, rendered, &made, Theirs::GivenMove)?;
    // The folder may be any folder of the user's, so nothing in it is removed.
    draft.gone.clear();
    let change = draft.change(call.workspace)?;
    change.report_missing(call.sink);
    draft.commit_in_place(&home_target, &[RECORD])?;
    Ok(change)
}

/// Locks a kit against other runs: takes the lock of its req or, outside `kits`, of the parent folder.
fn alone(folder: &Target, workspace: &Workspace) -> Result<Lock, Fault> {
    let kits = workspace.root().join("kits");
    let real = folder.path().canonicalize()?;
    let req = real.strip_prefix(&kits).ok().and_then(|rest| rest.components().next());
    match req {
        Some(req) => Ok(Lock::take(&target(workspace, &kits.join(req))?)?),
        None => Ok(Lock::take(&folder.parent())?),
    }
}
