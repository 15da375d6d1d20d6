//! The state of each candidate: stopped, waiting for forms, complete or incomplete.

use super::panel::{Opening, Person};
use super::totals::{must_have_score, scored};
use crate::model::CandidateState;

/// How far a candidate is.
pub(super) fn state(person: &Person, opening: &Opening) -> CandidateState {
    if person.stopped {
        return CandidateState::Stopped;
    }
    if person.seats.iter().any(|seat| seat.form.is_waited_for()) {
        return CandidateState::Waiting;
    }
    let all = scored(person, opening.used, |_| true);
    match opening.must_haves.iter().all(|m| must_have_score(&all, &m.id).is_some()) {
        true => CandidateState::Complete,
        false => CandidateState::Incomplete,
    }
}
