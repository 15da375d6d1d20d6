//! `extends`: what a bank has of another one, and the chains that are wrong.

use crate::clean;
use crate::common::{API, BANK, LOOPS, ROLE, Workspace, question, questions};

pub(crate) const OURS: &str = "question_banks/ours/bank.yaml";

/// The small workspace, whose role draws from `ours`, which extends `small`.
pub(crate) fn extended(manifest: &str) -> Workspace {
    let w = Workspace::new().edit(ROLE, "bank: small", "bank: ours");
    w.write(OURS, format!("bank: ours\nextends: small\n{manifest}"));
    w
}

fn listed(w: &Workspace, bank: &str) -> Vec<String> {
    let out = w.run(&["bank", "list", bank, "--format", "json"]);
    let all: serde_json::Value = serde_json::from_str(&out.succeeds().stdout).expect("JSON");
    all.as_array().expect("a list").iter().map(|q| q["id"].as_str().expect("an id").to_owned()).collect()
}

fn kit(w: &Workspace) -> serde_json::Value {
    serde_json::from_str(&w.read("kits/payments/loop/kit.json")).expect("JSON")
}

#[test]
fn a_bank_has_all_of_the_bank_that_it_extends() {
    let w = extended("");
    w.generate().succeeds();
    let kit = kit(&w);
    assert_eq!(kit["bank"]["id"], "ours");
    assert_eq!(kit["bank"]["title"], "Small bank");
    assert_eq!(listed(&w, "ours"), listed(&w, "small"));
    w.run(&["verify"]).succeeds();
    let out = w.run(&["check"]);
    assert!(out.succeeds().stdout.starts_with("checked 2 banks (8 questions)"), "{}", out.stdout);
    let out = w.run(&["explain", "api-one", "--format", "json"]);
    assert!(out.succeeds().stdout.contains("\"bank\": \"small\""), "{}", out.stdout);
}

#[test]
fn entries_replace_those_of_the_same_id_and_places_stay_those_of_their_file() {
    let w = extended(
        "title: Ours\ncompetencies:\n  - { id: api-design, name: API design at our place }\n  - { id: patience, name: Patience }\nlevels:\n  - { id: senior, name: Senior with us }\n",
    );
    w.write(
        "question_banks/ours/more.yaml",
        questions("patience", "middle", &["wait-one"])
            + &question("api-two", "deep").replace("    depth", "    competency: api-design\n    depth"),
    );
    w.write(
        "question_banks/ours/loops.yaml",
        "loops:\n  - loop: onsite\n    rounds:\n      - { round: only, minutes: 60, competencies: [patience, api-design, data-fluency] }\n",
    );
    let shown = w.run(&["bank", "show", "api-two", "ours"]);
    assert!(shown.succeeds().stdout.contains("question_banks/ours/more.yaml:"), "{}", shown.stdout);
    assert!(shown.stdout.contains("deep"), "{}", shown.stdout);
    let other = w.run(&["bank", "show", "api-one", "ours"]);
    assert!(other.succeeds().stdout.contains(&format!("{API}:")), "{}", other.stdout);
    assert_eq!(listed(&w, "ours").len(), 9);
    w.write(ROLE, w.read(ROLE).replace("interviewers:\n  technical: [A. Rivera]\n", ""));
    w.generate().succeeds();
    let kit = kit(&w);
    assert_eq!(kit["rounds"].as_array().map(Vec::len), Some(1), "the loop of `ours` replaces the other");
    assert_eq!(kit["role"]["level_name"], "Senior with us");
    let names: Vec<&str> =
        kit["coverage"].as_array().expect("a list").iter().filter_map(|c| c["name"].as_str()).collect();
    assert!(names.contains(&"API design at our place"), "{names:?}");
    // An error in an inherited entry names the file that holds it.
    let w = w.edit(API, "depth: middle", "depth: midle");
    w.run(&["check", "question_banks/ours"]).fails(1, &[&format!("{API}:4"), "did you mean `middle`"]);
}

#[test]
fn replaced_and_left_out_entries_are_not_checked() {
    let w = extended("retire: [data-one, api-two]\nratings:\n  - { score: 5, label: Rare }\n");
    // Every anchor of the other bank lacks the new score.
    w.run(&["check", "question_banks/ours"]).fails(0, &["warning[missing-anchor]", API]);
    let own = |competency: &str, ids: &[&str]| {
        questions(competency, "middle", ids)
            .replace("      4: \"Prevents\"\n", "      4: \"Prevents\"\n      5: \"Teaches\"\n")
    };
    w.write("question_banks/ours/a.yaml", own("api-design", &["api-one", "api-three", "api-four"]));
    w.write("question_banks/ours/d.yaml", own("data-fluency", &["data-two", "data-three", "data-four"]));
    clean(&w.run(&["check", "question_banks/ours"]));
    assert_eq!(listed(&w, "ours").len(), 6);
    w.generate().succeeds();
}

#[test]
fn a_competency_leaves_with_its_questions_and_rounds() {
    let w = extended("retire: [data-fluency]\n");
    w.run(&["check", "question_banks/ours"]).succeeds();
    assert_eq!(listed(&w, "ours"), ["api-four", "api-one", "api-three", "api-two"]);
    let out = w.generate();
    assert!(out.succeeds().stderr.is_empty(), "{}", out.stderr);
}

#[test]
fn the_digest_covers_the_extended_bank() {
    let w = extended("");
    w.generate().succeeds();
    let before = kit(&w)["bank"]["digest"].clone();
    let w = w.edit("question_banks/small/data-fluency.yaml", "What about data-four", "What of data-four");
    w.generate();
    let verified = w.run(&["verify"]);
    assert_eq!(verified.status, Some(0), "{}", verified.stderr);
    w.run(&["generate", "payments", "--format", "md", "--force"]).succeeds();
    assert_ne!(kit(&w)["bank"]["digest"], before);
}

