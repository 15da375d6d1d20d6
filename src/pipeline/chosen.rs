//! Questions that people chose: pins and lists `ask`. Checks whether their rounds have slots for them. If
//! there is no loop, finds single choices without which there would be one.

use crate::diag::{Diagnostic, Reported, Sink, codes};
use crate::model::{Bank, Chosen, Given, Id, Pin, Question, RoleSpec, Round};
use crate::text::{count, quoted};

/// The slots of all pinned and asked questions. Pinned questions without a slot are left out; `check` reports
/// them.
pub(super) fn given(role: &RoleSpec, bank: &Bank) -> Vec<Given> {
    let mut given = Vec::new();
    for (n, round) in role.plan.rounds.iter().enumerate() {
        for (place, id) in round.asks.iter().enumerate() {
            let Some(question) = bank.index_of(id.as_str()) else { continue };
            given.push(Given { place: Some(place), ..Given::chosen(bank, n, question, Chosen::Ask) });
        }
        let pinned = role.pinned(&round.id).filter_map(|pin| bank.index_of(pin.question.as_str()));
        given.extend(pinned.map(|question| Given::chosen(bank, n, question, Chosen::Pin)));
    }
    given
}

/// Reports every pin for which its round cannot have a slot of the question's competency and depth, and every
/// round with more pins than questions or minutes.
pub(super) fn check(role: &RoleSpec, bank: &Bank, sink: &mut Sink) -> Result<(), Reported> {
    let mark = sink.errors();
    for round in &role.plan.rounds {
        let mut fitting = Vec::new();
        for pin in role.pinned(&round.id) {
            let Some(question) = bank.question(pin.question.as_str()) else { continue };
            match misplaced(role, bank, round, pin, question) {
                Some(finding) => {
                    sink.report(finding);
                }
                None => fitting.push((pin, question)),
            }
        }
        if let Some(finding) = crowded(round, &fitting) {
            sink.report(finding);
        }
    }
    sink.stop_if_worse_than(mark)
}

/// Why a round has no slot of the competency and depth of a pinned question, with the smallest change.
fn misplaced(
    role: &RoleSpec,
    bank: &Bank,
    round: &Round,
    pin: &Pin,
    question: &Question,
) -> Option<Diagnostic> {
    let (id, competency) = (&question.id, &question.competency);
    let elsewhere = || {
        let others = role.plan.rounds.iter().filter(|r| r.competencies.contains(competency));
        others.map(|r| r.id.as_str()).collect::<Vec<_>>()
    };
    if !round.competencies.contains(competency) {
        let message = format!(
            "round `{}` has no slot for the pinned question `{id}`: it does not observe `{competency}`",
            round.id
        );
        let finding = Diagnostic::new(&codes::NO_SLOT_FOR_PIN, message)
            .at(&pin.place, format!("observes `{competency}` at `{}`", question.depth))
            .context(
                &round.place,
                format!("observes {}", quoted(round.competencies.iter().map(Id::as_str), "and")),
            );
        return Some(match elsewhere().as_slice() {
            [] => finding
                .help(format!("smallest change: add `{competency}` to the `competencies` of `{}`", round.id)),
            others => finding
                .help(format!("smallest change: pin it to {}", quoted(others.iter().copied(), "or")))
                .help(format!("or add `{competency}` to the `competencies` of `{}`", round.id)),
        });
    }
    let depth = role.depth_of(competency, |d| bank.depth_rank(d));
    if question.depth != depth {
        let message = format!(
            "round `{}` has no slot for the pinned question `{id}`: it asks for `{competency}` at `{depth}`",
            round.id
        );
        let finding = Diagnostic::new(&codes::NO_SLOT_FOR_PIN, message)
            .at(&pin.place, format!("this question is at `{}`", question.depth));
        let has_must = role.must_haves.iter().any(|m| m.competency == *competency);
        let change = match has_must {
            true => format!("set `depth: {}` for the must-haves of `{competency}`", question.depth),
            false => format!("set `depth: {}` for the role", question.depth),
        };
        return Some(finding.help(format!("smallest change: {change}, or pin a question at `{depth}`")));
    }
    None
}

/// Why the pins of a round cannot all have slots.
fn crowded(round: &Round, pins: &[(&Pin, &Question)]) -> Option<Diagnostic> {
    let (last, _) = pins.last()?;
    if let Some(most) = round.questions.filter(|most| pins.len() > *most as usize) {
        let message = format!(
            "round `{}` asks {}, but {} pinned to it",
            round.id,
            count(most as usize, "question"),
            if pins.len() == 1 { "1 is".to_owned() } else { format!("{} are", pins.len()) }
        );
        return Some(
            Diagnostic::new(&codes::NO_SLOT_FOR_PIN, message)
                .at(&last.place, "there is no slot for this one")
                .help(format!("smallest change: set `questions: {}` for `{}`", pins.len(), round.id)),
        );
    }
    let minutes: u32 = pins.iter().map(|(_, question)| question.minutes).sum();
    let missing = minutes.checked_sub(round.question_minutes()).filter(|more| *more > 0)?;
    let message = format!(
        "round `{}` has {} for questions, but its pinned questions take {minutes}",
        round.id,
        count(round.question_minutes() as usize, "minute")
    );
    Some(
        Diagnostic::new(&codes::NO_SLOT_FOR_PIN, message)
            .at(&last.place, format!("{} too long", count(missing as usize, "minute")))
            .help(format!("smallest change: set `minutes: {}` for `{}`", round.minutes + missing, round.id)),
    )
}

/// The single choices without which there would be a loop, in words. `holds` says whether a role spec has a
/// loop.
pub(super) fn changes(role: &RoleSpec, holds: &dyn Fn(&RoleSpec) -> bool) -> Vec<String> {
    let pins = (0..role.pins.len()).map(|n| {
        let mut less = role.clone();
        let pin = less.pins.remove(n);
        (less, format!("do not pin `{}` to `{}`", pin.question, pin.round))
    });
    let asks = role.plan.rounds.iter().enumerate().filter(|(_, round)| round.asks.len() > 1);
    let asks = asks.flat_map(|(r, round)| {
        (0..round.asks.len()).map(move |n| {
            let mut less = role.clone();
            let id = less.plan.rounds[r].asks.remove(n);
            (less, format!("do not ask `{id}` in `{}`", round.id))
        })
    });
    let exclusions = role.excluded.iter().map(|id| {
        let mut less = role.clone();
        less.excluded.remove(id);
        (less, format!("do not exclude `{id}`"))
    });
    let helps = pins
        .chain(asks)
        .chain(exclusions.take(TRIED))
        .filter(|(less, _)| holds(less))
        .map(|(_, change)| change);
    helps.take(CHANGES).map(|change| format!("a change that is enough: {change}")).collect()
}

/// Limit of exclusions that are tried.
const TRIED: usize = 24;
/// Limit of changes that are named.
const CHANGES: usize = 4;
