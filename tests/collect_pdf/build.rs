//! Makes PDF files with a form by hand, so that every part of them can be wrong.

use std::collections::BTreeMap;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use panelkit::collect::{Filled, Unreadable, pdf};

/// The objects of a file by their numbers, and what its trailer has beside `/Size` and `/Root`.
#[derive(Clone)]
pub(crate) struct Pdf {
    pub(crate) objects: BTreeMap<u32, Vec<u8>>,
    pub(crate) trailer: String,
}

/// The states of a rating of the form.
pub(crate) const STATES: [&str; 4] = ["1", "2", "3", "na"];

impl Pdf {
    /// A blank form with the slots `deep.1` and `deep.2`. The rating of slot n is object n2, with the widgets n3 to n6; its
    /// notes are n7 and n8, its evidence is n9.
    pub(crate) fn form() -> Pdf {
        let mut pdf = Pdf { objects: BTreeMap::new(), trailer: String::new() };
        pdf.set(1, "<< /Type /Catalog /Pages 2 0 R /AcroForm 3 0 R >>");
        pdf.set(2, "<< /Type /Pages /Kids [4 0 R] /Count 1 >>");
        pdf.set(
            3,
            "<< /Fields [10 0 R 40 0 R 50 0 R 51 0 R 52 0 R 60 0 R 61 0 R 62 0 R 63 0 R 64 0 R 65 0 R] \
             /DA (/F1 11 Tf 0 g) >>",
        );
        pdf.set(4, "<< /Type /Page /Parent 2 0 R /Contents 5 0 R >>");
        pdf.set(5, "<< /Length 27 >>\nstream\nBT (Rating of slot 1: 2) Tj\nendstream");
        pdf.set(10, "<< /T (deep) /Kids [11 0 R 21 0 R] >>");
        pdf.slots();
        pdf.choice(40, "recommendation", None, &STATES[..3]);
        for (n, name) in [(50, "complete"), (51, "conflict")] {
            let widget = "/Type /Annot /Subtype /Widget /AP << /N << /yes 5 0 R /Off 5 0 R >> >>";
            pdf.set(n, &format!("<< {widget} /FT /Btn /T ({name}) /V /Off /AS /Off >>"));
        }
        pdf.set(52, "<< /Type /Annot /Subtype /Widget /FT /Tx /Ff 4096 /T (summary) /V () >>");
        let facts = [
            ("req", "payments"),
            ("candidate", "c-1"),
            ("kit", "sha256:5f"),
            ("rule", "sha256:aa"),
            ("round", "deep"),
            ("interviewer", "A. Rivera"),
        ];
        for (n, (name, value)) in facts.into_iter().enumerate() {
            let n = 60 + n as u32;
            pdf.set(n, &format!("<< /Subtype /Widget /FT /Tx /Ff 1 /T ({name}) /V ({value}) >>"));
        }
        pdf
    }

    fn slots(&mut self) {
        for slot in [1, 2] {
            let n = slot * 10;
            self.set(
                n + 1,
                &format!(
                    "<< /T ({slot}) /Parent 10 0 R /Kids [{} 0 R {} 0 R {} 0 R {} 0 R] >>",
                    n + 2,
                    n + 7,
                    n + 8,
                    n + 9
                ),
            );
            self.choice(n + 2, "rating", Some(n + 1), &STATES);
            for (text, name) in [(n + 7, "notes"), (n + 8, "notes_2"), (n + 9, "evidence")] {
                self.set(
                    text,
                    &format!(
                        "<< /Type /Annot /Subtype /Widget /FT /Tx /Ff 4096 /T ({name}) /Parent {} 0 R /V () >>",
                        n + 1
                    ),
                );
            }
        }
    }

    /// A form in which both slots are rated (3 and 1), as value and as mark.
    pub(crate) fn rated() -> Pdf {
        Pdf::form().value(12, "/3").mark(15, "/3").value(22, "/1").mark(23, "/1").value(17, "(first)")
    }

