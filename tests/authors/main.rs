//! Tools for those who write questions: drafts, imports, layout, likeness, prose.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
mod honest;
mod layouts;
mod plain;

use common::{API, Workspace, question};
use panelkit::diag::Sink;
use panelkit::load;

const DRAFTS: &str = "question_banks/small/drafts";

/// The digest of the bank on disk.
fn digest(w: &Workspace) -> String {
    let workspace = load::Workspace::new(w.root()).expect("a workspace");
    load::bank(&workspace, "small", &mut Sink::new()).expect("a bank").digest
}

#[test]
fn a_new_question_is_a_draft_that_the_bank_accepts() {
    let w = Workspace::new();
    let before = w.read(API);
    let args = [
        "bank",
        "new-question",
        "api-five",
        "--competency",
        "api-design",
        "--depth",
        "deep",
        "--bank",
        "small",
    ];
    let said = w.run(&args);
    assert!(said.succeeds().stdout.contains("draft of `api-five`"), "{}", said.stdout);
    let after = w.read(API);
    assert!(after.starts_with(before.trim_end()) && after.contains("  - id: api-five\n"));
    w.run(&["check", "question_banks/small"]).succeeds();
    assert!(w.run(&["bank", "list", "small", "--status", "draft"]).succeeds().stdout.starts_with("api-five"));
    w.run(&args).fails(2, &["already", "api-design.yaml"]);
    w.run(&["bank", "new-question", "x", "--competency", "api-desing", "--depth", "deep", "--bank", "small"])
        .fails(2, &["did you mean `api-design`"]);
    // A competency without a file gets one.
    std::fs::remove_file(w.path(API)).expect("there");
    w.run(&args).succeeds();
    assert!(w.read(API).starts_with("competency: api-design\nquestions:\n  - id: api-five\n"));
}

#[test]
fn questions_of_other_formats_become_drafts_with_what_is_missing() {
    let w = Workspace::new();
    w.write(
        "old.csv",
        "question,depth,type,minutes,anchor 1\n\"What, then?\",middle,case,8,Guesses\nWhy?,,,,\n",
    );
    w.write("old.md", "- Tell me about a refusal\n  - Who was angry?\n");
    w.write("old.gift", "::Limits:: What does a limit promise? {=A number ~Nothing}\n");
    let said = w.run(&["bank", "import", "old.csv", "--bank", "small"]);
    let second =
        "old.csv:2: `what-then` lacks competency, anchors 2, 3, 4; it has no probes, listen_for, red_flags";
    for words in
        [second, "old.csv:3: `why` lacks", "column `anchor 1`: becomes anchor 1 (1 cell)", "2 drafts"]
    {
        assert!(said.succeeds().stdout.contains(words), "{words}\n{}", said.stdout);
    }
    let text = w.read(&format!("{DRAFTS}/old.yaml"));
    for words in
        ["status: draft", "    # competency: missing\n", "      1: \"Guesses\"\n      # 2: missing\n"]
    {
        assert!(text.contains(words), "{words}\n{text}");
    }
    w.run(&["check"]).succeeds();
    w.run(&["bank", "import", "old.csv", "--bank", "small"]).fails(2, &["already exists"]);
    w.write("other/new.md", w.read("old.md"));
    w.run(&["bank", "import", "other/new.md", "--bank", "small"]).succeeds();
    assert!(w.read(&format!("{DRAFTS}/new.yaml")).contains("- \"Who was angry?\""));
    w.run(&["bank", "import", "old.gift", "--bank", "small"]).fails(2, &["already exists"]);
    w.write("limits.gift", w.read("old.gift"));
    let gift = w.run(&["bank", "import", "limits.gift", "--bank", "small"]);
    assert!(gift.succeeds().stdout.contains("`limits` lacks"), "{}", gift.stdout);
    w.write("x.eml", "?");
    w.run(&["bank", "import", "x.eml", "--bank", "small"]).fails(
        2,
        &["`x.eml` is not a `.csv`, `.tsv`, `.xlsx`, `.ods`, `.md`, `.markdown`, `.gift` or `.txt` file"],
    );
    w.write("x.csv", "a,b\n");
    w.run(&["bank", "import", "x.csv", "--bank", "small"])
        .fails(1, &["error[bad-questions]", "no column `prompt`", "its columns: `a` and `b`"]);
}

