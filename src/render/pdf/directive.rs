//! Lays out thematic breaks, and the blocks that only directives create (lines to write on, columns, the
//! cover, blocks kept together).
//!
//! The syntax of directives is defined in `markdown`.

use std::rc::Rc;

use super::flow::Flow;
use super::row::{Bind, Fill, Item, Role, Row, height, stack};
use super::style::{
    ACCENT, BLOCK_GAP, CLOSER, COVER_DROP, COVER_SUBTITLE, COVER_TITLE, GUTTER, INDENT, LARGE, LINE, MEASURE,
    PARAGRAPH_GAP, RULE, WRITING_LINE,
};
use crate::render::blocks::{Block, Lines};

impl Flow<'_, '_> {
    pub(super) fn rule(&mut self) {
        self.space(BLOCK_GAP);
        let item = Item::rect(self.x, 0.0, self.width, 0.6, RULE);
        self.push(Row { height: 0.6, items: vec![item], ..Row::default() });
        self.space(BLOCK_GAP);
    }

    pub(super) fn writing_lines(&mut self, Lines { count, fill }: Lines) {
        let line = Row { height: self.line(), items: vec![self.ruled(0.0)], ..Row::default() };
        let most = fill.map(|most| most.saturating_sub(count) as usize);
        for i in 0..count {
            let tight = i > 0 && (i == 1 || i + 1 == count);
            let bind = if tight { Bind::Tight } else { Bind::Free };
            let last = most.filter(|_| i + 1 == count);
            let fill = last.map(|most| Fill { row: Rc::new(line.clone()), most, below: 0.0 });
            self.push(Row { bind, fill, ..line.clone() });
        }
        if count > 0 {
            self.space(BLOCK_GAP);
        }
    }

    /// The distance between two lines to write on. It is the same on paper for all sizes of type.
    pub(super) fn line(&self) -> f32 {
        WRITING_LINE / self.scale
    }

    /// A line to write on, in a strip whose top is at `top`.
    pub(super) fn ruled(&self, top: f32) -> Item {
        Item::rect(self.x, top + self.line() - 0.6, self.width, 0.6, LINE)
    }

    /// Sets blocks in lines that are easy to read.
    pub(super) fn narrow(&mut self, blocks: &[Block]) {
        let width = self.width;
        self.width = width.min(MEASURE);
        self.blocks(blocks);
        self.width = width;
    }

    /// Sets paragraphs in large type.
    pub(super) fn large(&mut self, blocks: &[Block]) {
        let kind = std::mem::replace(&mut self.kind, LARGE);
        self.blocks(blocks);
        self.kind = kind;
    }

    /// Columns become one row. If that row is taller than a page, they are placed one below the other.
    pub(super) fn columns(&mut self, columns: &[Vec<Block>]) {
        let count = columns.len() as f32;
        let width = (self.width - GUTTER * (count - 1.0)) / count;
        if columns.len() < 2 || width < 3.0 * INDENT {
            return self.blocks(&columns.concat());
        }
        let nodes = self.structure.nodes.len();
        let mut sides = Vec::new();
        for (i, column) in columns.iter().enumerate() {
            let x = self.x + (width + GUTTER) * i as f32;
            sides.push(self.apart(x, width, |flow| flow.blocks(column)));
        }
        let tallest = sides.iter().map(|rows| height(rows)).fold(0.0, f32::max);
        if tallest > self.page {
            self.structure.nodes.truncate(nodes);
            return self.blocks(&columns.concat());
        }
        let above = sides.iter().filter_map(|rows| rows.first()).map(|row| row.gap);
        self.space(above.fold(PARAGRAPH_GAP, f32::max));
        let mut row = Row { height: tallest, ..Row::default() };
        for rows in sides {
            stack(rows, 0.0, 0.0, &mut row.items);
        }
        self.push(row);
        self.space(BLOCK_GAP);
    }

    /// Sets blocks closer together if one page can hold them only so. They should begin a page.
    pub(super) fn fit(&mut self, blocks: &[Block]) {
        let (rows, nodes, boxes) = (self.rows.len(), self.structure.nodes.len(), self.next_box);
        let (turn, gap, levels) = (self.turn, self.gap, self.levels.clone());
        let section = self.section.clone();
        self.blocks(blocks);
        let outer = self.air;
        // If no spacing makes them fit, they go on to the next page with the usual one.
        for air in CLOSER.into_iter().chain([1.0]).map(|air| air * outer) {
            if height(&self.rows[rows..]) <= self.page {
                break;
            }
            self.rows.truncate(rows);
            self.structure.nodes.truncate(nodes);
            (self.turn, self.gap, self.levels, self.section) = (turn, gap, levels.clone(), section.clone());
            (self.next_box, self.company, self.after_heading) = (boxes, 0.0, false);
            self.air = air;
            self.blocks(blocks);
        }
        self.air = outer;
    }

    pub(super) fn keep(&mut self, blocks: &[Block]) {
        let first = self.rows.len();
        self.blocks(blocks);
        for row in self.rows.iter_mut().skip(first + 1) {
            row.bind = row.bind.max(Bind::Keep);
        }
    }

    /// The first heading is the title, and the first paragraph is the subtitle. All other blocks look as they
    /// do elsewhere.
    pub(super) fn cover(&mut self, blocks: &[Block]) {
        let mut subtitle = false;
        self.push(Row { height: COVER_DROP, ..Row::default() });
        let mut bar = Row { height: 4.0, bind: Bind::Tight, ..Row::default() };
        bar.items.push(Item::rect(self.x, 0.0, 54.0, 4.0, ACCENT));
        self.push(bar);
        for block in blocks {
            match block {
                Block::Heading { level: 1, text, slug, .. } => self.titled(1, text, slug, COVER_TITLE, 14.0),
                Block::Paragraph(text) if !subtitle => {
                    subtitle = true;
                    self.space(8.0);
                    self.paragraph(text, COVER_SUBTITLE, Role::Paragraph);
                    self.space(26.0);
                }
                other => self.block(other),
            }
        }
        self.space(BLOCK_GAP);
    }
}
