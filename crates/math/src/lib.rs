//! Standard algorithms on plain numbers that several modules need: bipartite matching and a pseudo-random
//! number generator.
//!
//! It uses only the standard library, and does not depend on questions, files or any other module.

pub mod matching;
mod splitmix;

pub use splitmix::{GAMMA, split_mix64};
