//! Reads the key `lints` of a role spec, a bank or a workspace.

use crate::model::{LintLevel, LintSetting};
use crate::yaml::Map;

/// The levels that a file gives to lints, the mildest first. Whether the names exist is not checked here.
pub(super) fn lints(map: Map<'_>) -> Vec<LintSetting> {
    let Some(map) = map.map("lints") else { return Vec::new() };
    let of = |level: LintLevel| {
        let names = map.texts(level.as_str()).into_iter();
        names.map(move |name| LintSetting { name: name.value, level, place: Some(name.place) })
    };
    LintLevel::ALL.into_iter().flat_map(of).collect()
}
