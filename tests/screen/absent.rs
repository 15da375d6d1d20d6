//! On a machine without a browser, each test says loudly that it did not run. In CI that is a failure.

use std::process::{Command, Output};

const OTHER: &str = "print::printing_changes_nothing_on_the_screen";

/// Runs another test of this program where no browser is found.
fn without_a_browser(ci: bool) -> Output {
    let mut run = Command::new(std::env::current_exe().expect("this program"));
    run.args(["--exact", OTHER]).env("PATH", "").env_remove("CI");
    if ci {
        run.env("CI", "true");
    }
    run.output().expect("it runs")
}

#[test]
fn a_test_without_a_browser_says_that_it_did_not_run_and_fails_in_ci() {
    let words = format!("*** NOT RUN: {OTHER} needs chromedriver");
    let said = |output: &Output| String::from_utf8_lossy(&output.stderr).contains(&words);
    let here = without_a_browser(false);
    assert!(here.status.success() && said(&here), "{here:?}");
    let ci = without_a_browser(true);
    assert!(!ci.status.success() && said(&ci), "{ci:?}");
}
