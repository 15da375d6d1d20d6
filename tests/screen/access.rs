//! No violation that axe-core finds, in each state of the page. axe-core (MPL-2.0) is not in this repository: `.ci/run`
//! fetches it to `target/axe-core`, and `AXE_CORE` names another place.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};

use crate::driver::{Browser, absent, browser};
use crate::pack::{fill, open, site};

fn axe_core() -> Option<String> {
    let usual = || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/axe-core/package/axe.min.js");
    let path = std::env::var_os("AXE_CORE").map_or_else(usual, PathBuf::from);
    match fs::read_to_string(&path) {
        Ok(script) => Some(script),
        Err(error) => {
            absent("axe-core; see `.ci/run`", &format!("{}: {error}", path.display()));
            None
        }
    }
}

/// What axe-core finds: the rule and the elements.
fn violations(browser: &Browser, axe: &str) -> Value {
    if !browser.holds("window.axe") {
        browser.run(&format!("{axe}\nwindow.axe = window.axe ?? axe;"));
    }
    browser.run("window.found = null; axe.run().then((all) => { window.found = all; })");
    browser.until("window.found");
    browser.run("return window.found.violations.map((one) => [one.id, ...one.nodes.map((node) => node.html.slice(0, 120))])")
}

#[track_caller]
fn check(browser: &Browser, axe: &str, state: &str) {
    assert_eq!(violations(browser, axe), json!([]), "{state}");
}

fn each_state(browser: &Browser, axe: &str, how: &str) {
    check(browser, axe, &format!("{how}: begin"));
    fill(browser);
    check(browser, axe, &format!("{how}: anchors"));
    browser.press(crate::driver::ESCAPE);
    check(browser, axe, &format!("{how}: question"));
    browser.press("jjj");
    check(browser, axe, &format!("{how}: close"));
    browser.press("?");
    check(browser, axe, &format!("{how}: help"));
    browser.press(crate::driver::ESCAPE);
    browser.run("document.querySelector('[data-action=complete]').click()");
    check(browser, axe, &format!("{how}: complete"));
}

#[test]
fn axe_core_finds_no_violation_in_any_state() {
    let Some(browser) = browser() else { return };
    let Some(axe) = axe_core() else { return };
    let w = site();
    open(&browser, &w);
    each_state(&browser, &axe, "laptop");
    browser.type_in("[data-action=import]", &w.path("people.csv").display().to_string());
    browser.until("document.querySelector('#notice').textContent");
    browser.run("document.querySelector('#notice details').open = true");
    check(&browser, &axe, "a damaged file");
}

#[test]
fn axe_core_finds_no_violation_on_a_phone_and_in_the_dark() {
    let Some(browser) = browser() else { return };
    let Some(axe) = axe_core() else { return };
    let w = site();
    browser.size(390, 760);
    browser.prefer("prefers-color-scheme", "dark");
    open(&browser, &w);
    check(&browser, &axe, "begin");
    browser.press("ja");
    for tab in ["ask", "notes", "rate"] {
        browser.click(&format!("[data-tab={tab}]"));
        check(&browser, &axe, tab);
    }
    browser.press("jjjj");
    check(&browser, &axe, "close");
}

/// The check itself can fail.
#[test]
fn axe_core_finds_what_is_wrong() {
    let Some(browser) = browser() else { return };
    let Some(axe) = axe_core() else { return };
    let w = site();
    open(&browser, &w);
    browser.press("j");
    browser.run("document.querySelector('#q1 textarea').removeAttribute('aria-label')");
    let found = violations(&browser, &axe).to_string();
    assert!(found.contains("\"label\""), "{found}");
}
