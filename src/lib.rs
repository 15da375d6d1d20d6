//! x
pub mod assemble;
pub mod diag;
pub mod draw;
pub mod engine;
pub mod issue;
pub mod load;
pub mod model;
pub mod plan;
pub mod render;
pub mod text;
pub mod write;
pub mod yaml;
