//! Names of any kind, rosters of any kind.

use std::fmt::Write;

use crate::site::{CANDIDATES, REQ, issue, kit, questions, site, tree};

#[test]
fn names_are_printed_and_stand_nowhere_else() {
    let long = "x".repeat(500);
    let names = [
        "\u{645}\u{62d}\u{645}\u{62f} \u{639}\u{644}\u{64a}",
        "\u{39c}\u{3b1}\u{3c1}\u{3af}\u{3b1}",
        "\u{674e}\u{96f7}",
        "e\u{301}a\u{308}",
        "\u{202e}zqxlive",
        "=cmd()|' /C calc'!A0",
        "*bold* [x](y) | `c`",
        "<script>alert(1)</script>",
        &long,
    ];
    let mut roster = String::from("id,name\n");
    for (n, name) in names.iter().enumerate() {
        writeln!(roster, "c-{n},\"{}\"", name.replace('"', "\"\"")).expect("text");
    }
    let w = site().with("roster.csv", &roster);
    issue(&w, &["--candidates", "roster.csv", "--mode", "stable", "--format", "md,pdf"]).succeeds();
    let without = site();
    let ids: Vec<String> = (0..names.len()).map(|n| format!("c-{n}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    issue(&without, &[&["--mode", "stable", "--format", "json", "--candidates"], ids.as_slice()].concat())
        .succeeds();
    for (n, name) in names.iter().enumerate() {
        let path = format!("{CANDIDATES}/c-{n}/kit.json");
        assert_eq!(w.read(&path), without.read(&path), "a name changes no byte of a kit");
        let shown: String = name.chars().filter(|c| *c != '\u{202e}').collect();
        for (file, bytes) in tree(&w.path(&format!("{CANDIDATES}/c-{n}"))) {
            if file.starts_with("scorecards/") && file.ends_with(".md") {
                let text = String::from_utf8(bytes).expect("UTF-8");
                let line = text
                    .lines()
                    .find(|l| l.starts_with("| ") && !l.contains("---") && !l.contains("Candidate"));
                let line = line.expect("the row of the candidate");
                let plain = line.replace(['\\'], "").replace("&lt;", "<");
                assert!(plain.contains(&shown), "{line}");
                assert!(!text.contains('\u{202e}') && !text.contains("<script"), "{file}");
            } else if file != "candidate.yaml" && !file.starts_with("scorecards/") && shown.len() > 3 {
                assert!(!String::from_utf8_lossy(&bytes).contains(shown.as_str()), "{file}");
            }
        }
    }
    let certificate = w.read(&format!("kits/{REQ}/equivalence.md"));
    assert!(names.iter().all(|name| !certificate.contains(name)));
    w.run(&["verify", REQ, "--quiet"]).succeeds();
}

#[test]
fn rosters_are_read_as_spreadsheets_write_them() {
    let w = site().with("roster.csv", "\u{feff}Name,ID ,Source\r\n\"W\u{f3}jcik, \"\"\u{141}ukasz\"\"\",c-1,agency\r\n,c-2,\r\n\r\nAda,c-3\r\n");
    issue(&w, &["--candidates", "roster.csv", "--format", "json"]).succeeds();
    assert_eq!(w.names(CANDIDATES), ["c-1", "c-2", "c-3"]);
    let yaml = w.read(&format!("{CANDIDATES}/c-1/candidate.yaml"));
    assert!(yaml.contains("name: \"W\u{f3}jcik, \\\"\u{141}ukasz\\\"\"\n"), "{yaml}");
    assert!(!w.read(&format!("{CANDIDATES}/c-2/candidate.yaml")).contains("name:"));
}

#[test]
fn slips_in_a_roster_are_shown_where_they_are() {
    let fails = |text: &str, words: &[&str]| {
        let w = site().with("roster.csv", text);
        issue(&w, &["--candidates", "roster.csv", "--format", "json"]).fails(1, words);
        assert!(!w.path(CANDIDATES).exists());
    };
    fails(
        "id,name\nana,Ann\n,Bob\nana,Cid\nD\u{c9},Dee\n",
        &[
            "roster.csv:3:1",
            "has no id",
            "roster.csv:4:1",
            "first in line 2",
            "roster.csv:5:1",
            "outside ASCII",
        ],
    );
    fails("name\nAnn\n", &["no column `id`", "id,name"]);
    fails("id;name\nana;Ann;Dr\n", &["3 fields", "roster.csv:2:1"]);
    fails("id,name\nana,Ann, Dr\n", &["3 fields", "roster.csv:2:1", "quotation marks"]);
    fails("id,name\n", &["no candidates"]);
    fails("", &["no column `id`"]);
    fails("id,name\nana,\"Ann\nben,Bob\n", &["roster.csv:2:1", "closing quotation mark"]);
    let w = site();
    w.write("roster.csv", b"id,name\nana,Ren\xe9\0\n");
    issue(&w, &["--candidates", "roster.csv"]).fails(1, &["not-utf8", "line 2"]);
    issue(&w, &["--candidates", "nowhere.csv"]).fails(2, &["there is no roster at `nowhere.csv`"]);
    issue(&w, &["--candidates", "ana", "../ben"]).fails(2, &["not both"]);
    issue(&w, &["--candidates", "ana", "ana"]).fails(2, &["twice"]);
    issue(&w, &["--candidates", "Ana"]).fails(2, &["not an id"]);
    issue(&w, &[]).fails(2, &["--candidates"]);
}

#[test]
fn a_hundred_thousand_rows_are_read() {
    let mut roster = String::from("id,name\n");
    (0..100_000).for_each(|n| writeln!(roster, "c-{n},\"Name, {n}\"").expect("text"));
    let w = site().with("roster.csv", &roster);
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let out = issue(&w, &["--candidates", "roster.csv", "--dry-run"]);
    assert!(
        out.succeeds().stdout.contains("would issue 100000 kits; 0 in the request already have a kit"),
        "{}",
        out.stdout
    );
    issue(&w, &["--candidates", "roster.csv", "--shard", "7/20000", "--format", "json"]).succeeds();
    assert_eq!(w.names(CANDIDATES).len(), 5);
    w.write("roster.csv", roster + "c-5,again\n");
    issue(&w, &["--candidates", "roster.csv", "--dry-run"])
        .fails(1, &["duplicate-id", "roster.csv:100002:1", "line 7"]);
}

#[test]
fn a_name_is_taken_from_the_file_of_the_candidate() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "json"]).succeeds();
    let file = format!("{CANDIDATES}/ana/candidate.yaml");
    w.write(&file, "name: Ana Mar\u{ed}a\nheld: false\n");
    w.run(&["scorecards", REQ, "--candidate", "ana", "--round", "technical-depth", "--format", "md"])
        .succeeds();
    let form = w.names(&format!("{CANDIDATES}/ana/scorecards")).remove(0);
    assert!(w.read(&format!("{CANDIDATES}/ana/scorecards/{form}")).contains("Ana Mar\u{ed}a"));
    w.run(&["verify", REQ]).succeeds();
    w.write(&file, "name: Ana\nhold: true\n");
    w.run(&["scorecards", REQ, "--candidate", "ana"]).fails(1, &["candidate.yaml:2:1", "hold"]);
    w.run(&["verify", REQ]).fails(4, &["candidate.yaml:2:1"]);
    assert!(!questions(&kit(&w, "ana")).is_empty());
}
