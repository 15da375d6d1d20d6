//! Seats: who sits in them, which forms are in, which questions were replaced, and which forms will not come.

use serde_json::{Value, json};

use crate::common::{ROLE, Workspace};
use crate::desk::{
    CHEN, RIVERA, card, collect, desk, files, home, kit, log, put, scores, slots, stored, taken,
};

/// The seats of a candidate: round, interviewer, state.
fn seats(scores: &Value, candidate: &str) -> Vec<(String, String, String)> {
    let list = scores["candidates"].as_array().expect("a list");
    let one = list.iter().find(|one| one["candidate"] == candidate).expect("a candidate");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let seats = one["seats"].as_array().expect("a list");
    seats
        .iter()
        .map(|seat| (text(&seat["round"]), text(&seat["interviewer"]), text(&seat["state"])))
        .collect()
}

fn seat(round: &str, who: &str, state: &str) -> (String, String, String) {
    (round.to_owned(), who.to_owned(), state.to_owned())
}

#[test]
fn a_recruiter_sees_whom_to_remind_and_excuses_a_seat() {
    let w = desk();
    put(&w, "in/a", &card(&w, "ana", "technical", RIVERA));
    let mut late = card(&w, "ana", "technical", CHEN);
    late["submitted"] = json!("2026-11-28T00:00:01+01:00");
    late["conflict"] = json!(true);
    put(&w, "in/b", &late);
    let mut draft = card(&w, "ben", "technical", RIVERA);
    draft["submitted"] = Value::Null;
    put(&w, "in/c", &draft);
    let (report, out) = collect(&w, &["in"]);
    assert_eq!(out.status, Some(0), "{report:#}");
    assert!(report["collected"][1]["remarks"].to_string().contains("declares a conflict"), "{report:#}");
    let shown = scores(&w);
    assert_eq!(
        seats(&shown, "ana"),
        [
            seat("technical", RIVERA, "in"),
            seat("technical", CHEN, "in"),
            seat("product", "Łukasz Wójcik", "missing")
        ]
    );
    let ana = &shown["candidates"][0]["seats"];
    assert_eq!(
        (&ana[0]["late"], &ana[1]["late"], &ana[2]["late"]),
        (&json!(false), &json!(true), &Value::Null)
    );
    assert_eq!((&ana[0]["conflict"], &ana[1]["conflict"]), (&json!(false), &json!(true)));
    let names: Vec<&str> = shown["remind"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|r| r["interviewer"].as_str())
        .collect();
    assert_eq!(names, [RIVERA, CHEN, "Łukasz Wójcik"]);
    assert_eq!(
        shown["remind"][0]["seats"],
        json!([{ "candidate": "ben", "round": "technical", "state": "draft" }])
    );
    let said = w.run(&["scores", "payments"]);
    for line in [
        "ana: 2 of 3 in or excused",
        "declares a conflict",
        "late",
        "Remind:",
        "Łukasz Wójcik: ana, product; ben, product",
    ] {
        assert!(said.succeeds().stdout.contains(line), "lacks `{line}`:\n{}", said.stdout);
    }
    let all = w.read("in/a") + &said.stdout + &shown.to_string();
    assert!(!said.stdout.contains("rating") && !shown.to_string().contains("\"rating\""), "{all}");
    let line =
        ["excuse", "payments", "--candidate", "ana", "--round", "product", "--why", "She left the company."];
    w.run(&line).succeeds();
    let shown = scores(&w);
    assert_eq!(seats(&shown, "ana")[2], seat("product", "Łukasz Wójcik", "excused"));
    assert_eq!(shown["candidates"][0]["seats"][2]["why"], "She left the company.");
    let again = w.run(&line);
    assert!(again.succeeds().stdout.contains("already"), "{}", again.stdout);
    let log = log(&w);
    assert_eq!((log.len(), &log[0]["what"]), (1, &json!("excused")));
    // A form that comes all the same counts.
    put(&w, "late", &card(&w, "ana", "product", "Łukasz Wójcik"));
    taken(&w, &["late"]);
    assert_eq!(seats(&scores(&w), "ana")[2].2, "in");
}

