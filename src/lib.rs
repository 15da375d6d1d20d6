//! Structured interview kits from a YAML question bank.

pub mod render;
