//! The linear relaxation of a problem, by row generation and the simplex method, with Farkas certificates.

pub(crate) mod basis;
pub(crate) mod cliques;
pub(crate) mod model;
pub(crate) mod rows;
pub(crate) mod simplex;
pub(crate) mod symmetry;
