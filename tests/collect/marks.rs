//! How boxes and values are read: the rows of the specification, for every kind of file that is a text.

use serde_json::{Value, json};

use crate::common::Workspace;
use crate::desk::{RIVERA, card, desk, kit, pack, put, refused, slots, taken};

const SLOT: &str = "technical.1";

/// The rating of the first slot in a submission: its value, and whether nothing was marked.
fn first(submission: &Value) -> (Value, bool) {
    let rating = &submission["ratings"][0];
    assert_eq!(rating["slot"], SLOT);
    (rating["rating"].clone(), rating["unmarked"] == true)
}

/// The pack with these lines in place of the boxes of the first slot that begin with a score.
fn ticked(w: &Workspace, edits: &[(&str, &str)]) -> String {
    let text = pack(w, "ana", "technical--a-rivera");
    let at = text.find("<!-- rating technical.1 -->").expect("a rating");
    let (head, tail) = text.split_at(at);
    let mut tail = tail.to_owned();
    for (from, to) in edits {
        assert!(tail.contains(from), "`{from}` is not in the form");
        tail = tail.replacen(from, to, 1);
    }
    format!("{head}{tail}")
}

#[test]
fn markdown_says_what_its_boxes_say() {
    let w = desk();
    for (edits, rating) in [
        (&[("- [ ] **3**", "- [x] **3**")][..], (json!(3), false)),
        (&[("- [ ] **1**", "* [X] **1**")], (json!(1), false)),
        (&[("- [ ] **na**", "- [x] **na**")], (Value::Null, false)),
        (&[], (Value::Null, true)),
        (&[("- [ ] **3**", "-  [ ]   **3**")], (Value::Null, true)),
        (&[("- [ ] **4**", "- ☑ **4**")], (json!(4), false)),
    ] {
        for ends in ["\n", "\r\n", "\r"] {
            w.write("form.md", ticked(&w, edits).replace('\n', ends));
            let read = taken(&w, &["form.md"]);
            assert_eq!(first(&read), rating, "{edits:?} {ends:?}");
            assert_eq!(read["conflict"], false);
        }
    }
    for (edits, code, words) in [
        (
            &[("- [ ] **3**", "- [x] **3**"), ("- [ ] **4**", "- [x] **4**")][..],
            "two-ticked",
            &["technical.1", "`3` and `4`"][..],
        ),
        (&[("- [ ] **4**", "- [x] **5**")], "off-scale", &["technical.1", "1, 2, 3, 4"]),
        (&[("- [ ] **4**", "- [v] **4**")], "unreadable", &["line ", "holds `v`", "`[x]`"]),
        (&[("- [ ] **4**", "- **4**")], "altered-field", &["line ", "no box"]),
        (&[("<!-- /rating -->", "")], "altered-field", &["<!-- rating technical.1 -->", "<!-- /rating -->"]),
    ] {
        w.write("form.md", ticked(&w, edits));
        refused(&w, &["form.md"], code, words);
    }
}

#[test]
fn only_ticks_between_the_markers_of_a_rating_count() {
    let w = desk();
    let probes = pack(&w, "ana", "technical--a-rivera");
    let (head, tail) = probes.split_at(probes.find("<!-- rating technical.1 -->").expect("a rating"));
    // Every box before the rating: the conflict, the probes, what to listen for and the red flags.
    w.write("form.md", format!("{}{tail}", head.replace("- [ ]", "- [x]")));
    let read = taken(&w, &["form.md"]);
    assert_eq!((first(&read), &read["conflict"]), ((Value::Null, true), &json!(true)));
    assert_eq!(read["submitted"], Value::Null);
    w.write("form.md", ticked(&w, &[("- [ ] Complete", "- [x] Complete")]));
    assert_eq!(taken(&w, &["form.md", "--date", "2026-11-27"])["submitted"], "2026-11-27T12:00:00Z");
}

