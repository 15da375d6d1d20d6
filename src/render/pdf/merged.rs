//! Renders several documents as one PDF, to be printed in one go. It has no fields, because fields of the same name in
//! one file would be one field.

use super::{FontSet, Geometry, PageSetup, Pdf, PdfError, emit, finish, flow, furniture, paginate, shape};
use crate::render::blocks::Block;
use crate::render::markdown;

/// Renders documents (the Markdown and the set-up of each) as one PDF, in this order. Each begins on a right page and has
/// page numbers of its own. Paper, size of text, title and language are those of the first.
///
/// # Errors
/// As [`super::pdf`].
pub fn merged(documents: &[(String, PageSetup)], fonts: &FontSet) -> Result<Pdf, PdfError> {
    let first = documents.first().map(|(_, setup)| setup.clone()).unwrap_or_default();
    let paper = Geometry::of(&first);
    let mut shaper = shape::Shaper::new(fonts);
    let mut flow = flow::Flow::new(&mut shaper, paper, true);
    let mut laid_out = Vec::with_capacity(documents.len());
    for (text, setup) in documents {
        let blocks = markdown::parse(text)?;
        flow.blocks(&blocks);
        let covered = matches!(blocks.first(), Some(Block::Cover(_)));
        laid_out.push((std::mem::take(&mut flow.rows), setup, covered));
    }
    let structure = flow.structure;
    let mut pages = Vec::new();
    for (rows, setup, covered) in laid_out {
        if pages.len() % 2 == 1 {
            pages.push(paginate::Page::default());
        }
        let mut own = paginate::paginate(rows, paper.text_height());
        furniture::furnish(&mut own, setup, paper, covered, &mut shaper);
        pages.append(&mut own);
    }
    let anchors = emit::anchors(&pages, paper);
    let drawn = emit::emit(&pages, &anchors, &shaper.codes, paper);
    let bytes = finish::finish(drawn, &structure, &anchors, &shaper.codes, fonts, &first)?;
    Ok(Pdf { bytes, missing: shaper.missing.into_iter().collect(), pages: pages.len() })
}