#[test]
fn a_cycle_is_reported_with_every_link() {
    let w = extended("").edit(BANK, "title: Small bank", "title: Small bank\nextends: ours");
    w.generate().fails(
        1,
        &[
            "error[extends-cycle]: bank `ours` extends itself through other banks",
            "question_banks/small/bank.yaml:3:10",
            "leads back to bank `ours`",
            "question_banks/ours/bank.yaml:2:10",
            "help: remove `extends`",
        ],
    );
    let w = Workspace::new().edit(BANK, "title: Small bank", "title: Small bank\nextends: small");
    w.generate()
        .fails(1, &["error[extends-cycle]: bank `small` extends itself", "bank.yaml:3:10", "ships with"]);
}

#[test]
fn a_chain_has_at_most_four_banks() {
    let w = Workspace::new();
    let link = |from: &str, to: &str| {
        w.write(&format!("question_banks/{from}/bank.yaml"), format!("bank: {from}\nextends: {to}\n"));
    };
    link("three", "small");
    link("two", "three");
    link("one", "two");
    w.run(&["check", "question_banks/one"]).succeeds();
    assert_eq!(listed(&w, "one").len(), 8);
    link("zero", "one");
    w.run(&["check", "question_banks/zero"]).fails(
        1,
        &[
            "error[long-chain]: a chain of banks has more than 4 banks",
            "question_banks/three/bank.yaml:2:10",
            "question_banks/zero/bank.yaml:2:10",
            "help:",
        ],
    );
}

#[test]
fn names_in_the_manifest_that_the_other_bank_lacks_are_errors() {
    extended("retire: [api-on]\n").generate().fails(
        1,
        &[
            "error[unknown-entry]: bank `small` has no entry `api-on`",
            "bank.yaml:3:10",
            "did you mean `api-one`",
        ],
    );
    extended("status: { api-on: retired }\n")
        .generate()
        .fails(1, &["error[unknown-question]", "bank.yaml:3:11", "did you mean `api-one`"]);
    let w = extended("status: { api-new: retired }\n");
    w.write("question_banks/ours/q.yaml", questions("api-design", "deep", &["api-new"]));
    w.generate().fails(1, &["error[conflicting-keys]: question `api-new` is in this bank", "bank.yaml:3:11"]);
    let w = Workspace::new().edit(BANK, "title: Small bank", "title: Small bank\nretire: [api-one]");
    w.generate().fails(1, &["error[missing-key]: `retire` needs `extends`", "bank.yaml:3:1"]);
    extended("").edit(OURS, "extends: small", "extends: smal").generate().fails(
        1,
        &["error[unknown-bank]: there is no bank `smal`", "ours/bank.yaml:2:10", "did you mean `small`"],
    );
    // Without `extends`, the keys of a whole bank are required.
    extended("").edit(OURS, "extends: small", "title: Ours").generate().fails(
        1,
        &[
            "error[missing-key]: this bank lacks `depths`, `levels`, `ratings` and `competencies`",
            "ours/bank.yaml:1:1",
        ],
    );
}

#[test]
fn two_banks_with_one_id_are_an_error() {
    let w = extended("").edit(OURS, "bank: ours", "bank: small");
    w.run(&["check", "question_banks/ours"]).fails(
        1,
        &[
            "error[duplicate-id]: two banks have the id `small`",
            "question_banks/ours/bank.yaml:1:7",
            "question_banks/small/bank.yaml:1:7",
            "help: give this bank the id of its folder, `ours`",
        ],
    );
}

#[test]
fn the_banks_own_id_is_the_shipped_bank() {
    let w = Workspace::empty();
    w.write("kits/.keep", "");
    let id = "technical-product-manager";
    let manifest = format!("question_banks/{id}/bank.yaml");
    w.write(
        &manifest,
        format!("bank: {id}\nextends: {id}\ntitle: Our product managers\nretire: [api-limit-cut]\n"),
    );
    w.run(&["check"]).succeeds();
    w.run(&["bank", "show", "api-limit-cut", id])
        .fails(2, &["leaves `api-limit-cut` out", "bank.yaml:4:10", "remove it from `retire`"]);
    w.write(&manifest, w.read(&manifest).replace("api-limit-cut", "api-limit-cat"));
    w.run(&["check"]).fails(1, &["error[unknown-entry]", "bank.yaml:4:10", "did you mean `api-limit-cut`"]);
    // A file of the shipped bank is not mixed up with one of the same name in the folder.
    w.write(&manifest, format!("bank: {id}\nextends: {id}\nratings: [{{ score: 5, label: Rare }}]\n"));
    w.write(&format!("question_banks/{id}/api-design.yaml"), "competency: api-design\nquestions: []\n");
    w.run(&["check"]).fails(0, &["warning[missing-anchor]", &format!("<shipped>/{id}/api-design.yaml:")]);
}

#[test]
fn loops_of_the_bank_come_first() {
    let w = extended("");
    let loops =
        w.read(LOOPS).replace("loop: onsite", "loop: ours-first").replace("minutes: 45", "minutes: 60");
    w.write("question_banks/ours/loops.yaml", loops);
    let made =
        w.run(&["new", "another", "--bank", "ours", "--level", "mid", "--depth", "middle", "--title", "T"]);
    made.succeeds();
    assert!(w.read("kits/another/role.yaml").contains("\nloop: ours-first # ours-first, onsite\n"));
}
