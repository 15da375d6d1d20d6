//! The folder of one kit, the loop's or a candidate's: what is in it, and what another kit makes of it.
//!
//! One rule holds for all commands: a page that is as the program wrote it is ours to replace. What people
//! wrote on or changed is never lost: it stays where it is while the interview stays, and moves to the
//! history when the interview changes.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use panelkit::disk;
use panelkit::issue;
use panelkit::model::{Kit, sha256_bytes};
use panelkit::render::{Format, Page, Renderer};
use panelkit::write::{Target, replace_folder};

use super::exit::Exit;
use super::ledger::{self, Ledger};
use super::outputs::{Looks, Made, PaperArg, Rendered};
use super::pages::{self, Found};
use super::scorecards::{Form, all_forms};
use super::session::Session;
use super::targets::bytes_of;

/// The folder of a kit as it is.
pub(super) struct Home {
    pub(super) folder: PathBuf,
    pub(super) kit: Kit,
    /// Name to print on the forms of a candidate.
    pub(super) name: Option<String>,
    /// The pages of the kit that are there, and what they are.
    pub(super) pages: Vec<(String, Found)>,
    ledger: Ledger,
}

/// What happens to pages that people wrote on or changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Theirs {
    /// They stay: the interview is the same.
    Stay,
    /// Forms stay, and changed pages that are written again move to the history.
    FormsStay,
    /// Those that are written again move to the history.
    GivenMove,
    /// They move to the history, with the kit.
    Move,
}

/// What a draft would change on disk, by name of the file.
#[derive(Debug, Default)]
pub(super) struct Work {
    pub(super) new: BTreeSet<String>,
    pub(super) changed: BTreeSet<String>,
}

/// What a folder is to become.
#[derive(Debug)]
pub(super) struct Draft {
    folder: PathBuf,
    /// Files to write, by name.
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// Pages of ours that go.
    pub(super) gone: BTreeSet<String>,
    /// Pages of people that stay.
    pub(super) kept: BTreeSet<String>,
    /// Pages of people that move, and where to.
    pub(super) moved: BTreeMap<String, String>,
    /// Characters that no font at hand can print, by name of the page.
    pub(super) missing: BTreeMap<String, Vec<char>>,
}

impl Home {
    /// Looks at the folder of a kit.
    pub(super) fn read(folder: &Path, kit: Kit, name: Option<String>, looks: &Looks) -> Result<Home, Exit> {
        let pages = pages::found(folder, &kit, name.as_deref(), looks, false)?;
        Ok(Home { folder: folder.to_path_buf(), ledger: Ledger::read(folder)?, kit, name, pages })
    }

    /// The paper of the pages that are there.
    pub(super) fn paper(&self) -> Option<PaperArg> {
        self.ledger.paper
    }

    /// Whether the pages were made with fonts or templates that these choices do not name.
    pub(super) fn wants_others(&self, made: &Made) -> bool {
        self.ledger.own.is_some() && made.own.is_none()
    }

    /// Pages that people changed, forms aside.
    pub(super) fn changed(&self) -> impl Iterator<Item = &str> {
        let changed = self.pages.iter().filter(|(_, what)| *what == Found::Changed);
        changed.map(|(name, _)| name.as_str()).filter(|name| !name.starts_with("scorecards/"))
    }

    /// The pages of another kit for the same folder: those that it has now, the whole pages in the formats of
    /// `also`, and the forms of interviewers who are new in a round that has forms.
    pub(super) fn rendered(&self, kit: &Kit, renderer: &Renderer, also: &[Format]) -> Result<Rendered, Exit> {
        let mut rendered = Rendered::default();
        let there = |name: &str| self.pages.iter().any(|(known, _)| known == name);
        for format in [Format::Markdown, Format::Pdf] {
            for (stem, page) in pages::whole(kit) {
                // A page that the kit before did not have goes with the pages that it did have.
                let known = pages::whole(&self.kit).iter().any(|(before, _)| *before == stem);
                let beside = if known { stem } else { "kit" };
                if also.contains(&format) || there(&format!("{beside}.{}", format.extension())) {
                    rendered.add(kit, page, stem, &[format], renderer)?;
                }
            }
            let before: Vec<Form> = all_forms(&self.kit);
            for form in all_forms(kit) {
                let round = &kit.rounds[form.round].id;
                let of_round = before.iter().filter(|f| self.kit.rounds[f.round].id == *round);
                let name = |form: &Form| format!("scorecards/{}.{}", form.stem, format.extension());
                let known = before.iter().any(|f| f.stem == form.stem);
                let wanted = match known {
                    true => there(&name(&form)),
                    false => of_round.into_iter().any(|f| there(&name(f))),
                };
                if wanted {
                    let interviewer = form.interviewer.as_deref();
                    let page = Page::Scorecard {
                        round: form.round,
                        interviewer,
                        candidate_name: self.name.as_deref(),
                    };
                    let stem = format!("scorecards/{}", form.stem);
                    rendered.add(kit, page, &stem, &[format], renderer)?;
                }
            }
        }
        Ok(rendered)
    }

