//! The kits of one opening, and the one that a form belongs to.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::forms::{Form, Seat, of_fault};
use crate::collect::{FormCode, Judged, Unreadable, fixed, judge, kit_digest};
use crate::diag::Sink;
use crate::lint::in_note;
use crate::load::Workspace;
use crate::model::form_grammar::fact;
use crate::model::{Id, Kit, Submission};
use crate::store::{Fault, Req, Scores, is_kit_there, kit_at, past, past_kits, reqs};
use crate::text::{is_id, short, suggestion};
use crate::write::Lock;

/// The id of the opening that a form belongs to. `known`: the openings of the workspace.
///
/// # Errors
/// [`Unreadable`] when the workspace has no such opening.
pub(super) fn req_of(form: &Form, known: &[String], workspace: &Workspace) -> Result<String, Unreadable> {
    let id = fixed(&form.filled, "req")?;
    if known.iter().any(|req| req == id) {
        return Ok(id.to_owned());
    }
    let message = format!(
        "there is no req `{}` in `{}`: {}run the command in the workspace whose kits were sent out, or name it with `--workspace`",
        short(id),
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
    /// Whose kit each digest of the workspace is, in words; read when the first form has a digest that is not expected.
    known: Option<BTreeMap<String, String>>,
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
        Ok(Desks { req, workspace: workspace.clone(), desks: BTreeMap::new(), known: None, _lock: lock })
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
        let candidates = match self.req.candidates() {
            Ok(folders) => folders,
            Err(fault) => return of_fault(&fault),
        };
        let known: Vec<String> = candidates.iter().filter_map(|folder| name_of(folder)).collect();
        let near = suggestion(id, known.iter().map(String::as_str));
        let next = match (is_id(id), near.is_empty()) {
            (false, _) => "this is not an id: ask for the form as it was sent out".to_owned(),
            (true, false) => near.trim_end().to_owned(),
            (true, true) => {
                format!("if the candidate is new, `panelkit variants {req} --candidates {id}` issues a kit")
            }
        };
        let message = format!("`{req}` has no kit for a candidate `{}`: {next}", short(id));
        Unreadable::new(FormCode::UnknownCandidate, message)
    }

    /// Compares a form with the kit that it belongs to.
    ///
    /// # Errors
    /// The file and the reason, if it does not fit.
    pub(super) fn judge(
        &mut self,
        candidate: Option<&str>,
        form: Form,
    ) -> Result<Seat, (String, Unreadable)> {
        match self.judged(candidate, &form) {
            Ok(judged) => {
                let candidate = candidate.map(str::to_owned);
                Ok(Seat { file: form.file, candidate, judged, drafts: Vec::new() })
            }
            Err(error) => Err((form.file, error)),
        }
    }

    fn judged(&mut self, candidate: Option<&str>, form: &Form) -> Result<Judged, Unreadable> {
        let (now, older) = self.kits(candidate, form).map_err(|error| form.of_seat(error))?;
        let of = older.as_ref().unwrap_or(&now);
        let people = self.people(form, of, &now);
        let judged = judge(&form.filled, of, &people);
        let mut judged = judged.map_err(|error| form.of_seat(error))?;
        judged.remarks.extend(self.leaver(&judged.submission, &now));
        judged.remarks.extend(older.iter().flat_map(|_| replaced(&judged.submission, &now)));
        judged.remarks.extend(risky_notes(&judged.submission, of));
        if judged.submission.conflict == Some(true) {
            judged.remarks.push(
                "the interviewer declares a conflict: decide whether these ratings may count".to_owned(),
            );
        }
        Ok(judged)
    }

    /// The kit of the candidate as it is now, and the earlier one if the form belongs to it.
    fn kits(&mut self, candidate: Option<&str>, form: &Form) -> Result<(Kit, Option<Kit>), Unreadable> {
        let digest = kit_digest(&form.filled)?;
        let workspace = self.workspace.clone();
        let desk = self.desk(candidate)?;
        let path = desk.home.join("kit.json");
        let now = desk.kit.clone();
        let older = if now.digest == digest { None } else { past(&path, digest, &workspace) };
        if now.digest != digest && older.is_none() {
            return Err(self.other_kit(digest, &now));
        }
        Ok((now, older))
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
    fn other_kit(&mut self, digest: &str, now: &Kit) -> Unreadable {
        let known = self.known.get_or_insert_with(|| known(&self.workspace));
        let is = known.get(digest).map_or("a kit that this workspace does not know", String::as_str);
        let message = format!(
            "the form belongs to {is} ({digest}), and {} has {}: was the form sent to the right person?",
            whose(now),
            now.digest
        );
        Unreadable::new(FormCode::OtherKit, message)
    }

    /// Forgets the kits that were read. Another candidate needs other ones.
    pub(super) fn close(&mut self) {
        self.desks.clear();
    }

    /// The parts of a seat that are needed to write.
    pub(super) fn stored(
        &mut self,
        candidate: Option<&str>,
    ) -> Result<(&Req, &Path, &Kit, &mut Scores), Unreadable> {
        self.desk(candidate)?;
        let desk = self.desks.get_mut(&candidate.map(str::to_owned));
        let Some(Ok(desk)) = desk else { unreachable!("internal: read above") };
        Ok((&self.req, &desk.home, &desk.kit, &mut desk.scores))
    }
}

fn name_of(folder: &Path) -> Option<String> {
    Some(folder.file_name()?.to_str()?.to_owned())
}

/// Says which slots ask another question now.
fn replaced(submission: &Submission, now: &Kit) -> Vec<String> {
    let mut found = Vec::new();
    for (rating, today) in submission.replaced(now) {
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

/// Says whose kit it is.
fn whose(kit: &Kit) -> String {
    match &kit.candidate {
        Some(candidate) => format!("the kit of `{candidate}` of `{}`", kit.req),
        None => format!("the loop of `{}`", kit.req),
    }
}

/// Whose kit each digest is, in all openings of the workspace and their histories.
fn known(workspace: &Workspace) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    for id in reqs(workspace).unwrap_or_default() {
        let req = Req { workspace: workspace.clone(), id };
        let homes = std::iter::once(req.loop_folder()).chain(req.candidates().unwrap_or_default());
        for home in homes.filter(|home| is_kit_there(home)) {
            let now = kit_at(workspace, &home.join("kit.json"), &mut Sink::new()).ok();
            for kit in now.into_iter().chain(past_kits(&home, workspace)) {
                let whose = whose(&kit);
                found.entry(kit.digest).or_insert(whose);
            }
        }
    }
    found
}

/// What the lints find in the notes of a form. The notes stay as they are.
fn risky_notes(form: &Submission, kit: &Kit) -> Vec<String> {
    let places: Vec<Id> = kit.role.jurisdictions.iter().filter_map(|place| Id::new(place)).collect();
    let of_answers = form.ratings.iter().flat_map(|rating| {
        let place = format!("the notes on `{}`", rating.slot);
        [(place.clone(), &rating.notes), (place, &rating.evidence)]
    });
    let texts = of_answers.chain([("the summary".to_owned(), &form.summary)]);
    let mut found: Vec<String> = Vec::new();
    for (place, text) in texts {
        for (rule, finding) in in_note(text, &places) {
            let said =
                format!("{place}: {} ({}); panelkit keeps them as written", finding.message, rule.code.id);
            if !found.contains(&said) {
                found.push(said);
            }
        }
    }
    found
}
