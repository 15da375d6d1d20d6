//! Files that programs saved again: additions at the end, streams of objects, tables that are damaged.

use std::collections::BTreeMap;

use panelkit::collect::{FormCode, pdf};

use super::build::{Pdf, raw_stream, read, refused, updated, updated_packed};

/// A later state of some objects of a form.
fn changes(of: &Pdf, numbers: &[u32]) -> BTreeMap<u32, Vec<u8>> {
    numbers.iter().map(|number| (*number, of.objects[number].clone())).collect()
}

#[test]
fn the_last_of_several_saves_counts() {
    let rated = Pdf::rated();
    let once = updated(&Pdf::form().bytes(), &changes(&rated, &[12, 15, 17, 22, 23]));
    assert_eq!(pdf::read(&once).expect("readable"), read(&rated));
    let later = Pdf::rated().with(12, "/V /3", "/V /2").with(15, "/AS /3", "/AS /Off").mark(14, "/2");
    let twice = updated(&once, &changes(&later, &[12, 14, 15]));
    assert_eq!(pdf::read(&twice).expect("readable"), read(&later));
    let on_packed = updated(&Pdf::form().packed(), &changes(&rated, &[12, 15, 17, 22, 23]));
    assert_eq!(pdf::read(&on_packed).expect("readable"), read(&rated));
}

#[test]
fn a_save_that_was_cut_off_is_not_read_as_the_state_before() {
    let before = Pdf::form().bytes();
    let whole = updated(&before, &changes(&Pdf::rated(), &[12, 15, 17, 22, 23]));
    let end = whole.windows(5).rposition(|window| window == b"%%EOF").expect("an end");
    let head = before.len() + b"12 0 obj".len();
    for length in (head..end).step_by(7) {
        let cut = &whole[..length];
        assert_eq!(refused(cut).code, FormCode::Unreadable, "{length} of {} bytes", whole.len());
    }
}

/// A form rated 1 with a note, and the same form after a change to 3 and another note.
fn old_and_new() -> (Pdf, BTreeMap<u32, Vec<u8>>) {
    let old = Pdf::form().value(12, "/1").mark(13, "/1").value(17, "(old words)");
    let new = Pdf::form().value(12, "/3").mark(15, "/3").value(17, "(new words)");
    (old, changes(&new, &[12, 13, 15, 17]))
}

#[test]
fn a_damaged_object_stream_does_not_bring_back_the_save_before() {
    let (old, new) = old_and_new();
    let before = old.packed();
    let whole = updated_packed(&before, &new);
    assert_eq!(pdf::read(&whole).expect("readable").slots["deep.1"].notes, "new words");
    let data =
        before.len() + whole[before.len()..].windows(7).position(|w| w == b"stream\n").expect("there") + 7;
    let end = data + whole[data..].windows(10).position(|w| w == b"\nendstream").expect("there");
    for at in data..end {
        let mut damaged = whole.clone();
        damaged[at] ^= 1;
        for file in [damaged.as_slice(), &whole[..at]] {
            let why = refused(file);
            assert_eq!(why.code, FormCode::Unreadable, "byte {at}: {}", why.message);
        }
    }
}

#[test]
fn a_damaged_head_does_not_bring_back_the_save_before() {
    let (old, new) = old_and_new();
    let mut damaged = updated(&old.bytes(), &BTreeMap::from([(17, new[&17].clone())]));
    let head = damaged.windows(8).rposition(|window| window == b"17 0 obj").expect("there");
    damaged[head + 5] = b'n';
    let why = refused(&damaged);
    assert_eq!(why.code, FormCode::Unreadable);
    assert!(why.message.contains("several saves"), "{}", why.message);
}

