//! Writes the font objects: the glyphs that a document uses, their widths, and the text of each glyph.
//!
//! printpdf subsets fonts only with its own layout engine, allows only one text for each outline, and names
//! fonts by a counter of the process. So the font objects are made here from the codes that `shape` assigned,
//! and replace those of printpdf.

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};
use subsetter::GlyphRemapper;

use super::PdfError;
use super::fonts::Face;
use super::shape::Codes;

/// Adds `face`, subset to the glyphs of `codes`, and returns its font dictionary.
pub(super) fn embed(doc: &mut Document, face: &Face, codes: &Codes) -> Result<ObjectId, PdfError> {
    let mut remapper = GlyphRemapper::new();
    let glyphs: Vec<u16> = codes.entries.iter().map(|entry| remapper.remap(entry.gid)).collect();
    let failed = |_| PdfError::Font(face.name.clone());
    let program = subsetter::subset(&face.bytes, face.index, &remapper).map_err(failed)?;
    let name = format!("{}+{}", tag(codes), face.name);
    let descriptor = descriptor(doc, face, &name, program);
    let widths = codes.entries.iter().map(|entry| Object::from(i64::from(entry.width))).collect();
    let mut font = dictionary! {
        "Type" => "Font",
        "Subtype" => if face.cff { "CIDFontType0" } else { "CIDFontType2" },
        "BaseFont" => Object::Name(name.clone().into_bytes()),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "DW" => 0,
        "W" => vec![0.into(), Object::Array(widths)],
        "FontDescriptor" => descriptor,
    };
    if !face.cff {
        font.set("CIDToGIDMap", glyph_map(doc, &glyphs));
    }
    let descendant = doc.add_object(font);
    let to_unicode = doc.add_object(Stream::new(Dictionary::new(), cmap(codes).into_bytes()));
    Ok(doc.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => Object::Name(name.into_bytes()),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![descendant.into()],
        "ToUnicode" => to_unicode,
    }))
}

/// The map from codes to glyphs of the subset. It is the identity unless a glyph has two codes.
fn glyph_map(doc: &mut Document, glyphs: &[u16]) -> Object {
    if glyphs.iter().enumerate().all(|(code, glyph)| code == usize::from(*glyph)) {
        return "Identity".into();
    }
    let bytes = glyphs.iter().flat_map(|glyph| glyph.to_be_bytes()).collect();
    doc.add_object(Stream::new(Dictionary::new(), bytes)).into()
}

fn descriptor(doc: &mut Document, face: &Face, name: &str, program: Vec<u8>) -> ObjectId {
    let metrics = face.font.metrics();
    let scale = |units: f32| Object::from((units * 1000.0 / face.units_per_em).round() as i64);
    let line = metrics.hhea_line.unwrap_or_default();
    let bounds = &metrics.bounds;
    let mut dict = dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => Object::Name(name.as_bytes().to_vec()),
        // Font descriptor flags: 4 = symbolic (glyphs outside the standard Latin set), 64 = italic.
        "Flags" => if face.italic { 4 + 64 } else { 4 },
        "FontBBox" => vec![
            scale(bounds.x_min.to_f32()),
            scale(bounds.y_min.to_f32()),
            scale(bounds.x_max.to_f32()),
            scale(bounds.y_max.to_f32()),
        ],
        "ItalicAngle" => if face.italic { -12 } else { 0 },
        "Ascent" => scale(line.ascender.to_f32()),
        "Descent" => scale(line.descender.to_f32()),
        "CapHeight" => scale(metrics.cap_height.map_or(face.units_per_em * 0.7, |height| height.to_f32())),
        "StemV" => if face.bold { 140 } else { 80 },
    };
    let length = program.len() as i64;
    if face.cff {
        let file = doc.add_object(Stream::new(dictionary! { "Subtype" => "OpenType" }, program));
        dict.set("FontFile3", file);
    } else {
        let file = doc.add_object(Stream::new(dictionary! { "Length1" => length }, program));
        dict.set("FontFile2", file);
    }
    doc.add_object(dict)
}

/// Six letters that depend on the glyphs of the subset (ISO 32000-1, 9.6.4).
fn tag(codes: &Codes) -> String {
    let start = 0xCBF2_9CE4_8422_2325_u64;
    let mix = |hash: u64, gid: u16| (hash ^ u64::from(gid)).wrapping_mul(0x0100_0000_01B3);
    let mut hash = codes.entries.iter().map(|entry| entry.gid).fold(start, mix);
    let mut tag = String::new();
    for _ in 0..6 {
        tag.push(char::from(b'A' + (hash % 26) as u8));
        hash /= 26;
    }
    tag
}

/// The text of every code, in UTF-16.
fn cmap(codes: &Codes) -> String {
    use std::fmt::Write as _;
    let mut out = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let meaning: Vec<_> =
        codes.entries.iter().enumerate().filter(|(_, entry)| !entry.text.is_empty()).collect();
    // The format allows at most a hundred entries in each section.
    for section in meaning.chunks(100) {
        let _ = writeln!(out, "{} beginbfchar", section.len());
        for (code, entry) in section {
            let _ = write!(out, "<{code:04X}> <");
            for unit in entry.text.encode_utf16() {
                let _ = write!(out, "{unit:04X}");
            }
            out.push_str(">\n");
        }
        out.push_str("endbfchar\n");
    }
    out.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    out
}
