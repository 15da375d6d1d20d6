//! Texts of other people that try to run or send something, in each place from which a text comes into a pack.

use serde_json::json;

use crate::common::Workspace;
use crate::driver::{Browser, ESCAPE, browser};
use crate::pack::{export, open, site};

/// Each would set `pwned`, show a dialog or send a request, if a browser took it for markup or code.
const PAYLOADS: &str = include_str!("payloads.txt");

fn payloads() -> Vec<&'static str> {
    PAYLOADS.lines().filter(|line| !line.is_empty()).collect()
}

/// Goes through the whole page with everything opened, and makes sure that none ran and none sent anything.
fn walk(browser: &Browser) {
    for _ in 0..8 {
        browser.press("j");
        browser.run("document.querySelectorAll('details').forEach((it) => { it.open = true; })");
    }
    browser.press("kkkr");
    browser.press(ESCAPE);
    browser.pdf();
    assert!(!browser.holds("window.pwned"), "{}", browser.run("return String(window.pwned)"));
    assert!(!browser.holds("document.querySelector('main img, main iframe, main svg, main object, main script, main style, main link, main base, main form, main math')"));
    browser.is_quiet();
}

#[test]
fn there_are_fifty_payloads_and_they_are_dangerous() {
    let Some(browser) = browser() else { return };
    let w = site();
    assert_eq!(payloads().len(), 50);
    w.write("naive.html", "<!doctype html><meta charset=utf-8><title>x</title><body>");
    browser.open(&w.path("naive.html"));
    browser.run_with("document.write(arguments[0])", &[PAYLOADS.into()]);
    browser.until("window.pwned");
}

/// A kit whose questions, exhibits and candidate's name are payloads.
fn hostile_site() -> Workspace {
    let w = Workspace::new();
    let quoted = |text: &str| serde_json::to_string(text).expect("a string");
    let all = payloads();
    for (competency, start) in [("api-design", 0), ("data-fluency", 25)] {
        let questions = (0..4).map(|n| {
            let of = |k: usize| quoted(all[start + (n * 6 + k) % 25]);
            let anchors: String = (1..=4).map(|k| format!("      {k}: {}\n", of(k))).collect();
            format!(
                "  - id: {competency}-{n}\n    depth: middle\n    type: situational\n    minutes: 10\n    exhibits: [sheet]\n    prompt: {}\n    probes: [{}, {{ if: {}, ask: {} }}]\n    listen_for: [{}]\n    red_flags: [{}]\n    anchors:\n{anchors}",
                of(0), of(1), of(2), of(3), of(4), of(5)
            )
        });
        let text: String = questions.collect();
        w.write(
            &format!("question_banks/small/{competency}.yaml"),
            format!("competency: {competency}\nquestions:\n{text}"),
        );
    }
    let sheet: String = all.iter().map(|text| format!("    {text}\n\n")).collect();
    w.write("question_banks/small/exhibits/sheet.md", format!("# Sheet\n\n{sheet}"));
    let names = all.iter().take(10).enumerate();
    let rows: String = names.map(|(n, name)| format!("c-{n},\"{}\"\n", name.replace('"', "\"\""))).collect();
    w.write("people.csv", format!("id,name\n{rows}"));
    w
}

#[test]
fn no_text_of_a_kit_runs_or_sends_anything() {
    let Some(browser) = browser() else { return };
    let w = hostile_site();
    w.generate().succeeds();
    let made = w.run(&["variants", "payments", "--candidates", "people.csv", "--format", "html"]);
    made.succeeds();
    let mut packs = 0;
    for candidate in w.names("kits/payments/candidates") {
        let folder = format!("kits/payments/candidates/{candidate}/scorecards");
        for name in w.names(&folder).into_iter().filter(|name| name.ends_with(".html")) {
            browser.open(&w.path(&format!("{folder}/{name}")));
            browser.until("document.documentElement.classList.contains('js')");
            walk(&browser);
            packs += 1;
        }
    }
    assert!(packs >= 10, "{packs} packs");
}

#[test]
fn no_note_and_no_imported_file_runs_or_sends_anything() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    browser.press("j");
    let set = "const field = document.querySelector(arguments[0]); field.value = arguments[1]; field.dispatchEvent(new Event('input', { bubbles: true }))";
    for field in ["#q1 textarea", "#q1 .evidence input", "[name=summary]"] {
        browser.run_with(set, &[field.into(), PAYLOADS.into()]);
    }
    walk(&browser);
    let mut card = export(&browser);
    for (n, text) in payloads().into_iter().enumerate() {
        let slot = n % 4;
        card["ratings"][slot]["notes"] = json!(text);
        card["ratings"][slot]["evidence"] = json!(text);
        card["summary"] = json!(text);
        card["submitted"] = json!(text);
        card["page"] = json!({ "questions": text, "view": text, "ticks": { text: true, "__proto__": { "on": true } }, "states": text,
            "clock": { "started": text, "on": text, "spent": text, "slot": text, "slots": { text: text }, "at": text } });
        // Half of the files are refused, and the page shows their digest or their text.
        match n % 4 {
            1 => card["kit"] = json!(text),
            3 => card["ratings"][slot]["rating"] = json!(text),
            _ => {}
        }
        let name = format!("import-{n}.json");
        w.write(&name, serde_json::to_vec(&card).expect("JSON"));
        browser.run("document.querySelector('#rail a[href=\"#close\"]').click(); document.querySelector('#notice').replaceChildren()");
        browser.type_in("[data-action=import]", &w.path(&name).display().to_string());
        browser.until("document.querySelector('#notice').textContent");
        card = serde_json::from_str(&w.read("import-0.json")).expect("JSON");
    }
    walk(&browser);
    let (polluted, text) = (browser.holds("({}).on"), browser.text("#missing"));
    assert!(!polluted && text.contains("Complete since"), "{text}");
    browser.reload();
    browser.until("document.documentElement.classList.contains('js')");
    walk(&browser);
}
