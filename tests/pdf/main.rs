//! The PDF as a reader gets it: the file, its text, its structure.

mod fields;
mod grey;
mod layout;
mod packs;
mod reader;

use std::collections::BTreeMap;

use lopdf::Object;
use panelkit::render::markdown::MarkdownError;
use panelkit::render::pdf::{FontSet, PageSetup, Paper, PdfError, pdf};

use reader::{make, open, pages, setup};

#[test]
fn the_same_markdown_gives_the_same_bytes() {
    let markdown =
        "# Kit\n\nOffice *hours*, see [below](#below).\n\n## Below\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    let alone = make(markdown).bytes;
    std::thread::scope(|scope| {
        let mine = scope.spawn(|| (0..5).map(|_| make(markdown).bytes).collect::<Vec<_>>());
        let other = scope.spawn(|| {
            (0..5).map(|_| make("## Другой документ ☐\n\n- one\n- two\n").bytes).collect::<Vec<_>>()
        });
        assert!(mine.join().expect("no panic").iter().all(|bytes| *bytes == alone));
        let other = other.join().expect("no panic");
        assert!(other.iter().all(|bytes| *bytes == other[0] && *bytes != alone));
    });
}

#[test]
fn every_string_comes_back_in_reading_order() {
    let made = make(
        "# Öffnung\n\nThe *first* **official** workflow: efficient, `fluent`.\n\nПривет, Ώρα µ μ Łódź\n\n- ☐ 1  ☐ 2\n",
    );
    let text = pages(&made).concat();
    let at = |needle: &str| text.find(needle).unwrap_or_else(|| panic!("`{needle}` is not in {text}"));
    assert!(at("Öffnung") < at("The first official workflow: efficient, fluent."));
    assert!(at("fluent") < at("Привет, Ώρα µ μ Łódź"));
    assert!(at("Łódź") < at("☐ 1 "));
    assert_eq!(made.missing, []);
}

#[test]
fn the_paper_is_a4_or_letter() {
    for (paper, width, height) in [(Paper::A4, 595.28, 841.89), (Paper::Letter, 612.0, 792.0)] {
        let made = pdf("Hello", &PageSetup { paper, ..setup() }, &FontSet::built_in()).expect("plain text");
        let doc = open(&made);
        let page = doc.get_dictionary(doc.get_pages()[&1]).expect("a page");
        let sheet = page.get(b"MediaBox").and_then(Object::as_array).expect("a media box");
        let sides: Vec<f32> = sheet.iter().map(|side| side.as_float().expect("a number")).collect();
        assert!((sides[2] - width).abs() < 0.01 && (sides[3] - height).abs() < 0.01, "{sides:?}");
    }
}

#[test]
fn a_character_without_a_glyph_is_reported_and_still_there() {
    let made = make("Smile 🙂 and مرحبا\n");
    assert!(made.missing.contains(&'🙂') && made.missing.contains(&'م'));
    assert!(made.missing.is_sorted());
    assert!(pages(&made).concat().contains('🙂'));
}

#[test]
fn what_the_page_cannot_show_is_an_error_that_names_it() {
    for (markdown, named) in [
        ("<!-- pagebreak -->\n", "pagebreak"),
        ("<div>hello</div>\n", "<div>hello</div>"),
        ("Some <b>bold</b>\n", "<b>"),
        ("<!-- keep -->\n\ntext\n", "keep"),
        ("text\n\n<!-- /columns -->\n", "/columns"),
        ("<!-- widths: 10mm 1* -->\n\ntext\n", "widths"),
        ("<!-- widths: 10mm -->\n\n| a | b |\n|---|---|\n", "widths"),
        ("- item\n\n  <!-- keep -->\n\nafter\n", "keep"),
        ("![logo](logo.png)\n", "image"),
    ] {
        let error = pdf(markdown, &setup(), &FontSet::built_in()).expect_err(markdown);
        assert!(matches!(error, PdfError::Markdown(_)), "{error}");
        assert!(error.to_string().contains(named), "{error}");
    }
    let unknown = pdf("<!-- pagebreak -->\n", &setup(), &FontSet::built_in()).expect_err("unknown");
    assert!(matches!(unknown, PdfError::Markdown(MarkdownError::UnknownDirective(_))));
}

#[test]
fn rounds_and_questions_make_the_outline_and_links_lead_to_them() {
    let made = make(
        "[go](#round-1) [twin](#round-1-1) [out](https://example.com) [nowhere](#gone)\n\n## Round 1\n\n### Question\n\n## Round 1\n",
    );
    let doc = open(&made);
    let outline =
        doc.catalog().and_then(|catalog| catalog.get_deref(b"Outlines", &doc)).and_then(Object::as_dict);
    let outline = outline.expect("an outline");
    assert_eq!(outline.get(b"Count").and_then(Object::as_i64).expect("a count"), 3);
    let first = outline.get_deref(b"First", &doc).and_then(Object::as_dict).expect("a round");
    assert_eq!(first.get(b"Title").and_then(Object::as_str).expect("a title"), b"Round 1");
    assert!(first.has(b"First") && first.has(b"Next"));
    let links = doc.get_page_annotations(doc.get_pages()[&1]).expect("annotations");
    assert_eq!(links.len(), 3);
}

