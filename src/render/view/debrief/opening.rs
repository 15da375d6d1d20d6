//! The debrief of all candidates, in the order of their ids.

use serde::Serialize;

use super::facts::{sat, unrated_answers};
use super::seen::{asked_instead, is_answer_split, question, shape};
use super::{RuleView, Source, state};
use crate::model::{
    CandidateState, Debrief, DebriefCandidate, Decimal, ERROR_LIMIT, FEWEST_SHARED, KitSlot, Proceeding,
    Proceedings, ScoreMark, Scores, TOP_GROUP_LIMIT,
};
use crate::text::list;

/// The most candidates beside each other in a table of answers.
const BESIDE: usize = 8;

/// The debrief of all candidates.
#[derive(Debug, Serialize)]
pub(in crate::render) struct OpeningDebriefView {
    role: String,
    req: String,
    stage: Option<String>,
    as_of: Option<String>,
    partial: bool,
    rule: RuleView,
    must_haves: Vec<ColumnView>,
    columns: String,
    widths: String,
    people: Vec<RowView>,
    sentences: Vec<String>,
    core: Vec<AnswersView>,
    rotating: Vec<AnswersView>,
    gaps: Vec<String>,
    who: Vec<WhoView>,
    rounds: Vec<String>,
    agreement: Vec<String>,
    splits: Vec<String>,
    intervals: Option<IntervalsView>,
    limit: Option<String>,
    error_limit: &'static str,
    raters: Vec<RaterView>,
}

#[derive(Debug, Serialize)]
struct ColumnView {
    code: String,
    text: String,
    weight: u32,
}

#[derive(Debug, Serialize)]
struct RowView {
    id: String,
    state: String,
    note: Option<&'static str>,
    shown: bool,
    waiting: String,
    cells: Vec<CellView>,
    meets: String,
    total: String,
    core_total: String,
    points: Option<String>,
}

#[derive(Debug, Serialize)]
struct CellView {
    score: String,
    shape: &'static str,
    below: bool,
}

/// Scores of answers: a row for each question or competency, a column for each candidate.
#[derive(Debug, Serialize)]
struct AnswersView {
    candidates: Vec<String>,
    rows: Vec<AnswerRow>,
    /// What the stars in the table mean.
    stars: Vec<String>,
}

#[derive(Debug, Serialize)]
struct AnswerRow {
    what: String,
    scores: Vec<String>,
}

#[derive(Debug, Serialize)]
struct WhoView {
    id: String,
    rounds: Vec<String>,
}

#[derive(Debug, Serialize)]
struct IntervalsView {
    lowest: u8,
    highest: u8,
    q: String,
    half: String,
    rows: Vec<IntervalView>,
}

#[derive(Debug, Serialize)]
struct IntervalView {
    id: String,
    total: String,
    range: String,
}

#[derive(Debug, Serialize)]
struct RaterView {
    name: String,
    counts: String,
    leniency: String,
}

impl OpeningDebriefView {
    pub(in crate::render) fn new(debrief: &Debrief, facts: &Proceedings) -> OpeningDebriefView {
        let source = Source { debrief, facts };
        let rounds = |id: &str| source.round(id);
        let columns = columns(debrief);
        let remarks = facts.remarks(&|id| source.round(id)).into_iter();
        let remarks = remarks.filter(|it| it.candidate.is_some()).map(|it| it.in_words());
        let unrated = shown(source).into_iter().flat_map(|(_, person)| {
            unrated_answers(source, person).into_iter().map(|text| format!("{}: {text}", person.id))
        });
        OpeningDebriefView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            stage: facts.stage.clone(),
            as_of: source.as_of(None),
            partial: debrief.partial,
            rule: RuleView::new(source),
            widths: columns.iter().map(|_| "1*").collect::<Vec<_>>().join(" "),
            columns: columns.iter().map(|_| " ---: |").collect(),
            must_haves: columns,
            people: source.people().map(|(one, person)| row(source, one, person)).collect(),
            sentences: debrief.sentences(&rounds),
            core: core(source),
            rotating: rotating(source),
            gaps: debrief.gaps(facts, &rounds).into_iter().chain(unrated).chain(remarks).collect(),
            who: source
                .people()
                .map(|(_, person)| WhoView {
                    id: person.id.clone(),
                    rounds: facts.rounds.iter().map(|round| sat(person, round)).collect(),
                })
                .collect(),
            rounds: facts.rounds.iter().map(|round| round.title.clone()).collect(),
            agreement: debrief.agreement_words(),
            splits: splits(source),
            intervals: intervals(source),
            limit: limit(debrief),
            error_limit: ERROR_LIMIT,
            raters: raters(debrief),
        }
    }
}

