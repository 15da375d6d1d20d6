//! The pack on paper, printed from the page: all that was typed, however long.

use std::process::Command;

use crate::common::Workspace;
use crate::driver::{Browser, absent, browser};
use crate::pack::{fill, open, site};

/// The words of a PDF, with single spaces; `None` without the program that reads it.
fn words(w: &Workspace, browser: &Browser) -> Option<String> {
    w.write("page.pdf", browser.pdf());
    let read = Command::new("pdftotext").arg(w.path("page.pdf")).arg("-").output();
    match read {
        Ok(output) => Some(
            String::from_utf8(output.stdout).expect("text").split_whitespace().collect::<Vec<_>>().join(" "),
        ),
        Err(error) => {
            absent("pdftotext", &error.to_string());
            None
        }
    }
}

#[test]
fn all_that_was_typed_is_on_paper() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    let lines: Vec<String> = (1..=90).map(|n| format!("Line {n} of the notes, which are long.")).collect();
    let set = "const field = document.querySelector('#q3 textarea'); field.value = arguments[0]; field.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.run_with(set, &[lines.join("\n").into()]);
    browser.press("jjj");
    browser.type_in("[name=summary]", "The evidence, typed");
    let Some(words) = words(&w, &browser) else { return };
    for line in lines.iter().map(String::as_str).chain([
        "Adds up 30 x 50 first. <b>\"1,500\"</b> & more",
        "1,500 against 400",
        "The evidence, typed",
    ]) {
        assert!(words.contains(line), "{line}");
    }
    // Every question is there with its anchors, and nothing that belongs to the screen.
    for n in 1..=4 {
        assert!(words.contains(&format!("Q{n} of 4")), "{n}");
    }
    for screen in ["Stop clock", "Kept in this browser", "Export", "Still missing", "Keys, clocks"] {
        assert!(!words.contains(screen), "{screen}");
    }
    browser.is_quiet();
}

/// The page is the same again after it was printed.
#[test]
fn printing_changes_nothing_on_the_screen() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    let seen = "return document.querySelector('#q2').innerText + document.querySelector('#bar').innerText.replace(/\\d\\d:\\d\\d(:\\d\\d)?/g, '')";
    let before = browser.run(seen);
    browser.pdf();
    assert_eq!(browser.run(seen), before);
}
