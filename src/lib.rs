//! Structured interview kits from a YAML question bank.
//!
//! The library reads a bank of questions and a role spec, reports every error in them with its place, plans
//! which competencies are asked for in which round, draws the questions by a seed, and renders the kit as
//! Markdown and PDF. It draws kits for any number of candidates: the same interview, with other questions
//! where they may differ. All of it is reproducible to the byte. The library does not print, exit, or read
//! clock and environment.
//!
//! ```text
//! load -> model::{Bank, RoleSpec} -> plan -> draw -> assemble -> model::Kit -> issue (kit.json), render (pages), write
//! text < diag < yaml;  text < model;  engine;  disk;  the stages;  pipeline, which alone knows their order
//! ```
//!
//! Start with [`pipeline`]. [`load::Workspace`] is a folder on disk or, with [`load::Memory`], files in
//! memory; the page of [`load`] shows that. From a workspace to kits and pages:
//!
//! ```
#![doc = include_str!("../examples/as_library.rs")]
//! ```
//!
//! Stages never import each other; they meet in the nouns of [`model`]. `docs/architecture.md` tells the
//! whole, and `tests/architecture.rs` asserts it.

pub mod app;
pub mod assemble;
pub mod diag;
pub mod disk;
pub mod draw;
pub mod engine;
pub mod issue;
pub mod lint;
pub mod load;
pub mod math;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod store;
pub mod text;
pub mod write;
pub mod yaml;
