//! An interview held with the page: keys, clocks, states and what is missing.

use serde_json::json;

use crate::driver::{Browser, DOWN, ENTER, ESCAPE, TAB, browser};
use crate::pack::{export, fill, open, saved, site, visible};

fn focus(browser: &Browser) -> String {
    let words = browser.run(
        "const it = document.activeElement; return it.name || it.dataset.action || it.dataset.tick || it.id || it.getAttribute('href') || it.tagName",
    );
    words.as_str().expect("a name").to_owned()
}

/// A whole interview without a mouse.
#[test]
fn an_interview_can_be_held_with_the_keyboard_alone() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.press("tj");
    assert!(browser.text("[data-bar=question]").starts_with("Q1 of 4"));
    browser.press("ap ");
    assert_eq!(focus(&browser), "technical-depth.1.probes.1");
    browser.press("n");
    assert_eq!(focus(&browser), "technical-depth.1.notes");
    browser.press("jkarpt?1234");
    browser.press(ESCAPE);
    browser.press("r");
    assert!(visible(&browser, "#q1 .anchor"), "R shows the anchors");
    browser.press("2");
    browser.press(DOWN);
    assert_eq!(browser.run("return document.querySelector('#q1 input:checked').value"), "3");
    browser.press(TAB);
    assert_eq!(focus(&browser), "technical-depth.1.evidence");
    browser.press("why");
    browser.press(ESCAPE);
    browser.press(ESCAPE);
    assert!(!visible(&browser, "#q1 .anchor"), "Esc hides the anchors");
    browser.press("jjj0");
    browser.press("j");
    assert!(browser.text("[data-bar=question]").starts_with("Close"));
    let complete = "document.activeElement.dataset.action === 'complete'";
    for _ in 0..40 {
        if browser.holds(complete) {
            break;
        }
        browser.press(TAB);
    }
    browser.press(ENTER);
    browser.press(TAB);
    assert_eq!(focus(&browser), "export");
    browser.press(ENTER);
    let card = browser.downloaded(crate::pack::EXPORT);
    let card: serde_json::Value = serde_json::from_str(&card).expect("JSON");
    assert_eq!(card["ratings"][0]["notes"], "jkarpt?1234", "keys do nothing inside of a text box");
    assert_eq!(card["ratings"][0]["evidence"], "why");
    assert_eq!(card["page"]["ticks"], json!({ "technical-depth.1.probes.1": true }));
    assert!(card["submitted"].is_string());
    browser.is_quiet();
}

#[test]
fn single_keys_can_be_switched_off_and_the_help_lists_them() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.press("?");
    assert!(visible(&browser, "#help dl"));
    browser.click("#keys");
    browser.press(ESCAPE);
    browser.press("j");
    assert!(browser.text("[data-bar=question]").starts_with("Begin"), "J does nothing now");
    saved(&browser);
    browser.reload();
    browser.until("document.querySelector('#keys') && !document.querySelector('#keys').checked");
    browser.click("#rail [data-action=help]");
    browser.click("#keys");
    browser.click("[data-action=close-help]");
    browser.press("j");
    assert!(browser.text("[data-bar=question]").starts_with("Q1"));
}

/// Tab visits the regions in their order: bar, rail, tools, main part, notes, scores.
#[test]
fn the_tab_order_follows_the_regions() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.press("j");
    browser.run("document.querySelector('.skip').focus()");
    let mut visited = Vec::new();
    for _ in 0..60 {
        browser.press(TAB);
        let region = browser.run(
            "return document.activeElement.closest('#bar, #rail, #tools, .ask, .notes-region, #strip')?.className ?? ''",
        );
        let region = region
            .as_str()
            .unwrap_or_default()
            .split(' ')
            .find(|c| ["bar", "rail", "tools", "ask", "notes-region", "strip"].contains(c));
        if let Some(region) = region.filter(|region| visited.last().is_none_or(|last| last != region)) {
            visited.push(region.to_owned());
        }
    }
    visited.truncate(6);
    assert_eq!(visited, ["bar", "rail", "tools", "ask", "notes-region", "strip"]);
}

#[test]
fn nothing_is_chosen_beforehand_and_the_anchors_are_hidden_while_the_question_is_open() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    assert!(!browser.holds("document.querySelector('main input:checked')"));
    browser.press("j");
    assert!(!visible(&browser, "#q1 .anchor"));
    browser.click("[data-action=anchors]");
    assert!(visible(&browser, "#q1 .anchor") && visible(&browser, "#q1 textarea"));
    assert!(!browser.holds("document.querySelector('#q1 input:checked')"));
    let apart = "const a = document.querySelector('#q1 .rate').getBoundingClientRect();
        const n = document.querySelector('#q1 .notes').getBoundingClientRect(); return a.bottom <= n.top + 1";
    assert_eq!(browser.run(apart), true, "the anchors do not cover the notes");
    let size = "return parseFloat(getComputedStyle(document.querySelector('#q1 .anchor')).fontSize)";
    assert_eq!(browser.run(size), 16);
}

