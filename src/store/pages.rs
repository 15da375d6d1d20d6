//! The pages that a kit has, and the state of those on disk.

use std::path::Path;

use crate::model::{CandidateFile, Kit};
use crate::render::{Document, Format, Layout, Paper};

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

/// The stem of the pages of a whole kit, in each format.
pub(super) const KIT: &str = "kit";
/// The stem of the page with the exhibits of all rounds, which earlier versions wrote.
pub(super) const OLD_HANDOUTS: &str = "handouts";

/// Whether a file beside a kit has the name of a page about the kit as a whole, of this version or an earlier one.
pub fn is_whole(name: &str) -> bool {
    let (Some((stem, _)), Some(_)) = (name.rsplit_once('.'), Format::of(name)) else { return false };
    let known = [KIT, OLD_HANDOUTS, "preparation"].contains(&stem);
    let of_round = ["kit--", "handouts--"].iter().any(|start| stem.starts_with(start));
    known || of_round
}

/// Whether a page has the exhibits of all rounds, as earlier versions wrote it.
pub(super) fn is_of_old_handouts(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(stem, _)| stem == OLD_HANDOUTS)
}

/// Whether a page is the file of a round.
pub(super) fn is_of_round(name: &str) -> bool {
    name.starts_with("kit--")
}

/// The pages about the kit as a whole in a format (all pages except the interviewers' forms), with the stems of their
/// file names. `person` says for which rounds the candidate has an arrangement. `split`: whether the Markdown has a file
/// for each round.
pub fn whole<'k>(
    kit: &'k Kit,
    person: Option<&CandidateFile>,
    format: Format,
    split: bool,
) -> Vec<(String, Document<'k>)> {
    let mut pages = match split && format == Format::Markdown {
        true => vec![(KIT.to_owned(), Document::Front(kit))],
        false => vec![(KIT.to_owned(), Document::Kit(kit))],
    };
    if split && format == Format::Markdown {
        pages.extend(rounds(kit));
    }
    for (n, round) in kit.rounds.iter().enumerate() {
        let questions = person.is_some_and(|person| person.arrangement(&round.id).is_some());
        if questions || round.slots.iter().any(|slot| !slot.question.exhibits.is_empty()) {
            pages.push(handouts(kit, n, questions));
        }
    }
    if kit.candidate.is_some() {
        pages.push(("preparation".to_owned(), Document::Preparation(kit)));
    }
    pages
}

/// The sheets for the candidate in the round at an index.
fn handouts(kit: &Kit, round: usize, questions: bool) -> (String, Document<'_>) {
    (format!("handouts--{}", kit.rounds[round].id), Document::Handouts { kit, round, questions })
}

/// The files of the rounds of a kit whose Markdown is split.
fn rounds(kit: &Kit) -> impl Iterator<Item = (String, Document<'_>)> {
    let page = |(n, round): (usize, &_)| {
        let round: &crate::model::KitRound = round;
        (format!("kit--{}", round.id), Document::Round { kit, round: n })
    };
    kit.rounds.iter().enumerate().map(page)
}

/// All pages of a kit in a format with the stems of their file names: the pages about the kit as a whole and, if
/// `scorecards` says so, a form for each round and interviewer. `person` is what to print about the candidate.
pub fn pages<'k>(
    kit: &'k Kit,
    person: Option<&'k CandidateFile>,
    format: Format,
    scorecards: bool,
) -> Vec<(String, Document<'k>)> {
    let forms = if scorecards { all_forms(kit) } else { Vec::new() };
    let forms = forms.into_iter().map(|form| {
        let page = form.document(kit, person, Layout::default());
        (form.stem, page)
    });
    whole(kit, person, format, false).into_iter().chain(forms).collect()
}

/// The file names of the pages about the kit as a whole and, if `scorecards` says so, of the forms, in these formats.
pub fn page_names(
    kit: &Kit,
    person: Option<&CandidateFile>,
    formats: &[Format],
    scorecards: bool,
    split: bool,
) -> Vec<String> {
    let mut names = Vec::new();
    let forms = if scorecards { all_forms(kit) } else { Vec::new() };
    for format in formats {
        let whole = whole(kit, person, *format, split).into_iter().map(|(stem, _)| stem);
        let stems = whole.chain(forms.iter().map(|form| form.stem.clone()));
        names.extend(stems.map(|stem| format!("{stem}.{}", format.extension())));
    }
    names
}

/// Every page that the folder of a kit may have in a format, laid out as `record` says. The files of rounds are among
/// them, whether the Markdown is split or not, and so are handouts for an arrangement that no longer holds.
fn possible<'k>(
    kit: &'k Kit,
    person: Option<&'k CandidateFile>,
    format: Format,
    record: &Record,
) -> Vec<(String, Document<'k>)> {
    let name = |stem: &str| format!("{stem}.{}", format.extension());
    let split = record.layout(&name(KIT)).split;
    let mut pages = whole(kit, person, format, split);
    if format == Format::Markdown && !split {
        pages.extend(rounds(kit));
    }
    for round in 0..kit.rounds.len() {
        let (stem, page) = handouts(kit, round, true);
        let recorded = record.names().any(|known| known == name(&stem));
        if recorded && pages.iter().all(|(known, _)| *known != stem) {
            pages.push((stem, page));
        }
    }
    for form in all_forms(kit) {
        let page = form.document(kit, person, record.layout(&name(&form.stem)));
        pages.push((form.stem, page));
    }
    pages
}

/// Every page of the kit that is in `folder`: its name relative to the folder, and its state. `person` is what the
/// candidate's scorecards print. Someone may change `pages.json` together with a page, so a `thorough` check renders
/// every page again and compares.
///
/// # Errors
/// [`Fault::World`] when a file cannot be read, or a page cannot be rendered.
pub fn found(
    folder: &Path,
    kit: &Kit,
    person: Option<&CandidateFile>,
    looks: &Looks,
    thorough: bool,
) -> Result<Vec<(String, Found)>, Fault> {
    let record = Record::read(folder)?;
    let judge = Judge::new(looks);
    let mut found = Vec::new();
    for format in Format::ALL {
        for (stem, page) in &possible(kit, person, format, &record) {
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
        found.extend(old_handouts(folder, kit, format, &record)?);
    }
    Ok(found)
}

/// The page with the exhibits of all rounds, which earlier versions wrote. It cannot be made again, so only `pages.json`
/// tells whether it is as the program wrote it.
fn old_handouts(
    folder: &Path,
    kit: &Kit,
    format: Format,
    record: &Record,
) -> Result<Option<(String, Found)>, Fault> {
    let name = format!("{OLD_HANDOUTS}.{}", format.extension());
    let Some(there) = bytes_of(&folder.join(&name))? else { return Ok(None) };
    let what = match (record.has(&name, &there), record.is_of(kit)) {
        (Some(true), true) => Found::Unlike,
        (Some(true), false) => Found::Stale,
        _ => Found::Changed,
    };
    Ok(Some((name, what)))
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
                if format == Format::Markdown && marks::is_filled_in(name, &there, &ours) {
                    return Ok(Found::FilledIn);
                }
                if format != Format::Pdf {
                    // Paper makes a difference only to PDF.
                    break;
                }
            }
        }
        Ok(Found::Changed)
    }
}
