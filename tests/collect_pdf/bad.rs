//! Forms that are refused, with the reason.

use panelkit::collect::{Filled, FilledSlot, FormCode, Mark, judge, pdf};
use panelkit::model::Kit;

use super::build::{Pdf, read, refused};

#[track_caller]
fn is(bytes: &[u8], code: FormCode, words: &str) {
    let why = refused(bytes);
    assert_eq!(why.code, code, "{}", why.message);
    assert!(why.message.contains(words), "{}", why.message);
    assert!(!why.message.ends_with('.'), "{}", why.message);
}

#[test]
fn other_files_are_no_pdf() {
    is(b"", FormCode::Unreadable, "no PDF");
    is(b"PK\x03\x04 and more", FormCode::Unreadable, "no PDF");
    is(b"%PDF-1.7", FormCode::Unreadable, "damaged");
    is(b"%PDF-1.7\n%%EOF", FormCode::Unreadable, "damaged");
}

#[test]
fn an_encrypted_file_is_refused_with_and_without_a_password() {
    for key in ["/Encrypt 70 0 R", "/Encrypt << /Filter /Standard /V 4 /R 4 >>"] {
        let mut pdf = Pdf::rated();
        pdf.trailer = key.to_owned();
        is(&pdf.bytes(), FormCode::Encrypted, "without a password");
        is(&pdf.packed(), FormCode::Encrypted, "without a password");
        let text = pdf.bytes();
        let end = text.windows(9).rposition(|window| window == b"startxref").expect("there");
        is(&text[..end], FormCode::Encrypted, "without a password");
    }
}

#[test]
fn xfa_alone_is_no_form_and_beside_fields_it_is_ignored() {
    let mut only = Pdf::form();
    only.set(3, "<< /Fields [] /XFA [(template) 5 0 R] >>");
    is(&only.bytes(), FormCode::NoForm, "XFA");
    let both = read(&Pdf::rated().with(3, "/DA", "/XFA [(datasets) 5 0 R] /DA"));
    assert_eq!(both.slots, read(&Pdf::rated()).slots);
    assert_eq!(both.notes.len(), 1);
}

#[test]
fn scripts_and_attachments_are_not_opened() {
    let mut pdf = Pdf::rated().with(
        1,
        "/Pages",
        "/OpenAction << /S /JavaScript /JS (this.submitForm\\(\\)) >> /Names << /EmbeddedFiles 71 0 R \
         /JavaScript 999 0 R >> /AA << /WC 72 0 R >> /Pages",
    );
    pdf.set(71, "<< /Names [(a.exe) << /EF << /F 73 0 R >> >>] >>");
    pdf.set(72, "not an object at all");
    pdf = pdf.with(12, "/FT /Btn", "/FT /Btn /AA << /C << /S /JavaScript /JS 74 0 R >> >>");
    // The objects 72, 73, 74 and 999 are broken or missing, so a program that opened them would fail.
    assert_eq!(pdf::read(&pdf.bytes()).expect("readable"), read(&Pdf::rated()));
}

#[test]
fn fields_that_come_twice_or_belong_elsewhere_are_refused() {
    let twice = Pdf::rated().with(21, "/T (2)", "/T (1)");
    is(&twice.bytes(), FormCode::Unreadable, "twice");
    let shared = Pdf::rated().with(22, "/Kids [23 0 R", "/Kids [13 0 R");
    is(&shared.packed(), FormCode::Unreadable, "twice");
    let stray = Pdf::rated().with(22, "23 0 R", "41 0 R").with(40, "41 0 R", "23 0 R");
    is(&stray.bytes(), FormCode::Unreadable, "does not belong");
    let missing = Pdf::rated().with(12, "15 0 R", "115 0 R");
    is(&missing.bytes(), FormCode::Unreadable, "115 is missing");
    is(&Pdf::rated().with(12, "15 0 R", "15 1 R").bytes(), FormCode::Unreadable, "15 is missing");
    is(&Pdf::rated().with(12, "/V /3", "/V /3 /V /2").bytes(), FormCode::Unreadable, "damaged");
}