    /// Another kit, or the same, in this folder, with these pages, made in this way. Pages of ours that it does
    /// not have any more go, unless the kit is the same.
    pub(super) fn draft(
        &self,
        kit: &Kit,
        rendered: Rendered,
        made: &Made,
        theirs: Theirs,
    ) -> Result<Draft, Exit> {
        let mut draft = Draft::new(&self.folder, rendered);
        let past = past_of(&self.kit.digest);
        let mut record = Ledger::of(kit, made, &draft.files);
        // While a form shows another name, the record says so.
        let older = |(name, what): &(String, Found)| {
            !what.is_of_people() && name.starts_with("scorecards/") && !draft.files.contains_key(name)
        };
        record.name = match self.pages.iter().any(older) && self.kit.digest == kit.digest {
            true => self.ledger.name.clone(),
            false => ledger::name_of(kit, self.name.as_deref()),
        };
        let on_older = |(name, what): &(String, Found)| {
            !what.is_of_people() && name.ends_with(".pdf") && !draft.files.contains_key(name)
        };
        if self.kit.digest == kit.digest && self.pages.iter().any(on_older) {
            record.paper = self.ledger.paper;
            record.own.clone_from(&self.ledger.own);
        }
        let moved_on = self.moved_on(kit);
        for (name, what) in &self.pages {
            let given = draft.files.contains_key(name);
            let form = name.starts_with("scorecards/");
            match (what, theirs) {
                (Found::Ours | Found::Unlike | Found::Stale, _) if given => {}
                (Found::Ours | Found::Unlike, _) if self.kit.digest == kit.digest && still_has(kit, name) => {
                    record.record(name, &bytes_of(&self.folder.join(name))?.unwrap_or_default());
                }
                (Found::Ours | Found::Unlike | Found::Stale, _) => drop(draft.gone.insert(name.clone())),
                // The form of a person whose place another person has now.
                (_, Theirs::Stay | Theirs::FormsStay) if given && moved_on.contains(stem(name)) => {
                    draft.moves(name, &past)?;
                }
                (_, Theirs::Stay) => self.stays(kit, name, &mut draft, &mut record),
                (_, Theirs::FormsStay) if form => self.stays(kit, name, &mut draft, &mut record),
                (_, Theirs::FormsStay | Theirs::GivenMove) if !given => record.keep(name, &self.ledger),
                _ => draft.moves(name, &past)?,
            }
        }
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
        draft.files.insert(ledger::FILE.to_owned(), record.to_json());
        Ok(draft)
    }

    /// Whether the forms show another name than the candidate has now.
    pub(super) fn is_renamed(&self) -> bool {
        let now = ledger::name_of(&self.kit, self.name.as_deref());
        self.ledger.name.is_some() && self.ledger.name != now
    }

    /// Stems of forms that another kit gives to another person.
    fn moved_on(&self, kit: &Kit) -> BTreeSet<String> {
        let people = |kit: &Kit| -> BTreeMap<String, Option<String>> {
            all_forms(kit).into_iter().map(|f| (format!("scorecards/{}", f.stem), f.interviewer)).collect()
        };
        let before = people(&self.kit);
        let after = people(kit).into_iter();
        after.filter(|(stem, who)| before.get(stem).is_some_and(|b| b != who)).map(|(stem, _)| stem).collect()
    }

    fn stays(&self, kit: &Kit, name: &str, draft: &mut Draft, record: &mut Ledger) {
        let in_the_way = draft.files.remove(name).is_some();
        record.keep(name, &self.ledger);
        if in_the_way || !still_has(kit, name) {
            draft.kept.insert(name.to_owned());
        }
    }
}

