//! What differed between interviews, what was not assessed, and what is left open. Nothing here names another candidate.

use std::collections::BTreeSet;

use super::Source;
use super::seen::{asked_instead, question, unrated};
use crate::model::{FormThere, KitRound, Proceeding, SeatFacts};
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
    let rounds = person.kit.rounds.iter();
    let rounds = rounds.filter(|round| in_stage.contains(round.id.as_str()) && is_held(person, round));
    let rotating: Vec<String> =
        rounds.flat_map(|round| &round.slots).filter(|slot| !slot.core).map(question).collect();
    if !rotating.is_empty() {
        said.push(format!(
            "{} {} drawn for this candidate; others may have been asked other ones: {}.",
            count(rotating.len(), "question"),
            if rotating.len() == 1 { "was" } else { "were" },
            rotating.join("; ")
        ));
    }
    said
}

/// Whether the candidate has a seat in the round: false for rounds after an early stop.
pub(super) fn is_held(person: &Proceeding, round: &KitRound) -> bool {
    person.seats.iter().any(|seat| seat.name.round == round.id)
}

/// What was not assessed, with the reason, and seats that are excused. Without scores (`shown`) only the seats: what a form
/// says of an answer is shown only when all forms are in.
pub(super) fn not_assessed(source: Source<'_>, person: &Proceeding, shown: bool) -> Vec<String> {
    let mut said = if shown { unrated_answers(source, person) } else { Vec::new() };
    let in_stage = |round: &&KitRound| source.facts.rounds.iter().any(|one| one.id == round.id);
    for round in person.kit.rounds.iter().filter(in_stage).filter(|round| !is_held(person, round)) {
        said.push(format!("{}: the candidate was stopped before this round.", round.title));
    }
    said.extend(open_seats(source, person, |_| true));
    said
}

/// The answers that a form does not rate, with the reason: seats with the same reason in one sentence.
pub(super) fn unrated_answers(source: Source<'_>, person: &Proceeding) -> Vec<String> {
    let mut found: Vec<(String, Vec<String>)> = Vec::new();
    for form in &person.forms {
        let asked = person.kit_of(&form.kit).rounds.iter().filter(|round| round.id == form.round);
        for slot in asked.flat_map(|round| &round.slots) {
            let rating = form.ratings.iter().find(|rating| rating.slot == slot.id);
            if rating.is_none_or(|rating| rating.rating.is_none()) {
                let what = format!("{}: {}", question(slot), rating.map_or("not in the form", unrated));
                let seat = super::seen::seat(source, form);
                match found.iter_mut().find(|(known, _)| *known == what) {
                    Some((_, seats)) => seats.push(seat),
                    None => found.push((what, vec![seat])),
                }
            }
        }
    }
    found.into_iter().map(|(what, seats)| format!("{}, {what}.", list(&seats, "and"))).collect()
}

/// The seats without a form that counts, with the reason. `which`: how the form of the seat must be.
pub(super) fn open_seats(
    source: Source<'_>,
    person: &Proceeding,
    which: fn(FormThere) -> bool,
) -> Vec<String> {
    let words = |seat: &SeatFacts| {
        let name = seat.name.in_words(&|id| source.round(id));
        match (&seat.form, &seat.why) {
            (FormThere::Excused, Some(why)) => Some(format!("{name}: excused: {why}")),
            (FormThere::Missing, _) => Some(format!("{name}: the form is missing.")),
            (FormThere::Draft, _) => Some(format!("{name}: the form is a draft, which does not count.")),
            _ => None,
        }
    };
    person.seats.iter().filter(|seat| which(seat.form)).filter_map(words).collect()
}

/// Who sat in the round, and whether the form is in.
pub(super) fn sat(person: &Proceeding, round: &KitRound) -> String {
    let seats = person.seats.iter().filter(|seat| seat.name.round == round.id);
    let names: Vec<String> = seats
        .map(|seat| {
            let name = seat.name.interviewer.clone().unwrap_or_else(|| "not named".to_owned());
            match seat.form {
                FormThere::In => name,
                FormThere::Excused => format!("{name}: excused"),
                FormThere::Draft => format!("{name}: draft"),
                FormThere::Missing => format!("{name}: missing"),
            }
        })
        .collect();
    if names.is_empty() { "–".to_owned() } else { names.join("; ") }
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
