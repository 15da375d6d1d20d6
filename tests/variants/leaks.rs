//! Questions that are edited, withdrawn or leaked after kits with them were issued.

use std::collections::BTreeMap;

use crate::common::Workspace;
use crate::site::{CANDIDATES, REQ, base, issue, kit, questions, site, tree};

fn issued(mode: &str, count: &str) -> Workspace {
    let w = site();
    issue(&w, &["--mode", mode, "--count", count, "--format", "md"]).succeeds();
    w
}

/// The candidates whose kit holds a question.
fn holders(w: &Workspace, question: &str) -> Vec<String> {
    let all = w.names(CANDIDATES).into_iter();
    all.filter(|id| questions(&kit(w, id)).iter().any(|q| q == question)).collect()
}

/// A rotating question that several candidates have.
fn common(w: &Workspace) -> String {
    let mut uses: BTreeMap<String, usize> = BTreeMap::new();
    for id in w.names(CANDIDATES) {
        for slot in kit(w, &id).slots().filter(|s| !s.core) {
            *uses.entry(slot.question.id.clone()).or_default() += 1;
        }
    }
    uses.into_iter().max_by_key(|(_, n)| *n).expect("a question").0
}

/// The file that a question stands in.
fn file_of(w: &Workspace, question: &str) -> String {
    let shown = w.run(&["bank", "show", question]);
    let place = shown.stdout.split(['(', ')']).nth(1).expect("a place").to_owned();
    place.split(':').next().expect("a file").to_owned()
}

#[test]
fn no_edit_of_the_bank_changes_an_issued_kit() {
    let w = issued("balanced", "8");
    let before = tree(&w.path(CANDIDATES));
    let question = common(&w);
    let file = file_of(&w, &question);
    let text = w.read(&file);
    let at = text.find(&format!("id: {question}\n")).expect("there");
    let prompt = at + text[at..].find("prompt: \"").expect("a prompt") + 9;
    w.write(&file, format!("{}Edited. {}", &text[..prompt], &text[prompt..]));
    issue(&w, &["--count", "9", "--format", "md"]).succeeds();
    let next = text[at..].find("\n  - id: ").map_or(text.len(), |n| at + n + 1);
    let begin = text[..at].rfind("  - ").expect("an item");
    let gone = text[..begin].to_owned() + &text[next..];
    w.write(&file, gone);
    let unnamed = w.run(&["check"]);
    if unnamed.status == Some(0) {
        issue(&w, &["--count", "10", "--format", "md"]).succeeds();
    }
    let after = tree(&w.path(CANDIDATES));
    assert!(before.iter().all(|(name, bytes)| after.get(name) == Some(bytes)));
    assert!(after.len() > before.len());
}

#[test]
fn withdrawing_a_question_changes_its_status_and_no_other_byte() {
    let w = site();
    let question = "api-limit-cut";
    let file = file_of(&w, question);
    let crlf = w.read(&file).replace('\n', "\r\n") + "# the end, with a tab\t\u{e9}";
    w.write(&file, format!("\u{feff}{crlf}"));
    w.run(&["bank", "retire", question]).succeeds();
    let line = format!("  - id: {question}\r\n");
    let wanted = crlf.replacen(&line, &format!("{line}    status: retired\r\n"), 1);
    assert_eq!(w.read(&file), format!("\u{feff}{wanted}"));
    w.run(&["bank", "compromise", question]).succeeds();
    assert_eq!(
        w.read(&file),
        format!("\u{feff}{}", wanted.replacen("status: retired", "status: compromised", 1))
    );
    let again = w.run(&["bank", "compromise", question]);
    assert!(again.succeeds().stdout.contains("already"));
    w.run(&["bank", "retire", "api-limit-cat"]).fails(2, &["did you mean `api-limit-cut`"]);
}

#[test]
fn a_question_of_a_bank_inside_the_program_is_withdrawn_by_a_bank_that_extends_it() {
    let w = Workspace::new();
    w.run(&["bank", "retire", "api-limit-cut"]).succeeds();
    let folder = "question_banks/technical-product-manager";
    assert_eq!(w.names(folder), ["bank.yaml"]);
    assert!(w.read(&format!("{folder}/bank.yaml")).contains("api-limit-cut: retired"));
    assert!(w.run(&["bank", "retire", "api-limit-cut"]).succeeds().stdout.contains("already"));
}

