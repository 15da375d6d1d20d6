//! A kit or a scorecard in a format.

use super::pdf::{FontSet, PageSetup, Paper, PdfError, pdf};
use super::templates::{TemplateError, Templates};
use super::view::{CertificateView, HandoutsView, KitView, ScorecardView};
use crate::model::{Certificate, Kit};

/// What a rendering is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// Markdown, as GitHub shows it.
    Markdown,
    /// PDF.
    Pdf,
}

impl Format {
    /// The ending of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Format::Markdown => "md",
            Format::Pdf => "pdf",
        }
    }
}

/// What is on the page.
#[derive(Clone, Copy, Debug)]
pub enum Page<'a> {
    /// The whole kit.
    Kit,
    /// The sheets for the candidate: exhibits, and nothing of the questions.
    Handouts,
    /// The form of one interviewer for the round at an index.
    Scorecard {
        /// Index of the round.
        round: usize,
        /// Whose form; a blank line when none.
        interviewer: Option<&'a str>,
        /// Name to print for the candidate.
        candidate_name: Option<&'a str>,
    },
}

/// Bytes, and the characters that no font could print.
#[derive(Debug)]
pub struct Rendering {
    /// The file.
    pub bytes: Vec<u8>,
    /// Sorted; empty for Markdown.
    pub missing: Vec<char>,
}

/// Why there is no rendering.
#[derive(Debug, thiserror::Error)]
pub enum RenderError {
    /// A template.
    #[error("{0}")]
    Template(#[from] TemplateError),
    /// The layout.
    #[error("{0}")]
    Pdf(#[from] PdfError),
}

/// Templates, fonts and paper: all that a rendering depends on beside the kit.
pub struct Renderer {
    templates: Templates,
    fonts: FontSet,
    paper: Paper,
}

impl Renderer {
    /// A renderer.
    pub fn new(templates: Templates, fonts: FontSet, paper: Paper) -> Renderer {
        Renderer { templates, fonts, paper }
    }

    /// Renders one page set.
    ///
    /// # Errors
    /// [`RenderError`] when a template or the layout fails.
    pub fn render(&self, kit: &Kit, page: Page<'_>, format: Format) -> Result<Rendering, RenderError> {
        let markdown = self.markdown(kit, page)?;
        match format {
            Format::Markdown => Ok(Rendering { bytes: markdown.into_bytes(), missing: Vec::new() }),
            Format::Pdf => self.pdf(kit, page, &markdown),
        }
    }

    /// Renders the certificate of a req.
    ///
    /// # Errors
    /// [`RenderError`] when a template or the layout fails.
    pub fn certificate(&self, certificate: &Certificate, format: Format) -> Result<Rendering, RenderError> {
        let markdown = self.templates.render("equivalence.md.hbs", &CertificateView::new(certificate))?;
        if format == Format::Markdown {
            return Ok(Rendering { bytes: markdown.into_bytes(), missing: Vec::new() });
        }
        let setup = PageSetup {
            paper: self.paper,
            title: format!("Equivalence certificate: {}", certificate.title),
            subject: format!("Structured interviews for {}", certificate.req),
            language: "en".to_owned(),
            header_left: format!("Equivalence certificate · {}", certificate.title),
            footer_left: certificate.req.clone(),
            digest: certificate.loop_digest.trim_start_matches("sha256:").to_owned(),
            ..PageSetup::default()
        };
        let pdf = pdf(&markdown, &setup, &self.fonts)?;
        Ok(Rendering { bytes: pdf.bytes, missing: pdf.missing })
    }

    fn markdown(&self, kit: &Kit, page: Page<'_>) -> Result<String, TemplateError> {
        match page {
            Page::Kit => self.templates.render("kit.md.hbs", &KitView::new(kit)),
            Page::Handouts => self.templates.render("handouts.md.hbs", &HandoutsView::new(kit)),
            Page::Scorecard { round, interviewer, candidate_name } => {
                let view = ScorecardView::new(kit, round, interviewer, candidate_name);
                self.templates.render("scorecard.md.hbs", &view)
            }
        }
    }

    fn pdf(&self, kit: &Kit, page: Page<'_>, markdown: &str) -> Result<Rendering, RenderError> {
        let what = match page {
            Page::Kit => "Interview kit".to_owned(),
            Page::Handouts => "Handouts".to_owned(),
            Page::Scorecard { round, .. } => format!("Scorecard, {}", kit.rounds[round].title),
        };
        let whose = kit.candidate.as_ref().map_or_else(|| kit.req.clone(), |c| format!("{} · {c}", kit.req));
        let setup = PageSetup {
            paper: self.paper,
            title: format!("{what}: {}", kit.role.title),
            author: kit.role.hiring_manager.clone().unwrap_or_default(),
            subject: format!("Structured interview for {}", kit.req),
            keywords: kit.coverage.iter().map(|c| c.name.as_str()).collect::<Vec<_>>().join(", "),
            language: "en".to_owned(),
            header_left: match page {
                Page::Kit | Page::Handouts => kit.role.title.clone(),
                Page::Scorecard { .. } => format!("{what} · {}", kit.role.title),
            },
            footer_left: whose,
            digest: kit.digest.trim_start_matches("sha256:").to_owned(),
            created: None,
        };
        let pdf = pdf(markdown, &setup, &self.fonts)?;
        Ok(Rendering { bytes: pdf.bytes, missing: pdf.missing })
    }
}
