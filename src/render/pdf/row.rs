//! The parts from which pages are made: rows, and what is drawn in them.
//!
//! Defines the types shared by `flow` and `table`, which make rows, `paginate`, which stacks them, and
//! `emit`, which draws them. Each drawn item has the structure node that it belongs to, so that it can be
//! tagged.

use std::rc::Rc;

use super::field::Field;
use super::fonts::Style;
use super::shape::Word;
use super::style::{BAR, Color, INK};

/// The role of a part of the document, for a screen reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Document,
    Heading(u8),
    Paragraph,
    List,
    Item,
    Label,
    /// The content of an item, without its label.
    Body,
    Link,
    /// The name of a person in a script that the built-in fonts lack.
    Name,
    /// A picture.
    Figure,
    /// A field of a form.
    Form,
    Quote,
    Note,
    Code,
    Table,
    TableRow,
    /// The header of a column.
    HeaderCell,
    /// The header of a row.
    NameCell,
    DataCell,
}

/// Index of a node in a [`Structure`].
pub(super) type NodeId = u32;

/// The node of items that are not read aloud: rules, backgrounds, header and footer.
pub(super) const ARTIFACT: NodeId = u32::MAX;

/// The document as a tree, in reading order; node 0 is the document.
pub(super) struct Structure {
    pub(super) nodes: Vec<Node>,
}

impl Structure {
    /// A document without content.
    pub(super) fn new() -> Structure {
        Structure { nodes: vec![Node { role: Role::Document, parent: ARTIFACT, said: None }] }
    }
}

/// One node of the tree.
pub(super) struct Node {
    pub(super) role: Role,
    pub(super) parent: NodeId,
    /// For the name of a person, its text in the order in which it is read: its glyphs may be in another order. For a
    /// picture, what is said in its place.
    pub(super) said: Option<Rc<str>>,
}

/// A horizontal strip of the text area or of a column.
#[derive(Debug, Clone, Default)]
pub(super) struct Row {
    /// The space above the row, unless it is the first of its page.
    pub(super) gap: f32,
    pub(super) height: f32,
    pub(super) bind: Bind,
    /// Whether the row begins a page.
    pub(super) turn: Turn,
    /// What fills the rest of the page below the row; `None` to leave it empty.
    pub(super) fill: Option<Fill>,
    /// The items drawn in the row. Their positions are relative to the left margin and the top of the row.
    pub(super) items: Vec<Item>,
    /// The boxes that the row lies in, outermost first.
    pub(super) boxes: Vec<BoxPart>,
    /// The row to print above this one if it begins a page: the header of its table.
    pub(super) repeat: Option<Rc<Row>>,
}

/// How strongly a row is bound to the page of the row before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Bind {
    /// A page may end here.
    #[default]
    Free,
    /// Inside `keep`, or in a list or a short table.
    Keep,
    /// Inside a box.
    Boxed,
    /// A heading and the text after it, or the first or last lines of a paragraph.
    Tight,
}

/// Whether a row begins a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) enum Turn {
    /// It follows the row before.
    #[default]
    No,
    /// It begins a page.
    Page,
    /// It begins a left page, which has an even number.
    Left,
}

/// A row that is repeated down to the end of a page, or down to what else is on it.
#[derive(Debug, Clone)]
pub(super) struct Fill {
    pub(super) row: Rc<Row>,
    /// How often at most.
    pub(super) most: usize,
    /// The height of what follows before the next forced page break. It is set when all rows are known.
    pub(super) below: f32,
}

/// The part of a row in a box with a background and, optionally, a bar at the left.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct BoxPart {
    /// The number of the box; it is the same for all rows of the box.
    pub(super) id: u32,
    pub(super) x: f32,
    pub(super) width: f32,
    pub(super) background: Color,
    pub(super) bar: Option<Color>,
}

/// One drawn item.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) node: NodeId,
    pub(super) x: f32,
    /// The distance down from the top; for text, that of the baseline.
    pub(super) y: f32,
    pub(super) what: What,
}

