//! The marks around a name of a person in the Markdown of a PDF.
//!
//! They are noncharacters, which Unicode reserves for use inside a program (Unicode 16, 23.7). No page that is
//! written has them.

/// The mark before a name.
pub(super) const BEGIN: char = '\u{FDD0}';
/// The mark after a name.
pub(super) const END: char = '\u{FDD1}';
