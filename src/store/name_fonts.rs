//! Fonts of the system for names of people that the built-in fonts cannot print.
//!
//! The caller says in which folders fonts are. This file searches them when the first name needs it, and chooses
//! a face by facts about the faces alone. So the choice is the same for the same fonts, in whatever order a
//! folder lists them and in whatever order names are printed.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use fontdb::{Database, FaceInfo, Source, Style};

use super::files::bytes_of;
use crate::render::{FaceFacts, NameFace, NameFonts};

/// Folders with fonts for names of people. The default has none. Clones share what was found.
#[derive(Clone, Default)]
pub struct SystemFonts(Arc<Search>);

#[derive(Default)]
struct Search {
    folders: Vec<PathBuf>,
    /// All faces, best first; searched once.
    faces: OnceLock<Vec<Known>>,
    /// The answers so far, by the letters asked for.
    answers: Mutex<HashMap<String, Vec<NameFace>>>,
}

/// A face of a font file.
struct Known {
    rank: Rank,
    facts: FaceFacts,
    /// The face as it is embedded; `None` if that is not possible.
    face: OnceLock<Option<NameFace>>,
}

/// The order of the faces that have the same letters: upright text of normal height, width and weight first, then
/// sans-serif faces of the family Noto, which go with the built-in ones.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    tall: bool,
    slanted: bool,
    stretch: u16,
    weight: u16,
    monospaced: bool,
    not_noto: bool,
    family: String,
    name: String,
    path: PathBuf,
    index: u32,
}

impl fmt::Debug for SystemFonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SystemFonts").field(&self.0.folders).finish()
    }
}

impl SystemFonts {
    /// The fonts (TTF, OTF, TTC, OTC) in these folders and in the folders inside them. A folder that does not exist
    /// has no fonts.
    pub fn in_folders(folders: Vec<PathBuf>) -> SystemFonts {
        SystemFonts(Arc::new(Search { folders, ..Search::default() }))
    }

    /// Whether there are no folders.
    pub fn is_empty(&self) -> bool {
        self.0.folders.is_empty()
    }
}

impl NameFonts for SystemFonts {
    fn find(&self, letters: &BTreeSet<char>) -> Vec<NameFace> {
        let key: String = letters.iter().collect();
        let known = |answers: &HashMap<String, Vec<NameFace>>| answers.get(&key).cloned();
        if let Some(answer) = known(&self.0.answers.lock().unwrap_or_else(PoisonError::into_inner)) {
            return answer;
        }
        let answer = self.0.choose(letters);
        self.0.answers.lock().unwrap_or_else(PoisonError::into_inner).insert(key, answer.clone());
        answer
    }
}

impl Search {
    /// The face with the most of the letters, then the face with the most of those that are left, and so on.
    fn choose(&self, letters: &BTreeSet<char>) -> Vec<NameFace> {
        let faces = self.faces.get_or_init(|| all(&self.folders));
        let region = region(letters);
        let mut left = letters.clone();
        let mut chosen = Vec::new();
        let mut open: Vec<&Known> = faces.iter().collect();
        while !left.is_empty() {
            let has = |known: &&Known| left.iter().filter(|c| known.facts.has(**c)).count();
            open.retain(|known| has(known) > 0);
            let order = |known: &&Known| (Reverse(has(known)), !known.is_for(region));
            // The first of several equal ones is the best, because the faces are sorted.
            let Some(best) = open.iter().min_by_key(|known| order(known)).copied() else { break };
            open.retain(|known| known.rank != best.rank);
            if let Some(face) = best.face().filter(|face| face.embeds(&left)) {
                left.retain(|c| !best.facts.has(*c));
                chosen.push(face);
            }
        }
        chosen
    }
}

impl Known {
    /// The face to embed. A file that cannot be read or embedded gives none, and the next face is tried.
    fn face(&self) -> Option<NameFace> {
        let read = || {
            let bytes = bytes_of(&self.rank.path).ok().flatten()?;
            NameFace::read(&self.rank.name, bytes, self.rank.index)
        };
        self.face.get_or_init(read).clone()
    }

    /// Whether the family draws Chinese characters as they are written in this region. Families for all four
    /// regions have a suffix (`Noto Sans CJK JP`, `Source Han Sans KR`).
    fn is_for(&self, region: Option<&str>) -> bool {
        region.is_some_and(|region| self.rank.family.ends_with(region))
    }
}

/// The suffix of the families that fit Chinese, Japanese or Korean letters; `None` for other letters.
fn region(letters: &BTreeSet<char>) -> Option<&'static str> {
    let any = |from: char, to: char| letters.range(from..=to).next().is_some();
    if any('\u{3040}', '\u{30FF}') {
        return Some(" JP");
    }
    if any('\u{AC00}', '\u{D7A3}') || any('\u{1100}', '\u{11FF}') {
        return Some(" KR");
    }
    if any('\u{3100}', '\u{312F}') {
        return Some(" TC");
    }
    (any('\u{3400}', '\u{9FFF}') || any('\u{20000}', '\u{3FFFF}')).then_some(" SC")
}

/// Every face in these folders, best first.
fn all(folders: &[PathBuf]) -> Vec<Known> {
    let mut database = Database::new();
    folders.iter().for_each(|folder| database.load_fonts_dir(folder));
    let known = |info: &FaceInfo| {
        let rank = rank(info)?;
        let facts = database.with_face_data(info.id, FaceFacts::read)??;
        Some(Known { rank: Rank { tall: facts.tall, ..rank }, facts, face: OnceLock::new() })
    };
    let mut found: Vec<Known> = database.faces().filter_map(known).collect();
    found.sort_by(|a, b| a.rank.cmp(&b.rank));
    // A folder may be inside another, or a link may lead to the same file.
    found.dedup_by(|a, b| a.rank == b.rank);
    found
}

/// Families whose faces claim letters that they do not show: boxes, blanks or code points.
const NO_LETTERS: [&str; 5] =
    ["LastResort", "Last Resort", "Adobe Blank", "Adobe NotDef", "Unicode BMP Fallback"];

fn rank(info: &FaceInfo) -> Option<Rank> {
    let path = match &info.source {
        Source::File(path) | Source::SharedFile(path, _) => path.clone(),
        Source::Binary(_) => return None,
    };
    let family = info.families.first().map(|(name, _)| name.clone()).unwrap_or_default();
    let shown = family.trim_start_matches('.');
    if NO_LETTERS.iter().any(|name| shown.starts_with(name)) {
        return None;
    }
    Some(Rank {
        tall: false,
        slanted: info.style != Style::Normal,
        stretch: info.stretch.to_number().abs_diff(fontdb::Stretch::Normal.to_number()),
        weight: info.weight.0.abs_diff(fontdb::Weight::NORMAL.0),
        monospaced: info.monospaced,
        not_noto: !family.starts_with("Noto Sans"),
        name: info.post_script_name.clone(),
        family,
        path,
        index: info.index,
    })
}
