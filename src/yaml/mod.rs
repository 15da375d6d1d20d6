//! The only room that knows YAML: text to a marked tree, tree against a declared shape.
//!
//! One tree serves everything: every problem of a file is found in one walk, with its place, so a
//! person mends ten slips in one round. The shapes are data, so the check, the JSON Schema for
//! editors and the tables of `docs/format.md` are the same thing and cannot drift.

mod append;
mod canon;
mod conform;
mod edit;
mod layout;
mod node;
mod parse;
mod read;
mod schema;
mod shape;
mod slips;

pub use append::append;
pub use canon::canonical;
pub use conform::conform;
pub use edit::{quote, set};
pub use layout::lay_out;
pub use node::{Kind, Node};
pub use parse::parse;
pub use read::{Doc, Entry, Map, Text};
pub use schema::{schema, table};
pub use shape::{Field, Record, Shape};
