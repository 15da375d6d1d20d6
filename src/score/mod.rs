//! Ratings to scores: slot scores, must-have scores, totals, their error, and what can be said about them. It follows the
//! rules of `docs/after.md`.
//!
//! Means and comparisons are exact fractions, so a score of 3 is never 2.9999. Only errors and coefficients are `f64`;
//! their functions come from the crate `libm`, which gives the same digits on every processor.

mod agreement;
mod alpha;
mod debrief;
mod panel;
mod raters;
mod sensitivity;
mod spread;
mod states;
mod totals;
mod tukey;

pub use agreement::pairs;
pub use alpha::{Metric, alpha, alpha_interval};
pub use debrief::debrief;
pub use panel::{Opening, Person, RatedSlot, Rating, Seat, WeightedMustHave};
pub use tukey::{studentized_range, studentized_range_quantile};
