//! Nothing of a file is lost in silence: parts that were removed, columns that come twice, further sheets, hidden files.

use serde_json::{Value, json};

use panelkit::collect::FormCode;

use crate::common::Workspace;
use crate::desk::{CHEN, RIVERA, card, collect, desk, errors, kit, pack, put, refused, slots, taken};

const HEADS: [&str; 8] = ["req", "candidate", "kit", "round", "interviewer", "slot", "rating", "notes"];

/// The rows of a seat of `ana` in round `technical`.
fn rows(w: &Workspace, who: &str, rating: &str) -> Vec<Vec<String>> {
    let kit = kit(w, "ana");
    let digest = kit["digest"].as_str().expect("a digest");
    let row = |slot: String| {
        ["payments", "ana", digest, "technical", who, &slot, rating, "a"].map(str::to_owned).to_vec()
    };
    slots(&kit, "technical").into_iter().map(row).collect()
}

/// A workbook with these sheets.
fn book(sheets: &[(&str, Vec<Vec<String>>)]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).expect("a name");
        let head = HEADS.map(str::to_owned).to_vec();
        for (r, row) in std::iter::once(&head).chain(rows).enumerate() {
            for (c, cell) in row.iter().enumerate() {
                sheet.write_string(r as u32, c as u16, cell).expect("written");
            }
        }
    }
    book.save_to_buffer().expect("a workbook")
}

#[test]
fn all_sheets_of_a_workbook_are_read() {
    let w = desk();
    w.write("two.xlsx", book(&[("First", rows(&w, RIVERA, "3")), ("Second", rows(&w, CHEN, "4"))]));
    let (report, out) = collect(&w, &["two.xlsx"]);
    assert_eq!(out.status, Some(0), "{report:#}");
    let read: Vec<(&Value, &Value)> = report["collected"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|form| (&form["file"], &form["interviewer"]))
        .collect();
    let wanted = [(json!("two.xlsx (First)"), json!(RIVERA)), (json!("two.xlsx (Second)"), json!(CHEN))];
    assert_eq!(read, wanted.iter().map(|(file, who)| (file, who)).collect::<Vec<_>>());
    w.write("bad.xlsx", book(&[("First", rows(&w, RIVERA, "3")), ("Second", rows(&w, CHEN, "9"))]));
    let (report, _) = collect(&w, &["bad.xlsx"]);
    assert_eq!(
        (report["errors"][0]["file"].as_str(), &report["errors"][0]["code"]),
        (Some("bad.xlsx (Second)"), &json!("off-scale"))
    );
}

#[test]
fn a_column_that_comes_twice_is_refused() {
    let w = desk();
    let text = |head: &str| -> String {
        let lines = rows(&w, RIVERA, "3").into_iter().map(|row| format!("{},more\n", row.join(",")));
        format!("{},{head}\n{}", HEADS.join(","), lines.collect::<String>())
    };
    w.write("twice.csv", text("Notes"));
    refused(&w, &["twice.csv"], "unreadable", &["column `notes` twice"]);
    w.write("other.csv", text("remarks"));
    taken(&w, &["other.csv"]);
}

#[test]
fn messages_about_a_sheet_name_the_row_that_a_spreadsheet_shows() {
    let w = desk();
    let mut lines: Vec<String> = rows(&w, RIVERA, "3").iter().map(|row| row.join(",")).collect();
    // Notes of three lines, then an empty row.
    lines[0] = lines[0].replace(",3,a", ",3,\"a\nb\nc\"");
    let first = lines.len() + 3;
    let mut other = rows(&w, CHEN, "9");
    other[0][6] = "2".to_owned();
    let text = format!(
        "{}\n{}\n\n{}\n",
        HEADS.join(","),
        lines.join("\n"),
        other.iter().map(|row| row.join(",")).collect::<Vec<_>>().join("\n")
    );
    w.write("sheet.csv", text);
    let (report, _) = collect(&w, &["sheet.csv"]);
    let found = errors(&report);
    assert_eq!((found.len(), found[0].0.as_str()), (1, "off-scale"), "{report:#}");
    let start = format!("ana, technical, J. Chen (from row {first}): `technical.2` is 9");
    assert!(found[0].1.starts_with(&start), "lacks `{start}`: {}", found[0].1);
    let stray = rows(&w, RIVERA, "3")[0].join(",").replace("payments,", "payment,");
    w.write("stray.csv", format!("{}\n{stray}\n", HEADS.join(",")));
    let said = refused(&w, &["stray.csv"], "unknown-req", &["row 2"]);
    assert!(said.starts_with("ana, technical, A. Rivera (from row 2): there is no req `payment`"), "{said}");
}

