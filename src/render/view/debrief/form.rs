//! The form for the meeting: competencies by interviewers, with room for what is agreed and why.

use serde::Serialize;

use super::Source;
use super::seen::question;
use crate::model::{Debrief, DebriefCandidate, FormThere, KitRound, Proceeding, Proceedings};

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
    people: Vec<PersonView>,
}

#[derive(Debug, Serialize)]
struct PersonView {
    id: String,
    first: bool,
    shown: bool,
    missing: String,
    must_haves: Vec<String>,
    rounds: Vec<RoundView>,
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
    what: String,
    slot: String,
    ratings: Vec<String>,
    agreed: String,
}

impl GroupFormView {
    /// `id`: the only candidate of the form; all of them for `None`.
    pub(in crate::render) fn new(debrief: &Debrief, facts: &Proceedings, id: Option<&str>) -> GroupFormView {
        let source = Source { debrief, facts };
        let scale: Vec<String> =
            facts.ratings.iter().map(|rating| format!("{} {}", rating.score, rating.label)).collect();
        GroupFormView {
            role: facts.title.clone(),
            req: facts.req.clone(),
            stage: facts.stage.clone(),
            cut: debrief.rule.cut,
            label: source.label(debrief.rule.cut),
            used: debrief.rule.ratings == crate::model::RatingsUsed::Agreed,
            scale: scale.join(" · "),
            people: source
                .people()
                .filter(|(one, _)| id.is_none_or(|id| one.id == id))
                .enumerate()
                .map(|(n, (one, person))| view(source, one, person, n == 0))
                .collect(),
        }
    }
}

fn view(source: Source<'_>, one: &DebriefCandidate, person: &Proceeding, first: bool) -> PersonView {
    let shown = one.scores.is_some();
    let in_stage = |round: &&KitRound| source.facts.rounds.iter().any(|usual| usual.id == round.id);
    PersonView {
        id: one.id.clone(),
        first,
        shown,
        missing: one.waits_for(&|id| source.round(id)),
        must_haves: one
            .scores
            .iter()
            .flat_map(|scores| &scores.must_haves)
            .map(|m| {
                let score = m.text(source.debrief.rule.cut).unwrap_or_else(|| "no rating".to_owned());
                format!("{}: {score}", m.text)
            })
            .collect(),
        rounds: person
            .kit
            .rounds
            .iter()
            .filter(in_stage)
            .map(|round| of_round(person, round, shown))
            .collect(),
    }
}

fn of_round(person: &Proceeding, round: &KitRound, shown: bool) -> RoundView {
    let seats: Vec<_> = person.seats.iter().filter(|seat| seat.name.round == round.id).collect();
    let name = |seat: &&crate::model::SeatFacts| {
        seat.name.interviewer.clone().unwrap_or_else(|| "Rating".to_owned())
    };
    let rating = |seat: &crate::model::SeatFacts, slot: &str| -> String {
        if !shown || seat.form != FormThere::In {
            return if seat.form == FormThere::Excused { "excused".to_owned() } else { String::new() };
        }
        let form = person.forms.iter().find(|form| form.seat() == seat.name);
        let found = form.and_then(|form| form.ratings.iter().find(|rating| rating.slot == slot));
        match found.map(|found| found.rating) {
            Some(Some(score)) => score.to_string(),
            Some(None) => "–".to_owned(),
            None => String::new(),
        }
    };
    RoundView {
        title: round.title.clone(),
        interviewers: seats.iter().map(name).collect(),
        rules: seats.iter().map(|_| " :---: |").collect(),
        widths: seats.iter().map(|_| "20mm").collect::<Vec<_>>().join(" "),
        rows: round
            .slots
            .iter()
            .map(|slot| RowView {
                what: format!("{}: {}", slot.competency_name, question(slot)),
                slot: slot.id.clone(),
                ratings: seats.iter().map(|seat| rating(seat, &slot.id)).collect(),
                agreed: person
                    .agreed_on(&slot.id)
                    .filter(|_| shown)
                    .map(|agreed| agreed.rating.to_string())
                    .unwrap_or_default(),
            })
            .collect(),
    }
}
