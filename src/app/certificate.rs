//! `certificate`: what the kits of a req have in common, in writing.

use std::path::Path;

use serde::Serialize;

use super::call::Call;
use crate::model::{Certificate, Kit, Roll};
use crate::pipeline::{self, Parallels};
use crate::render::{Document, Format, Paper};
use crate::store::{
    Draft, Fault, FolderChange, Looks, RECORD, Record, Rendered, Req, bytes_of, has_file, past_of_bytes, unix,
};

/// Writes the certificate of a req again.
#[derive(Clone, Debug)]
pub struct CertificateOf {
    /// The req.
    pub req: String,
    /// The formats to write in addition to `equivalence.json`.
    pub formats: Vec<Format>,
    /// Fonts, templates and paper.
    pub looks: Looks,
}

/// A certificate that was written.
#[derive(Clone, Debug, Serialize)]
pub struct Certified {
    /// Its content.
    pub certificate: Certificate,
    /// How many more candidates can get a kit in which no rotating question was used for an earlier candidate.
    pub left: Left,
    /// What changed on disk.
    pub change: FolderChange,
}

/// A number of candidates, counted up to a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Left {
    /// The number.
    Exactly(usize),
    /// The count ended at this number.
    MoreThan(usize),
}

/// Limit of the count of future candidates.
const MOST_LEFT: usize = 1_000;

/// File name of the machine-readable certificate.
pub(super) const JSON: &str = "equivalence.json";

/// Writes the certificate from the kits that were issued.
///
/// # Errors
/// [`Fault::Request`] when no candidate has a kit, [`Fault::Findings`] when a file has errors, [`Fault::World`] when
/// a file cannot be read or written.
pub fn certificate(request: &CertificateOf, call: &mut Call<'_>) -> Result<Certified, Fault> {
    let req = Req::open(call.workspace, &request.req)?;
    let _lock = req.lock()?;
    let (role, bank) = pipeline::req(call.workspace, &req.id, call.sink)?;
    let base = req.loop_kit(call.sink)?;
    let roll = req.roll(&base, call.sink)?;
    if roll.kits.is_empty() {
        return Err(req.no_candidate_yet());
    }
    let mut parallels = Parallels::new(role, bank, base);
    parallels.after(&roll);
    let looks = request.looks.settled(call.workspace, call.sink)?;
    write(&req, &roll, &parallels, &request.formats, &looks, call)
}

/// The text of `equivalence.json`.
pub(super) fn to_json(certificate: &Certificate) -> String {
    let json = serde_json::to_string_pretty(certificate).expect("internal: plain data");
    format!("{json}\n")
}

/// Writes the certificate for the kits in `roll`, which is sorted by order of issue. `parallels` must be ready to
/// draw the kit that follows them.
pub(super) fn write(
    req: &Req,
    roll: &Roll,
    parallels: &Parallels,
    formats: &[Format],
    looks: &Looks,
    call: &mut Call<'_>,
) -> Result<Certified, Fault> {
    let certificate = parallels.certificate(roll);
    let left = match parallels.left((1..=MOST_LEFT).map(|n| format!("candidate-to-come-{n}"))) {
        MOST_LEFT => Left::MoreThan(MOST_LEFT),
        n => Left::Exactly(n),
    };
    let draft = draft(req, &certificate, formats, looks)?;
    let change = draft.change(call.workspace)?;
    change.report_missing(call.sink);
    commit(&draft, req)?;
    Ok(Certified { certificate, left, change })
}

/// The files of a req's certificate after a change of particulars; `None` if the req has no certificate or it
/// stays the same. `base` is the kit of the loop, and `parallels` prepares to draw the kits parallel to it.
pub(super) fn renewed(
    req: &Req,
    base: &Kit,
    parallels: impl FnOnce() -> Parallels,
    looks: &Looks,
    write: bool,
    call: &mut Call<'_>,
) -> Result<Option<FolderChange>, Fault> {
    if !has_file(&req.folder().join(JSON))? {
        return Ok(None);
    }
    let roll = req.roll(base, call.sink)?;
    if roll.kits.is_empty() {
        return Ok(None);
    }
    let certificate = parallels().certificate(&roll);
    let draft = draft(req, &certificate, &formats_there(&req.folder())?, looks)?;
    let there = Record::read(&req.folder())?.paper;
    let other_paper = looks.usual.paper.is_some() && looks.paper_for(there) != there.unwrap_or_default();
    let other_look = looks.usual.has_own() && !unlike(&req.folder(), &certificate, looks)?.is_empty();
    if is_up_to_date(&draft)? && !other_paper && !other_look {
        return Ok(None);
    }
    let change = draft.change(call.workspace)?;
    change.report_missing(call.sink);
    if write {
        commit(&draft, req)?;
    }
    Ok(Some(change))
}