/// The must-haves with the codes of their columns.
fn columns(debrief: &Debrief) -> Vec<ColumnView> {
    let scores = debrief.candidates.iter().find_map(|one| one.scores.as_ref());
    let all = scores.map(|scores| scores.must_haves.as_slice()).unwrap_or_default();
    let view = |(n, m): (usize, &crate::model::MustHaveScore)| ColumnView {
        code: format!("M{}", n + 1),
        text: m.text.clone(),
        weight: m.weight,
    };
    all.iter().enumerate().map(view).collect()
}

fn row(source: Source<'_>, one: &DebriefCandidate, person: &Proceeding) -> RowView {
    let cut = source.debrief.rule.cut;
    let text = |number: Option<Decimal>| number.map_or_else(|| "none".to_owned(), Decimal::text);
    let scores = one.scores.as_ref();
    let error = scores.and_then(|scores| scores.standard_error);
    let cells = scores.map(|scores| scores.must_haves.as_slice()).unwrap_or_default().iter();
    RowView {
        id: one.id.clone(),
        state: state(one, person),
        note: match one.state {
            CandidateState::Complete => None,
            CandidateState::Incomplete => Some("incomplete"),
            CandidateState::Waiting => Some("partial"),
            CandidateState::Stopped => Some("stopped"),
        },
        shown: scores.is_some(),
        waiting: one.waits_for(&|id| source.round(id)),
        cells: cells
            .map(|m| CellView {
                score: m.text(cut).unwrap_or_default(),
                shape: shape(m),
                below: !m.is_met() && m.score.is_some(),
            })
            .collect(),
        meets: one.met().map(|(met, all)| format!("{met} of {all}")).unwrap_or_default(),
        total: match (scores.and_then(|scores| scores.total), error) {
            (Some(total), Some(error)) => format!("{} ± {}", total.text(), error.text()),
            (total, _) => text(total),
        },
        core_total: text(scores.and_then(|scores| scores.core_total)),
        points: scores.and_then(|scores| scores.points).map(|points| points.to_string()),
    }
}

/// The candidates whose scores are shown.
fn shown(source: Source<'_>) -> Vec<(&Scores, &Proceeding)> {
    source.people().filter_map(|(one, person)| Some((one.scores.as_ref()?, person))).collect()
}

/// A score with two decimals; a dash without a rating.
fn number(score: Option<Decimal>) -> String {
    score.map_or_else(|| "–".to_owned(), Decimal::text)
}

/// The score of a slot, with a star if the candidate was asked another question there.
fn core_score(scores: &Scores, person: &Proceeding, slot: &KitSlot) -> String {
    let star = if asked_instead(person, slot).is_empty() { "" } else { "*" };
    format!("{}{star}", number(scores.slots.get(&slot.id).copied()))
}

/// What the star of a candidate in a slot means; `None` without a star.
fn star(person: &Proceeding, slot: &KitSlot) -> Option<String> {
    let others = asked_instead(person, slot);
    let words = format!(
        "{} was asked another question in place of “{}”: {}.",
        person.id,
        question(slot),
        list(&others, "and")
    );
    (!others.is_empty()).then_some(words)
}

/// Core slots side by side.
fn core(source: Source<'_>) -> Vec<AnswersView> {
    let slots: Vec<&KitSlot> =
        source.facts.rounds.iter().flat_map(|round| &round.slots).filter(|slot| slot.core).collect();
    let people = shown(source);
    let table = |some: &[(&Scores, &Proceeding)]| AnswersView {
        candidates: some.iter().map(|(_, person)| person.id.clone()).collect(),
        rows: slots
            .iter()
            .map(|slot| AnswerRow {
                what: format!("{} ({})", question(slot), slot.competency_name),
                scores: some.iter().map(|(scores, person)| core_score(scores, person, slot)).collect(),
            })
            .collect(),
        stars: some
            .iter()
            .flat_map(|(_, person)| slots.iter().filter_map(|slot| star(person, slot)))
            .collect(),
    };
    if slots.is_empty() { Vec::new() } else { people.chunks(BESIDE).map(table).collect() }
}

