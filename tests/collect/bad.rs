//! Forms that cannot be collected: each has a code and a message that says what to do, and changes nothing.

use serde_json::{Value, json};

use crate::common::Workspace;
use crate::desk::{CHEN, RIVERA, card, collect, desk, errors, home, kit, pack, put, refused, taken};

/// A complete form of `ana` in which one key was changed.
fn with(w: &Workspace, key: &str, value: Value) {
    let mut form = card(w, "ana", "technical", RIVERA);
    form[key] = value;
    put(w, "form", &form);
}

#[test]
fn a_form_says_where_it_belongs_and_the_kit_agrees() {
    let w = desk();
    let digest = |candidate: &str| kit(&w, candidate)["digest"].as_str().expect("a digest").to_owned();
    let (ana, ben) = (digest("ana"), digest("ben"));
    let unknown = format!("sha256:{}", "0".repeat(64));
    for (key, value, code, words) in [
        ("req", json!("payment"), "unknown-req", &["`payment`", "did you mean `payments`?"][..]),
        ("req", json!("../payments"), "unknown-req", &["--workspace"]),
        ("req", Value::Null, "altered-field", &["`req` is missing or empty"]),
        ("candidate", json!("bob"), "unknown-candidate", &["`bob`"]),
        ("candidate", json!("../ben"), "unknown-candidate", &["`../ben`"]),
        ("candidate", json!("ben"), "other-kit", &["the kit of `ana`", &ana, &ben]),
        ("candidate", Value::Null, "other-kit", &["the kit of `ana`", "the loop of `payments`", &ana]),
        ("kit", json!(ben), "other-kit", &["the kit of `ben` of `payments`", &ana, &ben]),
        ("kit", json!(unknown), "other-kit", &["does not know", &unknown, &ana]),
        ("kit", json!("sha256:12"), "altered-field", &["`kit` was changed", "sha256:12"]),
        ("kit", Value::Null, "altered-field", &["`kit` is missing"]),
        ("rule", json!("none"), "altered-field", &["`rule` was changed"]),
        ("round", json!("techncal"), "unknown-round", &["did you mean `technical`?", "`product`"]),
        ("round", json!("product"), "altered-field", &["`round` says `product`", "those of `technical`"]),
        ("round", Value::Null, "altered-field", &["`round` is missing"]),
        (
            "interviewer",
            json!("A. Riviera"),
            "unknown-interviewer",
            &["did you mean `A. Rivera`?", "--as NAME"],
        ),
        ("interviewer", json!("Mallory\u{1b}[31m"), "unknown-interviewer", &["`A. Rivera` and `J. Chen`"]),
        ("interviewer", Value::Null, "altered-field", &["`interviewer` is missing"]),
        (
            "ratings",
            json!([{ "slot": "technical.99", "rating": 3 }]),
            "unknown-slot",
            &["technical.99", "technical.1"],
        ),
        ("ratings", json!([{ "rating": 3 }]), "unknown-slot", &["does not say which `slot`"]),
        ("ratings", json!("many"), "unreadable", &["line "]),
        ("recommendation", json!(9), "off-scale", &["the recommendation is 9"]),
        (
            "submitted",
            json!("yesterday"),
            "unreadable",
            &["`submitted` is `yesterday`", "2026-11-26T10:05:00+01:00"],
        ),
        ("held", json!("monday"), "unreadable", &["`held` is `monday`"]),
        ("format", json!(2), "unreadable", &["format 2", "update panelkit"]),
        ("summary", json!("a\u{0}b"), "unreadable", &["the summary", "NUL"]),
        ("conflict", json!("perhaps"), "unreadable", &["line "]),
    ] {
        with(&w, key, value);
        refused(&w, &["form"], code, words);
    }
}

