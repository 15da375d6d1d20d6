//! Decision records: of a candidate, of the opening, and for the candidate. The record of a candidate has nothing about
//! adjustments, pronouns, monitoring data or other candidates.

use serde::Serialize;

use super::facts::{differences, not_assessed};
use super::seen::{MustHaveView, must_haves, question, shape};
use super::{RuleView, Source, state};
use crate::model::{
    Debrief, DebriefCandidate, Decimal, Decision, LoggedWhat, Outcome, Proceeding, Proceedings,
};
use crate::text::list;

/// The decision record of a candidate.
#[derive(Debug, Serialize)]
pub(in crate::render) struct RecordView {
    role: String,
    req: String,
    candidate: String,
    held: Option<String>,
    state: String,
    shown: bool,
    waits: String,
    decision: Option<DecisionView>,
    earlier: Vec<DecisionView>,
    rule: RuleView,
    must_haves: Vec<MustHaveView>,
    total: Option<String>,
    error: Option<String>,
    core_total: Option<String>,
    agreed: Vec<AgreedView>,
    seats: Vec<SeatView>,
    log: Vec<LogView>,
    remarks: Vec<String>,
    not_assessed: Vec<String>,
    different: Vec<String>,
    retain: Option<String>,
    kit: String,
    rule_digest: String,
    forms: Vec<String>,
}

/// A decision.
#[derive(Debug, Serialize)]
struct DecisionView {
    outcome: &'static str,
    by: String,
    why: String,
    after: Option<String>,
    departs: Option<String>,
    date: String,
}

/// A rating that the panel agreed on, beside the independent ones.
#[derive(Debug, Serialize)]
struct AgreedView {
    slot: String,
    question: String,
    independent: String,
    rating: u8,
    why: String,
    date: String,
}

/// A seat and when its form came in.
#[derive(Debug, Serialize)]
struct SeatView {
    seat: String,
    held: String,
    submitted: String,
    what: String,
}

/// An entry of the log.
#[derive(Debug, Serialize)]
struct LogView {
    date: String,
    what: &'static str,
    seat: String,
    why: String,
}

/// What an outcome means.
fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Offer => "Offer",
        Outcome::NotSelected => "Not selected",
        Outcome::Withdrew => "Withdrew",
        Outcome::HeldOver => "Held over: the decision waits",
        Outcome::Appointable => "Appointable, without an offer",
        Outcome::Reserve => "Reserve: next if the offer is declined",
    }
}

fn decision(source: Source<'_>, one: &Decision) -> DecisionView {
    DecisionView {
        outcome: outcome(one.outcome),
        by: list(&one.by, "and"),
        why: one.why.clone(),
        after: one.after.as_ref().map(|round| source.round(round)),
        departs: one.departs.clone(),
        date: one.date.clone(),
    }
}

impl RecordView {
    pub(in crate::render) fn new(
        debrief: &Debrief,
        facts: &Proceedings,
        one: &DebriefCandidate,
        person: &Proceeding,
    ) -> RecordView {
        let source = Source { debrief, facts };
        let (scores, shown) = (one.scores.as_ref(), one.scores.is_some());
        let text = |number: Option<Decimal>| number.map(Decimal::text);
        let (last, earlier) = match person.decisions.split_last() {
            Some((last, earlier)) => (Some(decision(source, last)), earlier),
            None => (None, [].as_slice()),
        };
        RecordView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            candidate: one.id.clone(),
            held: person.held.clone(),
            state: state(one, person),
            shown,
            waits: one.waits_for(&|id| source.round(id)),
            decision: last,
            earlier: earlier.iter().map(|one| decision(source, one)).collect(),
            rule: RuleView::new(Source { debrief, facts }),
            must_haves: must_haves(source, one, person),
            total: text(scores.and_then(|scores| scores.total)),
            error: text(scores.and_then(|scores| scores.standard_error)),
            core_total: text(scores.and_then(|scores| scores.core_total)),
            agreed: agreed(person, shown),
            seats: seats(source, person),
            log: log(source, person, shown),
            remarks: person.remarks(&|id| source.round(id)),
            not_assessed: if shown { not_assessed(source, person) } else { Vec::new() },
            different: differences(source, person),
            retain: facts.retain.clone(),
            kit: person.kit.digest.clone(),
            rule_digest: facts.rule.clone(),
            forms: forms(person),
        }
    }
}

