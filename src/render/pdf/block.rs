//! Passes each block to the code that lays out its kind.
//!
//! Blocks can contain blocks: the layout of a list, a box or a column calls this module again for its
//! content.

use super::flow::Flow;
use crate::render::blocks::Block;

impl Flow<'_, '_> {
    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    pub(super) fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, slug } => self.heading(*level, text, slug),
            Block::Paragraph(text) => self.running_text(text),
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => self.quote(blocks),
            Block::Alert(kind, blocks) => self.alert(*kind, blocks),
            Block::Table(table) => self.table(table),
            Block::Code(text) => self.code(text),
            Block::Rule => self.rule(),
            Block::PageBreak => self.new_page = true,
            Block::Lines { count, fill } => self.writing_lines(*count, *fill),
            Block::Columns(columns) => self.columns(columns),
            Block::Keep(blocks) => self.keep(blocks),
            Block::Cover(blocks) => self.cover(blocks),
        }
    }
}
