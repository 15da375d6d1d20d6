//! Converts pages to drawing operations.
//!
//! This file converts coordinates from top-down to the bottom-up coordinates of PDF, and leaves out
//! operations that change nothing. It draws through printpdf. Fonts are only named here (`F0`, `F1`, …, in
//! the order of the font set); `embed` supplies them.

use std::collections::BTreeMap;
use std::rc::Rc;

use printpdf::{
    Actions, BorderArray, Codepoint, ColorArray, CurTransMat, Destination, DictItem, FontId, LinkAnnotation,
    Op, PaintMode, PdfFontHandle, PdfPage, Pt, Rect, Rgb, TextItem, TextMatrix, XObjectId, XObjectTransform,
};

use super::Geometry;
use super::field::Field;
use super::paginate::Page;
use super::row::{ARTIFACT, Item, NodeId, What};
use super::shape::{Codes, Glyph};
use super::style::{Color, part};
use crate::model::Colors;

/// The position of a heading.
pub(super) struct Anchor {
    pub(super) level: u8,
    pub(super) title: Rc<str>,
    pub(super) slug: Rc<str>,
    /// The page, from 0.
    pub(super) page: usize,
    /// The document that it belongs to.
    part: usize,
    /// The height above the bottom of the page, in points.
    pub(super) top: f32,
}

/// The name of a face in the resources of a page.
pub(super) fn font_name(face: usize) -> String {
    format!("F{face}")
}

/// The name of the logo in the resources of a page.
pub(super) const LOGO: &str = "Logo";

/// The headings of `pages` in order.
pub(super) fn anchors(pages: &[Page], paper: Geometry) -> Vec<Anchor> {
    let mut anchors = Vec::new();
    for (page, content) in pages.iter().enumerate() {
        for item in &content.items {
            if let What::Anchor { level, title, slug } = &item.what {
                let top = round(paper.place(0.0, item.y).1 + 6.0);
                let (level, title, slug) = (*level, title.clone(), slug.clone());
                anchors.push(Anchor { level, title, slug, page, part: content.part, top });
            }
        }
    }
    anchors
}

/// The marked content of the pages, for the structure tree.
#[derive(Default)]
pub(super) struct Marks {
    /// For each page, the node of each piece of marked content, by its number.
    pub(super) content: Vec<Vec<NodeId>>,
    /// For each page, the node of each link and what it leads to in words, in the order of its annotations.
    pub(super) links: Vec<Vec<(NodeId, Rc<str>)>>,
    /// For each page, the fields of the form, in reading order.
    pub(super) fields: Vec<Vec<Widget>>,
    /// The area of each figure by its node: left, bottom, right and top, in points.
    pub(super) figures: BTreeMap<NodeId, [f32; 4]>,
}

/// A field on a page.
pub(super) struct Widget {
    pub(super) node: NodeId,
    /// How many pieces of marked content come before it on its page.
    pub(super) after: usize,
    /// Left, bottom, right and top, in points from the lower left corner of the page.
    pub(super) area: [f32; 4],
    /// Points on paper for each point of the layout.
    pub(super) scale: f32,
    pub(super) field: Rc<Field>,
}

/// Draws `pages`. A link to an anchor that no heading has stays plain text.
pub(super) fn emit(
    pages: &[Page],
    anchors: &[Anchor],
    codes: &[Codes],
    paper: Geometry,
    colors: &Colors,
) -> (Vec<PdfPage>, Marks) {
    let targets: Targets<'_> =
        anchors.iter().rev().map(|anchor| ((anchor.part, &*anchor.slug), anchor)).collect();
    let handles = (0..codes.len()).map(|face| PdfFontHandle::External(FontId(font_name(face)))).collect();
    let mut pen = Pen {
        ops: Vec::new(),
        codes,
        handles,
        paper,
        colors,
        fill: None,
        font: None,
        at: None,
        run: Vec::new(),
    };
    let mut drawn = Vec::new();
    let mut marks = Marks::default();
    for page in pages {
        // First all backgrounds and rules, then all text, so that nothing covers the text.
        marks.links.push(pen.shapes(page, &targets));
        let mut content = Vec::new();
        marks.figures.extend(pen.logo(&page.items, &mut content));
        let fields = pen.texts(&page.items, &mut content);
        marks.content.push(content);
        marks.fields.push(fields);
        drawn.push(paper.page(pen.take()));
    }
    (drawn, marks)
}

/// The headings by document and anchor.
type Targets<'a> = BTreeMap<(usize, &'a str), &'a Anchor>;

