//! Finishes the file: fonts, outline, metadata, file identifier, compression.
//!
//! This file takes the pages from printpdf as a lopdf document, and replaces everything that printpdf leaves
//! out or takes from a clock or a counter. So nothing in the PDF depends on the process that wrote it.

use std::collections::BTreeSet;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};
use printpdf::{FontId, FontMetrics, Op, ParsedFont, PdfDocument, PdfFont, PdfPage, PdfSaveOptions};
use sha2::{Digest, Sha256};

use super::acroform::add_fields;
use super::content::content;
use super::embed::embed;
use super::emit::{Anchor, LOGO, Marks, font_name};
use super::file;
use super::fonts::FontSet;
use super::metadata::{info, text, xmp};
use super::row::Structure;
use super::shape::Codes;
use super::tags::tag;
use super::{PageSetup, PdfError};

/// Compression level, from 0 to 9.
const LEVEL: u32 = 4;

/// Writes `pages` with the fonts that `codes` refer to; `complete` if every character has a glyph.
pub(super) fn finish(
    (pages, marks): (Vec<PdfPage>, Marks),
    structure: &Structure,
    anchors: &[Anchor],
    codes: &[Codes],
    fonts: &FontSet,
    setup: &PageSetup,
    complete: bool,
) -> Result<Vec<u8>, PdfError> {
    // PDF/UA-1 needs a title, a language, and glyphs for all characters. Its other rules hold for every document that
    // this module writes.
    let accessible = complete && !setup.title.is_empty() && !setup.language.is_empty();
    let content: Vec<Vec<u8>> = pages.iter().map(|page| content(&page.ops, codes)).collect();
    let mut doc = by_printpdf(pages.into_iter().map(links).collect(), &[]);
    doc.version = "1.7".to_owned();
    clear(&mut doc)?;
    fill(&mut doc, content)?;
    let shared = replace_fonts(&mut doc, codes, fonts)?;
    if !marks.figures.is_empty() {
        add_logo(&mut doc, &marks, setup)?;
    }
    detach_links(&mut doc)?;
    add_fields(&mut doc, &marks.fields, shared, setup.look.theme().colors.ink)?;
    tag(&mut doc, structure, &marks)?;
    let outline = outline(&mut doc, anchors)?;
    let packet = xmp(setup, accessible);
    catalog(&mut doc, setup, &packet, outline)?;
    let described = doc.add_object(info(setup));
    doc.trailer.set("Info", described);
    identify(&mut doc, setup, &packet);
    compress(&mut doc)?;
    Ok(file::write(&doc)?)
}

/// The page with its links alone.
fn links(mut page: PdfPage) -> PdfPage {
    page.ops.retain(|op| matches!(op, Op::LinkAnnotation { .. }));
    page
}

/// Sets the content streams of the pages.
fn fill(doc: &mut Document, content: Vec<Vec<u8>>) -> Result<(), PdfError> {
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    for (page, content) in pages.into_iter().zip(content) {
        let [stream] = doc.get_page_contents(page)[..] else {
            unreachable!("internal: printpdf writes one content stream for each page");
        };
        doc.get_object_mut(stream)?.as_stream_mut()?.set_content(content);
    }
    Ok(())
}

/// The pages as printpdf writes them. The fonts given to it hold only widths, which it needs to place text.
pub(super) fn by_printpdf(pages: Vec<PdfPage>, codes: &[Codes]) -> Document {
    let mut pdf = PdfDocument::new("");
    for (face, codes) in codes.iter().enumerate() {
        let widths =
            codes.entries.iter().enumerate().map(|(code, entry)| (code as u16, entry.width)).collect();
        let metrics = FontMetrics { ascent: 1000, descent: 0 };
        let font =
            ParsedFont::with_glyph_data(Vec::new(), 0, None, Default::default(), widths, 1000, metrics);
        // Use our own font names; printpdf would number them with a process-wide counter.
        pdf.resources.fonts.map.insert(FontId(font_name(face)), PdfFont::new(font));
    }
    pdf.pages = pages;
    // Its warnings are about the missing font programs, which `embed` supplies.
    pdf.to_lopdf_document(&PdfSaveOptions { image_optimization: None, ..Default::default() }, &mut Vec::new())
}

