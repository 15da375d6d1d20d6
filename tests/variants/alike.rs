//! Kits that are built alike: kind and difficulty between any two candidates, and what the certificate says
//! where they are not.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use panelkit::model::{Kit, KitSlot, QuestionType};
use serde_json::Value;

use crate::common::Workspace;
use crate::site::{CANDIDATES, REQ, base, copy, issue, kit, site};

fn kind(slot: &KitSlot) -> String {
    QuestionType::parse(&slot.question.kind).expect("a type").kind().to_string()
}

fn json(w: &Workspace, req: &str) -> Value {
    serde_json::from_str(&w.read(&format!("kits/{req}/equivalence.json"))).expect("JSON")
}

/// The rotating slots of kits, each with the questions that candidates got there.
fn rotating(kits: &[Kit]) -> BTreeMap<String, Vec<&KitSlot>> {
    let mut slots: BTreeMap<String, Vec<&KitSlot>> = BTreeMap::new();
    for slot in kits.iter().flat_map(Kit::slots).filter(|slot| !slot.core) {
        slots.entry(slot.id.clone()).or_default().push(slot);
    }
    slots
}

/// The slots in which some two kits differ in type, in kind, in whether there is an exhibit, or in difficulty by more than a
/// point.
fn unlike(kits: &[Kit]) -> BTreeSet<String> {
    let differ = |a: &KitSlot, b: &KitSlot| {
        let far = |(a, b): (u8, u8)| a.abs_diff(b) > 1;
        let form = |slot: &KitSlot| (slot.question.kind.clone(), slot.question.exhibits.is_empty());
        form(a) != form(b)
            || kind(a) != kind(b)
            || a.question.difficulty.zip(b.question.difficulty).is_some_and(far)
    };
    let slots = rotating(kits).into_iter();
    let unlike = slots.filter(|(_, slots)| slots.iter().any(|a| slots.iter().any(|b| differ(a, b))));
    unlike.map(|(id, _)| id).collect()
}

fn candidates(w: &Workspace, req: &str) -> Vec<Kit> {
    let folder = format!("kits/{req}/candidates");
    let read = |id: String| serde_json::from_str(&w.read(&format!("{folder}/{id}/kit.json"))).expect("a kit");
    w.names(&folder).into_iter().map(read).collect()
}

/// The questions of the sample bank with a competency and depth, as `bank list` has them.
fn listed(w: &Workspace, slot: &KitSlot) -> Vec<Value> {
    let (competency, depth) = (slot.competency.as_str(), slot.depth.as_str());
    let filter = ["--competency", competency, "--depth", depth, "--status", "active", "--json"];
    let out = w.run(&[&["bank", "list", "technical-product-manager"][..], &filter].concat());
    out.succeeds().stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect()
}

fn retire(w: &Workspace, question: &Value) {
    w.run(&["bank", "retire", question["id"].as_str().expect("an id"), "--quiet"]).succeeds();
}

fn has_kind(question: &Value, kind: &str) -> bool {
    let word = question["type"].as_str().expect("a type");
    QuestionType::parse(word).expect("a type").kind().to_string() == kind
}

#[test]
fn any_two_candidates_of_the_shipped_reqs_have_questions_of_one_form_and_near_difficulty() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (req, least) in [
        ("payments-api-tpm", 9),
        ("checkout-backend-engineer", 9),
        ("platform-engineering-manager", 9),
        ("ward-clerk", 8),
    ] {
        for count in [5, 20, 50] {
            let w = Workspace::empty();
            copy(&root.join("question_banks"), &w.path("question_banks"));
            let role = format!("kits/{req}/role.yaml");
            w.write(&role, std::fs::read(root.join(&role)).expect("a role spec"));
            let number = count.to_string();
            let out = w.run(&["variants", req, "--count", &number, "--format", "json", "--no-scorecards"]);
            out.succeeds();
            let kits = candidates(&w, req);
            assert_eq!(kits.len(), count);
            assert_eq!(unlike(&kits), BTreeSet::new(), "{req}, {count} candidates");
            let slots = rotating(&kits).len();
            assert!(slots >= least, "{req}: only {slots} slots rotate");
            let certificate = json(&w, req);
            let spread = &certificate["spread"];
            for key in ["rotating", "same_form", "same_kind", "near_difficulty"] {
                assert_eq!(spread[key].as_u64(), Some(slots as u64), "{req}, {count}: {key}");
            }
            let bound = |key: &str| spread[key].as_u64().expect("a number");
            assert!(bound("same_family") == slots as u64, "{req}, {count}: {spread}");
            let pools = spread["supplies"].as_array().expect("supplies").iter();
            let families = pools.filter(|pool| pool["family"].is_string()).count();
            assert_eq!(families as u64, bound("same_family"), "{req}, {count}");
            assert!(bound("bound_without_likeness") <= bound("bound"), "{req}, {count}");
            assert!(bound("most") <= bound("bound") + 1, "{req}, {count}: {spread}");
            let rounds = certificate["rounds"].as_array().expect("rounds");
            let mut all = rounds.iter().flat_map(|r| r["slots"].as_array().expect("slots"));
            assert!(all.all(|s| s["unlike"] == Value::Array(Vec::new())), "{req}, {count}");
        }
    }
}

