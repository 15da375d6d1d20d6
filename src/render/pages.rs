//! Renders a document in a format.

use super::document::Document;
use super::error::RenderError;
use super::pdf::{FontSet, PageSetup, Paper, merged, pdf};
use super::templates::Templates;

/// The format of a rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Markdown, as GitHub shows it.
    Markdown,
    /// PDF.
    Pdf,
}

impl Format {
    /// All formats, in the order in which pages are written.
    pub const ALL: [Format; 2] = [Format::Markdown, Format::Pdf];

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Pdf => "pdf",
        }
    }
}

/// A rendered file, and the characters that no font has.
#[derive(Debug)]
pub struct Rendering {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font has, sorted; empty for Markdown.
    pub missing: Vec<char>,
}

/// Templates, fonts and paper: everything that a rendering depends on besides the document. The default has
/// the built-in templates, the built-in fonts and A4.
#[derive(Default)]
pub struct Renderer {
    templates: Templates,
    fonts: FontSet,
    paper: Paper,
}

/// Documents in one PDF.
#[derive(Debug)]
pub struct Merged {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font has, sorted.
    pub missing: Vec<char>,
    /// The number of its pages.
    pub pages: usize,
}

impl Renderer {
    /// A renderer.
    pub fn new(templates: Templates, fonts: FontSet, paper: Paper) -> Renderer {
        Renderer { templates, fonts, paper }
    }

    /// Renders a document. The bytes depend only on the document, the templates, the fonts and the paper.
    ///
    /// # Errors
    /// [`RenderError`] if a template or the layout fails, or if a scorecard is for a round that its
    /// kit does not have.
    pub fn render(&self, document: &Document<'_>, format: Format) -> Result<Rendering, RenderError> {
        let markdown = self.templates.render(document.template(), &document.view()?)?;
        match format {
            Format::Markdown => Ok(Rendering { bytes: markdown.into_bytes(), missing: Vec::new() }),
            Format::Pdf => {
                let pdf = pdf(&markdown, &document.setup(self.paper), &self.fonts)?;
                Ok(Rendering { bytes: pdf.bytes, missing: pdf.missing })
            }
        }
    }
}

impl Renderer {
    /// Renders documents as one PDF without fields, in this order. Each begins on a right page. `title` is the title of
    /// the file.
    ///
    /// # Errors
    /// As [`Renderer::render`].
    pub fn merged(&self, title: &str, documents: &[Document<'_>]) -> Result<Merged, RenderError> {
        let mut parts = Vec::with_capacity(documents.len());
        for document in documents {
            let markdown = self.templates.render(document.template(), &document.view()?)?;
            parts.push((markdown, PageSetup { flat: true, ..document.setup(self.paper) }));
        }
        let first = parts.first().map(|(_, setup)| setup.clone()).unwrap_or_default();
        let whole = PageSetup { title: title.to_owned(), keywords: String::new(), ..first };
        let parts: Vec<_> = parts.iter().map(|(markdown, setup)| (markdown.as_str(), setup)).collect();
        let pdf = merged(&parts, &whole, &self.fonts)?;
        Ok(Merged { bytes: pdf.bytes, missing: pdf.missing, pages: pdf.pages })
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, RenderError, Renderer};
    use crate::model::Kit;
    use crate::render::{Document, Layout};

    #[test]
    fn a_scorecard_of_a_round_that_is_not_there_is_an_error() {
        let json = include_str!("../../kits/payments-api-tpm/loop/kit.json");
        let kit: Kit = serde_json::from_str(json).expect("the sample kit");
        let form = |round| Document::Scorecard {
            kit: &kit,
            round,
            seat: 0,
            person: None,
            layout: Layout::default(),
        };
        let renderer = Renderer::default();
        let rounds = kit.rounds.len();
        assert!(renderer.render(&form(rounds - 1), Format::Markdown).is_ok());
        for format in Format::ALL {
            let error = renderer.render(&form(rounds), format).expect_err("one round too many");
            assert!(matches!(error, RenderError::NoRound { round, .. } if round == rounds), "{error}");
        }
    }
}
