//! Renders Markdown as PDF.
//!
//! ```text
//! Markdown -> blocks -> flow, table, line, shape -> rows -> paginate -> pages
//!          -> furniture -> emit -> drawing operations -> content -> finish, embed, acroform, tags -> file -> bytes
//! ```
//!
//! This file calls these steps in order and defines the public types. The bytes depend only on the Markdown,
//! the set-up and the fonts.

mod acroform;
mod block;
mod boxes;
mod breaks;
mod content;
mod directive;
mod embed;
mod emit;
mod facts;
mod field;
mod file;
mod finish;
mod flow;
mod fonts;
mod form;
mod furniture;
mod line;
mod list;
mod logo;
mod logo_error;
mod look;
mod metadata;
mod paginate;
mod references;
mod row;
mod shape;
mod style;
mod table;
mod tags;
mod vector;

pub use facts::FaceFacts;
pub use fonts::{FontSet, NameFace, NameFonts};
pub use logo_error::LogoError;
pub use look::Look;

use std::sync::Arc;

use printpdf::{PdfPage, Pt, Rect};

use super::blocks::Block;
use super::markdown::{self, MarkdownError};
use crate::model::Margins;

/// The size of the paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 mm by 297 mm.
    #[default]
    A4,
    /// 8.5 inches by 11 inches.
    Letter,
}

/// Everything about a document except its text.
#[derive(Debug, Clone, Default)]
pub struct PageSetup {
    /// The size of the paper.
    pub paper: Paper,
    /// The title, shown by a viewer in its title bar and written to the metadata.
    pub title: String,
    /// The author.
    pub author: String,
    /// The subject.
    pub subject: String,
    /// Keywords, separated by commas.
    pub keywords: String,
    /// The language of the text, such as `en`.
    pub language: String,
    /// The text at the left of every header: the title of the role.
    pub header_left: String,
    /// The text at the left of every footer: req and candidate.
    pub footer_left: String,
    /// The SHA-256 of the kit, in lower-case hexadecimal digits.
    pub digest: String,
    /// The date in the metadata; `None` leaves dates out.
    pub created: Option<chrono::NaiveDate>,
    /// The size of running text in points, for large print; 0 for the usual size, which is 10.
    pub text_size: u8,
    /// Colours, logo and margins.
    pub look: Arc<Look>,
    /// Whether the first page has the logo.
    pub logo: bool,
    /// Whether to draw the boxes and lines of a form without fields that a program can fill in.
    pub flat: bool,
}

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pdf {
    /// The file.
    pub bytes: Vec<u8>,
    /// Characters that no font has, sorted; each is drawn as a box.
    pub missing: Vec<char>,
    /// The number of pages.
    pub pages: usize,
}

