//! The seats of a kit, and whether the form of each is in.

use std::path::Path;

use super::call::Call;
use crate::model::{Decision, FormThere, Kit, Logged, LoggedWhat, SeatFacts, SeatName, Submission};
use crate::store::{Fault, Req, Scores, decisions_in, kit_at, log_in};

/// The state of a seat. `form`: its submission; `excused`: the reason why the form will not come.
fn state(form: Option<&Submission>, excused: Option<&str>) -> FormThere {
    match (form, excused) {
        (Some(form), _) if form.is_complete() => FormThere::In,
        (_, Some(_)) => FormThere::Excused,
        (Some(_), None) => FormThere::Draft,
        (None, None) => FormThere::Missing,
    }
}

/// The index of the round after which the candidate was stopped; `None` if the last decision names none. Forms of later
/// rounds are not waited for.
pub(super) fn stopped_at(kit: &Kit, decisions: &[Decision]) -> Option<usize> {
    let after = decisions.last()?.after.as_ref()?;
    kit.rounds.iter().position(|round| round.id == *after)
}

/// The reason why the form of a seat will not come, if it is recorded.
fn excused<'l>(log: &'l [Logged], round: &str, interviewer: Option<&str>) -> Option<&'l str> {
    let mut entries = log.iter().rev().filter(|entry| entry.what == LoggedWhat::Excused);
    let entry = entries.find(|entry| {
        let of_round = entry.round.as_deref().is_none_or(|of| of == round);
        of_round && (entry.interviewer.is_none() || entry.interviewer.as_deref() == interviewer)
    })?;
    Some(&entry.why)
}

/// What is known about a seat. `form`: its submission; `log`: that of the kit.
pub(super) fn facts(form: Option<&Submission>, log: &[Logged], name: SeatName, seated: bool) -> SeatFacts {
    let why = excused(log, &name.round, name.interviewer.as_deref());
    let there = state(form, why);
    SeatFacts {
        name,
        form: there,
        held: form.and_then(|form| form.held.clone()),
        submitted: form.and_then(|form| form.submitted.clone()),
        hours: form.and_then(Submission::seconds_after_day).map(|seconds| seconds.div_euclid(3600)),
        late: form.and_then(Submission::is_late) == Some(true),
        conflict: form.and_then(|form| form.conflict),
        why: why.filter(|_| there == FormThere::Excused).map(str::to_owned),
        seated,
    }
}

/// The seats of a kit, each with the state of its form.
pub(super) struct Seats {
    pub(super) kit: Kit,
    pub(super) scores: Scores,
    pub(super) log: Vec<Logged>,
    /// The index of the round after which the candidate was stopped.
    stop: Option<usize>,
}

impl Seats {
    /// Reads the kit in a folder, its forms, and what was decided.
    pub(super) fn read(req: &Req, home: &Path, call: &mut Call<'_>) -> Result<Seats, Fault> {
        let kit = kit_at(call.workspace, &home.join("kit.json"), call.sink)?;
        let (scores, log) = (Scores::read(req, home)?, log_in(req, home)?);
        let stop = stopped_at(&kit, &decisions_in(req, home)?);
        Ok(Seats { kit, scores, log, stop })
    }

    /// Whether the form of a seat is in.
    pub(super) fn state(&self, round: &str, interviewer: Option<&str>) -> FormThere {
        let form = self.scores.of_seat(round, interviewer).map(|stored| &stored.submission);
        state(form, self.excused(round, interviewer))
    }

    /// Whether the round with this index comes after the one after which the candidate was stopped.
    pub(super) fn is_after_stop(&self, round: usize) -> bool {
        self.stop.is_some_and(|stop| round > stop)
    }

    /// The reason why the form of a seat will not come, if it is recorded.
    pub(super) fn excused(&self, round: &str, interviewer: Option<&str>) -> Option<&str> {
        excused(&self.log, round, interviewer)
    }
}
