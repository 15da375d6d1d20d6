//! Why a form was not collected: the words that the report of `collect` prints.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::text::short;

/// What to do with a form that only people can read.
pub(crate) const TYPE_IT: &str =
    "type it into the sheet that `panelkit collect --sheet REQ --out FILE.csv` makes";

/// The reason why a form was not collected. The words of the report are the kebab-case names of the variants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormCode {
    /// The form belongs to another kit than that of the candidate.
    OtherKit,
    /// The kit's own file was changed by hand.
    KitAltered,
    /// A field that the form fixes (round, candidate, …) was changed, emptied or removed.
    AlteredField,
    /// The workspace has no such opening.
    UnknownReq,
    /// The opening has no such candidate.
    UnknownCandidate,
    /// The kit has no such round.
    UnknownRound,
    /// The round has no such slot.
    UnknownSlot,
    /// The round has no such interviewer.
    UnknownInterviewer,
    /// A rating or recommendation is not on the kit's scale.
    OffScale,
    /// Two boxes of one rating are ticked.
    TwoTicked,
    /// The stored value of a rating is not the one that the boxes show.
    ValueAndMarkDiffer,
    /// The file has no form: it is a scan, a flattened print, or something else.
    NoForm,
    /// The file is encrypted.
    Encrypted,
    /// The file, or what it unpacks to, exceeds a limit.
    TooLarge,
    /// The file is damaged, or its content is of no kind that is read.
    Unreadable,
    /// Two files of one call are for the same seat.
    SameSeatTwice,
    /// The seat has another complete submission.
    OtherSubmission,
    /// The seat has a complete submission and the form is a draft.
    DraftAfterComplete,
}

impl FormCode {
    /// The words of the report, in the order of the variants.
    pub const WORDS: &'static [&'static str] = &[
        "other-kit",
        "kit-altered",
        "altered-field",
        "unknown-req",
        "unknown-candidate",
        "unknown-round",
        "unknown-slot",
        "unknown-interviewer",
        "off-scale",
        "two-ticked",
        "value-and-mark-differ",
        "no-form",
        "encrypted",
        "too-large",
        "unreadable",
        "same-seat-twice",
        "other-submission",
        "draft-after-complete",
    ];

    /// The word of the report.
    pub fn word(self) -> &'static str {
        FormCode::WORDS[self as usize]
    }
}

/// What `explain` prints for a word of the report, in Markdown; `None` for a word that is also the name of a finding, and
/// for any other word.
pub fn form_code_text(word: &str) -> Option<&'static str> {
    TEXTS.iter().find(|(known, _)| *known == word).map(|(_, text)| *text)
}

macro_rules! texts {
    ($($word:literal),* $(,)?) => {
        &[$(($word, include_str!(concat!("codes/", $word, ".md")))),*]
    };
}

/// The texts of the words that are no findings.
const TEXTS: &[(&str, &str)] = texts![
    "altered-field",
    "unknown-req",
    "unknown-candidate",
    "two-ticked",
    "value-and-mark-differ",
    "no-form",
    "too-large",
    "same-seat-twice",
    "other-submission",
    "draft-after-complete",
];

/// A form that cannot be collected: one entry of the report's `errors`, without the file's name.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Unreadable {
    /// The reason.
    pub code: FormCode,
    /// What is wrong and what to do, in one or two sentences without a final full stop. Texts of the file in it may hold
    /// control characters; `cli` makes them visible.
    pub message: String,
}

impl Unreadable {
    /// An error with this code and message.
    pub fn new(code: FormCode, message: impl Into<String>) -> Unreadable {
        Unreadable { code, message: message.into() }
    }

    /// The same error with the seat before its message, as the facts of a form name it.
    #[must_use]
    pub(super) fn of_facts(self, facts: &BTreeMap<String, String>) -> Unreadable {
        let fact = |name| facts.get(name).map(String::as_str);
        self.of_seat(["candidate", "round", "interviewer"].map(fact), None)
    }

    /// The same error with the seat before its message. `seat`: candidate, round and interviewer, those that are known; a
    /// seat with a round and no candidate is one of the loop. `row`: the first row of the seat in a sheet.
    #[must_use]
    pub fn of_seat(self, seat: [Option<&str>; 3], row: Option<usize>) -> Unreadable {
        let [candidate, round, interviewer] = seat;
        let of_loop = round.filter(|_| candidate.is_none()).map(|_| "the loop");
        let names: Vec<String> =
            [candidate.or(of_loop), round, interviewer].into_iter().flatten().map(short).collect();
        let from = row.map(|row| format!("from row {row}"));
        let place = match (names.is_empty(), from) {
            (true, None) => return self,
            (true, Some(from)) => format!("the seat {from}"),
            (false, None) => names.join(", "),
            (false, Some(from)) => format!("{} ({from})", names.join(", ")),
        };
        Unreadable { message: format!("{place}: {}", self.message), ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::{FormCode, Unreadable};

    #[test]
    fn a_message_begins_with_what_is_known_of_the_seat() {
        let said = |seat, row| Unreadable::new(FormCode::OffScale, "x").of_seat(seat, row).message;
        assert_eq!(
            said([Some("ana"), Some("technical"), Some("J. Chen")], None),
            "ana, technical, J. Chen: x"
        );
        assert_eq!(said([None, Some("technical"), None], Some(3)), "the loop, technical (from row 3): x");
        assert_eq!(said([None, None, None], Some(3)), "the seat from row 3: x");
        assert_eq!(said([None, None, None], None), "x");
    }

    #[test]
    fn the_report_and_the_terminal_use_one_word() {
        for code in [FormCode::OtherKit, FormCode::ValueAndMarkDiffer, FormCode::DraftAfterComplete] {
            assert_eq!(serde_json::to_value(code).expect("plain data"), code.word());
        }
    }
}
