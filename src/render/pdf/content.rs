//! Writes the content stream of a page from its drawing operations.
//!
//! The bytes are those that printpdf 0.12 writes, except that neighbouring glyphs are written as one string, where
//! printpdf writes one string for each glyph. printpdf makes an object of each operand, formats each byte of a string
//! and writes all of it a second time, which took a seventh of the instructions for a kit. A test joins the strings that
//! printpdf writes for neighbouring glyphs, and then compares the two byte by byte.

use std::io::Write as _;

use printpdf::{Codepoint, DictItem, Op, PdfFontHandle, Pt, Rect, TextItem};

use super::shape::Codes;

/// The content stream of the operations of a page. Links are not part of it.
pub(super) fn content(ops: &[Op], codes: &[Codes]) -> Vec<u8> {
    let mut writer = Writer { out: Vec::with_capacity(64 * ops.len()), codes, ..Writer::default() };
    ops.iter().for_each(|op| writer.op(op));
    writer.flush();
    writer.out
}

/// Glyphs on one base line that are shown by one operator.
struct Run {
    /// The position of the first glyph.
    matrix: [f32; 6],
    face: usize,
    size: f32,
    /// Where the pen is after these glyphs, from the position of the first, in thousandths of an em.
    pen: f64,
    /// The glyphs and the distances between them, as the operator takes them.
    array: Vec<u8>,
}

#[derive(Default)]
struct Writer<'c> {
    out: Vec<u8>,
    codes: &'c [Codes],
    /// The current face and its size.
    face: usize,
    size: f32,
    in_text: bool,
    /// A position that no glyph has used yet.
    held: Option<[f32; 6]>,
    run: Option<Run>,
}

impl Writer<'_> {
    fn op(&mut self, op: &Op) {
        match op {
            Op::SetTextMatrix { matrix } if self.in_text => {
                self.hold();
                self.held = Some(matrix.as_array());
                return;
            }
            Op::ShowText { items } if self.in_text && (self.held.is_some() || self.run.is_some()) => {
                self.show(items);
                return;
            }
            Op::LinkAnnotation { .. } => {
                self.flush();
                return;
            }
            _ => self.flush(),
        }
        match op {
            Op::DrawRectangle { rectangle: Rect { x, y, width, height, .. } } => {
                self.operator(&[x, y, width, height].map(|Pt(n)| *n), "re");
                self.operator(&[], "f");
            }
            Op::SaveGraphicsState => self.operator(&[], "q"),
            Op::RestoreGraphicsState => self.operator(&[], "Q"),
            Op::SetTransformationMatrix { matrix } => self.operator(&matrix.as_array(), "cm"),
            Op::UseXobject { id, .. } => {
                self.operator(&[], "q");
                self.operator(&[1.0, 0.0, 0.0, 1.0, 0.0, 0.0], "cm");
                self.line();
                self.name(id.0.as_bytes());
                self.out.extend(b" Do");
                self.operator(&[], "Q");
            }
            Op::StartTextSection => {
                self.in_text = true;
                self.operator(&[], "BT");
            }
            Op::EndTextSection => {
                self.in_text = false;
                self.operator(&[], "ET");
            }
            Op::SetFont { font, size } => self.font(font, size.0),
            Op::ShowText { items } => {
                let mut array = Vec::new();
                glyphs(items).for_each(|glyph| push(&mut array, glyph));
                self.array(&array);
            }
            Op::SetFillColor { col } => self.operator(&col.into_vec(), "rg"),
            Op::BeginMarkedContent { tag } => {
                self.line();
                self.name(tag.as_bytes());
                self.out.extend(b" BMC");
            }
            Op::BeginMarkedContentWithProperties { tag, properties } => {
                self.line();
                self.name(tag.as_bytes());
                self.out.push(b' ');
                self.properties(properties);
                self.out.extend(b" BDC");
            }
            Op::EndMarkedContent => self.operator(&[], "EMC"),
            other => unreachable!("internal: a page is drawn without {other:?}"),
        }
    }

    /// Begins a line, which holds one operation.
    fn line(&mut self) {
        if !self.out.is_empty() {
            self.out.push(b'\n');
        }
    }

    fn operator(&mut self, operands: &[f32], operator: &str) {
        self.line();
        for operand in operands {
            number(&mut self.out, *operand);
            self.out.push(b' ');
        }
        self.out.extend(operator.as_bytes());
    }

    /// Writes a name. All names here are letters and digits.
    fn name(&mut self, name: &[u8]) {
        self.out.push(b'/');
        self.out.extend(name);
    }

    /// Writes the properties of marked content: a dictionary with numbers, names and texts.
    fn properties(&mut self, properties: &DictItem) {
        let DictItem::Dict { map } = properties else {
            unreachable!("internal: properties are a dictionary");
        };
        self.out.extend(b"<<");
        for (key, value) in map {
            self.name(key.as_bytes());
            match value {
                DictItem::Int(n) => write!(self.out, " {n}").expect("writing to memory"),
                DictItem::Name(name) => self.name(name),
                DictItem::String { data, .. } => {
                    self.out.push(b'<');
                    data.iter().for_each(|byte| hex(&mut self.out, *byte));
                    self.out.push(b'>');
                }
                other => unreachable!("internal: no property is {other:?}"),
            }
        }
        self.out.extend(b">>");
    }

    fn font(&mut self, font: &PdfFontHandle, size: f32) {
        let name = font.get_resource_name();
        let face = name.strip_prefix('F').and_then(|n| n.parse().ok());
        self.face = face.expect("internal: fonts are named by `emit::font_name`");
        self.size = size;
        self.line();
        self.name(name.as_bytes());
        self.out.push(b' ');
        number(&mut self.out, size);
        self.out.extend(b" Tf");
    }

    /// Shows glyphs. They belong to the run before if they are on its base line; a number then moves the pen to
    /// their position.
    fn show(&mut self, items: &[TextItem]) {
        let (face, size) = (self.face, self.size);
        let is_same = |run: &Run| run.face == face && run.size == size;
        match (self.held.take(), &mut self.run) {
            (Some(at), Some(run)) if run.matrix[5] == at[5] && is_same(run) => {
                let dx = (f64::from(at[4]) - f64::from(run.matrix[4])) * 1000.0 / f64::from(size);
                let kern = (run.pen - dx) as f32;
                if kern != 0.0 {
                    distance(&mut run.array, kern);
                    run.pen -= f64::from(kern);
                }
            }
            (Some(matrix), _) => {
                self.flush();
                self.run = Some(Run { matrix, face, size, pen: 0.0, array: Vec::new() });
            }
            // Without a position the glyphs go on where the pen is. A change of face or size ends a run.
            (None, _) => {}
        }
        let run = self.run.as_mut().expect("internal: there is a run, or a position begins one");
        for glyph in glyphs(items) {
            push(&mut run.array, glyph);
            let width = self.codes[face].entries.get(usize::from(glyph.gid)).map_or(0, |code| code.width);
            run.pen += f64::from(width) - f64::from(glyph.offset);
        }
    }

    /// Ends the run of glyphs, and writes a position that no glyph has used.
    fn flush(&mut self) {
        if let Some(run) = self.run.take() {
            self.operator(&run.matrix, "Tm");
            self.array(&run.array);
        }
        self.hold();
    }

    fn hold(&mut self) {
        if let Some(matrix) = self.held.take() {
            self.operator(&matrix, "Tm");
        }
    }

    fn array(&mut self, array: &[u8]) {
        self.line();
        self.out.push(b'[');
        self.out.extend(array);
        self.out.extend(b"] TJ");
    }
}