#[test]
fn a_slot_keeps_a_family_of_four_and_no_smaller_one() {
    let of_families = |w: &Workspace| -> BTreeMap<String, String> {
        w.run(&["generate", REQ, "--format", "json", "--quiet"]).succeeds();
        let family = |slot: &KitSlot| Some((slot.admits.as_ref()?.family.clone()?, slot.id.clone()));
        base(w).slots().filter_map(family).collect()
    };
    let w = site();
    let (family, slot) = of_families(&w).into_iter().next().expect("a slot with a family");
    let filter = ["--family", &family, "--status", "active", "--json"];
    let out = w.run(&[&["bank", "list", "technical-product-manager"][..], &filter].concat());
    let listed = out.succeeds().stdout.lines().map(|line| serde_json::from_str::<Value>(line).expect("JSON"));
    let members: Vec<String> =
        listed.map(|question| question["id"].as_str().expect("an id").to_owned()).collect();
    issue(&w, &["--count", "8", "--format", "json", "--no-scorecards"]).succeeds();
    let mut asked: BTreeMap<String, u32> = members.iter().map(|id| (id.clone(), 0)).collect();
    for kit in candidates(&w, REQ) {
        let mut here = kit.slots().filter(|s| s.id == slot);
        *asked.get_mut(&here.next().expect("the slot").question.id).expect("a member") += 1;
    }
    let (least, most) = (asked.values().min(), asked.values().max());
    assert!(least.zip(most).is_some_and(|(least, most)| most - least <= 1), "{family}: {asked:?}");
    // If the family has three members, the slot asks for the form alone.
    let w = site();
    for id in members.iter().skip(3) {
        w.run(&["bank", "retire", id, "--quiet"]).succeeds();
    }
    assert!(!of_families(&w).contains_key(&family), "{family}");
}

#[test]
fn both_bounds_are_those_of_the_certificate() {
    let w = site();
    let out = w.run(&["simulate", REQ, "--candidates", "20", "--format", "json"]);
    let simulated: Value = serde_json::from_str(&out.succeeds().stdout).expect("JSON");
    let bound = |key: &str| simulated["spread"][key].as_u64().expect("a number");
    assert!(bound("bound_without_likeness") < bound("bound"), "the rules cost exposure in this bank");
    let words = format!(
        "(least possible: {}; {} if kind and difficulty could differ)",
        bound("bound"),
        bound("bound_without_likeness")
    );
    let human = w.run(&["simulate", REQ, "--candidates", "20"]);
    assert!(human.succeeds().stdout.contains(&words), "{words}\n{}", human.stdout);
    let slots = bound("rotating");
    let alike = format!(
        "parallel forms of one family in {slots} of {slots} rotating slots; the same type, and an exhibit for both or neither, in {slots}; the same kind in \
         {slots}, difficulty within one point in {slots}"
    );
    assert!(human.stdout.contains(&alike), "{alike}\n{}", human.stdout);
    let issued = issue(&w, &["--count", "20", "--format", "md", "--no-scorecards"]);
    assert!(issued.succeeds().stdout.contains(&words), "{}", issued.stdout);
    assert!(issued.stdout.contains("built alike; not shown to be equally hard"), "{}", issued.stdout);
    let page = w.read(&format!("kits/{REQ}/equivalence.md"));
    let words = format!(
        "could bring the highest number below {}; if they could differ, it could not be below {}.",
        bound("bound"),
        bound("bound_without_likeness")
    );
    assert!(page.contains(&words), "{words}");
    assert_eq!(json(&w, REQ)["spread"], simulated["spread"]);
}

#[test]
fn a_question_without_difficulty_does_not_switch_the_rule_off_for_others() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let loop_kit = base(&w);
    // A question that the loop does not hold, in the cell of a rotating slot and of its kind.
    let of_slot = |slot: &KitSlot| {
        let kind = kind(slot);
        let fits =
            |q: &Value| has_kind(q, &kind) && loop_kit.slots().all(|s| q["id"] != s.question.id.as_str());
        listed(&w, slot).into_iter().find(fits)
    };
    let bare = loop_kit.slots().filter(|slot| !slot.core).find_map(of_slot).expect("a question");
    let id = bare["id"].as_str().expect("an id");
    let shown = w.run(&["bank", "show", id]).stdout.clone();
    let file = shown.split(['(', ')']).nth(1).and_then(|place| place.split(':').next()).expect("a file");
    let text = w.read(file);
    let at = text.find(&format!("id: {id}\n")).expect("there");
    let line = at + text[at..].find("    difficulty: ").expect("a difficulty");
    let end = line + text[line..].find('\n').expect("a line") + 1;
    w.write(file, format!("{}{}", &text[..line], &text[end..]));
    issue(&w, &["--count", "30", "--format", "json", "--no-scorecards"]).succeeds();
    let kits = candidates(&w, REQ);
    assert_eq!(unlike(&kits), BTreeSet::new());
    // The slots that do hold it had too few questions with a declared difficulty, and are listed.
    let holding: BTreeSet<String> = rotating(&kits)
        .into_iter()
        .filter(|(_, s)| s.iter().any(|s| s.question.id == id))
        .map(|(n, _)| n)
        .collect();
    for (slot, questions) in rotating(&kits).iter().filter(|(slot, _)| holding.contains(*slot)) {
        let declared: BTreeSet<&str> = (questions.iter().map(|s| &s.question))
            .filter(|q| q.difficulty.is_some())
            .map(|q| q.id.as_str())
            .collect();
        assert!(declared.len() < 3, "{slot}: {declared:?}");
    }
    let spread = json(&w, REQ)["spread"].clone();
    let near = spread["near_difficulty"].as_u64().expect("a number") as usize;
    assert_eq!(near, rotating(&kits).len() - holding.len());
    w.run(&["verify", REQ, "--quiet"]).succeeds();
}

