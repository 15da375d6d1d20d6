//! Pages in HTML: what they say, that they are well-formed and load nothing, and the fields of packs.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod fields;
mod hostile;
mod kept;
mod page;
mod style;
mod words;
