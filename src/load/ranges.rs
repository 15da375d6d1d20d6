//! Ranges of whole numbers: the smaller number first.

use crate::diag::{Diagnostic, Sink, codes};
use crate::yaml::Map;

/// A range of a map; reports it if it begins with the larger number. `None` if there is none.
pub(super) fn rising(map: Map<'_>, key: &str, sink: &mut Sink) -> Option<(u32, u32)> {
    let (low, high) = map.range(key)?;
    if low > high {
        let place = map.key_place(key).unwrap_or_else(|| map.place());
        let finding = Diagnostic::new(&codes::BAD_ORDER, format!("`{key}` runs from {low} down to {high}"));
        sink.report(finding.at(&place, "").help("write the smaller number first"));
    }
    Some((u32::try_from(low).ok()?, u32::try_from(high).ok()?))
}
