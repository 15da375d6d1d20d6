//! Why a logo cannot be printed, and the limits that a logo has.

/// The greatest number of pixels. At the greatest size of a logo on paper this is far more than a printer shows.
pub(super) const MOST_PIXELS: usize = 4_000_000;
/// The greatest ratio between the sides of a logo.
pub(super) const LONGEST: f32 = 20.0;

/// Why a logo cannot be printed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LogoError {
    /// It is neither PNG nor SVG.
    #[error("is neither a PNG nor an SVG file")]
    Kind,
    /// The file is damaged; the cause.
    #[error("is damaged: {0}")]
    Damaged(String),
    /// It is larger than a logo needs to be: the limit that it exceeds.
    #[error("has more than {0}, which no logo needs")]
    Large(String),
    /// One side is much longer than the other, or has no length.
    #[error("has one side that is more than {LONGEST} times as long as the other, or that has no length")]
    Long,
    /// A part of an SVG file that is not drawn.
    #[error("has {0}, which panelkit does not draw")]
    Part(String),
}
