//! The debrief as a table for spreadsheets: one row for each candidate and must-have.

use crate::model::{Debrief, DebriefCandidate, Decimal, MustHaveScore, ScoreMark};

/// The headings of the table.
const HEADINGS: [&str; 17] = [
    "req",
    "stage",
    "candidate",
    "state",
    "missing",
    "must_have",
    "text",
    "competency",
    "weight",
    "score",
    "slots",
    "ratings",
    "marks",
    "total",
    "standard_error",
    "core_total",
    "points",
];

/// The rows of the table, headings first: one row for each candidate and must-have; only those of candidate `id`, unless it
/// is `None`. A candidate whose scores are not shown has one row without numbers.
pub fn rows(debrief: &Debrief, id: Option<&str>) -> Vec<Vec<String>> {
    let mut rows = vec![HEADINGS.map(str::to_owned).to_vec()];
    for one in debrief.candidates.iter().filter(|one| id.is_none_or(|id| one.id == id)) {
        let Some(scores) = &one.scores else {
            rows.push(row(debrief, one, None));
            continue;
        };
        rows.extend(scores.must_haves.iter().map(|must_have| row(debrief, one, Some(must_have))));
        if scores.must_haves.is_empty() {
            rows.push(row(debrief, one, None));
        }
    }
    rows
}

fn row(debrief: &Debrief, one: &DebriefCandidate, must_have: Option<&MustHaveScore>) -> Vec<String> {
    let number = |number: Option<Decimal>| number.map(|n| format!("{:.4}", n.0)).unwrap_or_default();
    let of = |text: fn(&MustHaveScore) -> String| must_have.map(text).unwrap_or_default();
    let marks = |one: &MustHaveScore| {
        one.marks.iter().map(|mark: &ScoreMark| mark.word()).collect::<Vec<_>>().join(" ")
    };
    let scores = one.scores.as_ref();
    vec![
        debrief.req.clone(),
        debrief.stage.clone().unwrap_or_default(),
        one.id.clone(),
        one.state.word().to_owned(),
        one.missing.len().to_string(),
        of(|m| m.id.clone()),
        of(|m| m.text.clone()),
        of(|m| m.competency.clone()),
        of(|m| m.weight.to_string()),
        must_have.map(|m| number(m.score)).unwrap_or_default(),
        of(|m| m.slots.to_string()),
        of(|m| m.ratings.to_string()),
        must_have.map(marks).unwrap_or_default(),
        number(scores.and_then(|scores| scores.total)),
        number(scores.and_then(|scores| scores.standard_error)),
        number(scores.and_then(|scores| scores.core_total)),
        scores.and_then(|scores| scores.points).map(|points| points.to_string()).unwrap_or_default(),
    ]
}
