//! Writes pages about scores beside the kits, and records them in `pages.json`.

use std::path::PathBuf;

use super::{AskDebrief, Debriefed, rows};
use crate::app::call::Call;
use crate::render::{Document, Format, Paper, ScoresPage, workbook};
use crate::store::{
    Draft, Fault, FolderChange, Looks, RECORD, Record, Refusal, Rendered, Req, bytes_of, past_of_bytes,
};

/// The pages that a request names: those of the opening, or those of each candidate that it names.
pub(super) fn prepared<'d>(
    request: &AskDebrief,
    req: &Req,
    done: &'d Debriefed,
    call: &mut Call<'_>,
) -> Result<Pages, Fault> {
    let job = |folder: PathBuf, page: ScoresPage<'d>, one: Option<&str>| {
        let stem = if request.form { "group-form" } else { "debrief" };
        let more = match request.workbook {
            true => Some((format!("{stem}.xlsx"), workbook("Debrief", &rows(&done.debrief, one))?)),
            false => None,
        };
        let document = Document::Scores { page, debrief: &done.debrief, facts: &done.facts };
        Ok(Job { folder, stem, document, more })
    };
    let all = || match request.form {
        true => ScoresPage::GroupForm(None),
        false => ScoresPage::Debrief,
    };
    let own = |id: &'d str| match request.form {
        true => ScoresPage::GroupForm(Some(id)),
        false => ScoresPage::Candidate(id),
    };
    let jobs: Result<Vec<Job<'d>>, Fault> = match request.candidates.is_empty() {
        true => std::iter::once(job(req.folder(), all(), None)).collect(),
        false => {
            let ids = done.debrief.candidates.iter().map(|one| one.id.as_str());
            ids.map(|id| job(req.candidates_folder().join(id), own(id), Some(id))).collect()
        }
    };
    let looks = request.looks.settled(call.workspace, call.sink)?;
    Pages::prepare(req, jobs?, &request.formats, &looks, request.force)
}

/// A page to make.
pub(in crate::app) struct Job<'a> {
    /// The folder for its files.
    pub(in crate::app) folder: PathBuf,
    /// The name of its files without the extension.
    pub(in crate::app) stem: &'static str,
    /// The page.
    pub(in crate::app) document: Document<'a>,
    /// Name and bytes of a file beside the page.
    pub(in crate::app) more: Option<(String, Vec<u8>)>,
}

/// Pages that can be written.
pub(in crate::app) struct Pages(Vec<Prepared>);

/// The pages for one folder.
struct Prepared {
    folder: PathBuf,
    draft: Draft,
}

impl Pages {
    /// Makes pages for folders that have other pages as well. A page that a person changed is not replaced, except by `force`:
    /// then it moves to the history. Nothing is written yet. The caller holds the lock of the req.
    ///
    /// # Errors
    /// [`Fault::Refused`] when a person changed pages: it names all of them; [`Fault::World`] when a file cannot be read.
    pub(in crate::app) fn prepare(
        req: &Req,
        jobs: Vec<Job<'_>>,
        formats: &[Format],
        looks: &Looks,
        force: bool,
    ) -> Result<Pages, Fault> {
        let (mut all, mut changed) = (Vec::new(), Vec::new());
        for job in jobs {
            let before = Record::read(&job.folder)?;
            let mut rendered = Rendered::default();
            rendered.add(
                &job.document,
                job.stem,
                formats,
                &looks.renderer_on(looks.paper_for(before.paper))?,
            )?;
            rendered.files.extend(job.more);
            if !rendered.files.is_empty() {
                all.push(Prepared::new(req, job.folder, rendered, before, looks, &mut changed)?);
            }
        }
        match changed.is_empty() || force {
            true => Ok(Pages(all)),
            false => Err(Fault::Refused(Refusal::PagesChanged { pages: changed })),
        }
    }

    /// Writes the pages, each in one step.
    ///
    /// # Errors
    /// [`Fault::World`] when a file cannot be read or written.
    pub(in crate::app) fn written(self, req: &Req, call: &mut Call<'_>) -> Result<Vec<FolderChange>, Fault> {
        let mut changes = Vec::new();
        for Prepared { folder, draft } in self.0 {
            let change = draft.change(call.workspace)?;
            change.report_missing(call.sink);
            draft.commit_in_place(&req.target(&folder)?, &[RECORD])?;
            changes.push(change);
        }
        Ok(changes)
    }
}

impl Prepared {
    /// `before`: what is recorded about the folder. Adds the pages that a person changed to `changed`.
    fn new(
        req: &Req,
        folder: PathBuf,
        rendered: Rendered,
        before: Record,
        looks: &Looks,
        changed: &mut Vec<String>,
    ) -> Result<Prepared, Fault> {
        let mut record = before.clone();
        if before.names().next().is_none() {
            record.paper = Some(looks.paper_for(None)).filter(|paper| *paper != Paper::A4);
        }
        rendered.files.iter().for_each(|(name, bytes)| record.record(name, bytes));
        let mut draft = Draft::new(&folder, rendered);
        for name in draft.files.keys().cloned().collect::<Vec<_>>() {
            let there = bytes_of(&folder.join(&name))?.filter(|there| *there != draft.files[&name]);
            if let Some(there) = there.filter(|there| before.has(&name, there) != Some(true)) {
                changed.push(req.name(&folder.join(&name)));
                draft.moves(&name, &past_of_bytes(&there))?;
            }
        }
        if record != before {
            draft.files.insert(RECORD.to_owned(), record.to_json());
        }
        Ok(Prepared { folder, draft })
    }
}
