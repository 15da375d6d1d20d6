//! The faces that a document may use: Noto Sans, Noto Sans Mono for code, the symbol font, then the user's
//! own fonts.
//!
//! This file holds the built-in font files and the data read from each font. It is independent of the
//! characters in a document, which `shape` handles.

use std::borrow::Cow;
use std::sync::{Arc, OnceLock};

use harfrust::Font;

use super::PdfError;

/// Faces in the order in which they are searched for a character.
///
/// Cloning is cheap, and so is `built_in`: the fonts are read once per process.
#[derive(Clone)]
pub struct FontSet {
    faces: Vec<Arc<Face>>,
}

/// One font file.
pub(super) struct Face {
    /// The name in the PDF: letters, digits and `-`.
    pub(super) name: String,
    pub(super) font: Font,
    pub(super) bytes: Arc<Cow<'static, [u8]>>,
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
                Face::read(name, bytes.into()).expect("internal: built-in fonts are readable")
            })
            .map(Arc::new)
            .collect();
        Self { faces }
    }

    /// Adds a font that is used only for characters that no earlier font has.
    ///
    /// # Errors
    /// The bytes are not a TrueType or OpenType font with outlines.
    pub fn with_font(mut self, name: &str, bytes: Vec<u8>) -> Result<Self, PdfError> {
        let face = Face::read(name, bytes.into()).ok_or_else(|| PdfError::Font(name.to_owned()))?;
        self.faces.push(Arc::new(face));
        Ok(self)
    }

    pub(super) fn faces(&self) -> &[Arc<Face>] {
        &self.faces
    }
}

impl Face {
    fn read(name: &str, bytes: Cow<'static, [u8]>) -> Option<Self> {
        // A collection would have to be cut apart before it may be embedded.
        if bytes.starts_with(b"ttcf") {
            return None;
        }
        let bytes = Arc::new(bytes);
        let source: Arc<dyn AsRef<[u8]> + Send + Sync> = bytes.clone();
        let font = Font::new(source, 0)?;
        // Subset the font to no glyphs: the cheapest test that subsetting works for this font.
        subsetter::subset(&bytes, 0, &subsetter::GlyphRemapper::new()).ok()?;
        let units_per_em = f32::from(font.units_per_em());
        let clean: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        (units_per_em > 0.0).then(|| Self {
            italic: clean.contains("Italic"),
            bold: clean.contains("Bold"),
            name: if clean.is_empty() { "Font".to_owned() } else { clean },
            cff: bytes.starts_with(b"OTTO"),
            font,
            units_per_em,
            bytes,
        })
    }

    /// Whether the face has a glyph for `c`.
    pub(super) fn covers(&self, c: char) -> bool {
        self.font.charmap().map_unicode(c).is_some_and(|glyph| glyph.to_u32() != 0)
    }
}
