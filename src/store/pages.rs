//! The pages that a kit has, and the state of those on disk.

use std::path::Path;

use crate::model::Kit;
use crate::render::{Document, Format, Paper};

use super::fault::Fault;
use super::files::bytes_of;
use super::forms::all_forms;
use super::looks::{Looks, Renderers};
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

/// All pages of a kit with the stems of their file names: the pages about the kit as a whole and, if `scorecards`
/// says so, a form for each round and interviewer. `candidate` is the name to print on the forms.
pub fn pages<'k>(kit: &'k Kit, candidate: Option<&'k str>, scorecards: bool) -> Vec<(String, Document<'k>)> {
    let whole = whole(kit).into_iter().map(|(stem, page)| (stem.to_owned(), page));
    let forms = if scorecards { all_forms(kit) } else { Vec::new() };
    whole.chain(forms.into_iter().map(|form| (form.stem.clone(), form.document(kit, candidate)))).collect()
}

/// The file names of [`pages`] in these formats.
pub fn page_names(kit: &Kit, formats: &[Format], scorecards: bool) -> Vec<String> {
    let all = pages(kit, None, scorecards);
    let name = |stem: &str, format: &Format| format!("{stem}.{}", format.extension());
    all.iter().flat_map(|(stem, _)| formats.iter().map(move |format| name(stem, format))).collect()
}

/// Every page of the kit that is in `folder`: its name relative to the folder, and its state. `candidate` is the
/// name on the candidate's scorecards. Someone may change `pages.json` together with a page, so a `thorough`
/// check renders every page again and compares.
///
/// # Errors
/// [`Fault::World`] when a file cannot be read, or a page cannot be rendered.
pub fn found(
    folder: &Path,
    kit: &Kit,
    candidate: Option<&str>,
    looks: &Looks,
    thorough: bool,
) -> Result<Vec<(String, Found)>, Fault> {
    let record = Record::read(folder)?;
    let judge = Judge::new(looks);
    let mut found = Vec::new();
    for (stem, page) in &pages(kit, candidate, true) {
        for format in Format::ALL {
            let name = format!("{stem}.{}", format.extension());
            let Some(there) = bytes_of(&folder.join(&name))? else { continue };
            let what = match record.has(&name, &there) == Some(true) {
                true if record.is_of(kit) && !thorough => Found::Ours,
                true => match judge.judge(&name, &there, page, format)? {
                    Found::Ours => Found::Ours,
                    _ if record.is_of(kit) => Found::Unlike,
                    _ => Found::Stale,
                },
                false if record.is_filled_in(&name, &there) => Found::FilledIn,
                // Without a record, a page is compared with a page rendered from the kit now.
                false => judge.judge(&name, &there, page, format)?,
            };
            found.push((name, what));
        }
    }
    Ok(found)
}

/// Compares pages on disk with rendered ones.
struct Judge<'l> {
    /// With the fonts and templates of the request, then with the built-in ones if these differ.
    renderers: Vec<Renderers<'l>>,
}

impl Judge<'_> {
    fn new(looks: &Looks) -> Judge<'_> {
        let built_in = looks.has_own().then(Renderers::built_in);
        Judge { renderers: [Renderers::new(looks)].into_iter().chain(built_in).collect() }
    }

    /// A page counts as written by the program if rendering with one of these choices produces the same bytes.
    fn judge(&self, name: &str, there: &[u8], page: &Document<'_>, format: Format) -> Result<Found, Fault> {
        let there = unix(name, there);
        for renderers in &self.renderers {
            for paper in [Paper::A4, Paper::Letter] {
                let ours = renderers.on(paper)?.render(page, format)?.bytes;
                if ours == there {
                    return Ok(Found::Ours);
                }
                if format == Format::Markdown {
                    if marks::is_filled_in(name, &there, &ours) {
                        return Ok(Found::FilledIn);
                    }
                    // Paper makes no difference to Markdown.
                    break;
                }
            }
        }
        Ok(Found::Changed)
    }
}
