//! Forms that come again, beside others or after others: what counts, what the log says, and what is asked for once more.

use serde_json::{Value, json};

use crate::common::Workspace;
use crate::desk::{
    CHEN, RIVERA, STORED, card, collect, desk, errors, files, home, log, pack, put, refused, scores, stored,
    taken,
};

/// Complete forms of one seat that differ in a rating, as the files `1`, `2`, `3` and `4`.
fn versions(w: &Workspace) {
    for score in 1..=4 {
        let mut form = card(w, "ana", "technical", RIVERA);
        form["ratings"][0]["rating"] = json!(score);
        put(w, &score.to_string(), &form);
    }
}

#[test]
fn each_forced_replacement_has_an_entry_that_names_the_form_before() {
    let w = desk();
    versions(&w);
    taken(&w, &["1"]);
    for name in ["2", "3", "1", "2", "1"] {
        taken(&w, &[name, "--force"]);
    }
    let found = log(&w);
    let whys: Vec<&str> = found.iter().map(|entry| entry["why"].as_str().expect("a text")).collect();
    let wanted: Vec<String> = ["", "-2", "-3", "-4", "-5"]
        .map(|n| format!("the form before is `scores/history/technical--a-rivera{n}.json`"))
        .to_vec();
    assert_eq!(whys, wanted, "{found:#?}");
    assert!(found.iter().all(|entry| entry["what"] == "forced"), "{found:#?}");
}

#[test]
fn a_run_that_failed_half_way_leaves_no_second_entry() {
    let w = desk();
    versions(&w);
    let mut second: Value = serde_json::from_str(&w.read("2")).expect("JSON");
    second["reopened"] = json!(["2026-11-27T08:00:00+01:00", "2026-11-27T09:00:00+01:00"]);
    put(&w, "2", &second);
    taken(&w, &["1"]);
    let before = w.read(STORED);
    taken(&w, &["2", "--force"]);
    let whys = |w: &Workspace| -> Vec<Value> { log(w).iter().map(|entry| entry["why"].clone()).collect() };
    let wanted = [
        json!("the form before is `scores/history/technical--a-rivera.json`"),
        json!("reopened at 2026-11-27T08:00:00+01:00"),
        json!("reopened at 2026-11-27T09:00:00+01:00"),
    ];
    assert_eq!(whys(&w), wanted);
    // As if the last step had not been done, on the day before.
    w.write(STORED, &before);
    taken(&w, &["2", "--force", "--date", "2026-11-28"]);
    assert_eq!(whys(&w), wanted);
    assert_eq!(
        w.names(&format!("{}/scores/history", home("ana"))),
        ["technical--a-rivera.json"],
        "the copy is used again"
    );
}

#[test]
fn a_folder_brings_no_older_form_back() {
    let w = desk();
    versions(&w);
    taken(&w, &["1"]);
    taken(&w, &["2", "--force"]);
    let before = files(&w);
    put(&w, "chen", &card(&w, "ana", "technical", CHEN));
    taken(&w, &["chen"]);
    for args in [&["1", "chen", "--force"][..], &["1", "chen"], &["1"]] {
        let (report, out) = collect(&w, args);
        assert_eq!((out.status, errors(&report)[0].0.as_str()), (Some(1), "other-submission"), "{report:#}");
        let words = ["was replaced by a later form", "scores/history/technical--a-rivera.json", "`--force`"];
        assert!(words.iter().all(|word| errors(&report)[0].1.contains(word)), "{report:#}");
    }
    assert!(before.iter().all(|file| files(&w).contains(file)), "the correction stays");
    assert_eq!(taken(&w, &["1", "--force"])["ratings"][0]["rating"], 1);
}

#[test]
fn force_alone_puts_no_draft_in_the_place_of_a_complete_form() {
    let w = desk();
    versions(&w);
    taken(&w, &["1"]);
    let mut draft: Value = serde_json::from_str(&w.read("2")).expect("JSON");
    draft["submitted"] = Value::Null;
    put(&w, "draft", &draft);
    refused(&w, &["draft", "--force"], "draft-after-complete", &["`--complete --force`"]);
    refused(&w, &["draft"], "draft-after-complete", &["`--complete --force`"]);
    let read = taken(&w, &["draft", "--complete", "--force"]);
    assert_eq!((&read["ratings"][0]["rating"], read["submitted"].is_string()), (&json!(2), true));
}

