//! Files made to be slow: refused fast, with the place.

use std::time::{Duration, Instant};

use crate::common::{API, Workspace};

/// Generous for a loaded machine and a debug build; the slow way takes minutes or all the memory.
const FAST: Duration = Duration::from_secs(10);

#[track_caller]
fn refused(text: &str, words: &[&str]) {
    let w = Workspace::new().with(API, text);
    let begun = Instant::now();
    let output = w.generate();
    assert!(begun.elapsed() < FAST, "took {:?}", begun.elapsed());
    output.fails(1, words).fails(1, &["help:"]);
    assert!(output.stderr.len() < 4000, "{} bytes of message", output.stderr.len());
}

#[test]
fn a_hundred_thousand_brackets_are_refused() {
    refused(&"[".repeat(100_000), &["api-design.yaml:1:", "too deeply"]);
    refused(&"{".repeat(100_000), &["api-design.yaml:1:", "too deeply"]);
    refused(&format!("questions: {}", "[".repeat(100_000)), &["api-design.yaml:1:", "too deeply"]);
}

#[test]
fn fifty_thousand_dashes_are_refused() {
    refused(&"- ".repeat(50_000), &["api-design.yaml:1:65", "nested more than 32 deep"]);
}

#[test]
fn aliases_of_aliases_are_refused_before_they_are_copied() {
    let mut bomb = String::from("a: &a [x, x, x, x, x, x, x, x, x, x]\n");
    for pair in ["ab", "bc", "cd", "de", "ef", "fg", "gh", "hi"] {
        let (from, to) = pair.split_at(1);
        let ten = vec![format!("*{from}"); 10].join(", ");
        bomb.push_str(&format!("{to}: &{to} [{ten}]\n"));
    }
    refused(&bomb, &["api-design.yaml:5:", "alias-bomb", "write the values out"]);
}

#[cfg(target_os = "linux")]
#[test]
fn fifty_megabytes_are_refused_without_being_read() {
    let w = Workspace::new().with(API, "# x\n".repeat(50 * 1024 * 1024 / 4));
    // 200 MB of address space would not hold the file and what is made of it.
    let output = w.shell("ulimit -v 200000; exec \"$PANELKIT\" generate payments --format md");
    output.fails(1, &["api-design.yaml", "larger than 32 MB", "split it"]);
}

#[test]
fn a_thousand_questions_with_a_slip_each_are_told_in_time() {
    let many: Vec<String> = (0..1000).map(|n| format!("q-{n}")).collect();
    let ids: Vec<&str> = many.iter().map(String::as_str).collect();
    let text = crate::common::questions("api-design", "midle", &ids);
    let w = Workspace::new().with(API, text);
    let begun = Instant::now();
    assert_eq!(w.generate().fails(1, &["did you mean `middle`?"]).errors(), 1000);
    assert!(begun.elapsed() < FAST, "took {:?}", begun.elapsed());
}