#[test]
fn a_leak_reissues_exactly_the_kits_that_hold_it_and_were_not_held() {
    for mode in ["stable", "balanced"] {
        let w = issued(mode, "16");
        let question = common(&w);
        let affected = holders(&w, &question);
        assert!(affected.len() > 1);
        let held = &affected[0];
        let file = format!("{CANDIDATES}/{held}/candidate.yaml");
        w.write(&file, w.read(&file).replace("held: false", "held: 2026-11-02"));
        let before = tree(&w.path(CANDIDATES));
        let old: BTreeMap<&String, _> = affected.iter().map(|id| (id, kit(&w, id))).collect();
        w.run(&["bank", "compromise", &question]).succeeds();
        let checked = w.run(&["check"]);
        let of_loop = usize::from(questions(&base(&w)).contains(&question));
        assert_eq!(
            checked.succeeds().stderr.matches("warning[withdrawn-question]").count(),
            affected.len() - 1 + of_loop
        );
        let dry = w.run(&["reissue", REQ, "--dry-run"]);
        assert!(
            dry.succeeds()
                .stdout
                .contains(&format!("{held}: the interview was held on 2026-11-02 with `{question}`"))
        );
        assert!(before == tree(&w.path(CANDIDATES)), "a dry run writes nothing");
        w.run(&["reissue", REQ]).succeeds();
        for id in w.names(CANDIDATES) {
            let changed = affected.contains(&id) && id != *held;
            let now = w.read(&format!("{CANDIDATES}/{id}/kit.json"));
            let then = &before[&format!("{id}/kit.json")];
            assert_eq!(now.as_bytes() != then.as_slice(), changed, "{id}");
        }
        for id in affected.iter().filter(|id| *id != held) {
            let (then, now) = (&old[id], kit(&w, id));
            let differing = then.slots().zip(now.slots()).filter(|(a, b)| a.question != b.question).count();
            assert_eq!(differing, 1, "{id}: one slot is enough");
            assert!(!questions(&now).contains(&question));
            assert_eq!(now.issue.expect("issued").supersedes.as_ref(), Some(&then.digest));
            let past = format!("{CANDIDATES}/{id}/history/{}/kit.json", &then.digest[7..19]);
            assert_eq!(w.read(&past).as_bytes(), before[&format!("{id}/kit.json")], "the old kit is kept");
        }
        // What was repaired can be drawn again; the others were drawn from the bank as it was.
        let verified = w.run(&["verify", REQ]);
        assert!(
            verified
                .succeeds()
                .stdout
                .contains("unchanged since it was issued; not drawn again, because the bank or the role spec has changed"),
            "{}",
            verified.stdout
        );
        for id in affected.iter().filter(|id| *id != held) {
            assert!(
                verified.stdout.contains(&format!(
                    "{id}/kit.json: unchanged since it was issued; its inputs and seed give the same kit"
                )),
                "{mode}\n{}",
                verified.stdout
            );
        }
        let again = w.run(&["reissue", REQ]);
        assert!(again.succeeds().stdout.contains("nothing to repair"), "{}", again.stdout);
    }
}

#[test]
fn a_leaked_core_question_is_replaced_by_the_same_one_for_all() {
    let w = issued("balanced", "6");
    let core = base(&w).slots().find(|s| s.core).expect("a core").question.id.clone();
    w.run(&["bank", "compromise", &core]).succeeds();
    issue(&w, &["--candidates", "late", "--format", "md"]).fails(1, &["other-loop", "panelkit reissue"]);
    w.run(&["reissue", REQ]).succeeds();
    let base = base(&w);
    for id in w.names(CANDIDATES) {
        let kit = kit(&w, &id);
        assert!(base.slots().zip(kit.slots()).all(|(a, b)| !a.core || a.question == b.question), "{id}");
        assert!(!questions(&kit).contains(&core));
    }
    issue(&w, &["--candidates", "late", "--format", "md"]).succeeds();
    w.run(&["verify", REQ, "--quiet"]).succeeds();
}

#[test]
fn notes_on_a_form_go_into_the_history_with_its_kit() {
    let w = issued("balanced", "4");
    let question = common(&w);
    let id = holders(&w, &question).remove(0);
    let forms = format!("{CANDIDATES}/{id}/scorecards");
    let form = w.names(&forms).remove(0);
    let text = w.read(&format!("{forms}/{form}")) + "\nShe said that the limit was never published.\n";
    w.write(&format!("{forms}/{form}"), &text);
    let old = kit(&w, &id).digest;
    w.run(&["bank", "compromise", &question]).succeeds();
    let out = w.run(&["reissue", REQ]);
    assert!(out.succeeds().stderr.contains("moved to `history/"), "{}", out.stderr);
    let kept = w.read(&format!("{CANDIDATES}/{id}/history/{}/scorecards/{form}", &old[7..19]));
    assert_eq!(kept, text);
    assert!(!w.read(&format!("{forms}/{form}")).contains("She said"));
}

