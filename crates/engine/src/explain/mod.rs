//! Explains why a problem has no solution, and which single corrections would make it feasible.

pub(crate) mod correction;
pub(crate) mod corrections;
pub(crate) mod decide;
pub(crate) mod iis;
pub(crate) mod supply;
