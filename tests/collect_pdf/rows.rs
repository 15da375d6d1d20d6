//! Names, values, marks and texts: what each way of writing them means.

use panelkit::collect::FormCode;
use panelkit::collect::pdf;

use super::build::{Pdf, read, refused};

fn value(pdf: Pdf) -> Option<String> {
    read(&pdf).slots["deep.1"].rating.value.clone()
}

fn marks(pdf: Pdf) -> Vec<String> {
    read(&pdf).slots["deep.1"].rating.boxes.clone().expect("a PDF form has boxes")
}

fn notes(pdf: Pdf) -> String {
    read(&pdf).slots["deep.1"].notes.clone()
}

#[test]
fn a_blank_form_says_nothing() {
    let filled = read(&Pdf::form());
    let slots: Vec<&str> = filled.slots.keys().map(String::as_str).collect();
    assert_eq!(slots, ["deep.1", "deep.2"]);
    for slot in filled.slots.values() {
        assert_eq!((slot.rating.value.as_deref(), slot.rating.boxes.as_deref()), (None, Some(&[][..])));
        assert_eq!((slot.notes.as_str(), slot.evidence.as_str()), ("", ""));
    }
    assert_eq!((filled.complete, filled.conflict, filled.summary.as_str()), (false, Some(false), ""));
    assert_eq!(filled.facts["interviewer"], "A. Rivera");
    assert_eq!(filled.facts.len(), 6);
    assert!(filled.notes.is_empty());
}

#[test]
fn names_are_joined_from_nested_fields() {
    let filled = read(&Pdf::form().value(29, "(the words)").value(40, "/2").mark(42, "/2"));
    assert_eq!(filled.slots["deep.2"].evidence, "the words");
    assert_eq!(filled.slots["deep.1"].evidence, "");
    assert_eq!(filled.recommendation.value.as_deref(), Some("2"));
    assert_eq!(filled.recommendation.boxes, Some(vec!["2".to_owned()]));
}

#[test]
fn a_name_may_have_dots_inside_one_part() {
    let mut pdf = Pdf::form().value(12, "/3").mark(15, "/3");
    pdf = pdf.with(3, "/Fields [10 0 R", "/Fields [12 0 R 17 0 R 18 0 R 19 0 R 10 0 R");
    pdf = pdf.with(10, "/Kids [11 0 R 21 0 R]", "/Kids [21 0 R]");
    for (number, name) in [(12, "rating"), (17, "notes"), (18, "notes_2"), (19, "evidence")] {
        pdf = pdf.with(number, &format!("/T ({name})"), &format!("/T (deep.1.{name})"));
        pdf = pdf.with(number, "/Parent 11 0 R", "");
    }
    let filled = read(&pdf);
    assert_eq!(filled.slots["deep.1"].rating.value.as_deref(), Some("3"));
    assert_eq!(filled.slots.len(), 2);
}

#[test]
fn type_and_value_are_inherited() {
    let pdf = Pdf::form().with(11, "/T (1)", "/T (1) /FT /Tx /V (from above)");
    let pdf = pdf.with(17, "/FT /Tx ", "").with(17, "/V ()", "");
    let filled = read(&pdf);
    assert_eq!(filled.slots["deep.1"].notes, "from above");
    assert_eq!(filled.slots["deep.1"].evidence, "", "its own value counts");
    assert_eq!(filled.slots["deep.1"].rating.value, None, "its own value counts");
}

#[test]
fn a_node_without_a_type_is_no_field() {
    let filled = read(&Pdf::rated().add_field(80, "<< /T (extra) /V (something) >>"));
    assert_eq!(filled, read(&Pdf::rated()));
    let lost = Pdf::rated().with(12, "/FT /Btn", "");
    assert_eq!(refused(&lost.bytes()).code, FormCode::AlteredField);
}

