//! Hostile files: each is refused, or read if the hostile part does not matter, with little memory and in little time.

use std::io::Write as _;
use std::process::Command;

use flate2::write::ZlibEncoder;
use flate2::{Compress, Compression, FlushCompress};
use panelkit::collect::{FormCode, pdf};

use super::build::{Pdf, raw_stream, refused, stream};

const MIB: usize = 1 << 20;

/// A zlib stream of this many MiB of zeros, made in no time: the same part again and again. It has no end mark, so only a
/// program that unpacks it without a limit notices the end.
fn zeros(head: &[u8], mib: usize) -> Vec<u8> {
    let mut first = ZlibEncoder::new(Vec::new(), Compression::best());
    first.write_all(head).expect("memory");
    first.flush().expect("memory");
    let mut part = Vec::with_capacity(MIB);
    let mut packer = Compress::new(Compression::best(), false);
    packer.compress_vec(&vec![b' '; MIB], &mut part, FlushCompress::Full).expect("room");
    let mut out = first.get_ref().clone();
    (0..mib).for_each(|_| out.extend_from_slice(&part));
    out
}

/// A form whose catalogue is in an object stream that unpacks to this many MiB.
fn bomb(mib: usize) -> Vec<u8> {
    let head = b"1 0 << /Type /Catalog /AcroForm 3 0 R >> ";
    let packed = zeros(head, mib);
    let mut out = b"%PDF-1.7\n".to_vec();
    let entries = "/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode";
    let at = out.len();
    out.extend_from_slice(b"5 0 obj\n");
    out.extend_from_slice(&raw_stream(entries, &packed));
    out.extend_from_slice(b"\nendobj\n");
    let start = out.len();
    // Rows of one, four and one byte, for the objects 1, 5 and 6.
    let mut table = vec![2, 0, 0, 0, 5, 0, 1];
    table.extend_from_slice(&(at as u32).to_be_bytes());
    table.extend_from_slice(&[0, 1]);
    table.extend_from_slice(&(start as u32).to_be_bytes());
    table.push(0);
    out.extend_from_slice(b"6 0 obj\n");
    out.extend_from_slice(&stream("/Type /XRef /W [1 4 1] /Size 7 /Root 1 0 R /Index [1 1 5 2]", &table));
    out.extend_from_slice(format!("\nendobj\nstartxref\n{start}\n%%EOF\n").as_bytes());
    out
}

#[track_caller]
fn is(bytes: &[u8], code: FormCode) {
    let why = refused(bytes);
    assert_eq!(why.code, code, "{}", why.message);
}

fn form_with(number: u32, body: String) -> Vec<u8> {
    let mut pdf = Pdf::rated();
    pdf.objects.insert(number, body.into_bytes());
    pdf.bytes()
}

#[test]
fn streams_that_unpack_to_very_much_are_too_large() {
    let file = bomb(10_240);
    assert!(file.len() < 32 * MIB, "{}", file.len());
    is(&file, FormCode::TooLarge);
}

#[test]
fn files_above_the_limit_are_too_large() {
    let mut file = Pdf::rated().bytes();
    file.resize(32 * MIB + 1, b' ');
    is(&file, FormCode::TooLarge);
}

#[test]
fn large_files_with_a_small_form_are_read() {
    let mut pdf = Pdf::rated();
    pdf.objects.insert(5, raw_stream("/Filter /FlateDecode", &zeros(b"", 2_000)));
    pdf.objects.insert(70, raw_stream("", &vec![b'x'; 28 * MIB]));
    let filled = pdf::read(&pdf.bytes()).expect("the form is small");
    assert_eq!(filled.slots["deep.1"].rating.value.as_deref(), Some("3"));
}

#[test]
fn huge_lists_are_too_large() {
    is(&form_with(12, format!("<< /Kids [{}] >>", "0 ".repeat(15 * MIB))), FormCode::TooLarge);
    is(&form_with(3, format!("<< /Fields [{}] >>", "10 0 R ".repeat(4 * MIB))), FormCode::TooLarge);
    is(&form_with(12, format!("<< /V [{}] >>", "<</A[0]>>".repeat(3 * MIB))), FormCode::TooLarge);
    is(&form_with(17, format!("<< /T (notes) /V ({}) >>", "x".repeat(2 * MIB))), FormCode::TooLarge);
    let kids: String = (1000..90_000).map(|n| format!("{n} 0 R ")).collect();
    is(&form_with(12, format!("<< /T (rating) /Parent 11 0 R /Kids [{kids}] >>")), FormCode::Unreadable);
}

