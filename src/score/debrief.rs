//! All numbers of an opening at one stage.

use num_rational::BigRational;

use super::panel::{Opening, Person, RatedSlot};
use super::sensitivity::sensitivity;
use super::spread::{Pooled, pooled, standard_error, top_group};
use super::states::state;
use super::totals::{
    core_total, decimal, marks, mean, must_have_score, points, scored, serving, spread, total,
};
use super::{agreement, raters};
use crate::model::{
    CandidateState, CompetencyScore, DEBRIEF_FORMAT, Debrief, DebriefCandidate, DebriefRule, Decimal,
    FormThere, MustHaveScore, Recommended, Scores, SeatName, SlotSplit,
};

/// Computes the debrief of an opening. `partial`: also gives the scores of candidates whose seats are not all in.
/// `with_raters`: also counts the ratings of each interviewer.
pub fn debrief(
    opening: &Opening,
    stage: Option<&str>,
    rule: DebriefRule,
    partial: bool,
    with_raters: bool,
) -> Debrief {
    let is_all_in = |person: &Person| !person.seats.iter().any(|seat| seat.form.is_waited_for());
    let shown: Vec<&Person> = opening.people.iter().filter(|p| partial || is_all_in(p)).collect();
    let is_complete = |person: &&Person| state(person, opening) == CandidateState::Complete;
    let complete: Vec<&Person> = opening.people.iter().filter(is_complete).collect();
    let pooled = pooled(opening, &complete);
    let candidate = |person: &Person| {
        let seats = |wanted: fn(FormThere) -> bool| -> Vec<SeatName> {
            person.seats.iter().filter(|seat| wanted(seat.form)).map(|seat| seat.name.clone()).collect()
        };
        let is_shown = partial || is_all_in(person);
        DebriefCandidate {
            id: person.id.clone(),
            state: state(person, opening),
            missing: seats(FormThere::is_waited_for),
            excused: seats(|form| form == FormThere::Excused),
            scores: is_shown.then(|| scores(person, opening, pooled.as_ref())),
        }
    };
    Debrief {
        format: DEBRIEF_FORMAT,
        req: opening.req.clone(),
        stage: stage.map(str::to_owned),
        partial: partial && shown.iter().any(|person| !is_all_in(person)),
        rule,
        candidates: opening.people.iter().map(candidate).collect(),
        top_group: pooled.as_ref().and_then(|pooled| top_group(&totals(&complete, opening, pooled), pooled)),
        sensitivity: sensitivity(opening, &complete),
        agreement: agreement::agreement(&shown, &opening.req),
        interviewers: with_raters.then(|| raters::raters(&shown)),
    }
}

/// Id, total and standard error of the complete candidates.
fn totals<'p>(
    complete: &[&'p Person],
    opening: &Opening,
    pooled: &Pooled,
) -> Vec<(&'p str, BigRational, f64)> {
    let must_haves: Vec<_> = opening.must_haves.iter().collect();
    let one = |person: &&'p Person| {
        let all = scored(person, opening.used, |_| true);
        Some((person.id.as_str(), total(&all, &must_haves)?, standard_error(&all, opening, pooled)))
    };
    complete.iter().filter_map(one).collect()
}

/// The numbers of one candidate.
fn scores(person: &Person, opening: &Opening, pooled: Option<&Pooled>) -> Scores {
    let all = scored(person, opening.used, |_| true);
    let number = |x: &BigRational| Decimal(decimal(x));
    let total = total(&all, &opening.must_haves.iter().collect::<Vec<_>>());
    let must_have = |m: &super::panel::WeightedMustHave| {
        let of: Vec<_> = serving(&all, &m.id).collect();
        MustHaveScore {
            id: m.id.clone(),
            text: m.text.clone(),
            competency: m.competency.clone(),
            weight: m.weight,
            score: must_have_score(&all, &m.id).as_ref().map(number),
            slots: of.len(),
            ratings: of.iter().map(|one| one.slot.ratings.len()).sum(),
            marks: marks(&all, &m.id, opening.cut),
        }
    };
    let competency = |id: &String, counts: fn(&RatedSlot) -> bool| {
        let of: Vec<_> = all.iter().filter(|one| one.slot.competency == *id && counts(one.slot)).collect();
        CompetencyScore {
            competency: id.clone(),
            score: mean(&of.iter().map(|one| one.score.clone()).collect::<Vec<_>>()).as_ref().map(number),
            ratings: of.iter().map(|one| one.slot.ratings.len()).sum(),
        }
    };
    let split =
        |slot: &RatedSlot| spread(slot).map(|(low, high)| SlotSplit { slot: slot.id.clone(), low, high });
    let recommended =
        |(seat, score): &(SeatName, u8)| Recommended { seat: seat.clone(), recommendation: *score };
    Scores {
        core_total: core_total(person, opening).as_ref().map(number),
        standard_error: pooled
            .filter(|_| total.is_some())
            .map(|pooled| Decimal(standard_error(&all, opening, pooled))),
        points: opening.points.zip(total.as_ref()).map(|(most, total)| points(total, opening.scale, most)),
        total: total.as_ref().map(number),
        must_haves: opening.must_haves.iter().map(must_have).collect(),
        competencies: opening.competencies.iter().map(|id| competency(id, |_| true)).collect(),
        rotating: opening.competencies.iter().map(|id| competency(id, |slot| !slot.core)).collect(),
        slots: all.iter().map(|one| (one.slot.id.clone(), number(&one.score))).collect(),
        splits: person.slots.iter().filter_map(split).collect(),
        recommendations: person.recommendations.iter().map(recommended).collect(),
    }
}