/// Rotating slots by competency: the mean over different questions.
fn rotating(source: Source<'_>) -> Vec<AnswersView> {
    let slots: Vec<&KitSlot> =
        source.facts.rounds.iter().flat_map(|round| &round.slots).filter(|slot| !slot.core).collect();
    let mut names: Vec<(&str, &str)> = Vec::new();
    for slot in &slots {
        if names.iter().all(|(id, _)| *id != slot.competency) {
            names.push((&slot.competency, &slot.competency_name));
        }
    }
    let mean = |scores: &Scores, competency: &str| {
        number(scores.rotating.iter().find(|one| one.competency == competency).and_then(|one| one.score))
    };
    let people = shown(source);
    let table = |some: &[(&Scores, &Proceeding)]| AnswersView {
        candidates: some.iter().map(|(_, person)| person.id.clone()).collect(),
        rows: names
            .iter()
            .map(|(id, name)| AnswerRow {
                what: (*name).to_owned(),
                scores: some.iter().map(|(scores, _)| mean(scores, id)).collect(),
            })
            .collect(),
        stars: Vec::new(),
    };
    if names.is_empty() { Vec::new() } else { people.chunks(BESIDE).map(table).collect() }
}

/// The answers on which interviewers differ by two or more, and the must-haves on which rounds differ.
fn splits(source: Source<'_>) -> Vec<String> {
    let (mut answers, mut rounds) = (Vec::new(), Vec::new());
    for (scores, person) in shown(source) {
        for split in &scores.splits {
            let title = person.kit.slots().find(|slot| slot.id == split.slot).map(question);
            answers.push(format!(
                "{}, {} ({} to {})",
                person.id,
                title.unwrap_or_else(|| split.slot.clone()),
                split.low,
                split.high
            ));
        }
        let is_of_rounds =
            |m: &crate::model::MustHaveScore| m.has(ScoreMark::Split) && !is_answer_split(person, scores, m);
        let codes = scores.must_haves.iter().enumerate().filter(|(_, m)| is_of_rounds(m));
        let codes: Vec<String> = codes.map(|(n, _)| format!("M{}", n + 1)).collect();
        if !codes.is_empty() {
            rounds.push(format!("{} on {}", person.id, list(&codes, "and")));
        }
    }
    [("Two or more apart", answers, "; "), ("Two rounds differ on a must-have", rounds, ", ")]
        .into_iter()
        .filter(|(_, of, _)| !of.is_empty())
        .map(|(what, of, between)| format!("{what}: {}.", of.join(between)))
        .collect()
}

/// Whom the scores do not tell apart, with the sentence that must be beside them; `None` without such a group.
fn limit(debrief: &Debrief) -> Option<String> {
    let ids = debrief.top_group.as_ref().map(|group| &group.ids).filter(|ids| ids.len() > 1)?;
    Some(format!("About {}: {TOP_GROUP_LIMIT}", list(ids, "and")))
}

/// The intervals of the complete candidates: where two of them overlap, the scores cannot say which of the two is better.
/// They are as wide as half of the difference that Tukey-Kramer asks for between two totals with this error.
fn intervals(source: Source<'_>) -> Option<IntervalsView> {
    let group = source.debrief.top_group.as_ref()?;
    let complete = |one: &DebriefCandidate| -> Option<(String, Scores)> {
        let is_complete = one.state == CandidateState::Complete;
        one.scores.clone().filter(|_| is_complete).map(|scores| (one.id.clone(), scores))
    };
    let scale = || source.facts.ratings.iter().map(|rating| rating.score);
    let (lowest, highest) = (scale().min().unwrap_or_default(), scale().max().unwrap_or(1));
    let rows: Vec<IntervalView> = source
        .debrief
        .candidates
        .iter()
        .filter_map(complete)
        .filter_map(|(id, scores)| {
            let (total, error) = (scores.total?.0, scores.standard_error?.0);
            let half = group.q.0 * error / 2.0;
            let range = format!(
                "{} to {}",
                Decimal((total - half).max(lowest.into())).text(),
                Decimal((total + half).min(highest.into())).text()
            );
            Some(IntervalView { id, total: Decimal(total).text(), range })
        })
        .collect();
    (!rows.is_empty()).then(|| IntervalsView {
        lowest,
        highest,
        q: group.q.text(),
        half: Decimal(group.q.0 / 2.0).text(),
        rows,
    })
}

fn raters(debrief: &Debrief) -> Vec<RaterView> {
    let view = |one: &crate::model::RaterCounts| {
        let counts: Vec<String> = one.counts.iter().map(|(score, n)| format!("{n} × {score}")).collect();
        RaterView {
            name: one.interviewer.clone(),
            counts: list(&counts, "and"),
            leniency: match one.leniency {
                Some(leniency) => format!("{:+.2}, over {} answers", leniency.0, one.units),
                None => format!("not stated: {} of {FEWEST_SHARED} answers rated with others", one.units),
            },
        }
    };
    debrief.interviewers.iter().flatten().map(view).collect()
}
