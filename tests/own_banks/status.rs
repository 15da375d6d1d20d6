//! `bank retire`, `bank compromise` and `bank activate`.

use serde_json::Value;

use super::extends::{OURS, extended};
use crate::clean;
use crate::common::{API, Workspace};

const SHIPPED: &str = "technical-product-manager";
const OVERLAY: &str = "question_banks/technical-product-manager/bank.yaml";

fn status(w: &Workspace, question: &str, bank: &str) -> String {
    let out = w.run(&["bank", "show", question, bank, "--format", "json"]);
    let shown: Value = serde_json::from_str(&out.succeeds().stdout).expect("JSON");
    shown["status"].as_str().expect("a status").to_owned()
}

#[test]
fn a_shipped_bank_is_extended_and_not_copied() {
    let w = Workspace::new();
    let out = w.run(&["bank", "compromise", "api-limit-cut"]);
    assert!(
        out.succeeds().stdout.contains(&format!("{OVERLAY}:5:3: `api-limit-cut` is compromised now")),
        "{}",
        out.stdout
    );
    let text = w.read(OVERLAY);
    let end = format!("bank: {SHIPPED}\nextends: {SHIPPED}\nstatus:\n  api-limit-cut: compromised\n");
    assert!(text.ends_with(&end), "{text}");
    assert_eq!(w.names(&format!("question_banks/{SHIPPED}")), ["bank.yaml"]);
    assert_eq!(status(&w, "api-limit-cut", SHIPPED), "compromised");
    w.run(&["check"]).succeeds();
    // A comment that a person adds stays.
    w.write(OVERLAY, format!("# leaked in May\n{text}"));
    w.run(&["bank", "retire", "api-limit-cut", "api-list-order"]).succeeds();
    assert!(w.read(OVERLAY).starts_with("# leaked in May\n"));
    assert_eq!(status(&w, "api-limit-cut", SHIPPED), "retired");
    assert_eq!(status(&w, "api-list-order", SHIPPED), "retired");
    w.run(&["bank", "activate", "api-limit-cut"]).succeeds();
    assert_eq!(status(&w, "api-limit-cut", SHIPPED), "active");
    let again = w.run(&["bank", "activate", "api-limit-cut"]);
    assert!(again.succeeds().stdout.contains("is active already"), "{}", again.stdout);
    clean(&w.run(&["check", "-A", "role"]));
}

#[test]
fn activate_undoes_retire_in_the_file_of_the_question() {
    let w = Workspace::new();
    let before = w.read(API);
    w.run(&["bank", "retire", "api-one", "api-three"]).succeeds();
    assert_eq!(w.read(API).matches("    status: retired\n").count(), 2);
    w.run(&["bank", "activate", "api-one", "api-three"]).succeeds();
    assert_eq!(w.read(API).replace("    status: active\n", ""), before);
}

#[test]
fn if_one_question_is_unknown_none_is_changed() {
    let w = Workspace::new();
    let before = w.read(API);
    w.run(&["bank", "retire", "api-one", "api-onne"])
        .fails(2, &["there is no question `api-onne`", "api-one"]);
    assert_eq!(w.read(API), before);
}

#[test]
fn a_last_argument_that_is_a_bank_is_the_bank() {
    let w = extended("title: Ours # a comment\n");
    let before = w.read(API);
    let out = w.run(&["bank", "retire", "api-one", "ours"]);
    assert!(out.succeeds().stderr.contains("note: `ours` is taken as the bank"), "{}", out.stderr);
    assert_eq!(w.read(API), before, "the bank that was named is changed, not the one that it extends");
    assert!(w.read(OURS).contains("title: Ours # a comment\n"));
    assert_eq!(
        (status(&w, "api-one", "ours"), status(&w, "api-one", "small")),
        ("retired".into(), "active".into())
    );
    // Without a bank, the question is changed where it is, and so in every bank that has it.
    let out = w.run(&["bank", "compromise", "api-two"]);
    assert!(out.succeeds().stderr.is_empty(), "{}", out.stderr);
    assert!(w.read(API).contains("status: compromised"));
    assert_eq!(status(&w, "api-two", "ours"), "compromised");
    w.run(&["bank", "retire", "small"])
        .fails(2, &["`small` is a bank, not a question", "panelkit bank list small"]);
    w.run(&["bank", "retire", "api-one", "ours", "--bank", "small"])
        .fails(2, &["there is no question `ours`"]);
}

#[test]
fn kits_of_banks_that_extend_the_bank_of_a_question_are_counted() {
    let w = extended("");
    w.generate().succeeds();
    let kit: Value = serde_json::from_str(&w.read("kits/payments/loop/kit.json")).expect("JSON");
    let question = kit["rounds"][0]["slots"][0]["question"]["id"].as_str().expect("an id");
    let out = w.run(&["bank", "retire", question, "--format", "json"]);
    let all: Value = serde_json::from_str(&out.succeeds().stdout).expect("JSON");
    assert_eq!(all[0]["kits"]["payments"], 1, "{all:#}");
    assert_eq!((&all[0]["already"], &all[0]["status"]), (&Value::from(false), &Value::from("retired")));
}