#[test]
fn a_value_is_a_name_or_a_text_in_any_encoding() {
    assert_eq!(value(Pdf::form().value(12, "/3")).as_deref(), Some("3"));
    assert_eq!(value(Pdf::form().value(12, "/#33")).as_deref(), Some("3"));
    assert_eq!(value(Pdf::form().value(12, "(3)")).as_deref(), Some("3"));
    assert_eq!(value(Pdf::form().value(12, "(/3)")).as_deref(), Some("3"));
    assert_eq!(value(Pdf::form().value(12, "( /na \\r)")).as_deref(), Some("na"));
    for (bytes, wanted) in [
        (&b"\xfe\xff\x003"[..], "3"),
        (b"\xff\xfe3\0", "3"),
        (b"\xef\xbb\xbf/3", "3"),
        (b"\xfe\xff\0/\0n\0a", "na"),
    ] {
        assert_eq!(value(Pdf::form().with_bytes(12, "/Off", bytes)).as_deref(), Some(wanted));
    }
    assert_eq!(value(Pdf::form().value(12, "(//3)")).as_deref(), Some("/3"), "one slash is removed");
}

#[test]
fn an_absent_or_empty_value_and_off_mean_no_value() {
    for none in ["/Off", "()", "( )", "(/)", "(/Off)", "(Off)", "null", "<feff>", "<feff004f00660066>"] {
        assert_eq!(value(Pdf::form().value(12, none)), None, "{none}");
    }
    assert_eq!(value(Pdf::form().with(12, "/V /Off", "")), None);
    let number = Pdf::form().value(12, "3");
    assert_eq!(refused(&number.bytes()).code, FormCode::AlteredField);
}

#[test]
fn the_value_of_a_widget_does_not_count() {
    assert_eq!(value(Pdf::form().with(15, "/AS /Off", "/AS /Off /V /3")), None);
}

#[test]
fn marks_are_the_union_over_all_widgets() {
    assert_eq!(marks(Pdf::form()), [""; 0]);
    assert_eq!(marks(Pdf::form().mark(15, "/3")), ["3"]);
    assert_eq!(marks(Pdf::form().mark(15, "/3").mark(13, "/1")), ["1", "3"]);
    assert_eq!(marks(Pdf::form().mark(15, "/3").mark(13, "/3")), ["3"]);
    assert_eq!(marks(Pdf::form().mark(16, "/n#61")), ["na"]);
    assert_eq!(marks(Pdf::form().with(15, "/AS /Off", "")), [""; 0]);
    assert_eq!(value(Pdf::form().mark(15, "/3")), None, "a mark is no value");
}

#[test]
fn value_and_mark_that_differ_are_both_given() {
    let filled = read(&Pdf::form().value(12, "/2").mark(15, "/3"));
    let rating = &filled.slots["deep.1"].rating;
    assert_eq!(rating.value.as_deref(), Some("2"));
    assert_eq!(rating.boxes, Some(vec!["3".to_owned()]));
}

#[test]
fn check_boxes_are_ticked_by_value_or_mark() {
    for (value, mark, ticked, remarks) in [
        ("/Off", "/Off", false, 0),
        ("/yes", "/yes", true, 0),
        ("(/yes)", "/Off", true, 1),
        ("/Off", "/yes", true, 1),
    ] {
        let both = |pdf: Pdf, number| {
            pdf.with(number, "/V /Off", &format!("/V {value}")).with(
                number,
                "/AS /Off",
                &format!("/AS {mark}"),
            )
        };
        let filled = read(&both(both(Pdf::form(), 50), 51));
        assert_eq!((filled.complete, filled.conflict), (ticked, Some(ticked)), "{value} {mark}");
        assert_eq!(filled.notes.len(), 2 * remarks, "{value} {mark}");
    }
    assert_eq!(refused(&Pdf::form().value(50, "/maybe").bytes()).code, FormCode::AlteredField);
    let absent = Pdf::form().with(51, "/T (conflict)", "/T (other)");
    assert_eq!(read(&absent).conflict, None);
}

