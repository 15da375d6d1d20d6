//! What is kept in the browser, what the page says when that fails, and a second tab.

use serde_json::json;

use crate::common::Workspace;
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
    let kit = Workspace::read(&w, &format!("{}/kit.json", crate::pack::HOME));
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

/// Runs a script on another local page, which has the same store.
fn elsewhere(browser: &Browser, w: &Workspace, script: &str) {
    w.write("other.html", "<!doctype html><title>Another local page</title>");
    browser.open(&w.path("other.html"));
    browser.run(script);
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
    elsewhere(
        &browser,
        &w,
        "for (let size = 2 ** 20, n = 0; size > 0; n++) {
            try { localStorage.setItem('other' + n, 'x'.repeat(size)); } catch { size = Math.floor(size / 2); }
        }",
    );
    open(&browser, &w);
    browser.press("n");
    browser.press("More that does not fit");
    browser.until("document.querySelector('[data-bar=saved]').textContent === 'Not saved. Export now'");
    assert_eq!(browser.text("#live"), "Not saved. Export now");
    let key = "Object.keys(localStorage).find((key) => key.startsWith('panelkit'))";
    let kept = browser.run(&format!("return localStorage.getItem({key})"));
    assert_eq!(kept, before, "the old value stays");
    export(&browser);
    browser.until("document.querySelector('[data-bar=saved]').textContent.startsWith('exported')");
    browser.press("n");
    browser.press("and more");
    browser.until("document.querySelector('[data-bar=saved]').textContent === 'Not saved. Export now'");
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

/// The first tab lets the second one work once it is closed or erased.
#[test]
fn what_was_erased_does_not_come_back_from_a_second_tab() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    saved(&browser);
    let (first, second) = browser.second_tab(&pack(&w));
    browser.until("document.querySelector('#q1 textarea').value.includes('1,500')");
    browser.until("document.querySelector('[data-bar=saved]').textContent.startsWith('Read-only')");
    browser.go_to_tab(&first);
    browser.click("#rail a[href='#close']");
    export(&browser);
    browser.click("[data-action=erase]");
    browser.click("[data-action=erase]");
    browser.until("document.querySelector('#q1 textarea').value === ''");
    browser.close_tab();
    browser.go_to_tab(&second);
    browser.until("document.querySelector('#q1 textarea').value === '' && !document.querySelector('#q1 textarea').readOnly");
    browser.press("j");
    browser.type_in("#q1 textarea", "another person's work");
    saved(&browser);
    let all = browser.run("return JSON.stringify(localStorage)").to_string();
    assert!(all.contains("another person") && !all.contains("1,500"), "{all}");
    browser.is_quiet();
}

#[test]
fn erasing_says_what_is_lost_and_a_change_takes_the_first_press_back() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    export(&browser);
    browser.click("#rail a[href='#close']");
    let erase = "[data-action=erase]";
    browser.click(erase);
    assert_eq!(browser.text(erase), "Exported files stay. Erase?");
    browser.type_in("[name=summary]", "newer than the file");
    assert_eq!(browser.text(erase), "Erase from this computer");
    saved(&browser);
    browser.click(erase);
    assert_eq!(browser.text(erase), "Work since the last export is lost. Erase?");
    assert_eq!(browser.run("return document.querySelector('[name=summary]').value"), "newer than the file");
    browser.click(erase);
    browser.until("localStorage.length === 0 && document.querySelector('[name=summary]').value === ''");
}

/// A damaged value stays beside the new one until the work is erased.
#[test]
fn a_kept_text_that_cannot_be_read_is_not_overwritten() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    saved(&browser);
    elsewhere(&browser, &w, "localStorage.setItem(Object.keys(localStorage)[0], '{ half a no')");
    open(&browser, &w);
    assert!(browser.text("#notice").contains("cannot be read"), "{}", browser.text("#notice"));
    browser.press("jn");
    browser.press("new");
    saved(&browser);
    let kept = "Object.entries(localStorage).map(([key, text]) => [key.endsWith('|unreadable'), text.slice(0, 11)]).sort()";
    let kept = browser.run(&format!("return {kept}"));
    assert_eq!(kept, json!([[false, "{\"format\":1"], [true, "{ half a no"]]));
    export(&browser);
    browser.press(ESCAPE);
    browser.click("#rail a[href='#close']");
    browser.click("[data-action=erase]");
    browser.click("[data-action=erase]");
    browser.until("localStorage.length === 0 && document.querySelector('#q1 textarea').value === ''");
}

/// The times of the timetable are those that the page gave while the clock ran: a reload after a pause does not move
/// the parts that are over.
#[test]
fn the_times_by_the_clock_are_there_again_after_a_reload() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare("const real = Date.now; Date.now = () => real() + 60000 * (sessionStorage.later ?? 0);");
    open(&browser, &w);
    let times =
        "return [...document.querySelectorAll('#begin td:nth-child(2)')].map((cell) => cell.textContent)";
    let planned = browser.run(times);
    browser.press("t");
    let begun = browser.run(times);
    for (later, key) in [(9, "t"), (12, "t")] {
        browser.run(&format!("sessionStorage.later = {later}"));
        std::thread::sleep(std::time::Duration::from_millis(700));
        browser.press(key);
    }
    let moved = browser.run(times);
    assert!(planned != begun && begun != moved && begun[0] == moved[0], "{planned} {begun} {moved}");
    saved(&browser);
    browser.reload();
    browser.until("document.documentElement.classList.contains('js')");
    assert_eq!(browser.run(times), moved);
    browser.press("tt");
    assert_eq!(browser.run(times)[0], moved[0], "what is over does not move");
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
        .until(&format!("document.querySelector('{STATE}').textContent === 'Not in a file yet. Export now'"));
    export(&browser);
    browser
        .until(&format!("document.querySelector('{STATE}').textContent.startsWith('Kept in this browser')"));
}

/// A clock alone is no work. A complete form that no file has is asked for at once, also after a reload; an import is in
/// a file already.
#[test]
fn a_complete_form_that_no_file_has_is_asked_for_at_once() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare("const real = Date.now; Date.now = () => real() + 60000 * (sessionStorage.later ?? 0);");
    open(&browser, &w);
    let asks = format!("document.querySelector('{STATE}').textContent === 'Not in a file yet. Export now'");
    let due = "document.querySelector('#bar').classList.contains('due')";
    browser.press("t");
    browser.run("sessionStorage.later = 6");
    saved(&browser);
    assert!(!browser.holds(due), "{}", browser.text(STATE));
    fill(&browser);
    export(&browser);
    browser.click("#rail a[href='#close']");
    browser.click("[data-action=complete]");
    assert!(browser.holds(&asks) && browser.holds(due), "{}", browser.text(STATE));
    browser.reload();
    browser.until(&asks);
    let card = export(&browser);
    browser.until(&format!("!{due}"));
    w.write(EXPORT, serde_json::to_vec(&card).expect("JSON"));
    browser.click("[data-action=complete]");
    browser.type_in("[data-action=import]", &w.path(EXPORT).display().to_string());
    browser.until("document.querySelector('#notice').textContent.startsWith('Imported')");
    saved(&browser);
    assert!(browser.holds("document.documentElement.classList.contains('done')") && !browser.holds(due));
    browser.is_quiet();
}
