//! `bank:` as a list of banks.

use serde_json::Value;

use crate::common::{Output, ROLE, Workspace, questions};

const VALUES: &str = "question_banks/values/bank.yaml";

/// The small workspace, whose role draws from `small` and from `values`, which has a competency of its own.
fn two() -> Workspace {
    let w = Workspace::new().edit(ROLE, "bank: small", "bank: [small, values]").edit(
        ROLE,
        "loop: onsite",
        "loop:\n  from: onsite\n  add: [{ round: values, after: product, minutes: 45, competencies: [candour, api-design] }]",
    );
    let manifest = w.read("question_banks/small/bank.yaml");
    let manifest = manifest.replace("bank: small", "bank: values").replace("Small bank", "Values");
    let (scales, _) = manifest.split_once("competencies:").expect("competencies");
    w.write(
        VALUES,
        format!("{scales}license: CC0-1.0\ncompetencies:\n  - {{ id: candour, name: Candour }}\n  - {{ id: api-design, name: API design }}\n"),
    );
    let ids = ["candour-one", "candour-two", "candour-three", "candour-four", "candour-five", "candour-six"];
    w.write("question_banks/values/candour.yaml", questions("candour", "middle", &ids));
    w
}

fn kit(w: &Workspace, path: &str) -> Value {
    serde_json::from_str(&w.read(&format!("kits/payments/{path}/kit.json"))).expect("JSON")
}

fn slots(kit: &Value) -> Vec<Value> {
    let rounds = kit["rounds"].as_array().expect("rounds").iter();
    rounds.flat_map(|r| r["slots"].as_array().expect("slots").clone()).collect()
}

/// What `check` says after a change to the second bank.
fn with(from: &str, to: &str) -> Output {
    two().edit(VALUES, from, to).run(&["check", "kits/payments"])
}

#[test]
fn a_kit_says_which_bank_each_question_is_from() {
    let w = two();
    w.generate().succeeds();
    let kit = kit(&w, "loop");
    assert_eq!(kit["bank"]["id"], "small");
    let banks: Vec<&str> =
        kit["banks"].as_array().expect("a list").iter().filter_map(|b| b["id"].as_str()).collect();
    assert_eq!(banks, ["small", "values"]);
    assert_eq!(kit["banks"][0]["digest"], kit["bank"]["digest"]);
    let (mut ours, mut theirs) = (0, 0);
    for slot in slots(&kit) {
        let question = &slot["question"];
        if question["id"].as_str().expect("an id").starts_with("candour") {
            assert_eq!(question["bank"], "values");
            theirs += 1;
        } else {
            assert!(question.get("bank").is_none(), "{question:#}");
            ours += 1;
        }
    }
    assert!(ours > 0 && theirs > 0, "{ours} and {theirs}");
    let page = w.read("kits/payments/loop/kit.md");
    assert!(page.contains("bank small, values, licence: CC0-1.0"), "{page}");
}

#[test]
fn one_bank_in_a_list_is_like_one_bank() {
    let w = Workspace::new();
    w.generate().succeeds();
    let before = w.read("kits/payments/loop/kit.json");
    let w = w.edit(ROLE, "bank: small", "bank: [small]");
    w.run(&["verify"]).succeeds();
    w.generate().succeeds();
    assert_eq!(kit(&w, "loop")["rounds"], serde_json::from_str::<Value>(&before).expect("JSON")["rounds"]);
    assert!(kit(&w, "loop").get("banks").is_none());
}

#[test]
fn every_command_works_with_several_banks() {
    let w = two();
    w.generate().succeeds();
    w.run(&["check"]).succeeds();
    assert!(w.run(&["verify"]).succeeds().stdout.contains("same"), "drawn again");
    w.run(&["variants", "payments", "--candidates", "ana", "ben", "--format", "md"]).succeeds();
    let of_ana = kit(&w, "candidates/ana");
    assert_eq!(of_ana["banks"], kit(&w, "loop")["banks"]);
    w.run(&["verify"]).succeeds();
    let slot =
        slots(&of_ana).into_iter().find(|s| s["question"]["bank"] == "values").expect("a slot of `values`");
    let id = slot["question"]["id"].as_str().expect("an id");
    w.run(&["explain", id, "--kit", "kits/payments/candidates/ana/kit.json"]).succeeds();
    w.run(&["explain", "candour-six", "--kit", "kits/payments/loop/kit.json"]).succeeds();
    w.run(&["certificate", "payments", "--format", "md"]).succeeds();
    // A question of the second bank is withdrawn and replaced.
    let out = w.run(&["bank", "retire", id]);
    assert!(out.succeeds().stdout.contains("payments: "), "{}", out.stdout);
    w.run(&["check"]).fails(0, &["withdrawn-question", id]);
    w.run(&["reissue", "payments"]).succeeds();
    assert!(slots(&kit(&w, "candidates/ana")).iter().all(|s| s["question"]["id"] != id));
    w.run(&["check"]).succeeds();
    w.run(&["verify"]).succeeds();
}

