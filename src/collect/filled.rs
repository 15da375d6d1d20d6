//! A form as it was filled in: what a file says, before it is compared with a kit.

use std::collections::BTreeMap;

use serde_json::Value;

/// What a filled-in form says. Every kind of file gives this type, so the rules for ratings are the same for all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// What the form belongs to: `req`, `candidate`, `kit`, `rule`, `round`, `interviewer`, as the form has them. A name
    /// that the form does not have, or whose value is empty, is absent.
    pub facts: BTreeMap<String, String>,
    /// The slots by their full id, `<round>.<number>`.
    pub slots: BTreeMap<String, FilledSlot>,
    /// Whether a form of this kind has the boxes of every slot of its round, also those that are blank. A slot without boxes
    /// was then removed from the form.
    pub has_all_slots: bool,
    /// The recommendation.
    pub recommendation: Mark,
    /// The text about the whole round, with line feeds as line ends.
    pub summary: String,
    /// Whether the interviewer says that the ratings are final.
    pub complete: bool,
    /// The answer to the question of a conflict; `None` if the form gives none.
    pub conflict: Option<bool>,
    /// When the form became final, if the form says so (RFC 3339).
    pub submitted: Option<String>,
    /// The day of the interview, if the form says so.
    pub held: Option<String>,
    /// When a complete form was opened again.
    pub reopened: Vec<String>,
    /// What the page on the screen kept for itself.
    pub page: Option<Value>,
    /// What a reader of the file noticed and did not refuse, in sentences for the person who collects.
    pub notes: Vec<String>,
}

/// One slot of a form.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FilledSlot {
    /// The rating.
    pub rating: Mark,
    /// The reason for "not assessed", as the form has it.
    pub reason: Option<String>,
    /// Notes, with line feeds as line ends.
    pub notes: String,
    /// The words that decided the rating.
    pub evidence: String,
}

/// A choice among boxes. A PDF form states it twice, as a value and as ticked boxes. Markdown has only boxes, so the reader
/// repeats a single ticked box as the value. JSON, YAML and sheets have only values. States are scores in decimal, and `na`
/// for "not assessed".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mark {
    /// The stored value; `None` if it is absent, empty or `Off`.
    pub value: Option<String>,
    /// The ticked boxes, without repetitions, in the order of the form; `None` if this kind of file has no boxes.
    pub boxes: Option<Vec<String>>,
}

impl Mark {
    /// A choice that only a value states; an empty value is none.
    pub fn of_value(value: impl Into<String>) -> Mark {
        let value = value.into().trim().to_owned();
        Mark { value: Some(value).filter(|value| !value.is_empty()), boxes: None }
    }

    /// A choice that only ticked boxes state.
    pub fn of_boxes(ticked: Vec<String>) -> Mark {
        let value = match ticked.as_slice() {
            [one] => Some(one.clone()),
            _ => None,
        };
        Mark { value, boxes: Some(ticked) }
    }

    /// Whether neither a value nor a box states a choice.
    pub fn is_empty(&self) -> bool {
        self.value.is_none() && self.boxes.as_ref().is_none_or(Vec::is_empty)
    }
}

/// The text with line feeds as line ends.
pub(super) fn line_feeds(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}
