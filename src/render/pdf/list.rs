//! Lays out lists as rows: markers, boxes to tick, indents and the space between items.
//!
//! This file sets the indent of a list and the position of its markers.

use std::rc::Rc;

use super::breaks::is_rtl;
use super::field::{Field, Kind};
use super::flow::Flow;
use super::line::Text;
use super::row::{ARTIFACT, Bind, Item, NodeId, Role, Row, What};
use super::style::{ACCENT, CHOICE_BOX, INDENT, ITEM_GAP, LINE, PARAGRAPH_GAP, TICK_BOX, Type};
use crate::render::blocks::{Align, Block, Inline, ListItem, Tick, plain};

/// Space between a marker and its text.
const MARKER_GAP: f32 = 6.0;
/// The distance of a bullet from the edge.
const BULLET_IN: f32 = 2.5;

impl Flow<'_, '_> {
    pub(super) fn list(&mut self, start: Option<u64>, items: &[ListItem]) {
        let outer = self.open(Role::List);
        self.space(ITEM_GAP);
        // Items of more than one block need more space between them.
        let air = if items.iter().any(|item| item.blocks.len() > 1) { ITEM_GAP + 1.5 } else { ITEM_GAP };
        let mut firsts = Vec::new();
        for (i, item) in items.iter().enumerate() {
            self.space(air);
            firsts.push(self.rows.len());
            let marker = match start {
                Some(start) => format!("{}.", start.saturating_add(i as u64)),
                None => "•".to_owned(),
            };
            let nested = std::mem::replace(&mut self.in_list, true);
            match &item.tick {
                Some(tick) => self.tick(tick, &item.blocks),
                None => self.item(&marker, start.is_some(), &item.blocks),
            }
            self.in_list = nested;
            self.space(air);
        }
        // The first item stays with the second, and the last item with the one before it.
        for first in [firsts.get(1), firsts.last().filter(|_| firsts.len() > 1)].into_iter().flatten() {
            self.rows[*first].bind = self.rows[*first].bind.max(Bind::Keep);
        }
        if !self.in_list {
            self.space(PARAGRAPH_GAP);
        }
        self.close(outer);
    }

    fn item(&mut self, marker: &str, numbered: bool, blocks: &[Block]) {
        let outer = self.open(Role::Item);
        let label_node = self.label();
        let style = [Inline { text: marker.to_owned(), ..Inline::default() }];
        let color = if numbered { self.kind.color } else { ACCENT };
        let text = Text::new(self.shaper, &style, Type { color, ..self.kind });
        let indent = text.extent().1.max(INDENT - MARKER_GAP) + MARKER_GAP;
        // Deeply nested lists in narrow columns are not indented further when the line would become too
        // short.
        let step = if self.width > 4.0 * indent { indent } else { 0.0 };
        let mirrored = runs_left(blocks);
        let (first, x, width) = (self.rows.len(), self.x, self.width);
        self.indented(step, mirrored, blocks);
        let row = &mut self.rows[first];
        if step > 0.0 {
            let edge = if mirrored { x + width - indent + MARKER_GAP } else { x };
            let (at, align) = match (mirrored, numbered) {
                (false, true) => (edge, Align::End),
                (false, false) => (edge + BULLET_IN, Align::Start),
                (true, true) => (edge, Align::Start),
                (true, false) => (edge - BULLET_IN, Align::End),
            };
            let line = text.lines(self.shaper, f32::MAX).swap_remove(0);
            let mut drawn = Vec::new();
            text.draw(&line, (at, 0.0, indent - MARKER_GAP), align, &[label_node], &mut drawn);
            row.items.splice(0..0, drawn);
        }
        self.close(outer);
    }

    /// An item with a box. The box is a field if the item names one and the page has fields.
    fn tick(&mut self, tick: &Tick, blocks: &[Block]) {
        let outer = self.open(Role::Item);
        let label = self.open(Role::Label);
        let (size, edge) = if tick.field.is_some() { CHOICE_BOX } else { TICK_BOX };
        let node = if tick.field.is_some() && !self.flat { self.form() } else { ARTIFACT };
        self.close(label);
        let mirrored = runs_left(blocks);
        let (first, x, width) = (self.rows.len(), self.x, self.width);
        self.indented(size + MARKER_GAP, mirrored, blocks);
        let x = if mirrored { x + width - size } else { x };
        let row = &mut self.rows[first];
        row.height = row.height.max(size + 1.0);
        let y = (self.kind.leading.max(size + 1.0) - size) / 2.0;
        row.items.extend(Item::frame(x, y, size, edge, LINE));
        match &tick.field {
            Some(name) if node != ARTIFACT => {
                let title = blocks.first().map(words).unwrap_or_default();
                let field = Rc::new(Field { name: name.clone(), title, kind: Kind::Check { on: tick.done } });
                let what = What::Field { width: size, height: size, field };
                // The box is read before its text.
                row.items.insert(0, Item { node, x, y, what });
            }
            _ if tick.done => row.items.push(Item::mark(x, y, size, edge)),
            _ => {}
        }
        self.close(outer);
    }

    /// Lays out the blocks of an item at the right (or, if `mirrored`, at the left) of its marker. There is at least
    /// one row.
    fn indented(&mut self, step: f32, mirrored: bool, blocks: &[Block]) {
        let (first, x, width) = (self.rows.len(), self.x, self.width);
        self.x += if mirrored { 0.0 } else { step };
        self.width -= step;
        let gap = std::mem::take(&mut self.gap);
        let body = self.open(Role::Body);
        self.blocks(blocks);
        self.close(body);
        if self.rows.len() == first {
            let height = self.kind.leading;
            self.push(Row { height, ..Row::default() });
        }
        (self.x, self.width) = (x, width);
        // The gap goes above the whole item, not between the marker and the first paragraph.
        self.rows[first].gap = gap;
    }

    /// The node of an item's marker.
    fn label(&mut self) -> NodeId {
        let outer = self.open(Role::Label);
        let label = self.node;
        self.close(outer);
        label
    }
}

/// Whether the item's text runs from right to left, so that its marker is at the right.
fn runs_left(item: &[Block]) -> bool {
    match item.first() {
        Some(Block::Paragraph(text)) => is_rtl(text),
        _ => false,
    }
}

/// The words of a paragraph; empty for other blocks.
fn words(block: &Block) -> String {
    if let Block::Paragraph(text) = block { plain(text) } else { String::new() }
}
