//! Automated test assembly (van der Linden 2005) with integers. Finds the cheapest valid set of items and a
//! round for each item, or explains why there is no such set.
//!
//! A *form* is a solution: a set of items with a round for each. It is the engine's word for a kit. The
//! engine uses no terms of interviewing and no files. There are four kinds of answers: an optimal form, a
//! form that is not proved optimal, a proof of infeasibility, and a report that the budget was spent without
//! a form. Budgets are numbers of nodes and not times, so a problem has the same answer on every machine.
//! `docs/sampling.md` explains the method and what was measured. Each folder imports only those above it:
//!
//! ```text
//! problem    the problem, its constraints by name, its exclusions, an independent check of solutions
//! lp         linear relaxation: row generation, simplex, Farkas certificates
//! presolve   the instance: core fixed, rounds aggregated to zones, resources, dominance
//! bound      lower bounds: Lagrangian relaxation with dual prices; candidate items
//! search     columns of each group, branch and bound, bin completion, canonical seats
//! resort     local search and searches of parts, for when the nodes are spent without a proof
//! solve      the driver: searches within a gap that grows, on a second instance if needed, at last for any form
//! explain    feasibility, irreducible infeasible subsets, counting bounds, single corrections
//! exposure   forms one after the other: bound on the exposure rate, control, pacing
//! ```

mod bound;
mod explain;
mod exposure;
mod lp;
mod presolve;
mod problem;
mod resort;
mod search;
mod solve;
#[cfg(test)]
mod tests;

pub use explain::correction::{Correction, Like, Limit};
pub use explain::corrections::corrections;
pub use explain::iis::{Conflict, Why, conflict, why};
pub use explain::supply::{Supply, supplies};
pub use exposure::control::{Balance, Issue};
pub use exposure::share::Exposure;
pub use exposure::usage::Ledger;
pub use problem::check::violations;
pub use problem::constraints::{Rule, rules, without};
pub use problem::{
    DEAREST, FORBIDDEN, Group, Item, LONGEST, Outcome, Problem, Round, Seat, Solution, Window,
};
pub use solve::{Engine, Start};