#[test]
fn deep_nesting_is_refused() {
    is(&form_with(12, "[".repeat(9 * MIB)), FormCode::Unreadable);
    is(&form_with(12, "<</A ".repeat(4 * MIB)), FormCode::Unreadable);
    is(&form_with(12, format!("({}", "(".repeat(MIB / 2))), FormCode::Unreadable);
    let mut deep = Pdf::rated().with(10, "11 0 R", "1000 0 R");
    for n in 1000..2000 {
        deep.set(n, &format!("<< /T (a) /Kids [{} 0 R] >>", n + 1));
    }
    is(&deep.bytes(), FormCode::Unreadable);
}

#[test]
fn circles_are_refused() {
    let round = Pdf::rated().with(11, "/Kids [12 0 R", "/Kids [10 0 R");
    is(&round.bytes(), FormCode::Unreadable);
    is(&Pdf::rated().with(12, "/Kids [13 0 R", "/Kids [12 0 R").bytes(), FormCode::Unreadable);
    is(&form_with(12, "12 0 R".to_owned()), FormCode::Unreadable);
    is(&form_with(12, "<< /T 12 0 R /Parent 11 0 R >>".to_owned()), FormCode::Unreadable);
    let mut itself = Pdf::rated();
    itself.trailer = "/Prev 99999999999".to_owned();
    // The objects are all there and come once.
    assert_eq!(pdf::read(&itself.bytes()).expect("readable").notes.len(), 1);
    let at = itself.bytes().windows(5).position(|w| w == b"xref\n").expect("a table");
    itself.trailer = format!("/Prev {at}");
    let text = itself.bytes();
    assert_eq!(text.windows(5).position(|w| w == b"xref\n"), Some(at));
    assert_eq!(pdf::read(&text).expect("readable").notes.len(), 1);
}

#[test]
fn work_on_many_heads_and_comments_is_bounded() {
    let comments = [b"%PDF-1.7\n".to_vec(), b"1 % ".repeat(7 * MIB)].concat();
    is(&comments, FormCode::TooLarge);
    let texts = [b"%PDF-1.7\n".to_vec(), b"1 0 obj ( ".repeat(3 * MIB)].concat();
    is(&texts, FormCode::TooLarge);
    let streams = (1..300_000).map(|n| format!("{n} 0 obj<<>>stream\n")).collect::<String>();
    is(format!("%PDF-1.7\n{streams}").as_bytes(), FormCode::TooLarge);
    is(&table_of_rows(), FormCode::TooLarge);
}

/// A table of a million and a half objects.
fn table_of_rows() -> Vec<u8> {
    let count = 3 * MIB / 2;
    let rows = "0000000009 00000 n \n".repeat(count);
    format!("%PDF-1.7\nxref\n0 {count}\n{rows}trailer <<>>\nstartxref\n9\n%%EOF\n").into_bytes()
}

/// Reads one file in a process of its own, which the next test starts. In the process of all tests, other tests would be
/// measured too, so there it only reads a plain form.
#[cfg(target_os = "linux")]
#[test]
fn one_file_needs_less_than_200_mib() {
    let Some(file) = std::env::var_os("PANELKIT_TEST_FORM") else {
        return assert!(pdf::read(&Pdf::rated().bytes()).is_ok());
    };
    let _ = pdf::read(&std::fs::read(file).expect("the file"));
    let status = std::fs::read_to_string("/proc/self/status").expect("the state of the process");
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("its largest memory");
    let most: usize = most.trim().trim_end_matches(" kB").parse().expect("a number");
    assert!(most < 200 * 1024, "{most} KiB");
}

#[cfg(target_os = "linux")]
#[test]
fn hostile_files_need_less_than_200_mib() {
    let folder = tempfile::tempdir().expect("a folder");
    let program = std::env::current_exe().expect("the test program");
    let measured = |file: &[u8]| {
        let path = folder.path().join("form.pdf");
        std::fs::write(&path, file).expect("room");
        let run = Command::new(&program)
            .args(["--exact", "limits::one_file_needs_less_than_200_mib"])
            .env("PANELKIT_TEST_FORM", &path)
            .output()
            .expect("the test runs");
        let said = String::from_utf8_lossy(&run.stdout).into_owned();
        assert!(run.status.success() && said.contains("1 passed"), "{said}");
    };
    measured(&bomb(10_240));
    measured(&bomb(63));
    measured(&form_with(12, format!("<< /Kids [{}] >>", "0 ".repeat(15 * MIB))));
    measured(&form_with(12, format!("<< /V [{}] >>", "<</A[0]>>".repeat(3 * MIB))));
    measured(&form_with(12, format!("<< /V [{}] >>", "<</A 1>>".repeat(130_000))));
    measured(&table_of_rows());
    measured(&[b"%PDF-1.7\n".to_vec(), b"1 0 obj [0] ".repeat(5 * MIB / 2)].concat());
}
