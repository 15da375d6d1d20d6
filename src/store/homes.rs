//! The folder of one kit (of the loop or of a candidate): what is in it, and how it changes when another kit is
//! written there.
//!
//! One rule holds for all commands. The program may replace a page that is unchanged since the program wrote
//! it. A page that people wrote on or changed is never lost. It stays where it is as long as the interview
//! is the same, and moves to the history when the interview changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::disk;
use crate::issue;
use crate::model::{CandidateFile, Kit};
use crate::render::{Document, Format, Layout, Paper, Renderer};

use super::drafts::{Draft, past_of};
use super::fault::Fault;
use super::files::bytes_of;
use super::forms::{Form, all_forms};
use super::looks::{Looks, Made, Rendered};
use super::marks;
use super::pages::{self, Found};
use super::record::{self, RECORD, Record};

/// The current state of a kit's folder.
pub struct Home {
    /// The folder.
    pub folder: PathBuf,
    /// The kit in it.
    pub kit: Kit,
    /// What to print about the candidate; `None` for a loop.
    pub person: Option<CandidateFile>,
    /// The pages of the kit that are on disk, each with its state.
    pub pages: Vec<(String, Found)>,
    record: Record,
}

/// What happens to pages that people wrote on or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theirs {
    /// They stay: the interview is the same.
    Stay,
    /// Forms stay, and changed pages that are written again move to the history.
    FormsStay,
    /// As `FormsStay`, but forms of people who are no longer interviewers move to the history.
    LeaversMove,
    /// Pages that this run writes again move to the history; the others stay.
    GivenMove,
    /// They move to the history, with the kit.
    Move,
}

impl Home {
    /// Looks at the folder of a kit.
    pub fn read(
        folder: &Path,
        kit: Kit,
        person: Option<CandidateFile>,
        looks: &Looks,
    ) -> Result<Home, Fault> {
        let pages = pages::found(folder, &kit, person.as_ref(), looks, false)?;
        Ok(Home { folder: folder.to_path_buf(), record: Record::read(folder)?, kit, person, pages })
    }

    /// The paper of the pages on disk.
    pub fn paper(&self) -> Option<Paper> {
        self.record.paper
    }

    /// Whether `panelkit.yaml` asks for another paper, other fonts or another theme than the pages were made with.
    pub fn is_made_otherwise(&self, looks: &Looks) -> Result<bool, Fault> {
        let made = looks.made(self.paper())?;
        Ok(!self.pages.is_empty() && self.record.is_made_otherwise(looks, made.own.as_ref()))
    }

    /// The PDF pages that were made before `panelkit.yaml` asked for its paper, fonts and theme, that a draft leaves as they are,
    /// and that `generate` makes again. There are none if the request names fonts, templates or paper itself.
    pub fn outdated(&self, draft: &Draft, looks: &Looks) -> Result<Vec<String>, Fault> {
        let held = self.person.as_ref().is_some_and(|person| person.held.is_some());
        if held || looks.are_chosen() || !self.is_made_otherwise(looks)? {
            return Ok(Vec::new());
        }
        let stays = |name: &str| !draft.files.contains_key(name) && !draft.gone.contains(name);
        let pages = self.pages.iter().filter(|(_, what)| !what.is_of_people());
        let names = pages.map(|(name, _)| name).filter(|name| name.ends_with(".pdf") && stays(name));
        Ok(names.cloned().collect())
    }

    /// Whether the pages were made with the user's own fonts or templates, and this request names none.
    pub fn wants_others(&self, made: &Made) -> bool {
        self.record.own.is_some() && made.own.is_none()
    }

    /// Pages, other than forms, that people changed and that a run may write again.
    pub fn changed(&self) -> impl Iterator<Item = &str> {
        let changed = self.pages.iter().filter(|(_, what)| *what == Found::Changed);
        changed.map(|(name, _)| name.as_str()).filter(|name| {
            let gone = pages::is_of_old_handouts(name) || pages::is_of_round(name) && !self.is_split();
            !name.starts_with("scorecards/") && !gone
        })
    }