#[test]
fn an_altered_kit_is_no_ground_to_judge_by() {
    let w = desk();
    put(&w, "form", &card(&w, "ana", "technical", RIVERA));
    put(&w, "ben", &card(&w, "ben", "technical", RIVERA));
    let path = format!("{}/kit.json", home("ana"));
    w.write(&path, w.read(&path).replacen("\"minutes\": 45", "\"minutes\": 50", 1));
    let (report, _) = collect(&w, &["form", "ben"]);
    assert_eq!(errors(&report)[0].0, "kit-altered", "{report:#}");
    assert!(errors(&report)[0].1.contains("ana/kit.json"), "{report:#}");
    assert_eq!(report["collected"][0]["candidate"], "ben");
}

#[test]
fn a_form_of_an_earlier_rule_is_collected_and_says_so() {
    let w = desk();
    with(&w, "rule", json!(format!("sha256:{}", "1".repeat(64))));
    let (report, out) = collect(&w, &["form"]);
    assert_eq!(out.status, Some(0));
    assert_eq!(report["collected"][0]["remarks"], json!(["the form was made under an earlier scoring rule"]));
}

#[test]
fn files_that_are_no_forms_say_what_to_do() {
    let w = desk();
    for (name, bytes, code, words) in [
        ("a", b"".as_slice(), "no-form", &["empty"][..]),
        ("b", b"Dear all, see you on Monday.", "no-form", &["no form of panelkit"]),
        ("c", b"\xff\xd8\xff\xe0scan", "no-form", &["picture", "collect --sheet"]),
        ("d", b"<!DOCTYPE html><html></html>", "no-form", &["export"]),
        ("e", b"PK\x03\x04nothing", "unreadable", &["archive"]),
        ("f", b"{ \"req\": ", "unreadable", &["line 1"]),
        ("g", b"req: payments\n kit: x\n", "unreadable", &["line 2"]),
        ("h", b"req,slot,rating\n", "no-form", &["headings", "`kit`"]),
        ("i", b"<!-- note -->\n# A page\n", "no-form", &["panelkit scorecards"]),
        ("j", b"\x7fELF\x00\x01", "no-form", &["no form of panelkit"]),
        (
            "k",
            b"{ \"req\": \"payments\", \"summary\": \"\\u0000\xff\" }",
            "altered-field",
            &["`kit` is missing"],
        ),
    ] {
        w.write(name, bytes);
        refused(&w, &[name], code, words);
    }
    let large = std::fs::File::create(w.path("large.json")).expect("made");
    large.set_len(1 << 30).expect("a sparse file of 1 GB");
    refused(&w, &["large.json"], "too-large", &["32 MB"]);
    let head = "req,kit,round,slot,rating\n";
    for (name, text) in [
        ("many.csv", head.to_owned() + &"a,b,c,d,3\n".repeat(100_001)),
        ("wide.csv", head.to_owned() + &"a,b,c,d,".repeat(1_100_000)),
        ("long.md", format!("<!-- form\nreq: a\n-->\n{}", "x\n".repeat(5_000_000))),
        ("long.yaml", format!("req: a\nratings:\n{}", "  - { slot: a }\n".repeat(150_000))),
    ] {
        w.write(name, text);
        refused(&w, &[name], "too-large", &["large"]);
    }
    w.run(&["collect", "gone.json"]).fails(2, &["`gone.json` does not exist", "help:"]);
    w.run(&["collect", "gone*.json"]).fails(2, &["no file matches `gone*.json`"]);
    std::fs::create_dir(w.path("nothing")).expect("made");
    w.run(&["collect", "nothing"]).fails(2, &["there is no file in `nothing`"]);
}

#[test]
fn a_pack_whose_markers_were_changed_is_refused_with_the_line() {
    let w = desk();
    let form = pack(&w, "ana", "technical--a-rivera");
    for (from, to, code, words) in [
        (
            "<!-- /notes -->",
            "",
            "altered-field",
            &["<!-- notes technical.1 -->", "<!-- /notes -->", "line "][..],
        ),
        ("<!-- /summary -->", "", "altered-field", &["<!-- summary -->", "the end of the file"]),
        ("<!-- notes technical.1 -->", "", "altered-field", &["<!-- /notes -->"]),
        (
            "<!-- rating technical.1 -->",
            "<!-- rating technical.2 -->",
            "altered-field",
            &["technical.2", "twice"],
        ),
        ("<!-- rating technical.1 -->", "<!-- rating technical.7 -->", "unknown-slot", &["technical.7"]),
        ("candidate: ana\n", "", "other-kit", &["the loop of `payments`"]),
        ("interviewer: A. Rivera\n", "interviewer: \n", "altered-field", &["`interviewer`"]),
        (
            "round: technical\n",
            "round: technical\nround: product\n",
            "altered-field",
            &["`round` is there twice"],
        ),
        ("<!-- form\n", "", "no-form", &["<!-- form"]),
    ] {
        assert!(form.contains(from), "{from}");
        w.write("form", form.replacen(from, to, 1));
        refused(&w, &["form"], code, words);
    }
}

