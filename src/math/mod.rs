//! Standard algorithms on plain numbers that several modules need: bipartite matching, a number mixer.
//!
//! It uses only the standard library, and does not depend on questions, files or any other module.

pub mod matching;
mod splitmix;

pub use splitmix::{GAMMA, split_mix64};
