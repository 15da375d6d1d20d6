//! The kits of one opening, and the one that a form belongs to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::forms::{Form, Seat, of_fault};
use crate::collect::{FormCode, Unreadable, fixed, judge, kit_digest};
use crate::diag::Sink;
use crate::load::Workspace;
use crate::model::form_grammar::fact;
use crate::model::{Kit, Submission};
use crate::store::{Fault, Req, Scores, is_kit_there, kit_at, past, past_kits, reqs};
use crate::text::{is_id, suggestion};
use crate::write::Lock;

/// The id of the opening that a form belongs to.
///
/// # Errors
/// [`Unreadable`] when the workspace has no such opening.
pub(super) fn req_of(form: &Form, workspace: &Workspace) -> Result<String, Unreadable> {
    let id = fixed(&form.filled, "req")?;
    let known = reqs(workspace).unwrap_or_default();
    if known.iter().any(|req| req == id) {
        return Ok(id.to_owned());
    }
    let shown: String = id.chars().take(60).collect();
    let message = format!(
        "there is no req `{shown}` in `{}`: {}run the command in the workspace whose kits were sent out, or name it with `--workspace`",
        workspace.root().display(),
        suggestion(id, known.iter().map(String::as_str))
    );
    Err(Unreadable::new(FormCode::UnknownReq, message))
}

/// A folder with a kit, and what was collected for it.
struct Desk {
    home: PathBuf,
    kit: Kit,
    scores: Scores,
}

/// The kits of one opening, read when the first form needs them. It holds the lock of the opening.
pub(super) struct Desks {
    pub(super) req: Req,
    workspace: Workspace,
    desks: BTreeMap<Option<String>, Result<Desk, Unreadable>>,
    _lock: Lock,
}

impl Desks {
    /// Locks the opening.
    ///
    /// # Errors
    /// [`Fault::World`] when the folder cannot be locked.
    pub(super) fn open(id: &str, workspace: &Workspace) -> Result<Desks, Fault> {
        let req = Req::open(workspace, id)?;
        let lock = req.lock()?;
        Ok(Desks { req, workspace: workspace.clone(), desks: BTreeMap::new(), _lock: lock })
    }

    fn home(&self, candidate: Option<&str>) -> PathBuf {
        match candidate {
            Some(candidate) => self.req.candidates_folder().join(candidate),
            None => self.req.loop_folder(),
        }
    }

    /// The kit of a candidate, or of the loop.
    fn desk(&mut self, candidate: Option<&str>) -> Result<&mut Desk, Unreadable> {
        let key = candidate.map(str::to_owned);
        if !self.desks.contains_key(&key) {
            let desk = self.read(candidate);
            self.desks.insert(key.clone(), desk);
        }
        match self.desks.get_mut(&key).expect("internal: inserted above") {
            Ok(desk) => Ok(desk),
            Err(error) => Err(error.clone()),
        }
    }

    fn read(&self, candidate: Option<&str>) -> Result<Desk, Unreadable> {
        let home = self.home(candidate);
        let path = home.join("kit.json");
        let shown = self.req.name(&path);
        if candidate.is_some_and(|id| !is_id(id)) || !is_kit_there(&home) {
            return Err(self.no_kit(candidate));
        }
        let mut sink = Sink::new();
        let kit = kit_at(&self.workspace, &path, &mut sink).map_err(|_| {
            let found = sink.sorted();
            let why = found.first().map_or_else(String::new, |finding| finding.message.clone());
            let message = format!(
                "the kit cannot be trusted, so no form is compared with it: {why}; restore `{shown}` from version control"
            );
            Unreadable::new(FormCode::KitAltered, message)
        })?;
        if kit.req != self.req.id || kit.candidate.as_deref() != candidate {
            let message = format!(
                "`{shown}` is the kit of another candidate or opening: restore it from version control"
            );
            return Err(Unreadable::new(FormCode::KitAltered, message));
        }
        let scores = Scores::read(&self.req, &home).map_err(|fault| of_fault(&fault))?;
        Ok(Desk { home, kit, scores })
    }

    fn no_kit(&self, candidate: Option<&str>) -> Unreadable {
        let req = &self.req.id;
        let Some(id) = candidate else {
            let message =
                format!("`{req}` has no loop any more: restore `kits/{req}/loop` from version control");
            return Unreadable::new(FormCode::OtherKit, message);
        };
        let known: Vec<String> =
            self.req.candidates().unwrap_or_default().iter().filter_map(|f| name_of(f)).collect();
        let shown: String = id.chars().take(64).collect();
        let message = format!(
            "`{req}` has no kit for a candidate `{shown}`: {}`panelkit variants {req} --candidates {shown}` issues one",
            suggestion(id, known.iter().map(String::as_str))
        );
        Unreadable::new(FormCode::UnknownCandidate, message)
    }

    /// Compares a form with the kit that it belongs to.
    ///
    /// # Errors
    /// The file and the reason, if it does not fit.
    pub(super) fn judge(&mut self, form: Form) -> Result<Seat, (String, Unreadable)> {
        let file = form.file.clone();
        let row = form.row;
        self.seat(form).map_err(|mut error| {
            if let Some(row) = row {
                error.message = format!("row {row}: {}", error.message);
            }
            (file, error)
        })
    }

