//! Plans the blueprint from role spec and bank: the slots of each round, before any question is drawn.
//!
//! Options are tried in an order that does not depend on the questions, and the first one for which the bank
//! has questions is taken. A new question can only make more options possible. If such an option is then
//! taken, its kit contains the new question. So adding a question changes a kit only if the new kit holds it.
//! Rounds get their must-haves first (`must`) and are then filled up (`fill`).

mod blueprint;
mod fill;
mod must;
mod planner;
mod supply;

pub use blueprint::{holds, plan};
pub use planner::Ask;