/// Removes everything that printpdf wrote besides the pages: its fonts and empty dictionaries. Keeping a
/// known set of objects is much faster than a search of the finished file for unreferenced ones.
fn clear(doc: &mut Document) -> Result<(), PdfError> {
    let root = doc.trailer.get(b"Root")?.as_reference()?;
    let tree = doc.catalog()?.get(b"Pages")?.as_reference()?;
    let mut kept = BTreeSet::from([root, tree]);
    for page in doc.page_iter() {
        let own = doc.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
        kept.extend([page, own]);
        kept.extend(doc.get_page_contents(page));
    }
    doc.objects.retain(|id, _| kept.contains(id));
    Ok(())
}

/// Puts the real fonts into the resources of the pages, under the names that the pages use.
/// Returns the dictionary of the fonts.
fn replace_fonts(doc: &mut Document, codes: &[Codes], fonts: &FontSet) -> Result<ObjectId, PdfError> {
    let mut resources = Dictionary::new();
    for (face, codes) in codes.iter().enumerate() {
        if codes.entries.len() > 1 {
            let font = embed(doc, &fonts.faces()[face], codes)?;
            resources.set(font_name(face), font);
        }
    }
    let shared = doc.add_object(resources);
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    for page in pages {
        let own = doc.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
        let dict = doc.get_dictionary_mut(own)?;
        // The pages hold only text, rectangles and the logo, so they need no other resources.
        *dict = dictionary! { "Font" => shared };
    }
    Ok(shared)
}

/// Adds the logo to the resources of the pages that draw it.
fn add_logo(doc: &mut Document, marks: &Marks, setup: &PageSetup) -> Result<(), PdfError> {
    let Some((_, art)) = setup.look.logo() else { return Ok(()) };
    let logo = art.object(doc);
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    for (page, content) in pages.into_iter().zip(&marks.content) {
        if content.iter().any(|node| marks.figures.contains_key(node)) {
            let own = doc.get_dictionary(page)?.get(b"Resources")?.as_reference()?;
            doc.get_dictionary_mut(own)?.set("XObject", dictionary! { LOGO => logo });
        }
    }
    Ok(())
}

/// Makes each link an indirect object, because the structure tree has to refer to it.
fn detach_links(doc: &mut Document) -> Result<(), PdfError> {
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    for page in pages {
        let Some(Object::Array(links)) = doc.get_dictionary_mut(page)?.remove(b"Annots") else {
            continue;
        };
        let mut ids = Vec::new();
        for mut link in links {
            // 4: the print flag.
            link.as_dict_mut()?.set("F", 4);
            ids.push(Object::from(doc.add_object(link)));
        }
        if !ids.is_empty() {
            doc.get_dictionary_mut(page)?.set("Annots", ids);
        }
    }
    Ok(())
}

/// The outline: rounds, and under each its questions. `None` if there is neither a round nor a question.
fn outline(doc: &mut Document, anchors: &[Anchor]) -> Result<Option<ObjectId>, PdfError> {
    let pages: Vec<ObjectId> = doc.page_iter().collect();
    let mut tree: Vec<(&Anchor, Vec<&Anchor>)> = Vec::new();
    for anchor in anchors {
        match (anchor.level, tree.last_mut()) {
            (3, Some((_, children))) => children.push(anchor),
            (2 | 3, _) => tree.push((anchor, Vec::new())),
            _ => {}
        }
    }
    if tree.is_empty() {
        return Ok(None);
    }
    let root = doc.new_object_id();
    let mut tops = Vec::new();
    let mut all = 0;
    for (top, children) in tree {
        let id = doc.new_object_id();
        let entries: Vec<_> =
            children.iter().map(|child| (doc.new_object_id(), entry(child, &pages))).collect();
        let mut dict = entry(top, &pages);
        all += 1 + entries.len() as i64;
        family(doc, id, &mut dict, entries);
        tops.push((id, dict));
    }
    let mut dict = dictionary! { "Type" => "Outlines" };
    family(doc, root, &mut dict, tops);
    dict.set("Count", all);
    doc.set_object(root, dict);
    Ok(Some(root))
}

