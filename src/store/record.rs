//! `pages.json`: the digests of the pages of a folder as the program wrote them. With them the program can tell
//! whether a person has changed a page, even after the templates have changed.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use super::files::bytes_of;
use super::looks::{Looks, Made};
use super::marks;
use crate::model::{CandidateFile, Kit, sha256, sha256_bytes};
use crate::render::{Format, Layout, Paper};

/// File name of the record in the folder of a kit.
pub const RECORD: &str = "pages.json";
/// Version of the file.
const FORMAT: u32 = 1;

/// The value of `name` if pages of one folder print different facts about the candidate, and of `own` if they were made with
/// different fonts, templates or themes. No digest has this value, so the next run that can make all pages again does so.
pub const MIXED: &str = "mixed";

/// The digest of what the forms print about a candidate: the name and, if any of these is known, pronouns, how to say the
/// name, and arrangements. The candidate's id is part of the input, so two candidates with the same name have different
/// digests.
pub fn name_of(kit: &Kit, person: Option<&CandidateFile>) -> Option<String> {
    let candidate = kit.candidate.as_ref()?;
    let text = |text: Option<&String>| text.map(String::as_str).unwrap_or_default().to_owned();
    let name = text(person.and_then(|person| person.name.as_ref()));
    let mut printed = format!("{}\n{candidate}\n{name}", kit.req);
    if let Some(person) =
        person.filter(|it| it.pronouns.is_some() || it.say.is_some() || !it.arrangements.is_empty())
    {
        let more = [text(person.pronouns.as_ref()), text(person.say.as_ref())];
        let arranged = person.arrangements.iter().map(|(round, what)| format!("{round}: {what}"));
        more.into_iter().chain(arranged).for_each(|line| printed.push_str(&format!("\n{line}")));
    }
    Some(sha256(&printed))
}

/// Turns CRLF line endings back into LF, as the program wrote them; version control may have changed them. A PDF
/// stays as it is.
pub fn unix(name: &str, bytes: &[u8]) -> Vec<u8> {
    if name.ends_with(".pdf") {
        return bytes.to_vec();
    }
    let carriage = |n: usize| bytes[n] == b'\r' && bytes.get(n + 1) == Some(&b'\n');
    (0..bytes.len()).filter(|n| !carriage(*n)).map(|n| bytes[n]).collect()
}

/// A record of a folder's pages at the time they were written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Record {
    format: u32,
    /// The value of `file` in the kit that the pages were made from; `None` if they were made from several kits.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    kit: Option<String>,
    /// The paper of its PDF pages; A4 if absent.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub paper: Option<Paper>,
    /// Digest of the user's own fonts and templates that the pages were made with; `None` if there were none.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub own: Option<String>,
    /// Digest of what the forms print about the candidate, such as the name. It shows when the forms must be printed
    /// again because this has changed; see [`name_of`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    /// SHA-256 of each page, by file name.
    pages: BTreeMap<String, String>,
    /// Digests of the lines of each Markdown form, by file name; see [`marks`].
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    lines: BTreeMap<String, String>,
    /// The layout of each page that does not have the usual one, by file name.
    #[serde(skip_serializing_if = "BTreeMap::is_empty", default)]
    layouts: BTreeMap<String, Layout>,
}

impl Record {
    /// A record without pages.
    pub fn new(kit: Option<&Kit>) -> Record {
        Record {
            format: FORMAT,
            kit: kit.map(|k| k.file.clone()),
            paper: None,
            own: None,
            name: None,
            pages: BTreeMap::new(),
            lines: BTreeMap::new(),
            layouts: BTreeMap::new(),
        }
    }

    /// A record of pages that were just rendered from a kit; files that are not pages are left out.
    /// `layouts`: the layout of each page that does not have the usual one.
    pub fn of(
        kit: &Kit,
        made: &Made,
        files: &BTreeMap<String, Vec<u8>>,
        layouts: &BTreeMap<String, Layout>,
    ) -> Record {
        let mut record = Record::new(Some(kit));
        record.paper = Some(made.paper).filter(|paper| *paper != Paper::A4);
        record.own.clone_from(&made.own);
        files.iter().for_each(|(name, bytes)| record.record(name, bytes));
        record.layouts.clone_from(layouts);
        record
    }