/// Errors of rendering Markdown as PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// The text is not valid in the Markdown dialect.
    #[error(transparent)]
    Markdown(#[from] MarkdownError),
    /// A font cannot be used.
    #[error("`{0}` is not a TrueType or OpenType font that can be embedded")]
    Font(String),
    /// The file could not be put together.
    #[error("the PDF cannot be written")]
    Pdf(#[from] lopdf::Error),
    /// The file could not be put together.
    #[error("the PDF cannot be written")]
    Io(#[from] std::io::Error),
}

/// The paper, and how much larger than usual everything on it is printed.
#[derive(Clone, Copy)]
struct Geometry {
    /// Width and height of the paper, in points.
    width: f32,
    height: f32,
    /// The margins, in points.
    top: f32,
    bottom: f32,
    left: f32,
    right: f32,
    /// Points on paper for each point of the layout.
    scale: f32,
}

impl Geometry {
    fn of(setup: &PageSetup) -> Self {
        let (width, height) = match setup.paper {
            Paper::A4 => (595.28, 841.89),
            Paper::Letter => (612.0, 792.0),
        };
        let points = |millimetres: u8| style::mm(f32::from(millimetres));
        let Margins { top, bottom, left, right } = setup.look.theme().margins;
        let scale = if setup.text_size == 0 { 1.0 } else { f32::from(setup.text_size) / style::BODY.size };
        let [top, bottom, left, right] = [top, bottom, left, right].map(points);
        Self { width, height, top, bottom, left, right, scale }
    }

    /// The width of the text area, in points of the layout.
    fn text_width(self) -> f32 {
        (self.width - self.left - self.right) / self.scale
    }

    /// The height of the text area, in points of the layout.
    fn text_height(self) -> f32 {
        (self.height - self.top - self.bottom) / self.scale
    }

    /// A place in the text area, in points from the lower left corner of the paper.
    fn place(self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale + self.left, self.height - self.top - y * self.scale)
    }

    /// A page of this size on which only `ops` are drawn.
    fn page(self, ops: Vec<printpdf::Op>) -> PdfPage {
        let sheet = Rect::from_wh(Pt(self.width), Pt(self.height));
        PdfPage { media_box: sheet.clone(), trim_box: sheet.clone(), crop_box: sheet, ops }
    }
}

/// Renders `markdown` as a PDF.
///
/// # Errors
/// [`PdfError`] for the first part of the text that is not in the dialect, for a font that cannot be subset,
/// or if the file cannot be put together.
pub fn pdf(markdown: &str, setup: &PageSetup, fonts: &FontSet) -> Result<Pdf, PdfError> {
    merged(&[(markdown, setup)], setup, fonts)
}

/// Renders several documents as one PDF to print. Each begins on a right page, with page numbers of its own. `whole`
/// has the paper, the size of type and the metadata of the file; header, footer and digest are those of each document.
/// Fields of the same name in one file would be one field, so the documents should be flat.
///
/// # Errors
/// As [`pdf`].
pub fn merged(documents: &[(&str, &PageSetup)], whole: &PageSetup, fonts: &FontSet) -> Result<Pdf, PdfError> {
    let Drawn { pages, marks, structure, anchors, shaper } = drawn(documents, whole, fonts)?;
    let (count, complete) = (pages.len(), shaper.missing.is_empty());
    let bytes = finish::finish((pages, marks), &structure, &anchors, &shaper.codes, fonts, whole, complete)?;
    Ok(Pdf { bytes, missing: shaper.missing.into_iter().collect(), pages: count })
}

/// Pages as drawing operations, and what the file needs besides them.
struct Drawn<'f> {
    pages: Vec<PdfPage>,
    marks: emit::Marks,
    structure: row::Structure,
    anchors: Vec<emit::Anchor>,
    shaper: shape::Shaper<'f>,
}

/// Lays out and draws documents.
fn drawn<'f>(
    documents: &[(&str, &PageSetup)],
    whole: &PageSetup,
    fonts: &'f FontSet,
) -> Result<Drawn<'f>, PdfError> {
    let paper = Geometry::of(whole);
    let mut shaper = shape::Shaper::new(fonts);
    let mut structure = row::Structure::new();
    let mut pages = Vec::new();
    for (part, (markdown, setup)) in documents.iter().enumerate() {
        let blocks = markdown::parse(markdown)?;
        let mut flow = flow::Flow::new(&mut shaper, structure, paper, setup.flat);
        flow.blocks(&blocks);
        structure = flow.structure;
        let mut own = paginate::paginate(flow.rows, paper.text_height());
        if part + 1 < documents.len() && !own.len().is_multiple_of(2) {
            own.push(paginate::Page::default());
        }
        let covered = matches!(blocks.first(), Some(Block::Cover(_)));
        references::resolve(&mut own, &mut shaper);
        if let Some(logo) = whole.look.logo().filter(|_| setup.logo) {
            furniture::mark(&mut own, logo, paper, &mut structure);
        }
        furniture::furnish(&mut own, setup, paper, covered, &mut shaper);
        own.iter_mut().for_each(|page| page.part = part);
        pages.append(&mut own);
    }
    let anchors = emit::anchors(&pages, paper);
    let (pages, marks) = emit::emit(&pages, &anchors, &shaper.codes, paper, &whole.look.theme().colors);
    Ok(Drawn { pages, marks, structure, anchors, shaper })
}
