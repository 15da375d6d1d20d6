//! Words that people write where the format has another key.

/// What to do about a key that a record does not have but other programs, or other records, do; `None` if the
/// key is not such a word.
pub(super) fn meant(record: &str, key: &str) -> Option<&'static str> {
    Some(match (record, key) {
        ("role spec", "pins") => "did you mean `pin`?",
        ("role spec", "avoid" | "veto") => "did you mean `exclude`?",
        ("role spec", "order") => {
            "did you mean `ask`? It is a key of a round: the round asks exactly these questions, in this order"
        }
        ("round" | "new round" | "changed round", "order") => "did you mean `ask`?",
        ("changed round", "round") => {
            "a round keeps its id: to give it another one, remove it and add a round under `add`"
        }
        _ => return None,
    })
}
