//! The rules that make a submission of a form: what its boxes mean, and whether it fits the kit. They are the same for all
//! kinds of files.

use super::code::{FormCode, Unreadable};
use super::filled::{Filled, Mark};
use crate::model::form_grammar::fact;
use crate::model::{Kit, KitRound, KitSlot, NotAssessed, SCORECARD_FORMAT, SlotRating, Submission};
use crate::text::{quoted, short, suggestion};

/// The form as a submission, and what is worth saying about it.
#[derive(Clone, Debug)]
pub struct Judged {
    /// The submission. `submitted` is the time that the form carries, or `None`.
    pub submission: Submission,
    /// Whether the form says that the ratings are final.
    pub complete: bool,
    /// Sentences for the person who collects, without a final full stop.
    pub remarks: Vec<String>,
}

/// Makes a submission of a form. `kit`: the kit whose digest the form carries. `people`: names of interviewers that the
/// round has, or had before others took their seats.
///
/// # Errors
/// [`Unreadable`] if the form does not fit the kit, or if a choice in it is not certain.
pub fn judge(filled: &Filled, kit: &Kit, people: &[String]) -> Result<Judged, Unreadable> {
    let round = round(filled, kit)?;
    slots_of(filled, round, kit)?;
    let interviewer = interviewer(filled, round, people)?;
    texts(filled)?;
    let mut remarks = filled.notes.clone();
    let rule = filled.facts.get("rule").cloned();
    if let Some(rule) = &rule {
        if !is_digest(rule) {
            return Err(altered("rule", rule));
        }
        if *rule != kit.rule {
            remarks.push("the form was made under an earlier scoring rule".to_owned());
        }
    }
    let mut ratings = Vec::new();
    let mut empty = Vec::new();
    for slot in &round.slots {
        let rating = slot_rating(filled, slot, kit, &mut remarks)?;
        if rating.unmarked {
            empty.push(slot.id.as_str());
        }
        ratings.push(rating);
    }
    if !empty.is_empty() {
        remarks.push(format!("nothing is marked for {}", quoted(empty.iter().copied(), "and")));
    }
    let recommendation = match chosen(&filled.recommendation, "the recommendation", kit, &mut remarks)? {
        Some(Choice::Score(score)) => Some(score),
        Some(Choice::NotAssessed) | None => None,
    };
    let submission = Submission {
        format: SCORECARD_FORMAT,
        req: kit.req.clone(),
        candidate: kit.candidate.clone(),
        kit: kit.digest.clone(),
        rule,
        round: round.id.clone(),
        interviewer,
        held: day(filled.held.as_deref())?,
        reopened: filled
            .reopened
            .iter()
            .map(|time| self::time(time, "reopened"))
            .collect::<Result<_, _>>()?,
        submitted: filled.submitted.as_deref().map(|time| self::time(time, "submitted")).transpose()?,
        conflict: filled.conflict,
        ratings,
        recommendation,
        summary: filled.summary.clone(),
        page: filled.page.clone(),
    };
    let complete = filled.complete || submission.submitted.is_some();
    Ok(Judged { submission, complete, remarks })
}

/// The value of a field that the form fixes.
///
/// # Errors
/// [`Unreadable`] if the form has no such field, or the field is empty.
pub fn fixed<'f>(filled: &'f Filled, name: &str) -> Result<&'f str, Unreadable> {
    filled.facts.get(name).map(String::as_str).ok_or_else(|| missing(name))
}

fn missing(name: &str) -> Unreadable {
    let message = format!(
        "the field `{name}` is missing or empty, so the form does not say where it belongs: ask for the form as it was sent out"
    );
    Unreadable::new(FormCode::AlteredField, message)
}

/// The digest of the kit that the form carries.
///
/// # Errors
/// [`Unreadable`] if it is missing or no digest.
pub fn kit_digest(filled: &Filled) -> Result<&str, Unreadable> {
    let digest = fixed(filled, "kit")?;
    if is_digest(digest) { Ok(digest) } else { Err(altered("kit", digest)) }
}

fn is_digest(text: &str) -> bool {
    let hex = text.strip_prefix("sha256:").unwrap_or_default();
    hex.len() == 64 && hex.bytes().all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b))
}

fn altered(name: &str, value: &str) -> Unreadable {
    let message = format!("the field `{name}` was changed: `{}` is not a digest", short(value));
    Unreadable::new(FormCode::AlteredField, message)
}

