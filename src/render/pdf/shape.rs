//! Shapes words into glyphs, and records every glyph that a document uses.
//!
//! This file chooses a face for each character, caches shaped words and assigns the codes under which glyphs
//! are drawn. It is independent of lines, pages and PDF objects.

use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

use harfrust::{Buffer, BufferFlags, Direction, Script, ShapeOptions, ShapePlan, ShaperFont};

use super::fonts::{FontSet, Style, attaches};

/// One glyph; lengths in ems.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Glyph {
    /// Index into the font set.
    pub(super) face: u16,
    /// The code that draws it; see [`Codes`].
    pub(super) code: u16,
    pub(super) advance: f32,
    pub(super) dx: f32,
    pub(super) dy: f32,
}

/// A shaped word, in drawing order from left to right.
#[derive(Debug, Default)]
pub(super) struct Word {
    pub(super) glyphs: Vec<Glyph>,
    /// The width, in ems.
    pub(super) width: f32,
}

impl Word {
    /// Words beside each other, from left to right, as one.
    pub(super) fn joined<'w>(words: impl Iterator<Item = &'w Word>) -> Word {
        let mut whole = Word::default();
        for word in words {
            whole.glyphs.extend(&word.glyphs);
            whole.width += word.width;
        }
        whole
    }
}

/// The codes of one face: code `n` draws glyph `entries[n].gid` and means `entries[n].text`.
///
/// A code identifies a glyph *and* its text: `µ` and `μ` share an outline, but copying text from the file
/// must give back the character that was written.
pub(super) struct Codes {
    pub(super) entries: Vec<Code>,
    index: HashMap<(u16, Box<str>), u16>,
    /// In a font with PostScript outlines a glyph can have only one code, so its first text is used.
    by_glyph: bool,
}

/// The glyph that a code draws, and the text that it means.
pub(super) struct Code {
    pub(super) gid: u16,
    pub(super) text: Box<str>,
    /// The advance in thousandths of an em, as the PDF will state it.
    pub(super) width: u16,
}

impl Codes {
    fn new(by_glyph: bool) -> Self {
        let notdef = Code { gid: 0, text: "".into(), width: 0 };
        Self { entries: vec![notdef], index: HashMap::new(), by_glyph }
    }

    fn code(&mut self, gid: u16, text: &str, width: impl FnOnce() -> u16) -> u16 {
        let key = (gid, Box::from(if self.by_glyph { "" } else { text }));
        if let Some(code) = self.index.get(&key) {
            return *code;
        }
        let Ok(code) = u16::try_from(self.entries.len()) else {
            return 0;
        };
        self.entries.push(Code { gid, text: text.into(), width: width() });
        self.index.insert(key, code);
        code
    }
}

/// Shapes words, and keeps the shaped words for later use.
///
/// The maps are never iterated over, so their order cannot affect the output.
pub(super) struct Shaper<'f> {
    fonts: &'f FontSet,
    /// One map for each style and direction, for names and for other text.
    words: [HashMap<Box<str>, Rc<Word>>; 4 * Style::COUNT],
    plans: Vec<(u16, Direction, Option<Script>, ShapePlan)>,
    /// The codes of each face, in the order of the font set.
    pub(super) codes: Vec<Codes>,
    /// Characters that no face has.
    pub(super) missing: BTreeSet<char>,
    buffer: Buffer,
}

impl<'f> Shaper<'f> {
    pub(super) fn new(fonts: &'f FontSet) -> Self {
        Self {
            fonts,
            words: Default::default(),
            plans: Vec::new(),
            codes: fonts.faces().iter().map(|face| Codes::new(face.cff)).collect(),
            missing: BTreeSet::new(),
            buffer: Buffer::new(),
        }
    }

    /// Shapes `text`, which has one style and one direction. `name`: whether it is part of a person's name.
    pub(super) fn word(&mut self, text: &str, style: Style, rtl: bool, name: bool) -> Rc<Word> {
        let slot = style as usize + Style::COUNT * (usize::from(rtl) + 2 * usize::from(name));
        if let Some(word) = self.words[slot].get(text) {
            return word.clone();
        }
        let word = Rc::new(self.shape(text, style, rtl, name));
        self.words[slot].insert(text.into(), word.clone());
        word
    }

    fn shape(&mut self, text: &str, style: Style, rtl: bool, name: bool) -> Word {
        let mut word = Word::default();
        let mut runs = self.faces_of(text, style, name);
        if rtl {
            runs.reverse();
        }
        for (face, start, end) in runs {
            self.shape_run(&text[start..end], face, rtl, &mut word.glyphs);
        }
        word.width = word.glyphs.iter().map(|glyph| glyph.advance).sum();
        word
    }

    /// Splits `text` into runs of one face each. Marks and joiners stay with their base.
    fn faces_of(&mut self, text: &str, style: Style, name: bool) -> Vec<(u16, usize, usize)> {
        let mut runs: Vec<(u16, usize, usize)> = Vec::new();
        for (at, c) in text.char_indices() {
            let end = at + c.len_utf8();
            let last = runs.last_mut();
            let face = match &last {
                Some((face, ..)) if attaches(c) => *face,
                _ => self.face_for(c, style, name),
            };
            match last {
                Some(run) if run.0 == face => run.2 = end,
                _ => runs.push((face, at, end)),
            }
        }
        runs
    }

