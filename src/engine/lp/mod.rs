//! The linear relaxation of a problem, and whether it has a solution.

pub(in crate::engine) mod basis;
pub(in crate::engine) mod cliques;
pub(in crate::engine) mod model;
pub(in crate::engine) mod rows;
pub(in crate::engine) mod simplex;
pub(in crate::engine) mod symmetry;
