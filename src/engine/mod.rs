//! Test assembly on integers: seats in rounds, items in cells, minutes, families, enemies, costs.
//!
//! Knows no interview word and no file. The method is depth-first branch and bound with two exact
//! relaxations as lower bounds (see [`solve`]); budgets are node counts, never clocks, so the same
//! problem gives the same answer on any machine.

mod bounds;
mod check;
mod problem;
mod search;

pub use check::violations;
pub use problem::{Item, Outcome, Problem, RoundRule, Solution};
pub use search::solve;
