//! `bank new`, `bank list --text` without a bank, and `init --empty`.

use serde_json::Value;

use crate::clean;
use crate::common::{API, BANK, LOOPS, Workspace, question};

const NURSE: &str = "question_banks/ward-nurse/bank.yaml";

/// A workspace whose only bank is called `core` and stands in for the shipped one.
pub(crate) fn core() -> Workspace {
    let small = Workspace::new();
    let w = Workspace::empty();
    w.write(
        "question_banks/core/bank.yaml",
        small
            .read(BANK)
            .replace("bank: small", "bank: core")
            .replace("Small bank", "Core\ncontext: { surface: our product }"),
    );
    for name in ["loops.yaml", "api-design.yaml", "data-fluency.yaml"] {
        w.write(&format!("question_banks/core/{name}"), small.read(&format!("question_banks/small/{name}")));
    }
    w
}

fn kit(w: &Workspace) -> Value {
    serde_json::from_str(&w.read("kits/nights/loop/kit.json")).expect("JSON")
}

fn competencies(kit: &Value) -> Vec<String> {
    let rounds = kit["rounds"].as_array().expect("rounds").iter();
    let slots = rounds.flat_map(|r| r["slots"].as_array().expect("slots"));
    slots.map(|s| s["competency"].as_str().expect("an id").to_owned()).collect()
}

const NIGHTS: &[&str] = &["new", "nights", "--bank", "ward-nurse", "--level", "mid", "--depth", "middle"];

#[test]
fn a_new_bank_gives_a_kit_at_once() {
    let w = core();
    let out = w.run(&["bank", "new", "ward-nurse", "--competencies", "Wound care; Handover of a shift"]);
    for line in [
        "question_banks/ward-nurse: bank.yaml and loops.yaml; it contains bank `core` with 8 questions",
        "`wound-care` (Wound care) has no question yet",
        "panelkit bank import FILE --bank ward-nurse",
        "panelkit bank new-question ID --competency wound-care --depth middle --bank ward-nurse",
        "panelkit new REQ --bank ward-nurse",
        "panelkit generate REQ",
    ] {
        assert!(out.succeeds().stdout.contains(line), "lacks `{line}`:\n{}", out.stdout);
    }
    let text = w.read(NURSE);
    for line in [
        "title: \"Ward nurse\"\nextends: core\n",
        "  - id: handover-of-a-shift #",
        "    name: \"Handover of a shift\"\n",
        "# In one sentence: what does a person do at work who is good at this?",
        "#   api-design: API design",
    ] {
        assert!(text.contains(line), "lacks `{line}`:\n{text}");
    }
    clean(&w.run(&["check"]));
    w.run(&[NIGHTS, &["--title", "Ward nurse, nights"]].concat()).succeeds();
    let role = w.read("kits/nights/role.yaml");
    for line in [
        "#   wound-care (Wound care): technical, product\n#     No definition yet",
        "#     competency: api-design\n",
    ] {
        assert!(role.contains(line), "lacks `{line}`:\n{role}");
    }
    w.run(&["generate", "nights", "--format", "md"]).succeeds();
    assert!(competencies(&kit(&w)).iter().all(|c| c == "api-design" || c == "data-fluency"));
    // A question of its own is drawn as soon as it is active.
    let args = [
        "bank",
        "new-question",
        "wound-one",
        "--competency",
        "wound-care",
        "--depth",
        "middle",
        "--bank",
        "ward-nurse",
    ];
    w.run(&args).succeeds();
    let file = "question_banks/ward-nurse/wound-care.yaml";
    w.write(file, w.read(file).replace("status: draft\n", "status: active\n"));
    w.run(&["generate", "nights", "--format", "md", "--force", "--fresh"]).succeeds();
    assert!(competencies(&kit(&w)).contains(&"wound-care".to_owned()), "{:?}", competencies(&kit(&w)));
}

#[test]
fn every_commented_line_can_be_used() {
    let w = core();
    w.run(&["bank", "new", "ward-nurse", "--competencies", "Wound care"]).succeeds();
    // What a person does: remove the `# ` from the lines of the competency, and fill them in.
    let uncommented: Vec<String> = w
        .read(NURSE)
        .lines()
        .map(|line| match line.trim_start().strip_prefix("# ") {
            Some(rest) if line.starts_with("    #") && rest.contains(": \"…\"") || rest == "depths:" => {
                format!("    {rest}")
            }
            _ => line.to_owned(),
        })
        .collect();
    w.write(NURSE, uncommented.join("\n") + "\n");
    clean(&w.run(&["check"]));
    assert!(w.read(NURSE).contains("\n    definition: \"…\"\n"));
    // A bank without competencies of its own has the same lines as an example.
    w.run(&["bank", "new", "porter", "--title", "Porter: \"nights\""]).succeeds();
    let text = w.read("question_banks/porter/bank.yaml");
    assert!(text.contains("# competencies:\n#   - id: short-name"), "{text}");
    assert!(!w.path("question_banks/porter/loops.yaml").exists());
    w.run(&["check"]).succeeds();
}

#[test]
fn a_bank_may_build_on_another_bank_than_core() {
    let w = Workspace::new();
    w.run(&["bank", "new", "ours", "--extends", "small", "--competencies", "Patience"]).succeeds();
    assert!(w.read("question_banks/ours/bank.yaml").contains("\nextends: small\n"));
    // The rounds are those of the loop of the other bank.
    let loops = w.read("question_banks/ours/loops.yaml");
    assert!(
        loops.contains("loop: ours\n")
            && loops.contains("competencies: [patience, api-design, data-fluency]"),
        "{loops}"
    );
    w.run(&["check"]).succeeds();
    let json: Value = serde_json::from_str(
        &w.run(&["bank", "new", "more", "--extends", "ours", "--format", "json"]).succeeds().stdout,
    )
    .expect("JSON");
    assert_eq!((&json["extends"], &json["questions"]), (&Value::from("ours"), &Value::from(8)));
    w.run(&["bank", "new", "most", "--extends", "more"]).succeeds();
    w.run(&["bank", "new", "too-many", "--extends", "most"])
        .fails(2, &["a chain has at most 4 banks", "extend `more`"]);
    assert!(!w.path("question_banks/too-many").exists());
}