fn round<'k>(filled: &Filled, kit: &'k Kit) -> Result<&'k KitRound, Unreadable> {
    let id = fixed(filled, "round")?;
    kit.rounds.iter().find(|round| round.id == id).ok_or_else(|| {
        let known = || kit.rounds.iter().map(|round| round.id.as_str());
        let message = format!(
            "the kit has no round `{}`: {}its rounds are {}",
            short(id),
            suggestion(id, known()),
            quoted(known(), "and")
        );
        Unreadable::new(FormCode::UnknownRound, message)
    })
}

/// The name as the kit has it; `None` if the round names no interviewer.
fn interviewer(filled: &Filled, round: &KitRound, people: &[String]) -> Result<Option<String>, Unreadable> {
    let said = filled.facts.get("interviewer").map(|name| name.trim());
    let (said, known) = match said {
        None if round.interviewers.is_empty() => return Ok(None),
        None => return Err(missing("interviewer")),
        Some(said) => (said, round.interviewers.iter().chain(people)),
    };
    let same = |name: &&String| name.as_str() == said || fact(name) == fact(said);
    if let Some(name) = known.clone().find(same) {
        return Ok(Some(name.clone()));
    }
    let names = || round.interviewers.iter().map(String::as_str);
    let has = match round.interviewers.is_empty() {
        true => "names no interviewer".to_owned(),
        false => format!("has {}", quoted(names(), "and")),
    };
    let message = format!(
        "round `{}` {has}, not `{}`: {}`panelkit scorecards REQ --candidate ID --as NAME` gives a seat to another person",
        round.id,
        short(said),
        suggestion(said, names())
    );
    Err(Unreadable::new(FormCode::UnknownInterviewer, message))
}

/// Makes sure that the form has no slot that the round does not have.
fn slots_of(filled: &Filled, round: &KitRound, kit: &Kit) -> Result<(), Unreadable> {
    let has = |round: &KitRound, id: &String| round.slots.iter().any(|slot| slot.id == *id);
    let Some(stray) = filled.slots.keys().find(|id| !has(round, id)) else {
        return no_slot_lost(filled, round);
    };
    let of = kit.rounds.iter().find(|other| filled.slots.keys().all(|id| has(other, id)));
    if let Some(other) = of {
        let message = format!(
            "the field `round` says `{}`, but the questions are those of `{}`: ask for the form as it was sent out",
            round.id, other.id
        );
        return Err(Unreadable::new(FormCode::AlteredField, message));
    }
    let known = || round.slots.iter().map(|slot| slot.id.as_str());
    let message = format!(
        "round `{}` has no slot `{}`: {}its slots are {}",
        round.id,
        short(stray),
        suggestion(stray, known()),
        quoted(known(), "and")
    );
    Err(Unreadable::new(FormCode::UnknownSlot, message))
}

/// Makes sure that no slot was removed from a form that had all of them: its rating would otherwise count as unmarked.
fn no_slot_lost(filled: &Filled, round: &KitRound) -> Result<(), Unreadable> {
    let has_boxes = |slot: &&KitSlot| filled.slots.get(&slot.id).is_some_and(|it| it.rating.boxes.is_some());
    match round.slots.iter().find(|slot| filled.has_all_slots && !has_boxes(slot)) {
        None => Ok(()),
        Some(lost) => {
            let message =
                format!("the rating of `{}` was removed: ask for the form as it was sent out", lost.id);
            Err(Unreadable::new(FormCode::AlteredField, message))
        }
    }
}

/// Makes sure that no text has a NUL, which no program can show or print.
fn texts(filled: &Filled) -> Result<(), Unreadable> {
    let of_slots = filled.slots.iter().flat_map(|(id, slot)| {
        [(format!("the notes of `{id}`"), &slot.notes), (format!("the evidence of `{id}`"), &slot.evidence)]
    });
    let mut all = of_slots.chain([("the summary".to_owned(), &filled.summary)]);
    match all.find(|(_, text)| text.contains('\0')) {
        Some((what, text)) => {
            let line = text.split('\0').next().unwrap_or_default().matches('\n').count() + 1;
            let message = format!(
                "line {line} of {what} has a NUL character, so the file is damaged: ask for it again"
            );
            Err(Unreadable::new(FormCode::Unreadable, message))
        }
        None => Ok(()),
    }
}

