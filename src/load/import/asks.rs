//! Whether a text is a question to a candidate.

use super::points::words;

/// How such texts begin, as [`words`] writes them.
const BEGINS: &[&str] = &[
    "tell me",
    "tell us",
    "describe",
    "give me",
    "give us",
    "give an",
    "walk me",
    "walk us",
    "talk me",
    "talk us",
    "talk about",
    "explain",
    "share",
    "think of",
    "think about",
    "imagine",
    "suppose",
    "discuss",
    "take me",
    "please describe",
    "please tell",
    "recall",
    "design",
    "show me",
    "how would",
    "how do",
    "how did",
    "how have",
    "what would",
    "what do",
    "what did",
    "when have",
    "why do",
    "erzahlen sie",
    "beschreiben sie",
    "schildern sie",
    "nennen sie",
    "erklaren sie",
    "stellen sie sich",
    "erlautern sie",
    "denken sie",
    "racontez",
    "decrivez",
    "expliquez",
    "donnez",
    "parlez",
    "imaginez",
    "citez",
    "presentez",
    "cuenteme",
    "cuentenos",
    "describa",
    "explique",
    "hableme",
    "digame",
    "imagine",
    "mencione",
    "deme",
    "relate",
    "piense",
];

/// Whether a text asks: it ends as a question or begins as a request to tell something.
pub(super) fn asks(text: &str) -> bool {
    let end = text.trim_end_matches(|c: char| c.is_whitespace() || "*_\"'\u{201d}\u{bb})".contains(c));
    if end.ends_with(['?', '\u{ff1f}', '\u{61f}']) {
        return true;
    }
    let start: String = text.chars().take(40).collect();
    let start = format!("{} ", words(&start));
    BEGINS.iter().any(|words| start.strip_prefix(words).is_some_and(|rest| rest.starts_with(' ')))
}

/// Whether it asks, or has a question before its last sentence.
pub(super) fn asks_somewhere(text: &str) -> bool {
    asks(text) || text.contains("? ")
}

#[cfg(test)]
mod tests {
    use super::asks;

    #[test]
    fn questions_and_requests_ask() {
        for text in [
            "Why so?",
            "**Tell me** about a refusal.",
            "D\u{e9}crivez un conflit.",
            "Cu\u{e9}nteme de un error",
            "\u{bf}Por qu\u{e9}?",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in ["Explains the cost", "Names an owner.", "", "Designed it"] {
            assert!(!asks(text), "{text}");
        }
    }
}
