//! Test assembly on integers: which items, in which rounds, at least cost; or why there is no way.
//!
//! Knows no interview word and no file. Exact: an answer is the best one, is marked as not proved, or
//! says that there is none. Budgets are node counts, never clocks, so a problem has one answer on every
//! machine. `docs/sampling.md` tells the method and what was measured. The path of a problem:
//!
//! ```text
//! problem   what callers say            check   an independent judge of answers
//! layout    core off, zones, pools      dims    sums with windows     links   families, enemies
//! offers    items with costs            thin    fewer, where costs do not count
//! prices -> relax (matching)            a lower bound, and prices that make it high
//! choices <- sets                       what each pool may give within a gap
//! search -> deal -> pack                one set from each pool, dealt out to rounds
//! arrange   who sits where              solve   the order of it all
//! rules     rules by name               conflict  which of them exclude each other
//! areas -> rows -> linear (cuts)        rules as sums over rounds that are alike
//! simplex (basis)                       do they exclude each other even in fractions?
//! decide    is there a kit, and which rules say no
//! supply    what there is for what is asked        mend -> mends  which single change would do
//! ```

mod areas;
mod arrange;
mod balanced;
mod basis;
mod check;
mod choices;
mod conflict;
mod cuts;
mod deal;
mod decide;
mod dims;
mod exposure;
mod layout;
mod ledger;
mod linear;
mod links;
mod market;
mod matching;
mod mend;
mod mends;
mod needs;
mod offers;
mod pack;
mod pools;
mod prices;
mod problem;
mod relax;
mod reserve;
mod rows;
mod rules;
mod search;
mod sets;
mod simplex;
mod solve;
#[cfg(test)]
mod steps;
mod supply;
mod thin;

pub use balanced::{Balance, Issue};
pub use check::violations;
pub use conflict::{Conflict, Why, conflict, why};
pub use exposure::Exposure;
pub use ledger::Ledger;
pub use mend::{Like, Limit, Mend};
pub use mends::mends;
pub use problem::{
    DEAREST, FORBIDDEN, Group, Item, LONGEST, Outcome, Problem, Round, Seat, Solution, Window,
};
pub use rules::{Rule, rules, without};
pub use solve::{Engine, Start};
pub use supply::{Supply, supplies};
