//! Records: the same bytes for the same files, and nothing in them that does not belong there.

use crate::site::{CANDIDATES, REQ, agree, change, dated, decide, panel, path};

#[test]
fn a_record_has_the_same_bytes_for_the_same_files() {
    let w = panel();
    decide(&w, "c-101", "offer", &[]).succeeds();
    let make = || {
        w.run(&["record", REQ, "--candidate", "c-101"]).succeeds();
        w.run(&["record", REQ]).succeeds();
        w.run(&["record", REQ, "--candidate", "c-101", "--for-candidate"]).succeeds();
        let own = format!("{CANDIDATES}/c-101");
        let mut all = Vec::new();
        for name in
            ["record.md", "record.pdf", "record.json", "record-for-candidate.md", "record-for-candidate.pdf"]
        {
            all.push(std::fs::read(w.path(&format!("{own}/{name}"))).expect(name));
        }
        for name in ["record.md", "record.pdf", "record.json"] {
            all.push(std::fs::read(w.path(&format!("kits/{REQ}/{name}"))).expect(name));
        }
        all
    };
    let first = make();
    assert_eq!(first, make());
    let text = String::from_utf8_lossy(&first[0]).into_owned();
    for words in [
        "**Offer** · 2026-11-14 · decided by P. Kaya and L. Brandt · last round with a form: Team talk",
        "two years after the decision",
        "Dates are this computer's clock",
        "sha256:",
    ] {
        assert!(text.contains(words), "lacks `{words}`: {text}");
    }
}

#[test]
fn a_page_that_a_person_changed_is_replaced_only_by_force() {
    let w = panel();
    let line = ["record", REQ, "--candidate", "c-101", "--format", "md"];
    dated(&w, &line).succeeds();
    let name = format!("{CANDIDATES}/c-101/record.md");
    w.write(&name, w.read(&name) + "\nA note of the panel.\n");
    dated(&w, &line).fails(1, &["changed by hand", "record.md", "--force"]);
    assert!(w.read(&name).contains("A note of the panel."));
    dated(&w, &[&line[..], &["--force"]].concat()).succeeds();
    assert!(!w.read(&name).contains("A note of the panel."));
    let history = w.names(&format!("{CANDIDATES}/c-101/history"));
    assert_eq!(history.len(), 1);
    // Of several pages, either all are written or none.
    let other = format!("{CANDIDATES}/c-102/record.md");
    let both = ["record", REQ, "--candidate", "c-101", "c-102", "--format", "md"];
    dated(&w, &both).succeeds();
    let before = w.read(&name);
    w.write(&other, w.read(&other) + "\nA note of the panel.\n");
    decide(&w, "c-101", "offer", &[]).succeeds();
    dated(&w, &both).fails(1, &["changed by hand", "c-102/record.md"]);
    assert_eq!(w.read(&name), before);
    // Pages about scores are no hindrance for the commands that write kits.
    w.run(&["verify", REQ]).succeeds();
    w.run(&["scorecards", REQ, "--candidate", "c-101", "--format", "md"]).succeeds();
    dated(&w, &line).succeeds();
}

#[test]
fn a_record_has_nothing_about_adjustments_or_other_candidates() {
    let w = panel();
    let more =
        "pronouns: quetzal\nsay: xylophone\narrangements: { first-talk: zeppelin }\nname: Wombat Person\n";
    w.write(&format!("{CANDIDATES}/c-101/candidate.yaml"), more);
    change(&w, &path("c-101", "first-talk", "J. Chen"), |form| {
        form["ratings"][1]["notes"] = "Said more in the notes".into();
        form["page"] = serde_json::json!({ "clock": "obelisk" });
    });
    dated(&w, &["record", REQ, "--candidate", "c-101", "--format", "md,html,json"]).succeeds();
    dated(&w, &["record", REQ, "--candidate", "c-101", "--for-candidate", "--format", "md,html"]).succeeds();
    dated(&w, &["debrief", REQ, "--candidate", "c-101", "--format", "md,html,xlsx"]).succeeds();
    let own = format!("{CANDIDATES}/c-101");
    for name in [
        "record.md",
        "record.html",
        "record.json",
        "record-for-candidate.md",
        "record-for-candidate.html",
        "debrief.md",
        "debrief.html",
    ] {
        let text = w.read(&format!("{own}/{name}"));
        for word in ["quetzal", "xylophone", "zeppelin", "obelisk"] {
            assert!(!text.contains(word), "{name} has `{word}`");
        }
        for other in 2..=8 {
            assert!(!text.contains(&format!("c-10{other}")), "{name} names c-10{other}");
        }
        assert!(!text.to_lowercase().contains("leniency"), "{name}");
    }
    let theirs = w.read(&format!("{own}/record-for-candidate.md"));
    assert!(theirs.contains("Said more in the notes"));
    // Probes, and anchors of scores that the candidate did not get.
    assert!(
        !theirs.contains("if that does not work") && !theirs.contains("Takes the figure as it is"),
        "{theirs}"
    );
    let record = w.read(&format!("{own}/record.md"));
    assert!(!record.contains("if that does not work"));
}

#[test]
fn the_log_of_a_record_tells_what_was_unusual() {
    let w = panel();
    change(&w, &path("c-106", "first-talk", "A. Rivera"), |form| {
        form["reopened"] = serde_json::json!(["2026-11-03T09:00:00+01:00"]);
    });
    agree(&w, "c-106", "first-talk.1", "3", "Same as heard").succeeds();
    dated(&w, &["record", REQ, "--candidate", "c-106", "c-105", "--format", "md"]).succeeds();
    let text = w.read(&format!("{CANDIDATES}/c-106/record.md"));
    assert_eq!(text.matches("| reopened |").count(), 1, "{text}");
    for words in [
        "| excused | Team talk (T. Varga) | On leave |",
        "reopened",
        "Same as heard",
        "No decision is recorded",
    ] {
        assert!(text.contains(words), "lacks `{words}`: {text}");
    }
    assert!(w.read(&format!("{CANDIDATES}/c-105/record.md")).contains("in, late"));
}

#[test]
fn what_collect_logged_about_a_form_stands_in_the_record_once() {
    let w = panel();
    let time = "2026-11-03T09:00:00+01:00";
    change(&w, &path("c-106", "first-talk", "A. Rivera"), |form| {
        form["reopened"] = serde_json::json!([time])
    });
    let file = format!("{CANDIDATES}/c-106/log.json");
    let mut log: Vec<serde_json::Value> = serde_json::from_str(&w.read(&file)).expect("a list");
    log.push(serde_json::json!({
        "date": "2026-11-04", "what": "reopened", "round": "first-talk", "interviewer": "A. Rivera",
        "why": format!("reopened at {time}"),
    }));
    w.write(&file, serde_json::to_string(&log).expect("JSON"));
    dated(&w, &["record", REQ, "--candidate", "c-106", "--format", "md"]).succeeds();
    let text = w.read(&format!("{CANDIDATES}/c-106/record.md"));
    assert_eq!(text.matches("| reopened |").count(), 1, "{text}");
}