#[test]
fn a_rating_that_was_removed_from_a_pack_is_no_unmarked_one() {
    let w = desk();
    let form = pack(&w, "ana", "technical--a-rivera").replace("- [ ] Complete", "- [x] Complete");
    let start = form.find("<!-- rating technical.1 -->").expect("a rating");
    let end = start + form[start..].find("<!-- /rating -->").expect("its end") + "<!-- /rating -->".len();
    w.write("form", format!("{}{}", &form[..start], &form[end..]));
    let said = refused(&w, &["form"], "altered-field", &["ask for the form as it was sent out"]);
    assert!(said.contains("the rating of `technical.1` was removed"), "{said}");
    assert!(said.starts_with("ana, technical, A. Rivera: "), "{said}");
    let area: String = form[start..end]
        .lines()
        .filter(|line| !line.starts_with("- [ ]"))
        .map(|line| format!("{line}\n"))
        .collect();
    w.write("form", format!("{}{area}{}", &form[..start], &form[end..]));
    refused(
        &w,
        &["form"],
        "altered-field",
        &["`technical.1`", "removed", "ask for the form as it was sent out"],
    );
    w.write("form", form);
    taken(&w, &["form"]);
}

#[test]
fn patterns_leave_hidden_files_and_files_of_systems_out() {
    let w = desk();
    put(&w, "g/form.json", &card(&w, "ana", "technical", RIVERA));
    for name in ["g/.DS_Store", "g/~$form.docx", "g/Thumbs.db", "g/.trash/form"] {
        w.write(name, "x");
    }
    for pattern in ["g/*", "?/*", "g"] {
        let (report, out) = collect(&w, &[pattern]);
        assert_eq!((out.status, &report["errors"]), (Some(0), &json!([])), "{pattern}: {report:#}");
    }
    w.run(&["collect", "g/~*"]).fails(2, &["no file matches `g/~*`"]);
}

#[test]
fn a_form_does_not_say_both_that_it_is_final_and_that_it_is_not() {
    let w = desk();
    let mut form = card(&w, "ana", "technical", RIVERA);
    form["complete"] = json!(false);
    put(&w, "form", &form);
    refused(&w, &["form"], "value-and-mark-differ", &["`complete` is false", "2026-11-26T10:05:00+01:00"]);
    w.write("form", "complete: no\nsubmitted: 2026-11-26\nreq: payments\n");
    refused(&w, &["form"], "value-and-mark-differ", &["`complete` is false", "2026-11-26"]);
    for time in [json!(""), json!(" "), Value::Null] {
        form["submitted"] = time;
        put(&w, "form", &form);
        assert_eq!(taken(&w, &["form"])["submitted"], Value::Null);
    }
}

#[test]
fn words_of_a_file_choose_no_code() {
    let w = desk();
    w.write("encrypted.csv", b"req,slot,rating\na\0b");
    let (report, _) = collect(&w, &["encrypted.csv"]);
    assert_eq!(errors(&report)[0].0, "unreadable", "{report:#}");
    w.write("form", "{ \"complete\": \"too much\" }");
    refused(&w, &["form"], "unreadable", &["too much"]);
    std::fs::copy(
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/rosters/encrypted.xlsx"),
        w.path("plain.xlsx"),
    )
    .expect("copied");
    refused(&w, &["plain.xlsx"], "encrypted", &["without a password"]);
    let mut form = card(&w, "ana", "technical", RIVERA);
    form["format"] = json!(0);
    put(&w, "form", &form);
    let said = refused(&w, &["form"], "unreadable", &["format 0"]);
    assert!(!said.contains("update"), "{said}");
    form["format"] = json!(1);
    form["candidate"] = json!("c9 --x");
    put(&w, "form", &form);
    let said = refused(&w, &["form"], "unknown-candidate", &["`c9 --x`", "not an id"]);
    assert!(!said.contains("variants"), "{said}");
}

#[test]
fn explain_has_a_text_for_each_code_of_the_report() {
    let w = Workspace::empty();
    for word in FormCode::WORDS {
        let out = w.run(&["explain", word]);
        let text = &out.succeeds().stdout;
        assert!(text.contains(word) && text.contains("What to do"), "{word}: {text}");
    }
    w.run(&["explain", "two-tickd"]).fails(2, &["did you mean `two-ticked`?"]);
}

#[test]
fn a_sheet_has_each_seat_once_and_is_not_written_among_kits() {
    let w = desk();
    let made = |args: &[&str]| {
        let out = w.run(&[&["collect", "--sheet", "payments", "--candidate"], args].concat());
        out.succeeds().stdout.clone()
    };
    assert_eq!(made(&["ana", "ben", "ana"]), made(&["ana", "ben"]));
    for out in ["question_banks/../kits/z.csv", "kits/z.csv"] {
        w.run(&["collect", "--sheet", "payments", "--out", out]).fails(2, &["is inside `kits`", "--out"]);
    }
    let out = "question_banks/../kits/packs.pdf";
    w.run(&["scorecards", "payments", "--merge", out]).fails(2, &["is inside `kits`", "--merge"]);
}
