//! Kits to pages: templates give Markdown, Markdown gives blocks, blocks give a PDF.
//!
//! Every rendering is a pure function of the kit, the templates and the fonts: the same bytes in a
//! year, on any machine.

pub mod blocks;
mod document;
mod error;
mod escape;
pub mod markdown;
mod pages;
pub mod pdf;
pub mod svg;
mod templates;
mod view;
mod words;

pub use document::Document;
pub use error::RenderError;
pub use pages::{Format, Renderer, Rendering};
pub use pdf::{FontSet, Paper, PdfError};
pub use templates::{BUILT_IN, TemplateError, Templates};
