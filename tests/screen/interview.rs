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

/// Whether a click in the middle of an element would reach it.
fn covers(browser: &Browser, selector: &str) -> bool {
    browser.holds(&format!(
        "(() => {{ const it = document.querySelector(\"{selector}\"), b = it.getBoundingClientRect();
            return it.contains(document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2)); }})()"
    ))
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
    assert_eq!(browser.run("return document.querySelector('#q1 .rate input:checked').value"), "3");
    browser.press(TAB);
    assert_eq!(focus(&browser), "technical-depth.1.evidence");
    browser.press("why");
    browser.press(ESCAPE);
    browser.press(ESCAPE);
    assert!(!visible(&browser, "#q1 .anchor"), "Esc hides the anchors");
    browser.press("jjj0");
    browser.press("j");
    assert!(browser.text("[data-bar=question]").starts_with("Close"));
    for action in ["complete", "export"] {
        let there = format!("document.activeElement.dataset.action === '{action}'");
        for _ in 0..80 {
            if browser.holds(&there) {
                break;
            }
            browser.press(TAB);
        }
        assert!(browser.holds(&there), "Tab goes to {action}");
        browser.press(ENTER);
    }
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
    assert!(visible(&browser, "#help table"));
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

/// The clocks warn with words and colour from 80 %, say once that two minutes are left, and stop by hand. Time stands
/// still in this test, and goes on by whole minutes.
#[test]
fn clocks_are_started_by_hand_and_warn() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare(
        "const begun = Date.now(); window.later = 0; Date.now = () => begun + window.later * 60000;",
    );
    open(&browser, &w);
    let clock = |id: &str| (browser.text(&format!("#{id} span")), browser.text(&format!("#{id} small")));
    let both = |time: &str, words: &str| (time.to_owned(), words.to_owned());
    let later = |minutes: u64, id: &str, shows: &str| {
        browser.run(&format!("window.later = {minutes}"));
        browser.until(&format!("document.querySelector('#{id} span').textContent.startsWith('{shows}')"));
    };
    let end =
        || browser.run("return [...document.querySelectorAll('#begin tr')].at(-1).cells[1].textContent");
    let allowed =
        browser.run("return JSON.parse(document.querySelector('#kit').textContent).slots[0].minutes");
    let allowed = allowed.as_u64().expect("minutes");
    assert_eq!(clock("round-clock"), both("00:00 / 60", "Round"));
    browser.press("ja");
    later(5, "question-clock", "05:00");
    assert_eq!(clock("question-clock"), both(&format!("05:00 / {allowed:02}:00"), "Question 1"));
    let planned = end();
    browser.press("t");
    browser.run("window.later = 8");
    std::thread::sleep(std::time::Duration::from_millis(1200));
    assert_eq!(clock("question-clock").0, format!("05:00 / {allowed:02}:00"), "stopped minutes do not count");
    assert_eq!(clock("round-clock"), both("05:00 / 60", "stopped"));
    assert_eq!(clock("question-clock").1, "stopped");
    browser.press("t");
    let minutes = |time: &serde_json::Value| {
        let (hours, minutes) = time.as_str().and_then(|time| time.split_once(':')).expect("a time");
        hours.parse::<u64>().expect("hours") * 60 + minutes.parse::<u64>().expect("minutes")
    };
    assert_eq!((minutes(&end()) + 24 * 60 - minutes(&planned)) % (24 * 60), 3, "the end moves by the pause");
    later(allowed + 1, "question-clock", &format!("{:02}:00", allowed - 2));
    assert_eq!(clock("question-clock").1, "2 min left");
    assert!(browser.holds("document.querySelector('#question-clock').classList.contains('warn')"));
    assert_eq!(browser.text("#live"), "Question 1: 2 minutes left");
    assert!(!covers(&browser, "#live"), "only a screen reader says it");
    later(allowed + 4, "question-clock", &format!("{:02}:00", allowed + 1));
    assert_eq!(clock("question-clock").1, "over by 01:00");
    assert_eq!(browser.text("#tools .condition"), "over time");
    assert!(browser.text("[data-bar=question]").starts_with("Q1"), "the page does not move on by itself");
    assert!(!browser.holds("document.querySelector('#round-clock').classList.contains('warn')"));
    later(51, "round-clock", "48:00");
    assert_eq!(clock("round-clock").1, "12 min left");
    browser.press("jkjk");
    assert!(browser.holds("document.querySelector('#round-clock').classList.contains('warn')"));
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
        || browser.run("return [...document.querySelectorAll('#missing a')].map((link) => link.textContent)");
    let last = "no deciding evidence";
    assert_eq!(
        missing(),
        json!(["Q2 has no reason", "Q3 is not rated", "Q4 is not rated", "no recommendation", last])
    );
    browser.click("#missing a");
    assert_eq!(focus(&browser), "technical-depth.2.reason");
    browser.press(DOWN);
    browser.click("#rail a[href='#close']");
    assert_eq!(missing(), json!(["Q3 is not rated", "Q4 is not rated", "no recommendation", last]));
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
    assert_eq!(missing(), json!(["Q3 has no deciding words", "Q4 has no deciding words", last]));
    browser.click("#missing li:last-child a");
    browser.press("Counts first");
    assert_eq!(missing(), json!(["Q3 has no deciding words", "Q4 has no deciding words"]));
    browser.type_in("[aria-label=\"The candidate's questions\"]", "Who is on call?");
    assert_eq!(export(&browser)["page"]["questions"], "Who is on call?");
    browser.click("#close .ratings a");
    assert!(browser.text("[data-bar=question]").starts_with("Q1"));
    browser.is_quiet();
}

