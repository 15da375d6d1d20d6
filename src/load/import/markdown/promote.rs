//! Finds headings that are not written as headings: bold texts, and lines such as `Competency: API design`.

use super::blocks::{Block, Kind};
use super::leads::{lead, numbered, texts};
use crate::load::import::asks::asks;
use crate::load::import::keys::Key;
use crate::load::import::values::Values;

/// The level of a heading that is written as a bold text; it is below all others, and above such items.
const BOLD: u8 = 7;
/// A longer bold text is no heading.
const LONGEST: usize = 80;

/// Makes headings of bold texts that are competencies or have questions after them, and of bold items that have other items
/// with questions.
pub(super) fn promote(mut blocks: Vec<Block>, values: &mut Values) -> Vec<Block> {
    let leads = competencies_lead(&blocks);
    for n in (1..blocks.len()).rev() {
        let (before, rest) = blocks.split_at_mut(n);
        let (Some(block), Some(next)) = (before.last_mut(), rest.first()) else { continue };
        let asking = match &next.kind {
            Kind::Item { ordered, text, .. } => *ordered || asks(&text.text),
            Kind::Text(text) => asks(&text.text) || numbered(&text.text).is_some(),
            Kind::Heading(level, _) => *level > BOLD,
            _ => false,
        };
        if let Some(text) = competency(block).filter(|_| leads && asking) {
            block.kind = Kind::Heading(BOLD, text);
            continue;
        }
        let (text, depth) = match &block.kind {
            Kind::Text(text) if block.depth == 0 => (text, 0),
            Kind::Item { text, .. }
                if next.depth == block.depth + 1 && matches!(next.kind, Kind::Item { .. }) =>
            {
                (text, block.depth)
            }
            _ => continue,
        };
        let bold = text.bold == text.text.len()
            && text.text.len() <= LONGEST
            && !text.text.contains(['\n', '\u{b}']);
        let plain =
            || !asks(numbered(&text.text).unwrap_or(&text.text)) && lead(&text.text, text.bold).is_none();
        let named = depth == 0 && bold && values.heading(&text.text).is_some_and(|value| !value.near);
        if bold && (named || asking && !text.text.ends_with(['.', '!', ','])) && plain() {
            let level = match &next.kind {
                Kind::Heading(level, _) if *level < BOLD => (*level - 1).max(1),
                _ => BOLD + u8::try_from(depth).unwrap_or(u8::MAX - BOLD).min(u8::MAX - BOLD),
            };
            block.kind = Kind::Heading(level, text.text.trim_end_matches(':').to_owned());
            block.depth = 0;
        }
    }
    blocks
}

/// A text such as `Competency: API design`, if the block has nothing else.
fn competency(block: &Block) -> Option<String> {
    let Kind::Text(text) = &block.kind else { return None };
    let pieces = if text.text.len() <= 2 * LONGEST && block.depth == 0 { texts(text) } else { Vec::new() };
    let [one] = pieces.as_slice() else { return None };
    let found = lead(&one.text, one.bold)?;
    (found.key == Key::Competency && !found.rest.is_empty()).then(|| one.text.clone())
}

/// Whether such texts come before their questions: the first one does, and no heading `Question 1` is above it.
fn competencies_lead(blocks: &[Block]) -> bool {
    for block in blocks {
        match &block.kind {
            Kind::Heading(_, text) if numbered(text).is_some() || asks(text) => return false,
            Kind::Heading(_, text) if lead(text, text.len()).is_some_and(|l| l.key == Key::Prompt) => {
                return false;
            }
            Kind::Item { text, .. } | Kind::Text(text) if asks(&text.text) => return false,
            _ if competency(block).is_some() => return true,
            _ => {}
        }
    }
    false
}
