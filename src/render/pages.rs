//! Renders a document in a format.

use std::sync::Arc;

use super::document::Document;
use super::error::RenderError;
use super::escape::plain;
use super::html;
use super::names::{has_marks, is_foreign, marked_in, marked_kit, marked_person, prints, unmarked};
use super::pdf::{FontSet, Look, NameFonts, PageSetup, Paper, merged, pdf};
use super::templates::Templates;
use crate::model::CandidateFile;

/// The format of a rendering.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Markdown, as GitHub shows it.
    Markdown,
    /// PDF.
    Pdf,
    /// HTML: a page to read, and for a pack a form.
    Html,
}

impl Format {
    /// All formats, in the order in which pages are written.
    pub const ALL: [Format; 3] = [Format::Markdown, Format::Pdf, Format::Html];

    /// The extension of its files, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Pdf => "pdf",
            Format::Html => "html",
        }
    }

    /// The format of the page with this file name; `None` if it is not that of a page.
    pub fn of(name: &str) -> Option<Format> {
        let (_, extension) = name.rsplit_once('.')?;
        Format::ALL.into_iter().find(|format| format.extension() == extension)
    }
}

/// A rendered file, and the characters that no font has.
#[derive(Debug)]
pub struct Rendering {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font has, sorted; empty except for a PDF.
    pub missing: Vec<char>,
    /// The letters of the candidate's name that no font has, sorted. If there is one, the page has the candidate's
    /// id in place of the name. Empty except for a PDF.
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
    look: Arc<Look>,
}

/// Documents in one PDF.
#[derive(Debug)]
pub struct Merged {
    /// The file.
    pub bytes: Vec<u8>,
    /// The characters that no font has, sorted.
    pub missing: Vec<char>,
    /// For each document, the letters of the candidate's name that no font has.
    pub unprinted: Vec<Vec<char>>,
    /// The number of its pages.
    pub pages: usize,
}

impl Renderer {
    /// A renderer.
    pub fn new(templates: Templates, fonts: FontSet, paper: Paper) -> Renderer {
        Renderer { templates, fonts, paper, name_fonts: None, look: Arc::default() }
    }

    /// Takes fonts for names of people whose letters `fonts` lacks. Pages without such a name never depend on them.
    #[must_use]
    pub fn with_name_fonts(self, fonts: Arc<dyn NameFonts>) -> Renderer {
        Renderer { name_fonts: Some(fonts), ..self }
    }

    /// Takes colours, logo and margins from a theme. Its fonts belong into the `fonts` of the renderer.
    #[must_use]
    pub fn with_look(self, look: Arc<Look>) -> Renderer {
        Renderer { look, ..self }
    }

    /// The set-up of the pages of a document.
    fn setup(&self, document: &Document<'_>) -> PageSetup {
        PageSetup { look: Arc::clone(&self.look), ..document.setup(self.paper) }
    }

    /// Renders a document. The bytes depend only on the document, the templates, the fonts, the look and the paper; those of a
    /// PDF with a name that `fonts` cannot print also on the fonts for names.
    ///
    /// # Errors
    /// [`RenderError`] if a template or the layout fails, or if a scorecard is for a round that its
    /// kit does not have.
    pub fn render(&self, document: &Document<'_>, format: Format) -> Result<Rendering, RenderError> {
        let text = match format {
            Format::Markdown => Some(self.markdown(document)?),
            Format::Html => Some(self.html(document)?),
            Format::Pdf => None,
        };
        if let Some(text) = text {
            return Ok(Rendering { bytes: text.into_bytes(), missing: Vec::new(), unprinted: Vec::new() });
        }
        let page = self.page(document)?;
        let pdf = pdf(&page.markdown, &page.setup, &self.fonts_for(&page.markdown))?;
        Ok(Rendering { bytes: pdf.bytes, missing: pdf.missing, unprinted: page.unprinted })
    }