    /// The record of a folder; an empty one if it has none.
    pub fn read(folder: &Path) -> Result<Record, Fault> {
        let path = folder.join(RECORD);
        let Some(bytes) = bytes_of(&path)? else { return Ok(Record::new(None)) };
        match serde_json::from_slice::<Record>(&bytes) {
            Ok(record) if record.format == FORMAT && record.layouts.values().all(Layout::is_sound) => {
                Ok(record)
            }
            Ok(record) if record.format > FORMAT => Err(Fault::World(format!(
                "`{}` has a newer format than this program knows\n  = help: update panelkit",
                path.display()
            ))),
            Ok(_) | Err(_) => Err(Fault::World(format!(
                "cannot read `{}`: it is not a list of pages\n  = help: restore it from version control, or delete it; the program then renders the kit again and compares the pages with the result",
                path.display()
            ))),
        }
    }

    /// Records a page as it is written; files that are not pages are ignored.
    pub fn record(&mut self, name: &str, bytes: &[u8]) {
        let others = ["equivalence.json", "record.json", "debrief.xlsx"];
        if !(Format::of(name).is_some() || others.contains(&name)) || name.starts_with("history/") {
            return;
        }
        self.pages.insert(name.to_owned(), sha256_bytes(bytes));
        self.layouts.remove(name);
        if marks::is_form(name)
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            self.lines.insert(name.to_owned(), marks::lines(text));
        }
    }

    /// Makes this the record of `kit`'s pages. If it was the record of another kit, its entries are dropped.
    pub fn set_kit(&mut self, kit: &Kit) {
        if !self.is_of(kit) {
            *self = Record { paper: self.paper, own: self.own.clone(), ..Record::new(Some(kit)) };
        }
    }

    /// The layout of a page.
    pub fn layout(&self, name: &str) -> Layout {
        self.layouts.get(name).copied().unwrap_or_default()
    }

    /// Copies the layout of a page from another record.
    pub fn keep_layout(&mut self, name: &str, from: &Record) {
        if let Some(layout) = from.layouts.get(name) {
            self.layouts.insert(name.to_owned(), *layout);
        }
    }

    /// Copies the entry of a page that stays unchanged from another record.
    pub fn keep(&mut self, name: &str, from: &Record) {
        if let Some(digest) = from.pages.get(name) {
            self.pages.insert(name.to_owned(), digest.clone());
        }
        if let Some(lines) = from.lines.get(name) {
            self.lines.insert(name.to_owned(), lines.clone());
        }
        self.keep_layout(name, from);
    }

    /// The names of the recorded files.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.pages.keys().map(String::as_str)
    }

    /// Whether the pages were made from this kit.
    pub fn is_of(&self, kit: &Kit) -> bool {
        self.kit.as_ref() == Some(&kit.file)
    }

    /// Whether `panelkit.yaml` asks for another paper, other fonts or another theme than the pages were made with. `own`: the
    /// digest of the fonts, templates and theme that pages are made with now.
    pub fn is_made_otherwise(&self, looks: &Looks, own: Option<&String>) -> bool {
        let paper =
            looks.usual.paper.is_some() && looks.paper_for(self.paper) != self.paper.unwrap_or_default();
        paper || looks.usual.has_own() && own != self.own.as_ref()
    }

    /// Whether the forms print something else about the candidate than `person`.
    pub fn shows_another(&self, kit: &Kit, person: Option<&CandidateFile>) -> bool {
        self.name.is_some() && self.name != name_of(kit, person)
    }

    /// Whether a page is as it was written; `None` if the record has no entry for it.
    pub fn has(&self, name: &str, bytes: &[u8]) -> Option<bool> {
        self.pages
            .get(name)
            .map(|digest| *digest == sha256_bytes(bytes) || *digest == sha256_bytes(&unix(name, bytes)))
    }

    /// Whether a form is as it was written, apart from marks and added lines.
    pub fn is_filled_in(&self, name: &str, bytes: &[u8]) -> bool {
        let lines = self.lines.get(name);
        lines.is_some_and(|lines| std::str::from_utf8(bytes).is_ok_and(|text| marks::holds(text, lines)))
    }

    /// The text of the file.
    pub fn to_json(&self) -> Vec<u8> {
        let mut text = serde_json::to_string_pretty(self).expect("internal: plain data");
        text.push('\n');
        text.into_bytes()
    }
}