#[test]
fn what_cannot_be_read_is_never_replaced() {
    let w = issued("balanced", "3");
    // A file, and a folder in the place of a kit: as root, no permission can be taken away.
    w.write(&format!("{CANDIDATES}/candidate-0004"), "precious");
    issue(&w, &["--count", "4", "--format", "md"])
        .fails(5, &["candidate-0004", "it is a file, not a folder", "help:"]);
    assert_eq!(w.read(&format!("{CANDIDATES}/candidate-0004")), "precious");
    std::fs::remove_file(w.path(&format!("{CANDIDATES}/candidate-0004"))).expect("there");
    std::fs::create_dir_all(w.path(&format!("{CANDIDATES}/candidate-0004/kit.json"))).expect("a folder");
    issue(&w, &["--count", "4", "--format", "md"])
        .fails(5, &["kit.json", "it is a folder, not a file", "help:"]);
    w.run(&["reissue", REQ]).fails(5, &["kit.json"]);
}

#[test]
fn a_kit_that_is_gone_is_not_issued_again() {
    let w = issued("balanced", "3");
    std::fs::remove_file(w.path(&format!("{CANDIDATES}/candidate-0002/kit.json"))).expect("there");
    let before = tree(&w.path(CANDIDATES));
    issue(&w, &["--count", "3", "--format", "md"])
        .fails(5, &["candidate-0002", "its kit is missing", "version control"]);
    let file = format!("{CANDIDATES}/candidate-0003/candidate.yaml");
    w.write(&file, "held: 2026-05-01\n");
    std::fs::remove_dir_all(w.path(&format!("{CANDIDATES}/candidate-0003/scorecards"))).expect("there");
    for page in ["kit.json", "kit.md", "preparation.md", "handouts--technical-depth.md"] {
        let _ = std::fs::remove_file(w.path(&format!("{CANDIDATES}/candidate-0003/{page}")));
    }
    issue(&w, &["--candidates", "candidate-0003", "--format", "md"]).fails(5, &["held on 2026-05-01"]);
    assert!(before.contains_key("candidate-0002/kit.md"));
}

#[test]
fn the_loop_is_the_loop() {
    let w = issued("balanced", "2");
    let base = w.read(&format!("kits/{REQ}/loop/kit.json"));
    w.write(&format!("kits/{REQ}/loop/kit.json"), w.read(&format!("{CANDIDATES}/candidate-0002/kit.json")));
    issue(&w, &["--count", "3", "--format", "md"]).fails(1, &["bad-kit", "not the loop", "candidate-0002"]);
    w.write(&format!("kits/{REQ}/loop/kit.json"), base);
    let out = format!("{CANDIDATES}/candidate-0002");
    w.run(&["generate", REQ, "--out", &out, "--force"]).fails(2, &["issued"]);
    // A loop that is replaced stays in the history, so that the kits parallel to it can be drawn again.
    let w = w.edit("kits/payments-api-tpm/role.yaml", "A. Rivera", "B. Other");
    w.run(&["generate", REQ, "--format", "md"]).succeeds();
    assert!(!w.path(&format!("kits/{REQ}/loop/history")).exists(), "particulars make no history");
    let w = w.edit("kits/payments-api-tpm/role.yaml", "core: 0.3", "core: 0.6");
    w.run(&["generate", REQ, "--format", "md"]).fails(1, &["2 candidates have a kit", "panelkit reissue"]);
    w.run(&["generate", REQ, "--format", "md", "--force"]).succeeds();
    w.run(&["verify", REQ]).succeeds();
    assert_eq!(w.names(&format!("kits/{REQ}/loop/history")).len(), 1);
}

#[test]
fn a_repaired_loop_is_what_generate_gives() {
    let w = issued("balanced", "2");
    let core = base(&w).slots().find(|s| s.core).expect("a core").question.id.clone();
    w.run(&["bank", "retire", &core]).succeeds();
    w.run(&["reissue", REQ]).succeeds();
    let said = w.run(&["generate", REQ, "--format", "md"]);
    assert!(said.succeeds().stdout.contains("nothing to do"), "{}", said.stdout);
}

#[test]
fn the_certificate_names_what_leaked() {
    let w = issued("balanced", "4");
    let question = common(&w);
    let held = holders(&w, &question).remove(0);
    let file = format!("{CANDIDATES}/{held}/candidate.yaml");
    w.write(&file, w.read(&file).replace("held: false", "held: 2026-11-02"));
    w.run(&["bank", "compromise", &question]).succeeds();
    w.run(&["reissue", REQ]).succeeds();
    let text = w.read(&format!("kits/{REQ}/equivalence.md"));
    let line = text.lines().find(|l| l.contains("compromised since it was issued")).expect("a difference");
    assert!(line.contains(&question) && line.contains(&format!("{held} (held 2026-11-02)")), "{line}");
    assert!(text.contains("1 of these interviews has been held so far"));
}