#[test]
fn a_licence_covers_the_questions_of_its_own_bank() {
    let w = Workspace::new().edit(
        BANK,
        "title: Small bank",
        "title: Small bank\nlicense: CC0-1.0\ncontext: { surface: our product }",
    );
    w.run(&["bank", "new", "ours", "--extends", "small"]).succeeds();
    w.run(&["bank", "new", "more", "--extends", "ours"]).succeeds();
    let licence = |bank: &str| {
        let req = format!("for-{bank}");
        let new = ["new", &req, "--bank", bank, "--level", "mid", "--depth", "middle", "--title", "T"];
        w.run(&new).succeeds();
        w.run(&["generate", &req]).succeeds();
        let kit: Value = serde_json::from_str(&w.read(&format!("kits/{req}/loop/kit.json"))).expect("JSON");
        kit["bank"]["license"].as_str().expect("a licence").to_owned()
    };
    assert_eq!(licence("small"), "CC0-1.0");
    assert_eq!(licence("ours"), "CC0-1.0 for the questions of small");
    assert_eq!(licence("more"), "CC0-1.0 for the questions of small");
    let text = w.read("question_banks/ours/bank.yaml");
    w.write("question_banks/ours/bank.yaml", format!("{text}license: our own\n"));
    w.run(&["generate", "for-ours"]).succeeds();
    assert!(w.read("kits/for-ours/loop/kit.md").contains("licence: our own*"));
}

#[test]
fn a_bank_without_loops_gets_two_rounds() {
    let w = Workspace::new();
    std::fs::remove_file(w.path(LOOPS)).expect("there");
    let w = w.edit(BANK, "title: Small bank", "title: Small bank\ncontext: { surface: our product }");
    w.run(&["bank", "new", "ours", "--extends", "small"]).succeeds();
    w.run(&["new", "other", "--bank", "ours", "--level", "mid", "--depth", "middle", "--title", "T"])
        .succeeds();
    w.run(&["generate", "other", "--format", "md"]).succeeds();
}

#[test]
fn a_bank_that_cannot_be_made_leaves_nothing() {
    let w = core();
    w.run(&["bank", "new", "core"]).fails(2, &["`question_banks/core` already exists"]);
    w.run(&["bank", "new", "software-engineer"])
        .fails(2, &["a bank `software-engineer` ships with panelkit", "--extends software-engineer"]);
    w.run(&["bank", "new", "ours", "--extends", "cor"])
        .fails(2, &["there is no bank `cor`", "did you mean `core`"]);
    w.run(&["bank", "new", "ours", "--competencies", "Wound care; API design"])
        .fails(2, &["bank `core` has the competency `api-design` already", "leave it out"]);
    w.run(&["bank", "new", "ours", "--competencies", "Wound care; wound-care"])
        .fails(2, &["two competencies would have the id `wound-care`"]);
    w.run(&["bank", "new", "Ward Nurse"]).fails(2, &["Ward Nurse"]);
    assert_eq!(w.names("question_banks"), ["core"]);
}

#[test]
fn a_text_is_searched_in_every_bank() {
    let w = Workspace::new();
    w.write("question_banks/ours/bank.yaml", "bank: ours\nextends: small\n");
    w.write(
        "question_banks/ours/q.yaml",
        format!("competency: api-design\nquestions:\n{}", question("api-own", "deep")),
    );
    let out = w.run(&["bank", "list", "--text", "what about API-O"]);
    let lines: Vec<Vec<&str>> =
        out.succeeds().stdout.lines().map(|l| l.split_whitespace().take(2).collect()).collect();
    assert_eq!(lines, [vec!["ours", "api-own"], vec!["small", "api-one"], vec!["2", "questions"]]);
    let out = w.run(&["bank", "list", "--text", "about api-", "--depth", "middle", "--format", "json"]);
    let all: Value = serde_json::from_str(&out.succeeds().stdout).expect("JSON");
    assert!(all.as_array().expect("a list").len() == 4 && all[0]["bank"] == "small", "{all:#}");
    let lines = w.run(&["bank", "list", "--text", "about api-o", "--json"]);
    assert!(lines.succeeds().stdout.lines().all(|line| line.contains("\"bank\":")), "{}", lines.stdout);
    w.run(&["bank", "list", "--text", "about", "--competency", "api-desing"])
        .fails(2, &["unknown competency"]);
    // With a bank, and without a text, nothing is different.
    let out = w.run(&["bank", "list", "ours", "--text", "about api-o", "--format", "json"]);
    assert!(!out.succeeds().stdout.contains("\"bank\""));
    w.run(&["bank", "list"]).fails(2, &["there are several banks"]);
    assert!(w.read(API).contains("api-one"));
}

#[test]
fn an_empty_workspace_has_the_banks_and_no_opening() {
    let w = Workspace::empty();
    let out = w.run(&["init", "--empty"]);
    assert!(out.succeeds().stdout.contains("panelkit bank new YOUR-BANK"), "{}", out.stdout);
    assert_eq!(w.names("."), ["question_banks"]);
    assert!(w.path("question_banks/software-engineer/bank.yaml").exists());
    w.run(&["check"]).succeeds();
    w.run(&["init"]).succeeds();
    assert!(w.path("kits/payments-api-tpm/role.yaml").exists());
}
