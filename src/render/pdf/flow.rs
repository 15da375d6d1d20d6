//! Blocks to rows: the white between blocks, lists, boxes, columns.
//!
//! Owns the vertical rhythm. Tables are `table`'s, lines are `line`'s; which row lands on which
//! page is `paginate`'s business, to which the rows only say how they hang together.

use super::line::Text;
use super::row::{
    ARTIFACT, Bind, BoxPart, Item, Node, NodeId, Role, Row, Structure, What, height, stack,
};
use super::shape::Shaper;
use super::style::{
    ACCENT, BAR, BLOCK_GAP, BODY, BOX_PAD, CODE, COVER_DROP, COVER_SUBTITLE, COVER_TITLE, Color,
    DARK, GUTTER, HAIRLINE, INDENT, ITEM_GAP, LABEL, PARAGRAPH_GAP, PROMPT, RULED, TINT, Type,
    WRITING_LINE, heading,
};
use crate::render::blocks::{Alert, Align, Block, Inline, plain};

/// A heading keeps at least so much of what follows on its page: two lines of text.
const COMPANY: f32 = 2.0 * BODY.leading - 1.0;

/// Rows in the making.
pub(super) struct Flow<'s, 'f> {
    pub(super) shaper: &'s mut Shaper<'f>,
    pub(super) structure: Structure,
    pub(super) rows: Vec<Row>,
    /// The left edge and the width of the column in hand.
    pub(super) x: f32,
    pub(super) width: f32,
    /// The height of the text area of a page.
    pub(super) page: f32,
    /// The node that new nodes belong to.
    pub(super) node: NodeId,
    /// The type of paragraphs here.
    kind: Type,
    /// Inside a list, where the white is less.
    in_list: bool,
    gap: f32,
    boxes: Vec<BoxPart>,
    next_box: u32,
    new_page: bool,
    /// How much of what follows still has to stay with the last heading.
    company: f32,
}

impl<'s, 'f> Flow<'s, 'f> {
    pub(super) fn new(shaper: &'s mut Shaper<'f>, width: f32, page: f32) -> Self {
        let root = Node {
            role: Role::Document,
            parent: ARTIFACT,
        };
        Self {
            shaper,
            structure: Structure { nodes: vec![root] },
            rows: Vec::new(),
            x: 0.0,
            width,
            page,
            node: 0,
            kind: BODY,
            in_list: false,
            gap: 0.0,
            boxes: Vec::new(),
            next_box: 0,
            new_page: false,
            company: 0.0,
        }
    }

