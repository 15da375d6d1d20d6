//! What becomes of a form that fits its kit: it is new, says the same as the one before, or replaces it.

use std::collections::BTreeMap;

use super::forms::{Seat, of_fault};
use super::kits::Desks;
use super::{Collect, CollectedForm, FormError, FormState};
use crate::collect::{FormCode, Judged, Unreadable};
use crate::model::{Logged, LoggedWhat, Submission};
use crate::store::{Fault, append_log};

/// Keeps one form for each seat. If forms of one seat differ, none of them is kept, because it is not known which is
/// meant; if they say the same, the first is kept.
pub(super) fn once_each(
    seats: Vec<(usize, Seat)>,
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
        let first = group.remove(0);
        let same = |seat: &Seat| {
            let (a, b) = (&seat.judged, &first.1.judged);
            a.submission == b.submission && a.complete == b.complete
        };
        let all_same = group.iter().all(|(_, seat)| same(seat));
        let files: Vec<String> =
            std::iter::once(&first).chain(&group).map(|(_, seat)| format!("`{}`", seat.file)).collect();
        for (number, seat) in &group {
            errors.push((*number, twice(seat, &files, all_same)));
        }
        match all_same {
            true => kept.push(first),
            false => errors.push((first.0, twice(&first.1, &files, false))),
        }
    }
    kept.sort_by_key(|(number, _)| *number);
    kept
}

fn twice(seat: &Seat, files: &[String], all_same: bool) -> FormError {
    let files = crate::text::list(files, "and");
    let message = match all_same {
        true => format!(
            "{files} are for the same seat and say the same: the first was collected, remove the others"
        ),
        false => format!(
            "{files} are for the same seat and differ, so none of them was collected: keep the one that counts"
        ),
    };
    FormError { file: seat.file.clone(), code: FormCode::SameSeatTwice, message }
}

/// What to write for a seat.
#[derive(Debug)]
struct Step {
    submission: Submission,
    state: FormState,
    /// Whether the submission before moves to the history.
    archive: bool,
    log: Vec<LoggedWhat>,
}

impl Desks {
    /// Stores a form. The inner result is the reason why it was not stored.
    ///
    /// # Errors
    /// [`Fault::World`] when a file cannot be written.
    pub(super) fn put(
        &mut self,
        seat: Seat,
        request: &Collect,
        written: &mut Vec<String>,
    ) -> Result<Result<CollectedForm, Unreadable>, Fault> {
        let (req, home, kit, scores) = match self.stored(seat.candidate.as_deref()) {
            Ok(parts) => parts,
            Err(error) => return Ok(Err(error)),
        };
        let Judged { submission, complete, mut remarks } = seat.judged;
        let (round, who) = (submission.round.clone(), submission.interviewer.clone());
        let old = scores.of_seat(&round, who.as_deref()).map(|stored| &stored.submission);
        let name = scores.name_for(kit, &round, who.as_deref());
        let path = req.name(&scores.path(&name));
        let mut form = CollectedForm {
            file: seat.file,
            path: path.clone(),
            state: FormState::Unchanged,
            req: submission.req.clone(),
            candidate: submission.candidate.clone(),
            round: round.clone(),
            interviewer: who.clone(),
            conflict: submission.conflict,
            remarks: Vec::new(),
        };
        let step = match step(old, submission, complete || request.complete, request, &path) {
            Ok(step) => step,
            Err(error) => return Ok(Err(error)),
        };
        if let Some(step) = step {
            form.state = step.state;
            let entry = |what| Logged {
                date: request.today.clone(),
                what,
                round: Some(round.clone()),
                interviewer: who.clone(),
                why: String::new(),
            };
            let entries: Vec<Logged> = step.log.into_iter().map(entry).collect();
            if !entries.is_empty() {
                match append_log(req, home, &entries) {
                    Ok(log) => written.extend(log.map(|path| req.name(&path))),
                    Err(fault) => return Ok(Err(of_fault(&fault))),
                }
            }
            let archived = scores.put(req, &name, step.submission, step.archive)?;
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

/// What to write; `None` if the submission that is there says the same.
fn step(
    old: Option<&Submission>,
    mut new: Submission,
    complete: bool,
    request: &Collect,
    path: &str,
) -> Result<Option<Step>, Unreadable> {
    let same = old.is_some_and(|old| says_the_same(old, &new));
    let was_complete = old.is_some_and(Submission::is_complete);
    if same && (was_complete || !complete) {
        return Ok(None);
    }
    if complete && new.submitted.is_none() {
        new.submitted = Some(request.time.clone());
    }
    if !complete {
        new.submitted = None;
    }
    let reopened = new.reopened.iter().any(|time| !old.is_some_and(|old| old.reopened.contains(time)));
    let mut log = Vec::new();
    if was_complete {
        if !request.force {
            return Err(in_the_way(&new, complete, path));
        }
        log.push(LoggedWhat::Forced);
    }
    if reopened {
        log.push(LoggedWhat::Reopened);
    }
    let state = match (complete, old) {
        (false, _) => FormState::Draft,
        (true, None) => FormState::New,
        (true, Some(_)) => FormState::Replaced,
    };
    Ok(Some(Step { submission: new, state, archive: was_complete, log }))
}

fn in_the_way(new: &Submission, complete: bool, path: &str) -> Unreadable {
    if !complete {
        let message = format!(
            "this is a draft, and `{path}` is complete: nothing was changed; if the draft is newer and final, collect it with `--complete --force`"
        );
        return Unreadable::new(FormCode::DraftAfterComplete, message);
    }
    let reopened = match new.reopened.last() {
        Some(time) => format!(" (it was reopened at {time})"),
        None => String::new(),
    };
    let message = format!(
        "`{path}` is complete and says something else{reopened}: ask the interviewer which one counts; `--force` takes this one and keeps the other in `scores/history/`"
    );
    Unreadable::new(FormCode::OtherSubmission, message)
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
