//! Lower bounds on the cost of every solution: Lagrangian relaxation (Geoffrion 1974), with dual prices from
//! subgradient ascent.

pub(crate) mod assignment;
pub(crate) mod candidates;
pub(crate) mod lagrangian;
pub(crate) mod prices;
pub(crate) mod subgradient;
