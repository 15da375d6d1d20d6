//! The metadata of a file: the information dictionary, and the same data as XMP.
//!
//! This file defines their content. A date is written only if the caller gives one; this module does not read
//! the clock.

use std::fmt::Write as _;

use lopdf::{Dictionary, Object, StringFormat};

use super::PageSetup;

const PRODUCER: &str = concat!("panelkit ", env!("CARGO_PKG_VERSION"));

/// The information dictionary.
pub(super) fn info(setup: &PageSetup) -> Dictionary {
    let mut dict = Dictionary::new();
    for (key, value) in [
        ("Title", &setup.title),
        ("Author", &setup.author),
        ("Subject", &setup.subject),
        ("Keywords", &setup.keywords),
    ] {
        if !value.is_empty() {
            dict.set(key, text(value));
        }
    }
    dict.set("Creator", text(PRODUCER));
    dict.set("Producer", text(PRODUCER));
    if let Some(date) = setup.created {
        let stamp = text(&format!("D:{}", date.format("%Y%m%d000000Z")));
        dict.set("CreationDate", stamp.clone());
        dict.set("ModDate", stamp);
    }
    dict
}

/// A text string: plain if it is ASCII, UTF-16 otherwise.
pub(super) fn text(value: &str) -> Object {
    if value.is_ascii() {
        return Object::string_literal(value);
    }
    let units = std::iter::once(0xFEFF).chain(value.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}

/// The XMP packet, with the same facts as [`info`]. If the document is `accessible`, it claims PDF/UA-1 (ISO 14289-1).
pub(super) fn xmp(setup: &PageSetup, accessible: bool) -> String {
    let mut out = String::from(
        "<?xpacket begin=\"\u{FEFF}\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n\
         <x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n\
         <rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n\
         <rdf:Description rdf:about=\"\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" \
         xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\">\n\
         <dc:format>application/pdf</dc:format>\n",
    );
    let mut put = |value: &str, before: &str, after: &str| {
        if !value.is_empty() {
            let _ = writeln!(out, "{before}{}{after}", escape(value));
        }
    };
    let alt = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
    put(&setup.title, &format!("<dc:title>{alt}"), "</rdf:li></rdf:Alt></dc:title>");
    put(&setup.subject, &format!("<dc:description>{alt}"), "</rdf:li></rdf:Alt></dc:description>");
    put(&setup.author, "<dc:creator><rdf:Seq><rdf:li>", "</rdf:li></rdf:Seq></dc:creator>");
    put(&setup.language, "<dc:language><rdf:Bag><rdf:li>", "</rdf:li></rdf:Bag></dc:language>");
    put(&setup.keywords, "<pdf:Keywords>", "</pdf:Keywords>");
    put(PRODUCER, "<pdf:Producer>", "</pdf:Producer>");
    put(PRODUCER, "<xmp:CreatorTool>", "</xmp:CreatorTool>");
    let date = setup.created.map(|date| date.format("%Y-%m-%dT00:00:00Z").to_string()).unwrap_or_default();
    put(&date, "<xmp:CreateDate>", "</xmp:CreateDate>");
    put(&date, "<xmp:ModifyDate>", "</xmp:ModifyDate>");
    if accessible {
        out.push_str("<pdfuaid:part xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\">1</pdfuaid:part>\n");
    }
    out.push_str("</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"r\"?>\n");
    out
}

/// Escapes for XML; characters that XML forbids become a visible replacement.
fn escape(value: &str) -> String {
    let mut out = String::new();
    for c in value.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => out.push('\u{FFFD}'),
            c => out.push(c),
        }
    }
    out
}
