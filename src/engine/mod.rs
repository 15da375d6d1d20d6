//! Test assembly on integers: seats in rounds, items in cells, minutes, families, enemies, costs.
//!
//! Knows no interview word and no file. The method is depth-first branch and bound under a
//! Lagrangian bound (see [`solve()`]); budgets are node counts, never clocks, so the same problem
//! gives the same answer on any machine.

mod check;
mod matching;
mod pricing;
mod problem;
mod search;
mod seats;
mod solve;

pub use check::violations;
pub use problem::{Item, Open, Outcome, Problem, RoundRule, Solution};
pub use solve::{feasible, solve};
