//! Packs in Markdown that were filled in at random in an editor: what comes back is what went in.

use serde_json::{Value, json};

use crate::common::Workspace;
use crate::desk::{collect, desk, home, pack};

/// A source of numbers: SplitMix64.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }
}

const WORDS: [&str; 24] = [
    "Asked who is hurt.",
    "Łukasz: „nie wiem”",
    "Спросила, кто пострадал",
    "γιατί όχι;",
    "問題は何ですか",
    "谁会先知道？",
    "سألت أولا",
    "\u{202b}نعم\u{202c}",
    "מי נפגע?",
    "👩\u{200d}💻 🙂",
    "e\u{301}",
    "- a dash",
    "* [x] **4** not a rating",
    "# no heading",
    "<b>bold</b> & more",
    "| a | b |",
    "`code`",
    "> quoted",
    "1. first",
    "[x] said yes",
    "```",
    "\\backslash\\",
    "=SUM(A1)",
    "two  spaces",
];

fn text(dice: &mut Dice) -> String {
    let lines = dice.roll(5);
    let line = |dice: &mut Dice| -> String {
        let words: Vec<&str> = (0..dice.roll(4)).map(|_| WORDS[dice.roll(WORDS.len())]).collect();
        words.join(" ")
    };
    let all: Vec<String> = (0..lines).map(|_| line(dice)).collect();
    // Empty lines at the beginning and the end are those of the form.
    all.join("\n").trim_matches('\n').to_owned()
}

/// Puts a text between the markers of an area.
fn write(form: &str, area: &str, text: &str) -> String {
    let word = area.split(' ').next().expect("a word");
    let start = form.find(&format!("<!-- {area} -->")).expect(area) + format!("<!-- {area} -->").len();
    let end = start + form[start..].find(&format!("<!-- /{word} -->")).expect(area);
    let between = if text.is_empty() { form[start..end].to_owned() } else { format!("\n\n{text}\n\n") };
    format!("{}{between}{}", &form[..start], &form[end..])
}

/// Ticks a box between the markers of an area.
fn tick(form: &str, area: &str, state: &str, style: usize) -> String {
    let start = form.find(&format!("<!-- {area} -->")).expect(area);
    let (head, tail) = form.split_at(start);
    let to = ["- [x]", "- [X]", "* [x]", "* [X]", "+ [x]"][style];
    format!("{head}{}", tail.replacen(&format!("- [ ] **{state}**"), &format!("{to} **{state}**"), 1))
}

fn fill(form: &str, slots: &[&str], dice: &mut Dice) -> (String, Value) {
    let (mut form, mut ratings) = (form.to_owned(), Vec::new());
    for slot in slots {
        let state = ["1", "2", "3", "4", "na", ""][dice.roll(6)];
        if !state.is_empty() {
            form = tick(&form, &format!("rating {slot}"), state, dice.roll(5));
        }
        let (notes, evidence) = (text(dice), text(dice));
        form = write(&form, &format!("notes {slot}"), &notes);
        form = write(&form, &format!("evidence {slot}"), &evidence);
        ratings.push(json!({
            "slot": slot, "rating": state.parse::<u8>().ok(), "unmarked": state.is_empty(), "notes": notes, "evidence": evidence,
        }));
    }
    let recommendation = ["1", "2", "3", "4", ""][dice.roll(5)];
    if !recommendation.is_empty() {
        form = tick(&form, "recommendation", recommendation, dice.roll(5));
    }
    let (summary, complete, conflict) = (text(dice), dice.roll(2) == 0, dice.roll(8) == 0);
    form = write(&form, "summary", &summary);
    for (label, ticked) in [("Complete", complete), ("Conflict", conflict)] {
        if ticked {
            form = form.replacen(&format!("- [ ] {label}"), &format!("- [x] {label}"), 1);
        }
    }
    let wanted = json!({
        "ratings": ratings, "recommendation": recommendation.parse::<u8>().ok(), "summary": summary, "conflict": conflict,
        "complete": complete,
    });
    (form, wanted)
}

/// The same values of a submission.
fn read(submission: &Value) -> Value {
    let rating = |it: &Value| {
        json!({
            "slot": it["slot"], "rating": it["rating"], "unmarked": it["unmarked"] == true, "notes": it["notes"],
            "evidence": it["evidence"],
        })
    };
    let ratings: Vec<Value> = submission["ratings"].as_array().expect("a list").iter().map(rating).collect();
    json!({
        "ratings": ratings, "recommendation": submission["recommendation"], "summary": submission["summary"],
        "conflict": submission["conflict"], "complete": !submission["submitted"].is_null(),
    })
}

/// A workspace in which 200 candidates have a kit would be slow; the seats of two candidates are used again and again.
#[test]
fn two_hundred_random_fillings_come_back_as_they_went_in() {
    let w: Workspace = desk();
    let seats = [
        ("ana", "technical--a-rivera"),
        ("ana", "technical--j-chen"),
        ("ana", "product--lukasz-wojcik"),
        ("ben", "technical--a-rivera"),
        ("ben", "technical--j-chen"),
        ("ben", "product--lukasz-wojcik"),
    ];
    let mut dice = Dice(17);
    let (mut read_back, mut different) = (0, Vec::new());
    while read_back < 200 {
        let mut wanted = Vec::new();
        for candidate in ["ana", "ben"] {
            // A draft replaces no complete form.
            let _absent_at_first = std::fs::remove_dir_all(w.path(&format!("{}/scores", home(candidate))));
        }
        for (candidate, seat) in seats {
            let form = pack(&w, candidate, seat);
            let ids: Vec<&str> = form
                .lines()
                .filter_map(|line| line.strip_prefix("<!-- rating ")?.strip_suffix(" -->"))
                .collect();
            let (mut text, values) = fill(&form, &ids, &mut dice);
            if dice.roll(2) == 0 {
                text = text.replace('\n', "\r\n");
            }
            if dice.roll(4) == 0 {
                text.insert(0, '\u{feff}');
            }
            w.write(&format!("forms/{candidate}-{seat}.txt"), text);
            wanted.push((format!("forms/{candidate}-{seat}.txt"), values));
        }
        let (report, out) = collect(&w, &["forms", "--force"]);
        assert_eq!(out.status, Some(0), "{report:#}");
        for form in report["collected"].as_array().expect("a list") {
            let file = form["file"].as_str().expect("a file");
            let stored = w.read(form["path"].as_str().expect("a path"));
            let (_, values) = wanted.iter().find(|(name, _)| name == file).expect("a form");
            let found = read(&serde_json::from_str(&stored).expect("JSON"));
            read_back += 1;
            if found != *values {
                different.push(format!("{file}\nwent in {values:#}\ncame back {found:#}"));
            }
        }
    }
    assert!(different.is_empty(), "{} of {read_back}:\n{}", different.len(), different.join("\n"));
}
