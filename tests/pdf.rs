//! The PDF as a reader gets it: decoded again from its bytes, glyph code by glyph code.

use std::collections::BTreeMap;

use lopdf::content::Content;
use lopdf::{Document, Object};
use panelkit::render::markdown::MarkdownError;
use panelkit::render::pdf::{FontSet, PageSetup, Paper, Pdf, PdfError, pdf};

fn setup() -> PageSetup {
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

fn make(markdown: &str) -> Pdf {
    pdf(markdown, &setup(), &FontSet::built_in()).expect("the Markdown is ours")
}

fn open(made: &Pdf) -> Document {
    Document::load_mem(&made.bytes).expect("lopdf reads the file")
}

/// The text of every page; a new line wherever the pen goes to another height.
fn pages(made: &Pdf) -> Vec<String> {
    let doc = open(made);
    let ids: Vec<_> = doc.get_pages().into_values().collect();
    assert_eq!(ids.len(), made.pages);
    ids.into_iter().map(|id| page_text(&doc, id)).collect()
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
    let stream = font
        .get_deref(b"ToUnicode", doc)
        .and_then(Object::as_stream)
        .expect("a ToUnicode map");
    let map = String::from_utf8(stream.decompressed_content().expect("it inflates"))
        .expect("it is ASCII");
    let hex = |text: &str| u16::from_str_radix(text, 16).expect("hexadecimal");
    let mut found = BTreeMap::new();
    for line in map.lines() {
        let parts: Vec<&str> = line.trim_matches(['<', '>']).split("> <").collect();
        if let [code, text] = parts[..]
            && code != "0000"
        {
            let units: Vec<u16> = (0..text.len() / 4)
                .map(|i| hex(&text[4 * i..4 * i + 4]))
                .collect();
            found.insert(hex(code), String::from_utf16(&units).expect("valid text"));
        }
    }
    found
}

/// Where the body of a page ends, for tests of what stands last: the footer comes after it.
fn body(page: &str) -> Vec<&str> {
    let furniture = |line: &&str| {
        line.contains("Payments API") || line.contains("c-0042") || line.starts_with("Page ")
    };
    page.lines()
        .filter(|line| !line.trim().is_empty() && !furniture(line))
        .collect()
}

#[test]
fn the_same_markdown_gives_the_same_bytes() {
    let markdown = "# Kit\n\nOffice *hours*, see [below](#below).\n\n## Below\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    let alone = make(markdown).bytes;
    std::thread::scope(|scope| {
        let mine = scope.spawn(|| (0..5).map(|_| make(markdown).bytes).collect::<Vec<_>>());
        let other = scope.spawn(|| {
            (0..5)
                .map(|_| make("## Другой документ ☐\n\n- one\n- two\n").bytes)
                .collect::<Vec<_>>()
        });
        assert!(
            mine.join()
                .expect("no panic")
                .iter()
                .all(|bytes| *bytes == alone)
        );
        let other = other.join().expect("no panic");
        assert!(
            other
                .iter()
                .all(|bytes| *bytes == other[0] && *bytes != alone)
        );
    });
}

#[test]
fn every_string_comes_back_in_reading_order() {
    let made = make(
        "# Öffnung\n\nThe *first* **official** workflow: efficient, `fluent`.\n\nПривет, Ώρα µ μ Łódź\n\n- ☐ 1  ☐ 2\n",
    );
    let text = pages(&made).concat();
    let at = |needle: &str| {
        text.find(needle)
            .unwrap_or_else(|| panic!("`{needle}` is not in {text}"))
    };
    assert!(at("Öffnung") < at("The first official workflow: efficient, fluent."));
    assert!(at("fluent") < at("Привет, Ώρα µ μ Łódź"));
    assert!(at("Łódź") < at("☐ 1 "));
    assert_eq!(made.missing, []);
}

#[test]
fn a_page_says_where_it_belongs() {
    let made = make(
        "## Round 1: Screen\n\nHello\n\n<!-- page-break -->\n\nStill the screen\n\n<!-- page-break -->\n\n## Round 2: Depth\n\nDeep\n",
    );
    let pages = pages(&made);
    assert_eq!(pages.len(), 3);
    for (i, (page, round)) in pages
        .iter()
        .zip(["Round 1: Screen", "Round 1: Screen", "Round 2: Depth"])
        .enumerate()
    {
        assert!(page.contains("Payments API"), "{page}");
        assert!(
            page.contains("payments-api-tpm · c-0042 · 5f1c0de2a4b7"),
            "{page}"
        );
        assert!(page.contains(&format!("Page {} of 3", i + 1)), "{page}");
        assert!(page.contains(round), "{page}");
    }
}

#[test]
fn a_cover_has_no_header() {
    let made = make(
        "<!-- cover -->\n\n# Kit\n\nSubtitle\n\n<!-- /cover -->\n\n<!-- page-break -->\n\n## Round\n\nText\n",
    );
    let pages = pages(&made);
    assert!(!pages[0].contains("Payments API") && pages[1].contains("Payments API"));
}

#[test]
fn the_paper_is_a4_or_letter() {
    for (paper, width, height) in [(Paper::A4, 595.28, 841.89), (Paper::Letter, 612.0, 792.0)] {
        let made = pdf(
            "Hello",
            &PageSetup { paper, ..setup() },
            &FontSet::built_in(),
        )
        .expect("plain text");
        let doc = open(&made);
        let page = doc.get_dictionary(doc.get_pages()[&1]).expect("a page");
        let sheet = page
            .get(b"MediaBox")
            .and_then(Object::as_array)
            .expect("a media box");
        let sides: Vec<f32> = sheet
            .iter()
            .map(|side| side.as_float().expect("a number"))
            .collect();
        assert!(
            (sides[2] - width).abs() < 0.01 && (sides[3] - height).abs() < 0.01,
            "{sides:?}"
        );
    }
}

#[test]
fn a_table_of_three_hundred_rows_repeats_its_header_and_loses_none() {
    let mut markdown = "## Bank\n\n| Question | Minutes |\n|---|--:|\n".to_owned();
    for i in 0..300 {
        markdown.push_str(&format!("| Row number {i:03} | {i} |\n"));
    }
    let pages = pages(&make(&markdown));
    assert!(pages.len() > 5);
    assert!(
        pages
            .iter()
            .all(|page| page.matches("Question").count() == 1)
    );
    let text = pages.concat();
    assert!((0..300).all(|i| text.matches(&format!("Row number {i:03}")).count() == 1));
}

#[test]
fn a_row_taller_than_a_page_is_torn_and_loses_no_word() {
    let words: Vec<String> = (0..2500).map(|i| format!("w{i:04}")).collect();
    let made = make(&format!(
        "| Key | Value |\n|---|---|\n| long | {} |\n",
        words.join(" ")
    ));
    let text = pages(&made).concat();
    assert!(made.pages > 1);
    assert!(words.iter().all(|word| text.contains(word.as_str())));
}

#[test]
fn no_heading_ends_a_page() {
    for filler in 0..60 {
        let mut markdown = "line  \n".repeat(filler) + "\n\n";
        for i in 0..12 {
            markdown.push_str(&format!(
                "### HEADING {i}\n\n{}\n\n",
                "Some words about it. ".repeat(4 + i)
            ));
            markdown.push_str("#### HEADING label\n\n1. first\n2. second\n\n");
        }
        for page in pages(&make(&markdown)) {
            let last = body(&page).last().copied().unwrap_or_default().to_owned();
            assert!(!last.contains("HEADING"), "{filler}: {page}");
        }
    }
}

#[test]
fn what_is_kept_together_is_not_torn() {
    for filler in 0..60 {
        let kept = "<!-- keep -->\n\nKEPT begins\n\n- a\n- b\n\n<!-- lines: 4 -->\n\nKEPT ends\n\n<!-- /keep -->\n";
        let made = make(&format!("{}\n\n{kept}", "line  \n".repeat(filler)));
        let whole = pages(&made)
            .iter()
            .filter(|page| page.contains("KEPT begins") && page.contains("KEPT ends"))
            .count();
        assert_eq!(whole, 1, "{filler}");
    }
}

#[test]
fn columns_stand_side_by_side_unless_they_are_taller_than_a_page() {
    let side = |n: usize| "- item\n".repeat(n);
    let columns = |n| {
        format!(
            "<!-- columns -->\n\n#### Listen for\n\n{0}\n<!-- column -->\n\n#### Red flags\n\n{0}\n<!-- /columns -->\n",
            side(n)
        )
    };
    assert_eq!(make(&columns(30)).pages, 1);
    let tall = make(&columns(100));
    assert!(tall.pages > 3);
    assert_eq!(pages(&tall).concat().matches("item").count(), 200);
}

#[test]
fn a_word_longer_than_the_line_is_broken_not_clipped() {
    let word: String = ('a'..='z').cycle().take(500).collect();
    let text = pages(&make(&format!(
        "Before {word} after\n\n| a |\n|---|\n| {word} |\n"
    )))
    .concat();
    assert_eq!(text.replace('\n', "").matches(&word).count(), 2);
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
    assert!(matches!(
        unknown,
        PdfError::Markdown(MarkdownError::UnknownDirective(_))
    ));
}

#[test]
fn a_note_and_a_line_break_in_a_cell_are_understood() {
    let text = pages(&make(
        "<!-- note: not for print -->\n\n| a |\n|---|\n| one<br>two |\n",
    ))
    .concat();
    assert!(text.contains("one\ntwo") && !text.contains("not for print"));
}

#[test]
fn an_empty_document_is_one_page_with_a_footer() {
    for empty in [
        "",
        "\n\n",
        "<!-- note: nothing -->\n",
        "<!-- page-break -->\n",
        "<!-- lines: 0 -->\n",
    ] {
        let made = make(empty);
        assert_eq!(made.pages, 1, "{empty:?}");
        assert!(pages(&made)[0].contains("Page 1 of 1"));
    }
}

#[test]
fn odd_structures_are_printed() {
    let deep = "- one\n  1. two\n     - three\n       - four\n         - five\n";
    let text = pages(&make(deep)).concat();
    assert!(
        ["one", "two", "three", "four", "five"]
            .iter()
            .all(|word| text.contains(word))
    );
    for odd in [
        "- \n- \n",
        "> \n",
        "> [!NOTE]\n",
        "#\n",
        "| |\n|---|\n",
        "```\n\n```\n",
        "<!-- columns -->\n<!-- /columns -->\n",
        "<!-- cover -->\n<!-- /cover -->\n",
        "---\n---\n",
    ] {
        assert!(make(odd).pages >= 1, "{odd}");
    }
    let columns = "<!-- column -->\n".repeat(40);
    assert!(
        make(&format!(
            "<!-- columns -->\n{columns}\nlast\n\n<!-- /columns -->\n"
        ))
        .pages
            >= 1
    );
}

#[test]
fn rounds_and_questions_make_the_outline_and_links_lead_to_them() {
    let made = make(
        "[go](#round-1) [twin](#round-1-1) [out](https://example.com) [nowhere](#gone)\n\n## Round 1\n\n### Question\n\n## Round 1\n",
    );
    let doc = open(&made);
    let outline = doc
        .catalog()
        .and_then(|catalog| catalog.get_deref(b"Outlines", &doc))
        .and_then(Object::as_dict);
    let outline = outline.expect("an outline");
    assert_eq!(
        outline
            .get(b"Count")
            .and_then(Object::as_i64)
            .expect("a count"),
        3
    );
    let first = outline
        .get_deref(b"First", &doc)
        .and_then(Object::as_dict)
        .expect("a round");
    assert_eq!(
        first
            .get(b"Title")
            .and_then(Object::as_str)
            .expect("a title"),
        b"Round 1"
    );
    assert!(first.has(b"First") && first.has(b"Next"));
    let links = doc
        .get_page_annotations(doc.get_pages()[&1])
        .expect("annotations");
    assert_eq!(links.len(), 3);
}

#[test]
fn the_file_says_what_it_is() {
    let date = chrono::NaiveDate::from_ymd_opt(2026, 11, 21);
    let setup = PageSetup {
        title: "Kit – Ære & co".to_owned(),
        created: date,
        ..setup()
    };
    let made = pdf("Hello", &setup, &FontSet::built_in()).expect("plain text");
    assert!(made.bytes.starts_with(b"%PDF-1.7"));
    let doc = open(&made);
    let catalog = doc.catalog().expect("a catalogue");
    assert_eq!(
        catalog
            .get(b"Lang")
            .and_then(Object::as_str)
            .expect("a language"),
        b"en"
    );
    let xmp = catalog
        .get_deref(b"Metadata", &doc)
        .and_then(Object::as_stream)
        .expect("a packet");
    let xmp = String::from_utf8_lossy(&xmp.content);
    assert!(xmp.contains("Kit – Ære &amp; co") && xmp.contains("2026-11-21"));
    let info = doc
        .trailer
        .get(b"Info")
        .and_then(Object::as_reference)
        .expect("an information dictionary");
    let info = doc.get_dictionary(info).expect("it is there");
    assert!(info.has(b"Title") && info.has(b"CreationDate") && !info.has(b"GTS_PDFXVersion"));
    let id = doc
        .trailer
        .get(b"ID")
        .and_then(Object::as_array)
        .expect("an identity");
    assert_eq!(
        id[0].as_str().expect("bytes")[..4],
        [0x5f, 0x1c, 0x0d, 0xe2]
    );
}

#[test]
fn a_file_that_is_no_font_is_refused() {
    for bytes in [Vec::new(), b"ttcf".to_vec(), b"not a font".to_vec()] {
        assert!(matches!(
            FontSet::built_in().with_font("mine", bytes),
            Err(PdfError::Font(_))
        ));
    }
}

#[test]
fn hostile_text_is_refused_or_printed_but_never_hangs() {
    let deep = pdf(&"> ".repeat(20_000), &setup(), &FontSet::built_in());
    assert!(matches!(deep, Err(PdfError::Markdown(_))));
    assert!(make(&"x".repeat(100_000)).pages > 5);
    let setup = PageSetup {
        header_left: "long ".repeat(5_000),
        footer_left: "y".repeat(5_000),
        ..setup()
    };
    assert!(pdf("text", &setup, &FontSet::built_in()).is_ok());
}

#[test]
fn a_screen_reader_finds_headings_lists_tables_and_links() {
    let made = make(
        "# Kit\n\nSee [below](#below).\n\n## Below\n\n1. one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n",
    );
    let doc = open(&made);
    let mut roles: BTreeMap<String, usize> = BTreeMap::new();
    for object in doc.objects.values() {
        if let Ok(role) = object
            .as_dict()
            .and_then(|dict| dict.get(b"S"))
            .and_then(Object::as_name)
        {
            *roles
                .entry(String::from_utf8_lossy(role).into_owned())
                .or_default() += 1;
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
