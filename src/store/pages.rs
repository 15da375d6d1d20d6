//! The pages that a kit has, and the state of those on disk.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::path::Path;

use crate::model::Kit;
use crate::render::{Document, Format, Paper, Renderer};

use super::fault::Fault;
use super::files::bytes_of;
use super::forms::all_forms;
use super::looks::Looks;
use super::marks;
use super::record::{Record, unix};

/// The state of a page on disk compared with the kit that it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// As the program wrote it.
    Ours,
    /// A form written by the program, with marks and added lines.
    FilledIn,
    /// It matches `pages.json`, but the current templates and fonts would produce a different page. Only a
    /// `thorough` check finds this.
    Unlike,
    /// As the program wrote it, but from an earlier state of the kit.
    Stale,
    /// Changed by hand, or written by something else.
    Changed,
}

impl Found {
    /// Whether a person filled the page in or changed it.
    pub fn is_of_people(self) -> bool {
        matches!(self, Found::FilledIn | Found::Changed)
    }
}

/// The pages about the kit as a whole (all pages except the interviewers' forms), with the stems of their file
/// names.
pub fn whole(kit: &Kit) -> Vec<(&'static str, Document<'_>)> {
    let mut pages = vec![("kit", Document::Kit(kit))];
    if kit.has_exhibits() {
        pages.push(("handouts", Document::Handouts(kit)));
    }
    pages
}

/// Every page of the kit that is in `folder`: its name relative to the folder, and its state. `candidate` is the
/// name on the candidate's scorecards. Someone may change `pages.json` together with a page, so a `thorough`
/// check renders every page again and compares.
pub fn found(
    folder: &Path,
    kit: &Kit,
    candidate: Option<&str>,
    looks: &Looks,
    thorough: bool,
) -> Result<Vec<(String, Found)>, Fault> {
    let record = Record::read(folder)?;
    let forms = all_forms(kit);
    let renderers = Renderers::new(looks);
    let mut pages: Vec<(String, Document<'_>)> =
        whole(kit).into_iter().map(|(stem, page)| (stem.to_owned(), page)).collect();
    pages.extend(forms.iter().map(|form| {
        let interviewer = form.interviewer.as_deref();
        let page = Document::Scorecard { kit, round: form.round, interviewer, candidate_name: candidate };
        (format!("scorecards/{}", form.stem), page)
    }));
    let mut found = Vec::new();
    for (stem, page) in &pages {
        for format in [Format::Markdown, Format::Pdf] {
            let name = format!("{stem}.{}", format.extension());
            let Some(there) = bytes_of(&folder.join(&name))? else { continue };
            let what = match record.has(&name, &there) == Some(true) {
                true if record.is_of(kit) && !thorough => Found::Ours,
                true => match renderers.judge(&name, &there, page, format)? {
                    Found::Ours => Found::Ours,
                    _ if record.is_of(kit) => Found::Unlike,
                    _ => Found::Stale,
                },
                false if record.is_filled_in(&name, &there) => Found::FilledIn,
                // Without a record, a page is compared with a page rendered from the kit now.
                false => renderers.judge(&name, &there, page, format)?,
            };
            found.push((name, what));
        }
    }
    Ok(found)
}

/// A renderer for each of the two paper sizes, made when it is first needed.
struct Renderers<'l> {
    looks: Cow<'l, Looks>,
    made: [OnceCell<Renderer>; 2],
    /// Renderers with the built-in fonts and templates; `None` if `looks` names no others.
    plain: Option<Box<Renderers<'static>>>,
}

impl Renderers<'_> {
    fn new(looks: &Looks) -> Renderers<'_> {
        let own = !looks.fonts.is_empty() || looks.templates.is_some();
        let built_in = Looks { fonts: Vec::new(), templates: None, ..looks.clone() };
        let plain = own.then(|| {
            Box::new(Renderers { looks: Cow::Owned(built_in), made: Default::default(), plain: None })
        });
        Renderers { looks: Cow::Borrowed(looks), made: Default::default(), plain }
    }

    fn on(&self, paper: Paper) -> Result<&Renderer, Fault> {
        let cell = &self.made[paper as usize];
        if let Some(renderer) = cell.get() {
            return Ok(renderer);
        }
        let renderer = self.looks.renderer_on(paper)?;
        Ok(cell.get_or_init(|| renderer))
    }

    /// A page counts as written by the program if rendering with these choices, or with the built-in fonts and
    /// templates, produces the same bytes.
    fn judge(&self, name: &str, there: &[u8], page: &Document<'_>, format: Format) -> Result<Found, Fault> {
        let found = self.judge_by(name, there, page, format)?;
        match &self.plain {
            Some(plain) if found == Found::Changed => plain.judge_by(name, there, page, format),
            _ => Ok(found),
        }
    }

    fn judge_by(
        &self,
        name: &str,
        there: &[u8],
        page: &Document<'_>,
        format: Format,
    ) -> Result<Found, Fault> {
        for paper in [Paper::A4, Paper::Letter] {
            let ours = self.on(paper)?.render(page, format)?.bytes;
            if ours == there || ours == unix(name, there) {
                return Ok(Found::Ours);
            }
            if format == Format::Markdown {
                let filled = marks::is_filled_in(name, there, &ours);
                return Ok(if filled { Found::FilledIn } else { Found::Changed });
            }
        }
        Ok(Found::Changed)
    }
}
