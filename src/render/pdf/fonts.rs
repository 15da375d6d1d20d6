//! The faces that a document may use: Noto Sans, Noto Sans Mono for code, the symbol font, the user's own
//! fonts, and last the fonts that only the names of people may use.
//!
//! This file holds the built-in font files and the data read from each font. It is independent of the
//! characters in a document, which `shape` handles. It does not search for fonts; `store` does.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::{Arc, OnceLock};

use harfrust::Font;

use super::PdfError;
use crate::model::ThemeFonts;

/// Faces in the order in which they are searched for a character.
///
/// Cloning is cheap, and so is `built_in`: the fonts are read once per process.
#[derive(Clone)]
pub struct FontSet {
    faces: Vec<Arc<Face>>,
    /// How many of the faces may draw any text. Those after them draw only the names of people.
    general: usize,
    /// For each style whose built-in face was replaced, where that face is now.
    replaced: [Option<usize>; Style::COUNT],
}

/// Finds fonts for names of people that have letters which neither the built-in nor the configured fonts have.
pub trait NameFonts: Send + Sync {
    /// The faces for these letters, best first. Together they need not have all of the letters. The answer
    /// depends only on the letters, never on earlier questions.
    fn find(&self, letters: &BTreeSet<char>) -> Vec<NameFace>;
}

/// A face of a font file or of a font collection that draws names of people. Cloning is cheap.
#[derive(Clone)]
pub struct NameFace(Arc<Face>);

impl NameFace {
    /// Reads the face `index` of a font file; `index` is 0 unless the file is a collection (TTC). `None` if it is
    /// not a TrueType or OpenType font that can be embedded. `name` is its name in the PDF.
    pub fn read(name: &str, bytes: Vec<u8>, index: u32) -> Option<NameFace> {
        Some(NameFace(Arc::new(Face::read(name, bytes.into(), index)?)))
    }

    /// Whether the glyphs of these letters can be embedded, as far as the face has them. In a damaged font they
    /// cannot.
    pub fn embeds(&self, letters: &BTreeSet<char>) -> bool {
        let map = self.0.font.charmap();
        let glyphs = letters.iter().filter_map(|c| u16::try_from(map.map_unicode(*c)?.to_u32()).ok());
        let mut remapper = subsetter::GlyphRemapper::new();
        for glyph in glyphs {
            remapper.remap(glyph);
        }
        subsetter::subset(&self.0.bytes, self.0.index, &remapper).is_ok()
    }
}

/// One font file.
pub(super) struct Face {
    /// The name in the PDF: letters, digits and `-`.
    pub(super) name: String,
    pub(super) font: Font,
    pub(super) bytes: Arc<Cow<'static, [u8]>>,
    /// The number of the face in its file; 0 unless the file is a collection.
    pub(super) index: u32,
    pub(super) units_per_em: f32,
    /// Whether the outlines are PostScript (CFF) curves; such fonts are embedded differently.
    pub(super) cff: bool,
    pub(super) italic: bool,
    pub(super) bold: bool,
}

/// A style of text: the index of its face.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Style {
    Regular = 0,
    Bold = 1,
    Italic = 2,
    BoldItalic = 3,
    /// Monospaced, for code and logs, in which columns must be aligned.
    Mono = 4,
}

impl Style {
    /// The number of styles.
    pub(super) const COUNT: usize = 5;

    pub(super) fn of(bold: bool, italic: bool) -> Style {
        match (bold, italic) {
            (false, false) => Style::Regular,
            (true, false) => Style::Bold,
            (false, true) => Style::Italic,
            (true, true) => Style::BoldItalic,
        }
    }
}

/// The first bytes of a font collection.
const COLLECTION: &[u8] = b"ttcf";

/// Index of the first face that is not one of the styles.
pub(super) const FALLBACKS: usize = Style::COUNT;

impl Default for FontSet {
    /// The built-in fonts.
    fn default() -> FontSet {
        FontSet::built_in()
    }
}

impl FontSet {
    /// Noto Sans in four styles, Noto Sans Mono and the symbols.
    pub fn built_in() -> Self {
        static BUILT_IN: OnceLock<FontSet> = OnceLock::new();
        BUILT_IN.get_or_init(Self::read_built_in).clone()
    }

    fn read_built_in() -> Self {
        macro_rules! noto {
            ($($name:literal),*) => {
                [$(($name, include_bytes!(concat!("../../../assets/fonts/", $name, ".ttf")).as_slice())),*]
            };
        }
        let files = noto!(
            "NotoSans-Regular",
            "NotoSans-Bold",
            "NotoSans-Italic",
            "NotoSans-BoldItalic",
            "NotoSansMono-Regular",
            "NotoSansSymbols2-Regular",
            "NotoSansMath-Regular",
            "NotoSansSymbols-Regular"
        );
        let faces = files
            .into_iter()
            .map(|(name, bytes)| {
                Face::read(name, bytes.into(), 0).expect("internal: built-in fonts are readable")
            })
            .map(Arc::new)
            .collect::<Vec<_>>();
        Self { general: faces.len(), faces, replaced: [None; Style::COUNT] }
    }