    fn face_for(&mut self, c: char, style: Style, name: bool) -> u16 {
        let faces = self.fonts.faces();
        let found = self.fonts.chain(style, name).find(|&face| faces[face].covers(c));
        if found.is_none() && !attaches(c) {
            self.missing.insert(c);
        }
        // If no face has the character, the face of the style draws its missing-glyph box, so that the gap is
        // visible.
        found.unwrap_or(style as usize) as u16
    }

    fn shape_run(&mut self, text: &str, face: u16, rtl: bool, out: &mut Vec<Glyph>) {
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.reset();
        buffer.push_str(text);
        buffer.set_flags(BufferFlags::DO_NOT_INSERT_DOTTED_CIRCLE);
        buffer.set_cluster_level(harfrust::ClusterLevel::MonotoneCharacters);
        buffer.guess_segment_properties();
        buffer.set_direction(if rtl { Direction::RightToLeft } else { Direction::LeftToRight });
        let plan = self.plan(face, &buffer);
        let font = ShaperFont::new(&self.fonts.faces()[usize::from(face)].font);
        let options = ShapeOptions::new().plan(Some(&self.plans[plan].3));
        harfrust::shape(&font, &mut buffer, options).expect("internal: the plan is made for this buffer");
        self.collect(text, face, rtl, &buffer, out);
        self.buffer = buffer;
    }

    fn plan(&mut self, face: u16, buffer: &Buffer) -> usize {
        let (direction, script) = (buffer.direction(), buffer.script());
        let found = self.plans.iter().position(|plan| (plan.0, plan.1, plan.2) == (face, direction, script));
        found.unwrap_or_else(|| {
            let font = &self.fonts.faces()[usize::from(face)].font;
            self.plans.push((face, direction, script, ShapePlan::new(font, direction, script, None, &[])));
            self.plans.len() - 1
        })
    }

    /// Gives each glyph its text. If a cluster has as many glyphs as characters, each glyph gets one
    /// character; otherwise the first glyph gets the whole cluster.
    fn collect(&mut self, text: &str, face: u16, rtl: bool, buffer: &Buffer, out: &mut Vec<Glyph>) {
        let (infos, positions) = (buffer.glyph_infos(), buffer.glyph_positions());
        let face_info = &self.fonts.faces()[usize::from(face)];
        let em = face_info.units_per_em;
        let metrics = face_info.font.glyph_metrics();
        let mut starts: Vec<usize> = infos.iter().map(|info| info.cluster as usize).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut at = 0;
        while at < infos.len() {
            let start = infos[at].cluster as usize;
            let count = infos[at..].iter().take_while(|info| info.cluster as usize == start).count();
            let next = starts.partition_point(|&other| other <= start);
            let end = starts.get(next).copied().unwrap_or(text.len());
            for i in 0..count {
                let logical = if rtl { count - 1 - i } else { i };
                let gid = infos[at + i].glyph_id as u16;
                let position = &positions[at + i];
                let width = || {
                    (metrics.h_advance(harfrust::GlyphId::new(u32::from(gid))) * 1000.0 / em).round() as u16
                };
                let code =
                    self.codes[usize::from(face)].code(gid, share(&text[start..end], count, logical), width);
                out.push(Glyph {
                    face,
                    code,
                    advance: position.x_advance as f32 / em,
                    dx: position.x_offset as f32 / em,
                    dy: position.y_offset as f32 / em,
                });
            }
            at += count;
        }
    }
}

/// The part of a cluster's text that belongs to its `i`th of `count` glyphs.
fn share(cluster: &str, count: usize, i: usize) -> &str {
    if count > 1 && cluster.chars().count() == count {
        let (at, c) = cluster.char_indices().nth(i).unwrap_or_default();
        return &cluster[at..at + c.len_utf8()];
    }
    if i == 0 { cluster } else { "" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ligature_stands_for_all_its_letters() {
        let fonts = FontSet::built_in();
        let mut shaper = Shaper::new(&fonts);
        let word = shaper.word("office", Style::Regular, false, false);
        let text: String =
            word.glyphs.iter().map(|g| &*shaper.codes[0].entries[usize::from(g.code)].text).collect();
        assert_eq!(text, "office");
    }

    #[test]
    fn a_box_comes_from_the_symbols_and_an_emoji_is_missing() {
        let fonts = FontSet::built_in();
        let mut shaper = Shaper::new(&fonts);
        let boxed = shaper.word("☐1", Style::Bold, false, false);
        assert_eq!(boxed.glyphs.iter().map(|g| g.face).collect::<Vec<_>>(), [5, 1]);
        assert!(shaper.missing.is_empty());
        let emoji = shaper.word("🙂", Style::Regular, false, false);
        assert_eq!(emoji.glyphs.len(), 1);
        assert!(emoji.width > 0.0);
        assert_eq!(shaper.missing.iter().collect::<String>(), "🙂");
    }

    #[test]
    fn one_outline_with_two_meanings_has_two_codes() {
        let fonts = FontSet::built_in();
        let mut shaper = Shaper::new(&fonts);
        let glyphs = [
            shaper.word(" ", Style::Regular, false, false),
            shaper.word("\u{A0}", Style::Regular, false, false),
        ];
        assert_ne!(glyphs[0].glyphs[0].code, glyphs[1].glyphs[0].code);
    }
}
