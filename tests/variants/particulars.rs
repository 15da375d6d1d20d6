//! A change of what is printed and not asked: one run, every slot and digest stays, nothing of people's is lost.

use std::collections::BTreeMap;

use panelkit::model::Kit;

use super::common::Workspace;
use super::site::{CANDIDATES, REQ, base, issue, kit, site, tree};

const ROLE: &str = "kits/payments-api-tpm/role.yaml";
const LOOP: &str = "kits/payments-api-tpm/loop";

/// A loop with forms and three candidates; the third was held.
fn desk() -> Workspace {
    let w = site();
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    w.run(&["scorecards", REQ, "--format", "md"]).succeeds();
    issue(&w, &["--count", "3", "--format", "md"]).succeeds();
    let file = format!("{CANDIDATES}/candidate-0003/candidate.yaml");
    w.write(&file, w.read(&file).replace("held: false", "held: 2026-05-21"));
    w.run(&["certificate", REQ, "--format", "md"]).succeeds();
    w
}

/// Title, an interviewer, the pay, and the text of a must-have without an id of its own.
fn change(w: &Workspace) {
    let text = w.read(ROLE);
    let text = text
        .replace("Technical Product Manager, Payments API", "Senior Technical PM, Payments API")
        .replace("\"A. Rivera\"", "\"Zoë Quist\"")
        .replace("[180000, 235000]", "[185000, 240000]")
        .replace("Owns an API contract end to end", "Decides an API contract end to end");
    w.write(ROLE, text);
}

fn interviews(w: &Workspace) -> BTreeMap<String, (String, Vec<String>)> {
    let of = |kit: Kit| {
        let slots = kit.slots().map(|s| format!("{} {} {:?}", s.id, s.question.prompt, s.serves)).collect();
        (kit.digest, slots)
    };
    let mut found = BTreeMap::from([("loop".to_owned(), of(base(w)))]);
    for id in w.names(CANDIDATES) {
        found.insert(id.clone(), of(kit(w, &id)));
    }
    found
}

fn applied(w: &Workspace) {
    let (before, held) = (interviews(w), tree(&w.path(&format!("{CANDIDATES}/candidate-0003"))));
    let history: Vec<String> = tree(w.root()).into_keys().filter(|name| name.contains("history/")).collect();
    change(w);
    let dry = w.run(&["generate", REQ, "--dry-run"]);
    assert!(
        dry.succeeds().stdout.contains("would be written again, and every question stays in its slot"),
        "{}",
        dry.stdout
    );
    assert!(before == interviews(w));
    let said = w.run(&["generate", REQ, "--format", "md"]);
    let line = "the loop and the kits of 2 candidates were written again, and every question stays in its slot; the kit of 1 candidate whose interview was held stays as it is";
    assert!(
        said.succeeds().stdout.contains("particulars changed (title, texts of must-haves, pay"),
        "{}",
        said.stdout
    );
    assert!(said.stdout.contains(line), "{}", said.stdout);
    assert!(before == interviews(w), "a slot or a digest changed");
    assert!(held == tree(&w.path(&format!("{CANDIDATES}/candidate-0003"))), "a held kit changed");
    let now: Vec<String> = tree(w.root()).into_keys().filter(|name| name.contains("history/")).collect();
    assert_eq!(history, now);
    for home in [LOOP.to_owned(), format!("{CANDIDATES}/candidate-0001")] {
        let page = w.read(&format!("{home}/kit.md"));
        assert!(page.contains("Senior Technical PM") && page.contains("Decides an API contract"), "{home}");
        assert!(page.contains("Zoë Quist") && !page.contains("A. Rivera"), "{home}");
        let forms = w.names(&format!("{home}/scorecards"));
        assert!(forms.contains(&"technical-depth--zoe-quist.md".to_owned()), "{forms:?}");
        assert!(!forms.iter().any(|f| f.contains("a-rivera")), "{forms:?}");
    }
    assert!(w.read(&format!("kits/{REQ}/equivalence.md")).contains("Senior Technical PM"));
    w.run(&["verify"]).succeeds();
    let again = w.run(&["generate", REQ, "--format", "md"]);
    assert!(again.succeeds().stdout.contains("nothing to do"), "{}", again.stdout);
}

#[test]
fn particulars_reach_the_loop_and_every_kit_that_was_not_held() {
    applied(&desk());
}

#[test]
fn a_repaired_loop_takes_them_the_same_way() {
    let w = desk();
    let core = base(&w).slots().find(|s| s.core).expect("a core").question.id.clone();
    w.run(&["bank", "retire", &core]).succeeds();
    w.run(&["reissue", REQ]).succeeds();
    applied(&w);
}

