//! Renders a document in a format.

use std::sync::Arc;

use super::document::Document;
use super::error::RenderError;
use super::names::{Names, has_marks, is_foreign, marked_in, prints};
use super::pdf::{FontSet, NameFonts, Paper, pdf};
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
    /// The letters of the candidate's name that no font has, sorted. If there is one, the page has the candidate's
    /// id in place of the name. Empty for Markdown.
    pub unprinted: Vec<char>,
}

/// Templates, fonts and paper: everything that a rendering depends on besides the document. The default has
/// the built-in templates, the built-in fonts and A4.
#[derive(Default)]
pub struct Renderer {
    templates: Templates,
    fonts: FontSet,
    paper: Paper,
    name_fonts: Option<Arc<dyn NameFonts>>,
}

impl Renderer {
    /// A renderer.
    pub fn new(templates: Templates, fonts: FontSet, paper: Paper) -> Renderer {
        Renderer { templates, fonts, paper, name_fonts: None }
    }

    /// Takes fonts for names of people whose letters `fonts` lacks. Pages without such a name never depend on them.
    #[must_use]
    pub fn with_name_fonts(self, fonts: Arc<dyn NameFonts>) -> Renderer {
        Renderer { name_fonts: Some(fonts), ..self }
    }

    /// Renders a document. The bytes depend only on the document, the templates, the fonts and the paper; those of a
    /// PDF with a name that `fonts` cannot print also on the fonts for names.
    ///
    /// # Errors
    /// [`RenderError`] if a template or the layout fails, or if a scorecard is for a round that its
    /// kit does not have.
    pub fn render(&self, document: &Document<'_>, format: Format) -> Result<Rendering, RenderError> {
        let markdown = self.markdown(document, Names::Plain)?;
        if format == Format::Markdown {
            let bytes = markdown.into_bytes();
            return Ok(Rendering { bytes, missing: Vec::new(), unprinted: Vec::new() });
        }
        // If the text has a mark of its own, the names stay unmarked.
        let (markdown, fonts, unprinted) = match document.names().any(is_foreign) && !has_marks(&markdown) {
            true => self.with_names(document)?,
            false => (markdown, self.fonts.clone(), Vec::new()),
        };
        let pdf = pdf(&markdown, &document.setup(self.paper), &fonts)?;
        Ok(Rendering { bytes: pdf.bytes, missing: pdf.missing, unprinted })
    }

    fn markdown(&self, document: &Document<'_>, names: Names) -> Result<String, RenderError> {
        Ok(self.templates.render(document.template(), &document.view(names)?)?)
    }

    /// Markdown with marked names, the fonts that can print them, and the letters of the candidate's name that no
    /// font has.
    fn with_names(&self, document: &Document<'_>) -> Result<(String, FontSet, Vec<char>), RenderError> {
        let markdown = self.markdown(document, Names::Marked)?;
        let fonts = self.fonts_for(&markdown);
        let name = document.candidate_name().filter(|name| prints(&markdown, name));
        let lacking: Vec<char> = name.map(|name| fonts.lacking(name)).into_iter().flatten().collect();
        if lacking.is_empty() {
            return Ok((markdown, fonts, lacking));
        }
        let markdown = self.markdown(&document.without_candidate_name(), Names::Marked)?;
        let fonts = self.fonts_for(&markdown);
        Ok((markdown, fonts, lacking))
    }

    /// The fonts with those that the marked names of a page need.
    fn fonts_for(&self, markdown: &str) -> FontSet {
        let Some(more) = &self.name_fonts else { return self.fonts.clone() };
        let letters = marked_in(markdown).into_iter().map(|name| self.fonts.lacking(name));
        letters
            .filter(|letters| !letters.is_empty())
            .fold(self.fonts.clone(), |fonts, letters| fonts.with_name_faces(more.find(&letters)))
    }
}

#[cfg(test)]
mod tests {
    use super::{Format, RenderError, Renderer};
    use crate::model::Kit;
    use crate::render::Document;

    #[test]
    fn a_scorecard_of_a_round_that_is_not_there_is_an_error() {
        let json = include_str!("../../kits/payments-api-tpm/loop/kit.json");
        let kit: Kit = serde_json::from_str(json).expect("the sample kit");
        let form = |round| Document::Scorecard { kit: &kit, round, interviewer: None, candidate_name: None };
        let renderer = Renderer::default();
        let rounds = kit.rounds.len();
        assert!(renderer.render(&form(rounds - 1), Format::Markdown).is_ok());
        for format in Format::ALL {
            let error = renderer.render(&form(rounds), format).expect_err("one round too many");
            assert!(matches!(error, RenderError::NoRound { round, .. } if round == rounds), "{error}");
        }
    }
}
