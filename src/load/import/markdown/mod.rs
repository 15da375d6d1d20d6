//! Reads a page in Markdown: headings are competencies, numbered lists and texts that ask are questions, headings and
//! first words such as `Red flags` are keys, and tables with scores are anchors.

mod blocks;
mod leads;
mod page;
mod phrasings;
mod roles;
mod section;
mod tables;

use self::blocks::{Block, Kind, blocks};
use self::leads::{lead, numbered};
use self::page::Page;
use super::asks::asks;
use super::options::ImportOptions;
use super::raw::Reading;
use super::values::Values;
use crate::model::Bank;

/// The questions of a page.
pub(super) fn read(text: &str, options: &ImportOptions, bank: &Bank) -> Reading {
    let mut values = Values::of(bank);
    let blocks = promote(blocks(text), &mut values);
    let mut roles = roles::roles(&blocks, &mut values).into_iter().peekable();
    let mut page = Page::new(options, bank);
    for (n, block) in blocks.iter().enumerate() {
        match (&block.kind, roles.next_if(|(at, _)| *at == n)) {
            (Kind::Heading(level, text), Some((_, role))) => page.heading(block.line, *level, text, role),
            _ => page.block(block),
        }
    }
    page.end();
    phrasings::join(&mut page.reading, &page.section.subs);
    page.reading
}

/// The level of a heading that is written as a bold text; it is below all others, and above such items.
const BOLD: u8 = 7;
/// A longer bold text is no heading.
const LONGEST: usize = 80;

/// Makes headings of bold texts that are competencies or have questions after them, and of bold items that have other items
/// with questions.
fn promote(mut blocks: Vec<Block>, values: &mut Values) -> Vec<Block> {
    for n in (1..blocks.len()).rev() {
        let (before, rest) = blocks.split_at_mut(n);
        let (Some(block), Some(next)) = (before.last_mut(), rest.first()) else { continue };
        let asking = match &next.kind {
            Kind::Item { ordered, text, .. } => *ordered || asks(&text.text),
            Kind::Text(text) => asks(&text.text) || numbered(&text.text).is_some(),
            Kind::Heading(level, _) => *level > BOLD,
            _ => false,
        };
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
