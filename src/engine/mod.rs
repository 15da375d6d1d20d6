//! Automated test assembly (van der Linden 2005) on integers: the cheapest items with a round for each, or
//! why there are none.
//!
//! Knows no interview word and no file. Exact: an answer is optimal, is marked as not proved, or says that
//! the problem is infeasible. Budgets are node counts, never clocks, so a problem has one answer on every
//! machine. `docs/sampling.md` explains the method and what was measured. Each folder imports only those
//! above it:
//!
//! ```text
//! problem    the problem, its constraints by name, its exclusions, an independent check of solutions
//! presolve   the instance: core fixed, rounds aggregated to zones, resources, dominance
//! bound      lower bounds: Lagrangian relaxation with dual prices; candidate items
//! search     columns of each group, branch and bound, bin completion, canonical seats
//! solve      the driver: gaps that grow, two instances, any feasible form
//! lp         linear relaxation: row generation, simplex, Farkas certificates (imports problem alone)
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
