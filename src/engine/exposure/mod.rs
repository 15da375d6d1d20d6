//! Forms that are made one after the other: how often items must be used, and how to use them evenly.

pub(in crate::engine) mod bound;
pub(in crate::engine) mod control;
pub(in crate::engine) mod demands;
pub(in crate::engine) mod fractional;
pub(in crate::engine) mod pacing;
pub(in crate::engine) mod share;
pub(in crate::engine) mod usage;
