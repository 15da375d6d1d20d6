//! Writes pages about scores beside the kits, and records them in `pages.json`.

use std::path::{Path, PathBuf};

use super::{AskDebrief, Debriefed, rows};
use crate::app::call::Call;
use crate::render::{Document, Paper, ScoresPage, workbook};
use crate::store::{
    Draft, Fault, FolderChange, Looks, RECORD, Record, Refusal, Rendered, Req, bytes_of, past_of_bytes,
};

/// Writes the pages that a request names: those of the opening, or those of each candidate that it names.
pub(super) fn written(
    request: &AskDebrief,
    req: &Req,
    done: &Debriefed,
    call: &mut Call<'_>,
) -> Result<Vec<FolderChange>, Fault> {
    let page = |page| Document::Scores { page, debrief: &done.debrief, facts: &done.facts };
    let mut jobs: Vec<(PathBuf, &str, Document<'_>)> = Vec::new();
    if request.form {
        jobs.push((req.folder(), "group-form", page(ScoresPage::GroupForm)));
    } else if request.candidates.is_empty() {
        jobs.push((req.folder(), "debrief", page(ScoresPage::Debrief)));
    } else {
        for one in &done.debrief.candidates {
            let folder = req.candidates_folder().join(&one.id);
            jobs.push((folder, "debrief", page(ScoresPage::Candidate(&one.id))));
        }
    }
    let looks = request.looks.settled(call.workspace, call.sink)?;
    let mut changes = Vec::new();
    for (folder, stem, document) in jobs {
        let mut rendered = Rendered::default();
        let renderer = looks.renderer_on(looks.paper_for(Record::read(&folder)?.paper))?;
        rendered.add(&document, stem, &request.formats, &renderer)?;
        if request.workbook {
            let one = folder.file_name().map(|name| name.to_string_lossy().into_owned());
            let rows = rows(&done.debrief).into_iter().enumerate();
            let own = rows
                .filter(|(n, row)| *n == 0 || request.candidates.is_empty() || Some(&row[2]) == one.as_ref());
            let own: Vec<Vec<String>> = own.map(|(_, row)| row).collect();
            rendered.files.insert(format!("{stem}.xlsx"), workbook("Debrief", &own)?);
        }
        if !rendered.files.is_empty() {
            changes.push(write_pages(req, &folder, rendered, &looks, request.force, call)?);
        }
    }
    Ok(changes)
}

/// Writes pages into a folder that has other pages as well, each in one step. A page that a person changed is not replaced,
/// except by `force`: then it moves to the history. The caller holds the lock of the req.
///
/// # Errors
/// [`Fault::Refused`] when a person changed a page; [`Fault::World`] when a file cannot be read or written.
pub(in crate::app) fn write_pages(
    req: &Req,
    folder: &Path,
    rendered: Rendered,
    looks: &Looks,
    force: bool,
    call: &mut Call<'_>,
) -> Result<FolderChange, Fault> {
    let before = Record::read(folder)?;
    let mut record = before.clone();
    if before.names().next().is_none() {
        record.paper = Some(looks.paper_for(None)).filter(|paper| *paper != Paper::A4);
    }
    rendered.files.iter().for_each(|(name, bytes)| record.record(name, bytes));
    let mut draft = Draft::new(folder, rendered);
    let mut changed = Vec::new();
    for name in draft.files.keys().cloned().collect::<Vec<_>>() {
        let there = bytes_of(&folder.join(&name))?.filter(|there| *there != draft.files[&name]);
        if let Some(there) = there.filter(|there| before.has(&name, there) != Some(true)) {
            changed.push(req.name(&folder.join(&name)));
            draft.moves(&name, &past_of_bytes(&there))?;
        }
    }
    if !changed.is_empty() && !force {
        return Err(Fault::Refused(Refusal::PagesChanged { pages: changed }));
    }
    if record != before {
        draft.files.insert(RECORD.to_owned(), record.to_json());
    }
    let change = draft.change(call.workspace)?;
    change.report_missing(call.sink);
    draft.commit_in_place(&req.target(folder)?, &[RECORD])?;
    Ok(change)
}