#[test]
fn a_mixed_folder_gives_one_line_for_each_file() {
    let w = desk();
    put(&w, "in/1.pdf", &card(&w, "ana", "technical", RIVERA));
    w.write("in/two words.html", pack(&w, "ana", "technical--j-chen").replace("- [ ] **3**", "- [x] **3**"));
    put(&w, "in/deep/3.txt", &card(&w, "ben", "technical", CHEN));
    w.write("in/4.jpg", b"\xff\xd8\xff\xe0scan");
    w.write("in/5", "hello");
    w.write("in/.hidden", "hello");
    put(&w, "in/6", &json!({ "req": "payments" }));
    let (report, out) = collect(&w, &["in"]);
    assert_eq!(out.status, Some(1));
    let names = |key: &str| -> Vec<String> {
        let list = report[key].as_array().expect("a list");
        list.iter().map(|it| it["file"].as_str().expect("a name").to_owned()).collect()
    };
    assert_eq!(names("collected"), ["in/1.pdf", "in/deep/3.txt", "in/two words.html"]);
    assert_eq!(names("errors"), ["in/4.jpg", "in/5", "in/6"]);
    let said = w.run(&["collect", "in"]);
    said.fails(1, &["error[no-form]: in/4.jpg: ", "error[altered-field]: in/6: "]);
    assert!(said.stdout.contains("in/1.pdf: ana, technical, A. Rivera: unchanged, kits/"), "{}", said.stdout);
    assert!(said.stdout.contains("3 forms collected, 3 not"), "{}", said.stdout);
    let listed = w.run(&["collect", "in/*.pdf"]);
    assert!(listed.succeeds().stdout.contains("in/1.pdf"), "{}", listed.stdout);
}

#[test]
fn controls_stay_in_notes_and_reach_no_terminal() {
    let w = desk();
    let notes = "\u{202b}سألت أولا\u{202c} \u{200f}נפגע\u{2067} \u{1b}[31m";
    let mut form = card(&w, "ana", "technical", RIVERA);
    form["ratings"][0]["notes"] = json!(notes);
    form["other\u{1b}[31m\u{202e}"] = json!(1);
    put(&w, "form\u{202e}", &form);
    assert_eq!(taken(&w, &["form\u{202e}"])["ratings"][0]["notes"], notes);
    let out = w.run(&["collect", "form\u{202e}"]);
    for text in [&out.succeeds().stdout, &out.stderr] {
        assert!(!text.contains(['\u{1b}', '\u{202e}', '\u{202b}']), "{text:?}");
    }
    assert!(out.stderr.contains("other\\u001b[31m\\u202e"), "{}", out.stderr);
}

#[test]
fn a_damaged_file_among_the_submissions_stops_only_its_candidate() {
    let w = desk();
    w.write(&format!("{}/scores/technical--x.json", home("ana")), "{");
    put(&w, "a", &card(&w, "ana", "technical", RIVERA));
    put(&w, "b", &card(&w, "ben", "technical", RIVERA));
    let (report, _) = collect(&w, &["a", "b"]);
    assert_eq!(errors(&report)[0].0, "unreadable");
    assert!(errors(&report)[0].1.contains("scores/technical--x.json"), "{report:#}");
    assert_eq!(report["collected"][0]["candidate"], "ben");
    w.run(&["scores", "payments"]).fails(5, &["scores/technical--x.json", "version control"]);
}