#[test]
fn a_must_have_without_an_id_keeps_the_one_it_had() {
    let w = site();
    w.write(ROLE, w.read(ROLE).replace("  - id: api-contract\n    text", "  - text"));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    let before = base(&w);
    assert_eq!(before.role.must_haves[0].id, "owns-an-api-contract-end-to-end-versioning-and");
    change(&w);
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    let after = base(&w);
    assert_eq!((&after.digest, &after.rule), (&before.digest, &before.rule));
    assert!(after.role.must_haves[0].text.starts_with("Decides"));
    w.run(&["verify"]).succeeds();
}

#[test]
fn an_absent_key_and_its_default_give_one_rule() {
    let rule = |w: &Workspace| {
        w.run(&["generate", REQ, "--format", "json"]).succeeds();
        (base(w).rule, base(w).digest)
    };
    let w = site();
    let plain = rule(&w);
    let text = w.read(ROLE);
    w.write(
        ROLE,
        format!("{text}scoring: {{ cut: 3, use: independent, after_probe: cap, recommendation: true }}\n"),
    );
    assert_eq!(rule(&w), plain);
    for other in ["cut: 2", "use: agreed", "after_probe: full", "recommendation: false", "points: 100"] {
        w.write(ROLE, format!("{text}scoring: {{ {other} }}\n"));
        let (now, digest) = rule(&w);
        assert!(now != plain.0 && digest == plain.1, "{other}");
    }
    w.write(ROLE, text.replace("weight: 3", "weight: 4"));
    assert!(rule(&w).0 != plain.0);
    w.write(ROLE, format!("{text}scoring: {{ cut: 9 }}\n"));
    w.run(&["generate", REQ]).fails(1, &["unknown-score", "role.yaml:"]);
}

#[test]
fn forms_that_people_filled_in_stay_and_changed_pages_are_asked_about() {
    let w = desk();
    let form = format!("{CANDIDATES}/candidate-0001/scorecards/technical-depth--a-rivera.md");
    let filled = w.read(&form).replacen("- [ ] **3**", "- [x] **3**", 1) + "\nAsked who would be called.\n";
    w.write(&form, &filled);
    w.run(&["verify"]).succeeds();
    let page = format!("{CANDIDATES}/candidate-0002/kit.md");
    let edited = w.read(&page) + "\nMy own words.\n";
    w.write(&page, &edited);
    change(&w);
    let before = tree(w.root());
    w.run(&["generate", REQ, "--format", "md"]).fails(1, &["changed by hand", &page, "--force"]);
    assert!(before == tree(w.root()), "something was written");
    let said = w.run(&["generate", REQ, "--format", "md", "--force"]);
    assert!(said.succeeds().stderr.contains(&format!("`{form}` is kept")), "{}", said.stderr);
    assert_eq!(w.read(&form), filled);
    let past =
        format!("{CANDIDATES}/candidate-0002/history/{}/kit.md", &kit(&w, "candidate-0002").digest[7..19]);
    assert_eq!(w.read(&past), edited);
    assert!(w.read(&page).contains("Zoë Quist"));
}

#[test]
fn a_form_that_was_filled_in_is_no_difference_and_a_changed_one_is() {
    let w = desk();
    let form = format!("{LOOP}/scorecards/api-design--mireille-dubois.md");
    let issued = w.read(&form);
    let marked = issued.replacen("- [ ] **na**", "- [x] **na**", 1).replace('\n', "\r\n");
    w.write(&form, marked);
    w.run(&["verify"]).succeeds();
    w.run(&["scorecards", REQ, "--round", "api-design", "--format", "md"])
        .fails(1, &["filled in", "--force"]);
    w.write(&form, issued.replacen("**2** Not yet", "**2** Fine", 1));
    w.run(&["verify"]).fails(4, &[]);
}

