//! `calibrate`: raters practise on sample answers, and their sheets are compared without keeping a rating of a person.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;

mod back;
mod bad;
mod key;
mod sheet;

use common::Workspace;

/// The headings of a practice sheet.
pub(crate) const HEADINGS: [&str; 8] =
    ["sheet", "number", "question", "prompt", "anchors", "answer", "rating", "why"];

/// A question of another depth than the loop's, with an answer for each of the scores.
pub(crate) fn practised(id: &str, scores: &[u8]) -> String {
    let answers: String = scores
        .iter()
        .enumerate()
        .map(|(n, score)| format!("      - {{ score: {score}, text: \"{}\" }}\n", text(id, n, *score)))
        .collect();
    format!("{}    sample_answers:\n{answers}", common::question(id, "deep"))
}

/// The text of a sample answer. It ends with its score, so that a test finds the score of an answer on a sheet.
pub(crate) fn text(id: &str, n: usize, score: u8) -> String {
    format!("=I waited, said “no”, and did thing {n} for {id}, worth {score}")
}

/// Four questions with 3, 4, 3 and 3 answers that the loop cannot draw, and a loop.
pub(crate) fn workspace() -> Workspace {
    let w = Workspace::new();
    let more = [
        practised("deep-one", &[2, 3, 4]),
        practised("deep-two", &[2, 3, 3, 4]),
        practised("deep-three", &[1, 2, 3]),
        practised("deep-four", &[3, 4, 4]),
    ];
    w.write(common::API, w.read(common::API) + &more.concat());
    w.generate().succeeds();
    w
}

/// The rows of a sheet below its headings.
pub(crate) fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    assert_eq!(reader.headers().expect("headings").iter().collect::<Vec<_>>(), HEADINGS);
    reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect()
}

/// The sheet of the workspace, on standard output.
pub(crate) fn sheet(w: &Workspace) -> Vec<Vec<String>> {
    let out = w.run(&["calibrate", "payments"]);
    assert_eq!(out.status, Some(0), "{}", out.stderr);
    rows(&out.stdout)
}

/// The score of the answer in a row.
pub(crate) fn key(row: &[String]) -> u8 {
    let digit = row[5].chars().last().and_then(|c| c.to_digit(10)).expect("ends with its score");
    u8::try_from(digit).expect("a digit")
}

/// The key of a sheet.
pub(crate) fn keys(rows: &[Vec<String>]) -> Vec<u8> {
    rows.iter().map(|row| key(row)).collect()
}

/// A sheet as CSV, with these ratings.
pub(crate) fn filled(rows: &[Vec<String>], ratings: &[String]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADINGS).expect("written");
    for (row, rating) in rows.iter().zip(ratings) {
        let mut row = row.clone();
        row[6].clone_from(rating);
        "Because Zebedee says so".clone_into(&mut row[7]);
        writer.write_record(&row).expect("written");
    }
    String::from_utf8(writer.into_inner().expect("whole")).expect("text")
}

/// The same with scores.
pub(crate) fn rated(rows: &[Vec<String>], ratings: &[u8]) -> String {
    filled(rows, &ratings.iter().map(ToString::to_string).collect::<Vec<_>>())
}