fn slot_rating(
    filled: &Filled,
    slot: &KitSlot,
    kit: &Kit,
    remarks: &mut Vec<String>,
) -> Result<SlotRating, Unreadable> {
    let blank = Default::default();
    let given = filled.slots.get(&slot.id).unwrap_or(&blank);
    let choice = chosen(&given.rating, &format!("`{}`", slot.id), kit, remarks)?;
    let reason = match given.reason.as_deref() {
        None => None,
        Some(word) => Some(NotAssessed::from_word(word).ok_or_else(|| {
            let known = quoted(NotAssessed::WORDS.iter().copied(), "or");
            let message = format!("the reason of `{}` is `{}`: write {known}", slot.id, short(word));
            Unreadable::new(FormCode::Unreadable, message)
        })?),
    };
    if let (Some(Choice::Score(score)), Some(_)) = (choice, reason) {
        let message = format!(
            "`{}` has the rating {score} and a reason why it was not assessed: remove one of them",
            slot.id
        );
        return Err(Unreadable::new(FormCode::ValueAndMarkDiffer, message));
    }
    Ok(SlotRating {
        slot: slot.id.clone(),
        question: slot.question.id.clone(),
        wording: slot.question.wording.clone(),
        rating: match choice {
            Some(Choice::Score(score)) => Some(score),
            _ => None,
        },
        // A reason says that the answer was not assessed, also where no box says it.
        unmarked: choice.is_none() && reason.is_none(),
        reason,
        notes: given.notes.clone(),
        evidence: given.evidence.clone(),
    })
}

/// What was chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Choice {
    Score(u8),
    NotAssessed,
}

/// What the value and the boxes of a choice say together; `None` if nothing was chosen. If they contradict each other,
/// neither is taken.
fn chosen(
    mark: &Mark,
    what: &str,
    kit: &Kit,
    remarks: &mut Vec<String>,
) -> Result<Option<Choice>, Unreadable> {
    let boxes = mark.boxes.as_deref().unwrap_or_default();
    if boxes.len() > 1 {
        let shown: Vec<String> = boxes.iter().map(|state| short(state)).collect();
        let message = format!("{what} has two ticks: {}", quoted(shown.iter().map(String::as_str), "and"));
        return Err(Unreadable::new(FormCode::TwoTicked, message));
    }
    let state = match (&mark.value, boxes.first()) {
        (None, None) => return Ok(None),
        (Some(value), Some(shown)) if value != shown => {
            let message = format!(
                "{what} says {}, shows {}: open the form, choose the rating again and save it",
                short(value),
                short(shown)
            );
            return Err(Unreadable::new(FormCode::ValueAndMarkDiffer, message));
        }
        (Some(value), Some(_)) => value,
        (Some(value), None) => {
            if mark.boxes.is_some() {
                remarks.push(format!("{what} is stored as {}, but its box is not ticked", short(value)));
            }
            value
        }
        (None, Some(shown)) => {
            remarks.push(format!("{what} is ticked as {}, but its value is not stored", short(shown)));
            shown
        }
    };
    if state == "na" {
        return Ok(Some(Choice::NotAssessed));
    }
    let score = kit.ratings.iter().map(|rating| rating.score).find(|score| score.to_string() == *state);
    score.map(|score| Some(Choice::Score(score))).ok_or_else(|| {
        let scale: Vec<String> = kit.ratings.iter().map(|rating| rating.score.to_string()).collect();
        let message = format!("{what} is {}, and the scale is {}", short(state), scale.join(", "));
        Unreadable::new(FormCode::OffScale, message)
    })
}

/// A day; an empty text is none.
fn day(text: Option<&str>) -> Result<Option<String>, Unreadable> {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else { return Ok(None) };
    let day = text.parse::<chrono::NaiveDate>();
    day.map(|day| Some(day.to_string())).map_err(|_| {
        let message = format!("`held` is `{}`: write a day as `2026-11-26`", short(text));
        Unreadable::new(FormCode::Unreadable, message)
    })
}

/// A time as a text has it; a day means noon of that day (UTC). `None` if the text is neither.
pub fn day_or_time(text: &str) -> Option<String> {
    if let Ok(day) = text.parse::<chrono::NaiveDate>() {
        return Some(format!("{day}T12:00:00Z"));
    }
    chrono::DateTime::parse_from_rfc3339(text).is_ok().then(|| text.to_owned())
}

fn time(text: &str, name: &str) -> Result<String, Unreadable> {
    day_or_time(text.trim()).ok_or_else(|| {
        let message =
            format!("`{name}` is `{}`: write a time as `2026-11-26T10:05:00+01:00`", short(text.trim()));
        Unreadable::new(FormCode::Unreadable, message)
    })
}