/// The glyphs of an operation.
fn glyphs(items: &[TextItem]) -> impl Iterator<Item = &Codepoint> {
    items.iter().flat_map(|item| match item {
        TextItem::GlyphIds(glyphs) => glyphs.iter(),
        other => unreachable!("internal: text is drawn as glyphs, not as {other:?}"),
    })
}

/// Adds a glyph to an array, and the distance to the next one if it is not 0.
fn push(array: &mut Vec<u8>, glyph: &Codepoint) {
    match array.last() {
        Some(b'>') => drop(array.pop()),
        _ => array.push(b'<'),
    }
    glyph.gid.to_be_bytes().into_iter().for_each(|byte| hex(array, byte));
    array.push(b'>');
    if glyph.offset != 0.0 {
        distance(array, glyph.offset);
    }
}

/// Adds a distance to an array.
fn distance(array: &mut Vec<u8>, distance: f32) {
    if !array.is_empty() {
        array.push(b' ');
    }
    number(array, distance);
}

fn number(out: &mut Vec<u8>, number: f32) {
    // Most numbers are whole, and whole ones are faster to write as integers. -0 is not the same text as 0.
    let whole = number as i32;
    let is_whole =
        whole as f32 == number && whole.abs() < 1_000_000 && (whole != 0 || number.is_sign_positive());
    let written = if is_whole { write!(out, "{whole}") } else { write!(out, "{number}") };
    written.expect("writing to memory");
}

fn hex(out: &mut Vec<u8>, byte: u8) {
    let digit = |half: u8| b"0123456789ABCDEF"[usize::from(half)];
    out.extend([digit(byte >> 4), digit(byte & 15)]);
}

#[cfg(test)]
mod tests {
    use printpdf::{CurTransMat, FontId, PaintMode, TextMatrix, XObjectId, XObjectTransform};

    use super::super::finish::by_printpdf;
    use super::super::{FontSet, Geometry, PageSetup, drawn};
    use super::*;

    /// printpdf writes one string for each glyph (`<0001><0002>`); one joined string means the same.
    fn joined(content: &[u8]) -> Vec<u8> {
        let mut out: Vec<u8> = Vec::new();
        for &byte in content {
            match out.last() {
                Some(b'>') if byte == b'<' => drop(out.pop()),
                _ => out.push(byte),
            }
        }
        out
    }

