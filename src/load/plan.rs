//! Reads the loop of a role spec: the id of a loop of the bank, a list of rounds, or a loop of the bank with
//! changes.

use std::collections::BTreeMap;

use super::loop_edits;
use super::loops;
use super::names::Names;
use super::scales::Scales;
use crate::diag::{Diagnostic, Sink, codes};
use crate::model::{Bank, Id, Loop};
use crate::text::Place;
use crate::yaml::{Map, Text};

/// The loop of a role spec, and the rounds that the role spec removes from it.
pub(super) struct Plan {
    /// The loop.
    pub(super) plan: Loop,
    /// The removed rounds, with the places where they are removed.
    pub(super) removed: BTreeMap<Id, Place>,
}

/// The rounds that are written in the role spec; otherwise the loop that it names or changes; otherwise the
/// bank's first loop. `id` is that of the role.
pub(super) fn read(
    map: Map<'_>,
    id: Option<&Text>,
    bank: &Bank,
    scales: &Scales<'_>,
    sink: &mut Sink,
) -> Option<Plan> {
    let whole = |plan: Loop| Plan { plan, removed: BTreeMap::new() };
    let inline = map.maps("loop");
    if !inline.is_empty() {
        let rounds = loops::rounds(&inline, scales, sink);
        let id = Id::new(&id?.value)?;
        return Some(whole(Loop { id, title: "Interview loop".to_owned(), rounds }));
    }
    if let Some(edits) = map.map("loop") {
        let base = of_bank(edits.id("from").as_ref(), map, bank, sink)?;
        let (plan, removed) = loop_edits::changed(edits, base, scales, sink)?;
        return Some(Plan { plan, removed });
    }
    of_bank(map.id("loop").as_ref(), map, bank, sink).cloned().map(whole)
}

/// The loop of the bank with this name; its first loop if there is no name.
fn of_bank<'b>(name: Option<&Text>, map: Map<'_>, bank: &'b Bank, sink: &mut Sink) -> Option<&'b Loop> {
    let Some(name) = name else {
        if bank.loops.is_empty() {
            let message = format!("bank `{}` has no loops and the role spec has none either", bank.id);
            let finding = Diagnostic::new(&codes::UNKNOWN_LOOP, message)
                .at(&map.place(), "in this role spec")
                .help("add `loop:` with a list of rounds, or a `loops.yaml` to the bank");
            sink.report(finding);
        }
        return bank.loops.first();
    };
    let known = Names {
        kind: "loop",
        code: &codes::UNKNOWN_LOOP,
        known: bank.loops.iter().map(|l| l.id.as_str()).collect(),
        owner: format!("bank `{}`", bank.id),
    };
    let id = known.resolve(name, None, sink)?;
    bank.loops.iter().find(|l| l.id == id)
}

impl Plan {
    /// The id of a round that the role spec refers to; reports a round that the loop does not have, or no longer
    /// has. `what` says what refers to it: `` `brief` ``.
    pub(super) fn round(&self, name: &Text, what: &str, sink: &mut Sink) -> Option<Id> {
        let removed = Id::new(&name.value).and_then(|id| self.removed.get(&id));
        let is_there = self.plan.rounds.iter().any(|r| r.id.as_str() == name.value);
        if let (Some(place), false) = (removed, is_there) {
            let finding =
                Diagnostic::new(&codes::UNKNOWN_ROUND, format!("round `{}` was removed", name.value))
                    .at(&name.place, format!("{what} still names it"))
                    .context(place, "removed here")
                    .help(format!("remove it from {what}, or keep the round"));
            sink.report(finding);
            return None;
        }
        let known = Names {
            kind: "round",
            code: &codes::UNKNOWN_ROUND,
            known: self.plan.rounds.iter().map(|r| r.id.as_str()).collect(),
            owner: format!("loop `{}`", self.plan.id),
        };
        known.resolve(name, None, sink)
    }
}
