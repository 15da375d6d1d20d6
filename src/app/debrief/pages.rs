//! Writes pages about scores beside the kits, and records them in `pages.json`.

use std::path::Path;

use super::{AskDebrief, Debriefed, rows};
use crate::app::call::Call;
use crate::render::{Paper, workbook};
use crate::store::{
    Draft, Fault, FolderChange, Looks, RECORD, Record, Refusal, Rendered, Req, bytes_of, past_of_bytes,
};

/// The pages that a request names.
pub(super) fn written(
    request: &AskDebrief,
    req: &Req,
    done: &Debriefed,
    call: &mut Call<'_>,
) -> Result<Vec<FolderChange>, Fault> {
    let mut changes = Vec::new();
    if request.workbook {
        let mut rendered = Rendered::default();
        rendered.files.insert("debrief.xlsx".to_owned(), workbook("Debrief", &rows(&done.debrief))?);
        let folder = req.folder();
        changes.push(write_pages(req, &folder, rendered, &request.looks, request.force, call)?);
    }
    Ok(changes)
}

/// Writes pages into a folder that has other pages as well, each in one step. A page that a person changed is not replaced,
/// except by `force`: then it moves to the history. The caller holds the lock of the req.
///
/// # Errors
/// [`Fault::Refused`] when a person changed a page; [`Fault::World`] when a file cannot be read or written.
pub(super) fn write_pages(
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