#[test]
fn line_ends_become_line_feeds_and_nothing_is_trimmed() {
    assert_eq!(notes(Pdf::form().value(17, "(a\\r\\nb\\rc\\nd)")), "a\nb\nc\nd");
    assert_eq!(notes(Pdf::form().value(17, "(a\r\nb\rc\\\r\nd)")), "a\nb\ncd");
    assert_eq!(notes(Pdf::form().value(17, "( /3 \\n)")), " /3 \n");
    assert_eq!(notes(Pdf::form().with_bytes(17, "()", b"\xfe\xff\0a\0\r\0\n\0b")), "a\nb");
}

#[test]
fn the_notes_of_both_pages_are_joined_with_a_line_end() {
    assert_eq!(notes(Pdf::form().value(17, "(one)").value(18, "(two)")), "one\ntwo");
    assert_eq!(notes(Pdf::form().value(17, "(one)")), "one");
    assert_eq!(notes(Pdf::form().value(18, "(two)")), "two");
}

#[test]
fn texts_are_pdf_doc_encoding_or_unicode() {
    let all = "(\\030\\037\\200\\204\\222\\223\\236\\240\\241\\351\\377\\053\\5z\\(\\)\\\\(x))";
    assert_eq!(notes(Pdf::form().value(17, all)), "˘˜•—™ﬁž€¡éÿ+\u{5}z()\\(x)");
    assert_eq!(notes(Pdf::form().value(17, "(\\177\\237\\255)")), "\u{fffd}\u{fffd}\u{fffd}");
    assert_eq!(notes(Pdf::form().with_bytes(17, "()", b"\xfe\xff\xd8\x3d\xde\x42 \x26")), "🙂\u{2026}");
    assert_eq!(notes(Pdf::form().with_bytes(17, "()", b"\xfe\xff\xd8\x3d\0")), "\u{fffd}\u{fffd}");
    assert_eq!(notes(Pdf::form().with_bytes(17, "()", "\u{feff}Łódź".as_bytes())), "Łódź");
    assert_eq!(notes(Pdf::form().value(17, "<4 1 4>")), "A@");
}

#[test]
fn a_text_may_be_in_a_stream() {
    let mut pdf = Pdf::form().value(17, "70 0 R");
    pdf.objects.insert(70, super::build::stream("", b"\xef\xbb\xbfLong"));
    assert_eq!(notes(pdf), "Long");
}

#[test]
fn a_file_without_a_form_is_a_printed_copy() {
    let flat = Pdf::rated().with(1, "/AcroForm 3 0 R", "");
    let none = refused(&flat.bytes());
    assert_eq!(none.code, FormCode::NoForm);
    let words = "a printed or flattened copy: type it into the sheet that `panelkit collect --sheet REQ --out FILE.csv` makes";
    assert_eq!(none.message, words);
    let mut empty = Pdf::rated();
    empty.set(3, "<< /Fields [] >>");
    assert_eq!(refused(&empty.bytes()), none);
    let mut other = Pdf::form();
    other.set(3, "<< /Fields [80 0 R] >>");
    other.set(80, "<< /FT /Tx /T (Surname) /V (Rivera) >>");
    assert_eq!(refused(&other.packed()).code, FormCode::AlteredField);
    other.set(80, "<< /FT /Tx /T (Surname) >>");
    assert_eq!(refused(&other.packed()).code, FormCode::NoForm);
}

#[test]
fn the_text_of_pages_is_not_read() {
    let filled = read(&Pdf::rated().with(5, "slot 1: 2", "slot 1: 9"));
    assert_eq!(filled, read(&Pdf::rated()));
    let without = Pdf::rated().with(5, "Rating", "Ra%PDF");
    assert_eq!(pdf::read(&without.bytes()).expect("readable"), filled);
}