fn entry(anchor: &Anchor, pages: &[ObjectId]) -> Dictionary {
    let page = pages.get(anchor.page).copied().map_or(Object::Null, Object::Reference);
    dictionary! {
        "Title" => text(&anchor.title),
        "Dest" => vec![page, "XYZ".into(), Object::Null, Object::Real(anchor.top), Object::Null],
    }
}

/// Links `children` to one another and to their parent.
fn family(
    doc: &mut Document,
    parent: ObjectId,
    dict: &mut Dictionary,
    children: Vec<(ObjectId, Dictionary)>,
) {
    let ids: Vec<ObjectId> = children.iter().map(|(id, _)| *id).collect();
    let (Some(first), Some(last)) = (ids.first(), ids.last()) else {
        return;
    };
    dict.set("First", *first);
    dict.set("Last", *last);
    dict.set("Count", ids.len() as i64);
    for (i, (id, mut child)) in children.into_iter().enumerate() {
        child.set("Parent", parent);
        if i > 0 {
            child.set("Prev", ids[i - 1]);
        }
        if let Some(next) = ids.get(i + 1) {
            child.set("Next", *next);
        }
        doc.set_object(id, child);
    }
}

fn catalog(
    doc: &mut Document,
    setup: &PageSetup,
    packet: &str,
    outline: Option<ObjectId>,
) -> Result<(), PdfError> {
    let packet =
        Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, packet.as_bytes().to_vec());
    // The packet stays uncompressed, so that programs that search the file for it without parsing PDF can
    // find it.
    let packet = doc.add_object(packet.with_compression(false));
    let catalog = doc.catalog_mut()?;
    catalog.remove(b"PageLayout");
    catalog.set("Metadata", packet);
    catalog.set("Lang", text(&setup.language));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("PageMode", if outline.is_some() { "UseOutlines" } else { "UseNone" });
    if let Some(outline) = outline {
        catalog.set("Outlines", outline);
    }
    Ok(())
}

/// Compresses what is not yet compressed. Compression takes most of the time of writing a document, so the
/// level is a medium one: the highest takes twice as long and makes files only 2 % smaller. The back end of
/// flate2 is zlib-rs, because calamine's archives ask for it. Its output does not depend on the processor: both
/// of its hash functions (version 0.6) are plain arithmetic. zlib-ng would not do, since its output does.
fn compress(doc: &mut Document) -> Result<(), PdfError> {
    for object in doc.objects.values_mut() {
        if let Object::Stream(stream) = object
            && stream.allows_compression
            && !stream.dict.has(b"Filter")
        {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::new(LEVEL));
            encoder.write_all(&stream.content)?;
            stream.set_content(encoder.finish()?);
            stream.dict.set("Filter", "FlateDecode");
        }
    }
    Ok(())
}

/// Sets the file identifier: the first part identifies the kit, the second this rendering of it.
fn identify(doc: &mut Document, setup: &PageSetup, packet: &str) {
    let mut hash = Sha256::new();
    hash.update(packet);
    for object in doc.objects.values() {
        if let Object::Stream(stream) = object {
            hash.update(&stream.content);
        }
    }
    let rendering = hash.finalize()[..16].to_vec();
    let kit = Sha256::digest(setup.digest.as_bytes())[..16].to_vec();
    let kit = hex(&setup.digest).unwrap_or(kit);
    let id = |bytes| Object::String(bytes, StringFormat::Hexadecimal);
    doc.trailer.set("ID", vec![id(kit), id(rendering)]);
}

/// The first 16 bytes of a digest; `None` if the text does not begin with 32 hexadecimal digits.
fn hex(digest: &str) -> Option<Vec<u8>> {
    (0..16).map(|i| u8::from_str_radix(digest.get(2 * i..2 * i + 2)?, 16).ok()).collect()
}