    fn seat(&mut self, form: Form) -> Result<Seat, Unreadable> {
        let digest = kit_digest(&form.filled)?;
        let candidate = form.filled.facts.get("candidate").cloned();
        let workspace = self.workspace.clone();
        let desk = self.desk(candidate.as_deref())?;
        let path = desk.home.join("kit.json");
        let now = desk.kit.clone();
        let older = if now.digest == digest { None } else { past(&path, digest, &workspace) };
        if now.digest != digest && older.is_none() {
            return Err(self.other_kit(digest, &now));
        }
        let of = older.as_ref().unwrap_or(&now);
        let people = self.people(&form, of, &now);
        let mut judged = judge(&form.filled, of, &people)?;
        judged.remarks.extend(self.leaver(&judged.submission, &now));
        judged.remarks.extend(older.iter().flat_map(|_| replaced(&judged.submission, &now)));
        if judged.submission.conflict == Some(true) {
            judged.remarks.push(
                "the interviewer declares a conflict: decide whether these ratings may count".to_owned(),
            );
        }
        Ok(Seat { file: form.file, candidate, judged })
    }

    /// Names of people who have a seat in the round now, or had one before: those of the kit as it is now, of the loop, of
    /// earlier kits, and of submissions. They are read only if the form needs them.
    fn people(&mut self, form: &Form, of: &Kit, now: &Kit) -> Vec<String> {
        let facts = &form.filled.facts;
        let (Some(round), Some(name)) = (facts.get("round"), facts.get("interviewer")) else {
            return Vec::new();
        };
        let named = |kit: &Kit| -> Vec<String> {
            let rounds = kit.rounds.iter().filter(|r| r.id == *round);
            rounds.flat_map(|r| r.interviewers.iter().cloned()).collect()
        };
        if named(of).iter().any(|known| fact(known) == fact(name)) {
            return Vec::new();
        }
        let mut people = named(now);
        let candidate = now.candidate.clone();
        let home = self.home(candidate.as_deref());
        for kit in past_kits(&home, &self.workspace) {
            people.extend(named(&kit));
        }
        if let Ok(desk) = self.desk(candidate.as_deref()) {
            let stored = desk.scores.all().iter().filter(|it| it.submission.round == *round);
            people.extend(stored.filter_map(|it| it.submission.interviewer.clone()));
        }
        if let Ok(desk) = self.desk(None) {
            people.extend(named(&desk.kit));
        }
        people
    }

    /// Says that the interviewer has no seat any more.
    fn leaver(&self, submission: &Submission, now: &Kit) -> Option<String> {
        let name = submission.interviewer.as_ref()?;
        let round = now.rounds.iter().find(|round| round.id == submission.round)?;
        let seated = round.interviewers.contains(name);
        let people = crate::text::list(&round.interviewers, "and");
        (!seated).then(|| format!("{name} has no seat in this round any more ({people}): the form is kept, and the seats still wait for theirs"))
    }

    /// The error for a form whose digest is not that of the kit: says whose kit it is, if this workspace knows it.
    fn other_kit(&self, digest: &str, now: &Kit) -> Unreadable {
        let whose = |kit: &Kit| match &kit.candidate {
            Some(candidate) => format!("the kit of `{candidate}` of `{}`", kit.req),
            None => format!("the loop of `{}`", kit.req),
        };
        let found = known(&self.workspace, &self.req.id, digest);
        let is =
            found.map_or_else(|| "a kit that this workspace does not know".to_owned(), |kit| whose(&kit));
        let message = format!(
            "the form belongs to {is} ({digest}), and {} has {}: was the form sent to the right person?",
            whose(now),
            now.digest
        );
        Unreadable::new(FormCode::OtherKit, message)
    }

    /// The parts of a seat that are needed to write.
    pub(super) fn stored(
        &mut self,
        candidate: Option<&str>,
    ) -> Result<(&Req, &Path, &Kit, &mut Scores), Unreadable> {
        self.desk(candidate)?;
        let desk = self.desks.get_mut(&candidate.map(str::to_owned));
        let Some(Ok(desk)) = desk else {
            return Err(Unreadable::new(FormCode::Unreadable, "the kit is gone"));
        };
        Ok((&self.req, &desk.home, &desk.kit, &mut desk.scores))
    }
}

fn name_of(folder: &Path) -> Option<String> {
    Some(folder.file_name()?.to_str()?.to_owned())
}

/// Says which slots ask another question now.
fn replaced(submission: &Submission, now: &Kit) -> Vec<String> {
    let mut found = Vec::new();
    for rating in &submission.ratings {
        let today = now.slots().find(|slot| slot.id == rating.slot);
        let same = today.is_some_and(|slot| {
            slot.question.wording == rating.wording && slot.question.id == rating.question
        });
        if same {
            continue;
        }
        found.push(match today {
            Some(slot) if slot.question.id == rating.question => format!(
                "`{}` has another wording of `{}` now: the rating is kept with the wording that the form has",
                rating.slot, rating.question
            ),
            Some(slot) => format!(
                "`{}` asks `{}` now: the rating is kept with `{}`, which the form asks",
                rating.slot, slot.question.id, rating.question
            ),
            None => format!(
                "the kit has no slot `{}` any more: its rating is kept with `{}`",
                rating.slot, rating.question
            ),
        });
    }
    found
}

/// The kit with this digest, in any opening of the workspace; the given one is searched first.
fn known(workspace: &Workspace, first: &str, digest: &str) -> Option<Kit> {
    let mut ids = reqs(workspace).unwrap_or_default();
    ids.sort_by_key(|id| id != first);
    ids.iter().find_map(|id| {
        let req = Req { workspace: workspace.clone(), id: id.clone() };
        let homes = std::iter::once(req.loop_folder()).chain(req.candidates().unwrap_or_default());
        homes.into_iter().find_map(|home| {
            let path = home.join("kit.json");
            let now = is_kit_there(&home).then(|| kit_at(workspace, &path, &mut Sink::new()).ok()).flatten();
            now.filter(|kit| kit.digest == digest).or_else(|| past(&path, digest, workspace))
        })
    })
}