#[test]
fn numbers_have_neither_exponents_nor_words() {
    let with = |number: &str| Pdf::rated().with(12, "/V /3", &format!("/X {number} /V /3")).bytes();
    for wrong in ["+inf", "-nan", "1e5", "-1E5", ".5e1", "+-1", "."] {
        is(&with(wrong), FormCode::Unreadable, "a number is malformed");
    }
    for right in ["+17", "-.002", "4.", "0.5", "-98"] {
        assert_eq!(pdf::read(&with(right)).expect(right), read(&Pdf::rated()), "{right}");
    }
}

#[test]
fn answers_under_a_changed_name_are_refused() {
    is(&Pdf::rated().with(12, "(rating)", "(ratimg)").bytes(), FormCode::AlteredField, "deep.1.ratimg");
    is(&Pdf::form().with(12, "(rating)", "(ratimg)").bytes(), FormCode::AlteredField, "deep.1.rating");
    is(&Pdf::rated().with(17, "(notes)", "(n)").bytes(), FormCode::AlteredField, "deep.1.n");
    is(&Pdf::rated().with(12, "/FT /Btn", "/FT /Tx").bytes(), FormCode::AlteredField, "deep.1.rating");
    is(&Pdf::rated().with(17, "/V (first)", "/V [1]").bytes(), FormCode::AlteredField, "deep.1.notes");
    let signed = Pdf::rated().add_field(80, "<< /FT /Sig /T (Signature1) /V << /Type /Sig >> >>");
    assert_eq!(read(&signed), read(&Pdf::rated()));
}

#[test]
fn a_slot_that_was_removed_from_a_form_is_not_taken_for_a_blank_one() {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/kits/payments-api-tpm/loop/kit.json");
    let kit: Kit = serde_json::from_slice(&std::fs::read(file).expect("the sample")).expect("a kit");
    let round = &kit.rounds[0];
    let mut filled = Filled { has_all_slots: true, ..Filled::default() };
    filled.facts.insert("round".to_owned(), round.id.clone());
    filled.facts.insert("interviewer".to_owned(), round.interviewers[0].clone());
    for slot in &round.slots {
        // The reader states the boxes of a blank rating too.
        let blank = FilledSlot { rating: Mark::of_boxes(Vec::new()), ..FilledSlot::default() };
        filled.slots.insert(slot.id.clone(), blank);
    }
    assert!(judge(&filled, &kit, &[]).is_ok());
    let last = &round.slots.last().expect("a slot").id;
    filled.slots.remove(last);
    let why = judge(&filled, &kit, &[]).expect_err("a slot is missing");
    assert_eq!(why.code, FormCode::AlteredField);
    assert!(why.message.contains(last), "{}", why.message);
    assert!(read(&Pdf::form()).has_all_slots);
}

#[test]
fn a_damaged_compressed_stream_is_noticed_by_its_checksum() {
    let file = Pdf::rated().packed();
    let start = file.windows(7).position(|window| window == b"/ObjStm").expect("there");
    let data = start + file[start..].windows(7).position(|w| w == b"stream\n").expect("there") + 7;
    let end = data + file[data..].windows(10).position(|w| w == b"\nendstream").expect("there");
    for at in data..end {
        let mut damaged = file.clone();
        damaged[at] ^= 1;
        if let Ok(filled) = pdf::read(&damaged) {
            assert_eq!(filled.slots, read(&Pdf::rated()).slots, "byte {at}");
        }
    }
}

#[test]
fn a_file_that_is_cut_off_is_refused_or_says_the_same() {
    for file in [Pdf::rated().bytes(), Pdf::rated().packed()] {
        for length in (0..file.len()).step_by(13) {
            if let Ok(filled) = pdf::read(&file[..length]) {
                assert_eq!(filled.slots, read(&Pdf::rated()).slots, "{length} of {} bytes", file.len());
            }
        }
    }
}