    pub(super) fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block) {
        match block {
            Block::Heading { level, text, slug } => self.heading(*level, text, slug),
            Block::Paragraph(text) => {
                let gap = if self.in_list {
                    ITEM_GAP
                } else {
                    PARAGRAPH_GAP
                };
                self.space(gap);
                self.paragraph(text, self.kind, Role::Paragraph);
                self.space(gap);
            }
            Block::List { start, items } => self.list(*start, items),
            Block::Quote(blocks) => self.quote(blocks),
            Block::Alert(kind, blocks) => self.alert(*kind, blocks),
            Block::Table(table) => self.table(table),
            Block::Code(text) => self.code(text),
            Block::Rule => self.rule(),
            Block::PageBreak => self.new_page = true,
            Block::Lines(n) => self.writing_lines(*n),
            Block::Columns(columns) => self.columns(columns),
            Block::Keep(blocks) => self.keep(blocks),
            Block::Cover(blocks) => self.cover(blocks),
        }
    }

    /// Asks for at least `gap` of white before the next row.
    pub(super) fn space(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    /// Appends a row, with the white, the boxes and the bonds that are due here.
    pub(super) fn push(&mut self, mut row: Row) {
        row.gap = std::mem::take(&mut self.gap).max(row.gap);
        row.new_page |= std::mem::take(&mut self.new_page);
        row.boxes.splice(0..0, self.boxes.iter().copied());
        if self.company > 0.0 {
            row.bind = Bind::Tight;
            self.company -= row.height + row.gap;
        }
        self.rows.push(row);
    }

    pub(super) fn open(&mut self, role: Role) -> NodeId {
        self.structure.nodes.push(Node {
            role,
            parent: self.node,
        });
        let node = self.structure.nodes.len() as NodeId - 1;
        std::mem::replace(&mut self.node, node)
    }

    pub(super) fn close(&mut self, outer: NodeId) {
        self.node = outer;
    }

    /// Lays out `content` in a column of its own and gives back its rows.
    pub(super) fn apart(
        &mut self,
        x: f32,
        width: f32,
        content: impl FnOnce(&mut Self),
    ) -> Vec<Row> {
        let outer = (
            std::mem::take(&mut self.rows),
            self.x,
            self.width,
            self.gap,
            self.company,
        );
        let boxes = std::mem::take(&mut self.boxes);
        let new_page = std::mem::take(&mut self.new_page);
        (self.x, self.width, self.gap, self.company) = (x, width, 0.0, 0.0);
        content(self);
        let rows = std::mem::replace(&mut self.rows, outer.0);
        (self.x, self.width, self.gap, self.company) = (outer.1, outer.2, outer.3, outer.4);
        self.boxes = boxes;
        self.new_page = new_page;
        rows
    }

    /// One row a line; first and last two lines stay together.
    fn paragraph(&mut self, text: &[Inline], kind: Type, role: Role) {
        let outer = self.open(role);
        let set = Text::new(self.shaper, text, kind);
        let lines = set.lines(self.shaper, self.width);
        let (count, node) = (lines.len(), self.node);
        for (i, line) in lines.iter().enumerate() {
            let mut row = Row {
                height: set.leading(),
                ..Row::default()
            };
            let tight = i > 0 && (i == 1 || i + 1 == count || matches!(role, Role::Heading(_)));
            row.bind = if tight { Bind::Tight } else { Bind::Free };
            set.draw(
                line,
                (self.x, 0.0, self.width),
                Align::Start,
                node,
                &mut row.items,
            );
            self.push(row);
        }
        self.close(outer);
    }

    fn heading(&mut self, level: u8, text: &[Inline], slug: &str) {
        let (kind, above, below) = heading(level);
        self.titled(level, text, slug, kind, above);
        if level == 2 {
            let mut rule = Row {
                gap: 5.0,
                height: 1.2,
                bind: Bind::Tight,
                ..Row::default()
            };
            rule.items
                .push(Item::rect(self.x, 0.0, self.width, 1.2, ACCENT));
            self.push(rule);
        }
        self.space(below);
        self.company = COMPANY;
    }

    fn titled(&mut self, level: u8, text: &[Inline], slug: &str, kind: Type, above: f32) {
        // A heading under a heading sits close to it.
        self.space(if self.company > 0.0 {
            above.min(12.0)
        } else {
            above
        });
        let first = self.rows.len();
        self.paragraph(text, kind, Role::Heading(level));
        if let Some(row) = self.rows.get_mut(first) {
            let what = What::Anchor {
                level,
                title: plain(text).into(),
                slug: slug.into(),
            };
            row.items.insert(
                0,
                Item {
                    node: ARTIFACT,
                    x: self.x,
                    y: 0.0,
                    what,
                },
            );
        }
    }

    fn list(&mut self, start: Option<u64>, items: &[Vec<Block>]) {
        let outer = self.open(Role::List);
        self.space(ITEM_GAP);
        // Loose lists hold paragraphs: they need air between the items.
        let air = if items.iter().any(|item| item.len() > 1) {
            ITEM_GAP + 1.5
        } else {
            ITEM_GAP
        };
        for (i, item) in items.iter().enumerate() {
            self.space(air);
            let marker =
                start.map_or_else(|| "•".to_owned(), |start| format!("{}.", start + i as u64));
            let nested = std::mem::replace(&mut self.in_list, true);
            self.item(&marker, start.is_some(), item);
            self.in_list = nested;
            self.space(air);
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

    /// Lays out `content` in a box with a ground and a bar.
    fn boxed(
        &mut self,
        bar: Option<Color>,
        role: Role,
        pad: (f32, f32),
        content: impl FnOnce(&mut Self),
    ) {
        let outer = self.open(role);
        self.space(BLOCK_GAP);
        let part = BoxPart {
            id: self.next_box,
            x: self.x,
            width: self.width,
            ground: TINT,
            bar,
        };
        self.next_box += 1;
        let (x, width, first) = (self.x, self.width, self.rows.len());
        self.boxes.push(part);
        self.push(Row {
            height: pad.1,
            ..Row::default()
        });
        let inset = pad.0 + if bar.is_some() { BAR } else { 0.0 };
        (self.x, self.width) = (x + inset, (width - inset - pad.0).max(INDENT));
        let begun = self.rows.len();
        content(self);
        if let Some(row) = self.rows.get_mut(begun) {
            row.gap = 0.0;
        }
        self.gap = 0.0;
        self.push(Row {
            height: pad.1,
            ..Row::default()
        });
        for row in &mut self.rows[first + 1..] {
            row.bind = row.bind.max(Bind::Boxed);
        }
        // The padding is no line: it never stands alone.
        let last = self.rows.len() - 1;
        self.rows[last].bind = Bind::Tight;
        self.rows[begun].bind = Bind::Tight;
        (self.x, self.width) = (x, width);
        self.boxes.pop();
        self.space(BLOCK_GAP);
        self.close(outer);
    }

    fn quote(&mut self, blocks: &[Block]) {
        let kind = std::mem::replace(&mut self.kind, PROMPT);
        self.boxed(Some(ACCENT), Role::Quote, BOX_PAD, |flow| {
            flow.blocks(blocks)
        });
        self.kind = kind;
    }

    fn alert(&mut self, alert: Alert, blocks: &[Block]) {
        let color = match alert {
            Alert::Note => HAIRLINE,
            Alert::Important => ACCENT,
            Alert::Warning => DARK,
        };
        let label = [Inline {
            text: alert.label().to_owned(),
            ..Inline::default()
        }];
        let ink = if alert == Alert::Warning {
            DARK
        } else {
            ACCENT
        };
        let kind = std::mem::replace(&mut self.kind, BODY);
        self.boxed(Some(color), Role::Note, (BOX_PAD.0, 7.0), |flow| {
            flow.paragraph(
                &label,
                Type {
                    color: ink,
                    ..LABEL
                },
                Role::Paragraph,
            );
            // The label closes up to its text.
            let first = flow.rows.len();
            flow.blocks(blocks);
            if let Some(row) = flow.rows.get_mut(first) {
                (row.gap, row.bind) = (1.5, Bind::Tight);
            }
        });
        self.kind = kind;
    }

    fn code(&mut self, text: &str) {
        self.boxed(None, Role::Code, (8.0, 6.0), |flow| {
            for line in text.lines() {
                // Blanks at the start of a line are the meaning of much code.
                let fixed = line.replace(' ', "\u{A0}");
                flow.paragraph(
                    &[Inline {
                        text: fixed,
                        code: true,
                        ..Inline::default()
                    }],
                    CODE,
                    Role::Code,
                );
            }
        });
    }

    fn rule(&mut self) {
        self.space(BLOCK_GAP);
        let item = Item::rect(self.x, 0.0, self.width, 0.6, HAIRLINE);
        self.push(Row {
            height: 0.6,
            items: vec![item],
            ..Row::default()
        });
        self.space(BLOCK_GAP);
    }

    fn writing_lines(&mut self, count: u32) {
        for i in 0..count {
            let item = Item::rect(self.x, WRITING_LINE - 0.6, self.width, 0.6, RULED);
            let tight = i > 0 && (i == 1 || i + 1 == count);
            let bind = if tight { Bind::Tight } else { Bind::Free };
            self.push(Row {
                height: WRITING_LINE,
                bind,
                items: vec![item],
                ..Row::default()
            });
        }
        if count > 0 {
            self.space(BLOCK_GAP);
        }
    }

    /// Columns become one row; too tall for a page, they are set under one another.
    fn columns(&mut self, columns: &[Vec<Block>]) {
        let count = columns.len() as f32;
        let width = (self.width - GUTTER * (count - 1.0)) / count;
        let nodes = self.structure.nodes.len();
        let mut sides = Vec::new();
        for (i, column) in columns.iter().enumerate() {
            let x = self.x + (width + GUTTER) * i as f32;
            sides.push(self.apart(x, width, |flow| flow.blocks(column)));
        }
        let tallest = sides.iter().map(|rows| height(rows)).fold(0.0, f32::max);
        if width < 3.0 * INDENT || tallest > self.page {
            self.structure.nodes.truncate(nodes);
            return self.blocks(&columns.concat());
        }
        self.space(PARAGRAPH_GAP);
        let mut row = Row {
            height: tallest,
            ..Row::default()
        };
        for rows in sides {
            stack(rows, 0.0, 0.0, &mut row.items);
        }
        self.push(row);
        self.space(BLOCK_GAP);
    }

    fn keep(&mut self, blocks: &[Block]) {
        let first = self.rows.len();
        self.blocks(blocks);
        for row in self.rows.iter_mut().skip(first + 1) {
            row.bind = row.bind.max(Bind::Keep);
        }
    }

    /// The first heading is the title, the first paragraph the subtitle; the rest is as usual.
    fn cover(&mut self, blocks: &[Block]) {
        let mut subtitle = false;
        self.push(Row {
            height: COVER_DROP,
            ..Row::default()
        });
        let mut bar = Row {
            height: 4.0,
            bind: Bind::Tight,
            ..Row::default()
        };
        bar.items.push(Item::rect(self.x, 0.0, 54.0, 4.0, ACCENT));
        self.push(bar);
        for block in blocks {
            match block {
                Block::Heading {
                    level: 1,
                    text,
                    slug,
                } => self.titled(1, text, slug, COVER_TITLE, 14.0),
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
