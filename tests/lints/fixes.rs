//! `check --fix`: changes only the words, keeps comments and layout, and reports what is left.

use crate::common::{API, Workspace};
use crate::found;

/// A question file with words that have one replacement, between comments and in two layouts.
fn site() -> Workspace {
    let w = Workspace::new();
    let text = w.read(API).replacen("Asks who is hurt", "Reads the whitelist   first", 1).replacen(
        "prompt: \"What about api-two and {{surface}}?\"",
        "prompt: >-   # asked aloud\n      Tell me about a change\n      that needed forty man-hours. What came first?",
        1,
    );
    assert!(text.contains("whitelist") && text.contains("man-hours"));
    w.with(API, format!("# Ours.\n{text}# The end.\n"))
}

#[test]
fn words_are_replaced_and_all_else_stays() {
    let w = site();
    let before = w.read(API);
    let out = w.run(&["check", "question_banks/small", "--fix"]);
    let said = out.stdout.clone() + &out.stderr;
    assert!(said.contains("mended 2 findings"), "{said}");
    let after = w.read(API);
    assert_eq!(after, before.replace("whitelist", "allowlist").replace("man-hours", "person-hours"));
    let left = found(&w, &["question_banks/small"]);
    assert!(!left.iter().any(|it| it.contains("wording-exclusive")), "{left:?}");
    // A second run changes nothing.
    w.run(&["check", "question_banks/small", "--fix"]);
    assert_eq!(w.read(API), after);
}

#[test]
fn without_fix_the_change_is_only_proposed() {
    let w = site();
    let before = w.read(API);
    let out = w.run(&["check", "question_banks/small", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
    let fixes: Vec<&str> =
        report["findings"].as_array().expect("findings").iter().filter_map(|it| it["fix"].as_str()).collect();
    assert_eq!(fixes, ["allowlist", "person-hours"]);
    assert_eq!(w.read(API), before);
    let out = w.run(&["check", "question_banks/small", "--format", "sarif"]);
    let sarif: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
    let change = &sarif["runs"][0]["results"]
        .as_array()
        .expect("results")
        .iter()
        .find(|it| it["fixes"].is_array())
        .expect("a fix")["fixes"][0]["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], API);
    assert_eq!(change["replacements"][0]["insertedContent"]["text"], "allowlist");
}

#[test]
fn an_allowed_finding_is_not_changed() {
    let w = site();
    let text = w.read(API).replacen(
        "    listen_for: [\"Reads",
        "    # panelkit: allow(wording-exclusive) the product has this name\n    listen_for: [\"Reads",
        1,
    );
    let w = w.with(API, text);
    w.run(&["check", "question_banks/small", "--fix"]);
    assert!(w.read(API).contains("whitelist") && w.read(API).contains("person-hours"));
}

#[test]
fn a_byte_order_mark_and_the_line_ends_stay() {
    let w = site();
    let text = format!("\u{feff}{}", w.read(API).replace('\n', "\r\n"));
    let w = w.with(API, &text);
    w.run(&["check", "question_banks/small", "--fix"]);
    assert_eq!(w.read(API), text.replace("whitelist", "allowlist").replace("man-hours", "person-hours"));
}
