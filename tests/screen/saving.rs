//! What is kept in the browser, what the page says when that fails, and a second tab.

use serde_json::json;

use crate::driver::{Browser, ESCAPE, browser, browser_with};
use crate::pack::{EXPORT, NAME, export, fill, open, pack, saved, site, still, visible};

const STATE: &str = "[data-bar=saved]";

#[test]
fn what_was_typed_is_there_again_after_a_reload() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    assert_eq!(browser.text(STATE), "Nothing to save yet");
    fill(&browser);
    saved(&browser);
    let before = export(&browser);
    browser.reload();
    browser.until("document.querySelector('#q1 textarea').value.includes('1,500')");
    let after = export(&browser);
    assert_eq!(still(before.clone()), still(after));
    assert_eq!(before["ratings"][0]["notes"], "Adds up 30 x 50 first. <b>\"1,500\"</b> & more");
    assert_eq!(before["ratings"][0]["rating"], 3);
    assert_eq!(before["ratings"][1]["notes"], "Привет, мир\nمرحبا\n你好 नमस्ते 🙂");
    assert_eq!(
        (&before["ratings"][1]["rating"], &before["ratings"][1]["unmarked"]),
        (&json!(null), &json!(null))
    );
    assert_eq!(before["ratings"][2]["unmarked"], true);
    assert_eq!(before["page"]["ticks"], json!({ "technical-depth.1.probes.2": true }));
    assert_eq!(before["page"]["states"]["technical-depth.1"], "rated, provisional");
    browser.is_quiet();
}

/// A page that is left at once writes when it is hidden.
#[test]
fn the_last_key_is_kept_although_the_page_is_left_at_once() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.press("j");
    browser.type_in("#q1 textarea", "the last words");
    browser.run("location.href = 'about:blank'");
    browser.until("location.href === 'about:blank'");
    open(&browser, &w);
    assert_eq!(browser.run("return document.querySelector('#q1 textarea').value"), "the last words");
}

/// All local files share one store, so the key says whose work it is, by ids.
#[test]
fn the_key_has_digest_candidate_round_and_interviewer_and_never_the_name() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    saved(&browser);
    let keys = browser.run("return Object.keys(localStorage)");
    let kit = crate::common::Workspace::read(&w, &format!("{}/kit.json", crate::pack::HOME));
    let kit: serde_json::Value = serde_json::from_str(&kit).expect("JSON");
    let digest = kit["digest"].as_str().expect("a digest");
    assert_eq!(keys, json!([format!("panelkit|{digest}|c-102|technical-depth|J. Chen")]));
    let all = browser.run("return JSON.stringify(localStorage)").to_string();
    for part in NAME.split([' ', '-']) {
        assert!(!all.contains(part), "{part} in {all}");
    }
}

/// Whether leaving the page asks for confirmation.
fn asks_before_leaving(browser: &Browser) -> bool {
    browser.events();
    browser.run("setTimeout(() => { location.href = 'about:blank'; }, 0)");
    std::thread::sleep(std::time::Duration::from_millis(700));
    let asks = |(method, parameters): &(String, serde_json::Value)| {
        method == "Page.javascriptDialogOpening" && parameters["type"] == "beforeunload"
    };
    browser.events().iter().any(asks)
}

#[test]
fn a_blocked_store_is_named_at_the_start_and_work_goes_on_until_the_export() {
    let blocked = json!({ "profile.default_content_setting_values.cookies": 2 });
    let Some(browser) = browser_with(blocked) else { return };
    let w = site();
    open(&browser, &w);
    assert!(browser.text("#notice").contains("does not keep your work"), "{}", browser.text("#notice"));
    fill(&browser);
    browser.until("document.querySelector('[data-bar=saved]').textContent === 'Not saved. Export now'");
    let card = export(&browser);
    assert_eq!(card["ratings"][0]["evidence"], "1,500 against 400");
    browser.press(ESCAPE);
    browser.press("n");
    browser.press("new work");
    browser.until("document.querySelector('[data-bar=saved]').textContent === 'Not saved. Export now'");
    assert!(asks_before_leaving(&browser));
}

