//! The form for the meeting: competencies by interviewers, with room for what is agreed and why.

use serde::Serialize;

use super::Source;
use super::facts::{is_held, open_seats, unrated_answers};
use super::seen::{is_answer_split, question, shape};
use crate::model::{
    Debrief, DebriefCandidate, FormThere, KitRound, KitSlot, MustHaveScore, Proceeding, Proceedings,
    ScoreMark, Scores, SeatFacts,
};
use crate::text::list;

/// The form for the meeting about some candidates.
#[derive(Debug, Serialize)]
pub(in crate::render) struct GroupFormView {
    role: String,
    req: String,
    stage: Option<String>,
    cut: u8,
    label: String,
    used: bool,
    scale: String,
    /// A slot as `agree` names it.
    slot: Option<String>,
    people: Vec<PersonView>,
    /// True for the form of the whole opening.
    closing: bool,
    /// The candidates whom the scores do not tell apart; only on the form of the whole opening.
    close: Option<String>,
}

#[derive(Debug, Serialize)]
struct PersonView {
    id: String,
    first: bool,
    shown: bool,
    missing: String,
    must_haves: Vec<MustHaveRow>,
    rounds: Vec<RoundView>,
    notes: Vec<String>,
    /// What there is to discuss, in the table of all candidates.
    agenda: Vec<String>,
}

#[derive(Debug, Serialize)]
struct MustHaveRow {
    text: String,
    score: String,
    discuss: String,
}

#[derive(Debug, Serialize)]
struct RoundView {
    title: String,
    interviewers: Vec<String>,
    rules: String,
    widths: String,
    rows: Vec<RowView>,
}

#[derive(Debug, Serialize)]
struct RowView {
    number: String,
    what: String,
    slot: String,
    discuss: bool,
    ratings: Vec<String>,
    agreed: String,
    why: String,
}

impl GroupFormView {
    /// `id`: the only candidate of the form; all of them for `None`.
    pub(in crate::render) fn new(debrief: &Debrief, facts: &Proceedings, id: Option<&str>) -> GroupFormView {
        let source = Source { debrief, facts };
        let scale: Vec<String> =
            facts.ratings.iter().map(|rating| format!("{} {}", rating.score, rating.label)).collect();
        let group = debrief.top_group.as_ref().map(|group| &group.ids);
        GroupFormView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            stage: facts.stage.clone(),
            cut: debrief.rule.cut,
            label: source.label(debrief.rule.cut),
            used: debrief.rule.ratings == crate::model::RatingsUsed::Agreed,
            scale: scale.join(" · "),
            slot: facts.rounds.iter().flat_map(|round| &round.slots).next().map(|slot| slot.id.clone()),
            people: source
                .people()
                .filter(|(one, _)| id.is_none_or(|id| one.id == id))
                .enumerate()
                .map(|(n, (one, person))| view(source, one, person, n == 0))
                .collect(),
            closing: id.is_none(),
            close: group.filter(|ids| id.is_none() && ids.len() > 1).map(|ids| list(ids, "and")),
        }
    }
}

fn view(source: Source<'_>, one: &DebriefCandidate, person: &Proceeding, first: bool) -> PersonView {
    let shown = one.scores.is_some();
    let in_stage = |round: &&KitRound| source.facts.rounds.iter().any(|usual| usual.id == round.id);
    let (held, not_held): (Vec<&KitRound>, Vec<&KitRound>) =
        person.kit.rounds.iter().filter(in_stage).partition(|round| is_held(person, round));
    let scores = one.scores.iter();
    let must_haves: Vec<MustHaveRow> = scores
        .flat_map(|scores| scores.must_haves.iter().map(|m| must_have(source, person, scores, m)))
        .collect();
    PersonView {
        id: one.id.clone(),
        first,
        shown,
        missing: one.waits_for(&|id| source.round(id)),
        agenda: agenda(source, one, person, &must_haves),
        must_haves,
        rounds: held.into_iter().map(|round| of_round(person, round, one.scores.as_ref())).collect(),
        notes: notes(source, person, shown, &not_held),
    }
}