#[test]
fn excuse_names_one_seat_that_waits() {
    let w = desk();
    put(&w, "in", &card(&w, "ana", "technical", RIVERA));
    taken(&w, &["in"]);
    let run =
        |more: &[&str]| w.run(&[&["excuse", "payments", "--why", "Ill.", "--candidate"], more].concat());
    let before = files(&w);
    run(&["bob", "--round", "technical"]).fails(2, &["bob"]);
    run(&["ana", "--round", "techncal"]).fails(2, &["did you mean `technical`?"]);
    run(&["ana", "--round", "technical", "--interviewer", "Sol"])
        .fails(2, &["`Sol`", "`A. Rivera` and `J. Chen`"]);
    run(&["ana", "--round", "technical", "--interviewer", "Rivera"]).fails(2, &["the form is in"]);
    w.run(&["excuse", "payments", "--candidate", "ana", "--round", "technical", "--why", " "])
        .fails(2, &["reason"]);
    assert!(before == files(&w), "a refused run wrote something");
    run(&["ana", "--round", "technical", "--interviewer", "chen"]).succeeds();
    assert_eq!(seats(&scores(&w), "ana")[1], seat("technical", CHEN, "excused"));
    assert_eq!(seats(&scores(&w), "ana")[0], seat("technical", RIVERA, "in"));
}

#[test]
fn a_must_have_without_a_rating_names_the_rounds_that_could_assess_it() {
    let w = desk();
    let unassessed = |w: &Workspace| scores(w)["candidates"][0]["not_assessed"].clone();
    let must_have = kit(&w, "ana")["role"]["must_haves"][0]["id"].clone();
    let found = unassessed(&w);
    assert_eq!(found[0]["must_have"], must_have);
    let serving = |round: &str| {
        let kit = kit(&w, "ana");
        let rounds = kit["rounds"].as_array().expect("rounds").clone();
        let of = rounds.into_iter().find(|r| r["id"] == round).expect("a round");
        of["slots"]
            .as_array()
            .expect("slots")
            .iter()
            .any(|s| s["serves"].as_array().is_some_and(|list| list.contains(&must_have)))
    };
    let rounds: Vec<&str> = ["technical", "product"].into_iter().filter(|round| serving(round)).collect();
    assert!(!rounds.is_empty());
    assert_eq!(found[0]["rounds"], json!(rounds));
    let mut form = card(&w, "ana", "technical", RIVERA);
    for rating in form["ratings"].as_array_mut().expect("a list") {
        rating["rating"] = Value::Null;
    }
    put(&w, "none", &form);
    taken(&w, &["none"]);
    assert_eq!(unassessed(&w)[0]["rounds"], json!(rounds), "the second seat of the round is still to come");
    put(&w, "chen", &card(&w, "ana", "technical", CHEN));
    taken(&w, &["chen"]);
    assert_eq!(unassessed(&w), json!([]));
}

#[test]
fn the_form_of_a_person_who_left_the_seat_is_kept_and_the_seat_waits() {
    let w = desk();
    let form = card(&w, "ana", "technical", CHEN);
    w.run(&[
        "scorecards",
        "payments",
        "--candidate",
        "ana",
        "--interviewer",
        "Chen",
        "--as",
        "I. Sol",
        "--format",
        "md",
    ])
    .succeeds();
    put(&w, "chen", &form);
    let (report, out) = collect(&w, &["chen"]);
    assert_eq!(out.status, Some(0), "{report:#}");
    let remark = report["collected"][0]["remarks"][0].as_str().expect("a remark");
    assert!(
        remark.contains("J. Chen has no seat in this round any more") && remark.contains("I. Sol"),
        "{remark}"
    );
    let shown = scores(&w);
    assert_eq!(
        seats(&shown, "ana"),
        [
            seat("technical", RIVERA, "missing"),
            seat("technical", "I. Sol", "missing"),
            seat("product", "Łukasz Wójcik", "missing"),
            seat("technical", CHEN, "in"),
        ]
    );
    put(&w, "sol", &card(&w, "ana", "technical", "I. Sol"));
    assert_eq!(taken(&w, &["sol"])["interviewer"], "I. Sol");
    assert_eq!(
        w.names(&format!("{}/scores", home("ana"))),
        ["technical--i-sol.json", "technical--j-chen.json"]
    );
}