/// The digests of the kits to which the forms belong, other than the candidate's kit.
fn forms(person: &Proceeding) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for form in person.forms.iter().filter(|form| form.kit != person.kit.digest) {
        if !found.contains(&form.kit) {
            found.push(form.kit.clone());
        }
    }
    found
}

fn agreed(person: &Proceeding, shown: bool) -> Vec<AgreedView> {
    let view = |one: &crate::model::Agreed| {
        let of = |form: &crate::model::Submission| {
            let rating = form.ratings.iter().find(|rating| rating.slot == one.slot)?.rating?;
            Some(format!("{rating} ({})", form.interviewer.as_deref().unwrap_or("not named")))
        };
        let independent: Vec<String> = person.forms.iter().filter_map(of).collect();
        AgreedView {
            slot: one.slot.clone(),
            question: person.kit.slots().find(|slot| slot.id == one.slot).map(question).unwrap_or_default(),
            independent: if independent.is_empty() { "none".to_owned() } else { independent.join(", ") },
            rating: one.rating,
            why: one.why.clone(),
            date: one.date.clone(),
        }
    };
    if shown { person.agreed.iter().map(view).collect() } else { Vec::new() }
}

fn seats(source: Source<'_>, person: &Proceeding) -> Vec<SeatView> {
    let view = |seat: &crate::model::SeatFacts| {
        let state = match seat.form {
            crate::model::FormThere::In if seat.late => "in, late",
            crate::model::FormThere::In => "in",
            crate::model::FormThere::Draft => "draft, not counted",
            crate::model::FormThere::Excused => "excused",
            crate::model::FormThere::Missing => "missing",
        };
        let conflict = if seat.conflict == Some(true) { ", declares a conflict" } else { "" };
        SeatView {
            seat: seat.name.text(&|id| source.round(id)),
            held: seat.held.clone().unwrap_or_default(),
            submitted: seat.submitted.clone().unwrap_or_default(),
            what: format!("{state}{conflict}"),
        }
    };
    person.seats.iter().map(view).collect()
}

/// The log and the forms that were opened again. Without scores, agreed ratings are left out.
fn log(source: Source<'_>, person: &Proceeding, shown: bool) -> Vec<LogView> {
    let word = |what: LoggedWhat| match what {
        LoggedWhat::Excused => "excused",
        LoggedWhat::Partial => "shown partially",
        LoggedWhat::Forced => "forced",
        LoggedWhat::Reopened => "reopened",
        LoggedWhat::Agreed => "agreed",
    };
    let entries = person.log.iter().filter(|entry| shown || entry.what != LoggedWhat::Agreed);
    let mut found: Vec<LogView> = entries
        .map(|entry| LogView {
            date: entry.date.clone(),
            what: word(entry.what),
            seat: match (&entry.round, &entry.interviewer) {
                (Some(round), Some(name)) => format!("{} ({name})", source.round(round)),
                (Some(round), None) => source.round(round),
                (None, _) => "all rounds".to_owned(),
            },
            why: entry.why.clone(),
        })
        .collect();
    for form in &person.forms {
        found.extend(form.reopened.iter().map(|time| LogView {
            date: time.chars().take(10).collect(),
            what: "reopened",
            seat: super::seen::seat(source, form),
            why: "the interviewer opened the complete form again".to_owned(),
        }));
    }
    found
}

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
        let remark = |remark: crate::model::Remark| match remark.candidate {
            Some(id) => format!("{id}: {}", remark.text),
            None => remark.text,
        };
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
            remarks: facts.remarks().into_iter().map(remark).collect(),
            retain: facts.retain.clone(),
            rule_digest: facts.rule.clone(),
        }
    }
}