    /// Renders documents as one PDF without fields, in this order. Each begins on a right page. `title` is the title of
    /// the file.
    ///
    /// # Errors
    /// As [`Renderer::render`].
    pub fn merged(&self, title: &str, documents: &[Document<'_>]) -> Result<Merged, RenderError> {
        let (mut parts, mut fonts, mut unprinted) = (Vec::new(), self.fonts.clone(), Vec::new());
        for document in documents {
            let page = self.page(document)?;
            fonts = self.more_fonts(fonts, &page.markdown);
            parts.push((page.markdown, PageSetup { flat: true, ..page.setup }));
            unprinted.push(page.unprinted);
        }
        let first = parts.first().map(|(_, setup)| setup.clone()).unwrap_or_default();
        let whole = PageSetup { title: plain(title), keywords: String::new(), ..first };
        let parts: Vec<_> = parts.iter().map(|(markdown, setup)| (markdown.as_str(), setup)).collect();
        let pdf = merged(&parts, &whole, &fonts)?;
        Ok(Merged { bytes: pdf.bytes, missing: pdf.missing, unprinted, pages: pdf.pages })
    }

    fn markdown(&self, document: &Document<'_>) -> Result<String, RenderError> {
        Ok(self.templates.render(document.template(), &document.view(false)?)?)
    }

    /// The page in HTML. The names of people are marked in its Markdown, unless a text that people wrote has a mark.
    fn html(&self, document: &Document<'_>) -> Result<String, RenderError> {
        let markdown =
            |of: &Document<'_>| Ok::<_, RenderError>(self.templates.render(of.template(), &of.view(true)?)?);
        let plain = markdown(document)?;
        let setup = document.setup(self.paper);
        let Some(kit) = document.kit().filter(|_| !has_marks(&plain) && !has_marks(&setup.footer_left))
        else {
            return Ok(html::page(&unmarked(&plain), document, &setup)?);
        };
        let kit = marked_kit(kit, |_| true);
        let person = document.person().map(|person| marked_person(person, |_| true));
        let marked = document.of(&kit, person.as_ref());
        let setup = PageSetup { footer_left: marked.setup(self.paper).footer_left, ..setup };
        Ok(html::page(&markdown(&marked)?, document, &setup)?)
    }

    /// The Markdown of a PDF and the set-up of its pages. Names that need fonts of the system are between marks in
    /// both. A candidate's name that no font can print is left out, so that the page has the id in its place.
    fn page(&self, document: &Document<'_>) -> Result<Page, RenderError> {
        let (markdown, setup) = (self.markdown(document)?, self.setup(document));
        let texts = [&markdown, &setup.header_left, &setup.footer_left];
        if texts.into_iter().any(|text| has_marks(text)) {
            // A text that people wrote has a mark, which draws nothing. It must not become a name, so the page has no
            // marks, and its names use no fonts of the system.
            let (header_left, footer_left) = (unmarked(&setup.header_left), unmarked(&setup.footer_left));
            let setup = PageSetup { header_left, footer_left, ..setup };
            return Ok(Page { markdown: unmarked(&markdown), setup, unprinted: Vec::new() });
        }
        let plain = Page { markdown, setup, unprinted: Vec::new() };
        let Some(kit) = document.kit().filter(|_| document.names().any(is_foreign)) else { return Ok(plain) };
        let kit = marked_kit(kit, is_foreign);
        let person = document.person().map(|person| marked_person(person, is_foreign));
        let marked = document.of(&kit, person.as_ref());
        let setup = PageSetup { footer_left: marked.setup(self.paper).footer_left, ..plain.setup };
        let markdown = self.markdown(&marked)?;
        let name = document.person().and_then(|person| person.name.as_deref());
        let fonts = self.fonts_for(&markdown);
        let name = name.filter(|name| prints(&markdown, name));
        let unprinted: Vec<char> = name.map(|name| fonts.lacking(name)).into_iter().flatten().collect();
        if unprinted.is_empty() {
            return Ok(Page { markdown, setup, unprinted });
        }
        let nameless = person.map(|person| CandidateFile { name: None, ..person });
        let markdown = self.markdown(&document.of(&kit, nameless.as_ref()))?;
        Ok(Page { markdown, setup, unprinted })
    }

    /// The fonts with those that the marked names of a page need.
    fn fonts_for(&self, markdown: &str) -> FontSet {
        self.more_fonts(self.fonts.clone(), markdown)
    }

    fn more_fonts(&self, fonts: FontSet, markdown: &str) -> FontSet {
        let Some(more) = &self.name_fonts else { return fonts };
        let letters = marked_in(markdown).into_iter().map(|name| self.fonts.lacking(name));
        letters
            .filter(|letters| !letters.is_empty())
            .fold(fonts, |fonts, letters| fonts.with_name_faces(more.find(&letters)))
    }
}

/// What a PDF is made from.
struct Page {
    markdown: String,
    setup: PageSetup,
    /// Letters of the candidate's name that no font has.
    unprinted: Vec<char>,
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
