//! The Markdown of a form: the names in its directives and in its header block.
//!
//! The templates write this grammar, `render` reads it to make fields of a PDF, and `collect` reads what people filled in.
//! `docs/templates.md` describes it.

use super::{Id, Kit, KitRound};
use crate::text::plain;

/// The names in the header block of a form, in their order.
pub(crate) const FACTS: [&str; 6] = ["req", "candidate", "kit", "rule", "round", "interviewer"];
/// The fields of check boxes.
pub(crate) const TICKS: [&str; 2] = ["complete", "conflict"];
/// The state of a ticked check box.
pub(crate) const TICKED: &str = "yes";
/// The last part of the names of the fields of a slot, such as `technical-depth.1.rating`.
pub(crate) const RATING: &str = "rating";
pub(crate) const NOTES: &str = "notes";
/// The notes on the second page.
pub(crate) const MORE_NOTES: &str = "notes_2";
pub(crate) const EVIDENCE: &str = "evidence";
/// The areas that people fill in: the words of the directives `<!-- notes … -->` and `<!-- /notes -->`.
pub(crate) const AREAS: [&str; 5] = ["rating", "notes", "evidence", "recommendation", "summary"];

/// The parts of a pack, which a page in HTML needs apart: the words of the directives `<!-- part: … -->`. Those in
/// [`OF_SLOT`] are followed by the id of a slot.
pub(crate) const PARTS: [&str; 12] = [
    "begin",
    "question",
    "prompt",
    "probes",
    "listen-for",
    "red-flags",
    "notes",
    "rating",
    "evidence",
    "close",
    "ratings",
    "exhibit",
];
/// The parts that belong to a slot.
pub(crate) const OF_SLOT: [&str; 2] = ["question", "exhibit"];

/// Whether a text is the id of a slot: that of a round, a dot and a number.
pub(crate) fn is_slot(text: &str) -> bool {
    let Some((round, number)) = text.rsplit_once('.') else { return false };
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && number.parse::<u32>().is_ok();
    Id::new(round).is_some() && is_number
}

/// What the form of an interviewer belongs to: names of [`FACTS`] with their values. A loop has no candidate, and a round
/// may name no interviewer.
pub(crate) fn facts(kit: &Kit, round: &KitRound, seat: usize) -> Vec<(&'static str, String)> {
    let values = [
        Some(&kit.req),
        kit.candidate.as_ref(),
        Some(&kit.digest),
        Some(&kit.rule),
        Some(&round.id),
        round.interviewers.get(seat),
    ];
    FACTS.into_iter().zip(values).filter_map(|(name, value)| Some((name, fact(value?)))).collect()
}

/// A value as it is written into the header block: one line of visible characters, in which no comment can end. A
/// program that reads a form compares its value with the kit's after the same change.
pub(crate) fn fact(value: &str) -> String {
    let mut line = plain(value);
    while line.contains("--") {
        line = line.replace("--", "- -");
    }
    line
}

#[cfg(test)]
mod tests {
    use super::{fact, is_slot};

    #[test]
    fn a_slot_is_a_round_and_a_number() {
        assert!(["case-study.2", "a.10"].into_iter().all(is_slot));
        assert!(
            ["case-study", "a.", ".1", "a.+1", "a.-1", "A.1", "a.b.1", "a.1 ", "a.99999999999"]
                .into_iter()
                .all(|text| !is_slot(text))
        );
    }

    #[test]
    fn no_value_ends_the_header_block() {
        for (from, to) in [
            ("A. Rivera", "A. Rivera"),
            ("A --> B", "A - -> B"),
            ("----!>", "- - - -!>"),
            ("a\nb\u{202e}", "a b"),
        ] {
            assert_eq!(fact(from), to, "{from:?}");
        }
    }
}
