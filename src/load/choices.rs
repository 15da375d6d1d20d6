//! Reads the questions that a role spec chooses, `pin` and `exclude`, and checks them together with the lists
//! `ask` of the loop.

use std::collections::{BTreeMap, BTreeSet};

use super::asks::Known;
use super::plan::Plan;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Pin, Question, Status};
use crate::text::{Place, nearest};
use crate::yaml::{Entry, Map};

/// The pins of a role spec in the order of the file, and the questions that it excludes.
#[derive(Default)]
pub(super) struct Choices {
    pub(super) pins: Vec<Pin>,
    pub(super) excluded: BTreeSet<Id>,
}

/// A question that the role spec or the loop chooses, and the place where it does.
struct Chosen<'a> {
    question: &'a Question,
    place: &'a Place,
    /// "pinned" or "asked".
    how: &'static str,
}

/// Reads `pin` and `exclude`. `context` has the values of the placeholders.
pub(super) fn read(
    map: Map<'_>,
    plan: &Plan,
    known: &Known<'_>,
    context: &BTreeMap<String, String>,
    sink: &mut Sink,
) -> Choices {
    let excluded: BTreeMap<Id, Place> = known.resolve_all(&map.texts("exclude"), sink).into_iter().collect();
    let pins = pins(map, plan, known, sink);
    let of = |id: &Id, place, how| Some(Chosen { question: known.get(id.as_str())?, place, how });
    let asked = plan.plan.rounds.iter().flat_map(|round| round.asks.iter().zip(&round.ask_places));
    let mut chosen: Vec<Chosen<'_>> = asked.filter_map(|(id, place)| of(id, place, "asked")).collect();
    chosen.extend(pins.iter().filter_map(|pin| of(&pin.question, &pin.place, "pinned")));
    let mut first: BTreeMap<&Id, &Chosen<'_>> = BTreeMap::new();
    for choice in &chosen {
        match first.get(&choice.question.id) {
            Some(before) => twice(choice, before, sink),
            None => {
                first.insert(&choice.question.id, choice);
                usable(choice, excluded.get(&choice.question.id), sink);
                filled(choice, context, sink);
            }
        }
    }
    Choices { pins, excluded: excluded.into_keys().collect() }
}

fn pins(map: Map<'_>, plan: &Plan, known: &Known<'_>, sink: &mut Sink) -> Vec<Pin> {
    let mut pins = Vec::new();
    for (name, entries) in map.map("pin").map(|m| m.named_entries()).unwrap_or_default() {
        let round = plan.round(&name, "`pin`", sink);
        let asking = plan.plan.rounds.iter().find(|r| Some(&r.id) == round.as_ref() && !r.asks.is_empty());
        if let (Some(asking), false) = (asking, entries.is_empty()) {
            let message = format!("round `{}` has `ask`, so no question can be pinned there", asking.id);
            let finding = Diagnostic::new(&codes::CONFLICTING_CHOICES, message)
                .at(&name.place, "pins a question here")
                .context(&asking.place, "asks exactly the questions of its list `ask`")
                .help("add the question to `ask`, or remove the pin");
            sink.report(finding);
        }
        for entry in entries {
            let (text, why) = match entry {
                Entry::Text(text) => (text, None),
                Entry::Map(map) => match map.id("question") {
                    Some(text) => (text, map.text("why").map(|why| why.value.trim().to_owned())),
                    None => continue,
                },
            };
            let question = known.resolve(&text.value, &text.place, None, sink);
            if let (Some(round), Some(question)) = (&round, question) {
                pins.push(Pin {
                    round: round.clone(),
                    question: question.id.clone(),
                    why,
                    place: text.place,
                });
            }
        }
    }
    pins
}

/// Reports a question that is pinned twice, or pinned and asked. A question that is asked twice has been reported
/// with the loop.
fn twice(again: &Chosen<'_>, first: &Chosen<'_>, sink: &mut Sink) {
    let id = &again.question.id;
    let message = match (first.how, again.how) {
        ("asked", "asked") => return,
        (first, again) if first == again => format!("question `{id}` is {first} twice"),
        (first, again) => format!("question `{id}` is both {first} and {again}"),
    };
    let finding = Diagnostic::new(&codes::CONFLICTING_CHOICES, message)
        .at(again.place, format!("{} here", again.how))
        .context(first.place, format!("{} here", first.how))
        .help("remove one of the two");
    sink.report(finding);
}

/// Reports a chosen question that is excluded, or not active.
fn usable(choice: &Chosen<'_>, exclusion: Option<&Place>, sink: &mut Sink) {
    let Chosen { question, place, how } = choice;
    let id = &question.id;
    if let Some(exclusion) = exclusion {
        let message = format!("question `{id}` is both {how} and excluded");
        let finding = Diagnostic::new(&codes::CONFLICTING_CHOICES, message)
            .at(exclusion, "excluded here")
            .context(place, format!("{how} here"))
            .help("remove one of the two");
        sink.report(finding);
    }
    if question.status != Status::Active {
        let status = match question.status {
            Status::Draft => "a draft",
            status => status.as_str(),
        };
        let finding = Diagnostic::new(
            &codes::UNUSABLE_QUESTION,
            format!("question `{id}` is {how}, but it is {status}"),
        )
        .at(place, format!("{how} here"))
        .context(&question.place, format!("this question is {status}"))
        .help(match question.status {
            Status::Draft => "finish it and set `status: active`, or choose another question",
            _ => "take it off this list; then `panelkit reissue REQ` replaces it in the kits that hold it",
        });
        sink.report(finding);
    }
}

/// Reports the placeholders of a chosen question that have no value.
fn filled(choice: &Chosen<'_>, context: &BTreeMap<String, String>, sink: &mut Sink) {
    let Chosen { question, place, how } = choice;
    let mut seen = BTreeSet::new();
    for name in question.phrases().flat_map(|phrase| phrase.names()) {
        if !context.contains_key(name) && seen.insert(name) {
            let message = format!("`{{{{{name}}}}}` has no value, but question `{}` uses it", question.id);
            let finding = Diagnostic::new(&codes::UNFILLED_PLACEHOLDER, message)
                .at(place, format!("{how} here"))
                .context(&question.place, "in this question")
                .did_you_mean(nearest(name, context.keys().map(String::as_str)))
                .help(format!("add it to the role's `context:`, as in `{name}: \"…\"`"));
            sink.report(finding);
        }
    }
}
