//! The seats of a kit, and whether the form of each is in.

use std::path::Path;

use serde::Serialize;

use super::call::Call;
use crate::model::{Kit, Logged, LoggedWhat, Submission};
use crate::store::{Fault, Req, Scores, kit_at, log_in};

/// Whether a form is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SeatState {
    /// It is in and complete.
    In,
    /// It is in, and not complete yet.
    Draft,
    /// It is not in.
    Missing,
    /// It will not come, as recorded.
    Excused,
}

/// The state of a seat. `form`: its submission; `excused`: the reason why the form will not come.
pub(super) fn state(form: Option<&Submission>, excused: Option<&str>) -> SeatState {
    match (form, excused) {
        (Some(form), _) if form.is_complete() => SeatState::In,
        (_, Some(_)) => SeatState::Excused,
        (Some(_), None) => SeatState::Draft,
        (None, None) => SeatState::Missing,
    }
}

/// The reason why the form of a seat will not come, if it is recorded.
pub(super) fn excused<'l>(log: &'l [Logged], round: &str, interviewer: Option<&str>) -> Option<&'l str> {
    let mut entries = log.iter().rev().filter(|entry| entry.what == LoggedWhat::Excused);
    let entry = entries.find(|entry| {
        let of_round = entry.round.as_deref().is_none_or(|of| of == round);
        of_round && (entry.interviewer.is_none() || entry.interviewer.as_deref() == interviewer)
    })?;
    Some(&entry.why)
}

/// The seats of a kit, each with the state of its form.
pub(super) struct Seats {
    pub(super) kit: Kit,
    pub(super) scores: Scores,
    pub(super) log: Vec<Logged>,
}

impl Seats {
    /// Reads the kit in a folder and its forms.
    pub(super) fn read(req: &Req, home: &Path, call: &mut Call<'_>) -> Result<Seats, Fault> {
        let kit = kit_at(call.workspace, &home.join("kit.json"), call.sink)?;
        let (scores, log) = (Scores::read(req, home)?, log_in(req, home)?);
        Ok(Seats { kit, scores, log })
    }

    /// Whether the form of a seat is in.
    pub(super) fn state(&self, round: &str, interviewer: Option<&str>) -> SeatState {
        let form = self.scores.of_seat(round, interviewer).map(|stored| &stored.submission);
        state(form, self.excused(round, interviewer))
    }

    /// The reason why the form of a seat will not come, if it is recorded.
    pub(super) fn excused(&self, round: &str, interviewer: Option<&str>) -> Option<&str> {
        excused(&self.log, round, interviewer)
    }
}
