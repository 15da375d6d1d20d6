//! Why a document was not rendered.

use super::pdf::PdfError;
use super::templates::TemplateError;

/// Why there is no rendering.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template.
    #[error("{0}")]
    Template(#[from] TemplateError),
    /// The layout.
    #[error("{0}")]
    Pdf(#[from] PdfError),
    /// A scorecard of a round that the kit does not have.
    #[error("the kit has no round at index {round}: it has {rounds}")]
    NoRound {
        /// The index asked for.
        round: usize,
        /// How many rounds there are.
        rounds: usize,
    },
}