#[test]
fn laying_out_keeps_meaning_and_comments() {
    let w = Workspace::new();
    let first = question("api-one", "middle").replace(
        "    depth: middle\n    type: situational\n",
        "    # why this depth\n    type: situational   \n    depth: middle # decides\n",
    );
    let second = question("api-two", "middle");
    w.write(API, format!("# top\ncompetency: api-design\nquestions:\n  # ---- middle\n{first}{second}\n\n"));
    let before = digest(&w);
    let check = w.run(&["bank", "fmt", "small", "--check"]);
    assert_eq!(check.status, Some(1), "{}", check.stderr);
    assert!(check.stdout.contains("api-design.yaml: would change"));
    w.run(&["bank", "fmt", "small"]).succeeds();
    let text = w.read(API);
    assert_eq!(digest(&w), before);
    for words in [
        "# top\n",
        "  # ---- middle\n  - id: api-one\n    depth: middle # decides\n    # why this depth\n    type: situational\n",
        "\n\n  - id: api-two\n",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    assert!(text.ends_with("\"\n") && !text.ends_with("\n\n"));
    assert!(w.run(&["bank", "fmt", "small", "--check"]).succeeds().stdout.contains("nothing to do"));
}

#[test]
fn copies_are_found_whatever_their_dress() {
    let w = Workspace::new();
    let long = "A partner writes on Monday that every tenth order fails since Friday. What do you tell them in the first hour?";
    let shout = "A PARTNER writes, on Monday: that every tenth order fails since Friday! What do you tell them in the first hour";
    let near = "A partner writes on Tuesday that every tenth payment fails since Friday. What do you tell them in the first hour?";
    let make = |id: &str, prompt: &str| {
        question(id, "middle").replace(&format!("What about {id} and {{{{surface}}}}?"), prompt)
    };
    let all = [
        make("one", long),
        make("two", long),
        make("three", shout),
        make("four", near),
        make("five", "Something else entirely, about a warehouse and its bill. Who pays?"),
    ]
    .concat();
    w.write(API, format!("competency: api-design\nquestions:\n{all}"));
    let said = w.run(&["bank", "duplicates", "small"]).succeeds().stdout.clone();
    let prompts: Vec<&str> = said.lines().filter(|l| l.ends_with("prompts")).collect();
    assert!(prompts[0].starts_with("exact: `one` and `two`"), "{said}");
    assert!(
        prompts.iter().any(
            |l| l.starts_with("the same except for case, punctuation and white space: `one` and `three`")
        ),
        "{said}"
    );
    assert!(
        prompts
            .iter()
            .any(|l| l.starts_with("0.") && l.contains("`four` and `one`") || l.contains("`one` and `four`")),
        "{said}"
    );
    assert!(!said.contains("`five`, prompts") && !prompts.iter().any(|l| l.contains("`five`")), "{said}");
}

#[test]
fn hard_and_long_questions_are_told() {
    let w = Workspace::new();
    let hard = "Considering organisational interoperability requirements, characterise architectural decomposability implications.";
    let text = question("api-one", "middle")
        .replace("What about api-one and {{surface}}?", hard)
        .replace("minutes: 10", "minutes: 3");
    w.write(API, format!("competency: api-design\nquestions:\n{text}"));
    let said = w.run(&["bank", "prose", "small", "--wrong"]);
    let line = said.succeeds().stdout.lines().find(|l| l.starts_with("api-one")).expect("told").to_owned();
    assert!(line.ends_with("hard to follow by ear, takes longer than the bank allows"), "{line}");
    assert!(!said.stdout.contains("data-one "), "{}", said.stdout);
    assert!(w.run(&["bank", "prose", "small"]).succeeds().stdout.contains("data-one "));
}

#[test]
fn exhibits_reach_the_kit_and_the_candidate_and_nothing_else() {
    let w = Workspace::new();
    let text = question("api-one", "middle") + &question("api-two", "middle");
    let text = text.replace("    prompt:", "    exhibits: [orders]\n    prompt:");
    w.write(API, format!("competency: api-design\nquestions:\n{text}"));
    w.run(&["check"]).fails(1, &["unknown-exhibit", "orders", "api-design.yaml:7:16"]);
    w.write("question_banks/small/exhibits/orders.md", "# Orders of a day\n\n## Before noon\n\n| Hour | Orders |\n| --- | ---: |\n| 10 | 120 |\n\n```\n## no heading\n```\n");
    w.generate().succeeds();
    let kit = w.read("kits/payments/loop/kit.md");
    assert!(
        kit.contains("**Orders of a day**")
            && kit.contains("| 10 | 120 |")
            && kit.contains("#### Before noon")
    );
    assert!(kit.contains("\n## no heading\n"));
    let sheets = w.read("kits/payments/loop/handouts--technical.md");
    assert!(sheets.starts_with("# Orders of a day\n") && sheets.contains("| 10 | 120 |"));
    assert!(!sheets.contains("What about") && !sheets.contains("Blames"), "{sheets}");
    w.run(&["verify"]).succeeds();
    w.write(
        "question_banks/small/exhibits/orders.md",
        "# Orders of a day\n\n| Hour | Orders |\n| --- | ---: |\n| 10 | 121 |\n",
    );
    let said = w.run(&["verify"]);
    assert!(said.succeeds().stdout.contains("the bank or the role spec has changed"), "{}", said.stdout);
    w.generate().fails(1, &["would change"]);
    for (text, words) in [
        ("Orders\n", "no title"),
        ("# \n", "no title"),
        (&format!("# T\n{}", "x\n".repeat(90)), "90 lines"),
        ("# T\n\n<b>x</b>\n\n<table></table>\n", "cannot be printed"),
    ] {
        w.write("question_banks/small/exhibits/orders.md", text);
        w.run(&["check"])
            .fails(1, &["bad-exhibit", words, "help:", "question_banks/small/exhibits/orders.md"]);
    }
    // What a page prints is right: code at the beginning, and comments, which show as text.
    for text in ["# T\n\n    <b>code</b>\n", "# T\n\nWords <!-- of the author -->\n"] {
        w.write("question_banks/small/exhibits/orders.md", text);
        w.run(&["check"]).succeeds();
    }
}
