//! The fields of a form, as a program that fills them in finds them.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId};
use panelkit::render::pdf::{FontSet, PageSetup, merged, pdf};

use super::reader::{make, open, pages, setup};

const FORM: &str = "# Pack\n\n<!-- box: conflict -->\n- [ ] Conflict: I know this candidate.\n\n\
<!-- form\nreq: payments-api-tpm\nkit: sha256:00\ninterviewer: Łukasz Wójcik\n-->\n\n\
<!-- left-page -->\n<!-- section: Q1 of 1 -->\n<!-- beside: 0:05 to 0:17 -->\n\n### Question\n\n\
- [ ] a probe\n\n<!-- notes case-study.1 -->\n<!-- lines: fill 6 30 -->\n<!-- /notes -->\n\n\
<!-- page-break -->\n\n<!-- more-notes case-study.1: 12 -->\n\n\
<!-- rating case-study.1 -->\n\n- [ ] **0** Clear no: **Stops.** Ends the talk.\n- [ ] **10** Yes: **Goes on.** Asks why.\n\
- [ ] **na** not assessed\n\n<!-- /rating -->\n\n\
<!-- evidence case-study.1 -->\n<!-- lines: 3 -->\n<!-- /evidence -->\n\n\
<!-- recommendation -->\n\n- [ ] **0** Clear no\n- [ ] **10** Yes\n\n<!-- /recommendation -->\n\n\
<!-- summary -->\n<!-- lines: 5 -->\n<!-- /summary -->\n\n<!-- box: complete -->\n- [ ] Complete: final.\n";

/// The dictionaries from the field at the top of the tree down to a widget, and the id of the widget.
type Chain = (Vec<Dictionary>, ObjectId);

/// The widgets of a document by the full names of their fields.
fn widgets(doc: &Document) -> BTreeMap<String, Vec<Chain>> {
    let mut found = BTreeMap::new();
    let form = form(doc);
    for field in form.get(b"Fields").and_then(Object::as_array).expect("fields") {
        walk(doc, field.as_reference().expect("a field"), "", &[], &mut found);
    }
    found
}

fn walk(
    doc: &Document,
    id: ObjectId,
    above: &str,
    chain: &[Dictionary],
    found: &mut BTreeMap<String, Vec<Chain>>,
) {
    let dict = doc.get_dictionary(id).expect("a field");
    let name = match dict.get(b"T") {
        Ok(part) => {
            let part = String::from_utf8(part.as_str().expect("a name").to_vec()).expect("ASCII");
            assert!(!part.contains('.'), "a part of a name has no dot: {part}");
            if above.is_empty() { part } else { format!("{above}.{part}") }
        }
        Err(_) => above.to_owned(),
    };
    let chain = [chain, std::slice::from_ref(dict)].concat();
    match dict.get(b"Kids") {
        Ok(kids) => kids.as_array().expect("kids").iter().for_each(|kid| {
            walk(doc, kid.as_reference().expect("a kid"), &name, &chain, found);
        }),
        Err(_) => found.entry(name).or_default().push((chain, id)),
    }
}

fn form(doc: &Document) -> &Dictionary {
    let form = doc.catalog().expect("a catalogue").get(b"AcroForm").expect("a form");
    doc.get_dictionary(form.as_reference().expect("a reference")).expect("a form")
}

/// An entry of the nearest dictionary that has it.
fn inherited<'c>(chain: &'c [Dictionary], key: &[u8]) -> Option<&'c Object> {
    chain.iter().rev().find_map(|dict| dict.get(key).ok())
}

fn words(object: &Object) -> String {
    lopdf::decode_text_string(object).expect("a text")
}

#[test]
fn the_full_names_are_those_of_the_format() {
    let doc = open(&make(FORM));
    let names: Vec<String> = widgets(&doc).into_keys().collect();
    let wanted = [
        "case-study.1.evidence",
        "case-study.1.notes",
        "case-study.1.notes_2",
        "case-study.1.rating",
        "complete",
        "conflict",
        "interviewer",
        "kit",
        "recommendation",
        "req",
        "summary",
    ];
    assert_eq!(names, wanted);
    assert!(form(&doc).get(b"NeedAppearances").is_err());
}

