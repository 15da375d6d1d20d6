//! `collect`, `scores` and `excuse`: filled-in forms are read back, checked against their kits, and stored.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

mod again;
mod bad;
mod desk;
mod lost;
mod markdown;
mod marks;
mod mutated;
mod notes;
mod seats;
mod states;
