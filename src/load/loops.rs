//! Reads rounds and loops, from `loops.yaml` and from the rounds in a role spec.

use std::collections::BTreeSet;

use super::layers::Above;
use super::names::duplicates;
use super::scales::Scales;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Loop, QuestionType, Round};
use crate::text::{Place, count, nearest};
use crate::yaml::{Map, Text};

/// Default minutes for the opening and for the closing of a round.
const DEFAULT_EDGE: u32 = 5;

/// Limit of rounds in a loop.
const MOST_ROUNDS: usize = 40;
/// Names of fields that every form has. The fields of a round's questions are named after the round, so no
/// round may have one of these names.
const RESERVED: [&str; 10] = [
    "summary",
    "recommendation",
    "complete",
    "conflict",
    "req",
    "candidate",
    "kit",
    "rule",
    "round",
    "interviewer",
];

/// The loops of a `loops.yaml` that the banks `above` neither replace nor leave out.
pub(super) fn read(root: Map<'_>, scales: &Scales<'_>, above: &Above, sink: &mut Sink) -> Vec<Loop> {
    let mut maps = root.maps("loops");
    let ids: Vec<_> = maps.iter().filter_map(|m| m.id("loop")).collect();
    duplicates(ids.iter(), "loop", sink);
    let is_gone = |id: &str| above.loops.contains(id) || above.retired.contains(id);
    maps.retain(|m| !m.id("loop").is_some_and(|id| is_gone(&id.value)));
    maps.into_iter()
        .filter_map(|map| {
            let id = Id::new(&map.id("loop")?.value)?;
            let title = map.text("title").map_or_else(|| id.to_string(), |t| t.value);
            let mut rounds = rounds(&map.maps("rounds"), scales, sink);
            if !above.retired.is_empty() {
                // A bank above leaves out all that such a round observes.
                rounds.retain(|round| !(round.competencies.is_empty() && round.asks.is_empty()));
            }
            Some(Loop { id, title, rounds })
        })
        .collect()
}