#[test]
fn a_report_tells_what_was_done_and_why_not() {
    let w = desk();
    let report = |args: &[&str]| -> serde_json::Value {
        let out = w.run(&[args, &["--report", "json"]].concat());
        let report: serde_json::Value = serde_json::from_str(&out.stdout).expect(&out.stdout);
        assert_eq!(report["status"].as_i64(), out.status.map(i64::from));
        report
    };
    let nothing = report(&["generate", REQ, "--format", "md"]);
    assert_eq!((nothing["written"].as_array().map(Vec::len), &nothing["status"]), (Some(0), &0.into()));
    let refused = report(&["generate", REQ, "--seed", "other"]);
    assert!(refused["refused"][0].as_str().expect("a text").contains("would change"), "{refused}");
    change(&w);
    let dry = report(&["generate", REQ, "--format", "md", "--dry-run"]);
    let done = report(&["generate", REQ, "--format", "md"]);
    assert_eq!((&dry["written"], &dry["removed"]), (&done["written"], &done["removed"]));
    assert_eq!((&dry["dry_run"], &done["dry_run"]), (&true.into(), &false.into()));
    let form = format!("{LOOP}/scorecards/technical-depth--zoe-quist.md");
    assert!(done["written"].as_array().expect("a list").contains(&form.into()), "{done}");
    w.write(ROLE, "role: payments-api-tpm\ndepht: middle\n");
    let broken = report(&["generate", REQ]);
    assert_eq!(broken["findings"][1]["code"], "unknown-key", "{broken}");
    let usage = report(&["certificate", "no-such-req"]);
    assert!(usage["error"].as_str().expect("a text").contains("there is no req"), "{usage}");
}

#[test]
fn a_loop_that_is_replaced_takes_the_particulars_to_the_candidates_in_one_run() {
    let w = desk();
    let before = interviews(&w);
    change(&w);
    w.write(ROLE, w.read(ROLE).replace("core: 0.3", "core: 0.6"));
    w.run(&["generate", REQ, "--format", "md"]).fails(1, &["would change"]);
    let said = w.run(&["generate", REQ, "--format", "md", "--force"]);
    assert!(
        said.succeeds().stdout.contains("the kits of 2 candidates were written again"),
        "{}",
        said.stdout
    );
    let after = interviews(&w);
    assert!(before["loop"] != after["loop"] && before["candidate-0001"] == after["candidate-0001"]);
    assert!(w.read(&format!("{CANDIDATES}/candidate-0001/kit.md")).contains("Zoë Quist"));
    let again = w.run(&["generate", REQ, "--format", "md"]);
    assert!(again.succeeds().stdout.contains("nothing to do"), "{}", again.stdout);
    w.run(&["verify"]).succeeds();
}

/// Texts of must-haves without ids are exchanged or reworded: the ids stay with the competency.
#[test]
fn must_haves_without_ids_may_be_reworded() {
    let w = site();
    let spec = |list: &str| {
        format!(
            "role: {REQ}\ntitle: T\nbank: technical-product-manager\nlevel: senior\ndepth: middle\nmust_haves:\n{list}"
        )
    };
    let one =
        |text: &str, competency: &str| format!("  - {{ text: \"{text}\", competency: {competency} }}\n");
    let (a, c, d) = (one("Alpha", "api-design"), one("Gamma", "spec-writing"), one("Delta", "data-fluency"));
    w.write(ROLE, spec(&format!("{a}{c}{d}")));
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let before = base(&w);
    let exchanged = format!("{a}{}{}", one("Delta", "spec-writing"), one("Gamma", "data-fluency"));
    let moved = format!("{}{c}{d}", one("Another", "api-design"));
    for list in [exchanged, moved] {
        w.write(ROLE, spec(&list));
        w.run(&["generate", REQ, "--format", "json"]).succeeds();
        let after = base(&w);
        assert_eq!((&before.digest, &before.rule), (&after.digest, &after.rule), "{list}");
        w.run(&["verify"]).succeeds();
    }
    let twice = format!("{a}{}", one("Alpha", "api-design"));
    w.write(ROLE, spec(&twice));
    w.run(&["generate", REQ, "--format", "json"]).fails(1, &["observes alpha -> alpha, alpha-2"]);
    w.run(&["generate", REQ, "--format", "json", "--force"]).succeeds();
    let ids: Vec<String> = base(&w).role.must_haves.iter().map(|m| m.id.clone()).collect();
    assert_eq!(ids, ["alpha", "alpha-2"]);
}

#[test]
fn another_name_of_a_candidate_reaches_the_forms() {
    let w = desk();
    let file = format!("{CANDIDATES}/candidate-0001/candidate.yaml");
    w.write(&file, format!("{}name: \"Łukasz Wójcik\"\n", w.read(&file)));
    let form = format!("{CANDIDATES}/candidate-0001/scorecards/api-design--mireille-dubois.md");
    assert!(!w.read(&form).contains("Łukasz"));
    let before = kit(&w, "candidate-0001");
    let said = w.run(&["generate", REQ, "--format", "md"]);
    assert!(
        said.succeeds().stdout.contains(
            "particulars changed (names or arrangements of candidates); the kit of 1 candidate was"
        ),
        "{}",
        said.stdout
    );
    assert!(w.read(&form).contains("Łukasz Wójcik"));
    assert_eq!(before, kit(&w, "candidate-0001"));
    assert!(w.run(&["generate", REQ, "--format", "md"]).succeeds().stdout.contains("nothing to do"));
}

