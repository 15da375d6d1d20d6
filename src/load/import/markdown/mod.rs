//! Reads a page in Markdown: headings are competencies, numbered lists and texts that ask are questions, headings and
//! first words such as `Red flags` are keys, and tables with scores are anchors.

mod blocks;
mod leads;
mod page;
mod phrasings;
mod promote;
mod roles;
mod section;
mod tables;

use self::blocks::{Kind, blocks};
use self::page::Page;
use self::promote::promote;
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