/// The rounds of one loop.
pub(super) fn rounds(maps: &[Map<'_>], scales: &Scales<'_>, sink: &mut Sink) -> Vec<Round> {
    let ids: Vec<_> = maps.iter().filter_map(|m| m.id("round")).collect();
    duplicates(ids.iter(), "round", sink);
    let places: Vec<Place> = maps.iter().map(Map::place).collect();
    limit(&places, sink);
    maps.iter().filter_map(|map| round(*map, scales, sink)).collect()
}

/// Reports the first round over the limit of a loop; `places` are those of its rounds.
pub(super) fn limit(places: &[Place], sink: &mut Sink) {
    if let Some(first) = places.get(MOST_ROUNDS) {
        let finding = Diagnostic::new(&codes::OUT_OF_RANGE, format!("a loop has {} rounds", places.len()))
            .at(first, "the first one over the limit")
            .help(format!("write at most {MOST_ROUNDS} rounds"));
        sink.report(finding);
    }
}

/// A round with all its keys.
pub(super) fn round(map: Map<'_>, scales: &Scales<'_>, sink: &mut Sink) -> Option<Round> {
    let id = map.id("round")?;
    if RESERVED.contains(&id.value.as_str()) {
        let finding =
            Diagnostic::new(&codes::RESERVED_ID, format!("a round cannot be called `{}`", id.value))
                .at(&id.place, "every form has a field with this name")
                .help(format!("choose another id: `{}-round`", id.value));
        sink.report(finding);
    }
    let mut round = Round {
        title: id.value.clone(),
        minutes: u32::try_from(map.int("minutes")?).ok()?,
        opening: DEFAULT_EDGE,
        closing: DEFAULT_EDGE,
        competencies: Vec::new(),
        types: Vec::new(),
        questions: None,
        asks: Vec::new(),
        ask_places: Vec::new(),
        stage: None,
        id: Id::new(&id.value)?,
        place: id.place.clone(),
    };
    set(&mut round, map, scales, sink);
    Some(round)
}

/// Sets the values that a map gives to keys of a round. A list `ask` replaces the competencies, types and number
/// of questions that the round had before, and the other way round.
pub(super) fn set(round: &mut Round, map: Map<'_>, scales: &Scales<'_>, sink: &mut Sink) {
    // The map of a changed round may be in another file than the round.
    let place = map.id("round").map_or_else(|| map.place(), |id| id.place);
    let owner = Some((&place, "in this round"));
    let minutes = |key: &str| map.int(key).and_then(|n| u32::try_from(n).ok());
    round.minutes = minutes("minutes").unwrap_or(round.minutes);
    round.opening = minutes("opening").unwrap_or(round.opening);
    round.closing = minutes("closing").unwrap_or(round.closing);
    if let Some(title) = map.text("title") {
        round.title = title.value;
    }
    if let Some(stage) = map.id("stage").and_then(|stage| Id::new(&stage.value)) {
        round.stage = Some(stage);
    }
    let drawn = ["competencies", "types", "questions"].into_iter().find_map(|key| map.key_place(key));
    let asked = map.key_place("ask");
    if let (Some(drawn), Some(asked)) = (&drawn, &asked) {
        let message = format!("round `{}` has both `ask` and a key for questions that are drawn", round.id);
        let finding = Diagnostic::new(&codes::CONFLICTING_KEYS, message)
            .at(asked, "asks exactly these questions")
            .context(drawn, "is for questions that are drawn")
            .help("remove `ask`, or remove `competencies`, `types` and `questions`");
        sink.report(finding);
    }
    if drawn.is_some() {
        (round.asks, round.ask_places) = (Vec::new(), Vec::new());
    }
    if asked.is_some() {
        let texts: Vec<Text> = map.texts("ask");
        let ids = texts.into_iter().filter_map(|text| Some((Id::new(&text.value)?, text.place)));
        (round.asks, round.ask_places) = ids.unzip();
        (round.competencies, round.types, round.questions) = (Vec::new(), Vec::new(), None);
    }
    if map.key_place("competencies").is_some() {
        let mut seen = BTreeSet::new();
        round.competencies = scales.competencies.resolve_all(&map.texts("competencies"), owner, sink);
        round.competencies.retain(|c| seen.insert(c.clone()));
    } else if round.competencies.is_empty() && asked.is_none() && !map.keys().any(is_slip) {
        let finding = Diagnostic::new(&codes::MISSING_KEY, "this round lacks `competencies`")
            .at(&map.place(), "begins here")
            .help("add `competencies`: competencies that it observes")
            .help("or add `ask`: the questions that it asks of every candidate, in this order");
        sink.report(finding);
    }
    if map.key_place("types").is_some() {
        round.types = map.texts("types").iter().filter_map(|t| QuestionType::parse(&t.value)).collect();
    }
    round.questions = minutes("questions").or(round.questions);
    if round.question_minutes() == 0 {
        let written = ["minutes", "opening", "closing"].into_iter().find_map(|key| map.key_place(key));
        no_time(round, &written.unwrap_or_else(|| place.clone()), &place, sink);
    }
}

/// Whether a key was probably meant to be `competencies` or `ask`; that has been reported.
fn is_slip(key: &str) -> bool {
    key == "order" || nearest(key, ["competencies", "ask"]).is_some()
}

fn no_time(round: &Round, minutes: &Place, place: &Place, sink: &mut Sink) {
    let kept = (round.opening + round.closing) as usize;
    let message = format!("round `{}` has no time for a question", round.id);
    let finding = Diagnostic::new(&codes::ROUND_TOO_SHORT, message)
        .at(minutes, "")
        .context(place, "in this round")
        .help(format!(
            "opening and closing take {} of its {}: lengthen the round or shorten them",
            count(kept, "minute"),
            round.minutes
        ));
    sink.report(finding);
}