#[test]
fn a_rating_is_a_choice_whose_states_are_the_scores() {
    let doc = open(&make(FORM));
    let all = widgets(&doc);
    let states = |name: &str| -> Vec<String> {
        all[name]
            .iter()
            .map(|(chain, _)| {
                let widget = chain.last().expect("a widget");
                let normal = widget.get(b"AP").and_then(Object::as_dict).expect("appearances");
                let normal = normal.get(b"N").and_then(Object::as_dict).expect("the normal one");
                let on = normal.iter().map(|(state, _)| String::from_utf8_lossy(state).into_owned());
                on.filter(|state| state != "Off").collect()
            })
            .map(|states: Vec<String>| states.concat())
            .collect()
    };
    assert_eq!(states("case-study.1.rating"), ["0", "10", "na"]);
    assert_eq!(states("recommendation"), ["0", "10"]);
    assert_eq!(states("complete"), ["yes"]);
    let (chain, _) = &all["case-study.1.rating"][1];
    assert_eq!(inherited(chain, b"FT").and_then(|kind| kind.as_name().ok()), Some(&b"Btn"[..]));
    assert_eq!(inherited(chain, b"Ff").and_then(|flags| flags.as_i64().ok()), Some(49152));
    assert_eq!(inherited(chain, b"V").and_then(|value| value.as_name().ok()), Some(&b"Off"[..]));
    let titles: Vec<String> = chain.iter().filter_map(|dict| dict.get(b"TU").ok()).map(words).collect();
    assert_eq!(titles, ["Question 1, rating", "Question 1, rating 10, Yes"]);
}

#[test]
fn texts_can_be_written_and_what_the_form_belongs_to_cannot() {
    let doc = open(&make(FORM));
    let all = widgets(&doc);
    let flags = |name: &str| inherited(&all[name][0].0, b"Ff").and_then(|flags| flags.as_i64().ok());
    for name in ["case-study.1.notes", "case-study.1.notes_2", "case-study.1.evidence", "summary"] {
        assert_eq!(flags(name), Some(4096), "{name}");
        assert!(inherited(&all[name][0].0, b"MaxLen").is_none(), "{name}");
    }
    for (name, value) in [("req", "payments-api-tpm"), ("kit", "sha256:00"), ("interviewer", "Łukasz Wójcik")]
    {
        assert_eq!(flags(name), Some(1), "{name}");
        assert_eq!(inherited(&all[name][0].0, b"V").map(words).as_deref(), Some(value));
    }
}

#[test]
fn every_widget_is_in_the_structure_and_on_its_page() {
    let doc = open(&make(FORM));
    let root = doc.catalog().and_then(|c| c.get(b"StructTreeRoot")).and_then(Object::as_reference);
    let root = doc.get_dictionary(root.expect("a structure")).expect("a structure");
    let tree = root.get(b"ParentTree").and_then(Object::as_reference).expect("a parent tree");
    let numbers =
        doc.get_dictionary(tree).and_then(|t| t.get(b"Nums")).and_then(Object::as_array).expect("numbers");
    let parents: BTreeMap<i64, &Object> =
        numbers.chunks(2).map(|pair| (pair[0].as_i64().expect("a key"), &pair[1])).collect();
    let mut count = 0;
    for (name, all) in widgets(&doc) {
        for (chain, id) in all {
            count += 1;
            let widget = chain.last().expect("a widget");
            let key = widget.get(b"StructParent").and_then(Object::as_i64).expect(&name);
            let element = parents[&key].as_reference().expect("an element");
            let element = doc.get_dictionary(element).expect("an element");
            assert_eq!(element.get(b"S").and_then(Object::as_name).ok(), Some(&b"Form"[..]), "{name}");
            let kid = element.get(b"K").and_then(Object::as_dict).expect("an object reference");
            assert_eq!(kid.get(b"Obj").and_then(Object::as_reference).ok(), Some(id), "{name}");
            let page = widget.get(b"P").and_then(Object::as_reference).expect("a page");
            let page = doc.get_dictionary(page).expect("a page");
            let there = page.get(b"Annots").and_then(Object::as_array).expect("annotations");
            assert!(there.contains(&id.into()), "{name}");
            assert_eq!(page.get(b"Tabs").and_then(Object::as_name).ok(), Some(&b"S"[..]));
            assert_eq!(widget.get(b"F").and_then(Object::as_i64).ok(), Some(4), "it is printed");
        }
    }
    assert_eq!(count, 14);
}

