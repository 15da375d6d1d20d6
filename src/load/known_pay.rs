//! Reads the key `compensation` of a bank: what people of its levels are paid, by source.

use crate::diag::{Sink, codes};
use crate::model::{CompensationKind, Id, KnownPay, Level};
use crate::yaml::Map;

use super::names::Names;
use super::ranges::rising;

/// The figures of a manifest, or else those of the bank that it extends. A level of the figures must be a level of the bank.
pub(super) fn known_pay(
    map: Map<'_>,
    levels: &[Level],
    below: Vec<KnownPay>,
    sink: &mut Sink,
) -> Vec<KnownPay> {
    if map.key_place("compensation").is_none() {
        return below;
    }
    let known = Names {
        gone: None,
        kind: "level",
        code: &codes::UNKNOWN_LEVEL,
        known: levels.iter().map(|level| level.id.as_str()).collect(),
        owner: "the bank's `levels`".to_owned(),
    };
    map.maps("compensation").into_iter().filter_map(|map| one(map, &known, sink)).collect()
}

fn one(map: Map<'_>, known: &Names<'_>, sink: &mut Sink) -> Option<KnownPay> {
    let level: Id = map.id("level").and_then(|level| known.resolve(&level, None, sink))?;
    let range = rising(map, "range", sink)?;
    Some(KnownPay {
        level,
        kind: CompensationKind::parse(&map.text("kind")?.value)?,
        currency: map.text("currency")?.value,
        range,
        source: map.text("source")?.value,
    })
}
