//! The decision record of a candidate. It has nothing about adjustments, pronouns, monitoring data or other candidates.

use serde::Serialize;

use super::facts::{differences, not_assessed};
use super::seen::{MustHaveView, must_haves, question};
use super::{RuleView, Source, reached, state};
use crate::model::{
    Debrief, DebriefCandidate, Decimal, Decision, Logged, LoggedWhat, Outcome, Proceeding, Proceedings,
    SeatName,
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
    reached: String,
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
pub(super) struct DecisionView {
    outcome: &'static str,
    by: String,
    why: String,
    after: Option<String>,
    departs: Option<String>,
    date: String,
}

impl DecisionView {
    /// The decision without the reason why it departs from the rule, which may be about other candidates.
    pub(super) fn without_departure(self) -> DecisionView {
        DecisionView { departs: None, ..self }
    }
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
pub(super) fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Offer => "Offer",
        Outcome::NotSelected => "Not selected",
        Outcome::Withdrew => "Withdrew",
        Outcome::HeldOver => "Held over: the decision waits",
        Outcome::Appointable => "Appointable, without an offer",
        Outcome::Reserve => "Reserve: next if the offer is declined",
    }
}

pub(super) fn decision(source: Source<'_>, one: &Decision) -> DecisionView {
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
            reached: reached(source, person, "last round with a form: "),
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
            not_assessed: if shown { not_assessed(source, person, shown) } else { Vec::new() },
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
            seat: seat.name.in_words(&|id| source.round(id)),
            held: seat.held.clone().unwrap_or_default(),
            submitted: seat.submitted.as_deref().map(day_and_hour).unwrap_or_default(),
            what: format!("{state}{conflict}"),
        }
    };
    person.seats.iter().map(view).collect()
}

/// `2026-11-02 16:30` of a time as in `2026-11-02T16:30:00+01:00`; any other text as it is.
fn day_and_hour(time: &str) -> String {
    let known = chrono::DateTime::parse_from_rfc3339(time);
    known.map_or_else(|_| time.to_owned(), |time| time.format("%Y-%m-%d %H:%M").to_string())
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
            seat: match &entry.round {
                Some(round) => SeatName { round: round.clone(), interviewer: entry.interviewer.clone() }
                    .in_words(&|id| source.round(id)),
                None => "all rounds".to_owned(),
            },
            why: entry.why.clone(),
        })
        .collect();
    // `collect` logs each time at which a form was opened again; the file may also have come without it.
    let is_logged = |time: &&String| {
        let is_there =
            |entry: &Logged| entry.what == LoggedWhat::Reopened && entry.why.contains(time.as_str());
        !person.log.iter().any(is_there)
    };
    for form in &person.forms {
        found.extend(form.reopened.iter().filter(is_logged).map(|time| LogView {
            date: time.chars().take(10).collect(),
            what: "reopened",
            seat: super::seen::seat(source, form),
            why: "the interviewer opened the complete form again".to_owned(),
        }));
    }
    found
}
