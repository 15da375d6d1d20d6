//! Structured interview kits from a YAML question bank.
//!
//! ```text
//! question_banks/*            kits/<req>/role.yaml
//!           \                     /
//!            load   raw -> valid, every problem reported with its place
//!              |
//!       model: Bank, RoleSpec ------> lint     judges, changes nothing
//!              |
//!            plan       -> Blueprint   which slots in which round; can the bank fill them?
//!              |
//!            draw       -> Selection   engine: exact, seeded; or a shortage list
//!              |
//!            assemble   -> Kit         order, minutes, schedule, rubrics, coverage   = kit.json
//!              |
//!            render     -> Markdown -> blocks -> pages -> PDF
//!              |
//!            write                     new folder, then one exchange
//!
//! diag runs beside all of it: every room may report, only the command line prints.
//! ```
//!
//! Stages never import each other; they meet in the nouns of [`model`]. [`pipeline`] alone knows the
//! order. `tests/architecture.rs` asserts all of this.

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
