//! Makes the PDF objects of the fields of a form (ISO 32000-1, 12.7).
//!
//! The full name `technical-depth.1.rating` is three nested fields, because a part of a name may have no dot. The
//! edges of boxes and the ruled lines are on the page, so the fields themselves draw only marks and text.

use std::fmt::Write as _;

use harfrust::Font;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, dictionary};

use super::PdfError;
use super::emit::{Widget, font_name, round};
use super::field::Kind;
use super::metadata::text;
use super::style::part;
use crate::model::Rgb;
use crate::model::form_grammar::TICKED;

/// The name of the font in which people type.
const FONT: &str = "Noto";
/// How a viewer sets what people type: 11 points, black.
const TYPED: &str = "/Noto 11 Tf 0 g";
/// Flags of a field (ISO 32000-1, tables 221, 226 and 228).
const READ_ONLY: i64 = 1;
const MULTILINE: i64 = 1 << 12;
const RADIO: i64 = (1 << 14) | (1 << 15);
/// Noto Sans with the 217 characters of Windows-1252, which is what a form can show of typed text.
static TYPEFACE: &[u8] = include_bytes!("../../../assets/fonts/NotoSans-Form.ttf");

/// A field or a part of names, with what is below it.
#[derive(Default)]
struct Branch {
    kids: Vec<(String, Branch)>,
    /// The widgets of a choice, with their dictionaries.
    buttons: Vec<(ObjectId, Dictionary)>,
    /// A field with one widget: both are one dictionary.
    single: Option<(ObjectId, Dictionary)>,
    /// The entries of a choice.
    choice: Dictionary,
}

impl Branch {
    fn child(&mut self, name: &str) -> &mut Branch {
        let known = self.kids.iter().position(|(kid, _)| kid == name);
        let at = known.unwrap_or_else(|| {
            self.kids.push((name.to_owned(), Branch::default()));
            self.kids.len() - 1
        });
        &mut self.kids[at].1
    }

    /// Writes this branch and everything below it. Returns its id.
    fn write(self, doc: &mut Document, name: &str, parent: Option<ObjectId>) -> ObjectId {
        let (id, mut dict) = match self.single {
            Some(single) => single,
            None => (doc.new_object_id(), self.choice),
        };
        dict.set("T", text(name));
        if let Some(parent) = parent {
            dict.set("Parent", parent);
        }
        let mut kids: Vec<Object> = Vec::new();
        for (name, branch) in self.kids {
            kids.push(branch.write(doc, &name, Some(id)).into());
        }
        for (button, mut widget) in self.buttons {
            widget.set("Parent", id);
            doc.set_object(button, widget);
            kids.push(button.into());
        }
        if !kids.is_empty() {
            dict.set("Kids", kids);
        }
        doc.set_object(id, dict);
        id
    }
}

/// Adds the fields of each page to its annotations, and the form to the catalogue. `fonts` is the dictionary of the
/// fonts of the pages. Without fields nothing changes.
pub(super) fn add_fields(
    doc: &mut Document,
    fields: &[Vec<Widget>],
    fonts: ObjectId,
    ink: Rgb,
) -> Result<(), PdfError> {
    if fields.iter().all(Vec::is_empty) {
        return Ok(());
    }
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    let mut root = Branch::default();
    let mut marks = Marks::default();
    for (page, widgets) in pages.iter().zip(fields) {
        let mut ids = Vec::new();
        for widget in widgets {
            let id = doc.new_object_id();
            let dict = dictionary_of(doc, widget, *page, (fonts, ink), &mut marks);
            let branch = widget.field.name.split('.').fold(&mut root, |branch, part| branch.child(part));
            match &widget.field.kind {
                Kind::Button { state, group, on } => {
                    branch.choice.set("FT", "Btn");
                    branch.choice.set("Ff", RADIO);
                    branch.choice.set("TU", text(group));
                    if *on || !branch.choice.has(b"V") {
                        branch
                            .choice
                            .set("V", Object::Name(if *on { state.as_bytes() } else { b"Off" }.to_vec()));
                    }
                    branch.buttons.push((id, dict));
                }
                _ => branch.single = Some((id, dict)),
            }
            ids.push(Object::from(id));
        }
        let dict = doc.get_dictionary_mut(*page)?;
        match dict.get_mut(b"Annots") {
            Ok(Object::Array(known)) => known.append(&mut ids),
            _ if ids.is_empty() => {}
            _ => dict.set("Annots", ids),
        }
    }
    let typeface = typeface(doc);
    let mut names: Vec<Object> = Vec::new();
    for (name, branch) in root.kids {
        names.push(branch.write(doc, &name, None).into());
    }
    let form = doc.add_object(dictionary! {
        "Fields" => names,
        "DR" => dictionary! { "Font" => dictionary! { FONT => typeface } },
        "DA" => Object::string_literal(TYPED),
    });
    doc.catalog_mut()?.set("AcroForm", form);
    Ok(())
}