fn of_opening(source: Source<'_>, one: &DebriefCandidate, person: &Proceeding) -> OutcomeView {
    let last = person.decision();
    let must_haves = one.scores.as_ref().map(|scores| scores.must_haves.as_slice()).unwrap_or_default();
    let cell = |m: &crate::model::MustHaveScore| match m.text(source.debrief.rule.cut) {
        Some(score) => format!("{score} {}", shape(m)),
        None => shape(m).to_owned(),
    };
    let names = |round: &crate::model::KitRound| {
        let seats = person.seats.iter().filter(|seat| seat.name.round == round.id);
        let names: Vec<&str> =
            seats.map(|seat| seat.name.interviewer.as_deref().unwrap_or("not named")).collect();
        if names.is_empty() { "–".to_owned() } else { names.join("; ") }
    };
    let text = |of: fn(&Decision) -> String| last.map(of).unwrap_or_default();
    OutcomeView {
        id: one.id.clone(),
        shown: one.scores.is_some(),
        reached: match last.and_then(|last| last.after.as_ref()) {
            Some(round) => format!("stopped after {}", source.round(round)),
            None => "all rounds".to_owned(),
        },
        outcome: last.map_or("not decided", |last| outcome(last.outcome)),
        by: text(|last| list(&last.by, "and")),
        why: text(|last| last.why.clone()),
        departs: last.and_then(|last| last.departs.clone()),
        date: text(|last| last.date.clone()),
        cells: must_haves.iter().map(cell).collect(),
        state: state(one, person),
        who: source.facts.rounds.iter().map(names).collect(),
        kit: crate::model::short_digest(&person.kit.digest).to_owned(),
    }
}

/// What a candidate is entitled to see: the own answers, notes, ratings and reasons.
#[derive(Debug, Serialize)]
pub(in crate::render) struct OwnRecordView {
    role: String,
    req: String,
    candidate: String,
    held: Option<String>,
    shown: bool,
    decision: Option<DecisionView>,
    answers: Vec<AnswerView>,
    summaries: Vec<SummaryView>,
    retain: Option<String>,
}

#[derive(Debug, Serialize)]
struct AnswerView {
    round: String,
    question: String,
    ratings: Vec<OwnRatingView>,
}

#[derive(Debug, Serialize)]
struct OwnRatingView {
    interviewer: String,
    rating: String,
    anchor: Option<String>,
    notes: String,
    words: String,
}

#[derive(Debug, Serialize)]
struct SummaryView {
    seat: String,
    recommendation: Option<String>,
    summary: String,
}

impl OwnRecordView {
    pub(in crate::render) fn new(
        debrief: &Debrief,
        facts: &Proceedings,
        one: &DebriefCandidate,
        person: &Proceeding,
    ) -> OwnRecordView {
        let source = Source { debrief, facts };
        let shown = one.scores.is_some();
        let (answers, summaries) = match shown {
            true => (super::record::answers(source, person), summaries(source, person)),
            false => (Vec::new(), Vec::new()),
        };
        OwnRecordView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            candidate: one.id.clone(),
            held: person.held.clone(),
            shown,
            decision: person.decision().map(|last| DecisionView { departs: None, ..decision(source, last) }),
            answers,
            summaries,
            retain: facts.retain.clone(),
        }
    }
}

/// The questions as they were asked, with the ratings and notes of each interviewer.
fn answers(source: Source<'_>, person: &Proceeding) -> Vec<AnswerView> {
    let mut found: Vec<AnswerView> = Vec::new();
    for form in &person.forms {
        for rating in &form.ratings {
            let Some(slot) = person.slot_of(&form.kit, &rating.slot) else { continue };
            let own = OwnRatingView {
                interviewer: form.interviewer.clone().unwrap_or_else(|| "Interviewer".to_owned()),
                rating: match rating.rating {
                    Some(score) => format!("{score} ({})", source.label(score)),
                    None => super::seen::unrated(rating).to_owned(),
                },
                anchor: rating
                    .rating
                    .and_then(|score| slot.question.anchors.get(&score))
                    .map(|a| a.replace("**", "")),
                notes: rating.notes.clone(),
                words: rating.evidence.clone(),
            };
            let round = source.round(&form.round);
            let known =
                found.iter_mut().find(|one| one.round == round && one.question == slot.question.prompt);
            match known {
                Some(known) => known.ratings.push(own),
                None => found.push(AnswerView {
                    round,
                    question: slot.question.prompt.clone(),
                    ratings: vec![own],
                }),
            }
        }
    }
    found
}

fn summaries(source: Source<'_>, person: &Proceeding) -> Vec<SummaryView> {
    let view = |form: &crate::model::Submission| SummaryView {
        seat: super::seen::seat(source, form),
        recommendation: form.recommendation.map(|score| format!("{score} ({})", source.label(score))),
        summary: form.summary.clone(),
    };
    let says =
        |form: &&crate::model::Submission| form.recommendation.is_some() || !form.summary.trim().is_empty();
    person.forms.iter().filter(says).map(view).collect()
}
