//! `bank new --from`: a bank that begins with a list of questions.

use serde_json::Value;

use super::new_bank::core;
use crate::clean;

const LIST: &str = "Competency,Question,Depth,Type,Minutes,Probes,1,2,3,4
Wound care,\"A wound smells, and the chart says that it is clean. What do you do?\",middle,situational,10,Why?,Goes on,Writes it down,Looks and asks,Also changes the plan
Wound care,\"A dressing came off at night. What do you do first?\",middle,situational,10,Why?,Waits for the morning,Covers it,Cleans and covers it,Also finds out why
API design,\"A monitor sends a wrong unit. What do you do?\",middle,situational,10,Why?,Ignores it,Corrects the figure,Reports it,Also checks older figures
Handover,\"What do you say about a patient who sleeps?\",,,,,,,,
";

#[test]
fn a_list_becomes_a_bank_with_its_competencies() {
    let w = core();
    w.write("questions.csv", LIST);
    let out = w.run(&["bank", "new", "ward-nurse", "--from", "questions.csv"]);
    for line in [
        "question_banks/ward-nurse/imported-questions.yaml: 3 active questions",
        "question_banks/ward-nurse/drafts/questions.yaml: 1 draft",
        "`wound-care` (Wound care) is a competency of its own",
        "`handover` (Handover) is a competency of its own",
        "panelkit new REQ --bank ward-nurse",
    ] {
        assert!(out.succeeds().stdout.contains(line), "lacks `{line}`:\n{}", out.stdout);
    }
    clean(&w.run(&["check"]));
    let shown = w.run(&["bank", "list", "ward-nurse", "--competency", "wound-care", "--format", "json"]);
    let all: Value = serde_json::from_str(&shown.succeeds().stdout).expect("JSON");
    assert_eq!(all.as_array().map(Vec::len), Some(2), "{all:#}");
    assert!(w.read("question_banks/ward-nurse/drafts/questions.yaml").contains("a patient who sleeps"));
    let args = [
        "new",
        "nights",
        "--bank",
        "ward-nurse",
        "--level",
        "mid",
        "--depth",
        "middle",
        "--title",
        "Ward nurse",
    ];
    w.run(&args).succeeds();
    w.run(&["generate", "nights", "--format", "md"]).succeeds();
    let kit = w.read("kits/nights/loop/kit.json");
    assert!(kit.contains("\"competency\": \"wound-care\""), "{kit}");
}

#[test]
fn a_list_that_cannot_be_read_leaves_nothing() {
    let w = core();
    w.write("empty.csv", "Question,Depth\n");
    w.run(&["bank", "new", "ward-nurse", "--from", "empty.csv"])
        .fails(1, &["no question was found in `empty.csv`"]);
    w.run(&["bank", "new", "ward-nurse", "--from", "missing.csv"]).fails(1, &["missing.csv"]);
    w.write("questions.docx", "x");
    w.run(&["bank", "new", "ward-nurse", "--from", "questions.docx"]).fails(2, &["word processor", "help:"]);
    w.run(&["bank", "new", "ward-nurse", "--set", "depth=middle"]).fails(2, &["--from"]);
    assert_eq!(w.names("question_banks"), ["core"]);
}

#[test]
fn values_and_columns_can_be_set() {
    let w = core();
    w.write("list.csv", "Item,1,2,3,4\n\"A wound smells. What do you do?\",Waits,Asks,Acts,Also teaches\n");
    let args = [
        "bank",
        "new",
        "ward-nurse",
        "--from",
        "list.csv",
        "--competencies",
        "Wound care",
        "--map",
        "Item=prompt",
    ];
    let set = [
        "--set",
        "competency=wound-care",
        "--set",
        "depth=middle",
        "--set",
        "minutes=10",
        "--set",
        "type=situational",
    ];
    let out = w.run(&[&args[..], &set].concat());
    assert!(out.succeeds().stdout.contains("1 active question"), "{}", out.stdout);
    clean(&w.run(&["check", "-A", "probes-missing"]));
}

#[test]
fn headings_of_a_page_become_competencies_by_their_names_alone() {
    let w = core();
    let page = "# Ward nurses\n\n## 1. Wound care\n\n1. Why does a dressing come off?\n\n## 2. Handover\n\n1. What do you say first?\n";
    w.write("page.md", page);
    let said = w.run(&["bank", "new", "ward-nurse", "--from", "page.md", "--format", "json"]);
    let outcome: Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
    let made: Vec<&Value> = outcome["competencies"].as_array().expect("a list").iter().collect();
    let names: Vec<&Value> = made.iter().map(|it| &it["name"]).collect();
    assert_eq!(names, ["Wound care", "Handover"]);
}