#[test]
fn an_interviewer_of_a_like_name_gets_a_form_and_the_filled_in_one_is_kept() {
    let w = desk();
    let form = format!("{CANDIDATES}/candidate-0001/scorecards/technical-depth--j-chen.md");
    let filled = w.read(&form).replacen("- [ ] **3**", "- [x] **3**", 1);
    w.write(&form, &filled);
    w.write(ROLE, w.read(ROLE).replace("\"J. Chen\"", "\"J. Chén\""));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert!(w.read(&form).contains("J. Chén"), "the form of the new person");
    let past = format!(
        "{CANDIDATES}/candidate-0001/history/{}/scorecards/technical-depth--j-chen.md",
        &kit(&w, "candidate-0001").digest[7..19]
    );
    assert_eq!(w.read(&past), filled);
    w.run(&["verify"]).succeeds();
}

#[test]
fn a_form_that_names_another_person_is_a_difference() {
    let w = desk();
    let forms = format!("{CANDIDATES}/candidate-0001/scorecards");
    let (one, other) =
        (format!("{forms}/technical-depth--j-chen.md"), format!("{forms}/technical-depth--a-rivera.md"));
    let issued = w.read(&one);
    w.write(&one, issued.replace("| J. Chen<br>", "| Someone Else<br>"));
    w.run(&["verify"]).fails(4, &[]);
    w.write(&one, w.read(&other));
    w.run(&["verify"]).fails(4, &[]);
    w.write(&one, issued.replacen("<!-- lines: fill 6 16 -->", "She asked who would be called.", 1));
    w.run(&["verify"]).succeeds();
}

/// A later version adds keys. This one does not drop them, and does not stop where it has nothing to write.
#[test]
fn a_kit_that_knows_more_is_left_as_it_is() {
    use sha2::{Digest, Sha256};
    let w = desk();
    let file = format!("{CANDIDATES}/candidate-0001/kit.json");
    let mut kit: serde_json::Value = serde_json::from_str(&w.read(&file)).expect("JSON");
    kit["role"]["salutation"] = "Dear".into();
    kit.as_object_mut().expect("an object").remove("file");
    let hex: String = Sha256::digest(kit.to_string()).iter().map(|b| format!("{b:02x}")).collect();
    kit["file"] = format!("sha256:{hex}").into();
    w.write(&file, format!("{kit:#}\n"));
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    change(&w);
    w.run(&["generate", REQ, "--format", "md"])
        .fails(5, &["candidate-0001/kit.json", "does not know", "update"]);
    assert!(w.read(&file).contains("salutation"));
}

#[test]
fn a_dry_run_says_what_the_run_would_refuse() {
    let w = desk();
    let page = format!("{LOOP}/kit.md");
    w.write(&page, w.read(&page) + "\nMy own words.\n");
    let dry = |w: &Workspace| {
        let out = w.run(&["generate", REQ, "--format", "md", "--dry-run", "--report", "json"]);
        let report: serde_json::Value = serde_json::from_str(&out.succeeds().stdout).expect("JSON");
        (
            report["refused"].as_array().expect("a list").len(),
            report["written"].as_array().expect("a list").len(),
        )
    };
    let (refused, written) = dry(&w);
    assert!(refused > 1 && written == 0);
    let w = desk();
    w.write(ROLE, w.read(ROLE).replace("core: 0.3", "core: 0.6"));
    let (refused, written) = dry(&w);
    assert!(refused > 1 && written == 0);
}

#[test]
fn a_certificate_that_was_changed_is_told_and_never_lost() {
    let w = desk();
    let page = format!("kits/{REQ}/equivalence.md");
    let noted = w.read(&page) + "\nA note of our lawyer.\n";
    for without_record in [false, true] {
        w.write(&page, &noted);
        if without_record {
            std::fs::remove_file(w.path(&format!("kits/{REQ}/pages.json"))).expect("there");
        } else {
            let said = w.run(&["verify"]);
            assert!(
                said.fails(4, &[]).stdout.contains("equivalence.md: was changed by hand"),
                "{}",
                said.stdout
            );
        }
        let said = w.run(&["certificate", REQ, "--format", "md"]);
        assert!(said.succeeds().stderr.contains("moved to `history/"), "{}", said.stderr);
        w.run(&["verify"]).succeeds();
        let kept = tree(&w.path(&format!("kits/{REQ}/history"))).into_values().any(|b| b == noted.as_bytes());
        assert!(kept, "without a record: {without_record}");
    }
}
