//! Sheets that come back: how the raters agree, the key, the rules, the end.

use serde_json::{Value, json};

use crate::common::{API, ROLE, Workspace};
use crate::{HEADINGS, filled, keys, rated, sheet, workspace};

fn compared(w: &Workspace, files: &[&str]) -> Value {
    let mut words = vec!["calibrate", "payments", "--format", "json", "--read"];
    words.extend(files);
    let out = w.run(&words);
    assert_eq!(out.status, Some(0), "{}", out.stderr);
    serde_json::from_str(&out.stdout).expect("JSON")
}

/// A score one point from this one.
fn beside(score: u8) -> u8 {
    if score == 4 { 3 } else { score + 1 }
}

#[test]
fn pairs_are_counted_and_disputes_named() {
    let w = workspace();
    let rows = sheet(&w);
    let key = keys(&rows);
    // All three agree with the key, but at the first answer all differ from it, and at the second one rater does.
    let mut first = key.clone();
    first[0] = beside(key[0]);
    let mut second = first.clone();
    second[1] = if key[1] > 2 { 1 } else { 4 };
    w.write("back/zebedee.csv", rated(&rows, &first));
    w.write("back/florence.csv", rated(&rows, &first));
    w.write("back/dougal.csv", rated(&rows, &second));
    let before = w.names("kits/payments");
    let found = compared(&w, &["back"]);
    assert_eq!((&found["raters"], &found["sheet"]), (&json!(3), &json!(rows[0][0])));
    assert_eq!(found["pairs"], json!({ "same": 22, "one": 0, "more": 2 }));
    let answers = found["answers"].as_array().expect("a list");
    let of = |n: usize| (answers[n]["key"].as_str().expect("a word"), answers[n]["dispute"] == true);
    assert_eq!((of(0), of(1), of(2)), (("none", true), ("some", true), ("all", false)));
    assert_eq!(answers[1]["pairs"], json!({ "same": 1, "one": 0, "more": 2 }));
    let scores: Vec<u64> = answers.iter().filter_map(|answer| answer["score"].as_u64()).collect();
    assert_eq!(scores, key.iter().map(|score| u64::from(*score)).collect::<Vec<_>>());
    let human = w.run(&["calibrate", "payments", "--read", "back"]).stdout;
    for text in [
        "payments: 3 raters, 8 answers, 24 pairs of ratings for the same answer",
        "the same             22   92 %",
        "two or more apart     2    8 %",
        "All raters differ from the key at answer 1.",
        "Write one rule for each dispute (answers 1 and 2)",
        "End with these.",
        "Key of the fresh answers: A is a ",
    ] {
        assert!(human.contains(text), "{text}\n{human}");
    }
    for (text, name) in [(found.to_string(), "JSON"), (human, "words")] {
        for private in ["zebedee", "Zebedee", "florence", "dougal"] {
            assert!(!text.contains(private), "{name} has {private}");
        }
    }
    assert_eq!(w.names("kits/payments"), before, "nothing is kept");
}

#[test]
fn the_end_has_two_answers_that_were_not_on_the_sheet() {
    let w = workspace();
    let rows = sheet(&w);
    for file in ["a.csv", "b.csv"] {
        w.write(file, rated(&rows, &keys(&rows)));
    }
    let found = compared(&w, &["a.csv", "b.csv"]);
    let fresh = found["fresh"].as_array().expect("a list");
    assert_eq!(fresh.len(), 2);
    assert_ne!(fresh[0]["score"], fresh[1]["score"]);
    for one in fresh {
        let text = one["text"].as_str().expect("a text");
        assert!(rows.iter().all(|row| row[5] != format!("'{text}")), "{text}");
    }
    assert_eq!(found["brief"], Value::Null);
    assert_eq!(found["pairs"], json!({ "same": 8, "one": 0, "more": 0 }));
    let human = w.run(&["calibrate", "payments", "--read", "a.csv", "b.csv"]).stdout;
    assert!(human.contains("no dispute"), "{human}");
}

#[test]
fn one_sheet_alone_is_refused_because_it_would_show_the_ratings_of_one_person() {
    let w = workspace();
    let rows = sheet(&w);
    w.write("a.csv", rated(&rows, &keys(&rows)));
    let out = w.run(&["calibrate", "payments", "--read", "a.csv"]);
    assert_eq!((out.status, out.stdout.as_str()), (Some(2), ""));
    assert!(out.stderr.contains("a comparison needs the sheets of two raters or more"), "{}", out.stderr);
}

#[test]
fn a_copied_sheet_is_a_warning() {
    let w = workspace();
    let rows = sheet(&w);
    let key = keys(&rows);
    w.write("a.csv", rated(&rows, &key));
    w.write("b.csv", rated(&rows, &key));
    let mut other = key.clone();
    other[0] = beside(key[0]);
    w.write("c.csv", rated(&rows, &other));
    let out = w.run(&["calibrate", "payments", "--read", "a.csv", "b.csv", "c.csv"]);
    assert_eq!(out.status, Some(0), "{}", out.stderr);
    let warning = "warning[copied-sheet]: `b.csv`: all cells are equal to those of `a.csv`";
    assert!(out.stderr.contains(warning) && !out.stderr.contains("`c.csv`"), "{}", out.stderr);
}