/// The dictionary of a widget; of a field with one widget, also the entries of the field.
fn dictionary_of(
    doc: &mut Document,
    widget: &Widget,
    page: ObjectId,
    (fonts, ink): (ObjectId, Rgb),
    marks: &mut Marks,
) -> Dictionary {
    let (field, area) = (&widget.field, widget.area);
    let (width, height) = (area[2] - area[0], area[3] - area[1]);
    let mut dict = dictionary! {
        "Type" => "Annot",
        "Subtype" => "Widget",
        "Rect" => area.map(Object::from).to_vec(),
        // 4: the print flag.
        "F" => 4,
        "P" => page,
        "TU" => text(&field.title),
    };
    let mut button = |doc: &mut Document, dict: &mut Dictionary, state: &str, on: bool| {
        let (marked, empty) = marks.of(doc, width, height);
        dict.set("H", "I");
        // A viewer that draws the mark anew takes the tick of ZapfDingbats.
        dict.set("MK", dictionary! { "CA" => Object::string_literal("4") });
        dict.set("DA", Object::string_literal("/ZaDb 0 Tf 0 g"));
        dict.set("AS", Object::Name(if on { state.as_bytes() } else { b"Off" }.to_vec()));
        dict.set("AP", dictionary! { "N" => dictionary! { state => marked, "Off" => empty } });
    };
    match &field.kind {
        Kind::Button { state, on, .. } => button(doc, &mut dict, state, *on),
        Kind::Check { on } => {
            button(doc, &mut dict, TICKED, *on);
            dict.set("FT", "Btn");
            dict.set("V", if *on { TICKED } else { "Off" });
        }
        Kind::Text => {
            dict.set("FT", "Tx");
            dict.set("Ff", MULTILINE);
            dict.set("V", Object::string_literal(""));
            dict.set("DA", Object::string_literal(TYPED));
            let empty = appearance(doc, width, height, Vec::new(), None);
            dict.set("AP", dictionary! { "N" => empty });
        }
        Kind::Fixed { value, words, size, baseline } => {
            dict.set("FT", "Tx");
            dict.set("Ff", READ_ONLY);
            dict.set("V", text(value));
            dict.set("DA", Object::string_literal("/Noto 8 Tf 0 g"));
            let scale = widget.scale;
            let base = height - baseline * scale;
            let mut drawn = format!("/Tx BMC q BT {} {} {} rg\n", part(ink.0), part(ink.1), part(ink.2));
            for (x, word) in words {
                let mut at = x * scale;
                for glyph in &word.glyphs {
                    let (left, up) = (at + glyph.dx * size * scale, base + glyph.dy * size * scale);
                    let font = font_name(usize::from(glyph.face));
                    let size = size * scale;
                    let _ = writeln!(
                        drawn,
                        "/{font} {size:.2} Tf 1 0 0 1 {left:.2} {up:.2} Tm <{:04X}> Tj",
                        glyph.code
                    );
                    at += glyph.advance * size;
                }
            }
            drawn.push_str("ET Q EMC");

            let shown = appearance(doc, width, height, drawn.into_bytes(), Some(fonts));
            dict.set("AP", dictionary! { "N" => shown });
        }
    }
    dict
}

