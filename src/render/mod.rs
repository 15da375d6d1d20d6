//! Kits to pages: templates give Markdown, Markdown gives blocks, blocks give a PDF.

pub mod blocks;
pub mod markdown;
pub mod pdf;
