//! Exports and imports: the file, what it has, and files that are refused.

use serde_json::{Value, json};

use crate::driver::{Browser, ESCAPE, browser};
use crate::pack::{EXPORT, export, fill, open, saved, site, still, visible};

const IMPORT: &str = "[data-action=import]";

fn import(browser: &Browser, path: &std::path::Path) {
    browser.click("#rail a[href='#close']");
    browser.run("document.querySelector('#notice').replaceChildren()");
    browser.type_in(IMPORT, &path.display().to_string());
    browser.until("document.querySelector('#notice').textContent");
}

#[test]
fn an_export_is_a_scorecard_and_another_computer_imports_it() {
    let (Some(one), Some(other)) = (browser(), browser()) else { return };
    let w = site();
    open(&one, &w);
    fill(&one);
    let card = export(&one);
    let keys: Vec<&str> = card.as_object().expect("an object").keys().map(String::as_str).collect();
    let wanted = "candidate conflict format held interviewer kit page ratings recommendation reopened req round rule submitted summary";
    assert_eq!(keys, wanted.split(' ').collect::<Vec<_>>());
    assert_eq!(
        (&card["submitted"], &card["reopened"], &card["conflict"]),
        (&json!(null), &json!([]), &json!(null))
    );
    let held = card["held"].as_str().expect("the day on which the clock was started");
    assert_eq!(held.len(), 10);
    w.write(EXPORT, serde_json::to_vec(&card).expect("JSON"));
    open(&other, &w);
    import(&other, &w.path(EXPORT));
    assert_eq!(still(export(&other)), still(card));
    other.click("[data-action=undo]");
    assert_eq!(export(&other)["ratings"][0]["notes"], "");
    one.is_quiet();
    other.is_quiet();
}

/// An import shows the part that was in view when the file was exported, and so does its undoing.
#[test]
fn after_an_import_bar_and_page_show_the_same_part() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    w.write(EXPORT, serde_json::to_vec(&export(&browser)).expect("JSON"));
    let shown = |browser: &Browser| {
        let parts = "return [...document.querySelectorAll('main > .shown')].map((part) => part.id)";
        (browser.text("[data-bar=question]"), browser.run(parts))
    };
    import(&browser, &w.path(EXPORT));
    let (bar, parts) = shown(&browser);
    assert!(bar.starts_with("Q2 of 4") && parts == json!(["q2"]), "{bar}: {parts}");
    browser.click("[data-action=undo]");
    let (bar, parts) = shown(&browser);
    assert!(bar.starts_with("Close") && parts == json!(["close"]), "{bar}: {parts}");
    browser.is_quiet();
}

/// The field for a file looks different in each browser, so a button opens it.
#[test]
fn a_button_opens_the_field_for_a_file() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.run("window.asked = 0; HTMLInputElement.prototype.click = () => window.asked++;");
    for part in ["#begin", "#close"] {
        browser.click(&format!("#rail a[href='{part}']"));
        browser.click(&format!("{part} [data-action=choose-import]"));
    }
    assert_eq!(browser.run("return window.asked"), 2);
    assert!(!visible(&browser, IMPORT));
}

/// What is wrong, the change of an export that makes it so, and what the page says.
type Refused = (&'static str, fn(&mut Value), &'static str);

fn refused() -> Vec<Refused> {
    vec![
        (
            "another kit",
            |card| card["kit"] = json!("sha256:0123"),
            "The file: sha256:0123. This page: sha256:",
        ),
        ("another candidate", |card| card["candidate"] = json!("c-7"), "another candidate. The file: c-7"),
        ("another interviewer", |card| card["interviewer"] = json!(null), "another interviewer"),
        ("a newer format", |card| card["format"] = json!(2), "damaged"),
        ("a score off the scale", |card| card["ratings"][0]["rating"] = json!(9), "damaged"),
        ("an unknown slot", |card| card["ratings"][0]["slot"] = json!("technical-depth.9"), "damaged"),
        ("notes that are no text", |card| card["ratings"][0]["notes"] = json!({}), "damaged"),
        ("no ratings", |card| card["ratings"] = json!("x"), "damaged"),
        ("times that are no texts", |card| card["reopened"] = json!([1]), "damaged"),
    ]
}

#[test]
fn a_file_that_does_not_fit_is_refused_and_changes_nothing() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    let card = export(&browser);
    for (what, change, words) in refused() {
        let mut changed = card.clone();
        changed["summary"] = json!("from the file");
        change(&mut changed);
        w.write("changed.json", serde_json::to_vec(&changed).expect("JSON"));
        import(&browser, &w.path("changed.json"));
        let said = browser.text("#notice p");
        assert!(said.contains(words) && said.contains("Nothing was changed"), "{what}: {said}");
        assert_eq!(browser.holds("document.querySelector('#notice details')"), words == "damaged", "{what}");
        assert!(browser.holds("document.activeElement.id === 'notice'"), "{what}: a screen reader is there");
    }
    assert_eq!(still(export(&browser)), still(card));
    browser.is_quiet();
}