/// A name without the ending.
fn stem(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// Whether a kit gives a page of this name.
fn still_has(kit: &Kit, name: &str) -> bool {
    let stem = stem(name);
    pages::whole(kit).iter().any(|(known, _)| *known == stem)
        || all_forms(kit).iter().any(|form| stem == format!("scorecards/{}", form.stem))
}

/// The folder of the history for a kit, by its digest.
pub(super) fn past_of(digest: &str) -> String {
    let hex: String = digest.trim_start_matches("sha256:").chars().take(12).collect();
    format!("history/{hex}")
}

impl Draft {
    /// A folder with these pages and nothing else decided yet.
    pub(super) fn new(folder: &Path, rendered: Rendered) -> Draft {
        Draft {
            folder: folder.to_path_buf(),
            files: rendered.files,
            gone: BTreeSet::new(),
            kept: BTreeSet::new(),
            moved: BTreeMap::new(),
            missing: rendered.missing,
        }
    }

    /// A page of people's moves into a folder of the history.
    pub(super) fn moves(&mut self, name: &str, past: &str) -> Result<(), Exit> {
        let Some(bytes) = bytes_of(&self.folder.join(name))? else { return Ok(()) };
        let to = self.archive(past, name, bytes)?;
        if !self.files.contains_key(name) {
            self.gone.insert(name.to_owned());
        }
        self.moved.insert(name.to_owned(), to);
        Ok(())
    }

    /// Puts a file into the history, under a name that no other content has there.
    pub(super) fn archive(&mut self, past: &str, name: &str, bytes: Vec<u8>) -> Result<String, Exit> {
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        for n in 1.. {
            let to = match n {
                1 => format!("{past}/{name}"),
                n => format!("{past}/{stem}-{n}.{ending}"),
            };
            let there = match self.files.get(&to) {
                Some(bytes) => Some(bytes.clone()),
                None => bytes_of(&self.folder.join(&to))?,
            };
            if there.as_ref().is_none_or(|there| *there == bytes) {
                self.files.insert(to.clone(), bytes);
                return Ok(to);
            }
        }
        unreachable!("internal: some name is free")
    }

    /// Names of the files that are not on disk yet, and of those that are there with other content.
    pub(super) fn work(&self) -> Result<Work, Exit> {
        let mut work = Work::default();
        for (name, bytes) in &self.files {
            match bytes_of(&self.folder.join(name))? {
                None => drop(work.new.insert(name.clone())),
                Some(there) if there != *bytes => drop(work.changed.insert(name.clone())),
                Some(_) => {}
            }
        }
        Ok(work)
    }

    /// Writes it.
    pub(super) fn commit(&self, target: &Target) -> Result<(), Exit> {
        Ok(replace_folder(target, &self.files, &|name| !self.gone.contains(name))?)
    }

    /// Says which files would be written.
    pub(super) fn list(&self, work: &Work, session: &Session) {
        let shown = |name: &str| session.workspace.name(&self.folder.join(name));
        let listed = |name: &&String| *name != ledger::FILE && !name.starts_with("history/");
        for name in work.new.iter().filter(listed) {
            session.say(format!("would write {}", shown(name)));
        }
        for name in work.changed.iter().filter(listed) {
            session.say(format!("would replace {}", shown(name)));
        }
    }

    /// Says what becomes of pages that people wrote on, and of pages that go.
    pub(super) fn tell(&self, work: &Work, dry_run: bool, session: &Session) {
        let shown = |name: &str| session.workspace.name(&self.folder.join(name));
        work.new.iter().chain(&work.changed).for_each(|name| session.wrote(shown(name)));
        for name in &self.kept {
            session.kept(&shown(name), "it was filled in or changed by hand");
        }
        for (name, to) in &self.moved {
            let how = if dry_run { "would move" } else { "moved" };
            session.moved(&shown(name), to, &shown(to), how);
        }
        for name in self.gone.iter().filter(|name| !self.moved.contains_key(*name)) {
            session.removed(&shown(name), dry_run);
        }
    }
}

/// A kit file that cannot be read, kept in the history under a name that is no kit's.
pub(super) fn past_of_bytes(bytes: &[u8]) -> String {
    past_of(&sha256_bytes(bytes))
}

/// Whether there is anything in a folder.
pub(super) fn is_empty(folder: &Path) -> Result<bool, Exit> {
    Ok(disk::list(folder)?.is_none_or(|entries| entries.is_empty()))
}
