//! What all candidates share, and what the certificate says of it.

use serde_json::Value;

use crate::site::{CANDIDATES, REQ, base, issue, kit, questions, site};

#[test]
fn two_hundred_candidates_have_one_interview_with_other_questions() {
    let w = site();
    issue(&w, &["--count", "200", "--format", "json"]).succeeds();
    let base = base(&w);
    let mut seen = std::collections::BTreeSet::new();
    for n in 1..=200 {
        let kit = kit(&w, &format!("candidate-{n:04}"));
        for (a, b) in base.slots().zip(kit.slots()) {
            assert_eq!((&a.id, &a.competency, &a.depth, a.core), (&b.id, &b.competency, &b.depth, b.core));
            assert!(!a.core || a.question == b.question, "{} is core", a.id);
        }
        let minutes = |kit: &panelkit::model::Kit| -> Vec<(u32, usize)> {
            kit.rounds.iter().map(|r| (r.minutes, r.slots.len())).collect()
        };
        assert_eq!(minutes(&base), minutes(&kit));
        for round in &kit.rounds {
            let asked: u32 = round.slots.iter().map(|s| s.question.minutes).sum();
            assert!(asked + round.opening + round.closing <= round.minutes);
        }
        seen.insert(questions(&kit));
    }
    assert_eq!(seen.len(), 200, "no two kits are the same");
    let text = w.read(&format!("kits/{REQ}/equivalence.json"));
    let certificate: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(certificate["equivalent"], true);
    assert_eq!(certificate["candidates"].as_array().map(Vec::len), Some(200));
    let spread = &certificate["spread"];
    let (most, bound) =
        (spread["most"].as_f64().expect("a number"), spread["bound"].as_f64().expect("a number"));
    assert!(most <= bound * 1.02, "exposure {most} against {bound}");
    let overlap = |key: &str| spread["overlap"][key].as_f64().expect("a number");
    assert!(overlap("mean") <= overlap("bound") * 1.08, "{} {}", overlap("mean"), overlap("bound"));
    // What the certificate says of uses is what the kits hold.
    let used = &spread["used"][0];
    let id = used["question"].as_str().expect("an id");
    let holding =
        (1..=200).filter(|n| questions(&kit(&w, &format!("candidate-{n:04}"))).contains(&id.to_owned()));
    assert_eq!(used["kits"].as_u64(), Some(holding.count() as u64));
    w.run(&["verify", REQ, "--quiet"]).succeeds();
}

#[test]
fn what_was_issued_stays_and_more_can_follow() {
    let w = site();
    let first = issue(&w, &["--candidates", "ana", "ben", "--format", "json"]);
    assert!(first.succeeds().stdout.contains("2 issued, 0 unchanged"), "{}", first.stdout);
    let before = w.read(&format!("{CANDIDATES}/ana/kit.json"));
    let second = issue(&w, &["--candidates", "ben", "cleo", "ana", "--format", "json"]);
    assert!(second.succeeds().stdout.contains("1 issued, 2 unchanged"), "{}", second.stdout);
    assert_eq!(before, w.read(&format!("{CANDIDATES}/ana/kit.json")));
    assert_eq!(kit(&w, "cleo").issue.expect("issued").after, [kit(&w, "ben").digest]);
    // Pages that were not asked for before are made from the kits as issued.
    let third = issue(&w, &["--candidates", "ana", "--format", "md"]);
    assert!(
        third.succeeds().stdout.contains("0 issued, 1 unchanged (1 given pages that they lacked)"),
        "{}",
        third.stdout
    );
    assert_eq!(before, w.read(&format!("{CANDIDATES}/ana/kit.json")));
    assert!(w.path(&format!("{CANDIDATES}/ana/kit.md")).is_file());
    assert!(w.names(&format!("{CANDIDATES}/ana/scorecards")).len() >= 5);
    w.run(&["verify", REQ]).succeeds();
}

#[test]
fn the_certificate_can_be_read_by_a_lawyer_and_a_manager() {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "cleo", "--format", "md,pdf", "--no-scorecards"]).succeeds();
    let text = w.read(&format!("kits/{REQ}/equivalence.md"));
    for words in [
        "# Equivalence certificate",
        "## What is claimed",
        "## What is not claimed",
        "parallel by blueprint",
        "not *statistically equated*",
        "## Differences",
        "## Proof, question by question",
        "**Exposure.**",
        "**Overlap.**",
        "| ana |",
        "| ben |",
        "| cleo |",
        "panelkit verify payments-api-tpm",
    ] {
        assert!(text.contains(words), "lacks `{words}`");
    }
    for slot in base(&w).slots() {
        assert!(text.contains(&slot.competency_name.replace('&', "&amp;")), "{}", slot.competency_name);
    }
    let pdf = std::fs::read(w.path(&format!("kits/{REQ}/equivalence.pdf"))).expect("a PDF");
    assert!(pdf.starts_with(b"%PDF-1.7"));
    let again = w.path(&format!("kits/{REQ}/equivalence.md"));
    std::fs::remove_file(&again).expect("there");
    w.run(&["certificate", REQ, "--format", "md"]).succeeds();
    assert_eq!(text, w.read(&format!("kits/{REQ}/equivalence.md")));
    assert!(!w.run(&["verify", REQ]).succeeds().stdout.contains("note:"));
    let w = w.edit(&format!("kits/{REQ}/equivalence.json"), "\"kits\": 3", "\"kits\": 4");
    let said = w.run(&["verify", REQ]);
    assert!(said.fails(4, &[]).stdout.contains("panelkit certificate"), "{}", said.stdout);
    assert!(said.stdout.contains("equivalence.json: was changed by hand"), "{}", said.stdout);
    std::fs::remove_dir_all(w.path(&format!("{CANDIDATES}/ben"))).expect("there");
    let note = issue(&w, &["--candidates", "dev", "--format", "json"]);
    assert!(
        note.succeeds().stderr.contains("a kit issued before that of `cleo` is missing"),
        "{}",
        note.stderr
    );
}

#[test]
fn strict_kits_agree_in_type() {
    let w = site().edit("kits/payments-api-tpm/role.yaml", "core: 0.3", "core: 0.3\nequivalence: strict");
    issue(&w, &["--count", "12", "--format", "json"]).succeeds();
    let base = base(&w);
    for n in 1..=12 {
        let kit = kit(&w, &format!("candidate-{n:04}"));
        assert!(base.slots().zip(kit.slots()).all(|(a, b)| a.question.kind == b.question.kind));
    }
    w.run(&["verify", REQ, "--quiet"]).succeeds();
}

#[test]
fn an_empty_bank_for_a_slot_is_told_with_what_to_write() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "json"]).succeeds();
    let all = w.run(&["bank", "list", "technical-product-manager", "--json"]);
    let slot = base(&w).slots().find(|s| !s.core).cloned().expect("a rotating slot");
    for line in all.stdout.lines() {
        let question: Value = serde_json::from_str(line).expect("JSON");
        if question["competency"] == slot.competency.as_str() && question["depth"] == slot.depth.as_str() {
            w.run(&["bank", "retire", question["id"].as_str().expect("an id"), "--quiet"]).succeeds();
        }
    }
    let core = base(&w).slots().any(|s| s.core && s.competency == slot.competency);
    let out = issue(&w, &["--candidates", "ben", "--format", "json"]);
    if core {
        out.fails(1, &["other-loop", "panelkit reissue"]);
    } else {
        out.fails(3, &["no-variant", &slot.competency, "write"]);
    }
    assert!(!w.path(&format!("{CANDIDATES}/ben")).exists());
}
