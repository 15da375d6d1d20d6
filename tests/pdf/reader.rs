//! Reads a PDF back: its text glyph code by glyph code, as any reader must.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Object};
use panelkit::render::pdf::{FontSet, PageSetup, Pdf, pdf};

pub(crate) fn setup() -> PageSetup {
    PageSetup {
        title: "Interview kit".to_owned(),
        author: "Hiring".to_owned(),
        language: "en".to_owned(),
        header_left: "Payments API".to_owned(),
        footer_left: "payments-api-tpm · c-0042".to_owned(),
        digest: "5f1c0de2a4b75f1c0de2a4b75f1c0de2a4b75f1c0de2a4b75f1c0de2a4b75f1c".to_owned(),
        ..PageSetup::default()
    }
}

pub(crate) fn make(markdown: &str) -> Pdf {
    pdf(markdown, &setup(), &FontSet::built_in()).expect("the Markdown is ours")
}

pub(crate) fn open(made: &Pdf) -> Document {
    Document::load_mem(&made.bytes).expect("lopdf reads the file")
}

/// The text of every page; a new line wherever the pen goes to another height.
pub(crate) fn pages(made: &Pdf) -> Vec<String> {
    let pages = texts(&open(made));
    assert_eq!(pages.len(), made.pages);
    pages
}

/// The text of every page of a document.
pub(crate) fn texts(doc: &Document) -> Vec<String> {
    doc.get_pages().into_values().map(|id| page_text(doc, id)).collect()
}

fn page_text(doc: &Document, page: lopdf::ObjectId) -> String {
    let fonts: BTreeMap<Vec<u8>, BTreeMap<u16, String>> = doc
        .get_page_fonts(page)
        .expect("a page has fonts")
        .into_iter()
        .map(|(name, font)| (name, to_unicode(doc, font)))
        .collect();
    let content = Content::decode(&doc.get_page_content(page)).expect("the content decodes");
    let (mut text, mut height, mut font) = (String::new(), f32::NAN, &BTreeMap::new());
    for op in &content.operations {
        match op.operator.as_str() {
            "Tf" => font = &fonts[op.operands[0].as_name().expect("a font name")],
            "Tm" => {
                let y = op.operands[5].as_float().expect("a number");
                if y != height {
                    text.push('\n');
                }
                height = y;
            }
            "TJ" => {
                for part in op.operands[0].as_array().expect("an array") {
                    if let Object::String(codes, _) = part {
                        for code in codes.chunks(2) {
                            text.push_str(&font[&u16::from_be_bytes([code[0], code[1]])]);
                        }
                    }
                }
            }
            _ => {}
        }
    }
    text
}

fn to_unicode(doc: &Document, font: &lopdf::Dictionary) -> BTreeMap<u16, String> {
    let stream = font.get_deref(b"ToUnicode", doc).and_then(Object::as_stream).expect("a ToUnicode map");
    let map = String::from_utf8(stream.decompressed_content().expect("it inflates")).expect("it is ASCII");
    let hex = |text: &str| u16::from_str_radix(text, 16).expect("hexadecimal");
    let mut found = BTreeMap::new();
    for line in map.lines() {
        let parts: Vec<&str> = line.trim_matches(['<', '>']).split("> <").collect();
        if let [code, text] = parts[..]
            && code != "0000"
        {
            let units: Vec<u16> = (0..text.len() / 4).map(|i| hex(&text[4 * i..4 * i + 4])).collect();
            found.insert(hex(code), String::from_utf16(&units).expect("valid text"));
        }
    }
    found
}

/// Where the body of a page ends, for tests of what stands last: the footer comes after it.
pub(crate) fn body(page: &str) -> Vec<&str> {
    let furniture =
        |line: &&str| line.contains("Payments API") || line.contains("c-0042") || line.starts_with("Page ");
    page.lines().filter(|line| !line.trim().is_empty() && !furniture(line)).collect()
}
