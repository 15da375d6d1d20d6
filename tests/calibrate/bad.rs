//! Sheets that cannot be read: the message names the file and the row.

use crate::{HEADINGS, filled, keys, rated, sheet, workspace};

#[test]
fn bad_sheets_are_named_with_file_and_row() {
    let w = workspace();
    let rows = sheet(&w);
    let good: Vec<String> = keys(&rows).iter().map(ToString::to_string).collect();
    let with = |n: usize, rating: &str| {
        let mut ratings = good.clone();
        rating.clone_into(&mut ratings[n]);
        filled(&rows, &ratings)
    };
    let edited = |n: usize, column: usize, cell: &str| {
        let mut rows = rows.clone();
        cell.clone_into(&mut rows[n][column]);
        filled(&rows, &good)
    };
    let without = [&rows[..2], &rows[3..]].concat();
    for (csv, message) in [
        (
            with(2, "5"),
            "error[off-scale]: `back/a.csv`, row 4: the rating `5` of answer 3 is not on the scale",
        ),
        (with(2, "3 Yes"), "error[off-scale]: `back/a.csv`, row 4: the rating `3 Yes`"),
        (with(7, ""), "error[not-rated]: `back/a.csv`, row 9: answer 8 has no rating"),
        (
            edited(0, 0, "s-000000000000"),
            "error[other-sheet]: `back/a.csv`, row 2: this is sheet `s-000000000000`",
        ),
        (edited(4, 0, "s-1"), "error[other-sheet]: `back/a.csv`, row 6: this is sheet `s-1`"),
        (edited(1, 1, "9"), "error[unknown-answer]: `back/a.csv`, row 3: the sheet has no answer `9`"),
        (edited(1, 1, ""), "error[unknown-answer]: `back/a.csv`, row 3: the sheet has no answer ``"),
        (
            edited(1, 1, "1"),
            "error[bad-practice-sheet]: `back/a.csv`, row 3: answer 1 is there twice, first in row 2",
        ),
        (
            rated(&without, &keys(&without)),
            "error[bad-practice-sheet]: `back/a.csv`: the row of answer 3 is missing",
        ),
        (filled(&rows, &vec![String::new(); 8]), "error[not-rated]: `back/a.csv`: no answer is rated"),
        (HEADINGS.join(","), "error[not-rated]: `back/a.csv`: no answer is rated"),
        (String::new(), "error[bad-practice-sheet]: `back/a.csv` is no practice sheet"),
        ("number,rating\n1,3\n".to_owned(), "error[bad-practice-sheet]: `back/a.csv` is no practice sheet"),
    ] {
        w.write("back/a.csv", &csv);
        w.write("back/b.csv", filled(&rows, &good));
        let out = w.run(&["calibrate", "payments", "--read", "back/a.csv", "back/b.csv"]);
        assert_eq!((out.status, out.stdout.as_str()), (Some(1), ""), "{message}");
        assert!(out.stderr.contains(message), "{message}\n{}", out.stderr);
    }
}

#[test]
fn files_that_are_no_tables_are_refused() {
    let w = workspace();
    w.write("a.csv", [0u8, 159, 146, 150, 0, 1]);
    w.write("b.xlsx", b"PK\x03\x04broken");
    for file in ["a.csv", "b.xlsx"] {
        let out = w.run(&["calibrate", "payments", "--read", file]);
        assert_eq!(out.status, Some(1), "{file}");
        assert!(out.stderr.contains("error[") && out.stderr.contains(file), "{}", out.stderr);
    }
    let out = w.run(&["calibrate", "payments", "--read", "nowhere.csv"]);
    assert_eq!(out.status, Some(2), "{}", out.stderr);
    let out = w.run(&["calibrate", "payments", "--read", "a.csv", "--out", "b.csv"]);
    assert_eq!(out.status, Some(2), "{}", out.stderr);
}

#[test]
fn a_req_without_a_loop_is_refused() {
    let w = crate::common::Workspace::new();
    let out = w.run(&["calibrate", "payments"]);
    assert_eq!(out.status, Some(2));
    assert!(out.stderr.contains("has no loop yet"), "{}", out.stderr);
}