    pub(crate) fn set(&mut self, number: u32, body: &str) {
        self.objects.insert(number, body.as_bytes().to_vec());
    }

    fn choice(&mut self, n: u32, name: &str, parent: Option<u32>, states: &[&str]) {
        let kids: Vec<String> = (1..=states.len() as u32).map(|kid| format!("{} 0 R", n + kid)).collect();
        let parent = parent.map(|parent| format!("/Parent {parent} 0 R ")).unwrap_or_default();
        self.set(
            n,
            &format!("<< /FT /Btn /Ff 49152 /T ({name}) {parent}/V /Off /Kids [{}] >>", kids.join(" ")),
        );
        for (kid, state) in (1..).zip(states) {
            let shown = format!("/AP << /N << /{state} 5 0 R /Off 5 0 R >> >>");
            self.set(
                n + kid,
                &format!("<< /Type /Annot /Subtype /Widget /Parent {n} 0 R /F 4 /AS /Off {shown} >>"),
            );
        }
    }

    /// Replaces a part of an object, which must be there once.
    pub(crate) fn with(mut self, number: u32, from: &str, to: &str) -> Pdf {
        let body = self.objects.get_mut(&number).expect("an object");
        let places = body.windows(from.len()).filter(|part| *part == from.as_bytes()).count();
        assert_eq!(places, 1, "object {number} has {from:?} once");
        let at = body.windows(from.len()).position(|part| part == from.as_bytes()).expect("the part");
        body.splice(at..at + from.len(), to.bytes());
        self
    }

    /// Replaces a part of an object by bytes that are no text.
    pub(crate) fn with_bytes(self, number: u32, from: &str, to: &[u8]) -> Pdf {
        let hex: String = to.iter().map(|byte| format!("{byte:02x}")).collect();
        self.with(number, from, &format!("<{hex}>"))
    }

    /// Gives a field a value in the syntax of PDF.
    pub(crate) fn value(self, number: u32, value: &str) -> Pdf {
        let body = String::from_utf8(self.objects[&number].clone()).expect("a text");
        let old = if body.contains("/V ()") { "/V ()" } else { "/V /Off" };
        self.with(number, old, &format!("/V {value}"))
    }

    /// Gives a widget a mark in the syntax of PDF.
    pub(crate) fn mark(self, number: u32, state: &str) -> Pdf {
        self.with(number, "/AS /Off", &format!("/AS {state}"))
    }

    /// Adds a field to the form, outside of the slots.
    pub(crate) fn add_field(mut self, number: u32, body: &str) -> Pdf {
        self.set(number, body);
        self.with(3, "/Fields [", &format!("/Fields [{number} 0 R "))
    }

    /// The file with a cross-reference table.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        table(&mut out, &self.objects, &self.trailer, None);
        out
    }

    /// The file with everything but streams in one object stream, and a cross-reference stream.
    pub(crate) fn packed(&self) -> Vec<u8> {
        let mut out = b"%PDF-1.7\n".to_vec();
        pack(&mut out, &self.objects, &self.trailer, 900);
        out
    }
}

/// Adds objects to a file, as programs save changes: with a table of their own and a `/Prev`.
pub(crate) fn updated(file: &[u8], objects: &BTreeMap<u32, Vec<u8>>) -> Vec<u8> {
    let mut out = file.to_vec();
    table(&mut out, objects, "", Some(&last_start(file)));
    out
}

/// Does the same with an object stream and a cross-reference stream.
pub(crate) fn updated_packed(file: &[u8], objects: &BTreeMap<u32, Vec<u8>>) -> Vec<u8> {
    let mut out = file.to_vec();
    pack(&mut out, objects, &format!("/Prev {}", last_start(file)), 902);
    out
}

/// The number after the last `startxref` of a file.
fn last_start(file: &[u8]) -> String {
    let text = String::from_utf8_lossy(file);
    let start = text.rsplit("startxref\n").next().and_then(|rest| rest.lines().next());
    start.expect("a startxref").to_owned()
}

