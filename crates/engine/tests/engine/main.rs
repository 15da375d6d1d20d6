//! Properties of the engine: against brute force on small problems, within its budget on large ones.

mod brute;
mod checker;
mod crowds;
mod edges;
mod laws;
#[expect(dead_code, reason = "shared with the trials, which use all of it")]
mod loops;
mod oracle;
mod problems;
mod relaxed;
mod resort;
mod shrink;
mod tail;
mod trial;
mod wide;
mod workload;
