//! `simulate`, `bank stats`, `bank list` and `diff`: figures that agree with what they are figures of.

use serde_json::Value;

use crate::site::{CANDIDATES, REQ, issue, kit, questions, site};

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {text}"))
}

#[test]
fn a_simulation_is_what_issuing_gives() {
    for mode in ["stable", "balanced"] {
        let w = site();
        let out = w.run(&["simulate", REQ, "--candidates", "30", "--mode", mode, "--format", "json"]);
        let simulated = json(&out.succeeds().stdout);
        assert!(!w.path(&format!("kits/{REQ}/loop")).exists(), "nothing is written");
        issue(&w, &["--count", "30", "--mode", mode, "--format", "json"]).succeeds();
        let issued = json(&w.read(&format!("kits/{REQ}/equivalence.json")));
        assert_eq!(simulated["spread"], issued["spread"]);
        let sums = |kit: panelkit::model::Kit| -> u32 { kit.slots().map(|s| s.question.minutes).sum() };
        let minutes: Vec<u32> = (1..=30).map(|n| sums(kit(&w, &format!("candidate-{n:04}")))).collect();
        assert_eq!(simulated["minutes"]["least"].as_u64(), minutes.iter().min().map(|n| u64::from(*n)));
        assert_eq!(simulated["minutes"]["most"].as_u64(), minutes.iter().max().map(|n| u64::from(*n)));
    }
}

#[test]
fn as_many_candidates_are_served_without_a_repeat_as_it_says() {
    let w = site();
    let simulated = json(&w.run(&["simulate", REQ, "--format", "json"]).succeeds().stdout);
    let serves = simulated["serves"].as_u64().expect("a number");
    let count = (serves + 1).to_string();
    issue(&w, &["--count", &count, "--format", "json"]).succeeds();
    let rotating = |n: u64| -> Vec<String> {
        let kit = kit(&w, &format!("candidate-{n:04}"));
        kit.slots().filter(|s| !s.core).map(|s| s.question.id.clone()).collect()
    };
    let mut seen = std::collections::BTreeSet::new();
    for n in 1..=serves {
        assert!(rotating(n).into_iter().all(|q| seen.insert(q)), "candidate {n} has a question again");
    }
    assert!(rotating(serves + 1).into_iter().any(|q| seen.contains(&q)));
    let human = w.run(&["simulate", REQ, "--candidates", "20"]);
    for words in [
        &format!("the bank serves {serves} candidate")[..],
        "scarcest:",
        "it would serve twice as many candidates",
        "worst pair",
        "exposure:",
    ] {
        assert!(human.succeeds().stdout.contains(words), "{words}\n{}", human.stdout);
    }
}

#[test]
fn pictures_are_well_formed() {
    let w = site();
    for args in [
        &["simulate", REQ, "--format", "svg"][..],
        &["bank", "stats", "technical-product-manager", "--format", "svg"],
    ] {
        let svg = w.run(args).succeeds().stdout.clone();
        assert!(
            svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"")
                && svg.trim_end().ends_with("</svg>")
        );
        for tag in ["title", "desc", "text"] {
            assert_eq!(svg.matches(&format!("<{tag}")).count(), svg.matches(&format!("</{tag}>")).count());
        }
        assert!(!svg.contains("NaN"));
    }
}