#[test]
fn a_change_of_any_bank_is_a_change_of_the_inputs() {
    let w = two();
    w.generate().succeeds();
    let w = w.edit("question_banks/values/candour.yaml", "Asks who is hurt", "Asks who was hurt");
    let out = w.run(&["verify", "--format", "json"]);
    let seen: Value = serde_json::from_str(&out.stdout).expect("JSON");
    assert!(seen.to_string().contains("inputs"), "{seen:#}");
    let w = w.edit(ROLE, "[small, values]", "[values, small]");
    w.generate().fails(1, &["--force"]);
}

#[test]
fn a_later_bank_has_the_depths_levels_and_scores_of_the_first() {
    let place = "kits/payments/role.yaml:3:15";
    with("  - { id: deep, name: Deep }\n", "").fails(
        1,
        &[
            "error[unknown-depth]: bank `values` lacks the depth `deep`",
            place,
            "gives depths, levels and scores",
            "help:",
        ],
    );
    with("  - { id: senior, name: Senior, years: [6, 9] }\n", "")
        .fails(1, &["error[unknown-level]: bank `values` lacks the level `senior`", place, "help:"]);
    let w = two().edit(VALUES, "  - { score: 4, label: \"Clear yes\" }\n", "");
    w.write("question_banks/values/candour.yaml", "competency: candour\nquestions: []\n");
    w.run(&["check", "kits/payments"])
        .fails(1, &["error[unknown-score]: bank `values` has another rating scale", place, "1, 2, 3, 4"]);
    // It may have more.
    with("  - { id: deep, name: Deep }\n", "  - { id: deep, name: Deep }\n  - { id: abyss, name: Abyss }\n")
        .succeeds();
}

#[test]
fn the_same_id_in_two_banks_is_an_error() {
    with("name: API design", "name: APIs").fails(
        1,
        &[
            "error[duplicate-id]: two banks define the competency `api-design` differently",
            "role.yaml:3:15",
            "help:",
        ],
    );
    let w = two();
    w.write("question_banks/values/more.yaml", questions("api-design", "middle", &["api-one", "api-two"]));
    w.run(&["check", "kits/payments"]).fails(
        1,
        &[
            "error[duplicate-id]: two banks have a question `api-one`",
            "question_banks/values/more.yaml:3:9",
            "question_banks/small/api-design.yaml:3:9",
            "both have 1 question more with the same id",
            "only if its bank `extends` the other bank",
        ],
    );
    two()
        .edit(ROLE, "[small, values]", "[small, values, small]")
        .run(&["check", "kits/payments"])
        .fails(1, &["error[duplicate-id]: bank `small` is named twice", "role.yaml:3:23", "first here"]);
    two().edit(ROLE, "[small, values]", "[small, value]").run(&["check", "kits/payments"]).fails(
        1,
        &["error[unknown-bank]: there is no bank `value`", "role.yaml:3:15", "did you mean `values`"],
    );
}

#[test]
fn what_two_banks_have_of_one_bank_is_there_once() {
    let w = Workspace::new().edit(ROLE, "bank: small", "bank: [ours, theirs]");
    w.write("question_banks/ours/bank.yaml", "bank: ours\nextends: small\n");
    w.write(
        "question_banks/theirs/bank.yaml",
        "bank: theirs\nextends: small\nstatus: { api-one: compromised }\n",
    );
    w.run(&["check"]).succeeds();
    w.generate().succeeds();
    let ids: Vec<Value> = slots(&kit(&w, "loop")).iter().map(|s| s["question"]["id"].clone()).collect();
    assert!(!ids.contains(&Value::from("api-one")), "withdrawn in one of the two");
    // A question that one of them changed is another question.
    w.write("question_banks/theirs/q.yaml", questions("api-design", "middle", &["api-two"]));
    w.run(&["check", "kits/payments"])
        .fails(1, &["error[duplicate-id]: two banks have a question `api-two`"]);
}
