//! Lays out blocks as rows: paragraphs, headings and the space between blocks.
//!
//! This file sets the vertical spacing and decides which rows stay together. `list`, `boxes`, `table` and
//! `directive` add their kinds of block, and `block` chooses among them. `paginate` decides which row is on
//! which page.

use std::rc::Rc;

use super::Geometry;
use super::line::Text;
use super::row::{ARTIFACT, Bind, BoxPart, Item, Node, NodeId, Role, Row, Structure, Turn, What};
use super::shape::Shaper;
use super::style::{
    ACCENT, BESIDE, BODY, CELL_PAD, CLOSE_LEADING, GUTTER, ITEM_GAP, MUTED, PARAGRAPH_GAP, Type, heading,
};
use crate::render::blocks::{Align, Inline, plain};

/// At least this height of the content after a heading must be on the same page: two lines of text.
const COMPANY: f32 = 2.0 * BODY.leading - 1.0;

/// The state of the layout: the rows so far, and the settings for the next one.
pub(super) struct Flow<'s, 'f> {
    pub(super) shaper: &'s mut Shaper<'f>,
    pub(super) structure: Structure,
    pub(super) rows: Vec<Row>,
    /// The left edge and the width of the current column.
    pub(super) x: f32,
    pub(super) width: f32,
    /// The height of the text area of a page.
    pub(super) page: f32,
    /// How much larger than usual the page is printed.
    pub(super) scale: f32,
    /// The part of the usual space between blocks: 1, or one of the closer steps that `fit` tries.
    pub(super) air: f32,
    /// Whether the fields of a form are only drawn.
    pub(super) flat: bool,
    /// The node that new nodes belong to.
    pub(super) node: NodeId,
    /// The font size and style of paragraphs in the current block.
    pub(super) kind: Type,
    /// Whether the flow is inside a list, where spacing is smaller.
    pub(super) in_list: bool,
    pub(super) gap: f32,
    pub(super) boxes: Vec<BoxPart>,
    pub(super) next_box: u32,
    /// Whether the next row begins a page.
    pub(super) turn: Turn,
    /// The text for the footers, if it changes with the next row.
    pub(super) section: Option<Rc<str>>,
    /// The levels of the last heading and of the headings that it is under, the highest first.
    pub(super) levels: Vec<u8>,
    /// Whether the last row was a heading, which already has enough space below it.
    pub(super) after_heading: bool,
    /// The height of the following content that still has to stay with the last heading.
    pub(super) company: f32,
}

impl<'s, 'f> Flow<'s, 'f> {
    /// A layout that continues `structure`, for one document.
    pub(super) fn new(shaper: &'s mut Shaper<'f>, structure: Structure, paper: Geometry, flat: bool) -> Self {
        Self {
            shaper,
            structure,
            rows: Vec::new(),
            x: 0.0,
            width: paper.text_width(),
            page: paper.text_height(),
            scale: paper.scale,
            air: 1.0,
            flat,
            node: 0,
            kind: BODY,
            in_list: false,
            gap: 0.0,
            boxes: Vec::new(),
            next_box: 0,
            turn: Turn::No,
            section: None,
            levels: Vec::new(),
            after_heading: false,
            company: 0.0,
        }
    }

    pub(super) fn running_text(&mut self, text: &[Inline]) {
        let gap = if self.in_list { ITEM_GAP } else { PARAGRAPH_GAP };
        let mut kind = self.kind;
        if self.after_heading {
            // A paragraph all in italics under a heading is its by-line and is set in the muted colour.
            let byline = text.iter().all(|inline| inline.italic || inline.text.trim().is_empty());
            kind.color = if byline { MUTED } else { kind.color };
        } else {
            self.space(gap);
        }
        self.paragraph(text, kind, Role::Paragraph);
        self.space(gap);
        // A label stays with the first row of what it names.
        let label = text.first().is_some_and(|inline| inline.bold)
            && text.iter().all(|inline| inline.bold || inline.italic || inline.text.trim().is_empty());
        if label && !self.in_list {
            self.company = f32::MIN_POSITIVE;
        }
    }

    /// Leaves at least `gap` of space before the next row.
    pub(super) fn space(&mut self, gap: f32) {
        self.gap = self.gap.max(gap * self.air);
    }

    /// A kind of text with its lines closer together, where blocks are. Its size stays.
    pub(super) fn closer(&self, kind: Type) -> Type {
        let least = kind.leading.min(kind.size * CLOSE_LEADING);
        Type { leading: least + (kind.leading - least) * self.air, ..kind }
    }

    /// The space above and below the text in a cell of a table.
    pub(super) fn cell_pad(&self) -> f32 {
        CELL_PAD.1 * self.air
    }

    /// Appends a row with the pending space, the open boxes and its bond to the row before.
    pub(super) fn push(&mut self, mut row: Row) {
        row.gap = std::mem::take(&mut self.gap).max(row.gap);
        self.after_heading = false;
        row.turn = row.turn.max(std::mem::take(&mut self.turn));
        if let Some(section) = self.section.take() {
            row.items.push(Item { node: ARTIFACT, x: 0.0, y: 0.0, what: What::Section(section) });
        }
        row.boxes.splice(0..0, self.boxes.iter().copied());
        if self.company > 0.0 {
            row.bind = Bind::Tight;
            self.company -= row.height + row.gap;
        }
        self.rows.push(row);
    }

