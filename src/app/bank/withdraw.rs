//! `bank retire`, `bank compromise` and `bank activate`: set the status of questions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde::Serialize;

use super::find;
use crate::app::call::Call;
use crate::diag::Sink;
use crate::disk;
use crate::load;
use crate::model::{KitSlot, Question, Status};
use crate::store::{Fault, Req, bytes_of, kit_at, reqs, target};
use crate::text::Source;
use crate::write::{Lock, replace_file, sweep, write_new};

/// Sets the status of questions.
#[derive(Clone, Debug)]
pub struct SetStatus {
    /// Ids of the questions. The last may be the id of a bank if `bank` is `None`.
    pub questions: Vec<String>,
    /// The bank that is changed; if `None`, the bank that holds each question.
    pub bank: Option<String>,
    /// The new status.
    pub status: Status,
}

/// The questions whose status was set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusSet {
    /// The last argument, if it was taken as the bank.
    pub bank: Option<String>,
    /// The questions, in the order of the request.
    pub questions: Vec<Withdrawn>,
}

/// A question whose status was set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Withdrawn {
    /// The question.
    pub question: String,
    /// File and line of the question, or of its entry in an overlay of its bank.
    pub place: String,
    /// Its status now.
    pub status: &'static str,
    /// Whether it had that status before, so that nothing was written.
    pub already: bool,
    /// The number of kits that hold the question, by req.
    pub kits: BTreeMap<String, usize>,
}

/// Sets the status of questions: in the file of the question, or in the `status` of a bank that extends the bank of
/// the question. For a shipped bank without a folder in the workspace, it writes a bank that extends it.
/// Changes nothing else, and nothing at all if one of the questions cannot be changed.
///
/// # Errors
/// [`Fault::Request`] when there is no such question, [`Fault::Findings`] when a bank has errors,
/// [`Fault::World`] when a status cannot be set in its file or a file cannot be written.
pub fn set_status(request: &SetStatus, call: &mut Call<'_>) -> Result<StatusSet, Fault> {
    let Subjects { ids, bank, taken } = subjects(request, call)?;
    let spots: Vec<Spot> = ids.iter().map(|id| Spot::of(id, bank, call)).collect::<Result<_, _>>()?;
    let mut locks = BTreeMap::new();
    for spot in &spots {
        target(call.workspace, &spot.file)?;
        let folder = spot.file.parent().unwrap_or(&spot.file).to_path_buf();
        let home = target(call.workspace, &folder)?;
        if !locks.contains_key(&folder) && disk::there(&folder)?.is_some() {
            locks.insert(folder, Lock::take(&home)?);
            sweep(&home);
        }
    }
    // Read again under the locks: another run may have written since.
    let mut edits: BTreeMap<PathBuf, Edit> = BTreeMap::new();
    let mut changed = Vec::new();
    for (id, before) in ids.iter().zip(&spots) {
        let spot = Spot::of(id, bank, call)?;
        if spot.file != before.file {
            return Err(moved(&call.workspace.name(&spot.file)));
        }
        if !edits.contains_key(&spot.file) {
            edits.insert(spot.file.clone(), Edit::read(&spot, call)?);
        }
        let edit = edits.get_mut(&spot.file).expect("internal: added above");
        let already = spot.question.status == request.status;
        if !already {
            edit.set(&spot, request.status)?;
        }
        changed.push((spot, already));
    }
    for (path, edit) in &edits {
        edit.write(path, call)?;
    }
    drop(locks);
    let mut questions = Vec::new();
    for (spot, already) in changed {
        let kits = if already { BTreeMap::new() } else { kits_with(&spot, request.status, call)? };
        questions.push(Withdrawn {
            question: spot.question.id.to_string(),
            place: edits[&spot.file].place(&spot),
            status: request.status.as_str(),
            already,
            kits,
        });
    }
    Ok(StatusSet { bank: taken, questions })
}

/// What a request is about.
struct Subjects<'r> {
    /// The questions.
    ids: Vec<&'r str>,
    /// The bank that is changed.
    bank: Option<&'r str>,
    /// That bank again, if it is the last argument.
    taken: Option<String>,
}

fn subjects<'r>(request: &'r SetStatus, call: &mut Call<'_>) -> Result<Subjects<'r>, Fault> {
    let mut ids: Vec<&str> = Vec::new();
    for id in &request.questions {
        if !ids.contains(&id.as_str()) {
            ids.push(id);
        }
    }
    let Some(last) = ids.last().copied().filter(|_| request.bank.is_none()) else {
        return Ok(Subjects { ids, bank: request.bank.as_deref(), taken: None });
    };
    let banks = load::bank_ids(call.workspace);
    let has = |bank: &String| {
        let bank = load::bank(call.workspace, bank, &mut Sink::new());
        bank.is_ok_and(|bank| bank.question(last).is_some())
    };
    if !banks.iter().any(|bank| bank == last) || banks.iter().any(has) {
        return Ok(Subjects { ids, bank: None, taken: None });
    }
    ids.pop();
    if ids.is_empty() {
        let help = format!("name questions of it: `panelkit bank list {last}` shows their ids");
        return Err(Fault::Request(format!("`{last}` is a bank, not a question\n  = help: {help}")));
    }
    Ok(Subjects { ids, bank: Some(last), taken: Some(last.to_owned()) })
}

