//! Lists that are damaged on the way or made to do harm: they are read or refused, what is written is YAML, and what is
//! accepted is a bank.

use std::time::{Duration, Instant};

use panelkit::diag::Sink;
use panelkit::load::{self, ImportFormat, ImportOptions, Memory, Workspace};
use panelkit::model::Bank;
use panelkit::text::Source;
use panelkit::yaml::parse;

use crate::mutate::{Dice, damaged};
use crate::{LISTS, bytes, common};

/// Mutations of each list; of a workbook, twice as many.
const MUTATIONS: u64 = 110;
/// The longest that an import of such a small file may take, on a slow machine.
const LONGEST: Duration = Duration::from_secs(10);

struct Site {
    files: Vec<(String, String)>,
    bank: Bank,
    options: ImportOptions,
}

fn site() -> Site {
    let w = common::Workspace::new();
    let names = w.files("question_banks/small").into_iter();
    let text = |(name, bytes): (String, Vec<u8>)| {
        (format!("question_banks/small/{name}"), String::from_utf8(bytes).expect("UTF-8"))
    };
    let files: Vec<(String, String)> = names.map(text).collect();
    let bank = loaded(&files).expect("a bank");
    let set = ["depth=middle", "type=case", "minutes=9", "competency=api-design"].map(str::to_owned);
    let options = ImportOptions::new(&[], &set).expect("good");
    Site { files, bank, options }
}

fn loaded(files: &[(String, String)]) -> Result<Bank, String> {
    let memory: Memory = files.iter().map(|(path, text)| (path.clone(), text.clone())).collect();
    let mut sink = Sink::new();
    let read = load::bank(&Workspace::of(memory), "small", &mut sink);
    read.map_err(|_| sink.sorted().iter().map(|d| d.message.clone()).collect::<Vec<_>>().join("\n"))
}

/// Whether a list is read. A refusal has at least one finding with a line of help.
fn is_read(site: &Site, name: &str, bytes: Vec<u8>, set: bool) -> bool {
    let format = match name.rsplit('.').next() {
        Some("md") => ImportFormat::Markdown,
        Some("txt") if name == "lines.txt" => ImportFormat::Markdown,
        Some("gift") => ImportFormat::Gift,
        _ => ImportFormat::Table,
    };
    let none = ImportOptions::default();
    let options = if set { &site.options } else { &none };
    let mut sink = Sink::new();
    let begun = Instant::now();
    let read = load::import(name, bytes, format, options, &site.bank, &mut sink);
    assert!(begun.elapsed() < LONGEST, "{name}: {:?}", begun.elapsed());
    let Ok(read) = read else {
        assert!(
            sink.sorted().iter().any(|finding| !finding.help.is_empty()),
            "{name}: refused without a reason"
        );
        return false;
    };
    for (accept, complete) in [(false, false), (true, false)] {
        if let Some(text) = read.file(name, accept, complete) {
            assert!(parse(&Source::new(name, text.as_str()), &mut Sink::new()).is_ok(), "{name}: {text}");
        }
    }
    if let Some(text) = read.file(name, true, true) {
        let mut files = site.files.clone();
        files.push(("question_banks/small/imported.yaml".to_owned(), text.clone()));
        if let Err(why) = loaded(&files) {
            panic!("{name}: {why}\n{text}");
        }
    }
    true
}

#[test]
fn mutated_lists_are_read_or_refused() {
    let site = site();
    let mut dice = Dice(0x5eed_0f15);
    let (mut read, mut refused) = (0, 0);
    for name in LISTS {
        let whole = bytes(name);
        for n in 0..MUTATIONS {
            for bytes in damaged(&whole, &mut dice) {
                match is_read(&site, name, bytes, n % 2 == 0) {
                    true => read += 1,
                    false => refused += 1,
                }
            }
        }
    }
    assert!(read > 1000 && refused > 100, "{read} read, {refused} refused");
}

#[test]
fn texts_that_are_made_to_take_long_do_not() {
    let site = site();
    let n = 40_000;
    let lists: &[(&str, String)] = &[
        ("same.csv", format!("question\n{}", "Why?\n".repeat(n))),
        ("wide.csv", format!("question,{}\nWhy?,{}\n", "a,".repeat(n), "b,".repeat(n))),
        (
            "ragged.csv",
            format!(
                "question\n{}",
                (0..300).map(|k| format!("Why?{}\n", ",x".repeat(k))).collect::<String>()
            ),
        ),
        (
            "values.csv",
            format!(
                "question,competency\n{}",
                (0..n).map(|k| format!("Why?,Skill {k}\n")).collect::<String>()
            ),
        ),
        ("cell.csv", format!("question,probes\nWhy?,\"{}\"\n", "Probe 1: a 2: b ".repeat(n))),
        ("lines.md", "a line that goes on\n".repeat(n)),
        ("headings.md", (0..n).map(|k| format!("# Heading {k}\n")).collect::<String>() + "1. Why?\n"),
        ("deep.md", format!("{}Why?\n", "- ".repeat(n))),
        ("quotes.md", format!("{}Why?\n", "> ".repeat(n))),
        ("bold.md", "**a** ".repeat(n) + "Why?\n"),
        ("brackets.md", "[".repeat(n) + "Why?\n"),
        ("table.md", format!("| question |{}\n| --- |{}\n| Why? |\n", "a|".repeat(2000), "-|".repeat(2000))),
        ("braces.gift", "Why? {=".repeat(n)),
        ("comments.gift", "// a\nWhy?\n".repeat(n)),
    ];
    for (name, text) in lists {
        is_read(&site, name, text.clone().into_bytes(), true);
    }
}