/// A must-have with what there is to discuss about it.
fn must_have(source: Source<'_>, person: &Proceeding, scores: &Scores, one: &MustHaveScore) -> MustHaveRow {
    let words = |mark: &ScoreMark| match mark {
        ScoreMark::Below => "below",
        ScoreMark::JustBelow => "one answer could change it",
        ScoreMark::Split if is_answer_split(person, scores, one) => "two interviewers differ",
        ScoreMark::Split => "two rounds differ",
        ScoreMark::SeenOnce => "seen in one answer only",
        ScoreMark::NotSeen => "not seen",
    };
    let score = one.text(source.debrief.rule.cut).map(|score| format!("{score} {}", shape(one)));
    MustHaveRow {
        text: one.text.clone(),
        score: score.unwrap_or_else(|| "–".to_owned()),
        discuss: one.marks.iter().map(words).collect::<Vec<_>>().join("; "),
    }
}

/// What there is to discuss about a candidate in one line each: missing forms, must-haves, conflicts and the like.
fn agenda(
    source: Source<'_>,
    one: &DebriefCandidate,
    person: &Proceeding,
    must_haves: &[MustHaveRow],
) -> Vec<String> {
    let mut said = Vec::new();
    if !one.missing.is_empty() {
        said.push(format!("forms are missing: {}", one.waits_for(&|id| source.round(id))));
    }
    let marked = must_haves.iter().filter(|row| !row.discuss.is_empty());
    said.extend(marked.map(|row| format!("{}: {}", row.text, row.discuss)));
    said.extend(person.remarks(&|id| source.round(id)));
    said
}

/// Rounds that were not held, answers without a rating, seats without a form, and remarks such as conflicts.
fn notes(source: Source<'_>, person: &Proceeding, shown: bool, not_held: &[&KitRound]) -> Vec<String> {
    let mut said = Vec::new();
    if !not_held.is_empty() {
        let titles: Vec<&str> = not_held.iter().map(|round| round.title.as_str()).collect();
        said.push(format!("Not held: {}.", list(&titles, "and")));
    }
    if shown {
        said.extend(unrated_answers(source, person));
        said.extend(open_seats(source, person, |_| true));
    }
    said.extend(person.remarks(&|id| source.round(id)));
    said
}

fn of_round(person: &Proceeding, round: &KitRound, scores: Option<&Scores>) -> RoundView {
    let seats: Vec<_> = person.seats.iter().filter(|seat| seat.name.round == round.id).collect();
    let name = |seat: &&SeatFacts| seat.name.interviewer.clone().unwrap_or_else(|| "Rating".to_owned());
    // Two names stand on one line each; of more, the words of a name may be below each other.
    let width = if seats.len() > 2 { "19mm" } else { "22mm" };
    RoundView {
        title: round.title.clone(),
        interviewers: seats.iter().map(name).collect(),
        rules: seats.iter().map(|_| " :---: |").collect(),
        widths: seats.iter().map(|_| width).collect::<Vec<_>>().join(" "),
        rows: round.slots.iter().map(|slot| row(person, slot, &seats, scores)).collect(),
    }
}

fn row(person: &Proceeding, slot: &KitSlot, seats: &[&SeatFacts], scores: Option<&Scores>) -> RowView {
    let shown = scores.is_some();
    let found = |seat: &SeatFacts| -> Option<Option<u8>> {
        let form = person.forms.iter().find(|form| form.seat() == seat.name)?;
        form.ratings.iter().find(|rating| rating.slot == slot.id).map(|rating| rating.rating)
    };
    let rating = |seat: &&SeatFacts| match seat.form {
        FormThere::Excused => "excused".to_owned(),
        FormThere::In if shown => match found(seat) {
            Some(Some(score)) => score.to_string(),
            Some(None) => "–".to_owned(),
            None => String::new(),
        },
        _ => String::new(),
    };
    let agreed = person.agreed_on(&slot.id).filter(|_| shown);
    RowView {
        number: slot.id.rsplit_once('.').map_or("", |(_, number)| number).to_owned(),
        what: format!("{}: {}", slot.competency_name, question(slot)),
        slot: slot.id.clone(),
        discuss: scores.is_some_and(|it| it.splits.iter().any(|split| split.slot == slot.id)),
        ratings: seats.iter().map(rating).collect(),
        agreed: agreed.map(|agreed| agreed.rating.to_string()).unwrap_or_default(),
        why: agreed.map(|agreed| agreed.why.clone()).unwrap_or_default(),
    }
}
