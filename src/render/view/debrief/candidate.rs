//! The debrief of one candidate. It names no other candidate.

use serde::Serialize;

use super::facts::{differences, later, not_assessed};
use super::seen::{MustHaveView, RatingView, is_answer_split, must_haves, question, ratings};
use super::{RuleView, Source, state};
use crate::model::{
    Debrief, DebriefCandidate, Decimal, ERROR_LIMIT, MustHaveScore, Proceeding, Proceedings, ScoreMark,
    Scores,
};
use crate::text::list;

/// The most points to discuss.
const POINTS: usize = 4;

/// The debrief of one candidate.
#[derive(Debug, Serialize)]
pub(in crate::render) struct CandidateDebriefView {
    role: String,
    req: String,
    candidate: String,
    stage: Option<String>,
    as_of: Option<String>,
    state: String,
    shown: bool,
    partial: bool,
    waits: String,
    rule: RuleView,
    must_haves: Vec<MustHaveView>,
    sentence: String,
    discuss: Vec<PointView>,
    not_assessed: Vec<String>,
    others: Vec<CompetencyView>,
    total: Option<String>,
    error: Option<String>,
    error_limit: &'static str,
    no_error: bool,
    core_total: Option<String>,
    points: Option<String>,
    different: Vec<String>,
    agreed: Vec<AgreedView>,
    open: Vec<String>,
    remarks: Vec<String>,
    recommendations: Vec<RecommendationView>,
}

/// A point to discuss.
#[derive(Debug, Serialize)]
struct PointView {
    what: String,
    quotes: Vec<String>,
}

/// A competency that no must-have needs.
#[derive(Debug, Serialize)]
struct CompetencyView {
    name: String,
    score: String,
    ratings: usize,
}

/// A rating that the panel agreed on.
#[derive(Debug, Serialize)]
struct AgreedView {
    slot: String,
    question: String,
    rating: u8,
    why: String,
    date: String,
}

/// A recommendation.
#[derive(Debug, Serialize)]
struct RecommendationView {
    seat: String,
    score: u8,
    label: String,
}

impl CandidateDebriefView {
    pub(in crate::render) fn new(
        debrief: &Debrief,
        facts: &Proceedings,
        one: &DebriefCandidate,
        person: &Proceeding,
    ) -> CandidateDebriefView {
        let source = Source { debrief, facts };
        let scores = one.scores.as_ref();
        let text = |number: Option<Decimal>| number.map(Decimal::text);
        CandidateDebriefView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            candidate: one.id.clone(),
            stage: facts.stage.clone(),
            as_of: source.as_of(Some(&one.id)),
            state: state(one, person),
            shown: scores.is_some(),
            partial: scores.is_some() && !one.missing.is_empty(),
            waits: one.waits_for(&|id| source.round(id)),
            rule: RuleView::new(source),
            must_haves: must_haves(source, one, person),
            sentence: scores.map(|scores| sentence(person, scores)).unwrap_or_default(),
            discuss: scores.map(|scores| discuss(source, person, scores)).unwrap_or_default(),
            not_assessed: not_assessed(source, person, scores.is_some()),
            others: scores.map(|scores| others(person, scores)).unwrap_or_default(),
            total: text(scores.and_then(|scores| scores.total)),
            error: text(scores.and_then(|scores| scores.standard_error)),
            error_limit: ERROR_LIMIT,
            no_error: scores.is_some_and(|scores| scores.standard_error.is_none()),
            core_total: text(scores.and_then(|scores| scores.core_total)),
            points: scores.and_then(|scores| scores.points).map(|points| points.to_string()),
            different: differences(source, person),
            agreed: agreed(person),
            open: scores.map(|scores| open(source, person, scores)).unwrap_or_default(),
            remarks: person.remarks(&|id| source.round(id)),
            recommendations: scores.map(|scores| recommendations(source, scores)).unwrap_or_default(),
        }
    }
}

/// `Meets 5 of 6; below on X; split on Y (two interviewers differ).`
fn sentence(person: &Proceeding, scores: &Scores) -> String {
    let met = scores.must_haves.iter().filter(|m| m.is_met()).count();
    let mut text = format!("Meets {met} of {}", scores.must_haves.len());
    let name = |m: &MustHaveScore, mark: ScoreMark| match mark {
        ScoreMark::Split if is_answer_split(person, scores, m) => {
            format!("“{}” (two interviewers differ)", m.text)
        }
        ScoreMark::Split => format!("“{}” (two rounds differ)", m.text),
        _ => format!("“{}”", m.text),
    };
    let marks =
        [(ScoreMark::Below, "below on"), (ScoreMark::NotSeen, "not seen:"), (ScoreMark::Split, "split on")];
    for (mark, words) in marks {
        let of: Vec<String> =
            scores.must_haves.iter().filter(|m| m.has(mark)).map(|m| name(m, mark)).collect();
        if !of.is_empty() {
            text.push_str(&format!("; {words} {}", list(&of, "and")));
        }
    }
    text.push('.');
    text
}

/// What to discuss: answers on which ratings differ, the widest first; then must-haves that are just below.
fn discuss(source: Source<'_>, person: &Proceeding, scores: &Scores) -> Vec<PointView> {
    let mut splits: Vec<_> = scores.splits.iter().collect();
    splits.sort_by_key(|split| (split.low as i16 - split.high as i16, split.slot.clone()));
    let quote = |slot: &str, ends: &[u8]| -> Vec<String> {
        let rows = ratings(source, person, &|one| one.id == slot);
        let has = |score: &u8| rows.iter().find(|row| row.score == Some(*score));
        ends.iter().filter_map(has).map(said).collect()
    };
    let question = |slot: &str| person.kit.slots().find(|one| one.id == slot).map(question);
    let mut found: Vec<PointView> = splits
        .iter()
        .map(|split| PointView {
            what: format!(
                "{}: rated from {} to {}",
                question(&split.slot).unwrap_or_else(|| split.slot.clone()),
                split.low,
                split.high
            ),
            quotes: quote(&split.slot, &[split.low, split.high]),
        })
        .collect();
    found.extend(of_must_haves(source, person, scores));
    found.truncate(POINTS);
    found
}

