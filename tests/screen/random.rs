//! Random fillings, made in the page and exported: what was typed is what the file has.

use serde_json::{Map, Value, json};

use crate::driver::browser;
use crate::pack::{open, site};

const FILLINGS: u64 = 200;
const SLOTS: usize = 4;
/// Texts in several scripts, with line ends, characters of JSON and HTML, and emoji of several code points.
const PIECES: [&str; 18] = [
    "said no, then why",
    "Ünïcödé ß œ",
    "Привет, мир",
    "مرحبا بالعالم",
    "שלום",
    "नमस्ते दुनिया",
    "สวัสดี",
    "你好，世界",
    "こんにちは",
    "👩🏽‍💻🇺🇦",
    "\n",
    "\r\n",
    "\n\n",
    "\t",
    "</script><b>&amp;",
    "\"quoted\" 'words' \\ \u{2028}",
    "\u{202e}x\u{feff}",
    "  ",
];

/// SplitMix64, so that every run makes the same fillings.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % n
    }

    fn text(&mut self, most: u64) -> String {
        let pieces = (0..self.below(most + 1)).map(|_| PIECES[self.below(PIECES.len() as u64) as usize]);
        pieces.collect()
    }

    /// Fields and the values to type into them; a field that is left out stays as it is at the beginning.
    fn filling(&mut self) -> Map<String, Value> {
        let mut fields = Map::new();
        for n in 1..=SLOTS {
            let slot = format!("technical-depth.{n}");
            let mark = ["", "na", "1", "2", "3", "4"][self.below(6) as usize];
            let reason = ["", "not-asked", "not-reached"][self.below(3) as usize];
            fields.insert(format!("{slot}.rating"), mark.into());
            fields.insert(format!("{slot}.reason"), reason.into());
            fields.insert(format!("{slot}.notes"), self.text(12).into());
            fields.insert(format!("{slot}.evidence"), self.text(4).into());
        }
        fields.insert("recommendation".to_owned(), ["", "1", "2", "3", "4"][self.below(5) as usize].into());
        fields.insert("summary".to_owned(), self.text(6).into());
        fields.insert("conflict".to_owned(), (self.below(2) == 1).into());
        fields.insert("held".to_owned(), ["", "2026-11-26", "2027-02-28"][self.below(3) as usize].into());
        fields
    }
}

/// Types a filling as the browser would, exports it, and gives the text of the file.
const TYPE_AND_EXPORT: &str = "
    const typed = arguments[0];
    for (const field of document.querySelectorAll('main [name]')) {
        if (!(field.name in typed)) continue;
        const value = typed[field.name];
        if (field.type === 'radio') field.checked = field.value === value;
        else if (field.type === 'checkbox') field.checked = value;
        else field.value = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    document.querySelector('#bar [data-action=export]').click();
    window.text = null;
    window.file.text().then((text) => { window.text = text; });";

/// What a browser keeps of a text: line feeds in a text area, and no line ends in a field of one line.
fn kept(text: &Value, one_line: bool) -> String {
    let text = text.as_str().expect("a text").replace("\r\n", "\n").replace('\r', "\n");
    if one_line { text.replace('\n', "") } else { text }
}

/// What the export must say of a filling.
fn expected(fields: &Map<String, Value>) -> Value {
    let ratings = (1..=SLOTS).map(|n| {
        let of = |name: &str| &fields[&format!("technical-depth.{n}.{name}")];
        let mark = of("rating").as_str().expect("a mark");
        let mut one = json!({
            "slot": format!("technical-depth.{n}"), "rating": mark.parse::<u8>().ok(),
            "notes": kept(of("notes"), false), "evidence": kept(of("evidence"), true),
        });
        if mark.is_empty() {
            one["unmarked"] = true.into();
        }
        if mark == "na" {
            one["reason"] = Some(of("reason").clone()).filter(|reason| reason != "").into();
        }
        one
    });
    let empty_is_null = |name: &str| Some(fields[name].clone()).filter(|value| value != "");
    json!({
        "ratings": ratings.collect::<Vec<_>>(),
        "recommendation": fields["recommendation"].as_str().and_then(|score| score.parse::<u8>().ok()),
        "summary": kept(&fields["summary"], false), "held": empty_is_null("held"),
        "conflict": (fields["conflict"] == true).then_some(true),
    })
}

/// The part of an export that a person typed.
fn typed(card: &Value) -> Value {
    let mut typed = json!({});
    for name in ["ratings", "recommendation", "summary", "held", "conflict"] {
        typed[name] = card[name].clone();
    }
    for rating in typed["ratings"].as_array_mut().expect("ratings") {
        let rating = rating.as_object_mut().expect("a rating");
        rating.remove("question");
        rating.remove("wording");
    }
    typed
}

#[test]
fn two_hundred_random_fillings_are_exported_as_they_were_typed() {
    let Some(browser) = browser() else { return };
    let w = site();
    open(&browser, &w);
    // The file is read where the page makes it, because two hundred downloads would need minutes.
    browser.run("URL.createObjectURL = (file) => { window.file = file; return 'blob:none'; }; HTMLAnchorElement.prototype.click = () => {};");
    let mut dice = Dice(18);
    let mut different = Vec::new();
    for n in 0..FILLINGS {
        let filling = dice.filling();
        browser.run_with(TYPE_AND_EXPORT, &[filling.clone().into()]);
        browser.until("window.text");
        let text = browser.run("return window.text");
        let card: Value = serde_json::from_str(text.as_str().expect("a text")).expect("JSON");
        if typed(&card) != expected(&filling) {
            different.push((n, typed(&card), expected(&filling)));
        }
    }
    assert!(different.is_empty(), "{} differ, such as {:?}", different.len(), different[0]);
    browser.is_quiet();
}