#[test]
fn a_slot_with_two_questions_of_its_kind_is_core() {
    let w = site();
    w.run(&["generate", REQ, "--format", "json"]).succeeds();
    let before = base(&w);
    let slot = before.slots().find(|slot| !slot.core).expect("a rotating slot").clone();
    let kind = kind(&slot);
    let others =
        listed(&w, &slot).into_iter().filter(|q| has_kind(q, &kind) && q["id"] != slot.question.id.as_str());
    let held: BTreeSet<&str> = before.slots().map(|s| s.question.id.as_str()).collect();
    let free: Vec<Value> = others.filter(|q| !held.contains(q["id"].as_str().expect("an id"))).collect();
    assert!(free.len() >= 2, "{free:?}");
    free[1..].iter().for_each(|question| retire(&w, question));
    // A loop on disk stays as it is: which of its slots rotate is decided when it is drawn.
    w.run(&["generate", REQ, "--force", "--format", "json"]).succeeds();
    assert!(base(&w).slots().any(|s| s.id == slot.id && !s.core));
    w.run(&["generate", REQ, "--fresh", "--force", "--format", "json"]).succeeds();
    let after = base(&w);
    let there = after.slots().find(|s| s.id == slot.id).expect("the same slot");
    assert_eq!(there.question.id, slot.question.id, "no question of the loop was retired");
    assert!(there.core, "{}: {kind}", slot.id);
    assert!(before.slots().zip(after.slots()).all(|(a, b)| !a.core || b.core), "no slot stops being core");
    issue(&w, &["--count", "4", "--format", "json", "--no-scorecards"]).succeeds();
    let kits = candidates(&w, REQ);
    let has = |kit: &Kit| kit.slots().any(|s| s.id == slot.id && s.question.id == slot.question.id);
    assert!(kits.iter().all(has));
}

#[test]
fn what_is_not_alike_after_a_leak_is_listed() {
    let w = site();
    issue(&w, &["--count", "3", "--format", "json", "--no-scorecards"]).succeeds();
    let loop_kit = base(&w);
    // The kind of a rotating slot is withdrawn, as far as its competency and depth go.
    let slot = loop_kit.slots().find(|s| !s.core && listed(&w, s).len() > 4).expect("a slot").clone();
    let kind = kind(&slot);
    let gone: Vec<Value> = listed(&w, &slot).into_iter().filter(|q| has_kind(q, &kind)).collect();
    gone.iter().for_each(|question| retire(&w, question));
    // One interview was held before, with a question of the kind.
    let file = format!("{CANDIDATES}/candidate-0001/candidate.yaml");
    w.write(&file, w.read(&file).replace("held: false", "held: 2026-01-15"));
    w.run(&["reissue", REQ]).succeeds();
    let kinds = |id: &str| -> String {
        let kit = kit(&w, id);
        let slot = kit.slots().find(|s| s.id == slot.id).expect("the slot");
        self::kind(slot)
    };
    assert_eq!(kinds("candidate-0001"), kind);
    assert_ne!(kinds("candidate-0002"), kind, "no question of the kind is left");
    let certificate = json(&w, REQ);
    let rounds = certificate["rounds"].as_array().expect("rounds");
    let mut slots = rounds.iter().flat_map(|r| r["slots"].as_array().expect("slots"));
    let found = slots.find(|s| s["id"] == slot.id.as_str()).expect("the slot");
    let rules = found["unlike"].as_array().expect("a list");
    let of_kind = rules.iter().find(|u| u["rule"] == "kind").unwrap_or_else(|| panic!("{found}"));
    assert!(of_kind["seen"].to_string().contains(&format!("[\"{kind}\",1]")), "{of_kind}");
    w.run(&["certificate", REQ, "--format", "md"]).succeeds();
    let page = w.read(&format!("kits/{REQ}/equivalence.md"));
    assert!(page.contains(&format!("{kind} for 1 candidate")), "{page}");
    assert!(certificate["spread"]["same_kind"].as_u64() < certificate["spread"]["rotating"].as_u64());
}
