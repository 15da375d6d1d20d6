//! Test assembly on integers: which items, in which rounds, at least cost; or why there is no way.
//!
//! Knows no interview word and no file. Exact: an answer is the best one, is marked as not proved, or
//! says that there is none. Budgets are node counts, never clocks, so a problem has one answer on every
//! machine. `docs/sampling.md` tells the method and what was measured. The path of a problem:
//!
//! ```text
//! problem    what callers say; constraints by name; exclusions; an independent judge of answers
//! presolve   core off, rounds in zones, groups, resources, dominance
//! bound      Lagrangian relaxation with dual prices: a lower bound, and candidates
//! search     columns of each group, branch and bound, rounds by bin completion, seats
//! solve      the order of it all
//! lp         linear relaxation by rows and simplex, with Farkas certificates
//! explain    which constraints exclude each other, supply and demand, single corrections
//! exposure   how often items must be used; forms one after the other
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

pub use explain::correction::{Like, Limit, Mend};
pub use explain::corrections::mends;
pub use explain::iis::{Conflict, Why, conflict, why};
pub use explain::supply::{Supply, supplies};
pub use exposure::bound::Exposure;
pub use exposure::control::{Balance, Issue};
pub use exposure::usage::Ledger;
pub use problem::check::violations;
pub use problem::constraints::{Rule, rules, without};
pub use problem::{
    DEAREST, FORBIDDEN, Group, Item, LONGEST, Outcome, Problem, Round, Seat, Solution, Window,
};
pub use solve::{Engine, Start};
