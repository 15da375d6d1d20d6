//! Sizes and colours: a laptop beside a call, a phone, 400 %, dark, and colours that a person forces.

use serde_json::{Value, json};

use crate::driver::{Browser, browser};
use crate::pack::{fill, open, site, visible};

/// The controls that can be seen and are smaller than 44 px, by their words or names. Links in running text are exempt
/// (WCAG 2.5.8), but not those of tables and lists; and so is a box or button whose label is large enough.
const SMALL: &str = "return [...document.querySelectorAll('button, a, input, select, textarea, summary')].filter((it) => {
    if (!it.checkVisibility() || it.matches('.skip, p a')) return false;
    const boxes = [it, ...(it.labels ?? []), it.closest('.point')].filter(Boolean).map((one) => one.getBoundingClientRect());
    return !boxes.some((box) => box.width >= 44 && box.height >= 43.9);
}).map((it) => it.name || it.textContent)";

/// Whether the page scrolls sideways, or a control lies outside of it.
const SIDEWAYS: &str = "return document.documentElement.scrollWidth > innerWidth ||
    [...document.querySelectorAll('button, input, textarea, select')].some((it) => it.checkVisibility() && !it.closest('.scroll') &&
        (it.getBoundingClientRect().right > innerWidth + 1 || it.getBoundingClientRect().left < -1))";

const PARTS: [&str; 3] = ["Begin", "Q1 of 4", "Close"];

/// Goes through begin, a question and the close.
fn each_part(browser: &Browser, check: &dyn Fn(&str)) {
    for part in PARTS {
        while !browser.text("[data-bar=question]").starts_with(part) {
            browser.press("j");
        }
        check(part);
    }
}

#[test]
fn at_720_pixels_each_region_is_in_view_and_the_notes_have_two_fifths_of_the_height() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.size(720, 800);
    open(&browser, &w);
    fill(&browser);
    let box_of = |selector: &str| {
        let script = "const b = document.querySelector(arguments[0]).getBoundingClientRect(); return [b.top, b.bottom]";
        let found = browser.run_with(script, &[selector.into()]);
        (found[0].as_f64().expect("a number"), found[1].as_f64().expect("a number"))
    };
    for scrolled in [0, 10_000] {
        browser.run(&format!("document.querySelector('#q2 .ask').scrollTop = {scrolled}"));
        let (top, bottom) = box_of("#q2 .notes");
        assert!(bottom - top >= 0.4 * 800.0, "{top} to {bottom}");
        for region in ["#bar", "#rail", "#q2 .notes", "#strip"] {
            let (top, bottom) = box_of(region);
            assert!(top >= 0.0 && bottom <= 800.5, "{region}: {top} to {bottom}");
        }
    }
    browser.run("document.querySelector('#rail a').click()");
    each_part(&browser, &|part| {
        assert_eq!(browser.run(SMALL), json!([]), "{part}");
        assert_eq!(browser.run(SIDEWAYS), false, "{part}");
    });
    browser.is_quiet();
}

#[test]
fn a_phone_shows_one_part_at_a_time() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.size(390, 760);
    open(&browser, &w);
    each_part(&browser, &|part| {
        assert_eq!(browser.run(SMALL), json!([]), "{part}");
        assert_eq!(browser.run(SIDEWAYS), false, "{part}");
        assert!(!visible(&browser, "#rail"));
        assert_eq!(visible(&browser, ".tabs"), part == "Q1 of 4", "{part}");
    });
    browser.click("[data-action=previous]");
    let shown =
        |browser: &Browser| ["#q4 .prompt", "#q4 textarea", "#q4 .anchor"].map(|part| visible(browser, part));
    assert_eq!(shown(&browser), [true, false, false]);
    browser.click("[data-tab=notes]");
    assert_eq!(shown(&browser), [false, true, false]);
    browser.type_in("#q4 textarea", "on a phone");
    browser.click("[data-tab=rate]");
    assert_eq!(shown(&browser), [false, false, true]);
    // What is chosen is in view whole: a score with its anchor, "not assessed" with its reason.
    let hidden = "const view = document.querySelector('#q4 .rating').getBoundingClientRect();
        return [...document.querySelectorAll(arguments[0])].filter((it) => {
            const box = it.getBoundingClientRect();
            return !box.height || box.top < view.top - 1 || box.bottom > view.bottom + 1;
        }).map((it) => it.className || it.name)";
    let hidden = |parts: &str| browser.run_with(hidden, &[parts.into()]);
    browser.size(390, 560);
    browser.click("#q4 [value=na]");
    assert_eq!(hidden("#q4 select, #q4 .point:last-of-type .anchor"), json!([]));
    browser.run("document.querySelector('#q4 .rating').scrollTop = 0");
    browser.click("#q4 .point:nth-of-type(2) label");
    assert_eq!(hidden("#q4 .point:nth-of-type(2)"), json!([]));
    assert_eq!(
        hidden("#q4 select"),
        json!(["technical-depth.4.reason"]),
        "only \"not assessed\" has a reason"
    );
    browser.click("[data-tab=ask]");
    browser.click("[data-action=next]");
    assert!(browser.text("#close .ratings").contains("2 Not yet"));
    browser.is_quiet();
}