    /// The layout of a page on disk.
    pub fn layout(&self, name: &str) -> Layout {
        self.record.layout(name)
    }

    /// Whether the Markdown of the kit has a file for each round.
    pub fn is_split(&self) -> bool {
        self.record.layout("kit.md").split
    }

    fn has(&self, stem: &str, format: Format) -> bool {
        self.pages.iter().any(|(name, _)| *name == format!("{stem}.{}", format.extension()))
    }

    /// Renders the pages of `kit` for this folder: the pages that the folder has now, the pages about the kit as
    /// a whole in the formats `also`, and forms for new interviewers in rounds that have forms. `split`: whether to
    /// split the Markdown, also if it is in one file now.
    pub fn rendered(
        &self,
        kit: &Kit,
        renderer: &Renderer,
        also: &[Format],
        split: bool,
    ) -> Result<Rendered, Fault> {
        let mut rendered = Rendered::default();
        let before = all_forms(&self.kit);
        for format in Format::ALL {
            for (stem, page) in pages::whole(kit, self.person.as_ref(), format, split || self.is_split()) {
                if also.contains(&format) || self.is_wanted(&stem, &page, format) {
                    rendered.add(&page, &stem, &[format], renderer)?;
                }
            }
            for form in all_forms(kit) {
                let round = &kit.rounds[form.round].id;
                let of_round = before.iter().filter(|f| self.kit.rounds[f.round].id == *round);
                let known = before.iter().any(|f| f.stem == form.stem);
                let wanted = match known {
                    true => self.has(&form.stem, format),
                    false => of_round.into_iter().any(|f| self.has(&f.stem, format)),
                };
                if wanted {
                    let layout = self.layout(&format!("{}.{}", form.stem, format.extension()));
                    let page = form.document(kit, self.person.as_ref(), layout);
                    rendered.add(&page, &form.stem, &[format], renderer)?;
                }
            }
        }
        Ok(rendered)
    }

    /// Whether a page about the kit as a whole belongs to the folder. A page that is not there yet is wanted in the
    /// formats of the pages from which it takes over: handouts from those of earlier versions, a preparation and the
    /// files of rounds from the kit.
    fn is_wanted(&self, stem: &str, page: &Document<'_>, format: Format) -> bool {
        let known = pages::whole(&self.kit, None, format, true).iter().any(|(before, _)| before == stem);
        let model = match page {
            Document::Handouts { .. } if known => pages::OLD_HANDOUTS,
            _ => pages::KIT,
        };
        self.has(stem, format) || self.has(model, format)
    }

