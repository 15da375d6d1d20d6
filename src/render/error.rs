//! The error of rendering a document.

use super::markdown::MarkdownError;
use super::pdf::PdfError;
use super::templates::TemplateError;

/// Errors of rendering.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template has an error.
    #[error("{0}")]
    Template(#[from] TemplateError),
    /// The layout failed.
    #[error("{0}")]
    Pdf(#[from] PdfError),
    /// A workbook cannot be made.
    #[error("cannot make the workbook: {0}")]
    Workbook(String),
    /// The text is not valid in the Markdown dialect.
    #[error("{0}")]
    Html(#[from] MarkdownError),
    /// A scorecard of a round that the kit does not have.
    #[error("the kit has no round at index {round}; its number of rounds is {rounds}")]
    NoRound {
        /// The index asked for.
        round: usize,
        /// How many rounds there are.
        rounds: usize,
    },
}
