//! An anchor for the templates: its lead apart from the rest, so that a template can print the lead bold.

use serde::Serialize;

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
    use super::{AnchorView, parts};

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
}
