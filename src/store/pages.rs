//! The pages that a kit gives, and what became of those on disk.

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

/// What a page on disk is, beside the kit that it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Found {
    /// As the program wrote it.
    Ours,
    /// A form of ours with marks and added lines.
    FilledIn,
    /// As `pages.json` says, and not what templates and fonts give now. Only a thorough look tells.
    Unlike,
    /// As the program wrote it, beside another state of the kit.
    Stale,
    /// Changed by hand, or written by something else.
    Changed,
}

impl Found {
    /// Whether a person had a hand in it.
    pub fn is_of_people(self) -> bool {
        matches!(self, Found::FilledIn | Found::Changed)
    }
}

/// The pages of a kit as a whole, with the stems of their files: all but the forms of interviewers.
pub fn whole(kit: &Kit) -> Vec<(&'static str, Document<'_>)> {
    let mut pages = vec![("kit", Document::Kit(kit))];
    if kit.has_exhibits() {
        pages.push(("handouts", Document::Handouts(kit)));
    }
    pages
}

/// Every page of the kit that is in `folder`: relative name and what it is. `candidate` is the name on its
/// scorecards. `pages.json` can be changed together with a page, so a `thorough` look makes every page again.
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
                // Without a record, a page is compared with what the kit gives now.
                false => renderers.judge(&name, &there, page, format)?,
            };
            found.push((name, what));
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

    /// A page counts as made by the program when these choices give it, or the built-in ones do.
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