/// Adds objects: all but streams in an object stream with the number `packer`, and then a cross-reference stream.
fn pack(out: &mut Vec<u8>, objects: &BTreeMap<u32, Vec<u8>>, trailer: &str, packer: u32) {
    let is_stream = |body: &[u8]| body.windows(6).any(|part| part == b"stream");
    let (mut head, mut data, mut rows) = (String::new(), Vec::new(), BTreeMap::new());
    for (number, body) in objects {
        if is_stream(body) {
            rows.insert(*number, [1, out.len() as u32, 0]);
            object(out, *number, body);
        } else {
            rows.insert(*number, [2, packer, rows.values().filter(|row| row[0] == 2).count() as u32]);
            head.push_str(&format!("{number} {} ", data.len()));
            data.extend_from_slice(body);
            data.push(b'\n');
        }
    }
    let count = rows.values().filter(|row| row[0] == 2).count();
    rows.insert(packer, [1, out.len() as u32, 0]);
    let entries = format!("/Type /ObjStm /N {count} /First {}", head.len());
    let whole = [head.into_bytes(), data].concat();
    object(out, packer, &stream(&entries, &whole));
    let start = out.len();
    rows.insert(packer + 1, [1, start as u32, 0]);
    let index: Vec<String> = rows.keys().map(|number| format!("{number} 1")).collect();
    let mut table = Vec::new();
    for [kind, second, third] in rows.values() {
        table.push(*kind as u8);
        table.extend_from_slice(&second.to_be_bytes());
        table.push(*third as u8);
    }
    let entries = format!(
        "/Type /XRef /W [1 4 1] /Size {} /Root 1 0 R /Index [{}] {}",
        packer + 2,
        index.join(" "),
        trailer
    );
    object(out, packer + 1, &stream(&entries, &table));
    out.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
}

fn table(out: &mut Vec<u8>, objects: &BTreeMap<u32, Vec<u8>>, trailer: &str, prev: Option<&str>) {
    let mut rows = String::from("xref\n0 1\n0000000000 65535 f \n");
    for (number, body) in objects {
        rows.push_str(&format!("{number} 1\n{:010} 00000 n \n", out.len()));
        object(out, *number, body);
    }
    let start = out.len();
    let size = objects.keys().max().expect("an object") + 1;
    let prev = prev.map(|at| format!("/Prev {at}")).unwrap_or_default();
    out.extend_from_slice(
        format!(
            "{rows}trailer\n<< /Size {size} /Root 1 0 R {trailer} {prev} >>\nstartxref\n{start}\n%%EOF\n"
        )
        .as_bytes(),
    );
}

fn object(out: &mut Vec<u8>, number: u32, body: &[u8]) {
    out.extend_from_slice(format!("{number} 0 obj\n").as_bytes());
    out.extend_from_slice(body);
    out.extend_from_slice(b"\nendobj\n");
}

/// A compressed stream.
pub(crate) fn stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut packer = ZlibEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(data).expect("memory");
    raw_stream(&format!("{entries} /Filter /FlateDecode"), &packer.finish().expect("memory"))
}

pub(crate) fn raw_stream(entries: &str, data: &[u8]) -> Vec<u8> {
    let mut out = format!("<< {entries} /Length {} >>\nstream\n", data.len()).into_bytes();
    out.extend_from_slice(data);
    out.extend_from_slice(b"\nendstream");
    out
}

/// What a file says, in both ways in which its objects can be stored.
pub(crate) fn read(pdf: &Pdf) -> Filled {
    let plain = pdf::read(&pdf.bytes()).expect("the form is readable");
    assert_eq!(pdf::read(&pdf.packed()).expect("the packed form is readable"), plain);
    plain
}

/// Why a file is refused.
pub(crate) fn refused(bytes: &[u8]) -> Unreadable {
    pdf::read(bytes).expect_err("the file is refused")
}
