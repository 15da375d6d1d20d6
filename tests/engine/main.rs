//! Properties of the engine: against brute force on small problems, within its budget on large ones.

mod brute;
mod laws;
mod problems;
mod tail;
