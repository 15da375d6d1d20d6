//! Properties of the engine: against brute force on small problems, within its budget on large ones.

mod brute;
mod checker;
mod crowds;
mod edges;
mod laws;
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
