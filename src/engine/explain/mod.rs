//! Explains why a problem has no solution, and which single corrections would make it feasible.

pub(in crate::engine) mod correction;
pub(in crate::engine) mod corrections;
pub(in crate::engine) mod decide;
pub(in crate::engine) mod iis;
pub(in crate::engine) mod supply;
