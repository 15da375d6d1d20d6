//! The marked tree: YAML values that know where they stand.

use std::borrow::Cow;

use crate::text::Span;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// What it is.
    pub kind: Kind<'a>,
    /// Where it stands.
    pub span: Span,
}

/// What a value is.
#[derive(Clone, Debug)]
pub enum Kind<'a> {
    /// A scalar; `plain` when it stands without quotes, so that `10` and `"10"` differ.
    Scalar {
        /// Its text, quotes and escapes resolved.
        text: Cow<'a, str>,
        /// Whether it was written without quotes or block markers.
        plain: bool,
    },
    /// A list.
    List(Vec<Node<'a>>),
    /// A map in the order of the file; keys are unique scalars.
    Map(Vec<(Node<'a>, Node<'a>)>),
}

impl Node<'_> {
    /// What a person would call this value.
    pub fn describe(&self) -> String {
        match &self.kind {
            Kind::List(_) => "a list".to_owned(),
            Kind::Map(_) => "a map".to_owned(),
            Kind::Scalar { .. } if self.is_null() => "nothing".to_owned(),
            Kind::Scalar { text, plain: true } if is_number(text) => format!("the number {text}"),
            Kind::Scalar { text, plain: true } if is_bool(text) => format!("`{text}`"),
            Kind::Scalar { .. } => "a text".to_owned(),
        }
    }

    /// The text of a scalar.
    pub fn text(&self) -> Option<&str> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// A key without a value, or `~`, or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(text.as_ref(), "" | "~" | "null" | "Null" | "NULL"))
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty()
        && text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'))
        && text.replace('_', "").parse::<f64>().is_ok()
}

fn is_bool(text: &str) -> bool {
    matches!(text, "true" | "false" | "True" | "False" | "TRUE" | "FALSE")
}
