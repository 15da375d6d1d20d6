//! What differed between interviews, what was not assessed, and what is left open. Nothing here names another candidate.

use std::collections::BTreeSet;

use super::Source;
use super::seen::{asked_instead, question, unrated};
use crate::model::{FormThere, KitRound, Proceeding};
use crate::text::{count, list};

/// What was different from the loop that all candidates share: interviewers, questions in rotating slots, minutes.
pub(super) fn differences(source: Source<'_>, person: &Proceeding) -> Vec<String> {
    let mut said = Vec::new();
    for usual in &source.facts.rounds {
        let Some(own) = person.kit.rounds.iter().find(|round| round.id == usual.id) else { continue };
        if own.interviewers != usual.interviewers {
            let names = |round: &KitRound| match round.interviewers.is_empty() {
                true => "no named interviewer".to_owned(),
                false => list(&round.interviewers, "and"),
            };
            said.push(format!("{}: {} instead of {}.", usual.title, names(own), names(usual)));
        }
        let minutes = |round: &KitRound| round.slots.iter().map(|slot| slot.question.minutes).sum::<u32>();
        if minutes(own) != minutes(usual) {
            said.push(format!(
                "{}: the questions take {} minutes; those of the loop take {}.",
                usual.title,
                minutes(own),
                minutes(usual)
            ));
        }
    }
    for usual in source.facts.rounds.iter().flat_map(|round| &round.slots).filter(|slot| slot.core) {
        let others = asked_instead(person, usual);
        if !others.is_empty() {
            said.push(format!("{}: {} instead of {}.", usual.id, list(&others, "and"), question(usual)));
        }
    }
    let in_stage: BTreeSet<&str> = source.facts.rounds.iter().map(|round| round.id.as_str()).collect();
    let rounds = person.kit.rounds.iter().filter(|round| in_stage.contains(round.id.as_str()));
    let rotating: Vec<String> =
        rounds.flat_map(|round| &round.slots).filter(|slot| !slot.core).map(question).collect();
    if !rotating.is_empty() {
        said.push(format!(
            "{} may differ between candidates: {}.",
            count(rotating.len(), "question"),
            rotating.join("; ")
        ));
    }
    said
}

/// What was not assessed, with the reason, and seats that are excused. Without scores (`shown`) only the seats: what a form
/// says of an answer is shown only when all forms are in.
pub(super) fn not_assessed(source: Source<'_>, person: &Proceeding, shown: bool) -> Vec<String> {
    let round = |id: &str| source.round(id);
    let mut said = Vec::new();
    for form in person.forms.iter().filter(|_| shown) {
        let asked = person.kit_of(&form.kit).rounds.iter().filter(|round| round.id == form.round);
        for slot in asked.flat_map(|round| &round.slots) {
            let rating = form.ratings.iter().find(|rating| rating.slot == slot.id);
            if rating.is_none_or(|rating| rating.rating.is_none()) {
                let why = rating.map_or("not in the form", unrated);
                said.push(format!("{}, {}: {why}.", super::seen::seat(source, form), question(slot)));
            }
        }
    }
    let in_stage = |round: &&KitRound| source.facts.rounds.iter().any(|one| one.id == round.id);
    for round in person.kit.rounds.iter().filter(in_stage) {
        if person.seats.iter().all(|seat| seat.name.round != round.id) {
            said.push(format!("{}: the candidate was stopped before this round.", round.title));
        }
    }
    for seat in &person.seats {
        let name = seat.name.in_words(&round);
        match (&seat.form, &seat.why) {
            (FormThere::Excused, Some(why)) => said.push(format!("{name}: excused: {why}")),
            (FormThere::Missing, _) => said.push(format!("{name}: the form is missing.")),
            (FormThere::Draft, _) => said.push(format!("{name}: the form is a draft, which does not count.")),
            _ => {}
        }
    }
    said
}

/// Rounds still to come that have a question for a must-have: later ones, and those whose forms are not all in.
pub(super) fn later(source: Source<'_>, person: &Proceeding, must_have: &str) -> Vec<String> {
    let in_stage = |round: &KitRound| source.facts.rounds.iter().any(|one| one.id == round.id);
    let serves =
        |round: &KitRound| round.slots.iter().any(|slot| slot.serves.iter().any(|id| id == must_have));
    let waits = |round: &KitRound| {
        person.seats.iter().any(|seat| seat.name.round == round.id && seat.form.is_waited_for())
    };
    let is_to_come = |round: &&KitRound| !in_stage(round) || waits(round);
    let rounds = person.kit.rounds.iter().filter(is_to_come).filter(|round| serves(round));
    rounds.map(|round| round.title.clone()).collect()
}
