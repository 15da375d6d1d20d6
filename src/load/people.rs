//! Reads the names of the people of each round, in `role.yaml` and `candidate.yaml`.

use std::collections::BTreeMap;

use crate::diag::{Diagnostic, Sink, codes};
use crate::model::Id;
use crate::yaml::{Map, Text};

/// Limit of interviewers in one round.
const MOST_INTERVIEWERS: usize = 40;

/// The interviewers of each round, without spaces around the names. `resolve` returns the id of a round, or
/// reports why the text is none.
pub(super) fn interviewers(
    map: Map<'_>,
    resolve: &mut dyn FnMut(&Text, &mut Sink) -> Option<Id>,
    sink: &mut Sink,
) -> BTreeMap<Id, Vec<String>> {
    let mut rounds = BTreeMap::new();
    for (round, names) in map.named_lists() {
        if let Some(first) = names.get(MOST_INTERVIEWERS) {
            let message = format!("{} interviewers in one round", names.len());
            let finding = Diagnostic::new(&codes::OUT_OF_RANGE, message)
                .at(&first.place, "the first one over the limit")
                .help(format!("name at most {MOST_INTERVIEWERS}"));
            sink.report(finding);
        }
        if let Some(id) = resolve(&round, sink) {
            rounds.insert(id, names.into_iter().map(|n| n.value.trim().to_owned()).collect());
        }
    }
    rounds
}