#[test]
fn a_question_shows_each_state_in_the_rail_and_in_its_tools() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare("const real = Date.now; window.later = 0; Date.now = () => real() + window.later;");
    open(&browser, &w);
    let states = |browser: &Browser| {
        let rail = browser.text("#rail [data-slot='technical-depth.1'] .state");
        (rail, browser.text("#tools .condition"))
    };
    let both = |rail: &str, tools: &str| (rail.to_owned(), tools.to_owned());
    browser.press("j");
    assert_eq!(states(&browser), both("empty", "open"));
    browser.press("a");
    assert_eq!(states(&browser), both("empty", "asked"));
    assert!(browser.holds("document.querySelector('#q1').classList.contains('folded')"));
    let high = "return document.querySelector('#q1 blockquote').getBoundingClientRect().height";
    assert!(browser.run(high).as_f64().expect("a number") < 70.0, "two lines");
    browser.press("n");
    browser.press("x");
    assert_eq!(states(&browser), both("notes", "asked"));
    browser.run("window.later = 12 * 60000");
    browser.until("document.querySelector('#tools .condition').textContent === 'over time'");
    browser.press(ESCAPE);
    browser.press("4");
    assert_eq!(states(&browser), both("rated", "rated, provisional"));
    browser.press("0");
    browser.run("const s = document.querySelector('#q1 select'); s.value = 'not-reached'; s.dispatchEvent(new Event('input', { bubbles: true }))");
    browser.until("document.querySelector('#tools .condition').textContent === 'not assessed: not reached'");
    browser.press(ESCAPE);
    browser.press("3jjja");
    browser.press("kkk");
    assert_eq!(states(&browser), both("rated", "rated"), "the last question was asked");
    let card = export(&browser);
    assert_eq!(card["page"]["states"]["technical-depth.2"], "open");
    browser.is_quiet();
}

/// The clocks warn with words and colour from 80 %, say once that two minutes are left, and stop by hand.
#[test]
fn clocks_are_started_by_hand_and_warn() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare("const real = Date.now; window.later = 0; Date.now = () => real() + window.later;");
    open(&browser, &w);
    let later = |minutes: f64| browser.run(&format!("window.later = {} * 60000", minutes));
    let clock = |id: &str| (browser.text(&format!("#{id} span")), browser.text(&format!("#{id} small")));
    assert_eq!(clock("round-clock"), ("00:00 / 60".to_owned(), "Round".to_owned()));
    browser.press("ja");
    later(5.0);
    browser.until("document.querySelector('#question-clock span').textContent.startsWith('05:0')");
    assert_eq!(clock("question-clock").1, "Question 1");
    browser.press("t");
    later(8.0);
    std::thread::sleep(std::time::Duration::from_millis(600));
    assert!(clock("question-clock").0.starts_with("05:0"), "stopped minutes do not count");
    assert_eq!(clock("round-clock").1, "stopped");
    let before = browser.run("return document.querySelector('#begin tr:last-child td').textContent");
    browser.press("t");
    let after = browser.run("return [...document.querySelectorAll('#begin tr')].at(-1).cells[1].textContent");
    assert_ne!(before, after, "the end moves by the minutes of the pause");
    later(12.0);
    browser.until("document.querySelector('#question-clock').classList.contains('warn')");
    assert_eq!(clock("question-clock").1, "2 min left");
    browser.until("document.querySelector('#live').textContent === 'Question 1: 2 minutes left'");
    later(15.0);
    browser.until("document.querySelector('#question-clock small').textContent.startsWith('over by 01:0')");
    assert!(browser.text("[data-bar=question]").starts_with("Q1"), "the page does not move on by itself");
    assert!(!browser.holds("document.querySelector('#round-clock').classList.contains('warn')"));
    browser.press("jkjk");
    assert!(clock("question-clock").0.starts_with("12:0"));
    browser.is_quiet();
}

#[test]
fn close_names_what_is_missing_with_links() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    browser.click("#rail a[href='#close']");
    let given = browser.run("return [...document.querySelectorAll('#close .ratings tbody tr')].map((row) => row.lastElementChild.textContent)");
    assert_eq!(given, json!(["3 Yes", "not assessed", "", ""]));
    let missing =
        browser.run("return [...document.querySelectorAll('#missing a')].map((link) => link.textContent)");
    assert_eq!(missing, json!(["Q3 is not rated", "Q4 is not rated", "no recommendation"]));
    browser.click("#missing a");
    assert!(browser.text("[data-bar=question]").starts_with("Q3"));
    assert!(visible(&browser, "#q3 .anchor"));
    assert_eq!(focus(&browser), "technical-depth.3.rating");
    browser.press("1");
    browser.press("j");
    browser.press("2");
    browser.press(ESCAPE);
    browser.press("j");
    browser.click("label[for=f-recommendation-2]");
    let missing =
        browser.run("return [...document.querySelectorAll('#missing a')].map((link) => link.textContent)");
    assert_eq!(missing, json!(["Q3 has no deciding words", "Q4 has no deciding words"]));
    browser.type_in("[aria-label=\"The candidate's questions\"]", "Who is on call?");
    assert_eq!(export(&browser)["page"]["questions"], "Who is on call?");
    browser.click("#close .ratings a");
    assert!(browser.text("[data-bar=question]").starts_with("Q1"));
    browser.is_quiet();
}
