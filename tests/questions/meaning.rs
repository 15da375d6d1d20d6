//! What names and values mean: scales, levels and depths, several competencies, two columns of one key.

use serde_json::{Value, json};

use crate::common::Workspace;
use crate::drafts;

/// The report and the drafts of a list.
fn read(file: &str, text: &str) -> (Value, String) {
    let w = Workspace::new().with(file, text);
    let said = w.run(&["bank", "import", file, "--bank", "small", "--format", "json"]);
    let report: Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
    (report["read"].clone(), w.read(&drafts(file)))
}

fn column<'r>(read: &'r Value, name: &str) -> &'r Value {
    let columns = read["columns"].as_array().expect("a list");
    columns.iter().find(|column| column["name"] == name).unwrap_or_else(|| panic!("{name}: {read:#}"))
}

#[test]
fn labels_of_the_bank_are_its_scores() {
    let (read, text) = read("list.csv", "Question,Clear yes,Yes,No,Clear no,No.\nWhy?,a,b,c,d,7\n");
    for (name, score) in [("Clear no", "1"), ("No", "2"), ("Yes", "3"), ("Clear yes", "4")] {
        assert_eq!(
            (&column(&read, name)["became"], &column(&read, name)["key"]),
            (&json!("anchor"), &json!(score))
        );
    }
    assert!(text.contains("      1: \"d\"\n      2: \"c\"\n      3: \"b\"\n      4: \"a\"\n"), "{text}");
    assert_eq!(read["scales"], json!([]));
}

#[test]
fn words_of_a_scale_are_ordered_and_mapped() {
    let (read, text) = read("list.csv", "Question,Exceeds expectations,Meets,Below\nWhy?,a,b,c\n");
    let wanted = json!([{
        "sheet": null,
        "points": 3,
        "scores": 4,
        "anchors": [["Below", 1], ["Meets", 3], ["Exceeds expectations", 4]],
    }]);
    assert_eq!(read["scales"], wanted);
    assert!(text.contains("      1: \"c\"\n      # 2: missing\n      3: \"b\"\n      4: \"a\"\n"), "{text}");
    assert!(text.contains("# The scale has 3 points, that of the bank 4: `Below` is 1, `Meets` is 3, `Exceeds expectations` is 4.\n"));
}

#[test]
fn a_page_with_five_points_keeps_the_middle_one_as_a_comment() {
    let page = "1. Why?\n\n| 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|\n| a | b | c | d | e |\n\n2. Who?\n\n| 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|\n| f | | | | |\n";
    let (read, text) = read("page.md", page);
    assert_eq!(read["scales"][0]["anchors"], json!([["1", 1], ["2", 2], ["3", null], ["4", 3], ["5", 4]]));
    assert!(text.contains("      1: \"a\"\n      2: \"b\"\n      3: \"d\"\n      4: \"e\"\n"), "{text}");
    assert!(text.contains("    # anchor without a score in the bank, column `3`: c\n"), "{text}");
    assert!(text.contains("      1: \"f\"\n      # 2: missing\n"), "{text}");
}

#[test]
fn values_decide_between_levels_and_depths() {
    let (read, text) = read("list.csv", "Question,Level\nWhy?,Middle\nWho?,deep\n");
    assert_eq!(column(&read, "Level")["key"], "depth");
    assert_eq!(column(&read, "Level")["why"], "its values are depths of the bank, not levels of seniority");
    assert!(text.contains("    depth: \"middle\"\n") && text.contains("    depth: \"deep\"\n"), "{text}");
    let (read, text) = self::read("list.csv", "Question,Level,Depth\nWhy?,Senior,deep\nWho?,expert,deep\n");
    assert_eq!(column(&read, "Level")["key"], "levels");
    assert!(
        text.contains("    levels: [\"senior\"]\n") && text.contains("    # levels in the source: expert\n"),
        "{text}"
    );
    let unknown = json!({ "key": "levels", "text": "expert", "value": null, "near": false, "questions": 1 });
    assert!(read["values"].as_array().expect("a list").contains(&unknown), "{read:#}");
}

#[test]
fn a_cell_may_name_several_competencies() {
    let (_, text) = read("list.csv", "Question,Skills\nWhy?,API design; Data fluency\n");
    assert!(
        text.contains("    competency: \"api-design\"\n") && text.contains("    also: [\"data-fluency\"]\n"),
        "{text}"
    );
}

#[test]
fn a_second_column_of_a_key_is_a_comment() {
    let (read, text) = read("list.csv", "Question #,Question,Frage,Time,Duration\n1,Why?,Warum?,9,10\n");
    assert_eq!(column(&read, "Question #")["became"], "comment");
    assert_eq!(column(&read, "Frage")["why"], "`prompt` comes from column `Question`");
    assert_eq!(column(&read, "Duration")["why"], "`minutes` comes from column `Time`");
    for line in [
        "    prompt: \"Why?\"\n",
        "    minutes: 9\n",
        "    # another phrasing: Warum?\n",
        "    # column `Duration`: 10\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
}

#[test]
fn an_id_that_is_taken_gets_a_number() {
    let (read, text) = read("list.csv", "id,question\napi-one,Why?\nQ 7,Who?\nQ-7,When?\n");
    for line in ["  - id: api-one-2\n", "  - id: q-7\n", "  - id: q-7-2\n"] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    let ids = read["values"].as_array().expect("a list");
    let changed: Vec<(&Value, &Value)> = ids.iter().map(|v| (&v["text"], &v["value"])).collect();
    assert_eq!(
        changed,
        [
            (&json!("Q 7"), &json!("q-7")),
            (&json!("Q-7"), &json!("q-7-2")),
            (&json!("api-one"), &json!("api-one-2")),
        ]
    );
}