#[test]
fn the_font_of_typed_text_is_embedded_whole() {
    let doc = open(&make(FORM));
    let fonts = form(&doc).get(b"DR").and_then(Object::as_dict).expect("resources");
    let fonts = fonts.get(b"Font").and_then(Object::as_dict).expect("fonts");
    let (name, font) = fonts.iter().next().expect("a font");
    let font = doc.get_dictionary(font.as_reference().expect("a reference")).expect("a font");
    assert_eq!(font.get(b"Encoding").and_then(Object::as_name).ok(), Some(&b"WinAnsiEncoding"[..]));
    let widths = font.get(b"Widths").and_then(Object::as_array).expect("widths");
    assert_eq!(widths.len(), 224);
    // Windows-1252 leaves five codes open; every other code has a letter with a width, and so has the space.
    let empty: Vec<usize> =
        (0..224).filter(|i| matches!(widths[*i], Object::Integer(0))).map(|i| i + 32).collect();
    assert_eq!(empty, [127, 129, 141, 143, 144, 157]);
    let descriptor = font.get(b"FontDescriptor").and_then(Object::as_reference).expect("a descriptor");
    let file = doc.get_dictionary(descriptor).and_then(|d| d.get(b"FontFile2")).expect("a font file");
    let file = doc.get_object(file.as_reference().expect("a reference")).and_then(Object::as_stream);
    let bytes = file.expect("a stream").decompressed_content().expect("it inflates");
    assert_eq!(&bytes[..4], [0, 1, 0, 0], "a TrueType font");
    let da = form(&doc).get(b"DA").and_then(Object::as_str).expect("a default appearance");
    assert!(da.starts_with(&[b"/", name.as_slice(), b" "].concat()));
}

#[test]
fn a_flat_form_looks_the_same_without_fields() {
    let flat = pdf(FORM, &PageSetup { flat: true, ..setup() }, &FontSet::built_in()).expect("a form");
    let doc = open(&flat);
    assert!(doc.catalog().expect("a catalogue").get(b"AcroForm").is_err());
    for page in doc.get_pages().into_values() {
        assert!(doc.get_dictionary(page).expect("a page").get(b"Annots").is_err());
    }
    assert!(pages(&flat)[0].contains("Łukasz Wójcik"));
    assert_eq!(flat.pages, make(FORM).pages);
}

#[test]
fn questions_begin_on_left_pages_and_footers_name_them() {
    let made = make(&format!("{FORM}\n<!-- left-page -->\n<!-- section: Close -->\n\n## Close\n\nWords.\n"));
    let text = pages(&made);
    assert_eq!(text.len(), 4);
    assert!(text[1].contains("Question") && text[1].contains("0:05 to 0:17"));
    assert!(text[1].contains("Q1 of 1") && text[2].contains("Q1 of 1") && !text[0].contains("Q1 of 1"));
    assert!(text[3].contains("Close") && !text[3].contains("Q1 of 1"));
    let blank = make("one\n\n<!-- left-page -->\n\ntwo\n\n<!-- left-page -->\n\nthree\n");
    let text = pages(&blank);
    assert_eq!(text.len(), 4);
    assert!(text[2].contains("left blank") && text[3].contains("three"));
}

