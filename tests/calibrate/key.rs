//! The key `sample_answers` of a question.

use crate::common::{API, LOOP, Workspace};
use crate::practised;

fn with(extra: &str) -> Workspace {
    let w = Workspace::new();
    w.write(API, w.read(API) + extra);
    w
}

#[test]
fn a_score_that_is_not_on_the_scale_is_an_error_with_its_line() {
    let out = with(&practised("deep-one", &[3, 5])).run(&["check"]);
    assert_eq!(out.status, Some(1));
    assert!(out.stderr.contains("error[unknown-score]: the rating scale has no score 5"), "{}", out.stderr);
    assert!(out.stderr.contains("api-design.yaml:80:"), "{}", out.stderr);
}

#[test]
fn an_answer_without_a_score_or_text_is_an_error() {
    for (answer, message) in [
        ("{ text: \"I did.\" }", "this sample answer lacks `score`"),
        ("{ score: 3 }", "this sample answer lacks `text`"),
        ("{ score: 3, text: \"I did.\", name: x }", "unknown key `name`"),
    ] {
        let question = practised("deep-one", &[]);
        let out = with(&format!("{question}      - {answer}\n")).run(&["check"]);
        assert_eq!(out.status, Some(1), "{answer}");
        assert!(out.stderr.contains(message), "{answer}: {}", out.stderr);
    }
}

#[test]
fn two_answers_with_one_text_are_an_error_with_both_lines() {
    let question = practised("deep-one", &[]);
    let answers = "      - { score: 2, text: \"I did.\" }\n      - { score: 3, text: \" I did.\" }\n";
    let out = with(&format!("{question}{answers}")).run(&["check"]);
    assert_eq!(out.status, Some(1));
    let message = "error[repeated-answer]: question `deep-one` has two sample answers with the same text";
    assert!(out.stderr.contains(message), "{}", out.stderr);
}

#[test]
fn sample_answers_are_in_no_kit_and_change_none() {
    let w = Workspace::new();
    w.generate().succeeds();
    let before = w.files(LOOP);
    let answers =
        "    sample_answers: [ { score: 3, text: \"Secret practice.\" }, { score: 2, text: \"Worse.\" } ]\n";
    let all: String = w
        .read(API)
        .split_inclusive('\n')
        .map(|line| format!("{line}{}", if line.starts_with("      4:") { answers } else { "" }))
        .collect();
    w.write(API, &all);
    w.run(&["check"]).succeeds();
    w.generate().succeeds();
    assert_eq!(w.files(LOOP), before);
    w.run(&["verify"]).succeeds();
    w.run(&["generate", "payments", "--format", "md,html", "--force"]).succeeds();
    for (name, bytes) in w.files(LOOP) {
        assert!(!String::from_utf8_lossy(&bytes).contains("Secret practice"), "{name}");
    }
}

#[test]
fn the_schema_has_the_key_and_the_layout_keeps_it() {
    let w = with(&practised("deep-one", &[2, 3]));
    let schema = w.run(&["schema", "bank"]).stdout;
    assert!(
        schema.contains("sample_answers")
            || w.run(&["schema", "questions"]).stdout.contains("sample_answers")
    );
    let before = w.read(API);
    w.run(&["bank", "fmt", "small"]).succeeds();
    for line in before.lines().filter(|line| line.contains("score:")) {
        assert!(w.read(API).contains(line.trim()), "{line}");
    }
}
