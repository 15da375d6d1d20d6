//! Lists of questions that people have, and what an import makes of them.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod lists;
mod lost;
mod meaning;
#[path = "../common/mutate.rs"]
mod mutate;
mod mutated;
mod options;
mod refused;

use std::fs;
use std::path::PathBuf;

/// The lists of the test data that are read.
pub(crate) const LISTS: [&str; 20] = [
    "anchors.csv",
    "competencies.md",
    "deck.csv",
    "deck.tsv",
    "five_points.csv",
    "form.csv",
    "french.tsv",
    "german.csv",
    "guide.md",
    "lines.txt",
    "merged.xlsx",
    "moodle.gift",
    "plain.md",
    "pool.ods",
    "rubric.md",
    "screen.md",
    "semicolon.csv",
    "spanish.csv",
    "two_sheets.xlsx",
    "wide.txt",
];

pub(crate) fn path(file: &str) -> PathBuf {
    [env!("CARGO_MANIFEST_DIR"), "tests/data/questions", file].iter().collect()
}

pub(crate) fn bytes(file: &str) -> Vec<u8> {
    fs::read(path(file)).expect(file)
}

/// The file that an import writes, below the folder of the bank.
pub(crate) fn drafts(file: &str) -> String {
    let stem = file.split('.').next().unwrap_or_default().replace('_', "-");
    format!("question_banks/small/drafts/{stem}.yaml")
}