#[test]
fn a_complete_form_with_an_answer_without_a_mark_is_asked_for_again() {
    let w = desk();
    let mut form = card(&w, "ana", "technical", RIVERA);
    form["ratings"][0] = json!({ "slot": "technical.1" });
    form["ratings"][1]["rating"] = Value::Null;
    put(&w, "form", &form);
    taken(&w, &["form"]);
    put(&w, "chen", &card(&w, "ana", "technical", CHEN));
    taken(&w, &["chen"]);
    let shown = scores(&w);
    let seats = &shown["candidates"][0]["seats"];
    assert_eq!((&seats[0]["state"], &seats[0]["unmarked"]), (&json!("in"), &json!(["technical.1"])));
    assert_eq!((&seats[1]["unmarked"], &seats[2]["unmarked"]), (&json!([]), &json!([])));
    let first = &shown["remind"][0];
    assert_eq!(first["interviewer"], RIVERA);
    assert_eq!(
        first["seats"],
        json!([{ "candidate": "ana", "round": "technical", "state": "in", "unmarked": ["technical.1"] }])
    );
    let said = w.run(&["scores", "payments"]);
    for line in [
        "in, 2026-11-26T10:05:00+01:00; 1 answer without a mark",
        "A. Rivera: ana, technical (1 answer without a mark)",
    ] {
        assert!(said.succeeds().stdout.contains(line), "lacks `{line}`:\n{}", said.stdout);
    }
    // A draft may have blank answers.
    form["submitted"] = Value::Null;
    form["candidate"] = json!("ben");
    form["kit"] = card(&w, "ben", "technical", RIVERA)["kit"].clone();
    put(&w, "draft", &form);
    taken(&w, &["draft"]);
    let shown = scores(&w);
    assert_eq!(shown["candidates"][1]["seats"][0]["unmarked"], json!([]));
}

#[test]
fn of_two_files_that_say_the_same_the_one_with_a_time_is_read() {
    let w = desk();
    let mut form = card(&w, "ana", "technical", RIVERA);
    form["page"] = json!({ "ticks": [1] });
    put(&w, "in/b", &form);
    form["submitted"] = Value::Null;
    form["complete"] = json!(true);
    form["page"] = Value::Null;
    put(&w, "in/a", &form);
    let (report, _) = collect(&w, &["in", "--date", "2026-11-29"]);
    assert_eq!(report["collected"][0]["file"], "in/b", "{report:#}");
    let found = errors(&report);
    assert_eq!((found.len(), found[0].0.as_str()), (1, "same-seat-twice"));
    assert!(
        found[0].1.contains("`in/a` and `in/b`") && found[0].1.contains("only `in/b` is read"),
        "{}",
        found[0].1
    );
    assert_eq!(stored(&w, "technical--a-rivera")["submitted"], "2026-11-26T10:05:00+01:00");
}

#[test]
fn excuse_names_those_who_are_excused() {
    let w = desk();
    put(&w, "form", &card(&w, "ana", "technical", RIVERA));
    taken(&w, &["form"]);
    let line = ["excuse", "payments", "--candidate", "ana", "--round", "technical", "--why", "Ill."];
    let said = w.run(&line);
    assert!(said.succeeds().stdout.contains("ana, technical, J. Chen: excused"), "{}", said.stdout);
    assert!(!said.stdout.contains("Rivera") && !said.stdout.contains("all interviewers"), "{}", said.stdout);
}

#[test]
fn each_message_of_a_form_begins_with_the_seat() {
    let w = desk();
    versions(&w);
    taken(&w, &["1"]);
    let begins = |args: &[&str], code: &str, seat: &str| {
        let (report, _) = collect(&w, args);
        let found = errors(&report);
        assert!(!found.is_empty(), "{report:#}");
        for (word, message) in found {
            assert_eq!(word, code, "{message}");
            assert!(message.starts_with(seat), "lacks `{seat}`: {message}");
        }
    };
    let seat = "ana, technical, A. Rivera: ";
    begins(&["2"], "other-submission", seat);
    begins(&["2", "3"], "same-seat-twice", seat);
    let changed = |key: &str, value: Value| {
        let mut form = card(&w, "ana", "technical", RIVERA);
        form[key] = value;
        put(&w, "form", &form);
    };
    let twice = json!([{ "slot": "technical.1" }, { "slot": "technical.1" }]);
    for (key, value, code) in [
        ("kit", json!(format!("sha256:{}", "0".repeat(64))), "other-kit"),
        ("req", json!("payment"), "unknown-req"),
        ("ratings", twice, "two-ticked"),
    ] {
        changed(key, value);
        begins(&["form"], code, seat);
    }
    changed("candidate", Value::Null);
    begins(&["form"], "other-kit", "the loop, technical, A. Rivera: ");
    put(&w, "form", &json!({ "req": "payments" }));
    begins(&["form"], "altered-field", "the field `kit` is missing");
    w.write("form", pack(&w, "ana", "technical--a-rivera").replacen("<!-- /summary -->", "", 1));
    begins(&["form"], "altered-field", seat);
    w.write(
        "form",
        "req,candidate,kit,round,interviewer,slot,rating\n".to_owned()
            + &"payments,ana,x,technical,A. Rivera,technical.1,3\n".repeat(2),
    );
    begins(&["form"], "two-ticked", &format!("{seat}row 3: "));
}

#[test]
fn a_reason_that_was_replaced_can_be_recorded_again() {
    let w = desk();
    let excuse = |why: &str| {
        w.run(&["excuse", "payments", "--candidate", "ana", "--round", "product", "--why", why]).succeeds();
        let seats = scores(&w)["candidates"][0]["seats"].clone();
        let seats = seats.as_array().expect("a list").clone();
        seats.into_iter().find(|seat| seat["round"] == "product").expect("the seat")["why"].clone()
    };
    assert_eq!(
        [excuse("Ill."), excuse("On leave."), excuse("Ill.")],
        [json!("Ill."), json!("On leave."), json!("Ill.")]
    );
}
