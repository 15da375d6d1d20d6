//! Basic text tools: source texts, spans, plurals, lists, nearest names.
//!
//! This module does not depend on interviews, YAML or files, and every other module may use it.

mod nearest;
mod plain;
mod prose;
mod row;
mod source;
mod visible;
mod words;

pub use nearest::{did_you_mean, nearest, suggestion};
pub use plain::plain;
pub use prose::{READ, SPOKEN, reading_ease, words};
pub use row::{csv_row, unguarded};
pub use source::{Place, Source, Span};
pub use visible::visible;
pub use words::{count, is_device, is_id, list, quoted, short};