/// What is drawn.
#[derive(Debug, Clone)]
pub(super) enum What {
    Text {
        word: Rc<Word>,
        size: f32,
        color: Color,
        /// What a reader extracts in place of the glyphs: the text of a part of a name that runs from left to
        /// right. In some scripts its glyphs are in another order than its letters. A part that runs from right
        /// to left has none, because readers turn its glyphs around themselves.
        said: Option<Rc<str>>,
    },
    Rect {
        width: f32,
        height: f32,
        color: Color,
    },
    /// The logo of the theme.
    Logo {
        width: f32,
        height: f32,
    },
    /// A clickable area.
    Link {
        width: f32,
        height: f32,
        target: Rc<str>,
    },
    /// The target of a link.
    Anchor {
        level: u8,
        title: Rc<str>,
        slug: Rc<str>,
    },
    /// The number of the page of a heading; [`super::references`] makes it a text.
    PageOf {
        slug: Rc<str>,
        size: f32,
        color: Color,
        style: Style,
    },
    /// The text for the footers of the pages from here on.
    Section(Rc<str>),
    /// A field of a form.
    Field {
        width: f32,
        height: f32,
        field: Rc<Field>,
    },
}

impl Item {
    pub(super) fn rect(x: f32, y: f32, width: f32, height: f32, color: Color) -> Self {
        Self { node: ARTIFACT, x, y, what: What::Rect { width, height, color } }
    }

    /// The mark in a square box of this size, with edges of this thickness.
    pub(super) fn mark(x: f32, y: f32, size: f32, edge: f32) -> Self {
        let inner = 2.5 * edge;
        Self::rect(x + inner, y + inner, size - 2.0 * inner, size - 2.0 * inner, INK)
    }

    /// The four edges of a square box to tick, of this size and thickness.
    pub(super) fn frame(x: f32, y: f32, size: f32, edge: f32, color: Color) -> [Self; 4] {
        [
            Self::rect(x, y, size, edge, color),
            Self::rect(x, y + size - edge, size, edge, color),
            Self::rect(x, y + edge, edge, size - 2.0 * edge, color),
            Self::rect(x + size - edge, y + edge, edge, size - 2.0 * edge, color),
        ]
    }
}

/// The height of stacked `rows`, without the gap above the first.
pub(super) fn height(rows: &[Row]) -> f32 {
    let gaps: f32 = rows.iter().skip(1).map(|row| row.gap).sum();
    gaps + rows.iter().map(|row| row.height).sum::<f32>()
}

/// Stacks `rows` and moves their items into `out`, shifted by `x` to the right and `y` down.
pub(super) fn stack(rows: Vec<Row>, x: f32, y: f32, out: &mut Vec<Item>) {
    let mut top = y;
    let mut boxes = Boxes::default();
    let mut items = Vec::new();
    for (i, row) in rows.into_iter().enumerate() {
        if i > 0 {
            top += row.gap;
        }
        boxes.extend(&row.boxes, top, top + row.height);
        items.extend(row.items.into_iter().map(|item| Item { x: item.x + x, y: item.y + top, ..item }));
        top += row.height;
    }
    out.extend(boxes.draw().into_iter().map(|item| Item { x: item.x + x, ..item }));
    out.append(&mut items);
}

/// The boxes on one page. Each grows with its rows and is drawn as a single rectangle, which shows no seams.
#[derive(Default)]
pub(super) struct Boxes(Vec<(BoxPart, f32, f32)>);

impl Boxes {
    /// Records that a row in `parts` spans from `top` to `bottom`.
    pub(super) fn extend(&mut self, parts: &[BoxPart], top: f32, bottom: f32) {
        for part in parts {
            match self.0.iter_mut().find(|(known, ..)| known.id == part.id) {
                Some((_, _, end)) => *end = bottom,
                None => self.0.push((*part, top, bottom)),
            }
        }
    }

    /// The backgrounds and bars, outermost first.
    pub(super) fn draw(self) -> Vec<Item> {
        let mut items = Vec::new();
        for (part, top, bottom) in self.0 {
            items.push(Item::rect(part.x, top, part.width, bottom - top, part.background));
            if let Some(color) = part.bar {
                items.push(Item::rect(part.x, top, BAR, bottom - top, color));
            }
        }
        items
    }
}