    /// Takes the fonts of a theme in place of the built-in ones, which still draw the characters that those lack.
    ///
    /// # Errors
    /// A font is not a TrueType or OpenType font with outlines.
    pub fn with_theme(self, fonts: &ThemeFonts) -> Result<Self, PdfError> {
        let styles = [Style::Regular, Style::Bold, Style::Italic, Style::BoldItalic, Style::Mono];
        let named = fonts.named().into_iter().zip(styles);
        named.filter_map(|((_, font), style)| Some((font?, style))).try_fold(self, |set, (font, style)| {
            let at = set.general;
            let mut set = set.with_font(&font.name, font.bytes.to_vec())?;
            set.faces.swap(style as usize, at);
            set.replaced[style as usize] = Some(at);
            Ok(set)
        })
    }

    /// Adds a font that is used only for characters that no earlier font has.
    ///
    /// # Errors
    /// The bytes are not a TrueType or OpenType font with outlines.
    pub fn with_font(mut self, name: &str, bytes: Vec<u8>) -> Result<Self, PdfError> {
        // A collection names no face, and a document uses one.
        let single = (!bytes.starts_with(COLLECTION)).then(|| Face::read(name, bytes.into(), 0)).flatten();
        let face = single.ok_or_else(|| PdfError::Font(name.to_owned()))?;
        self.faces.insert(self.general, Arc::new(face));
        self.general += 1;
        Ok(self)
    }

    /// Adds faces that are used only in names of people, for letters that no earlier face has.
    #[must_use]
    pub fn with_name_faces(mut self, faces: impl IntoIterator<Item = NameFace>) -> Self {
        for NameFace(face) in faces {
            if !self.faces.iter().any(|known| Arc::ptr_eq(known, &face)) {
                self.faces.push(face);
            }
        }
        self
    }

    /// The letters of a person's name that no face of the set has.
    pub fn lacking(&self, name: &str) -> BTreeSet<char> {
        let lacks = |c: &char| {
            let has = |face: usize| self.faces.get(face).is_some_and(|face| face.covers(*c));
            !(c.is_whitespace()
                || c.is_control()
                || attaches(*c)
                || self.chain(Style::Regular, true).any(has))
        };
        name.chars().filter(lacks).collect()
    }

    /// The faces to search for a character of a style, in this order. Only names of people may use all of them.
    pub(super) fn chain(&self, style: Style, name: bool) -> impl Iterator<Item = usize> + use<> {
        let end = if name { self.faces.len() } else { self.general };
        let (built_in, replaced) = (self.replaced[style as usize], self.replaced);
        let others = (FALLBACKS..end).filter(move |face| !replaced.contains(&Some(*face)));
        std::iter::once(style as usize).chain(built_in).chain(others)
    }

    pub(super) fn faces(&self) -> &[Arc<Face>] {
        &self.faces
    }
}

impl Face {
    fn read(name: &str, bytes: Cow<'static, [u8]>, index: u32) -> Option<Self> {
        let bytes = Arc::new(bytes);
        let source: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
        let font = Font::new(source, index)?;
        // Subset the font to no glyphs: the cheapest test that subsetting works for this font.
        subsetter::subset(&bytes, index, &subsetter::GlyphRemapper::new()).ok()?;
        let units_per_em = f32::from(font.units_per_em());
        let clean: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        (units_per_em > 0.0).then(|| Self {
            italic: clean.contains("Italic"),
            bold: clean.contains("Bold"),
            name: if clean.is_empty() { "Font".to_owned() } else { clean },
            cff: is_cff(&bytes, index),
            font,
            index,
            units_per_em,
            bytes,
        })
    }

    /// Whether the face has a glyph for `c`.
    pub(super) fn covers(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}

/// Whether the outlines of a face are PostScript (CFF) curves. In a collection, the list of the offsets of its
/// faces begins at byte 12 (OpenType 1.9, "Font Collections").
fn is_cff(bytes: &[u8], index: u32) -> bool {
    if !bytes.starts_with(COLLECTION) {
        return bytes.starts_with(b"OTTO");
    }
    let at = index as usize * 4 + 12;
    let offset = bytes.get(at..at + 4).and_then(|four| Some(u32::from_be_bytes(four.try_into().ok()?)));
    offset.and_then(|at| bytes.get(at as usize..)).is_some_and(|face| face.starts_with(b"OTTO"))
}

/// Characters that only modify their neighbour, so they must not cause a change of face.
pub(super) fn attaches(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' | '\u{AD}' | '\u{1AB0}'..='\u{1AFF}' | '\u{20D0}'..='\u{20FF}' | '\u{1F3FB}'..='\u{1F3FF}'
        | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{64B}'..='\u{65F}' | '\u{591}'..='\u{5BD}')
}
