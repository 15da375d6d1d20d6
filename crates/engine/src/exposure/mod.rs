//! Forms that are made one after the other: how often items must be used, and how to use them evenly.

pub(crate) mod bound;
pub(crate) mod control;
pub(crate) mod demands;
pub(crate) mod fractional;
pub(crate) mod pacing;
pub(crate) mod share;
pub(crate) mod usage;