/// A rating with the words that decided it.
fn said(row: &RatingView) -> String {
    match row.words.is_empty() {
        true => format!("{}: {}, without deciding words", row.seat, row.rating),
        false => format!("{}: {}: “{}”", row.seat, row.rating, row.words),
    }
}

/// Must-haves that are just below, and those on which rounds differ although no answer is split.
fn of_must_haves(source: Source<'_>, person: &Proceeding, scores: &Scores) -> Vec<PointView> {
    let mut found = Vec::new();
    for must_have in &scores.must_haves {
        let is_split = must_have.has(ScoreMark::Split);
        let answer = is_split && is_answer_split(person, scores, must_have);
        if answer || !(is_split || must_have.has(ScoreMark::JustBelow)) {
            continue;
        }
        let rows = ratings(source, person, &|slot| slot.serves.contains(&must_have.id));
        let rated = || rows.iter().filter(|row| row.score.is_some());
        let (why, low, high) = match rounds_apart(source, person, scores, must_have) {
            Some((low, high)) if is_split => (
                "the rounds differ: one answer reaches what is needed, one does not",
                rated().filter(|row| row.slot == low).min_by_key(|row| row.score),
                rated().filter(|row| row.slot == high).max_by_key(|row| row.score),
            ),
            _ => (
                "one answer rated one point higher by all its raters would reach what is needed",
                rated().min_by_key(|row| row.score),
                rated().max_by_key(|row| row.score).filter(|_| rated().count() > 1),
            ),
        };
        let quote = |row: &RatingView| format!("{}, {}", row.question, said(row));
        found.push(PointView {
            what: format!("{}: {why}", must_have.text),
            quotes: [low, high].into_iter().flatten().map(quote).collect(),
        });
    }
    found
}

/// The slots of two rounds whose scores lie on both sides of what is needed: the two that are farthest apart.
fn rounds_apart<'a>(
    source: Source<'_>,
    person: &'a Proceeding,
    scores: &Scores,
    must_have: &MustHaveScore,
) -> Option<(&'a str, &'a str)> {
    let cut = f64::from(source.debrief.rule.cut);
    let slots = person.kit.rounds.iter().flat_map(|round| round.slots.iter().map(move |slot| (round, slot)));
    let scored: Vec<(&str, &str, f64)> = slots
        .filter(|(_, slot)| slot.serves.contains(&must_have.id))
        .filter_map(|(round, slot)| {
            Some((round.id.as_str(), slot.id.as_str(), scores.slots.get(&slot.id)?.0))
        })
        .collect();
    let below = scored.iter().filter(|one| one.2 < cut);
    let pairs = below.flat_map(|low| {
        scored.iter().filter(|high| high.2 >= cut && high.0 != low.0).map(move |high| (low, high))
    });
    let widest = pairs.max_by(|(a, b), (c, d)| (b.2 - a.2).total_cmp(&(d.2 - c.2)))?;
    Some((widest.0.1, widest.1.1))
}

/// The competencies that no must-have needs.
fn others(person: &Proceeding, scores: &Scores) -> Vec<CompetencyView> {
    let needed = |id: &str| scores.must_haves.iter().any(|m| m.competency == id);
    let name = |id: &str| {
        person.kit.slots().find(|slot| slot.competency == id).map(|slot| slot.competency_name.clone())
    };
    let view = |one: &crate::model::CompetencyScore| CompetencyView {
        name: name(&one.competency).unwrap_or_else(|| one.competency.clone()),
        score: one.score.map_or_else(|| "no rating".to_owned(), Decimal::text),
        ratings: one.ratings,
    };
    scores.competencies.iter().filter(|one| !needed(&one.competency)).map(view).collect()
}

fn agreed(person: &Proceeding) -> Vec<AgreedView> {
    let title = |id: &str| person.kit.slots().find(|slot| slot.id == id).map(question).unwrap_or_default();
    let view = |one: &crate::model::Agreed| AgreedView {
        slot: one.slot.clone(),
        question: title(&one.slot),
        rating: one.rating,
        why: one.why.clone(),
        date: one.date.clone(),
    };
    person.agreed.iter().map(view).collect()
}

/// Must-haves that are below, split or not seen, with the round that could answer them.
fn open(source: Source<'_>, person: &Proceeding, scores: &Scores) -> Vec<String> {
    let is_open = |m: &&MustHaveScore| !m.is_met() || m.has(ScoreMark::Split) || m.has(ScoreMark::SeenOnce);
    let text = |m: &MustHaveScore| match later(source, person, &m.id).as_slice() {
        [] => format!("{}: no further round asks about it; decide how to find out.", m.text),
        rounds => format!("{}: {} could answer it.", m.text, list(rounds, "or")),
    };
    scores.must_haves.iter().filter(is_open).map(text).collect()
}

fn recommendations(source: Source<'_>, scores: &Scores) -> Vec<RecommendationView> {
    let view = |one: &crate::model::Recommended| RecommendationView {
        seat: one.seat.in_words(&|id| source.round(id)),
        score: one.recommendation,
        label: source.label(one.recommendation),
    };
    scores.recommendations.iter().map(view).collect()
}
