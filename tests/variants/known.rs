//! A question that one candidate alone knows is replaced in that candidate's kit.

use panelkit::model::{Kit, KitSlot};

use crate::common::{Output, Workspace};
use crate::site::{CANDIDATES, REQ, base, issue, kit, questions, site, tree};

fn issued(mode: &str) -> Workspace {
    let w = site();
    issue(&w, &["--mode", mode, "--candidates", "ana", "ben", "cid", "--format", "md"]).succeeds();
    w
}

fn replace(w: &Workspace, candidate: &str, more: &[&str]) -> Output {
    w.run(&[&["reissue", REQ, "--candidate", candidate], more].concat())
}

fn slot(kit: &Kit, core: bool) -> KitSlot {
    kit.slots().find(|s| s.core == core).expect("a slot").clone()
}

/// Slots with other questions.
fn changes(a: &Kit, b: &Kit) -> Vec<String> {
    let pairs = a.slots().zip(b.slots()).filter(|(a, b)| a.question.id != b.question.id);
    pairs.map(|(a, _)| a.id.clone()).collect()
}

#[test]
fn one_slot_of_one_candidate_changes_and_the_kit_can_be_drawn_again() {
    for mode in ["stable", "balanced"] {
        let w = issued(mode);
        let (old, others) = (kit(&w, "ana"), [kit(&w, "ben"), kit(&w, "cid"), base(&w)]);
        let gone = slot(&old, false);
        let before = tree(w.root());
        let dry = replace(&w, "ana", &["--slot", &gone.id, "--dry-run"]);
        let line = format!("  {}: `{}` (known to this candidate) -> `", gone.id, gone.question.id);
        assert!(dry.succeeds().stdout.contains(&line), "{}", dry.stdout);
        assert!(before == tree(w.root()), "a dry run writes nothing");
        let said = replace(&w, "ana", &["--slot", &gone.id]);
        assert!(said.succeeds().stdout.contains(&line), "{}", said.stdout);
        let new = kit(&w, "ana");
        assert_eq!(changes(&old, &new), [gone.id.as_str()], "{mode}");
        let record = new.issue.clone().expect("issued");
        assert_eq!(record.supersedes.as_ref(), Some(&old.digest));
        assert_eq!((&record.replaced[0].slot, &record.replaced[0].question), (&gone.id, &gone.question.id));
        assert_eq!(record.replaced[0].by, None);
        assert_eq!(others, [kit(&w, "ben"), kit(&w, "cid"), base(&w)]);
        w.run(&["verify", REQ]).succeeds();
        let verified = w.run(&["verify", REQ]).stdout;
        assert_eq!(verified.matches("its inputs and seed give the same kit").count(), 4, "{verified}");
        // The candidate tells of more questions: the first one does not come back.
        for _ in 0..3 {
            replace(&w, "ana", &["--slot", &gone.id]).succeeds();
            assert!(!questions(&kit(&w, "ana")).contains(&gone.question.id), "{mode}");
            w.run(&["verify", REQ]).succeeds();
        }
        issue(&w, &["--candidates", "dan", "--format", "md"]).succeeds();
        w.run(&["verify", REQ]).succeeds();
    }
}

#[test]
fn a_core_question_is_replaced_and_the_certificate_lists_it() {
    let w = issued("balanced");
    let old = kit(&w, "ana");
    let gone = slot(&old, true);
    let said = replace(&w, "ana", &["--slot", &gone.id]);
    assert!(said.succeeds().stdout.contains("a core slot: the certificate lists"), "{}", said.stdout);
    let new = kit(&w, "ana");
    assert_eq!(changes(&old, &new), [gone.id.as_str()]);
    let page = w.read(&format!("kits/{REQ}/equivalence.md"));
    assert!(page.contains("which this candidate knew"), "{page}");
    w.run(&["verify", REQ]).succeeds();
    // Further candidates still get the loop's question there.
    issue(&w, &["--candidates", "dan", "--format", "md"]).succeeds();
    assert!(questions(&kit(&w, "dan")).contains(&gone.question.id));
    // A leak of another core question repairs all kits, and the known question does not come back.
    let other = base(&w).slots().filter(|s| s.core).nth(1).expect("a second core slot").question.id.clone();
    w.run(&["bank", "compromise", &other]).succeeds();
    w.run(&["reissue", REQ]).succeeds();
    let ana = kit(&w, "ana");
    assert!(!questions(&ana).contains(&gone.question.id) && !questions(&ana).contains(&other));
    assert_eq!(ana.issue.as_ref().map(|issue| issue.replaced.len()), Some(1));
    assert!(questions(&kit(&w, "ben")).contains(&gone.question.id));
    w.run(&["verify", REQ, "--quiet"]).succeeds();
    let mine = w.run(&["verify", &format!("{CANDIDATES}/ana/kit.json")]);
    assert!(mine.succeeds().stdout.contains("its inputs and seed give the same kit"), "{}", mine.stdout);
    let again = w.run(&["reissue", REQ]);
    assert!(again.succeeds().stdout.contains("nothing to repair"), "{}", again.stdout);
}

