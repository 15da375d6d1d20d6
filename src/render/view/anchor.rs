//! An anchor for the templates: its lead apart from the rest, so that a template can print the lead bold.

use std::collections::BTreeMap;

use serde::Serialize;

/// Characters of an anchor in a table.
const MOST_SHORT: usize = 110;

/// The described behaviour for a score.
#[derive(Debug, Serialize)]
pub(super) struct AnchorView {
    score: u8,
    label: String,
    /// The label in the list of a choice, as Markdown.
    choice: String,
    /// The whole anchor without the marks around its lead.
    text: Option<String>,
    /// The words between `**` and `**` at its beginning.
    lead: Option<String>,
    /// What follows the lead; the whole anchor if it has no lead.
    rest: Option<String>,
}

impl AnchorView {
    pub(super) fn new(score: u8, label: &str, anchor: Option<&String>) -> AnchorView {
        let (lead, rest) = match anchor.map(|text| parts(text)) {
            Some((lead, rest)) => (lead.map(str::to_owned), Some(rest.to_owned())),
            None => (None, None),
        };
        let text = rest.as_ref().map(|rest| match &lead {
            Some(lead) if rest.is_empty() => lead.clone(),
            Some(lead) => format!("{lead} {rest}"),
            None => rest.clone(),
        });
        let choice = super::choice(label);
        AnchorView {
            score,
            label: label.to_owned(),
            choice,
            text,
            lead,
            rest: rest.filter(|rest| !rest.is_empty()),
        }
    }
}

/// The lead of the anchor of a score, or the beginning of an anchor without a lead; the whole anchor if that of another score
/// begins alike, so that it tells the two scores apart. Empty without an anchor.
pub(super) fn short_anchor(score: u8, anchors: &BTreeMap<u8, String>) -> String {
    let Some(own) = anchors.get(&score) else { return String::new() };
    let others = anchors.iter().filter(|(other, _)| **other != score);
    match others.into_iter().any(|(_, other)| short(other) == short(own)) {
        true => own.replace("**", ""),
        false => short(own),
    }
}

/// The lead; the beginning of the anchor if it has no lead.
fn short(text: &str) -> String {
    let (lead, rest) = parts(text);
    let whole = lead.unwrap_or(rest);
    match whole.char_indices().nth(MOST_SHORT) {
        None => whole.to_owned(),
        Some((at, _)) => {
            format!("{} …", whole[..at].rsplit_once(' ').map_or(&whole[..at], |(words, _)| words))
        }
    }
}

/// The lead of an anchor and the rest. Only `**…**` at the very beginning is a lead.
fn parts(text: &str) -> (Option<&str>, &str) {
    let inner = text.trim_start().strip_prefix("**").and_then(|inner| inner.split_once("**"));
    match inner {
        Some((lead, rest)) if !lead.trim().is_empty() && !lead.contains('*') => {
            (Some(lead.trim()), rest.trim())
        }
        _ => (None, text.trim()),
    }
}

#[cfg(test)]
mod tests {
    use super::{AnchorView, parts, short_anchor};

    #[test]
    fn only_bold_words_at_the_beginning_are_a_lead() {
        for (text, lead, rest) in [
            ("**Asks first.** Then acts.", Some("Asks first."), "Then acts."),
            (" **Asks first.**", Some("Asks first."), ""),
            ("Acts. **Asks.**", None, "Acts. **Asks.**"),
            ("**Asks first", None, "**Asks first"),
            ("** ** acts", None, "** ** acts"),
            ("***Asks*** acts", None, "***Asks*** acts"),
        ] {
            assert_eq!(parts(text), (lead, rest), "{text}");
        }
        let anchor = AnchorView::new(2, "No", Some(&"**Asks.** Waits.".to_owned()));
        assert_eq!(anchor.text.as_deref(), Some("Asks. Waits."));
    }
    #[test]
    fn anchors_that_begin_alike_are_printed_whole() {
        let all = [(2, "**Tells.** Ends."), (3, "**Looks**, and asks."), (4, "**Looks**, and shows.")];
        let all = all.map(|(score, text)| (score, text.to_owned())).into();
        assert_eq!(
            [2, 3, 4, 5].map(|score| short_anchor(score, &all)),
            ["Tells.", "Looks, and asks.", "Looks, and shows.", ""]
        );
    }
}
