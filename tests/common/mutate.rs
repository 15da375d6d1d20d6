//! Damages files: texts, and the files inside archives.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// Numbers that look random, the same in every run (xorshift).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    /// A number from 0 to below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

/// Changes, removes or repeats a few parts.
pub(crate) fn mutate(bytes: &mut Vec<u8>, dice: &mut Dice) {
    const SIGNS: &[u8] = b"\0\"<>/&;,\t\n=09\xff-E+@:'";
    for _ in 0..=dice.below(4) {
        let at = dice.below(bytes.len());
        let end = (at + 1 + dice.below(20)).min(bytes.len());
        match dice.below(4) {
            0 => drop(bytes.drain(at..end)),
            1 => bytes.splice(at..at, bytes[at..end].to_vec()).for_each(drop),
            2 => bytes.insert(at, SIGNS[dice.below(SIGNS.len())]),
            _ if at < bytes.len() => bytes[at] = SIGNS[dice.below(SIGNS.len())],
            _ => {}
        }
    }
}

/// The files of an archive.
pub(crate) fn unpacked(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let count = archive.len();
    let file = |n| {
        let mut file = archive.by_index(n).expect("a file");
        let mut content = Vec::new();
        file.read_to_end(&mut content).expect("readable");
        (file.name().expect("UTF-8").into_owned(), content)
    };
    (0..count).map(file).collect()
}

/// An archive with these files.
pub(crate) fn packed(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
        archive.start_file(name.as_str(), options).expect("room");
        archive.write_all(content).expect("room");
    }
    archive.finish().expect("room").into_inner()
}

/// Damaged copies of a file. Damage inside an archive is noticed by its checksum, so a second copy of an archive is one in
/// which a file inside is damaged.
pub(crate) fn damaged(whole: &[u8], dice: &mut Dice) -> Vec<Vec<u8>> {
    let mut bytes = whole.to_vec();
    mutate(&mut bytes, dice);
    let mut copies = vec![bytes];
    if whole.starts_with(b"PK") {
        let mut files = unpacked(whole);
        let n = dice.below(files.len());
        mutate(&mut files[n].1, dice);
        copies.push(packed(&files));
    }
    copies
}