/// A slip is taken back with the same key or button. The anchor of the score is in view, however long the list is.
#[test]
fn the_same_score_again_takes_the_rating_back() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.size(720, 800);
    open(&browser, &w);
    browser.press("j");
    let button = "[data-action=anchors]";
    assert_eq!(browser.text(button), "Anchors");
    let chosen = "return document.querySelector('#q1 .rate input:checked')?.value ?? ''";
    let whole = "(() => { const point = document.querySelector('#q1 .point:has(input:checked)').getBoundingClientRect();
        const view = document.querySelector('#q1 .rating').getBoundingClientRect();
        return point.top >= view.top - 1 && point.bottom <= view.bottom + 1; })()";
    for key in ["1", "4", "2", "3", "0"] {
        browser.press(key);
        assert_eq!(browser.run(chosen), if key == "0" { "na" } else { key });
        assert!(browser.holds(whole), "{key}");
        assert_eq!(browser.text(button), "Question");
    }
    browser.press("0");
    assert_eq!(browser.run(chosen), "");
    assert_eq!(browser.text("#rail [data-slot='technical-depth.1'] .state"), "empty");
    for wanted in ["2", ""] {
        browser.click("#strip [data-score='2']");
        assert_eq!(browser.run(chosen), wanted);
    }
    // A key that is held down is one press.
    browser.run("for (const repeat of [false, true]) document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '3', repeat, bubbles: true }))");
    assert_eq!(browser.run(chosen), "3");
    assert_eq!(export(&browser)["ratings"][0]["rating"], 3);
    browser.press("r");
    assert_eq!(browser.text(button), "Anchors");
    browser.is_quiet();
}

/// The last question has no end of its own, so going to Close stops its clock; that of the round goes on.
#[test]
fn close_stops_the_clock_of_the_last_question() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare("const real = Date.now; window.later = 0; Date.now = () => real() + window.later;");
    open(&browser, &w);
    browser.press("jjjja");
    browser.run("window.later = 60000");
    browser.until("document.querySelector('#question-clock span').textContent.startsWith('01:0')");
    browser.press("j");
    browser.run("window.later = 4 * 60000");
    browser.until("document.querySelector('#round-clock span').textContent.startsWith('04:0')");
    browser.press("k");
    assert!(browser.text("#question-clock span").starts_with("01:0"), "{}", browser.text("#question-clock"));
    assert_eq!(browser.text("#question-clock small"), "stopped");
    assert_eq!(browser.text("#round-clock small"), "Round");
    browser.press("a");
    assert_eq!(browser.text("#question-clock small"), "Question 4");
    browser.is_quiet();
}

/// A second press in the same place does nothing, and above all chooses no file.
#[test]
fn a_second_press_at_start_does_nothing() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.click("[data-action=begin]");
    assert!(browser.holds("document.querySelector('[data-action=begin]').disabled"));
    assert!(covers(&browser, "[data-action=begin]"), "it keeps its place");
    browser.is_quiet();
}