    fn compare(pages: &[Vec<Op>], codes: &[Codes], setup: &PageSetup) -> usize {
        let sheets = pages.iter().map(|ops| Geometry::of(setup).page(ops.clone())).collect();
        let theirs = by_printpdf(sheets, codes);
        let mut bytes = 0;
        for (page, ops) in theirs.page_iter().zip(pages) {
            let ours = content(ops, codes);
            let stream = theirs.get_page_content(page);
            let theirs = joined(stream.trim_ascii_end());
            assert_eq!(String::from_utf8_lossy(&ours), String::from_utf8_lossy(&theirs));
            bytes += ours.len();
        }
        bytes
    }

    #[test]
    fn pages_have_the_content_that_printpdf_writes() {
        let setup = PageSetup {
            header_left: "Payments".to_owned(),
            footer_left: "payments-api-tpm".to_owned(),
            digest: "0123456789abcdef0123456789abcdef".to_owned(),
            ..PageSetup::default()
        };
        let names =
            "# \u{41c}\u{430}\u{440}\u{456}\u{44f} and Ærøskøbing\n\n**AVAT** fi ffl _To_ `code` [a](#b)\n";
        let kit = include_str!("../../../kits/payments-api-tpm/loop/kit.md");
        let card =
            include_str!("../../../kits/payments-api-tpm/loop/scorecards/technical-depth--a-rivera.md");
        let mut written = 0;
        for text_size in [0, 14] {
            let setup = PageSetup { text_size, ..setup.clone() };
            for text in [kit, card, names] {
                let fonts = FontSet::built_in();
                let drawn = drawn(&[(text, &setup)], &setup, &fonts).expect("the text is sound");
                let pages: Vec<Vec<Op>> = drawn.pages.into_iter().map(|page| page.ops).collect();
                written += compare(&pages, &drawn.shaper.codes, &setup);
            }
        }
        assert!(written > 500_000, "only {written} bytes compared");
    }

    #[test]
    fn what_pages_rarely_have_is_written_as_printpdf_writes_it() {
        let setup = PageSetup::default();
        let fonts = FontSet::built_in();
        let drawn = drawn(&[("AVATAR wa", &setup)], &setup, &fonts).expect("the text is sound");
        let at = |x: f32, y: f32| Op::SetTextMatrix { matrix: TextMatrix::Raw([1.0, 0.0, 0.0, 1.0, x, y]) };
        let font =
            |size| Op::SetFont { font: PdfFontHandle::External(FontId("F0".to_owned())), size: Pt(size) };
        let show = |glyphs: &[(u16, f32)]| {
            let glyphs = glyphs.iter().map(|(gid, offset)| Codepoint::new(*gid, *offset)).collect();
            Op::ShowText { items: vec![TextItem::GlyphIds(glyphs)] }
        };
        let map = [
            (
                "ActualText".to_owned(),
                DictItem::String { data: vec![0xFE, 0xFF, 0x06, 0x31], literal: false },
            ),
            ("MCID".to_owned(), DictItem::Int(12)),
            ("Type".to_owned(), DictItem::Name(b"Pagination".to_vec())),
        ];
        let properties = DictItem::Dict { map: map.into() };
        let transform = XObjectTransform { no_auto_scale: true, ..XObjectTransform::default() };
        let rectangle =
            Rect { mode: Some(PaintMode::Fill), ..Rect::from_xywh(Pt(1.25), Pt(-0.0), Pt(1e7), Pt(0.01)) };
        let ops = vec![
            Op::SaveGraphicsState,
            Op::SetTransformationMatrix { matrix: CurTransMat::Raw([20.5, 0.0, 0.0, 9.99, 100.0, 700.25]) },
            Op::UseXobject { id: XObjectId("Logo".to_owned()), transform },
            Op::RestoreGraphicsState,
            Op::DrawRectangle { rectangle },
            Op::BeginMarkedContent { tag: "Artifact".to_owned() },
            Op::EndMarkedContent,
            Op::StartTextSection,
            Op::BeginMarkedContentWithProperties { tag: "Span".to_owned(), properties },
            font(10.0),
            at(10.0, 20.0),
            show(&[(1, 0.0), (2, -35.0)]),
            show(&[(3, 12.5)]),
            // On the same base line, on another one, and in another size.
            at(40.02, 20.0),
            show(&[(4, 0.0)]),
            at(40.0, 30.0),
            show(&[(1, 0.0), (1, 0.0)]),
            font(8.5),
            at(60.0, 30.0),
            show(&[(2, 7.0)]),
            // Without a position after another operation, and a position without glyphs.
            Op::SetFillColor { col: printpdf::Color::Rgb(printpdf::Rgb::new(0.2, 0.0, 1.0, None)) },
            show(&[(5, 0.0), (999, 0.0)]),
            at(1.0, 2.0),
            at(3.0, 4.0),
            show(&[(999, 0.0)]),
            at(90.0, 4.0),
            show(&[(1, 0.0)]),
            at(5.0, 6.0),
            Op::EndMarkedContent,
            Op::EndTextSection,
        ];
        assert!(compare(&[ops], &drawn.shaper.codes, &setup) > 300);
    }
}
