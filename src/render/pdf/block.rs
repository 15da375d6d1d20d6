//! Passes each block to the code that lays out its kind.
//!
//! Blocks can contain blocks: the layout of a list, a box or a column calls this module again for its
//! content.

use super::flow::Flow;
use super::row::Turn;
use crate::render::blocks::Block;

impl Flow<'_, '_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, slug, beside } => {
                self.heading(*level, text, slug, beside.as_deref());
            }
            Block::Paragraph(text) => self.running_text(text),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => self.quote(blocks),
            Block::Alert(kind, blocks) => self.alert(*kind, blocks),
            Block::Table(table) => self.table(table),
            Block::Code(text) => self.code(text),
            Block::Rule => self.rule(),
            Block::PageBreak => self.turn = self.turn.max(Turn::Page),
            Block::LeftPage => self.turn = Turn::Left,
            Block::Section(text) => self.section = Some(text.as_str().into()),
            Block::Lines(lines) => self.writing_lines(*lines),
            Block::Writing(writing) => self.writing(writing),
            Block::Choices(choices) => self.choices(choices),
            Block::Facts(facts) => self.facts(facts),
            Block::Part(_, blocks) => self.blocks(blocks),
            Block::Narrow(blocks) => self.narrow(blocks),
            Block::Large(blocks) => self.large(blocks),
            Block::Fit(blocks) => self.fit(blocks),
            Block::Columns(columns) => self.columns(columns),
            Block::Keep(blocks) => self.keep(blocks),
            Block::Cover(blocks) => self.cover(blocks),
        }
    }
}
