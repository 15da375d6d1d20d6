//! Reads rounds and loops, from `loops.yaml` and from the rounds in a role spec.

use std::collections::BTreeSet;

use super::names::duplicates;
use super::scales::Scales;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Loop, QuestionType, Round};
use crate::text::count;
use crate::yaml::Map;

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

/// The loops of a `loops.yaml`.
pub(super) fn read(root: Map<'_>, scales: &Scales<'_>, sink: &mut Sink) -> Vec<Loop> {
    let maps = root.maps("loops");
    let ids: Vec<_> = maps.iter().filter_map(|m| m.id("loop")).collect();
    duplicates(ids.iter(), "loop", sink);
    maps.into_iter()
        .filter_map(|map| {
            let id = Id::new(&map.id("loop")?.value)?;
            let title = map.text("title").map_or_else(|| id.to_string(), |t| t.value);
            Some(Loop { id, title, rounds: rounds(&map.maps("rounds"), scales, sink) })
        })
        .collect()
}

/// The rounds of one loop.
pub(super) fn rounds(maps: &[Map<'_>], scales: &Scales<'_>, sink: &mut Sink) -> Vec<Round> {
    let ids: Vec<_> = maps.iter().filter_map(|m| m.id("round")).collect();
    duplicates(ids.iter(), "round", sink);
    if let Some(first) = maps.get(MOST_ROUNDS) {
        let finding = Diagnostic::new(&codes::OUT_OF_RANGE, format!("a loop has {} rounds", maps.len()))
            .at(&first.place(), "the first one over the limit")
            .help(format!("write at most {MOST_ROUNDS} rounds"));
        sink.report(finding);
    }
    maps.iter().filter_map(|map| round(*map, scales, sink)).collect()
}

fn round(map: Map<'_>, scales: &Scales<'_>, sink: &mut Sink) -> Option<Round> {
    let id = map.id("round")?;
    let owner = Some((&id.place, "in this round"));
    if RESERVED.contains(&id.value.as_str()) {
        let finding =
            Diagnostic::new(&codes::RESERVED_ID, format!("a round cannot be called `{}`", id.value))
                .at(&id.place, "every form has a field with this name")
                .help(format!("choose another id: `{}-round`", id.value));
        sink.report(finding);
    }
    let mut seen = BTreeSet::new();
    let mut competencies = scales.competencies.resolve_all(&map.texts("competencies"), owner, sink);
    competencies.retain(|c| seen.insert(c.clone()));
    let edge = |key: &str| map.int(key).and_then(|n| u32::try_from(n).ok()).unwrap_or(DEFAULT_EDGE);
    let round = Round {
        title: map.text("title").map_or_else(|| id.value.clone(), |t| t.value),
        minutes: u32::try_from(map.int("minutes")?).ok()?,
        opening: edge("opening"),
        closing: edge("closing"),
        competencies,
        types: map.texts("types").iter().filter_map(|t| QuestionType::parse(&t.value)).collect(),
        questions: map.int("questions").and_then(|n| u32::try_from(n).ok()),
        asks: Vec::new(),
        stage: map.id("stage").and_then(|s| Id::new(&s.value)),
        id: Id::new(&id.value)?,
        place: id.place.clone(),
    };
    if round.question_minutes() == 0 {
        let message = format!("round `{}` has no time for a question", round.id);
        let kept = round.opening + round.closing;
        let finding = Diagnostic::new(&codes::ROUND_TOO_SHORT, message)
            .at(&map.key_place("minutes").unwrap_or_else(|| id.place.clone()), "")
            .context(&id.place, "in this round")
            .help(format!(
                "opening and closing take {} of its {}: lengthen the round or shorten them",
                count(kept as usize, "minute"),
                round.minutes
            ));
        sink.report(finding);
    }
    Some(round)
}