    pub(super) fn open(&mut self, role: Role) -> NodeId {
        self.structure.nodes.push(Node { role, parent: self.node, said: None });
        let node = self.structure.nodes.len() as NodeId - 1;
        std::mem::replace(&mut self.node, node)
    }

    pub(super) fn close(&mut self, outer: NodeId) {
        self.node = outer;
    }

    /// The node that each inline belongs to: the current node, or a link or a name in it.
    pub(super) fn inline_nodes(&mut self, text: &[Inline]) -> Vec<NodeId> {
        let node = |inline: &Inline| {
            let role = match (inline.link.is_some(), inline.name) {
                (true, _) => Role::Link,
                (false, true) => Role::Name,
                (false, false) => return self.node,
            };
            let outer = self.open(role);
            let own = self.node;
            if let (Role::Name, Some(node)) = (role, self.structure.nodes.last_mut()) {
                node.said = Some(inline.text.as_str().into());
            }
            self.close(outer);
            own
        };
        text.iter().map(node).collect()
    }

    /// Lays out `content` in a column of its own and returns its rows.
    pub(super) fn apart(&mut self, x: f32, width: f32, content: impl FnOnce(&mut Self)) -> Vec<Row> {
        let outer = (std::mem::take(&mut self.rows), self.x, self.width, self.gap, self.company);
        let boxes = std::mem::take(&mut self.boxes);
        let turn = std::mem::take(&mut self.turn);
        self.after_heading = false;
        (self.x, self.width, self.gap, self.company) = (x, width, 0.0, 0.0);
        content(self);
        let rows = std::mem::replace(&mut self.rows, outer.0);
        (self.x, self.width, self.gap, self.company) = (outer.1, outer.2, outer.3, outer.4);
        self.boxes = boxes;
        self.turn = turn;
        rows
    }

    /// Makes one row for each line. The first two lines stay together, and so do the last two.
    pub(super) fn paragraph(&mut self, text: &[Inline], kind: Type, role: Role) {
        let outer = self.open(role);
        let set = Text::new(self.shaper, text, self.closer(kind));
        let lines = set.lines(self.shaper, self.width);
        let (count, nodes) = (lines.len(), self.inline_nodes(text));
        for (i, line) in lines.iter().enumerate() {
            let mut row = Row { height: set.leading(), ..Row::default() };
            let tight = i > 0 && (i == 1 || i + 1 == count || matches!(role, Role::Heading(_)));
            row.bind = if tight { Bind::Tight } else { Bind::Free };
            set.draw(line, (self.x, 0.0, self.width), Align::Start, &nodes, &mut row.items);
            self.push(row);
        }
        self.close(outer);
    }

    pub(super) fn heading(&mut self, level: u8, text: &[Inline], slug: &str, beside: Option<&str>) {
        let (kind, above, below) = heading(level);
        match beside {
            Some(beside) => self.titled_beside(level, text, slug, beside),
            None => self.titled(level, text, slug, kind, above),
        }
        if level == 2 {
            let mut rule = Row { gap: 5.0, height: 1.2, bind: Bind::Tight, ..Row::default() };
            rule.items.push(Item::rect(self.x, 0.0, self.width, 1.2, ACCENT));
            self.push(rule);
        }
        self.space(below);
        self.company = COMPANY;
        self.after_heading = true;
    }

    /// A heading with a text at its right, on its first line.
    fn titled_beside(&mut self, level: u8, text: &[Inline], slug: &str, beside: &str) {
        let (kind, above, _) = heading(level);
        let outer = self.open(Role::Paragraph);
        let node = self.node;
        self.close(outer);
        let beside = [Inline { text: beside.to_owned(), ..Inline::default() }];
        let set = Text::new(self.shaper, &beside, BESIDE);
        let (first, width) = (self.rows.len(), self.width);
        let taken = set.extent().1.min(width / 2.0);
        let lines = set.lines(self.shaper, taken + 1.0);
        self.width = width - taken - GUTTER;
        self.titled(level, text, slug, kind, above);
        self.width = width;
        if let (Some(row), Some(line)) = (self.rows.get_mut(first), lines.first()) {
            // Both texts have the same baseline.
            let y = kind.baseline() - BESIDE.baseline();
            set.draw(line, (self.x, y, width), Align::End, &[node], &mut row.items);
        }
    }

    pub(super) fn titled(&mut self, level: u8, text: &[Inline], slug: &str, kind: Type, above: f32) {
        // A heading directly below a heading has less space above it.
        self.space(if self.company > 0.0 { above.min(12.0) } else { above });
        let first = self.rows.len();
        // A screen reader gets headings without gaps: a label directly below a section is one level below it.
        while self.levels.last().is_some_and(|above| *above >= level) {
            self.levels.pop();
        }
        self.levels.push(level);
        self.paragraph(text, kind, Role::Heading(self.levels.len() as u8));
        if let Some(row) = self.rows.get_mut(first) {
            let what = What::Anchor { level, title: plain(text).into(), slug: slug.into() };
            row.items.insert(0, Item { node: ARTIFACT, x: self.x, y: 0.0, what });
        }
    }
}