#[test]
fn the_heat_map_counts_what_the_list_lists() {
    let w = site();
    let bank = "technical-product-manager";
    let stats = json(&w.run(&["bank", "stats", bank, "--format", "json"]).succeeds().stdout);
    let list = |more: &[&str]| {
        w.run(&[&["bank", "list", bank, "--json"], more].concat()).succeeds().stdout.lines().count()
    };
    let mut all = 0;
    for row in stats["rows"].as_array().expect("rows") {
        let competency = row["competency"].as_str().expect("an id");
        for (depth, cell) in
            stats["depths"].as_array().expect("depths").iter().zip(row["cells"].as_array().expect("cells"))
        {
            let depth = depth.as_str().expect("an id");
            let count = list(&["--competency", competency, "--depth", depth, "--status", "active"]);
            assert_eq!(cell["questions"].as_u64(), Some(count as u64), "{competency} {depth}");
            all += count;
        }
    }
    assert_eq!(list(&[]), all);
    let human = w.run(&["bank", "stats", bank]);
    assert!(human.succeeds().stdout.contains(&format!("{all} questions active")), "{}", human.stdout);
    let colour = w.run(&["--color", "always", "bank", "stats", bank]);
    assert!(colour.stdout.contains("\u{1b}[48;5;") && !human.stdout.contains('\u{1b}'));
    let markdown = w.run(&["bank", "stats", bank, "--format", "md"]);
    assert!(markdown.succeeds().stdout.starts_with("| competency | shallow | middle | deep |\n| --- |"));
    w.run(&["bank", "stats", bank, "--level", "boss"]).fails(2, &["unknown level `boss`", "senior"]);
}

#[test]
fn lists_can_be_narrowed() {
    let w = site();
    let list = |more: &[&str]| w.run(&[&["bank", "list", "technical-product-manager"], more].concat());
    let found = list(&["--text", "PAYS TWICE"]);
    assert!(found.succeeds().stdout.contains("api-explain-double-charge"), "{}", found.stdout);
    assert!(list(&["--family", "api-unseen-change"]).succeeds().stdout.contains("api-limit-cut"));
    list(&["--family", "api-unseen-chance"]).fails(2, &["did you mean `api-unseen-change`"]);
    w.run(&["bank", "retire", "api-limit-cut"]).succeeds();
    assert!(list(&["--status", "retired"]).succeeds().stdout.starts_with("api-limit-cut"));
}

#[test]
fn two_kits_are_compared_slot_by_slot() {
    let w = site();
    issue(&w, &["--candidates", "ana", "ben", "--format", "json"]).succeeds();
    let path = |id: &str| format!("{CANDIDATES}/{id}/kit.json");
    let out = w.run(&["diff", &path("ana"), &path("ben"), "--format", "json"]);
    let found = json(&out.succeeds().stdout);
    let (ana, ben) = (questions(&kit(&w, "ana")), questions(&kit(&w, "ben")));
    let differing = ana.iter().zip(&ben).filter(|(a, b)| a != b).count();
    assert_eq!(found["slots"].as_array().map(Vec::len), Some(differing));
    assert_eq!(found["same"].as_u64(), Some((ana.len() - differing) as u64));
    assert!(found["slots"].as_array().expect("slots").iter().all(|s| s["parallel"] == true));
    let human = w.run(&["diff", &path("ana"), &path("ben")]);
    assert!(human.succeeds().stdout.starts_with("candidate: ana -> ben\n"), "{}", human.stdout);
    let same = w.run(&["diff", &path("ana"), &path("ana")]);
    assert!(same.succeeds().stdout.contains("none differs"));
    w.run(&["diff", &path("ana"), "nowhere.json"]).fails(2, &["no kit"]);
}

#[test]
fn a_question_of_a_candidate_is_explained_by_the_loop() {
    let w = site();
    issue(&w, &["--candidates", "ana", "--format", "json"]).succeeds();
    let kit = kit(&w, "ana");
    let path = format!("{CANDIDATES}/ana/kit.json");
    let core = kit.slots().find(|s| s.core).expect("a core").question.id.clone();
    let rotating = kit.slots().find(|s| !s.core).expect("a rotating slot").question.id.clone();
    let said = w.run(&["explain", &core, "--kit", &path]);
    assert!(said.succeeds().stdout.contains("word for word"), "{}", said.stdout);
    let said = w.run(&["explain", &rotating, "--kit", &path]);
    assert!(said.succeeds().stdout.contains("balanced mode, as kit number 1"), "{}", said.stdout);
}