#[test]
fn a_text_in_a_stream_may_contain_the_word_that_ends_a_stream() {
    let text = "before endstream endobj after";
    let with = |length: &str| {
        let mut pdf = Pdf::form().value(17, "70 0 R");
        pdf.objects.insert(70, raw_stream("", text.as_bytes()));
        pdf.set(71, &text.len().to_string());
        pdf.with(70, &format!("/Length {}", text.len()), length).bytes()
    };
    for length in [format!("/Length {}", text.len()), "/Length 71 0 R".to_owned()] {
        let filled = pdf::read(&with(&length)).expect("the length is known");
        assert_eq!(filled.slots["deep.1"].notes, text, "{length}");
    }
    for length in ["", "/Length 70 0 R", "/Length 3", "/Length 99 0 R"] {
        assert_eq!(refused(&with(length)).code, FormCode::Unreadable, "{length}");
    }
}

#[test]
fn a_hybrid_file_hides_objects_in_a_stream() {
    // The table calls the objects of the stream free.
    let mut bytes = Pdf::rated().packed();
    let at = bytes.windows(10).rposition(|window| window == b"startxref\n").expect("a startxref");
    let stream = String::from_utf8_lossy(&bytes[at + 10..]).lines().next().expect("a number").to_owned();
    let start = bytes.len();
    let free = "xref\n0 1\n0000000000 65535 f \n12 1\n0000000000 00000 f \n";
    let trailer =
        format!("trailer\n<< /Size 902 /Root 1 0 R /XRefStm {stream} >>\nstartxref\n{start}\n%%EOF\n");
    bytes.extend_from_slice(format!("{free}{trailer}").as_bytes());
    assert_eq!(pdf::read(&bytes).expect("readable"), read(&Pdf::rated()));
}

#[test]
fn objects_are_found_without_a_usable_table() {
    let wanted = read(&Pdf::rated());
    for file in [Pdf::rated().bytes(), Pdf::rated().packed()] {
        let text = String::from_utf8_lossy(&file).into_owned();
        let at = text.rsplit("startxref\n").next().and_then(|rest| rest.lines().next()).expect("a startxref");
        let wrong = |to: &[u8]| {
            let place = file.windows(10).rposition(|window| window == b"startxref\n").expect("there") + 10;
            [&file[..place], to, &file[place + at.len()..]].concat()
        };
        let without_end = file[..file.len() - 7].to_vec();
        for damaged in [wrong(b"7"), wrong(b"99999999"), wrong(b"x"), without_end] {
            let filled = pdf::read(&damaged).expect("the objects are there");
            assert_eq!(filled.notes.len(), 1, "{:?}", filled.notes);
            assert_eq!(filled.slots, wanted.slots);
        }
    }
    // Bytes before the header move all objects.
    let moved = [b"MIME\r\n".as_slice(), &Pdf::rated().bytes()].concat();
    assert_eq!(pdf::read(&moved).expect("readable"), wanted);
}

#[test]
fn a_damaged_table_over_several_versions_of_an_object_is_refused() {
    let twice = updated(&Pdf::form().bytes(), &changes(&Pdf::rated(), &[12, 15]));
    let at = twice.windows(10).rposition(|window| window == b"startxref\n").expect("there");
    let damaged = [&twice[..at], b"startxref\n1\n%%EOF\n"].concat();
    let why = refused(&damaged);
    assert_eq!(why.code, FormCode::Unreadable);
    assert!(why.message.contains("several versions"), "{}", why.message);
}

#[test]
fn a_wrong_length_of_a_stream_does_not_matter() {
    let file = Pdf::rated().packed();
    let text = String::from_utf8_lossy(&file);
    let length = text.split("/FlateDecode /Length ").nth(1).and_then(|rest| rest.split(' ').next());
    let length = length.expect("a length");
    for wrong in ["0", "99999999", "-1", "4 0 R", "(x)"] {
        let from = format!("/FlateDecode /Length {length}");
        let at = file.windows(from.len()).position(|window| window == from.as_bytes()).expect("there");
        let mut damaged = file.clone();
        damaged.splice(at..at + from.len(), format!("/FlateDecode /Length {wrong}").bytes());
        // The places after the stream moved, so the objects are found without the table.
        let filled = pdf::read(&damaged).expect("readable");
        assert_eq!(filled.slots, read(&Pdf::rated()).slots, "{wrong}");
    }
}
