//! Standard algorithms on plain numbers that several rooms need: bipartite matching, a number mixer.
//!
//! Standard library only; knows no question, no file and no other room.

pub mod matching;
mod splitmix;

pub use splitmix::{GAMMA, split_mix64};
