//! Reads the names of the people of each round, in `role.yaml` and `candidate.yaml`.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Id, Panel, Part};
use crate::yaml::{Entry, Map, Text};

/// Limit of interviewers in one round.
const MOST_INTERVIEWERS: usize = 40;

/// The interviewers of each round, without spaces around the names. `resolve` returns the id of a round, or
/// reports why the text is none.
pub(super) fn interviewers(
    map: Map<'_>,
    resolve: &mut dyn FnMut(&Text, &mut Sink) -> Option<Id>,
    sink: &mut Sink,
) -> BTreeMap<Id, Panel> {
    let mut rounds = BTreeMap::new();
    for (round, entries) in map.named_entries() {
        let people: Vec<(Text, Option<Part>)> = entries.into_iter().filter_map(person).collect();
        if let Some((first, _)) = people.get(MOST_INTERVIEWERS) {
            let message = format!("{} interviewers in one round", people.len());
            let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message)
                .at(&first.place, "the first one over the limit")
                .help(format!("name at most {MOST_INTERVIEWERS}"));
            sink.report(finding);
        }
        let panel = panel(&people, sink);
        if let Some(id) = resolve(&round, sink) {
            rounds.insert(id, panel);
        }
    }
    rounds
}

/// The name of a person, and the part if the entry names one.
fn person(entry: Entry<'_>) -> Option<(Text, Option<Part>)> {
    match entry {
        Entry::Text(name) => Some((name, None)),
        Entry::Map(map) => {
            let part = map.text("part").and_then(|part| Part::from_word(&part.value));
            Some((map.text("name")?, part))
        }
    }
}

/// The people of a round. Of those without a part, the first asks if no other person asks, and the rest write.
fn panel(people: &[(Text, Option<Part>)], sink: &mut Sink) -> Panel {
    let names = people.iter().map(|(name, _)| name.value.trim().to_owned()).collect();
    if people.iter().all(|(_, part)| part.is_none()) {
        return Panel::of(names);
    }
    let asked = people.iter().any(|(_, part)| *part == Some(Part::Asks));
    let first = people.iter().position(|(_, part)| !asked && part.is_none());
    let default = |n| if Some(n) == first { Part::Asks } else { Part::Writes };
    let parts: Vec<Part> =
        people.iter().enumerate().map(|(n, (_, part))| part.unwrap_or_else(|| default(n))).collect();
    if let (Some((last, _)), false) = (people.last(), parts.contains(&Part::Asks)) {
        let finding = Diagnostic::new(&codes::CONFLICTING_CHOICES, "every interviewer of the round writes")
            .at(&last.place, "the last of them")
            .help("give one of them `part: asks`, or leave the parts out: then the first asks");
        sink.report(finding);
    }
    Panel { names, parts }
}