    /// The handouts to make with these forms: those with a sheet for each question, and those that show what was agreed
    /// before.
    pub fn sheets(&self, forms: &[Form<'_>], formats: &[Format]) -> Vec<(String, Document<'_>, Format)> {
        let renamed = self.is_renamed();
        let person = self.person.as_ref();
        let of = |format: &Format| {
            let pages = pages::whole(&self.kit, person, *format, false).into_iter();
            pages.map(|(stem, page)| (stem, page, *format)).collect::<Vec<_>>()
        };
        let mut pages: Vec<_> = formats.iter().flat_map(of).collect();
        pages.retain(|(stem, page, format)| {
            let Document::Handouts { round, questions, .. } = page else { return false };
            let name = format!("{stem}.{}", format.extension());
            let ours = self.pages.iter().any(|(known, what)| *known == name && !what.is_of_people());
            forms.iter().any(|form| form.round == *round) && (*questions || renamed && ours)
        });
        pages
    }

    /// Plans to write `kit` (a new one or the same) with the pages `rendered` into this folder; `made` says how
    /// they were rendered. Pages written by the program that the new kit no longer has are removed, unless the
    /// kit is the same.
    pub fn draft(&self, kit: &Kit, rendered: Rendered, made: &Made, theirs: Theirs) -> Result<Draft, Fault> {
        let mut draft = Draft::new(&self.folder, rendered);
        let past = past_of(&self.kit.digest);
        let mut record = Record::of(kit, made, &draft.files, &draft.layouts);
        // Pages written by the program that this run does not render again keep their old paper, fonts and
        // candidate name, so the record must keep these too.
        let is_older = |(name, what): &&(String, Found)| {
            !what.is_of_people() && !draft.files.contains_key(name) && self.keeps(kit, name, &draft)
        };
        let same = self.kit.digest == kit.digest;
        let older: Vec<&str> =
            self.pages.iter().filter(|_| same).filter(is_older).map(|(name, _)| name.as_str()).collect();
        record.name = match older.iter().any(|name| name.starts_with("scorecards/")) {
            true if self.is_renamed() && !draft.files.is_empty() => Some(record::MIXED.to_owned()),
            true => self.record.name.clone(),
            false => record::name_of(kit, self.person.as_ref()),
        };
        if !older.is_empty() {
            record.paper = self.record.paper;
            // If this run uses none of the user's own fonts, templates or theme but older pages were made with some, the
            // record keeps their digest, so that the next run asks about them.
            record.own = match record.own {
                Some(own) if self.record.own.as_ref() != Some(&own) => Some(record::MIXED.to_owned()),
                own => own.or_else(|| self.record.own.clone()),
            };
        }
        let moved_on = self.moved_on(kit);
        for (name, what) in &self.pages {
            let given = draft.files.contains_key(name);
            let form = name.starts_with("scorecards/");
            match (what, theirs) {
                (Found::Ours | Found::Unlike | Found::Stale, _) if given => {}
                (Found::Ours | Found::Unlike, _) if same && self.keeps(kit, name, &draft) => {
                    record.record(name, &bytes_of(&self.folder.join(name))?.unwrap_or_default());
                    record.keep_layout(name, &self.record);
                }
                (Found::Ours | Found::Unlike | Found::Stale, _) => drop(draft.gone.insert(name.clone())),
                // A form whose file name now belongs to a different interviewer.
                (_, Theirs::Stay | Theirs::FormsStay | Theirs::LeaversMove)
                    if given && moved_on.contains(stem(name)) =>
                {
                    draft.moves(name, &past)?;
                }
                (_, Theirs::LeaversMove) if form && !self.keeps(kit, name, &draft) => {
                    draft.moves(name, &past)?
                }
                (_, Theirs::Stay) => self.stays(kit, name, &mut draft, &mut record),
                (_, Theirs::FormsStay | Theirs::LeaversMove) if form => {
                    self.stays(kit, name, &mut draft, &mut record)
                }
                (_, Theirs::FormsStay | Theirs::LeaversMove | Theirs::GivenMove) if !given => {
                    record.keep(name, &self.record)
                }
                _ => draft.moves(name, &past)?,
            }
        }
        self.strangers(&mut draft, &mut record, &past)?;
        if theirs == Theirs::Move {
            let bytes = bytes_of(&self.folder.join("kit.json"))?;
            draft.archive(
                &past,
                "kit.json",
                bytes.unwrap_or_else(|| issue::to_json(&self.kit).into_bytes()),
            )?;
        }
        if *kit != self.kit {
            draft.files.insert("kit.json".to_owned(), issue::to_json(kit).into_bytes());
        }
        draft.files.insert(RECORD.to_owned(), record.to_json());
        Ok(draft)
    }

    /// Handles files that have the name of a new page but are not pages of the current kit, such as a form that
    /// stayed when its interviewer left the round. Text that a person wrote is never overwritten.
    fn strangers(&self, draft: &mut Draft, record: &mut Record, past: &str) -> Result<(), Fault> {
        let known: BTreeSet<&str> = self.pages.iter().map(|(name, _)| name.as_str()).collect();
        let given: Vec<String> =
            draft.files.keys().filter(|n| !known.contains(n.as_str())).cloned().collect();
        for name in given.iter().filter(|name| !name.starts_with("history/")) {
            let Some(there) = bytes_of(&self.folder.join(name))? else { continue };
            let ours = there == draft.files[name] || self.record.has(name, &there) == Some(true);
            let filled = marks::is_filled_in(name, &there, &draft.files[name]);
            match (ours, filled) {
                (true, _) => {}
                (false, true) => {
                    draft.files.remove(name);
                    draft.kept.insert(name.clone());
                }
                (false, false) => draft.moves(name, past)?,
            }
        }
        // Keep the record entries of files that stay although they are not pages of the kit.
        for name in self.record.names().filter(|name| !known.contains(name)) {
            let stays = !given.iter().any(|g| g == name) && !draft.gone.contains(name);
            if stays && bytes_of(&self.folder.join(name))?.is_some() {
                record.keep(name, &self.record);
            }
        }
        Ok(())
    }

    /// Whether the name on the forms differs from the candidate's current name.
    pub fn is_renamed(&self) -> bool {
        self.record.shows_another(&self.kit, self.person.as_ref())
    }

    /// Stems of forms that belong to a different interviewer in `kit` than in the current kit.
    fn moved_on(&self, kit: &Kit) -> BTreeSet<String> {
        let before: BTreeMap<String, Option<&str>> =
            all_forms(&self.kit).into_iter().map(|form| (form.stem, form.interviewer)).collect();
        let other = |form: &Form<'_>| before.get(&form.stem).is_some_and(|who| *who != form.interviewer);
        all_forms(kit).into_iter().filter(other).map(|form| form.stem).collect()
    }

    fn stays(&self, kit: &Kit, name: &str, draft: &mut Draft, record: &mut Record) {
        let in_the_way = draft.files.remove(name).is_some();
        record.keep(name, &self.record);
        if in_the_way || !self.keeps(kit, name, draft) {
            draft.kept.insert(name.to_owned());
        }
    }

    /// Whether a folder with `kit` and the pages of the draft has a page with this name. The handouts of earlier
    /// versions stay until those of every round are there, and the files of rounds as long as the Markdown is split.
    fn keeps(&self, kit: &Kit, name: &str, draft: &Draft) -> bool {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
        let Some(format) = Format::of(name) else { return false };
        let split = match draft.files.contains_key("kit.md") {
            true => draft.layouts.get("kit.md").is_some_and(|layout| layout.split),
            false => self.is_split(),
        };
        let there =
            |stem: &str| self.has(stem, format) || draft.files.contains_key(&format!("{stem}.{extension}"));
        let whole = pages::whole(kit, self.person.as_ref(), format, split);
        if stem == pages::OLD_HANDOUTS {
            let mut new = whole.iter().filter(|(_, page)| matches!(page, Document::Handouts { .. }));
            return new.any(|(stem, _)| !there(stem));
        }
        whole.iter().any(|(known, _)| known == stem) || all_forms(kit).iter().any(|form| form.stem == stem)
    }
}

/// A file name without its extension.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// For a candidate's folder without a kit: returns an error if it must have had one, that is, if the interview
/// was held or pages exist.
pub fn lost(home: &Path, held: Option<&str>) -> Result<(), Fault> {
    let shown = home.display();
    let help = "restore `kit.json` from version control, or move the folder away to have a new kit issued";
    if let Some(day) = held {
        return Err(Fault::World(format!(
            "the interview in `{shown}` was held on {day}, but its kit is missing\n  = help: {help}"
        )));
    }
    for page in ["kit.md", "kit.pdf", "kit.html", "scorecards"] {
        if disk::there(&home.join(page))?.is_some() {
            return Err(Fault::World(format!(
                "`{shown}` has `{page}`, but its kit is missing\n  = help: {help}"
            )));
        }
    }
    Ok(())
}

/// Whether there is anything in a folder.
pub fn is_empty(folder: &Path) -> Result<bool, Fault> {
    Ok(disk::list(folder)?.is_none_or(|entries| entries.is_empty()))
}
