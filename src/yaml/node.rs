//! The marked tree: YAML values with their places.

use std::borrow::Cow;

use crate::text::Span;

/// A value and its place.
#[derive(Clone, Debug)]
pub struct Node<'a> {
    /// The value.
    pub kind: Kind<'a>,
    /// Its place.
    pub span: Span,
}

/// The kinds of values.
#[derive(Clone, Debug)]
pub enum Kind<'a> {
    /// A scalar. `plain` tells `10` from `"10"`.
    Scalar {
        /// Its text, without quotes and with escapes resolved.
        text: Cow<'a, str>,
        /// Whether it was written without quotes or block markers.
        plain: bool,
    },
    /// A list.
    List(Vec<Node<'a>>),
    /// A map, in the order of the file. Keys are unique scalars.
    Map(Vec<(Node<'a>, Node<'a>)>),
}

impl Node<'_> {
    /// The name of this kind of value in messages.
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

    /// True for `~`, for `null`, and if a key has no value.
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
