//! The linear relaxation of a problem, by row generation and the simplex method, with Farkas certificates.

pub(in crate::engine) mod basis;
pub(in crate::engine) mod cliques;
pub(in crate::engine) mod model;
pub(in crate::engine) mod rows;
pub(in crate::engine) mod simplex;
pub(in crate::engine) mod symmetry;
