//! What becomes of a form that fits its kit: it is new, says the same as the one before, or replaces it.

use std::collections::BTreeMap;
use std::path::Path;

use super::forms::{Seat, of_fault};
use super::kits::Desks;
use super::{Collect, CollectedForm, FormError, FormState, error_of};
use crate::collect::{FormCode, Judged, Unreadable};
use crate::model::{Logged, LoggedWhat, Submission};
use crate::store::{Fault, Req, Scores, append_log, log_in};

/// Keeps one form for each seat. A complete form is kept if all others are drafts for the same kit: they came before it.
/// If forms of one seat differ otherwise, none of them is kept, because it is not known which is meant. If they say the
/// same, the first that says when it became final is kept, or else the first. `complete`: whether drafts count as
/// complete.
pub(super) fn once_each(
    seats: Vec<(usize, Seat)>,
    complete: bool,
    errors: &mut Vec<(usize, FormError)>,
) -> Vec<(usize, Seat)> {
    type Key = (Option<String>, String, Option<String>);
    let key = |seat: &Seat| -> Key {
        let it = &seat.judged.submission;
        (seat.candidate.clone(), it.round.clone(), it.interviewer.clone())
    };
    let mut groups: BTreeMap<Key, Vec<(usize, Seat)>> = BTreeMap::new();
    for (number, seat) in seats {
        groups.entry(key(&seat)).or_default().push((number, seat));
    }
    let mut kept = Vec::new();
    for mut group in groups.into_values() {
        if let Some(at) = after_drafts(&group).filter(|_| !complete) {
            let mut last = group.remove(at);
            last.1.drafts = group.into_iter().map(|(_, draft)| draft.file).collect();
            kept.push(last);
            continue;
        }
        // A form that says when it became final says more than one that does not.
        let best = group.iter().position(|(_, seat)| seat.judged.submission.submitted.is_some());
        let first = group.remove(best.unwrap_or(0));
        let same = |seat: &Seat| {
            let (a, b) = (&seat.judged, &first.1.judged);
            says_the_same(&a.submission, &b.submission) && a.complete == b.complete
        };
        let read = group.iter().all(|(_, seat)| same(seat)).then_some(first.1.file.as_str());
        let mut all: Vec<(usize, &str)> =
            group.iter().map(|(number, it)| (*number, it.file.as_str())).collect();
        all.push((first.0, &first.1.file));
        all.sort_unstable();
        let files: Vec<String> = all.iter().map(|(_, file)| format!("`{file}`")).collect();
        for (number, seat) in &group {
            errors.push((*number, twice(seat, &files, read)));
        }
        match read {
            Some(_) => kept.push(first),
            None => errors.push((first.0, twice(&first.1, &files, None))),
        }
    }
    kept.sort_by_key(|(number, _)| *number);
    kept
}

/// The place of the complete form, if it is the only one of its seat and the others are drafts for the same kit. A draft
/// that says that it was opened again, and the complete form does not, is newer than it.
fn after_drafts(group: &[(usize, Seat)]) -> Option<usize> {
    let at = group.iter().position(|(_, seat)| seat.judged.complete)?;
    let last = &group[at].1.judged.submission;
    let draft = |Seat { judged: Judged { submission: it, complete, .. }, .. }: &Seat| {
        !complete && it.kit == last.kit && last.reopened.starts_with(&it.reopened)
    };
    (0..group.len()).all(|n| n == at || draft(&group[n].1)).then_some(at)
}

/// The error for a form that is not the only one of its seat. `read`: the file that is read, if all say the same.
fn twice(seat: &Seat, files: &[String], read: Option<&str>) -> FormError {
    let files = crate::text::list(files, "and");
    let message = match read {
        Some(read) => format!(
            "{files} are for the same seat and say the same: only `{read}` is read; remove the others"
        ),
        None => format!(
            "{files} are for the same seat and differ, so none of them was collected: keep the one that counts"
        ),
    };
    error_of(&seat.file, seat.named(Unreadable::new(FormCode::SameSeatTwice, message)))
}

/// What to write for a seat.
#[derive(Debug)]
struct Step {
    submission: Submission,
    state: FormState,
    /// Whether a complete submission is replaced: it is then copied to the history.
    forced: bool,
    /// The times at which the form was opened again, those that the submission before does not have.
    reopened: Vec<String>,
}

impl Desks {
    /// Stores a form. `several`: whether the call has more than one file. The inner result is the reason why the form was
    /// not stored.
    ///
    /// # Errors
    /// [`Fault::World`] when a file cannot be written.
    pub(super) fn put(
        &mut self,
        seat: &Seat,
        request: &Collect,
        several: bool,
        written: &mut Vec<String>,
    ) -> Result<Result<CollectedForm, Unreadable>, Fault> {
        let (req, home, kit, scores) = match self.stored(seat.candidate.as_deref()) {
            Ok(parts) => parts,
            Err(error) => return Ok(Err(error)),
        };
        let Judged { submission, complete, mut remarks } = seat.judged.clone();
        let (round, who) = (submission.round.clone(), submission.interviewer.clone());
        let name = scores.name_for(kit, &round, who.as_deref());
        let path = req.name(&scores.path(&name));
        let mut form = CollectedForm {
            file: seat.file.clone(),
            path: path.clone(),
            state: FormState::Unchanged,
            req: submission.req.clone(),
            candidate: submission.candidate.clone(),
            round,
            interviewer: who,
            conflict: submission.conflict,
            remarks: Vec::new(),
        };
        let place = Place { req, scores, path: &path, several };
        let step = match step(&place, submission, complete || request.complete, request) {
            Ok(step) => step,
            Err(error) => return Ok(Err(error)),
        };
        if let Some(step) = step {
            form.state = step.state;
            let archived = if step.forced { scores.archive(req, &name)? } else { None };
            let entries = entries(&form, archived.as_deref(), home, &step, &request.today);
            match log(req, home, entries) {
                Ok(log) => written.extend(log),
                Err(fault) => return Ok(Err(of_fault(&fault))),
            }
            scores.put(req, &name, step.submission)?;
            written.extend(archived.iter().map(|path| req.name(path)));
            remarks.extend(archived.map(|to| format!("the submission before is now `{}`", req.name(&to))));
            written.push(path);
            if form.state == FormState::Draft {
                remarks.push("it is a draft, and does not count until it is complete".to_owned());
            }
        }
        form.remarks = remarks;
        Ok(Ok(form))
    }
}

