//! The only module that handles YAML. It turns text into a tree with places, and compares the tree with a
//! declared shape.
//!
//! One pass over the tree finds every problem of a file, so a person can fix ten mistakes at once. The shapes
//! are data. The check, the JSON Schema for editors and the tables of `docs/format.md` all use the shapes, so
//! these three always agree.

mod append;
mod canon;
mod conform;
mod edit;
mod events;
mod layout;
mod node;
mod parse;
mod put;
mod read;
mod schema;
mod shape;
mod slips;
mod synonyms;

pub use append::append;
pub use canon::canonical;
pub use conform::conform;
pub use edit::{quote, set};
pub use layout::lay_out;
pub use node::{Kind, Node};
pub use parse::parse;
pub use put::put_at;
pub use read::{Doc, Entry, Map, Text};
pub use schema::{schema, table};
pub use shape::{Field, Record, Shape};