#[test]
fn a_full_store_keeps_the_old_work_and_the_page_says_that_the_new_is_not_saved() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    saved(&browser);
    let before = browser.run("return localStorage.getItem(Object.keys(localStorage)[0])");
    assert!(!asks_before_leaving(&browser), "everything is kept");
    w.write("other.html", "<!doctype html><title>Another local page</title>");
    browser.open(&w.path("other.html"));
    let full = "for (let size = 2 ** 20, n = 0; size > 0; n++) {
        try { localStorage.setItem('other' + n, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
    }";
    browser.run(full);
    open(&browser, &w);
    browser.press("n");
    browser.press("More that does not fit");
    browser.until("document.querySelector('[data-bar=saved]').textContent === 'Not saved. Export now'");
    assert_eq!(browser.text("#live"), "Not saved. Export now");
    let key = "Object.keys(localStorage).find((key) => key.startsWith('panelkit'))";
    let kept = browser.run(&format!("return localStorage.getItem({key})"));
    assert_eq!(kept, before, "the old value stays");
    assert!(asks_before_leaving(&browser));
}

#[test]
fn a_second_tab_is_read_only_until_the_first_is_closed() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.press("j");
    browser.type_in("#q1 textarea", "one");
    saved(&browser);
    let (first, second) = browser.second_tab(&pack(&w));
    browser.until("document.querySelector('[data-bar=saved]').textContent.startsWith('Read-only')");
    assert_eq!(browser.run("return document.querySelector('#q1 textarea').value"), "one");
    for locked in [
        "#q1 textarea', 'readOnly",
        "#bar [data-action=export]', 'disabled",
        "#strip [data-score]', 'disabled",
    ] {
        let (selector, property) = locked.split_once("', '").expect("two");
        assert!(browser.holds(&format!("document.querySelector('{selector}').{property}")), "{locked}");
    }
    browser.press("4");
    assert!(!browser.holds("document.querySelector('#q1 input:checked')"), "keys change nothing");
    browser.go_to_tab(&first);
    browser.press("n");
    browser.press(" two");
    saved(&browser);
    browser.close_tab();
    browser.go_to_tab(&second);
    browser.until("!document.querySelector('#q1 textarea').readOnly");
    let value = browser.run("return document.querySelector('#q1 textarea').value").to_string();
    assert!(value.contains("one") && value.contains("two"), "{value}");
    browser.is_quiet();
}

/// Erasing is offered after an export only, needs two presses, and leaves nothing.
#[test]
fn the_work_can_be_erased_from_the_computer_after_an_export() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    saved(&browser);
    browser.click("#rail a[href='#close']");
    let erase = "[data-action=erase]";
    assert!(!visible(&browser, erase));
    export(&browser);
    browser.click(erase);
    assert_eq!(browser.run("return localStorage.length"), 1, "one press erases nothing");
    browser.click(erase);
    browser.until("localStorage.length === 0 && document.querySelector('#q1 textarea').value === ''");
    assert!(!browser.holds("document.querySelector('main input:checked')"));
    assert!(!browser.download(EXPORT).exists());
    browser.is_quiet();
}

#[test]
fn after_five_minutes_of_new_work_the_page_asks_for_an_export() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare("const real = Date.now; window.later = 0; Date.now = () => real() + window.later;");
    open(&browser, &w);
    fill(&browser);
    export(&browser);
    browser.run("window.later = 6 * 60000");
    saved(&browser);
    browser.press("n");
    browser.press("more");
    browser.run("window.later = 12 * 60000");
    browser
        .until(&format!("document.querySelector('{STATE}').textContent.startsWith('5 minutes of new work')"));
    export(&browser);
    browser
        .until(&format!("document.querySelector('{STATE}').textContent.startsWith('Kept in this browser')"));
}
