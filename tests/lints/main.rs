//! The lints: levels, comments that allow, changes that `--fix` makes, and the texts of the rules.

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "shared with other tests, which use all of it")]
mod common;
#[path = "../common/corpus.rs"]
mod corpus;

mod examples;
mod fixes;
mod levels;
mod postings;
mod quality;
mod roles;

use common::Workspace;

/// The codes that `check` reports, as `code line`, in the order of the report.
pub(crate) fn found(w: &Workspace, args: &[&str]) -> Vec<String> {
    let args: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
    let out = w.run(&args);
    let report: serde_json::Value = serde_json::from_str(&out.stdout).expect("JSON");
    let finding = |it: &serde_json::Value| {
        format!(
            "{} {}:{}",
            it["level"].as_str().expect("a level"),
            it["code"].as_str().expect("a code"),
            it["line"]
        )
    };
    report["findings"].as_array().expect("findings").iter().map(finding).collect()
}