#[test]
fn the_file_says_what_it_is() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 21);
    let setup = PageSetup { title: "Kit – Ære & co".to_owned(), created: date, ..setup() };
    let made = pdf("Hello", &setup, &FontSet::built_in()).expect("plain text");
    assert!(made.bytes.starts_with(b"%PDF-1.7"));
    let doc = open(&made);
    let catalog = doc.catalog().expect("a catalogue");
    assert_eq!(catalog.get(b"Lang").and_then(Object::as_str).expect("a language"), b"en");
    let xmp = catalog.get_deref(b"Metadata", &doc).and_then(Object::as_stream).expect("a packet");
    let xmp = String::from_utf8_lossy(&xmp.content);
    assert!(xmp.contains("Kit – Ære &amp; co") && xmp.contains("2026-11-21"));
    let info = doc.trailer.get(b"Info").and_then(Object::as_reference).expect("an information dictionary");
    let info = doc.get_dictionary(info).expect("it is there");
    assert!(info.has(b"Title") && info.has(b"CreationDate") && !info.has(b"GTS_PDFXVersion"));
    let id = doc.trailer.get(b"ID").and_then(Object::as_array).expect("an identity");
    assert_eq!(id[0].as_str().expect("bytes")[..4], [0x5f, 0x1c, 0x0d, 0xe2]);
}

#[test]
fn a_file_that_is_no_font_is_refused() {
    for bytes in [Vec::new(), b"ttcf".to_vec(), b"not a font".to_vec()] {
        assert!(matches!(FontSet::built_in().with_font("mine", bytes), Err(PdfError::Font(_))));
    }
}

#[test]
fn a_screen_reader_finds_headings_lists_tables_and_links() {
    let made =
        make("# Kit\n\nSee [below](#below).\n\n## Below\n\n1. one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    let doc = open(&made);
    let mut roles: BTreeMap<String, usize> = BTreeMap::new();
    for object in doc.objects.values() {
        if let Ok(role) = object.as_dict().and_then(|dict| dict.get(b"S")).and_then(Object::as_name) {
            *roles.entry(String::from_utf8_lossy(role).into_owned()).or_default() += 1;
        }
    }
    for (role, count) in [
        ("H1", 1),
        ("H2", 1),
        ("Link", 1),
        ("L", 1),
        ("LI", 1),
        ("LBody", 1),
        ("TR", 2),
        ("TH", 2),
        ("TD", 2),
    ] {
        assert_eq!(roles.get(role), Some(&count), "{role} in {roles:?}");
    }
}

#[test]
fn only_a_document_with_a_title_and_all_glyphs_claims_to_be_accessible() {
    let claims = |markdown: &str| {
        let made = make(markdown);
        let doc = open(&made);
        let packet = doc.catalog().and_then(|c| c.get_deref(b"Metadata", &doc)).and_then(Object::as_stream);
        let packet = String::from_utf8_lossy(&packet.expect("a packet").content).into_owned();
        packet.contains("pdfuaid:part") && packet.contains(">1</pdfuaid:part>")
    };
    assert!(claims("# Kit\n\n## Round\n\n### Question\n\n## Round\n\nWords.\n"));
    assert!(!claims("# Kit 🙂\n"));
    let untitled = PageSetup { title: String::new(), ..setup() };
    let made = pdf("# Kit\n", &untitled, &FontSet::built_in()).expect("a title");
    assert!(!String::from_utf8_lossy(&made.bytes).contains("pdfuaid"));
}

#[test]
fn headings_for_a_screen_reader_skip_no_level() {
    let doc = open(&make(
        "## Round\n\n#### Label\n\n# Kit\n\n### Question\n\n#### Label\n\n#### Label\n\n## Round\n",
    ));
    let mut found = Vec::new();
    let mut elements =
        vec![doc.catalog().and_then(|c| c.get(b"StructTreeRoot")).expect("a structure").clone()];
    while let Some(next) = elements.pop() {
        match &next {
            Object::Reference(id) => elements.push(doc.get_object(*id).expect("an object").clone()),
            Object::Array(kids) => elements.extend(kids.iter().rev().cloned()),
            Object::Dictionary(dict) => {
                if let Ok(kind) = dict.get(b"S").and_then(Object::as_name)
                    && kind.starts_with(b"H")
                {
                    found.push(String::from_utf8_lossy(kind).into_owned());
                }
                elements.extend(dict.get(b"K").ok().cloned());
            }
            _ => {}
        }
    }
    assert_eq!(found, ["H1", "H2", "H1", "H2", "H3", "H3", "H2"]);
}
