//! The texts of a job advertisement.

use std::ops::Range;

/// A paragraph, item, heading or line of a job advertisement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PostingText {
    /// The text, without marks and tags.
    pub text: String,
    /// The bytes of the file that it was read from.
    pub bytes: Range<usize>,
}
