//! The search for a cheapest solution: columns of each group, branch and bound over them, bin completion.

pub(crate) mod bin_completion;
pub(crate) mod branch_and_bound;
pub(crate) mod column_limits;
pub(crate) mod columns;
pub(crate) mod deal_out;
mod draft;
pub(crate) mod enumerate;
pub(crate) mod packing_cuts;
pub(crate) mod repair;
pub(crate) mod rounds;
pub(crate) mod seating;
