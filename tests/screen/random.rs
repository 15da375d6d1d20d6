//! Random fillings, made in the pages, exported and collected: what was typed is what the file and the submission have.

use serde_json::{Map, Value, json};

use crate::common::Workspace;
use crate::driver::{Browser, browser};
use crate::pack::REQ;

const FILLINGS: usize = 200;
/// The sample loop has seven seats, so that many candidates have packs enough.
const CANDIDATES: usize = 29;
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
    fn filling(&mut self, slots: &[String]) -> Map<String, Value> {
        let mut fields = Map::new();
        for slot in slots {
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
fn expected(fields: &Map<String, Value>, slots: &[String]) -> Value {
    let ratings = slots.iter().map(|slot| {
        let of = |name: &str| &fields[&format!("{slot}.{name}")];
        let mark = of("rating").as_str().expect("a mark");
        let mut one = json!({
            "slot": slot, "rating": mark.parse::<u8>().ok(),
            "notes": kept(of("notes"), false), "evidence": kept(of("evidence"), true),
        });
        if mark.is_empty() {
            one["unmarked"] = true.into();
        }
        if mark == "na" && of("reason") != "" {
            one["reason"] = of("reason").clone();
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

/// The part of an export or a submission that a person typed.
fn typed(card: &Value) -> Value {
    let mut typed = json!({});
    for name in ["ratings", "recommendation", "summary", "held", "conflict"] {
        typed[name] = card[name].clone();
    }
    for rating in typed["ratings"].as_array_mut().expect("ratings") {
        let rating = rating.as_object_mut().expect("a rating");
        rating.retain(|name, value| {
            !["question", "wording"].contains(&name.as_str()) && !(name == "reason" && value.is_null())
        });
    }
    typed
}

/// Fills in the pack that is open, and gives the text that it exports. The file is read where the page makes it, because
/// two hundred downloads would need minutes.
fn export(browser: &Browser, filling: &Map<String, Value>) -> String {
    browser.run(
        "URL.createObjectURL = (file) => { window.file = file; return 'blob:none'; };
         HTMLAnchorElement.prototype.click = () => {};",
    );
    browser.run_with(TYPE_AND_EXPORT, &[filling.clone().into()]);
    browser.until("window.text");
    browser.run("return window.text").as_str().expect("a text").to_owned()
}

fn slots(browser: &Browser) -> Vec<String> {
    let slots = browser
        .run("return JSON.parse(document.querySelector('#kit').textContent).slots.map((slot) => slot.id)");
    serde_json::from_value(slots).expect("ids")
}

/// The packs of many candidates.
fn packs(w: &Workspace) -> Vec<String> {
    w.run(&["init", "."]).succeeds();
    let rows: String = (1..=CANDIDATES).map(|n| format!("c-{n:03},Name {n}\n")).collect();
    w.write("people.csv", format!("id,name\n{rows}"));
    w.run(&["variants", REQ, "--candidates", "people.csv", "--format", "html"]).succeeds();
    let packs = w.names(&format!("kits/{REQ}/candidates")).into_iter().flat_map(|id| {
        let folder = format!("kits/{REQ}/candidates/{id}/scorecards");
        w.names(&folder)
            .into_iter()
            .filter(|name| name.ends_with(".html"))
            .map(move |name| format!("{folder}/{name}"))
            .collect::<Vec<_>>()
    });
    packs.take(FILLINGS).collect()
}

#[test]
fn two_hundred_random_fillings_are_exported_and_collected_as_they_were_typed() {
    let Some(browser) = browser() else { return };
    let w = Workspace::empty();
    let packs = packs(&w);
    assert_eq!(packs.len(), FILLINGS);
    let mut dice = Dice(18);
    let (mut different, mut wanted) = (Vec::new(), Vec::new());
    for (n, pack) in packs.iter().enumerate() {
        browser.open(&w.path(pack));
        browser.until("document.documentElement.classList.contains('js')");
        let slots = slots(&browser);
        let filling = dice.filling(&slots);
        let text = export(&browser, &filling);
        w.write(&format!("exports/{n}.json"), &text);
        let card: Value = serde_json::from_str(&text).expect("JSON");
        let expected = expected(&filling, &slots);
        if typed(&card) != expected {
            different.push(format!("{pack}: {} instead of {expected}", typed(&card)));
        }
        wanted.push((pack.replace("scorecards", "scores").replace(".html", ".json"), expected));
    }
    assert!(different.is_empty(), "{} exports differ, such as {}", different.len(), different[0]);
    browser.is_quiet();
    w.run(&["collect", "exports"]).succeeds();
    for (path, expected) in wanted {
        let card: Value = serde_json::from_str(&w.read(&path)).expect("JSON");
        assert_eq!(typed(&card), expected, "{path}");
    }
}