/// Formats of the certificate that are in the folder of a req.
pub(super) fn formats_there(folder: &Path) -> Result<Vec<Format>, Fault> {
    let mut formats = Vec::new();
    for format in Format::ALL {
        if has_file(&folder.join(format!("equivalence.{}", format.extension())))? {
            formats.push(format);
        }
    }
    Ok(formats)
}

/// Pages of the certificate that match `pages.json` but differ from what these fonts and templates would produce.
pub(super) fn unlike(folder: &Path, certificate: &Certificate, looks: &Looks) -> Result<Vec<String>, Fault> {
    let record = Record::read(folder)?;
    let renderer = looks.renderer_on(looks.paper_for(record.paper))?;
    let mut unlike = Vec::new();
    for format in formats_there(folder)? {
        let name = format!("equivalence.{}", format.extension());
        let there = bytes_of(&folder.join(&name))?.unwrap_or_default();
        let other =
            unix(&name, &there) != renderer.render(&Document::Certificate(certificate), format)?.bytes;
        if other && record.has(&name, &there) == Some(true) {
            unlike.push(name);
        }
    }
    Ok(unlike)
}

/// Files of the certificate in the folder of a req that are not as the program wrote them.
pub(super) fn changed(folder: &Path) -> Result<Vec<String>, Fault> {
    let record = Record::read(folder)?;
    let mut changed = Vec::new();
    for extension in ["json", "md", "pdf", "html"] {
        let name = format!("equivalence.{extension}");
        if bytes_of(&folder.join(&name))?.is_some_and(|there| record.has(&name, &there) == Some(false)) {
            changed.push(name);
        }
    }
    Ok(changed)
}

/// The files of a certificate, before they are written. Other files in the folder of the req stay.
fn draft(req: &Req, certificate: &Certificate, formats: &[Format], looks: &Looks) -> Result<Draft, Fault> {
    let before = Record::read(&req.folder())?;
    let paper = looks.paper_for(before.paper);
    let renderer = looks.renderer_on(paper)?;
    let mut rendered = Rendered::default();
    rendered.add(&Document::Certificate(certificate), "equivalence", formats, &renderer)?;
    rendered.files.insert(JSON.to_owned(), to_json(certificate).into_bytes());
    let mut record = before.clone();
    record.paper = Some(paper).filter(|paper| *paper != Paper::A4);
    rendered.files.iter().for_each(|(name, bytes)| record.record(name, bytes));
    let mut draft = Draft::new(&req.folder(), rendered);
    for name in draft.files.keys().cloned().collect::<Vec<_>>() {
        let there = bytes_of(&draft.folder.join(&name))?.filter(|there| *there != draft.files[&name]);
        if let Some(there) = there.filter(|there| before.has(&name, there) != Some(true)) {
            draft.moves(&name, &past_of_bytes(&there))?;
        }
    }
    draft.files.insert(RECORD.to_owned(), record.to_json());
    Ok(draft)
}

/// Whether the JSON file on disk is already up to date.
fn is_up_to_date(draft: &Draft) -> Result<bool, Fault> {
    let there = bytes_of(&draft.folder.join(JSON))?.map(|there| unix(JSON, &there));
    Ok(there.as_ref() == draft.files.get(JSON))
}

/// Writes the draft of a certificate.
fn commit(draft: &Draft, req: &Req) -> Result<(), Fault> {
    // The JSON is written after the pages and before the record. If the run is killed earlier, the old JSON
    // shows the next run that the certificate is not complete.
    draft.commit_in_place(&req.target(&draft.folder)?, &[JSON, RECORD])
}
