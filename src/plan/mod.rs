//! Role spec and bank to blueprint: which slots in which round, before any question is drawn.
//!
//! Every decision takes the first way, in an order that the questions have no part in, for which
//! the bank has questions. A question more can only make more ways drawable, and if one of these is
//! then taken, it cannot be drawn without that question. So adding a question changes a kit only if
//! the new kit holds it. Rounds get their must-haves first (`must`), then fill up (`fill`).

mod blueprint;
mod fill;
mod must;
mod planner;
mod supply;

pub use blueprint::plan;
pub use planner::Ask;
