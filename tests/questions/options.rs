//! What the user says about columns and questions, questions that go straight into the bank, and the sheet to fill in.

use std::fs;

use panelkit::load::{IMPORT_LANGUAGES, import_synonyms};

use crate::common::{Output, Workspace};
use crate::{bytes, drafts};

const TABLE: &str =
    "Item,Great,Weak,How long\nWhat do you do first?,Asks,Blames,10\nWhat comes last?,Tells,Hides,8\n";

fn import(w: &Workspace, options: &[&str]) -> Output {
    w.run(&[&["bank", "import", "list.csv", "--bank", "small"], options].concat())
}

#[test]
fn columns_can_be_mapped_and_slips_are_named() {
    let w = Workspace::new().with("list.csv", TABLE);
    let map = ["--map", "item=prompt", "--map", "Great=4", "--map", "Weak=1", "--map", "how_long=minutes"];
    let said = import(&w, &map);
    for line in [
        "column `Item`: becomes `prompt`, as `--map` says (2 cells)",
        "column `Great`: becomes anchor 4, as `--map` says (2 cells)",
        "column `Weak`: becomes anchor 1, as `--map` says (2 cells)",
        "column `How long`: becomes `minutes`, as `--map` says (2 cells)",
        "list.csv:2: `what-do-you-do-first` lacks competency, depth, type, anchors 2, 3;",
    ] {
        assert!(said.succeeds().stdout.contains(line), "{line}\n{}", said.stdout);
    }
    let text = w.read(&drafts("list.csv"));
    assert!(
        text.contains("      1: \"Blames\"\n      # 2: missing\n      # 3: missing\n      4: \"Asks\"\n"),
        "{text}"
    );
    import(&w, &["--map", "Item=promt"])
        .fails(2, &["there is no key `promt`", "did you mean `prompt`?", "red_flags"]);
    import(&w, &["--map", "Itme=prompt"]).fails(
        1,
        &["no column `Itme`", "did you mean `Item`?", "its columns: `Item`, `Great`, `Weak` and `How long`"],
    );
    import(&w, &["--map", "Great=9"])
        .fails(2, &["the rating scale of the bank has no score 9", "1, 2, 3, 4"]);
    import(&w, &["--map", "Great"]).fails(2, &["COLUMN=KEY"]);
}

#[test]
fn values_can_be_set_for_every_question() {
    let w =
        Workspace::new().with("list.csv", "Question,Depth\nWhat do you do first?,deep\nWhat comes last?,\n");
    let set = [
        "--set",
        "depth=Middle",
        "--set",
        "competency=API desgin",
        "--set",
        "type=case study",
        "--set",
        "minutes=9 min",
    ];
    let said = import(&w, &set);
    assert!(said.succeeds().stdout.contains(
        "competency `API desgin` becomes `api-design`, because it is nearly the same (2 questions)"
    ));
    let text = w.read(&drafts("list.csv"));
    let values =
        "    competency: \"api-design\"\n    depth: \"middle\"\n    type: \"case\"\n    minutes: 9\n";
    assert_eq!(text.matches(values).count(), 2, "{text}");
    assert_eq!(text.matches("    # depth in the source: deep\n").count(), 1, "{text}");
    import(&w, &["--set", "depht=deep"]).fails(2, &["there is no key `depht`", "did you mean `depth`?"]);
    import(&w, &["--set", "depth=depe"])
        .fails(2, &["`--set depth=depe`", "did you mean `deep`?", "known: shallow, middle, deep"]);
    import(&w, &["--set", "minutes=many"]).fails(2, &["minutes as a number (not `many`)"]);
    import(&w, &["--set", "id=x"]).fails(2, &["cannot give all questions one `id`"]);
}

#[test]
fn complete_questions_are_accepted_and_the_others_stay_drafts() {
    let w = Workspace::new().with("anchors.csv", bytes("anchors.csv"));
    let accept = ["bank", "import", "anchors.csv", "--bank", "small", "--accept"];
    let before = w.names("question_banks/small");
    let dry = w.run(&[&accept[..], &["--dry-run"]].concat());
    assert!(
        dry.succeeds().stdout.contains("imported-anchors.yaml: would have 2 active questions"),
        "{}",
        dry.stdout
    );
    assert_eq!(w.names("question_banks/small"), before);
    let said = w.run(&[&accept[..], &["--format", "json"]].concat());
    let outcome: serde_json::Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
    assert_eq!(outcome["active"], "question_banks/small/imported-anchors.yaml");
    assert_eq!(outcome["file"], "question_banks/small/drafts/anchors.yaml");
    let active: Vec<bool> =
        outcome["drafts"].as_array().expect("a list").iter().map(|d| d["active"] == true).collect();
    assert_eq!(active, [true, true, false]);
    w.run(&["check"]).succeeds();
    let listed = w.run(&["bank", "list", "small", "--status", "active", "--level", "senior"]);
    assert!(listed.succeeds().stdout.contains("which-figure-would-you-not-trust"), "{}", listed.stdout);
    let text = w.read("question_banks/small/imported-anchors.yaml");
    assert!(text.contains("    # column `Owner`: Dana\n") && !text.contains("missing"), "{text}");
    assert!(w.read(&drafts("anchors.csv")).contains("  - id: tell-me-about-a-version-that\n"));
}