/// Where the status of a question is set.
struct Spot {
    question: Question,
    /// The file that is changed.
    file: PathBuf,
    /// The bank whose `bank.yaml` this is; `None` if it is the file of the question.
    overlay: Option<String>,
}

impl Spot {
    fn of(id: &str, bank: Option<&str>, call: &mut Call<'_>) -> Result<Spot, Fault> {
        let (found_in, mut question) = find(id, bank, call)?;
        let bank = bank.map_or_else(|| question.holder.to_string(), str::to_owned);
        if bank != found_in {
            // A bank that extends the bank of the question may have given it another status.
            question = find(id, Some(&bank), call)?.1;
        }
        let file = call.workspace.root().join(question.place.source.name());
        if question.holder.as_str() == bank && disk::there(&file)?.is_some() {
            return Ok(Spot { question, file, overlay: None });
        }
        let file = call.workspace.bank(&bank).join("bank.yaml");
        Ok(Spot { question, file, overlay: Some(bank) })
    }
}

/// A file and its new text.
struct Edit {
    /// Some editors begin a file with a byte order mark, which is not part of the text.
    mark: &'static str,
    /// False if the file does not exist yet.
    exists: bool,
    text: Arc<Source>,
    changed: bool,
}

impl Edit {
    fn read(spot: &Spot, call: &Call<'_>) -> Result<Edit, Fault> {
        let name = call.workspace.name(&spot.file);
        let bytes = bytes_of(&spot.file)?;
        let Some(bytes) = bytes else {
            let bank = spot.overlay.clone().ok_or_else(|| moved(&name))?;
            let text = format!(
                "# Changes to the bank `{bank}` that ships with panelkit. Everything else is as it was shipped.\nbank: {bank}\nextends: {bank}\n"
            );
            return Ok(Edit { mark: "", exists: false, text: Source::new(name, text), changed: false });
        };
        let text = String::from_utf8(bytes).map_err(|_| moved(&name))?;
        let (mark, text) = match text.strip_prefix('\u{feff}') {
            Some(rest) => ("\u{feff}", rest),
            None => ("", text.as_str()),
        };
        if spot.overlay.is_none() && text != spot.question.place.source.text() {
            return Err(moved(&name));
        }
        Ok(Edit { mark, exists: true, text: Source::new(name, text), changed: false })
    }

    fn set(&mut self, spot: &Spot, status: Status) -> Result<(), Fault> {
        let (id, word) = (spot.question.id.as_str(), status.as_str());
        let (new, help) = match spot.overlay {
            None => {
                let new = load::with_status(&self.text, id, status);
                (new, format!("write `status: {word}` into the question yourself"))
            }
            Some(_) => {
                let new = match (self.exists, self.changed) {
                    (false, false) => Some(format!("{}status:\n  {id}: {word}\n", self.text.text())),
                    _ => load::with_status_of(&self.text, id, status),
                };
                (new, format!("write `{id}: {word}` under the key `status` yourself"))
            }
        };
        let name = self.text.name();
        let Some(new) = new else {
            return Err(Fault::World(format!(
                "cannot change the status of `{id}` in `{name}` without changing other lines\n  = help: {help}"
            )));
        };
        self.text = Source::new(name, new);
        self.changed = true;
        Ok(())
    }

    fn write(&self, path: &std::path::Path, call: &Call<'_>) -> Result<(), Fault> {
        if !self.changed {
            return Ok(());
        }
        let file = target(call.workspace, path)?;
        let bytes = format!("{}{}", self.mark, self.text.text());
        if self.exists {
            replace_file(&file, bytes.as_bytes())?;
        } else if !write_new(&file, bytes.as_bytes())? {
            return Err(moved(self.text.name()));
        }
        Ok(())
    }

    fn place(&self, spot: &Spot) -> String {
        let id = spot.question.id.as_str();
        let place = match spot.overlay {
            None => load::place_of_question(&self.text, id),
            Some(_) => load::place_of_status(&self.text, id),
        };
        place.unwrap_or_else(|| spot.question.place.clone()).link()
    }
}

fn moved(file: &str) -> Fault {
    Fault::World(format!("`{file}` was changed just now\n  = help: run the command again"))
}

/// The number of kits that hold a question of a bank in which it has this status now, by req.
fn kits_with(spot: &Spot, status: Status, call: &mut Call<'_>) -> Result<BTreeMap<String, usize>, Fault> {
    let id = spot.question.id.as_str();
    let has = |bank: &String| {
        let bank = load::bank(call.workspace, bank, &mut Sink::new()).ok();
        let question = bank.as_ref().and_then(|bank| bank.question(id));
        question.is_some_and(|q| q.holder == spot.question.holder && q.status == status)
    };
    let banks: BTreeSet<String> = load::bank_ids(call.workspace).into_iter().filter(has).collect();
    let mut found = BTreeMap::new();
    for req in reqs(call.workspace)? {
        let mut kits = 0;
        for path in Req::open(call.workspace, &req)?.kits()? {
            // A kit that cannot be read is reported; the status is set nevertheless.
            let Ok(kit) = kit_at(call.workspace, &path, call.sink) else { continue };
            let from = |slot: &KitSlot| slot.question.bank.clone().unwrap_or_else(|| kit.bank.id.clone());
            kits += usize::from(kit.slots().any(|s| s.question.id == id && banks.contains(&from(s))));
        }
        if kits > 0 {
            found.insert(req, kits);
        }
    }
    Ok(found)
}
