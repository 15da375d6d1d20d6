//! Small edits of a role spec that a person wrote. Comments and all other bytes stay.

use std::sync::Arc;

use crate::diag::Sink;
use crate::text::Source;
use crate::yaml::{Doc, Entry, parse, put_at, quote};

/// The text with `question` pinned to a round, in the place of an earlier pin of `before` if there is one. `None`
/// if this is not possible without other changes.
pub(super) fn pinned(
    source: &Arc<Source>,
    round: &str,
    before: &str,
    question: &str,
    why: Option<&str>,
) -> Option<String> {
    let value = match why {
        Some(why) => format!("{{ question: {question}, why: {} }}", quote(why)),
        None => question.to_owned(),
    };
    let root = parse(source, &mut Sink::new()).ok()?;
    let pins = Doc::new(source, &root).root().map("pin").map(|pins| pins.entries(round)).unwrap_or_default();
    let ids: Vec<Option<String>> = pins
        .iter()
        .map(|entry| match entry {
            Entry::Text(text) => Some(text.value.clone()),
            Entry::Map(map) => map.id("question").map(|id| id.value),
        })
        .collect();
    if ids.is_empty() {
        return put_at(source, &["pin", round], &format!("[{value}]"));
    }
    if why.is_none() && ids.iter().any(|id| id.as_deref() == Some(question)) {
        return Some(source.text().to_owned());
    }
    let same = |id: &Option<String>| matches!(id.as_deref(), Some(id) if id == before || id == question);
    let at = ids.iter().position(same).unwrap_or(ids.len());
    let place = at.to_string();
    let has_why = match pins.get(at) {
        Some(Entry::Map(map)) => map.text("why").is_some(),
        _ => return put_at(source, &["pin", round, &place], &value),
    };
    // In a map, the values are replaced one by one, so that comments between them stay.
    let with_id = put_at(source, &["pin", round, &place, "question"], question);
    let with_id = with_id.map(|text| Source::new(source.name(), text));
    match (with_id, why) {
        (Some(text), Some(why)) => put_at(&text, &["pin", round, &place, "why"], &quote(why)),
        (Some(text), None) if !has_why => Some(text.text().to_owned()),
        // The reason of the earlier pin goes with it.
        _ => put_at(source, &["pin", round, &place], &value),
    }
}

#[cfg(test)]
mod tests {
    use super::pinned;
    use crate::text::Source;

    fn of(text: &str, before: &str, question: &str, why: Option<&str>) -> String {
        pinned(&Source::new("t", text), "screen", before, question, why).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn a_pin_is_added_or_replaces_the_earlier_one() {
        assert_eq!(of("role: x # y\n", "a", "b", None), "role: x # y\npin: { screen: [b] }\n");
        let two = "pin:\n  screen:\n    - c # kept\n    - { question: a, why: \"old\" } # too\n";
        assert_eq!(
            of(two, "a", "b", Some("it is \"ours\"")),
            "pin:\n  screen:\n    - c # kept\n    - { question: b, why: \"it is \\\"ours\\\"\" } # too\n"
        );
        let map = "pin:\n  screen:\n    - question: a # until May\n      # legal asked for this\n      why: \"old\" # ours\n";
        assert_eq!(
            of(map, "a", "b", Some("new")),
            map.replace("question: a", "question: b").replace("old", "new")
        );
        assert_eq!(of("pin: { screen: [c] }\n", "a", "b", None), "pin: { screen: [c, b] }\n");
        assert_eq!(of("pin: { screen: [b] }\n", "b", "b", None), "pin: { screen: [b] }\n");
        assert_eq!(
            of("pin: { screen: [b] }\n", "b", "b", Some("w")),
            "pin: { screen: [{ question: b, why: \"w\" }] }\n"
        );
    }
}
