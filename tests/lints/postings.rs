//! `check --posting`: a job advertisement in each format, with the line of each finding.

use crate::common::Workspace;
use crate::found;

const TEXT: &str = "# Product manager, Refunds API\n\nWe are a small team in Leeds. Pay: £70,000 to £82,000.\n\n- You decide what the API promises.\n- Recent graduates only, please.\n<!-- panelkit: allow(posting-age-coded) a programme for graduates that the state pays -->\n- Recent graduates only, as the programme asks.\n";
const HTML: &str = "<!doctype html>\n<html><head><title>Job</title><script>var young = \"recent graduates only\";</script></head>\n<body><h1>Product manager</h1>\n<p>Pay: &pound;70,000 to &pound;82,000.</p>\n<ul><li>Recent <b>graduates</b> only, please.\n</ul></body></html>\n";
const JSON: &str = "{\n  \"@context\": \"https://schema.org\",\n  \"@type\": \"JobPosting\",\n  \"title\": \"Product manager\",\n  \"description\": \"<p>Pay: £70,000 to £82,000.</p><p>Recent graduates only, please.</p>\"\n}\n";

#[test]
fn each_format_gives_the_line_of_a_finding() {
    for (name, text, line) in
        [("job.md", TEXT, 6), ("job.txt", TEXT, 6), ("job.html", HTML, 5), ("job.json", JSON, 5)]
    {
        let w = Workspace::empty().with("panelkit.yaml", "jurisdictions: [gb]\n").with(name, text);
        let all = found(&w, &["--posting", name]);
        let is_age = |it: &&String| it.contains("-age");
        let lines: Vec<&str> = all.iter().filter(is_age).filter_map(|it| it.rsplit(':').next()).collect();
        assert_eq!(lines, [line.to_string()], "{name}: {all:?}");
    }
}

#[test]
fn a_page_with_its_posting_in_json_is_read_too() {
    let page = format!("<html><body><script type=\"application/ld+json\">{JSON}</script></body></html>");
    let w = Workspace::empty().with("job.html", page);
    let all = found(&w, &["--posting", "job.html"]);
    assert!(all.iter().any(|it| it.contains("-age")), "{all:?}");
}

#[test]
fn a_comment_in_the_posting_allows_and_a_file_that_cannot_be_read_is_named() {
    let w = Workspace::empty().with("job.md", TEXT);
    let all = found(&w, &["--posting", "job.md"]);
    assert!(!all.iter().any(|it| it.contains("unused-allow") || it.ends_with(":8")), "{all:?}");
    w.run(&["check", "--posting", "none.md"]).fails(1, &["none.md"]);
    w.with("job.docx", "PK")
        .run(&["check", "--posting", "job.docx"])
        .fails(2, &["job.docx", "md, txt, html or json"]);
    Workspace::empty()
        .with("job.md", [0xff, 0xfe, 0x00])
        .run(&["check", "--posting", "job.md"])
        .fails(1, &["UTF-8"]);
}

#[test]
fn options_set_levels_for_a_posting() {
    let w = Workspace::empty().with("job.md", "# Product manager\n\nRecent graduates only, please.\n");
    assert!(found(&w, &["--posting", "job.md", "-A", "legal", "-A", "posting"]).is_empty());
    w.run(&["check", "--posting", "job.md", "-D", "legal", "-D", "posting"]).fails(1, &["job.md:3"]);
}
