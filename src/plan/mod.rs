//! Role spec and bank to blueprint: which slots in which round, before any question is drawn.
//!
//! The blueprint depends on the questions only through what is feasible: more questions never make
//! a feasible plan infeasible, so adding a question changes a kit only if the new kit holds it.
//! Rounds get their must-haves first (`must`), then fill up (`fill`).

mod fill;
mod must;
mod planner;
mod supply;

pub use planner::Planner;
