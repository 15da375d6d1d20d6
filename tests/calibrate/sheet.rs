//! The practice sheet.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::common::{API, LOOP, ROLE};
use crate::{keys, practised, rows, sheet, workspace};

#[test]
fn eight_answers_of_three_questions_without_a_score() {
    let w = workspace();
    let rows = sheet(&w);
    assert_eq!(rows.len(), 8);
    let numbers: Vec<&str> = rows.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7", "8"]);
    let mut scores: BTreeMap<&str, BTreeSet<u8>> = BTreeMap::new();
    for (row, score) in rows.iter().zip(keys(&rows)) {
        scores.entry(&row[2]).or_default().insert(score);
        assert!(row[0].starts_with("s-") && row[0] == rows[0][0]);
        assert!(row[3].contains("the Payments API"), "{row:?}");
        assert_eq!(row[4], "1 Clear no: Blames\n2 No: Waits\n3 Yes: Acts\n4 Clear yes: Prevents");
        assert!(row[5].starts_with("'="), "a formula is guarded: {row:?}");
        assert_eq!((row[6].as_str(), row[7].as_str()), ("", ""));
    }
    assert_eq!(scores.len(), 3);
    for (question, of) in &scores {
        assert!(of.contains(&3) && (of.contains(&2) || of.contains(&4)), "{question}: {of:?}");
    }
    let middle = keys(&rows).iter().filter(|score| (2..=4).contains(*score)).count();
    assert!(middle >= 6, "{rows:?}");
    let sorted = keys(&rows).is_sorted();
    assert!(!sorted, "the answers are shuffled");
}

#[test]
fn the_same_inputs_give_the_same_bytes_and_another_req_another_order() {
    let w = workspace();
    let once = w.run(&["calibrate", "payments"]).stdout;
    assert_eq!(once, w.run(&["calibrate", "payments"]).stdout);
    w.write("kits/other/role.yaml", w.read(crate::common::ROLE).replace("role: payments", "role: other"));
    w.run(&["generate", "other", "--format", "md"]).succeeds();
    let other = rows(&w.run(&["calibrate", "other"]).stdout);
    let order = |rows: &[Vec<String>]| rows.iter().map(|row| row[5].clone()).collect::<Vec<_>>();
    assert_ne!(order(&other), order(&rows(&once)));
    assert_ne!(other[0][0], rows(&once)[0][0]);
}

#[test]
fn no_question_of_the_loop_or_of_a_candidate_is_on_the_sheet() {
    let w = crate::common::Workspace::new();
    let names: Vec<String> = (1..=16).map(|n| format!("api-{n}")).collect();
    let all: String =
        names.iter().map(|id| practised(id, &[2, 3, 4]).replace("deep\n", "middle\n")).collect();
    w.write(API, format!("competency: api-design\nquestions:\n{all}"));
    w.generate().succeeds();
    w.run(&["variants", "payments", "--candidates", "ana", "--format", "md"]).succeeds();
    let asked = |name: &str| -> BTreeSet<String> {
        let kit: Value = serde_json::from_str(&w.read(name)).expect("JSON");
        let rounds = kit["rounds"].as_array().expect("rounds").clone();
        let slots = rounds.iter().flat_map(|round| round["slots"].as_array().expect("slots").clone());
        slots.map(|slot| slot["question"]["id"].as_str().expect("an id").to_owned()).collect()
    };
    let mut used = asked(&format!("{LOOP}/kit.json"));
    used.extend(asked("kits/payments/candidates/ana/kit.json"));
    assert!(names.iter().any(|name| used.contains(name)));
    for row in sheet(&w) {
        assert!(!used.contains(&row[2]), "{row:?} of {used:?}");
    }
}

#[test]
fn questions_that_later_candidates_may_get_are_named() {
    let made = |w: &crate::common::Workspace| -> Value {
        let out = w.run(&["calibrate", "payments", "--format", "json"]);
        serde_json::from_str(&out.stdout).expect("JSON")
    };
    // The loop has no slot at this depth.
    assert_eq!(made(&workspace())["may_be_drawn"], serde_json::json!([]));
    let w = crate::common::Workspace::new();
    let all: String =
        (1..=16).map(|n| practised(&format!("api-{n}"), &[2, 3, 4]).replace("deep\n", "middle\n")).collect();
    w.write(API, format!("competency: api-design\nquestions:\n{all}"));
    w.generate().succeeds();
    let found = made(&w);
    assert_eq!(found["may_be_drawn"], found["questions"]);
    let ids: Vec<&str> =
        found["questions"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let human = w.run(&["calibrate", "payments", "--out", "practice.csv"]).stderr;
    let advice = format!("add `exclude: [{}]` to kits/payments/role.yaml", ids.join(", "));
    assert!(human.contains("later candidates may get `api-") && human.contains(&advice), "{human}");
    w.write(ROLE, format!("{}exclude: [{}]\n", w.read(ROLE), ids.join(", ")));
    w.run(&["generate", "payments", "--format", "md", "--force"]).succeeds();
    let sheet = made(&w);
    assert_eq!(sheet["may_be_drawn"], serde_json::json!([]));
}

#[test]
fn a_file_is_written_and_not_overwritten() {
    let w = workspace();
    let csv = w.run(&["calibrate", "payments"]).stdout;
    let out = w.run(&["calibrate", "payments", "--out", "practice.csv", "--format", "json"]);
    let made: Value = serde_json::from_str(&out.stdout).expect("JSON");
    assert_eq!(
        (&made["file"], &made["answers"], &made["csv"]),
        (&"practice.csv".into(), &8.into(), &Value::Null)
    );
    assert_eq!(w.read("practice.csv"), csv);
    w.write("practice.csv", "typed");
    let refused = w.run(&["calibrate", "payments", "--out", "practice.csv"]);
    assert_eq!(refused.status, Some(1));
    assert!(refused.stderr.contains("practice.csv"), "{}", refused.stderr);
    assert_eq!(w.read("practice.csv"), "typed");
    w.run(&["calibrate", "payments", "--out", "practice.csv", "--force"]).succeeds();
    assert_eq!(w.read("practice.csv"), csv);
    for (file, message) in [("kits/practice.csv", "is inside `kits`"), ("practice.txt", "ends neither in")] {
        let out = w.run(&["calibrate", "payments", "--out", file]);
        assert_eq!(out.status, Some(2));
        assert!(out.stderr.contains(message), "{}", out.stderr);
    }
}

#[test]
fn too_few_answers_are_named() {
    let w = crate::common::Workspace::new();
    let drafted = practised("deep-draft", &[2, 3, 4]).replace("    type:", "    status: draft\n    type:");
    let more = [practised("deep-one", &[2, 3, 4]), practised("deep-two", &[1, 4]), drafted].concat();
    w.write(API, w.read(API) + &more);
    w.generate().succeeds();
    let out = w.run(&["calibrate", "payments", "--out", "practice.csv"]);
    assert_eq!(out.status, Some(1));
    for line in [
        "error[too-few-answers]: a practice sheet for `payments` needs 3 questions with together 8 sample answers; 1 question can be used",
        "`deep-one` can be used: 3 answers",
        "`deep-two` cannot be used: it needs an answer with score 3 and one with score 2 or 4",
        "`deep-draft` cannot be used: it is a draft",
        "missing: `sample_answers` for 2 more questions, each with an answer of score 3 and one of score 2 or 4; 5 more answers in all",
    ] {
        assert!(out.stderr.contains(line), "{line}\n{}", out.stderr);
    }
    assert!(!w.path("practice.csv").exists());
}
