//! Kits for candidates: equivalent, certified, kept, repaired; the program run as people run it.

mod alike;
mod attacks;
mod batch;
#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod control;
mod equal;
mod families;
mod figures;
mod kill;
mod known;
mod leaks;
mod merge;
#[path = "../common/mutate.rs"]
mod mutate;
mod mutated;
mod names;
mod packs;
mod papers;
mod particulars;
mod people;
mod rosters;
mod seats;
mod site;
mod withdrawn;