/// A scorecard in JSON and YAML with this value as the rating of the first slot.
fn with(w: &Workspace, change: &dyn Fn(&mut Value)) -> [(&'static str, String); 2] {
    let mut card = card(w, "ana", "technical", RIVERA);
    card["submitted"] = Value::Null;
    change(&mut card["ratings"][0]);
    let json = serde_json::to_string_pretty(&card).expect("plain data");
    [("form.json", json), ("form.yaml", yaml(&card, 0))]
}

/// Plain YAML, as a person would write it.
fn yaml(value: &Value, depth: usize) -> String {
    let pad = "  ".repeat(depth);
    match value {
        Value::Object(map) => map
            .iter()
            .map(|(key, value)| match value {
                Value::Array(list) if list.is_empty() => format!("{pad}{key}: []\n"),
                Value::Array(list) => {
                    let items = list.iter().map(|item| {
                        let text = yaml(item, depth + 2);
                        format!("{pad}  - {}", text.trim_start())
                    });
                    format!("{pad}{key}:\n{}", items.collect::<String>())
                }
                other => format!("{pad}{key}: {other}\n"),
            })
            .collect(),
        other => other.to_string(),
    }
}

#[test]
fn values_say_what_they_are() {
    let w = desk();
    for (value, rating) in [
        (json!(3), (json!(3), false)),
        (json!("3"), (json!(3), false)),
        (json!(" 3 "), (json!(3), false)),
        (json!("na"), (Value::Null, false)),
        (json!(""), (Value::Null, true)),
        (Value::Null, (Value::Null, false)),
    ] {
        for (name, text) in with(&w, &|it| it["rating"] = value.clone()) {
            w.write(name, text);
            assert_eq!(first(&taken(&w, &[name])), rating, "{name} {value}");
        }
    }
    for (name, text) in with(&w, &|it| *it = json!({ "slot": SLOT })) {
        w.write(name, text);
        assert_eq!(first(&taken(&w, &[name])), (Value::Null, true), "{name}");
    }
    for (name, text) in with(&w, &|it| *it = json!({ "slot": SLOT, "rating": null, "unmarked": true })) {
        w.write(name, text);
        assert_eq!(first(&taken(&w, &[name])), (Value::Null, true), "{name}");
    }
    for reason in ["not-asked", "not-reached"] {
        for (name, text) in with(&w, &|it| *it = json!({ "slot": SLOT, "rating": null, "reason": reason })) {
            w.write(name, text);
            let read = taken(&w, &[name]);
            assert_eq!((first(&read), &read["ratings"][0]["reason"]), ((Value::Null, false), &json!(reason)));
        }
    }
    for value in [json!(5), json!(0), json!(-1), json!(3.5), json!("03"), json!("3 4"), json!(1e300)] {
        for (name, text) in with(&w, &|it| it["rating"] = value.clone()) {
            w.write(name, text);
            refused(&w, &[name], "off-scale", &[SLOT, "1, 2, 3, 4"]);
        }
    }
    for (name, text) in with(&w, &|it| *it = json!({ "slot": SLOT, "rating": 4, "reason": "not-asked" })) {
        w.write(name, text);
        refused(&w, &[name], "value-and-mark-differ", &[SLOT, "rating 4"]);
    }
    for (name, text) in with(&w, &|it| *it = json!({ "slot": SLOT, "reason": "forgot" })) {
        w.write(name, text);
        refused(&w, &[name], "unreadable", &["forgot", "`not-asked` or `not-reached`"]);
    }
}

#[test]
fn line_ends_become_line_feeds_in_every_kind_of_file() {
    let w = desk();
    for (name, text) in with(&w, &|it| it["notes"] = json!("a\r\nb\rc\n\n  d\u{2028}e 🙂")) {
        w.write(name, text);
        assert_eq!(taken(&w, &[name])["ratings"][0]["notes"], "a\nb\nc\n\n  d\u{2028}e 🙂", "{name}");
    }
}

#[test]
fn sheets_say_what_their_cells_say() {
    let w = desk();
    let digest = kit(&w, "ana")["digest"].as_str().expect("a digest").to_owned();
    let ids = slots(&kit(&w, "ana"), "technical");
    let sheet = |rating: &str, more: &str| -> String {
        let head = "req,candidate,kit,round,interviewer,slot,question,rating,reason,notes,evidence,recommendation,summary,conflict,complete\n";
        let rows = ids.iter().enumerate().map(|(n, slot)| {
            let (rating, more) = if n == 0 { (rating, more) } else { ("2", ",,,,,,") };
            format!("payments,ana,{digest},technical,A. Rivera,{slot},Which one?,{rating},{more}\n")
        });
        head.to_owned() + &rows.collect::<String>()
    };
    for (rating, wanted) in [
        ("3", (json!(3), false)),
        ("na", (Value::Null, false)),
        ("N/A", (Value::Null, false)),
        ("", (Value::Null, true)),
    ] {
        w.write("sheet.csv", sheet(rating, ",\"two\r\nlines, and =1\",,,,,"));
        let read = taken(&w, &["sheet.csv"]);
        assert_eq!(
            (first(&read), &read["ratings"][0]["notes"]),
            (wanted, &json!("two\nlines, and =1")),
            "{rating}"
        );
        assert_eq!((&read["ratings"][1]["rating"], &read["conflict"]), (&json!(2), &Value::Null));
    }
    w.write("sheet.csv", sheet("3", ",'=1+1,\"'-- dash\",4,In short.,no,yes").replace(',', ";"));
    let read = taken(&w, &["sheet.csv", "--date", "2026-11-27T08:00:00+01:00"]);
    assert_eq!(read["ratings"][0]["notes"], "=1+1");
    assert_eq!(read["ratings"][0]["evidence"], "-- dash");
    assert_eq!((&read["recommendation"], &read["summary"]), (&json!(4), &json!("In short.")));
    assert_eq!((&read["conflict"], &read["submitted"]), (&json!(false), &json!("2026-11-27T08:00:00+01:00")));
    for (rating, more, code, words) in [
        ("7", ",,,,,,", "off-scale", "technical.1 is 7"),
        ("\"3,4\"", ",,,,,,", "off-scale", "1, 2, 3, 4"),
        ("3", "not-asked,,,,,,", "value-and-mark-differ", "technical.1"),
        ("3", ",,,,,maybe,", "unreadable", "`conflict` is `maybe`"),
    ] {
        w.write("sheet.csv", sheet(rating, more));
        let said = refused(&w, &["sheet.csv"], code, &["row 2"]);
        assert!(said.replace('`', "").contains(&words.replace('`', "")), "{said}");
    }
    let twice =
        sheet("3", ",,,,,,") + &format!("payments,ana,{digest},technical,A. Rivera,technical.1,,2,,,,,,,\n");
    w.write("sheet.csv", twice);
    refused(&w, &["sheet.csv"], "two-ticked", &["`technical.1` is there twice"]);
    put(&w, "form.json", &card(&w, "ana", "technical", RIVERA));
}
