//! Lists to rows: markers, indents and the white between items.
//!
//! Owns how far a list is set in and where its markers hang.

use super::flow::Flow;
use super::line::Text;
use super::row::{Bind, Role, Row};
use super::style::{ACCENT, INDENT, ITEM_GAP, PARAGRAPH_GAP, Type};
use crate::render::blocks::{Align, Block, Inline};

impl Flow<'_, '_> {
    pub(super) fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let outer = self.open(Role::List);
        self.space(ITEM_GAP);
        // Loose lists hold paragraphs: they need air between the items.
        let air = if items.iter().any(|item| item.len() > 1) {
            ITEM_GAP + 1.5
        } else {
            ITEM_GAP
        };
        let mut firsts = Vec::new();
        for (i, item) in items.iter().enumerate() {
            self.space(air);
            firsts.push(self.rows.len());
            let marker = match start {
                Some(start) => format!("{}.", start.saturating_add(i as u64)),
                None if ticked(item) => String::new(),
                None => "•".to_owned(),
            };
            let nested = std::mem::replace(&mut self.in_list, true);
            self.item(&marker, start.is_some(), item);
            self.in_list = nested;
            self.space(air);
        }
        // No item stands alone at the foot or the head of a page.
        for first in [firsts.get(1), firsts.last().filter(|_| firsts.len() > 1)]
            .into_iter()
            .flatten()
        {
            self.rows[*first].bind = self.rows[*first].bind.max(Bind::Keep);
        }
        if !self.in_list {
            self.space(PARAGRAPH_GAP);
        }
        self.close(outer);
    }

    fn item(&mut self, marker: &str, numbered: bool, blocks: &[Block]) {
        let outer = self.open(Role::Item);
        let label = self.open(Role::Label);
        let label_node = self.node;
        self.close(label);
        let style = [Inline {
            text: marker.to_owned(),
            ..Inline::default()
        }];
        let color = if numbered { self.kind.color } else { ACCENT };
        let text = Text::new(self.shaper, &style, Type { color, ..self.kind });
        // Deep lists in narrow columns stop moving in before nothing is left of the line.
        let indent = if self.width > 6.0 * INDENT {
            text.extent().1.max(INDENT - 6.0) + 6.0
        } else {
            INDENT
        };
        let first = self.rows.len();
        let (x, width) = (self.x, self.width);
        let step = if width > 4.0 * INDENT { indent } else { 0.0 };
        (self.x, self.width) = (x + step, width - step);
        let gap = std::mem::take(&mut self.gap);
        self.blocks(blocks);
        if self.rows.len() == first {
            self.push(Row {
                height: self.kind.leading,
                ..Row::default()
            });
        }
        (self.x, self.width) = (x, width);
        // The gap belongs above the item, not between its marker and a paragraph's own white.
        let row = &mut self.rows[first];
        row.gap = gap;
        let mut drawn = Vec::new();
        let lines = text.lines(self.shaper, f32::MAX);
        let align = if numbered { Align::End } else { Align::Start };
        let at = if numbered { x } else { x + 2.5 };
        text.draw(
            &lines[0],
            (at, 0.0, indent - 6.0),
            align,
            label_node,
            &mut drawn,
        );
        row.items.splice(0..0, drawn);
        self.close(outer);
    }
}

/// The item begins with a box to tick, which is marker enough.
fn ticked(item: &[Block]) -> bool {
    let Some(Block::Paragraph(text)) = item.first() else {
        return false;
    };
    text.first()
        .is_some_and(|inline| inline.text.starts_with(['☐', '☑', '☒']))
}
