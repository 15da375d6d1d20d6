//! Applies the changes of a role spec to a loop of the bank: `change`, `remove` and `add`.

use std::collections::BTreeMap;

use super::loops;
use super::names::Names;
use super::scales::Scales;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Loop, Round};
use crate::text::{Place, nearest};
use crate::yaml::{Map, Text};

/// A round to add, and the round that comes before it.
struct Added {
    round: Round,
    after: Option<Text>,
}

/// The loop `base` with the changes of a map, and the removed rounds with the places where they are removed.
/// Id and title are those of `base`. `None` if no round is left, which has been reported.
pub(super) fn changed(
    edits: Map<'_>,
    base: &Loop,
    scales: &Scales<'_>,
    sink: &mut Sink,
) -> Option<(Loop, BTreeMap<Id, Place>)> {
    let known = Names {
        gone: None,
        kind: "round",
        code: &codes::UNKNOWN_ROUND,
        known: base.rounds.iter().map(|r| r.id.as_str()).collect(),
        owner: format!("loop `{}`", base.id),
    };
    let mut removed = BTreeMap::new();
    for name in edits.texts("remove") {
        if let Some(id) = known.resolve(&name, None, sink) {
            removed.entry(id).or_insert(name.place);
        }
    }
    let mut rounds = base.rounds.clone();
    for (name, map) in edits.map("change").map(|m| m.named_maps()).unwrap_or_default() {
        let Some(id) = known.resolve(&name, None, sink) else { continue };
        if let Some(place) = removed.get(&id) {
            let finding = Diagnostic::new(&codes::UNKNOWN_ROUND, format!("round `{id}` was removed"))
                .at(&name.place, "`change` still names it")
                .context(place, "removed here")
                .help("remove it from `change`, or keep the round");
            sink.report(finding);
        } else if let Some(round) = rounds.iter_mut().find(|r| r.id == id) {
            loops::set(round, map, scales, sink);
        }
    }
    rounds.retain(|round| !removed.contains_key(&round.id));
    let added = added(edits, &rounds, scales, sink);
    if let (true, true, Some(place)) = (rounds.is_empty(), added.is_empty(), edits.key_place("remove")) {
        let message = format!("every round of loop `{}` is removed", base.id);
        let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message)
            .at(&place, "leaves no round")
            .help("keep one round, or add one under `add`");
        sink.report(finding);
        return None;
    }
    let rounds = placed(rounds, added, &removed, sink);
    loops::limit(&rounds.iter().map(|r| r.place.clone()).collect::<Vec<_>>(), sink);
    Some((Loop { id: base.id.clone(), title: base.title.clone(), rounds }, removed))
}

/// The rounds to add; reports ids that the loop has already.
fn added(edits: Map<'_>, rounds: &[Round], scales: &Scales<'_>, sink: &mut Sink) -> Vec<Added> {
    let mut seen: BTreeMap<Id, Place> = rounds.iter().map(|r| (r.id.clone(), r.place.clone())).collect();
    let mut added = Vec::new();
    for map in edits.maps("add") {
        let Some(round) = loops::round(map, scales, sink) else { continue };
        match seen.get(&round.id) {
            Some(first) => {
                let message = format!("two rounds have the id `{}`", round.id);
                let finding = Diagnostic::new(&codes::DUPLICATE_ID, message)
                    .at(&round.place, "again here")
                    .context(first, "first here")
                    .help("give the new round another id; to change a round, write it under `change`");
                sink.report(finding);
            }
            None => {
                seen.insert(round.id.clone(), round.place.clone());
                added.push(Added { round, after: map.id("after") });
            }
        }
    }
    added
}

/// The rounds of a loop with the added ones in their places: each after the round that it names, or at the end.
/// Rounds that name the same round stand in the order of the file.
fn placed(
    rounds: Vec<Round>,
    added: Vec<Added>,
    removed: &BTreeMap<Id, Place>,
    sink: &mut Sink,
) -> Vec<Round> {
    let known: Vec<String> =
        rounds.iter().chain(added.iter().map(|a| &a.round)).map(|r| r.id.to_string()).collect();
    let mut last = Vec::new();
    let mut following: BTreeMap<String, Vec<Added>> = BTreeMap::new();
    for new in added {
        match &new.after {
            None => last.push(new.round),
            Some(after) if known.contains(&after.value) => {
                following.entry(after.value.clone()).or_default().push(new);
            }
            Some(after) => {
                unknown_neighbour(&new.round, after, &known, removed, sink);
                last.push(new.round);
            }
        }
    }
    let mut placed = Vec::new();
    let mut next: Vec<Round> = rounds.into_iter().chain(last).rev().collect();
    while let Some(round) = next.pop() {
        let behind = following.remove(round.id.as_str()).unwrap_or_default();
        next.extend(behind.into_iter().rev().map(|new| new.round));
        placed.push(round);
    }
    behind_themselves(&following.into_values().flatten().collect::<Vec<_>>(), sink);
    placed
}

/// Reports the rounds that come after themselves, directly or through other rounds. `left` are the rounds that
/// have no place.
fn behind_themselves(left: &[Added], sink: &mut Sink) {
    let before: BTreeMap<&str, &Text> =
        left.iter().filter_map(|new| Some((new.round.id.as_str(), new.after.as_ref()?))).collect();
    for new in left {
        let id = new.round.id.as_str();
        let mut at = before.get(id);
        for _ in 1..left.len() {
            at = at
                .filter(|after| after.value != id)
                .and_then(|after| before.get(after.value.as_str()))
                .or(at);
        }
        if let (Some(end), Some(after)) = (at, &new.after)
            && end.value == id
        {
            let message = format!("round `{id}` comes after itself");
            let finding = Diagnostic::new(&codes::BAD_ORDER, message)
                .at(&after.place, "leads back to the same round")
                .context(&new.round.place, "in this round")
                .help("name a round of the loop, or remove `after` to put the round at the end");
            sink.report(finding);
        }
    }
}

fn unknown_neighbour(
    round: &Round,
    after: &Text,
    known: &[String],
    removed: &BTreeMap<Id, Place>,
    sink: &mut Sink,
) {
    let gone = Id::new(&after.value).and_then(|id| removed.get(&id));
    let mut finding = match gone {
        Some(place) => Diagnostic::new(&codes::UNKNOWN_ROUND, format!("round `{}` was removed", after.value))
            .at(&after.place, "`after` still names it")
            .context(place, "removed here"),
        None => Diagnostic::new(&codes::UNKNOWN_ROUND, format!("unknown round `{}`", after.value))
            .at(&after.place, "neither in the loop nor added")
            .did_you_mean(nearest(&after.value, known.iter().map(String::as_str))),
    };
    finding = finding.context(&round.place, "in this round");
    let names =
        crate::text::quoted(known.iter().map(String::as_str).filter(|id| *id != round.id.as_str()), "or");
    sink.report(finding.help(format!("name one of {names}, or remove `after` to put the round at the end")));
}