/// The entries of the log for a form that is stored. Each says what no other entry says: the copy of the submission that was
/// replaced, or the time at which the form was opened again.
fn entries(
    form: &CollectedForm,
    archived: Option<&Path>,
    home: &Path,
    step: &Step,
    today: &str,
) -> Vec<Logged> {
    let entry = |what, why| Logged {
        date: today.to_owned(),
        what,
        round: Some(form.round.clone()),
        interviewer: form.interviewer.clone(),
        why,
    };
    let forced = archived.map(|path| {
        let copy = path.strip_prefix(home).unwrap_or(path).display();
        entry(LoggedWhat::Forced, format!("the form before is `{copy}`"))
    });
    let reopened =
        step.reopened.iter().map(|time| entry(LoggedWhat::Reopened, format!("reopened at {time}")));
    forced.into_iter().chain(reopened).collect()
}

/// Adds entries to the log, except those that a run added which failed after that. Returns the log if it was written.
fn log(req: &Req, home: &Path, mut entries: Vec<Logged>) -> Result<Option<String>, Fault> {
    if entries.is_empty() {
        return Ok(None);
    }
    let known = log_in(req, home)?;
    entries.retain(|entry| {
        let same = |known: &Logged| Logged { date: entry.date.clone(), ..known.clone() } == *entry;
        !known.iter().any(same)
    });
    match entries.is_empty() {
        true => Ok(None),
        false => Ok(Some(req.name(&append_log(req, home, &entries)?))),
    }
}

/// Where a submission goes.
struct Place<'p> {
    req: &'p Req,
    scores: &'p Scores,
    /// The file of the submission, as messages show it.
    path: &'p str,
    /// Whether the call has more than one file.
    several: bool,
}

/// What to write; `None` if the submission that is there says the same.
fn step(
    place: &Place<'_>,
    mut new: Submission,
    complete: bool,
    request: &Collect,
) -> Result<Option<Step>, Unreadable> {
    let old = place.scores.of_seat(&new.round, new.interviewer.as_deref()).map(|stored| &stored.submission);
    let same = old.is_some_and(|old| says_the_same(old, &new));
    let forced = old.is_some_and(Submission::is_complete);
    if same && (forced || !complete) {
        return Ok(None);
    }
    if forced {
        in_the_way(place, &new, complete, request)?;
    }
    if complete && new.submitted.is_none() {
        new.submitted = Some(request.time.clone());
    }
    let is_new = |time: &&String| !old.is_some_and(|old| old.reopened.contains(time));
    let reopened = new.reopened.iter().filter(is_new).cloned().collect();
    let state = match (complete, old) {
        (false, _) => FormState::Draft,
        (true, None) => FormState::New,
        (true, Some(_)) => FormState::Replaced,
    };
    Ok(Some(Step { submission: new, state, forced, reopened }))
}

/// Makes sure that a form may replace the complete submission of its seat.
fn in_the_way(
    place: &Place<'_>,
    new: &Submission,
    complete: bool,
    request: &Collect,
) -> Result<(), Unreadable> {
    let path = place.path;
    if !complete {
        let message = format!(
            "this is a draft, and `{path}` is complete: nothing was changed; if the draft is newer and final, collect it with `--complete --force`"
        );
        return Err(Unreadable::new(FormCode::DraftAfterComplete, message));
    }
    if request.force && !place.several {
        return Ok(());
    }
    let earlier = place.scores.replaced(place.req, &new.round, new.interviewer.as_deref());
    let earlier = earlier.map_err(|fault| of_fault(&fault))?;
    if let Some((copy, _)) = earlier.iter().rev().find(|(_, earlier)| says_the_same(earlier, new)) {
        let message = format!(
            "this form was replaced by a later form (it is `{}`; `{path}` is the later one): collect this file alone with `--force` to bring it back",
            place.req.name(copy)
        );
        return Err(Unreadable::new(FormCode::OtherSubmission, message));
    }
    if request.force {
        return Ok(());
    }
    let reopened = match new.reopened.last() {
        Some(time) => format!(" (it was reopened at {time})"),
        None => String::new(),
    };
    let message = format!(
        "`{path}` is complete and says something else{reopened}: ask the interviewer which one counts; `--force` takes this one and keeps the other in `scores/history/`"
    );
    Err(Unreadable::new(FormCode::OtherSubmission, message))
}

/// Whether two submissions of a seat say the same. When they became final and what the page on the screen kept for itself do
/// not count, and a box for a conflict that is not ticked says the same as no answer.
fn says_the_same(old: &Submission, new: &Submission) -> bool {
    let told = |it: &Submission| it.conflict == Some(true);
    let twin = Submission {
        submitted: old.submitted.clone(),
        conflict: old.conflict,
        page: old.page.clone(),
        ..new.clone()
    };
    twin == *old && told(old) == told(new)
}
