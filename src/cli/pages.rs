//! The files that a kit gives, and whether those on disk are still what it gives.

use std::path::Path;

use panelkit::model::Kit;
use panelkit::render::{Format, Page};

use super::exit::Exit;
use super::outputs::{Looks, PaperArg};
use super::scorecards::all_forms;

/// What a file on disk is, beside the kit that names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// What the kit gives, on this paper.
    Rendering(PaperArg),
    /// Something else: changed by hand, or made with other templates.
    Other,
}

/// Every rendering of the kit that is in `folder`: relative name and what it is.
pub(super) fn found(folder: &Path, kit: &Kit, looks: &Looks) -> Result<Vec<(String, Found)>, Exit> {
    let forms = all_forms(kit);
    let mut pages: Vec<(String, Page<'_>)> = vec![("kit".to_owned(), Page::Kit)];
    pages.extend(forms.iter().map(|form| {
        let interviewer = form.interviewer.as_deref();
        let page = Page::Scorecard { round: form.round, interviewer, candidate_name: None };
        (format!("scorecards/{}", form.stem), page)
    }));
    let mut found = Vec::new();
    for (stem, page) in &pages {
        for format in [Format::Markdown, Format::Pdf] {
            let name = format!("{stem}.{}", format.extension());
            if let Ok(there) = std::fs::read(folder.join(&name)) {
                found.push((name, judge(&there, kit, *page, format, looks)?));
            }
        }
    }
    Ok(found)
}

fn judge(there: &[u8], kit: &Kit, page: Page<'_>, format: Format, looks: &Looks) -> Result<Found, Exit> {
    for paper in [PaperArg::A4, PaperArg::Letter] {
        if looks.renderer_on(paper)?.render(kit, page, format)?.bytes == there {
            return Ok(Found::Rendering(paper));
        }
        if format == Format::Markdown {
            break;
        }
    }
    Ok(Found::Other)
}