#[test]
fn names_that_give_the_same_file_name_get_two_files() {
    let w = Workspace::new().edit(ROLE, "[A. Rivera]", "[Zoë Li, Zoe Li]");
    w.generate().succeeds();
    w.run(&["variants", "payments", "--candidates", "ana", "--format", "md"]).succeeds();
    for (name, file) in [("Zoe Li", "technical--zoe-li-2.json"), ("Zoë Li", "technical--zoe-li.json")] {
        put(&w, "form", &card(&w, "ana", "technical", name));
        let (report, _) = collect(&w, &["form"]);
        assert_eq!(report["collected"][0]["path"], format!("{}/scores/{file}", home("ana")), "{report:#}");
    }
    let forms = ["zoe-li", "zoe-li-2"]
        .map(|stem| w.read(&format!("{}/scorecards/technical--{stem}.md", home("ana"))));
    for form in forms {
        w.write("form", form.replace("- [ ] Complete", "- [x] Complete"));
        let (report, _) = collect(&w, &["form", "--force"]);
        assert_eq!(report["collected"][0]["state"], "replaced", "{report:#}");
    }
}

#[test]
fn a_form_of_a_replaced_question_is_kept_with_that_question() {
    let w = desk();
    let old = kit(&w, "ana");
    let form = card(&w, "ana", "technical", RIVERA);
    let id = slots(&old, "technical")[0].clone();
    let question =
        |kit: &Value| kit["rounds"][0]["slots"][0]["question"]["id"].as_str().expect("an id").to_owned();
    put(&w, "before", &card(&w, "ana", "technical", CHEN));
    taken(&w, &["before"]);
    let chen = w.read(&format!("{}/scores/technical--j-chen.json", home("ana")));
    w.run(&["reissue", "payments", "--candidate", "ana", "--slot", &id]).succeeds();
    let new = kit(&w, "ana");
    assert!(new["digest"] != old["digest"] && question(&new) != question(&old));
    assert_eq!(w.read(&format!("{}/scores/technical--j-chen.json", home("ana"))), chen, "scores stay");
    put(&w, "form", &form);
    let (report, out) = collect(&w, &["form"]);
    assert_eq!(out.status, Some(0), "{report:#}");
    let remarks = report["collected"][0]["remarks"].to_string();
    assert!(remarks.contains(&format!("`{id}` asks `{}` now", question(&new))), "{remarks}");
    let read = stored(&w, "technical--a-rivera");
    assert_eq!((&read["ratings"][0]["question"], &read["kit"]), (&json!(question(&old)), &old["digest"]));
    let shown = scores(&w);
    assert_eq!(shown["candidates"][0]["seats"][0]["replaced"], json!([id]));
    // The form of the new kit is another one.
    put(&w, "new", &card(&w, "ana", "technical", RIVERA));
    let (report, _) = collect(&w, &["new"]);
    assert_eq!(report["errors"][0]["code"], "other-submission");
}

#[test]
fn other_commands_leave_scores_alone() {
    let w = desk();
    put(&w, "in/a", &card(&w, "ana", "technical", RIVERA));
    taken(&w, &["in"]);
    let loop_kit: Value = serde_json::from_str(&w.read("kits/payments/loop/kit.json")).expect("JSON");
    let mut pilot = card(&w, "ana", "technical", RIVERA);
    (pilot["candidate"], pilot["kit"]) = (Value::Null, loop_kit["digest"].clone());
    put(&w, "pilot", &pilot);
    assert_eq!(taken(&w, &["pilot"])["candidate"], Value::Null);
    let kept = || -> Vec<(String, Vec<u8>)> {
        files(&w)
            .into_iter()
            .filter(|(name, _)| name.contains("/scores/") || name.ends_with("log.json"))
            .collect()
    };
    let before = kept();
    assert_eq!(before.len(), 2);
    w.write(ROLE, w.read(ROLE).replace("Payments\n", "Payments II\n"));
    for line in [
        &["generate", "payments", "--format", "md"][..],
        &["variants", "payments", "--candidates", "ana", "ben", "cid", "--format", "md"],
        &[
            "scorecards",
            "payments",
            "--candidate",
            "ana",
            "--interviewer",
            "Chen",
            "--as",
            "I. Sol",
            "--format",
            "md",
        ],
        &["scorecards", "payments", "--candidate", "all", "--format", "md", "--force"],
        &["generate", "payments", "--format", "md", "--seed", "other", "--force"],
        &["check"],
    ] {
        w.run(line).succeeds();
        assert!(before == kept(), "{line:?} changed a score");
    }
    let out = w.run(&["verify", "payments"]);
    assert!(out.status == Some(0) || out.status == Some(4), "{}", out.stderr);
}

