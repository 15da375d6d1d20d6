//! Shapes as data: the keys of a map, the values that each key may have, and the purpose of each.

/// The values that are allowed in one place.
#[derive(Debug)]
pub enum Shape {
    /// A text of at least one visible character.
    Text,
    /// A kebab-case id, at most 64 characters.
    Id,
    /// A whole number within bounds.
    Int(i64, i64),
    /// A number from 0 to 1.
    Share,
    /// `true` or `false`.
    Bool,
    /// A day, or `false` if there is none yet.
    DayOrFalse,
    /// One of the given words.
    OneOf(&'static [&'static str]),
    /// A list with items of one shape, and the minimum number of items.
    List(&'static Shape, usize),
    /// Exactly two whole numbers, low then high.
    Range(i64, i64),
    /// A map with known keys.
    Record(&'static Record),
    /// A map whose keys are free to choose, with values of one shape.
    Names(&'static Shape),
    /// A map from whole numbers to texts.
    Scores,
    /// A text, or a map with known keys.
    TextOr(&'static Record),
    /// Any of these shapes: at most one for scalars, one for lists and one for maps.
    AnyOf(&'static [Shape]),
}

/// A map with known keys.
#[derive(Debug)]
pub struct Record {
    /// The name of such a map in messages, for example "question".
    pub name: &'static str,
    /// What it is for, one sentence.
    pub about: &'static str,
    /// Its keys, in the usual order.
    pub fields: &'static [Field],
}

/// One key of a record.
#[derive(Debug)]
pub struct Field {
    /// The key.
    pub key: &'static str,
    /// True if the key is required.
    pub required: bool,
    /// A key of the same record. If the record has it, this key is not required.
    pub unless: Option<&'static str>,
    /// The allowed values.
    pub shape: Shape,
    /// What it is for, one sentence.
    pub about: &'static str,
}

impl Field {
    /// A required key.
    pub const fn must(key: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { key, required: true, unless: None, shape, about }
    }

    /// An optional key.
    pub const fn may(key: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { key, required: false, unless: None, shape, about }
    }

    /// A key that is required unless the record has the key `other`.
    pub const fn unless(other: &'static str, key: &'static str, shape: Shape, about: &'static str) -> Field {
        Field { key, required: true, unless: Some(other), shape, about }
    }
}

impl Shape {
    /// What to do if a value has another shape: one imperative sentence.
    pub fn remedy(&self) -> String {
        match self {
            Shape::Text => "write a text in double quotes".to_owned(),
            Shape::Id => {
                "write an id: lower-case letters, digits and single hyphens, such as `api-design`".to_owned()
            }
            Shape::Int(low, i64::MAX) => {
                format!("write a whole number of at least {low}, in digits and without quotes")
            }
            Shape::Int(low, high) => {
                format!("write a whole number from {low} to {high}, in digits and without quotes")
            }
            Shape::Share => "write a number from 0 to 1, such as `0.3`, without quotes".to_owned(),
            Shape::Bool => "write `true` or `false`, without quotes".to_owned(),
            Shape::DayOrFalse => "write the day as `2026-05-21`, or `false`, without quotes".to_owned(),
            Shape::OneOf(words) => {
                format!("write one of {}", crate::text::quoted(words.iter().copied(), "or"))
            }
            Shape::List(..) => "write a list with one item per line, each beginning with `- `".to_owned(),
            Shape::Range(..) => "write two whole numbers in brackets, the lower first: `[3, 6]`".to_owned(),
            Shape::Record(record) => {
                let keys = record.fields.iter().take(3).map(|f| f.key);
                format!(
                    "write `key: value`, one per line; a {} begins with {}",
                    record.name,
                    crate::text::quoted(keys, "and")
                )
            }
            Shape::Names(_) => "write `name: value`, one per line and indented".to_owned(),
            Shape::Scores => "write a line for each score, such as `1: \"…\"`".to_owned(),
            Shape::TextOr(record) => {
                let keys = record.fields.iter().map(|f| f.key);
                format!("write a text in double quotes, or a map with {}", crate::text::quoted(keys, "and"))
            }
            Shape::AnyOf(shapes) => {
                let remedies = shapes.iter().map(|shape| shape.remedy().replacen("write ", "", 1));
                format!("write {}", remedies.collect::<Vec<_>>().join("; or "))
            }
        }
    }

    /// What is expected here, worded to follow "expected".
    pub fn describe(&self) -> String {
        match self {
            Shape::Text => "a text".to_owned(),
            Shape::Id => "an id such as `api-design`".to_owned(),
            Shape::Int(low, i64::MAX) => format!("a whole number of at least {low}"),
            Shape::Int(low, high) => format!("a whole number from {low} to {high}"),
            Shape::Share => "a number from 0 to 1".to_owned(),
            Shape::Bool => "`true` or `false`".to_owned(),
            Shape::DayOrFalse => "a day such as `2026-05-21`, or `false`".to_owned(),
            Shape::OneOf(words) => format!("one of {}", crate::text::quoted(words.iter().copied(), "or")),
            Shape::List(item, _) => format!("a list, each item {}", item.describe()),
            Shape::Range(..) => "two whole numbers, low and high, such as `[3, 6]`".to_owned(),
            Shape::Record(record) => format!("a map with the keys of a {}", record.name),
            Shape::Names(_) => "a map from names to values".to_owned(),
            Shape::Scores => "a map from scores to texts, such as `1: …`".to_owned(),
            Shape::TextOr(record) => format!("a text, or a map with the keys of a {}", record.name),
            Shape::AnyOf(shapes) => shapes.iter().map(Shape::describe).collect::<Vec<_>>().join("; or "),
        }
    }
}
