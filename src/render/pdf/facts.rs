//! What the choice of a face for names depends on: its letters, its height, and whether it may be embedded.
//!
//! This file reads the tables of a font from bytes that may be mapped from a file. It keeps none of the bytes.

use read_fonts::tables::cmap::{CmapIterLimits, CmapSubtable};
use read_fonts::{FontRef, TableProvider};

/// The facts about one face.
#[derive(Debug)]
pub struct FaceFacts {
    /// First and last of each range of code points that have a glyph, sorted.
    letters: Vec<(u32, u32)>,
    /// Whether the face is much taller than the lines of a page, as faces in the Nastaliq style are.
    pub tall: bool,
}

/// Ascent and descent together, in ems, from which a face counts as tall. The lines of a table are 1.4 ems apart.
const TALL: f32 = 2.3;

/// The most code points that the segments of a character map may have together: as many as there are. In a damaged
/// font segments overlap, and to list them would take minutes.
const MOST: u64 = 0x11_0000;

/// How many code points the segments of a character map have together.
fn size(map: &CmapSubtable<'_>) -> u64 {
    let length = |first: u32, last: u32| u64::from(last.saturating_sub(first)) + 1;
    match map {
        CmapSubtable::Format4(map) => {
            let segments = map.start_code().iter().zip(map.end_code());
            segments.map(|(first, last)| length(first.get().into(), last.get().into())).sum()
        }
        CmapSubtable::Format12(map) => {
            map.groups().iter().map(|group| length(group.start_char_code(), group.end_char_code())).sum()
        }
        CmapSubtable::Format13(map) => {
            map.groups().iter().map(|group| length(group.start_char_code(), group.end_char_code())).sum()
        }
        _ => 0,
    }
}

impl FaceFacts {
    /// Reads the face `index` of a font file. `None` if it is not a font, or if its licence bits (`fsType` in the
    /// table `OS/2`, OpenType 1.9) do not allow a program to embed a part of it into a document.
    pub fn read(bytes: &[u8], index: u32) -> Option<FaceFacts> {
        let font = FontRef::from_index(bytes, index).ok()?;
        let licence = font.os2().map_or(0, |os2| os2.fs_type());
        // The first four bits are a number: 2 forbids embedding. 0x100 forbids subsets, 0x200 forbids outlines.
        if licence & 0xF == 2 || licence & 0x300 != 0 {
            return None;
        }
        let (_, _, map) = font.cmap().ok()?.best_subtable()?;
        if size(&map) > MOST {
            return None;
        }
        let mut codes: Vec<u32> = map
            .iter_with_limits(CmapIterLimits::default_for_font(&font))
            .filter(|(_, glyph)| glyph.to_u32() != 0)
            .map(|(code, _)| code)
            .collect();
        codes.sort_unstable();
        let mut letters: Vec<(u32, u32)> = Vec::new();
        for code in codes {
            match letters.last_mut() {
                Some((_, last)) if code <= last.saturating_add(1) => *last = code,
                _ => letters.push((code, code)),
            }
        }
        let em = f32::from(font.head().ok()?.units_per_em());
        let height = font
            .hhea()
            .map_or(0, |hhea| i32::from(hhea.ascender().to_i16()) - i32::from(hhea.descender().to_i16()));
        Some(FaceFacts { letters, tall: height as f32 > TALL * em })
    }

    /// Whether the face has a glyph for `c`.
    pub fn has(&self, c: char) -> bool {
        let c = u32::from(c);
        let at = self.letters.partition_point(|(_, last)| *last < c);
        self.letters.get(at).is_some_and(|(first, _)| *first <= c)
    }
}
