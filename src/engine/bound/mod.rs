//! Lower bounds on the cost of every solution: Lagrangian relaxation (Geoffrion 1974), with dual prices from
//! subgradient ascent.

pub(in crate::engine) mod assignment;
pub(in crate::engine) mod candidates;
pub(in crate::engine) mod lagrangian;
pub(in crate::engine) mod prices;
pub(in crate::engine) mod subgradient;
