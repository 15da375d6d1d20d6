//! `bank retire` and `bank compromise`: withdraw a question, so that no new kit asks it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::find;
use crate::app::call::Call;
use crate::disk;
use crate::load;
use crate::model::{Question, Status};
use crate::store::{Fault, Req, kit_at, reqs, target};
use crate::write::{Lock, replace_file, sweep};

/// A question that was withdrawn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdrawn {
    /// The question.
    pub question: String,
    /// File and line.
    pub place: String,
    /// Its status now.
    pub status: &'static str,
    /// Whether it had that status before, so that nothing was written.
    pub already: bool,
    /// The number of kits that hold the question, by req.
    pub kits: BTreeMap<String, usize>,
}

/// Sets the status of a question in its file, and changes nothing else there.
///
/// # Errors
/// [`Fault::Request`] when there is no such question or it is in a built-in bank, [`Fault::Findings`] when a bank
/// has errors, [`Fault::World`] when the status cannot be set in the file or the file cannot be written.
pub fn withdraw(
    question: &str,
    bank: Option<&str>,
    status: Status,
    call: &mut Call<'_>,
) -> Result<Withdrawn, Fault> {
    let id = question;
    let (bank, found) = find(id, bank, call)?;
    let path = call.workspace.root().join(found.place.source.name());
    if disk::there(&path)?.is_none() {
        return Err(Fault::Request(format!(
            "`{id}` is in a built-in bank, which cannot be edited\n  = help: `panelkit init` writes it to `question_banks/{bank}`"
        )));
    }
    let file = target(call.workspace, &path)?;
    let home = target(call.workspace, path.parent().unwrap_or(&path))?;
    let _lock = Lock::take(&home)?;
    sweep(&home);
    // Read again under the lock: another run may have written since.
    let (bank, found) = find(id, Some(&bank), call)?;
    let shown = found.place.source.name().to_owned();
    let moved = || Fault::World(format!("`{shown}` was changed just now\n  = help: run the command again"));
    if call.workspace.root().join(&shown) != path {
        return Err(moved());
    }
    let outcome = |already, kits| Withdrawn {
        question: id.to_owned(),
        place: found.place.link(),
        status: status.as_str(),
        already,
        kits,
    };
    if found.status == status {
        return Ok(outcome(true, BTreeMap::new()));
    }
    let text = with_status(&found, status)?;
    // Some editors begin a file with a byte order mark, which is not part of the text that was read.
    let bytes = disk::read(&path, u64::MAX)?.unwrap_or_default();
    let mark: &[u8] = if bytes.starts_with(b"\xef\xbb\xbf") { b"\xef\xbb\xbf" } else { b"" };
    if bytes[mark.len()..] != *found.place.source.text().as_bytes() {
        return Err(moved());
    }
    replace_file(&file, &[mark, text.as_bytes()].concat())?;
    Ok(outcome(false, kits_with(id, &bank, call)?))
}

fn with_status(question: &Question, status: Status) -> Result<String, Fault> {
    let (id, source) = (&question.id, &question.place.source);
    load::with_status(source, id.as_str(), status).ok_or_else(|| {
        Fault::World(format!(
            "cannot change the status of `{id}` in `{}` without changing other lines\n  = help: write `status: {}` into the question yourself",
            source.name(),
            status.as_str()
        ))
    })
}

/// The number of kits that hold a question, by req.
fn kits_with(question: &str, bank: &str, call: &mut Call<'_>) -> Result<BTreeMap<String, usize>, Fault> {
    let mut found = BTreeMap::new();
    for req in reqs(call.workspace)? {
        let mut kits = 0;
        for path in Req::open(call.workspace, &req)?.kits()? {
            // A kit that cannot be read is reported; the question is withdrawn nevertheless.
            let Ok(kit) = kit_at(call.workspace, &path, call.sink) else { continue };
            kits += usize::from(kit.bank.id == bank && kit.slots().any(|s| s.question.id == question));
        }
        if kits > 0 {
            found.insert(req, kits);
        }
    }
    Ok(found)
}
