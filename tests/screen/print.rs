//! The pack on paper, printed from the page: all that was typed, however long.

use std::process::Command;

use crate::common::Workspace;
use crate::driver::{Browser, absent, browser};
use crate::pack::{fill, open, saved, site};

/// The words of each page of a PDF, with single spaces; `None` without the program that reads it.
fn pages(w: &Workspace, browser: &Browser) -> Option<Vec<String>> {
    w.write("page.pdf", browser.pdf());
    let read = Command::new("pdftotext").arg(w.path("page.pdf")).arg("-").output();
    let words = |page: &str| page.split_whitespace().collect::<Vec<_>>().join(" ");
    match read {
        Ok(output) => {
            Some(String::from_utf8(output.stdout).expect("text").split('\u{c}').map(words).collect())
        }
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
    let Some(pages) = pages(&w, &browser) else { return };
    let words = pages.join(" ");
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

/// No page has two questions, and a question begins at the top of a page, also after notes that need several pages.
#[test]
fn each_question_begins_on_a_new_page() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    let set = "const field = document.querySelector('#q1 textarea'); field.value = 'Line\\n'.repeat(90); field.dispatchEvent(new Event('input', { bubbles: true }))";
    browser.run(set);
    let first_words = |n: usize| {
        let prompt = browser.text(&format!("#q{n} .prompt blockquote"));
        prompt.split_whitespace().take(12).collect::<Vec<_>>().join(" ")
    };
    let prompts: Vec<String> = (1..=4).map(first_words).collect();
    let Some(pages) = pages(&w, &browser) else { return };
    for (n, prompt) in (1..).zip(&prompts) {
        let at = pages.iter().position(|page| page.contains(prompt)).expect("the question is printed");
        let number = format!("Q{n} of 4");
        assert!(pages[at].contains(&number) && !pages[at - 1].contains(&number), "{n}: {}", pages[at]);
        let others = prompts.iter().filter(|other| pages[at].contains(*other)).count();
        assert_eq!(others, 1, "{n}: {}", pages[at]);
    }
}

/// The page is the same again after it was printed: what was closed is closed. The table of the ratings is up to date on
/// paper, although the part with it was never in view.
#[test]
fn printing_changes_nothing_on_the_screen() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    saved(&browser);
    for _ in 0..4 {
        if !browser.holds("document.querySelector('main > .shown details')") {
            browser.press("j");
        }
    }
    assert!(browser.holds("document.querySelector('main > .shown details:not([open])')"), "an exhibit");
    let seen = "return document.querySelector('main > .shown').innerText + document.querySelector('#q2').innerText + document.querySelector('#bar').innerText.replace(/\\d\\d:\\d\\d(:\\d\\d)?/g, '')";
    let before = browser.run(seen);
    browser.pdf();
    assert_eq!(browser.run(seen), before);
    let given = "return document.querySelector('#close .ratings tbody tr').lastElementChild.textContent";
    assert_eq!(browser.run(given), "3 Yes");
}