/// The appearances of boxes, by their size in hundredths of a point: ticked and empty.
#[derive(Default)]
struct Marks(Vec<((i64, i64), (ObjectId, ObjectId))>);

impl Marks {
    fn of(&mut self, doc: &mut Document, width: f32, height: f32) -> (ObjectId, ObjectId) {
        let key = ((width * 100.0).round() as i64, (height * 100.0).round() as i64);
        if let Some((_, known)) = self.0.iter().find(|(size, _)| *size == key) {
            return *known;
        }
        let at = |x: f32, y: f32| format!("{:.2} {:.2}", x * width, y * height);
        let tick = format!(
            "q 0.11 0.133 0.169 RG {:.2} w 1 J 1 j {} m {} l {} l S Q",
            width * 0.13,
            at(0.22, 0.5),
            at(0.43, 0.27),
            at(0.79, 0.77)
        );
        let made = (
            appearance(doc, width, height, tick.into_bytes(), None),
            appearance(doc, width, height, Vec::new(), None),
        );
        self.0.push((key, made));
        made
    }
}

/// A form XObject of this size.
fn appearance(
    doc: &mut Document,
    width: f32,
    height: f32,
    content: Vec<u8>,
    fonts: Option<ObjectId>,
) -> ObjectId {
    let resources = fonts.map_or_else(Dictionary::new, |fonts| dictionary! { "Font" => fonts });
    let dict = dictionary! {
        "Type" => "XObject",
        "Subtype" => "Form",
        "BBox" => vec![0.into(), 0.into(), Object::from(round(width)), Object::from(round(height))],
        "Resources" => resources,
    };
    doc.add_object(Stream::new(dict, content))
}

/// The font in which people type: a simple TrueType font with the encoding of Windows-1252, embedded whole, so that
/// every viewer can draw what it is given.
fn typeface(doc: &mut Document) -> ObjectId {
    let font = Font::new(std::sync::Arc::new(TYPEFACE) as std::sync::Arc<dyn AsRef<[u8]> + Send + Sync>, 0)
        .expect("internal: the font of the forms is readable");
    let em = f32::from(font.units_per_em());
    let scale = |n: f32| Object::Integer((n * 1000.0 / em).round() as i64);
    let (metrics, charmap) = (font.glyph_metrics(), font.charmap());
    let width = |byte: u8| {
        let bytes = [byte];
        let (letter, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
        let glyph = letter.chars().next().and_then(|c| charmap.map_unicode(c));
        scale(glyph.map_or(0.0, |glyph| metrics.h_advance(glyph)))
    };
    let widths: Vec<Object> = (32..=255).map(width).collect();
    let length = TYPEFACE.len() as i64;
    let file = doc.add_object(Stream::new(dictionary! { "Length1" => length }, TYPEFACE.to_vec()));
    let descriptor = doc.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => "NotoSans",
        // 32: letters of the standard Latin set only.
        "Flags" => 32,
        "FontBBox" => vec![(-621).into(), (-389).into(), 2800.into(), 1067.into()],
        "ItalicAngle" => 0,
        "Ascent" => 1069,
        "Descent" => -293,
        "CapHeight" => 714,
        "StemV" => 80,
        "FontFile2" => file,
    });
    doc.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "TrueType",
        "BaseFont" => "NotoSans",
        "FirstChar" => 32,
        "LastChar" => 255,
        "Widths" => widths,
        "Encoding" => "WinAnsiEncoding",
        "FontDescriptor" => descriptor,
    })
}
