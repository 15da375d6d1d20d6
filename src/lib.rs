//! Structured interview kits from a YAML question bank.
//!
//! The library reads a bank of questions and a role spec, reports every error in them with its place, plans
//! which competencies are asked for in which round, draws the questions by a seed, and renders the kit as
//! Markdown and PDF. It draws kits for any number of candidates: the same interview, with other questions in
//! the slots that may differ. All output is reproducible to the byte. The library does not print, does not
//! exit, and does not read the clock or the environment.
//!
//! ```text
//! load -> model::{Bank, RoleSpec} -> plan -> draw -> assemble -> model::Kit -> issue (kit.json), render (pages), write
//! ```
//!
//! The base modules are `text` and `disk`, and the crates [`math`] and [`engine`]. `diag` and `model` use `text`,
//! `yaml` uses `diag` and `text`, and `engine` uses `math`. The stages use these modules, `pipeline` and `store` use
//! the stages, and `app` uses all of them. [`pipeline`] runs the stages in order.
//!
//! Start with [`pipeline`]. A [`load::Workspace`] is a folder on disk or, with [`load::Memory`], a set of
//! files in memory (for an example, see [`load`]). This example goes from a workspace to kits and pages:
//!
//! ```
#![doc = include_str!("../examples/as_library.rs")]
//! ```
//!
//! Stages never import each other; they pass each other only the types of [`model`]. `docs/architecture.md`
//! describes the architecture, and `tests/architecture.rs` checks it.

pub mod app;
pub mod assemble;
pub mod collect;
pub mod diag;
pub mod disk;
pub mod draw;
pub mod issue;
pub mod lint;
pub mod load;
pub mod model;
pub mod pipeline;
pub mod plan;
pub mod render;
pub mod score;
pub mod store;
pub mod text;
pub mod write;
pub mod yaml;

pub use panelkit_engine as engine;
pub use panelkit_math as math;
