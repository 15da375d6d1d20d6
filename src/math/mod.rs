//! Standard algorithms on plain numbers that several modules need: bipartite matching, a number mixer.
//!
//! Standard library only; knows no question, no file and no other module.

pub mod matching;
mod splitmix;

pub use splitmix::{GAMMA, split_mix64};