#[test]
fn a_completed_list_can_be_imported_again_and_leaves_out_what_the_bank_has() {
    let header = "question,competency,depth,type,minutes,1,2,3,4\n";
    let whole = "Why  so?,api-design,deep,case,9,a,b,c,d\n";
    let w =
        Workspace::new().with("list.csv", format!("{header}{whole}Who then?,api-design,deep,case,9,,,,\n"));
    import(&w, &["--accept"]).succeeds();
    let rows = "why so?,api-design,deep,case,9,a,b,c,d\nWho then?,api-design,deep,case,9,a,b,c,d\n";
    let w = w.with("again.csv", format!("{header}{rows}"));
    let again = ["bank", "import", "again.csv", "--bank", "small", "--accept"];
    let said = w.run(&[&again[..], &["--format", "json", "--dry-run"]].concat());
    let outcome: serde_json::Value = serde_json::from_str(&said.succeeds().stdout).expect("JSON");
    assert_eq!(outcome["read"]["known"][0]["question"], "why-so");
    assert_eq!(outcome["drafts"].as_array().map(Vec::len), Some(1));
    let said = w.run(&again);
    assert!(
        said.succeeds().stdout.contains("again.csv:2: left out: the bank has it as `why-so`"),
        "{}",
        said.stdout
    );
    assert!(said.stdout.contains("imported-again.yaml: 1 active question"), "{}", said.stdout);
    let text = w.read("question_banks/small/imported-again.yaml");
    assert!(text.contains("who-then") && !text.contains("why"), "{text}");
    w.run(&["check"]).succeeds();
}

#[test]
fn a_question_with_another_status_or_a_wrong_placeholder_is_not_accepted() {
    let header = "question,competency,depth,type,minutes,1,2,3,4,status\n";
    let row = |prompt: &str, status: &str| format!("{prompt},api-design,deep,case,9,a,b,c,d,{status}\n");
    let rows = [
        row("Why?", "Active"),
        row("Who?", "retired"),
        row("When {{at noon}}?", ""),
        row("What of {{surface}}?", ""),
    ];
    let w = Workspace::new().with("list.csv", format!("{header}{}", rows.concat()));
    let said = import(&w, &["--accept"]);
    for line in [
        "`why` is active",
        "`who` lacks status active (it is `retired` in the source)",
        "`when-at-noon` lacks a placeholder of the form `{{name}}` (not `{{at noon}}`)",
        "`what-of-surface` is active",
    ] {
        assert!(said.succeeds().stdout.contains(line), "{line}\n{}", said.stdout);
    }
    w.run(&["check"]).succeeds();
}

#[test]
fn a_question_that_no_bank_can_have_is_not_accepted() {
    let header = "question,competency,depth,type,minutes,probes,1,2,3,4\n";
    let row = |prompt: &str, probes: &str| format!("{prompt},api-design,deep,case,9,{probes},a,b,c,d\n");
    let rows =
        [row("Why?", &"x;".repeat(201)), row(&"long ".repeat(5000), ""), row("Who?", &"x;".repeat(200))];
    let w = Workspace::new().with("list.csv", format!("{header}{}", rows.concat()));
    let said = import(&w, &["--accept"]);
    for line in [
        "`why` lacks a form that a bank can have (`probes` has 201 items)",
        "lacks a form that a bank can have (`prompt` is longer than any page can hold)",
        "`who` is active",
    ] {
        assert!(said.succeeds().stdout.contains(line), "{line}\n{}", said.stdout);
    }
    w.run(&["check"]).succeeds();
}

#[test]
fn the_template_is_imported_without_a_map() {
    let w = Workspace::new();
    let sheet = w.run(&["bank", "import", "--template", "--bank", "small"]).succeeds().stdout.clone();
    assert_eq!(
        sheet,
        "prompt,id,title,competency,depth,levels,type,minutes,difficulty,also,family,status,probes,listen_for,red_flags,1,2,3,4,source,phrasing,note\n"
    );
    let row = "Why?,q-1,A title,api-design,deep,senior,case,9,3,data-fluency,a-family,active,Who? | When?,asks,blames,a,b,c,d,a book,Why not?,a note\n";
    w.write("list.csv", format!("{sheet}{row}"));
    let said = import(&w, &["--accept"]);
    assert!(said.succeeds().stdout.contains("`q-1` is active"), "{}", said.stdout);
    for name in sheet.trim_end().split(',') {
        let line = format!("column `{name}`: ");
        let fate = said.stdout.lines().find(|l| l.starts_with(&line)).unwrap_or_else(|| panic!("{name}"));
        assert!(fate.contains("becomes") || ["phrasing", "note"].contains(&name), "{fate}");
    }
    let text = w.read("question_banks/small/imported-list.yaml");
    for line in [
        "    also: [\"data-fluency\"]\n",
        "    levels: [\"senior\"]\n",
        "    family: \"a-family\"\n",
        "    # another phrasing: Why not?\n    # column `note`: a note\n",
    ] {
        assert!(text.contains(line), "{line}\n{text}");
    }
    w.run(&["check"]).succeeds();
}

#[test]
fn the_page_has_the_names_that_the_import_knows() {
    let path = format!("{}/docs/banks.md", env!("CARGO_MANIFEST_DIR"));
    let mut page = fs::read_to_string(&path).expect("the page");
    let before = page.clone();
    let (open, close) = ("<!-- names of columns -->\n", "<!-- /names of columns -->");
    let mut table = format!("| key | {} |\n| --- | --- | --- | --- | --- |\n", IMPORT_LANGUAGES.join(" | "));
    for (key, names) in import_synonyms() {
        table.push_str(&format!("| `{}` | {} |\n", key.as_str(), names.join(" | ")));
    }
    let start = page.find(open).expect("the table begins") + open.len();
    let end = page.find(close).expect("the table ends");
    page.replace_range(start..end, &table);
    if std::env::var_os("BLESS").is_some() {
        fs::write(path, page).expect("writable");
    } else {
        assert!(page == before, "docs/banks.md is stale: BLESS=1 cargo test --test questions");
    }
}
