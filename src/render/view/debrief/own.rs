//! What a candidate is entitled to see. It has no other candidate, no probe, and no anchor of a rating that the candidate did
//! not get.

use serde::Serialize;

use super::Source;
use super::record::{DecisionView, decision};
use crate::model::{Debrief, DebriefCandidate, Proceeding, Proceedings};

/// What a candidate is entitled to see: their own answers, notes, ratings and reasons.
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
    number: String,
    question: String,
    ratings: Vec<OwnRatingView>,
    agreed: Option<OwnAgreedView>,
}

/// What the panel agreed on in the meeting.
#[derive(Debug, Serialize)]
struct OwnAgreedView {
    rating: String,
    why: String,
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
            true => (answers(source, person), summaries(source, person)),
            false => (Vec::new(), Vec::new()),
        };
        OwnRecordView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            candidate: one.id.clone(),
            held: person.held.clone(),
            shown,
            decision: person
                .decision()
                .map(|last| decision(source, last))
                .map(DecisionView::without_departure),
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
                    number: rating.slot.rsplit_once('.').map_or("", |(_, number)| number).to_owned(),
                    question: slot.question.prompt.clone(),
                    ratings: vec![own],
                    agreed: person.agreed_on(&rating.slot).map(|agreed| OwnAgreedView {
                        rating: format!("{} ({})", agreed.rating, source.label(agreed.rating)),
                        why: agreed.why.clone(),
                    }),
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
