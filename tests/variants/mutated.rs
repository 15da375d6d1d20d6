//! Rosters that are damaged on the way or made to do harm: they are read or refused, and the reader never panics.

use std::fs;
use std::io::{Cursor, Write};
use std::path::Path;

use panelkit::diag::Sink;
use panelkit::load::{RosterColumns, roster};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::mutate::{Dice, damaged};

/// Mutations of each roster of the test data.
const MUTATIONS: u64 = 160;

/// Whether a roster is read. A refusal has at least one finding with a line of help.
fn is_read(name: &str, bytes: Vec<u8>) -> bool {
    let mut sink = Sink::new();
    let read = roster(name, bytes, &RosterColumns::default(), &mut sink);
    let refused = sink.sorted().iter().any(|finding| !finding.help.is_empty());
    assert!(read.is_ok() || refused, "{name}: refused without a reason");
    read.is_ok()
}

#[test]
fn mutated_rosters_are_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/rosters");
    let mut dice = Dice(0x5eed_0f15);
    let (mut read, mut refused) = (0, 0);
    let mut names: Vec<_> =
        fs::read_dir(folder).expect("there").map(|e| e.expect("readable").path()).collect();
    names.sort();
    for path in names {
        let whole = fs::read(&path).expect("readable");
        let name = path.file_name().and_then(|n| n.to_str()).expect("UTF-8").to_owned();
        for _ in 0..MUTATIONS {
            for bytes in damaged(&whole, &mut dice) {
                match is_read(&name, bytes) {
                    true => read += 1,
                    false => refused += 1,
                }
            }
        }
    }
    assert!(read > 500 && refused > 500, "{read} read, {refused} refused");
}

#[test]
fn an_archive_that_unpacks_to_more_than_the_limit_is_refused() {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("content.xml", SimpleFileOptions::default()).expect("room");
    let block = vec![b' '; 1 << 20];
    (0..97).for_each(|_| archive.write_all(&block).expect("room"));
    let bytes = archive.finish().expect("room").into_inner();
    assert!(bytes.len() < 1 << 20, "{}", bytes.len());
    let mut sink = Sink::new();
    assert!(roster("bomb.ods", bytes, &RosterColumns::default(), &mut sink).is_err());
    let found = sink.sorted();
    assert_eq!(found[0].code.id, "file-too-large");
    assert_eq!(found[0].message, "`bomb.ods` is too large: it unpacks to more than 96 MB");
}
