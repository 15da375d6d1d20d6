//! A pack of the sample workspace, and what tests do in it.

use std::path::PathBuf;

use serde_json::Value;

use crate::common::Workspace;
use crate::driver::Browser;

pub(crate) const REQ: &str = "payments-api-tpm";
pub(crate) const HOME: &str = "kits/payments-api-tpm/candidates/c-102";
pub(crate) const NAME: &str = "Zoë Ramírez-Okafor";
/// The name of the file that the pack exports.
pub(crate) const EXPORT: &str = "payments-api-tpm--c-102--technical-depth--j-chen.json";

/// The packs of one candidate in the sample workspace.
pub(crate) fn site() -> Workspace {
    let w = Workspace::empty();
    w.run(&["init", "."]).succeeds();
    w.write("people.csv", format!("id,name\nc-102,{NAME}\n"));
    w.run(&["variants", REQ, "--candidates", "people.csv", "--format", "html"]).succeeds();
    w
}

/// A pack with four questions for one of two interviewers.
pub(crate) fn pack(w: &Workspace) -> PathBuf {
    w.path(&format!("{HOME}/scorecards/technical-depth--j-chen.html"))
}

/// Opens the pack and waits until its script has begun.
pub(crate) fn open(browser: &Browser, w: &Workspace) {
    browser.open(&pack(w));
    browser.until("document.documentElement.classList.contains('js')");
}

/// Waits until the last change is in the browser's store.
#[track_caller]
pub(crate) fn saved(browser: &Browser) {
    std::thread::sleep(std::time::Duration::from_millis(600));
    browser
        .until("document.querySelector('[data-bar=saved]').textContent.startsWith('Kept in this browser')");
}

/// Exports as a person does, and reads the file.
#[track_caller]
pub(crate) fn export(browser: &Browser) -> Value {
    browser.click("#bar [data-action=export]");
    serde_json::from_str(&browser.downloaded(EXPORT)).expect("JSON")
}

/// An export without what changes with time.
pub(crate) fn still(mut card: Value) -> Value {
    let page = card["page"].as_object_mut().expect("what the page keeps");
    for name in ["clock", "exported", "since", "view"] {
        page.remove(name);
    }
    card
}

/// Whether an element can be seen.
pub(crate) fn visible(browser: &Browser, selector: &str) -> bool {
    browser.holds(&format!("document.querySelector(\"{selector}\").checkVisibility()"))
}

/// Fills in the first two questions with keys and the mouse: the second one with text in several scripts.
pub(crate) fn fill(browser: &Browser) {
    browser.press("j");
    browser.press("a");
    browser.click("#q1 .probes li:nth-child(2) label");
    browser.press("n");
    browser.press("Adds up 30 x 50 first. <b>\"1,500\"</b> & more");
    browser.press(crate::driver::ESCAPE);
    browser.press("3");
    browser.type_in("#q1 .evidence input", "1,500 against 400");
    browser.press(&crate::driver::ESCAPE.repeat(2));
    browser.press("j");
    browser.type_in("#q2 textarea", "Привет, мир\nمرحبا\n你好 नमस्ते 🙂");
    browser.press(crate::driver::ESCAPE);
    browser.press("0");
}
