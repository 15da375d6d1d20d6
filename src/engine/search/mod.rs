//! The search for a cheapest solution: columns of each group, branch and bound over them, bin completion.

pub(in crate::engine) mod bin_completion;
pub(in crate::engine) mod branch_and_bound;
pub(in crate::engine) mod column_limits;
pub(in crate::engine) mod columns;
pub(in crate::engine) mod deal_out;
mod draft;
pub(in crate::engine) mod enumerate;
pub(in crate::engine) mod packing_cuts;
pub(in crate::engine) mod repair;
pub(in crate::engine) mod rounds;
pub(in crate::engine) mod seating;
