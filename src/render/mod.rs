//! Renders kits as pages: templates produce Markdown, `markdown` parses it into blocks, and `pdf` and
//! `html` make files of the blocks.
//!
//! Every rendering is a pure function of the document, the templates, the fonts and the paper. Its bytes are
//! the same in a year and on any machine.

pub mod blocks;
mod bounds;
mod document;
mod error;
mod escape;
mod html;
mod layout;
pub mod markdown;
mod name_marks;
mod names;
mod pages;
pub mod pdf;
pub mod svg;
mod templates;
mod view;
mod words;
mod workbook;

pub use document::{Document, ScoresPage};
pub use error::RenderError;
pub use layout::{Layout, TEXT_SIZES};
pub use pages::{Format, Merged, Renderer, Rendering};
pub use pdf::{FaceFacts, FontSet, LogoError, Look, NameFace, NameFonts, Paper, PdfError};
pub use templates::{BUILT_IN, TemplateError, Templates};
pub use view::exhibit_blocks;
pub use workbook::workbook;
