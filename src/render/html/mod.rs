//! Renders Markdown as one HTML file that loads nothing and works without a network.
//!
//! ```text
//! Markdown -> blocks -> outline, block (text, table, form) -> shell (style, policy, script) -> text
//! ```
//!
//! Only a pack has a script (`page.js`) and the style for it (`pack.css`). The bytes depend only on Markdown, document and
//! set-up. The top of `page.js` describes every element that the script uses.

mod block;
mod form;
mod frame;
mod outline;
mod seat;
mod shell;
mod table;
mod text;

use super::document::Document;
use super::markdown::{self, MarkdownError};
use super::pdf::PageSetup;
use block::Body;
use outline::Outline;
use seat::Seat;

/// Renders the Markdown of a document as a page in HTML.
///
/// # Errors
/// [`MarkdownError`] for the first part of the text that is not in the dialect.
pub(super) fn page(
    markdown: &str,
    document: &Document<'_>,
    setup: &PageSetup,
) -> Result<String, MarkdownError> {
    let blocks = markdown::parse(markdown)?;
    let outline = Outline::of(&blocks);
    let seat = Seat::of(document);
    let slots = seat.as_ref().map(Seat::slot_ids).unwrap_or_default();
    let body = Body::write(&blocks, &outline, slots);
    Ok(shell::page(&body, &outline, setup, seat.as_ref()))
}