#[test]
fn whole_numbers_may_have_a_decimal_place() {
    let w = workspace();
    let mut rows = sheet(&w);
    let key = keys(&rows);
    w.write("a.csv", rated(&rows, &key));
    for (n, row) in rows.iter_mut().enumerate() {
        row[1] = format!("{}.0", n + 1);
    }
    w.write("b.csv", filled(&rows, &key.iter().map(|score| format!("{score}.0")).collect::<Vec<_>>()));
    w.write("c.csv", filled(&rows, &key.iter().map(|score| format!("{score},0")).collect::<Vec<_>>()));
    let found = compared(&w, &["a.csv", "b.csv", "c.csv"]);
    assert_eq!(found["pairs"], json!({ "same": 24, "one": 0, "more": 0 }));
}

#[test]
fn the_snippet_keeps_the_brief_and_can_be_pasted() {
    let w = workspace();
    let role = w.read(ROLE);
    w.write(ROLE, format!("{role}brief: {{ technical: \"Read the flow: all of it.\" }}\n"));
    w.generate().succeeds();
    let rows = sheet(&w);
    let mut off = keys(&rows);
    off[4] = beside(off[4]);
    w.write("a.csv", rated(&rows, &off));
    w.write("b.csv", rated(&rows, &keys(&rows)));
    let found = compared(&w, &["a.csv", "b.csv"]);
    let brief = found["brief"].as_str().expect("a text");
    let rule = format!("An answer that … is a {} (", keys(&rows)[4]);
    assert!(brief.contains(&format!("    Read the flow: all of it.\n    {rule}")), "{brief}");
    assert!(brief.contains("\n  # answer 5 of the practice, to `"), "{brief}");
    w.write(ROLE, role + brief);
    w.run(&["check"]).succeeds();
    w.generate().succeeds();
    assert!(w.read("kits/payments/loop/kit.json").contains(&rule));
}

#[test]
fn spreadsheets_and_encodings_are_read() {
    let w = workspace();
    let rows = sheet(&w);
    let key = keys(&rows);
    let csv = rated(&rows, &key);
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(csv.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    w.write("wide.csv", wide);
    let windows: Vec<u8> = csv
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(c).expect("ASCII"),
        })
        .collect();
    w.write("windows.csv", windows);
    let mut semicolons = csv::WriterBuilder::new().delimiter(b';').from_writer(Vec::new());
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(csv.as_bytes());
    for row in reader.records() {
        semicolons.write_record(&row.expect("a row")).expect("written");
    }
    w.write("semicolons.csv", semicolons.into_inner().expect("whole"));
    let mut book = rust_xlsxwriter::Workbook::new();
    for name in ["One", "Two"] {
        let page = book.add_worksheet();
        page.set_name(name).expect("a name");
        for (column, heading) in (0..).zip(HEADINGS) {
            page.write_string(0, column, heading).expect("written");
        }
        for (n, (row, score)) in (1..).zip(rows.iter().zip(&key)) {
            page.write_string(n, 0, &row[0]).expect("written");
            page.write_number(n, 1, f64::from(n)).expect("written");
            page.write_number(n, 6, f64::from(*score)).expect("written");
        }
    }
    w.write("book.xlsx", book.save_to_buffer().expect("made"));
    let found = compared(&w, &["wide.csv", "windows.csv", "semicolons.csv", "book.xlsx"]);
    assert_eq!((&found["raters"], &found["pairs"]["same"]), (&json!(5), &json!(80)));
}

#[test]
fn a_written_workbook_comes_back() {
    let w = workspace();
    w.run(&["calibrate", "payments", "--out", "practice.xlsx"]).succeeds();
    w.run(&["calibrate", "payments", "--out", "other.xlsx"]).succeeds();
    let out = w.run(&["calibrate", "payments", "--read", "practice.xlsx", "other.xlsx"]);
    assert_eq!(out.status, Some(1));
    assert!(out.stderr.contains("error[not-rated]: `practice.xlsx`: no answer is rated"), "{}", out.stderr);
}

#[test]
fn a_sheet_stays_readable_when_its_question_is_asked_later() {
    let w = workspace();
    let rows = sheet(&w);
    let quotes = |text: String| text.replace(['“', '”'], "?").replace("thing", " thing");
    let csv = quotes(rated(&rows, &keys(&rows)));
    w.write("a.csv", &csv);
    w.write("b.csv", csv);
    let pinned = &rows[0][2];
    let role = w.read(ROLE).replace("competency: api-design\n", "competency: api-design\n    depth: deep\n");
    w.write(ROLE, format!("{role}pin: {{ technical: [{pinned}] }}\n"));
    w.run(&["generate", "payments", "--format", "md", "--force"]).succeeds();
    assert!(w.read("kits/payments/loop/kit.json").contains(pinned.as_str()));
    let found = compared(&w, &["a.csv", "b.csv"]);
    assert_eq!(found["sheet"], json!(rows[0][0]));
    assert_eq!(found["answers"][0]["question"], json!(pinned));
    // An edited answer makes another sheet.
    let text = w.read(API);
    w.write(API, text.replace("I waited", "We waited"));
    let ratings: Vec<String> = keys(&rows).iter().map(ToString::to_string).collect();
    w.write("a.csv", filled(&rows, &ratings));
    let out = w.run(&["calibrate", "payments", "--read", "a.csv", "b.csv"]);
    assert_eq!(out.status, Some(1), "{}", out.stdout);
    assert!(out.stderr.contains("error[other-sheet]: `a.csv`"), "{}", out.stderr);
}