/// 400 % on a screen of 1280 by 1024 leaves 320 by 256 CSS pixels.
#[test]
fn at_400_percent_everything_can_be_reached() {
    let Some(browser) = browser() else { return };
    let w = site();
    browser.size(320, 256);
    open(&browser, &w);
    each_part(&browser, &|part| {
        assert_eq!(browser.run(SIDEWAYS), false, "{part}");
        let covered = browser.run(
            "return [...document.querySelectorAll('button, main input, textarea, select')].filter((it) => {
                if (!it.checkVisibility() || it.disabled) return false;
                it.scrollIntoView({ block: 'center' });
                const b = it.getBoundingClientRect(), x = b.left + b.width / 2, y = Math.max(b.top, 0) + Math.min(b.height, 40) / 2;
                const hit = document.elementFromPoint(x, y);
                return !(hit && (it.contains(hit) || hit.contains(it)));
            }).map((it) => it.name || it.textContent)",
        );
        assert_eq!(covered, json!([]), "{part}");
    });
    browser.click("[data-action=previous]");
    browser.click("[data-tab=notes]");
    browser.type_in("#q4 textarea", "large letters");
    let high = browser.run("return document.querySelector('#q4 textarea').getBoundingClientRect().height");
    assert!(high.as_f64().expect("a number") > 100.0, "{high}");
    browser.click("[data-tab=rate]");
    browser.click("#q4 .point:last-of-type label");
    assert_eq!(browser.run("return document.querySelector('#q4 input:checked').value"), "na");
    // 200 % on a small laptop: wide enough for the rows of a laptop, and not high enough for fixed regions.
    browser.size(640, 400);
    browser.click("[data-action=previous]");
    browser.click("#strip [data-score='2']");
    assert_eq!(browser.run("return document.querySelector('#q3 .rate input:checked').value"), "2");
    assert_eq!(browser.run(SIDEWAYS), false);
    browser.is_quiet();
}

#[test]
fn dark_and_forced_colours_reach_the_page() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    fill(&browser);
    let ground = |browser: &Browser| browser.run("return getComputedStyle(document.body).backgroundColor");
    assert_eq!(ground(&browser), "rgb(255, 255, 255)");
    browser.prefer("prefers-color-scheme", "dark");
    assert_eq!(ground(&browser), "rgb(20, 24, 29)");
    browser.prefer("forced-colors", "active");
    let seen = browser.run(
        "const it = document.querySelector('#rail [aria-current=step] .short');
         return getComputedStyle(it, '::after').borderTopColor !== getComputedStyle(document.body).backgroundColor",
    );
    assert_eq!(seen, true, "the shape of the question in view");
    // The states differ in shape: the round ones in what is filled, "not assessed" in its corners.
    let shapes = browser.run(
        "return [...document.querySelectorAll('#rail [data-shape] .short')].map((it) => {
            const s = getComputedStyle(it, '::after');
            return [s.borderRadius, s.backgroundImage !== 'none', s.backgroundColor !== 'rgba(0, 0, 0, 0)'].join();
        })",
    );
    let shapes: Vec<&Value> = shapes.as_array().expect("a list").iter().collect();
    assert_eq!(shapes.len(), 4);
    assert!(shapes[0] != shapes[1] && shapes[1] != shapes[2] && shapes[0] != shapes[2], "{shapes:?}");
    assert_eq!(shapes[2], shapes[3]);
    browser.is_quiet();
}
