//! The decision record of an opening: all candidates by id.

use serde::Serialize;

use super::facts::{open_seats, sat};
use super::record::outcome;
use super::seen::shape;
use super::{RuleView, Source, reached, state};
use crate::model::{
    CandidateState, Debrief, DebriefCandidate, Decision, FormThere, Outcome, Proceeding, Proceedings,
};
use crate::text::list;

/// The record of an opening.
#[derive(Debug, Serialize)]
pub(in crate::render) struct OpeningRecordView {
    role: String,
    req: String,
    rule: RuleView,
    must_haves: Vec<CodeView>,
    columns: String,
    people: Vec<OutcomeView>,
    rounds: Vec<String>,
    remarks: Vec<String>,
    retain: Option<String>,
    rule_digest: String,
}

/// A must-have and the code of its column.
#[derive(Debug, Serialize)]
struct CodeView {
    code: String,
    text: String,
}

/// A candidate in the record of the opening.
#[derive(Debug, Serialize)]
struct OutcomeView {
    id: String,
    shown: bool,
    reached: String,
    outcome: &'static str,
    by: String,
    why: String,
    departs: Option<String>,
    date: String,
    cells: Vec<String>,
    state: String,
    who: Vec<String>,
    kit: String,
}

impl OpeningRecordView {
    pub(in crate::render) fn new(debrief: &Debrief, facts: &Proceedings) -> OpeningRecordView {
        let source = Source { debrief, facts };
        let scores = debrief.candidates.iter().find_map(|one| one.scores.as_ref());
        let texts: Vec<String> = scores
            .map(|scores| scores.must_haves.iter().map(|m| m.text.clone()).collect())
            .unwrap_or_default();
        OpeningRecordView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            rule: RuleView::new(source),
            columns: texts.iter().map(|_| " ---: |").collect(),
            must_haves: texts
                .into_iter()
                .enumerate()
                .map(|(n, text)| CodeView { code: format!("M{}", n + 1), text })
                .collect(),
            people: source.people().map(|(one, person)| of_opening(source, one, person)).collect(),
            rounds: facts.rounds.iter().map(|round| round.title.clone()).collect(),
            remarks: remarks(source),
            retain: facts.retain.clone(),
            rule_digest: facts.rule.clone(),
        }
    }
}

/// That an offer came before all forms, seats that are excused, and the remarks about candidates. What is about
/// the rule stands beside the rule.
fn remarks(source: Source<'_>) -> Vec<String> {
    let mut said: Vec<String> = offered_early(source).into_iter().collect();
    for (_, person) in source.people() {
        said.extend(
            open_seats(source, person, |form| form == FormThere::Excused)
                .into_iter()
                .map(|text| format!("{}: {text}", person.id)),
        );
    }
    let remarks = source.facts.remarks(&|id| source.round(id)).into_iter();
    said.extend(remarks.filter(|it| it.candidate.is_some()).map(|it| it.in_words()));
    said
}

/// Who has an offer while another candidate, about whom nothing final is decided, waits for forms.
fn offered_early(source: Source<'_>) -> Option<String> {
    let is =
        |person: &Proceeding, outcome: Outcome| person.decision().is_some_and(|one| one.outcome == outcome);
    let ids = |which: &dyn Fn(&DebriefCandidate, &Proceeding) -> bool| -> Vec<String> {
        source.people().filter(|(one, person)| which(one, person)).map(|(one, _)| one.id.clone()).collect()
    };
    let offered = ids(&|_, person| is(person, Outcome::Offer));
    let waits = ids(&|one, person| {
        let is_open = person.decision().is_none() || is(person, Outcome::HeldOver);
        one.state == CandidateState::Waiting && is_open
    });
    (!offered.is_empty() && !waits.is_empty()).then(|| {
        format!(
            "An offer to {} is recorded while forms of {} are missing.",
            list(&offered, "and"),
            list(&waits, "and")
        )
    })
}

fn of_opening(source: Source<'_>, one: &DebriefCandidate, person: &Proceeding) -> OutcomeView {
    let last = person.decision();
    let must_haves = one.scores.as_ref().map(|scores| scores.must_haves.as_slice()).unwrap_or_default();
    let cell = |m: &crate::model::MustHaveScore| match m.text(source.debrief.rule.cut) {
        Some(score) => format!("{score} {}", shape(m)),
        None => shape(m).to_owned(),
    };
    let text = |of: fn(&Decision) -> String| last.map_or_else(|| "–".to_owned(), of);
    OutcomeView {
        id: one.id.clone(),
        shown: one.scores.is_some(),
        reached: reached(source, person, ""),
        outcome: last.map_or("not decided", |last| outcome(last.outcome)),
        by: text(|last| list(&last.by, "and")),
        why: text(|last| last.why.clone()),
        departs: last.and_then(|last| last.departs.clone()),
        date: text(|last| last.date.clone()),
        cells: must_haves.iter().map(cell).collect(),
        state: state(one, person),
        who: source.facts.rounds.iter().map(|round| sat(person, round)).collect(),
        kit: crate::model::short_digest(&person.kit.digest).to_owned(),
    }
}