#[test]
fn the_text_of_a_damaged_file_can_be_copied() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    w.write("cut.json", "{ \"format\": 1, \"ratings\": [{ \"notes\": \"half a no");
    import(&browser, &w.path("cut.json"));
    browser.click("#notice summary");
    assert!(visible(&browser, "#notice pre"));
    assert!(browser.text("#notice pre").ends_with("\"half a no"));
    browser.click("[data-action=hide]");
    assert_eq!(browser.text("#notice"), "");
}

#[test]
fn complete_locks_the_form_and_reopening_is_in_the_export() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    browser.click("#rail a[href='#close']");
    assert!(browser.text("#missing").contains("Q3 is not rated"), "{}", browser.text("#missing"));
    assert!(browser.text("[data-action=complete]").contains("(2 not rated)"));
    browser.click("label[for=f-recommendation-3]");
    browser.click("[data-action=complete]");
    let bold = "return [...document.querySelectorAll('#close .point')].filter((it) => getComputedStyle(it.querySelector('label')).fontWeight >= 600).map((it) => it.dataset.score)";
    assert_eq!(browser.run(bold), json!(["3"]), "what was chosen can be read in a form that is locked");
    let card = export(&browser);
    let submitted = card["submitted"].as_str().expect("a time").to_owned();
    assert!(
        submitted.len() == 25 && submitted.starts_with(card["held"].as_str().expect("a day")),
        "{submitted}"
    );
    assert_eq!(card["page"]["states"]["technical-depth.3"], "complete");
    assert_eq!(card["ratings"][2]["unmarked"], true);
    let open_fields = "[...document.querySelectorAll('main [name], main [data-tick]')].filter((f) => !f.disabled && !f.readOnly).length";
    assert_eq!(browser.run(&format!("return {open_fields}")), 0);
    browser.press("k");
    browser.press("1");
    assert!(
        browser.run("return document.querySelector('#q4 input:checked')").is_null(),
        "keys change nothing"
    );
    saved(&browser);
    browser.reload();
    browser.until("document.documentElement.classList.contains('done')");
    assert_eq!(export(&browser)["submitted"], submitted.as_str(), "a reload keeps the time");
    browser.click("#rail a[href='#close']");
    assert!(browser.text("#missing").starts_with("Complete since"));
    browser.click("[data-action=complete]");
    let card = export(&browser);
    assert_eq!((&card["submitted"], card["reopened"].as_array().map(Vec::len)), (&json!(null), Some(1)));
    assert_eq!(
        browser.run(&format!("return {open_fields}")),
        browser.run("return document.querySelectorAll('main [name], main [data-tick]').length")
    );
    browser.press("k");
    browser.press("1");
    assert_eq!(export(&browser)["ratings"][3]["rating"], 1, "it can be changed again");
    browser.press(ESCAPE);
    browser.is_quiet();
}

/// A file that the person chose is written again after later work; a person who chooses none changes nothing.
#[test]
fn a_chosen_file_gets_later_work_too() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare(
        "window.written = []; window.choose = true;
         window.showSaveFilePicker = async ({ suggestedName }) => {
           if (!window.choose) throw new DOMException('no file', 'AbortError');
           window.suggested = suggestedName;
           return { createWritable: async () => ({ write: async (text) => window.written.push(text), close: async () => {} }) };
         };",
    );
    open(&browser, &w);
    fill(&browser);
    browser.run("window.choose = false");
    browser.click("#rail a[href='#close']");
    browser.click("[data-action=save-to-file]");
    saved(&browser);
    assert!(
        browser.text("[data-bar=saved]").ends_with("not exported"),
        "{}",
        browser.text("[data-bar=saved]")
    );
    assert_eq!(browser.text("#notice"), "");
    browser.run("window.choose = true");
    browser.click("[data-action=save-to-file]");
    browser.until("window.written.length === 1 && document.querySelector('[data-bar=saved]').textContent.includes(', exported')");
    assert_eq!(browser.run("return window.suggested"), EXPORT);
    browser.type_in("[name=summary]", "later");
    browser.until("JSON.parse(window.written.at(-1)).summary === 'later'");
    browser.run("window.showSaveFilePicker = async () => { throw new Error('disk'); }");
    browser.click("[data-action=save-to-file]");
    browser.until("document.querySelector('#notice').textContent.includes('could not be written')");
    browser.is_quiet();
}

/// A file that is chosen while another one is being written is written too.
#[test]
fn no_chosen_file_is_left_out_while_another_is_written() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.prepare(
        "window.files = []; window.held = new Promise((release) => { window.release = release; });
         window.showSaveFilePicker = async () => {
           const texts = [];
           window.files.push(texts);
           return { createWritable: async () => {
             await window.held;
             return { write: async (text) => texts.push(text), close: async () => {} };
           } };
         };",
    );
    open(&browser, &w);
    fill(&browser);
    browser.click("#rail a[href='#close']");
    for chosen in 1..=2 {
        browser.click("[data-action=save-to-file]");
        browser.until(&format!("window.files.length === {chosen}"));
    }
    browser.run("window.release()");
    browser.until("window.files.every((texts) => texts.length === 1)");
    browser.type_in("[name=summary]", "later");
    browser.until("JSON.parse(window.files[1].at(-1)).summary === 'later'");
    assert_eq!(browser.run("return window.files[0].length"), 1, "the first file is no longer the chosen one");
    browser.is_quiet();
}
