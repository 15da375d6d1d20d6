//! The files that a kit gives, and whether those on disk are still what it gives.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::Path;

use panelkit::model::Kit;
use panelkit::render::{Format, Page, Renderer};

use super::exit::Exit;
use super::outputs::{Looks, PaperArg};
use super::scorecards::all_forms;
use super::targets::bytes_of;

/// What a file on disk is, beside the kit that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// What the kit gives, on this paper.
    Rendering(PaperArg),
    /// Something else: changed by hand, or made with other templates.
    Other,
}

/// The pages of a kit as a whole, with the stems of their files: all but the forms of interviewers.
pub(super) fn whole(kit: &Kit) -> Vec<(&'static str, Page<'static>)> {
    let mut pages = vec![("kit", Page::Kit)];
    if kit.has_exhibits() {
        pages.push(("handouts", Page::Handouts));
    }
    pages
}

/// Every rendering of the kit that is in `folder`: relative name and what it is. `candidate` is the name
/// on its scorecards.
pub(super) fn found(
    folder: &Path,
    kit: &Kit,
    candidate: Option<&str>,
    looks: &Looks,
) -> Result<Vec<(String, Found)>, Exit> {
    let forms = all_forms(kit);
    let renderers = Renderers::new(looks);
    let mut pages: Vec<(String, Page<'_>)> =
        whole(kit).into_iter().map(|(stem, page)| (stem.to_owned(), page)).collect();
    pages.extend(forms.iter().map(|form| {
        let interviewer = form.interviewer.as_deref();
        let page = Page::Scorecard { round: form.round, interviewer, candidate_name: candidate };
        (format!("scorecards/{}", form.stem), page)
    }));
    let mut found = Vec::new();
    for (stem, page) in &pages {
        for format in [Format::Markdown, Format::Pdf] {
            let name = format!("{stem}.{}", format.extension());
            if let Some(there) = bytes_of(&folder.join(&name))? {
                found.push((name, renderers.judge(&there, kit, *page, format)?));
            }
        }
    }
    Ok(found)
}

/// Renderers for both papers, made when they are needed.
struct Renderers<'l> {
    looks: Cow<'l, Looks>,
    made: [OnceCell<Renderer>; 2],
    /// Those without fonts and templates of one's own, where these choices name some.
    plain: Option<Box<Renderers<'static>>>,
}

impl Renderers<'_> {
    fn new(looks: &Looks) -> Renderers<'_> {
        let own = !looks.font.is_empty() || looks.templates.is_some();
        let built_in = Looks { font: Vec::new(), templates: None, ..looks.clone() };
        let plain = own.then(|| {
            Box::new(Renderers { looks: Cow::Owned(built_in), made: Default::default(), plain: None })
        });
        Renderers { looks: Cow::Borrowed(looks), made: Default::default(), plain }
    }

    fn on(&self, paper: PaperArg) -> Result<&Renderer, Exit> {
        let cell = &self.made[paper as usize];
        if let Some(renderer) = cell.get() {
            return Ok(renderer);
        }
        let renderer = self.looks.renderer_on(paper)?;
        Ok(cell.get_or_init(|| renderer))
    }

    /// A page counts as made by the program when these choices give it, or the built-in ones do.
    fn judge(&self, there: &[u8], kit: &Kit, page: Page<'_>, format: Format) -> Result<Found, Exit> {
        let found = self.judge_by(there, kit, page, format)?;
        match &self.plain {
            Some(plain) if found == Found::Other => plain.judge_by(there, kit, page, format),
            _ => Ok(found),
        }
    }

    fn judge_by(&self, there: &[u8], kit: &Kit, page: Page<'_>, format: Format) -> Result<Found, Exit> {
        for paper in [PaperArg::A4, PaperArg::Letter] {
            if self.on(paper)?.render(kit, page, format)?.bytes == there {
                return Ok(Found::Rendering(paper));
            }
            if format == Format::Markdown {
                break;
            }
        }
        Ok(Found::Other)
    }
}
