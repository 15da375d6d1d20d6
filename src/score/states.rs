//! How far candidates are, and which rounds belong to a stage.

use super::panel::{Opening, Person, SeatState};
use super::totals::{must_have_score, scored};
use crate::model::{CandidateState, KitRound};

/// The stages of a loop in the order in which they first occur; empty if no round names a stage.
pub fn stages(rounds: &[KitRound]) -> Vec<&str> {
    let mut stages: Vec<&str> = Vec::new();
    for stage in rounds.iter().filter_map(|round| round.stage.as_deref()) {
        if !stages.contains(&stage) {
            stages.push(stage);
        }
    }
    stages
}

/// The rounds of all stages up to and including `stage`; all rounds for `None`. Rounds that name no stage belong to the
/// stage of the round before them, and to the first stage if there is none before. `None` if the loop has no such stage.
pub fn covered<'r>(rounds: &'r [KitRound], stage: Option<&str>) -> Option<Vec<&'r KitRound>> {
    let Some(stage) = stage else { return Some(rounds.iter().collect()) };
    let all = stages(rounds);
    let last = all.iter().position(|known| *known == stage)?;
    let mut current = 0;
    let mut found = Vec::new();
    for round in rounds {
        if let Some(at) = round.stage.as_deref().and_then(|own| all.iter().position(|known| *known == own)) {
            current = at;
        }
        if current <= last {
            found.push(round);
        }
    }
    Some(found)
}

/// How far a candidate is.
pub(super) fn state(person: &Person, opening: &Opening) -> CandidateState {
    if person.stopped {
        return CandidateState::Stopped;
    }
    if person.seats.iter().any(|seat| seat.state == SeatState::Missing) {
        return CandidateState::Waiting;
    }
    let all = scored(person, opening.used, |_| true);
    match opening.must_haves.iter().all(|m| must_have_score(&all, &m.id).is_some()) {
        true => CandidateState::Complete,
        false => CandidateState::Incomplete,
    }
}