#[test]
fn a_sheet_is_made_for_the_seats_that_wait_and_read_back() {
    let w = desk();
    put(&w, "in", &card(&w, "ana", "technical", RIVERA));
    taken(&w, &["in"]);
    w.run(&["collect", "--sheet", "payments", "--out", "typed.csv"]).succeeds();
    w.run(&["collect", "--sheet", "payments", "--out", "typed.csv"])
        .fails(1, &["`typed.csv` exists", "--force"]);
    w.run(&["collect", "--sheet", "payments", "--out", "typed.txt"]).fails(2, &[".xlsx"]);
    w.run(&["collect", "--sheet", "payments", "--candidate", "bob"]).fails(2, &["bob"]);
    let text = w.read("typed.csv");
    let heads = "req,candidate,kit,round,interviewer,slot,question,rating,reason,notes,evidence,recommendation,summary,conflict,complete";
    assert_eq!(text.lines().next(), Some(heads));
    assert!(!text.contains("ana,") || !text.contains("technical,A. Rivera,technical.1,ana"));
    let blank = w.run(&["collect", "typed.csv"]);
    assert!(blank.succeeds().stdout.contains("nothing is typed for 5 seats"), "{}", blank.stdout);
    let typed: String = text
        .lines()
        .map(|line| match line.contains(",J. Chen,") && line.starts_with("payments,ana,") {
            true => {
                let first = line.contains(",technical.1,");
                let tail = if first {
                    ",4,,\"'=HYPERLINK(1)\",words,3,Good.,no,yes"
                } else {
                    ",na,not-reached,,,,,,"
                };
                format!("{}{tail}\n", line.strip_suffix(",,,,,,,,").expect("empty cells"))
            }
            false => format!("{line}\n"),
        })
        .collect();
    w.write("typed.csv", typed);
    let (report, out) = collect(&w, &["typed.csv", "--date", "2026-11-27"]);
    assert_eq!((out.status, report["collected"].as_array().map(Vec::len)), (Some(0), Some(1)), "{report:#}");
    let read = stored(&w, "technical--j-chen");
    assert_eq!(
        (&read["ratings"][0]["rating"], &read["ratings"][0]["notes"]),
        (&json!(4), &json!("=HYPERLINK(1)"))
    );
    assert_eq!(
        (&read["ratings"][1]["rating"], &read["ratings"][1]["reason"]),
        (&Value::Null, &json!("not-reached"))
    );
    assert_eq!(
        (&read["conflict"], &read["recommendation"], &read["summary"]),
        (&json!(false), &json!(3), &json!("Good."))
    );
    let book = w.run(&["collect", "--sheet", "payments", "--candidate", "ben", "--out", "typed.xlsx"]);
    assert!(book.succeeds().stdout.contains("3 seats"), "{}", book.stdout);
    let blank = w.run(&["collect", "typed.xlsx"]);
    assert!(blank.succeeds().stdout.contains("nothing is typed for 3 seats"), "{}", blank.stdout);
    let printed = w.run(&["collect", "--sheet", "payments", "--candidate", "ben"]);
    assert!(printed.succeeds().stdout.starts_with(heads), "{}", printed.stdout);
}

#[test]
fn the_schema_of_a_scorecard_names_its_keys() {
    let w = Workspace::empty();
    let out = w.run(&["schema", "scorecard"]);
    let schema: Value = serde_json::from_str(&out.succeeds().stdout).expect("JSON");
    for key in
        ["req", "candidate", "kit", "rule", "round", "interviewer", "held", "submitted", "ratings", "summary"]
    {
        assert!(schema["properties"][key].is_object(), "{key}");
    }
}