/// The operations of a page, and the state of a viewer after it has carried them out.
struct Pen<'c> {
    ops: Vec<Op>,
    codes: &'c [Codes],
    handles: Vec<PdfFontHandle>,
    paper: Geometry,
    colors: &'c Colors,
    fill: Option<Color>,
    font: Option<(u16, f32)>,
    /// Where the next glyph is drawn if no position is set.
    at: Option<(f32, f32)>,
    run: Vec<Codepoint>,
}

impl Pen<'_> {
    fn take(&mut self) -> Vec<Op> {
        (self.fill, self.font, self.at) = (None, None, None);
        std::mem::take(&mut self.ops)
    }

    /// Draws backgrounds, rules and links. Returns the links.
    fn shapes(&mut self, page: &Page, targets: &Targets<'_>) -> Vec<(NodeId, Rc<str>)> {
        let mut links = Vec::new();
        self.begin(None);
        for item in &page.items {
            match &item.what {
                What::Rect { width, height, color } => {
                    self.color(*color);
                    let rectangle = self.rect(item, *width, *height);
                    self.ops.push(Op::DrawRectangle { rectangle });
                }
                What::Link { width, height, target } => {
                    let Some(actions) = action(target, page.part, targets) else {
                        continue;
                    };
                    let border = Some(BorderArray::Solid([0.0; 3]));
                    let area = self.rect(item, *width, *height);
                    let none = Some(ColorArray::Transparent);
                    let link = LinkAnnotation::new(area, actions, border, none, None);
                    self.ops.push(Op::LinkAnnotation { link });
                    let named = target.strip_prefix('#').and_then(|slug| targets.get(&(page.part, slug)));
                    links.push((
                        item.node,
                        named.map_or_else(|| target.clone(), |anchor| anchor.title.clone()),
                    ));
                }
                What::Text { .. }
                | What::Anchor { .. }
                | What::Logo { .. }
                | What::PageOf { .. }
                | What::Section(_)
                | What::Field { .. } => {}
            }
        }
        self.ops.push(Op::EndMarkedContent);
        links
    }

    /// The rectangle of an item of this size.
    fn rect(&self, item: &Item, width: f32, height: f32) -> Rect {
        let (x, y) = self.paper.place(item.x, item.y + height);
        rect(x, y, width * self.paper.scale, height * self.paper.scale)
    }

    /// Draws the logo, if the page has one, and returns its node and its area. `marks`: the nodes of the marked content.
    fn logo(&mut self, items: &[Item], marks: &mut Vec<NodeId>) -> Option<(NodeId, [f32; 4])> {
        let (item, width, height) = items.iter().find_map(|item| match item.what {
            What::Logo { width, height } => Some((item, width, height)),
            _ => None,
        })?;
        let (x, y) = self.paper.place(item.x, item.y + height);
        let (width, height) = (width * self.paper.scale, height * self.paper.scale);
        let [x, y, width, height] = [x, y, width, height].map(round);
        self.begin(Some(marks.len()));
        marks.push(item.node);
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        self.ops.extend([
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix: CurTransMat::Raw([width, 0.0, 0.0, height, x, y]) },
            Op::UseXobject { id: XObjectId(LOGO.to_owned()), transform },
            Op::RestoreGraphicsState,
            Op::EndMarkedContent,
        ]);
        Some((item.node, [x, y, round(x + width), round(y + height)]))
    }

    /// Draws the text, appends the node of each run to `marks`, and returns the fields.
    fn texts(&mut self, items: &[Item], marks: &mut Vec<NodeId>) -> Vec<Widget> {
        let mut fields = Vec::new();
        self.ops.push(Op::StartTextSection);
        let is_read = |item: &&Item| matches!(item.what, What::Text { .. } | What::Field { .. });
        let texts: Vec<&Item> = items.iter().filter(is_read).collect();
        for stretch in texts.chunk_by(|a, b| a.node == b.node) {
            if let What::Field { width, height, field } = &stretch[0].what {
                // Each field has a node of its own, so the stretch is one item.
                let (node, after, field) = (stretch[0].node, marks.len(), field.clone());
                let (left, top) = self.paper.place(stretch[0].x, stretch[0].y);
                let scale = self.paper.scale;
                let area = [left, top - height * scale, left + width * scale, top].map(round);
                fields.push(Widget { node, after, area, scale, field });
                continue;
            }
            if stretch[0].node == ARTIFACT {
                self.begin_pagination();
            } else {
                self.begin(Some(marks.len()));
                marks.push(stretch[0].node);
            }
            for item in stretch {
                if let What::Text { word, size, color, said } = &item.what {
                    if self.fill != Some(*color) {
                        self.flush();
                        self.color(*color);
                    }
                    let (x, y) = self.paper.place(item.x, item.y);
                    let size = *size * self.paper.scale;
                    match said {
                        Some(said) => self.name(said, &word.glyphs, size, x, y),
                        None => self.word(&word.glyphs, size, x, y),
                    }
                }
            }
            self.flush();
            // The next piece of marked content must set its own position, because a reader may extract it
            // separately.
            self.at = None;
            self.ops.push(Op::EndMarkedContent);
        }
        self.ops.push(Op::EndTextSection);
        fields
    }

    /// Begins text that is not read aloud: headers, footers and repeated table headers, which the pages need and the
    /// text does not.
    fn begin_pagination(&mut self) {
        let map = BTreeMap::from([("Type".to_owned(), DictItem::Name(b"Pagination".to_vec()))]);
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Artifact".to_owned(), properties });
    }

    /// Begins marked content: with a number, or as an artifact if there is none.
    fn begin(&mut self, number: Option<usize>) {
        let Some(number) = number else {
            self.ops.push(Op::BeginMarkedContent { tag: "Artifact".to_owned() });
            return;
        };
        let map = BTreeMap::from([("MCID".to_owned(), DictItem::Int(number as i64))]);
        let properties = DictItem::Dict { map };
        // The role is in the structure tree, so the tag name here does not matter.
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
    }

    /// Draws a part of a name in marked content that states its text.
    fn name(&mut self, said: &str, glyphs: &[Glyph], size: f32, x: f32, y: f32) {
        self.flush();
        // A hexadecimal string, because `finish` joins strings where it finds `><`.
        let data = [0xFEFF].into_iter().chain(said.encode_utf16()).flat_map(u16::to_be_bytes).collect();
        let map = BTreeMap::from([("ActualText".to_owned(), DictItem::String { data, literal: false })]);
        let properties = DictItem::Dict { map };
        self.ops.push(Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties });
        // The content may be extracted separately, so it sets its own position, and so does what follows.
        self.at = None;
        self.word(glyphs, size, x, y);
        self.flush();
        self.at = None;
        self.ops.push(Op::EndMarkedContent);
    }

    fn word(&mut self, glyphs: &[Glyph], size: f32, mut x: f32, y: f32) {
        for glyph in glyphs {
            if self.font != Some((glyph.face, size)) {
                self.flush();
                let font = self.handles[usize::from(glyph.face)].clone();
                self.ops.push(Op::SetFont { font, size: Pt(size) });
                (self.font, self.at) = (Some((glyph.face, size)), None);
            }
            let (left, base) = (x + glyph.dx * size, y + glyph.dy * size);
            let near =
                self.at.is_some_and(|(at, line)| (at - left).abs() < 0.02 && (line - base).abs() < 0.001);
            if !near {
                self.flush();
                let matrix = TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, round(left), round(base)]);
                self.ops.push(Op::SetTextMatrix { matrix });
            }
            let width = f32::from(self.codes[usize::from(glyph.face)].entries[usize::from(glyph.code)].width);
            // The kerning: the glyph's width in the font minus its advance after shaping.
            let offset = (width - glyph.advance * 1000.0).round();
            self.run.push(Codepoint::new(glyph.code, offset));
            self.at = Some((left + glyph.advance * size, base));
            x += glyph.advance * size;
        }
    }

    fn flush(&mut self) {
        if !self.run.is_empty() {
            let items = vec![TextItem::GlyphIds(std::mem::take(&mut self.run))];
            self.ops.push(Op::ShowText { items });
        }
    }

    fn color(&mut self, color: Color) {
        if self.fill != Some(color) {
            self.fill = Some(color);
            let color = color.of(self.colors);
            let col = Rgb::new(part(color.0), part(color.1), part(color.2), None);
            self.ops.push(Op::SetFillColor { col: printpdf::Color::Rgb(col) });
        }
    }
}

fn action(target: &str, part: usize, targets: &Targets<'_>) -> Option<Actions> {
    let Some(slug) = target.strip_prefix('#') else {
        return Some(Actions::uri(target.to_owned()));
    };
    let anchor = targets.get(&(part, slug))?;
    let to = Destination::Xyz { page: anchor.page + 1, left: None, top: Some(anchor.top), zoom: None };
    Some(Actions::go_to(to))
}

/// The rectangle whose lower left corner is at `x` and `y`.
fn rect(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect {
        x: Pt(round(x)),
        y: Pt(round(y)),
        width: Pt(round(width)),
        height: Pt(round(height)),
        mode: Some(PaintMode::Fill),
        winding_order: None,
    }
}

/// Rounds to a hundredth of a point: finer than any printer resolves, and short in the file.
pub(super) fn round(n: f32) -> f32 {
    (n * 100.0).round() / 100.0
}