#[test]
fn notes_fill_their_page_and_the_field_covers_all_lines() {
    let height = |lines: &str| {
        let doc =
            open(&make(&format!("Words.\n\n<!-- notes a.1 -->\n<!-- lines: {lines} -->\n<!-- /notes -->\n")));
        let (chain, _) = &widgets(&doc)["a.1.notes"][0];
        let rect = chain[2].get(b"Rect").and_then(Object::as_array).expect("a rectangle");
        rect[3].as_float().expect("a number") - rect[1].as_float().expect("a number")
    };
    let line = 8.0 * 72.0 / 25.4;
    assert!((height("4") - 4.0 * line).abs() < 0.1);
    assert!((height("fill 4 9") - 9.0 * line).abs() < 0.1);
    let most = height("fill 4 1000");
    assert!(most > 20.0 * line && most < 750.0, "{most}");
    assert!((height("900") - most).abs() < 2.0 * line, "a field is at most as tall as a page");
}

#[test]
fn documents_in_one_file_begin_on_right_pages_and_keep_their_own_links() {
    let flat = |n: u32| PageSetup { flat: true, footer_left: format!("seat {n}"), ..setup() };
    let text = |n: u32| format!("[on](#part)\n\n## Part\n\ntext of {n}\n");
    let (setups, texts): (Vec<_>, Vec<_>) = (1..=3).map(|n| (flat(n), text(n))).unzip();
    let parts: Vec<_> = texts.iter().map(String::as_str).zip(&setups).collect();
    let made = merged(&parts, &flat(0), &FontSet::built_in()).expect("three documents");
    assert_eq!(made.pages, 5);
    let pages = pages(&made);
    for (n, page) in [(1, 0), (2, 2), (3, 4)] {
        assert!(pages[page].contains(&format!("text of {n}")), "{pages:?}");
        assert!(pages[page].contains(&format!("seat {n}")));
    }
    assert!(pages[0].contains("Page 1 of 2") && pages[4].contains("Page 1 of 1"));
    let doc = open(&made);
    let all: Vec<ObjectId> = doc.get_pages().into_values().collect();
    for at in [0, 2, 4] {
        let page = doc.get_dictionary(all[at]).expect("a page");
        let link = page.get(b"Annots").and_then(Object::as_array).expect("a link")[0].as_reference();
        let link = doc.get_dictionary(link.expect("a reference")).expect("a link");
        let target = format!("{link:?}");
        assert!(target.contains(&format!("{} 0 R", all[at].0)), "page {at}: {target}");
    }
}

#[test]
fn large_print_is_larger_and_stays_on_the_page() {
    let long = format!("{FORM}\n{}\n", "A sentence that is long enough to be broken into lines. ".repeat(40));
    let usual = make(&long);
    for size in [12, 16, 18] {
        let made =
            pdf(&long, &PageSetup { text_size: size, ..setup() }, &FontSet::built_in()).expect("a form");
        assert!(made.pages > usual.pages || size == 12, "{size}: {} pages", made.pages);
        let doc = open(&made);
        for (name, all) in widgets(&doc) {
            for (chain, _) in all {
                let rect =
                    chain.last().expect("a widget").get(b"Rect").and_then(Object::as_array).expect("a place");
                let side: Vec<f32> = rect.iter().map(|n| n.as_float().expect("a number")).collect();
                let inside = side[0] >= 50.0 && side[1] >= 50.0 && side[2] <= 545.0 && side[3] <= 790.0;
                assert!(inside && side[0] < side[2] && side[1] < side[3], "{name} at {size}: {side:?}");
            }
        }
    }
}

#[test]
fn a_row_of_a_table_has_all_its_cells_even_if_some_are_empty() {
    let doc = open(&make("| | a | |\n|---|---|---|\n| 1 | | 3 |\n"));
    let mut rows = Vec::new();
    for object in doc.objects.values() {
        if let Ok(dict) = object.as_dict()
            && dict.get(b"S").and_then(Object::as_name).ok() == Some(&b"TR"[..])
        {
            rows.push(dict.get(b"K").and_then(Object::as_array).map_or(1, Vec::len));
        }
    }
    assert_eq!(rows, [3, 3]);
}