#[test]
fn a_person_may_choose_the_question_and_hears_why_another_does_not_fit() {
    let w = issued("balanced");
    let old = kit(&w, "ana");
    let gone = slot(&old, false);
    // Whatever the draw takes can be chosen too.
    let dry = replace(&w, "ana", &["--slot", &gone.id, "--dry-run", "--report", "json"]);
    let report: serde_json::Value = serde_json::from_str(&dry.succeeds().stdout).expect("JSON");
    let change = &report["outcome"]["plan"]["repairs"][0]["slots"][0];
    assert_eq!((&change["status"], &change["core"]), (&"known".into(), &false.into()), "{report:#}");
    let fits = change["after"].as_str().expect("an id").to_owned();
    let run = |question: &str| replace(&w, "ana", &["--slot", &gone.id, "--for", question]);
    let before = tree(w.root());
    let there = old.slots().find(|s| s.id != gone.id).expect("another").question.id.clone();
    run(&there).fails(1, &["cannot take the place of", "is in the kit already", "= help:"]);
    run(&format!("{fits}x")).fails(2, &["has no question", &format!("did you mean `{fits}`?")]);
    let elsewhere =
        base(&w).slots().find(|s| s.competency != gone.competency).expect("another").competency.clone();
    let listed = w.run(&["bank", "list", "technical-product-manager", "--competency", &elsewhere, "--json"]);
    let line =
        listed.succeeds().stdout.lines().map(|l| serde_json::from_str::<serde_json::Value>(l).expect("JSON"));
    let other =
        line.filter_map(|q| q["id"].as_str().map(str::to_owned)).find(|id| !questions(&old).contains(id));
    run(&other.expect("a question")).fails(1, &[&format!("is for `{elsewhere}` at")]);
    replace(&w, "ana", &[]).fails(2, &["name the slot", &gone.question.id, "--slot SLOT"]);
    replace(&w, "anna", &["--slot", &gone.id]).fails(2, &["did you mean `ana`?"]);
    let typo = gone.id.replace('.', "-.");
    replace(&w, "ana", &["--slot", &typo]).fails(2, &[&format!("did you mean `{}`?", gone.id)]);
    w.run(&["reissue", REQ, "--slot", &gone.id]).fails(2, &["--candidate"]);
    assert!(before == tree(w.root()), "a refused run wrote something");
    run(&fits).succeeds();
    let new = kit(&w, "ana");
    assert_eq!(changes(&old, &new), [gone.id.as_str()]);
    assert_eq!(new.issue.as_ref().and_then(|i| i.replaced[0].by.clone()), Some(fits.clone()));
    w.run(&["verify", REQ]).succeeds();
    let before = tree(w.root());
    let again = run(&fits);
    assert!(again.succeeds().stdout.contains("nothing to do"), "{}", again.stdout);
    assert!(before == tree(w.root()), "the second run wrote something");
    run(&gone.question.id).fails(1, &["was replaced before, because this candidate knew it"]);
    w.run(&["bank", "retire", &fits]).succeeds();
    replace(&w, "ben", &["--slot", &gone.id, "--for", &fits]).fails(1, &["is retired"]);
    w.run(&["held", REQ, "ben", "--date", "2026-05-21"]).succeeds();
    replace(&w, "ben", &["--slot", &gone.id]).fails(1, &["was held on 2026-05-21"]);
}

#[test]
fn a_bank_without_another_question_says_so() {
    let w = issued("balanced");
    let old = kit(&w, "ana");
    let gone = slot(&old, false);
    let listed = w.run(&["bank", "list", "technical-product-manager", "--json"]);
    for line in listed.succeeds().stdout.lines() {
        let q: serde_json::Value = serde_json::from_str(line).expect("JSON");
        let id = q["id"].as_str().expect("an id");
        if q["competency"] == gone.competency.as_str()
            && q["depth"] == gone.depth.as_str()
            && !questions(&old).contains(&id.to_owned())
        {
            w.run(&["bank", "retire", id]).succeeds();
        }
    }
    let before = tree(&w.path("kits"));
    replace(&w, "ana", &["--slot", &gone.id]).fails(3, &["no-variant", &gone.question.id, "is retired"]);
    assert!(before == tree(&w.path("kits")));
}
