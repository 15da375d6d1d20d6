//! The kits of candidates: the same interview to the slot, whatever else happens to the bank.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::Path;

use panelkit::diag::Sink;
use panelkit::load::Workspace;
use panelkit::model::{Id, Kit, KitSlot, QuestionType, TypeRule};
use panelkit::pipeline::{self, Parallels};
use proptest::prelude::*;

use crate::checker::faults;
use crate::kits::runner;
use crate::sheet::{DEPTHS, Sheet};
use crate::strategy::sheet;

const CANDIDATES: [&str; 4] = ["ada", "bo", "cleo", "dev"];

/// Workspaces whose questions have three types of two kinds and three difficulties, so that few slots are
/// core for want of questions.
fn rich() -> impl Strategy<Value = Sheet> {
    sheet().prop_map(|mut sheet| {
        let type_of = |kind: usize| [0, 1, 2, 1, 2, 1][kind];
        for question in &mut sheet.questions {
            question.kind = type_of(question.kind);
            question.difficulty = question.difficulty.map(|d| d.clamp(2, 4));
        }
        for round in &mut sheet.rounds {
            round.types.iter_mut().for_each(|kind| *kind = type_of(*kind));
            round.types.sort_unstable();
            round.types.dedup();
        }
        sheet
    })
}

/// The base kit and those of the candidates; nothing where there is no base kit or a search stopped
/// at its limit.
fn kits(root: &Path, types: TypeRule) -> Option<(Kit, Vec<Kit>)> {
    let mut sink = Sink::new();
    let workspace = Workspace::new(root).ok()?;
    let (mut role, bank) = pipeline::req(&workspace, "req", &mut sink).ok()?;
    role.equivalence = types;
    let made = pipeline::kit(&role, &bank, "seed", None, &mut sink).ok()?;
    let kits = kits_of(root, types, &made.kit)?;
    made.proven.then_some((made.kit, kits))
}

/// The kits of the candidates for a base kit that was issued before.
fn kits_of(root: &Path, types: TypeRule, base: &Kit) -> Option<Vec<Kit>> {
    let mut sink = Sink::new();
    let workspace = Workspace::new(root).ok()?;
    let (mut role, bank) = pipeline::req(&workspace, "req", &mut sink).ok()?;
    role.equivalence = types;
    let parallels = Parallels::new(role, bank, base.clone());
    let mut kits = Vec::new();
    for candidate in CANDIDATES {
        let drawn = parallels.stable(candidate).expect("the base kit itself is always possible");
        if !drawn.proven {
            return None;
        }
        kits.push(drawn.kit);
    }
    Some(kits)
}

fn slots(kit: &Kit) -> Vec<&KitSlot> {
    kit.rounds.iter().flat_map(|r| &r.slots).collect()
}

/// Minutes that a question may take in a slot of the base kit: within a fifth of what the bank plans for
/// the depth, or of the base question where that is another length.
fn minutes(sheet: &Sheet, slot: &KitSlot) -> std::ops::RangeInclusive<u32> {
    let around = |n: u32| n - (n / 5).max(1).min(n)..=n + (n / 5).max(1);
    let planned =
        sheet.typical.map(|t| around(t[DEPTHS.iter().position(|d| *d == slot.depth).expect("a depth")]));
    let own = slot.question.minutes;
    planned.filter(|window| window.contains(&own)).unwrap_or_else(|| around(own))
}

fn alike(sheet: &Sheet, base: &Kit, kit: &Kit, types: TypeRule) -> Result<(), TestCaseError> {
    prop_assert_eq!(slots(base).len(), slots(kit).len());
    for (a, b) in slots(base).into_iter().zip(slots(kit)) {
        prop_assert_eq!((&a.id, &a.competency, &a.depth, a.core), (&b.id, &b.competency, &b.depth, b.core));
        prop_assert!(minutes(sheet, a).contains(&b.question.minutes), "{} {:?}", a.id, b.question);
        if a.core {
            prop_assert_eq!(&a.question.id, &b.question.id);
        }
        if types == TypeRule::Strict {
            prop_assert_eq!(&a.question.kind, &b.question.kind);
        }
    }
    Ok(())
}

/// Kind and difficulty agree between any two kits; each kit also agrees with the loop's, which is one of
/// those that could be drawn. A question without difficulty is drawn only where few declare one.
fn alike_in_kind(base: &Kit, kits: &[Kit]) -> Result<(), TestCaseError> {
    let kind = |slot: &KitSlot| QuestionType::parse(&slot.question.kind).map(QuestionType::kind);
    for (n, own) in slots(base).into_iter().enumerate().filter(|(_, slot)| !slot.core) {
        let all = || kits.iter().map(|kit| slots(kit)[n]).chain([own]);
        prop_assert!(all().all(|slot| kind(slot) == kind(own)), "{}", own.id);
        let Some(difficulty) = own.question.difficulty else { continue };
        let declared: BTreeMap<&str, u8> =
            all().filter_map(|s| Some((s.question.id.as_str(), s.question.difficulty?))).collect();
        let (least, most) = (declared.values().min(), declared.values().max());
        let far = least.zip(most).is_some_and(|(least, most)| most - least > 1);
        prop_assert!(!far, "{}: {:?}, in the loop {}", own.id, declared, difficulty);
        let undeclared = all().any(|slot| slot.question.difficulty.is_none());
        prop_assert!(!undeclared || declared.len() < 3, "{}: {:?}", own.id, declared);
    }
    Ok(())
}

#[test]
fn every_candidate_gets_the_same_interview_with_other_questions() {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let (made, different) = (Cell::new(0), Cell::new(0));
    for types in [TypeRule::Preferred, TypeRule::Strict] {
        let run = runner(120).run(&rich(), |sheet| {
            sheet.write(temp.path());
            let Some((base, kits)) = kits(temp.path(), types) else { return Ok(()) };
            alike_in_kind(&base, &kits)?;
            for kit in &kits {
                made.set(made.get() + 1);
                alike(&sheet, &base, kit, types)?;
                let value = serde_json::to_value(kit).expect("a kit is plain data");
                prop_assert_eq!(faults(&sheet, &value), Vec::<String>::new());
                let ids =
                    |kit: &Kit| -> Vec<String> { slots(kit).iter().map(|s| s.question.id.clone()).collect() };
                different.set(different.get() + usize::from(ids(&base) != ids(kit)));
            }
            Ok(())
        });
        run.unwrap_or_else(|error| panic!("{error}"));
    }
    assert!(made.get() > 200 && different.get() * 6 > made.get(), "{} of {}", different.get(), made.get());
}

fn without(sheet: &Sheet, n: usize) -> Sheet {
    let mut less = sheet.clone();
    let gone = less.questions.remove(n).id;
    less.questions.iter_mut().for_each(|q| q.enemies.retain(|e| *e != gone));
    less
}

#[test]
fn a_question_changes_a_candidates_kit_only_by_being_in_it() {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let compared = Cell::new(0);
    let run = runner(25).run(&rich(), |mut sheet| {
        sheet.questions.iter_mut().filter(|q| q.needs == Some("nobody")).for_each(|q| q.needs = None);
        sheet.write(temp.path());
        let Some((base, with)) = kits(temp.path(), TypeRule::Preferred) else { return Ok(()) };
        for n in 0..sheet.questions.len() {
            let id = &sheet.questions[n].id;
            let holds = |kit: &Kit| slots(kit).iter().any(|s| s.question.id == *id);
            if holds(&base) {
                continue;
            }
            without(&sheet, n).write(temp.path());
            let Some(less) = kits_of(temp.path(), TypeRule::Preferred, &base) else { continue };
            for (a, b) in with.iter().zip(&less).filter(|(a, _)| !holds(a)) {
                let ids =
                    |kit: &Kit| -> Vec<String> { slots(kit).iter().map(|s| s.question.id.clone()).collect() };
                prop_assert_eq!(ids(a), ids(b), "without `{}`", id);
                compared.set(compared.get() + 1);
            }
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(compared.get() > 300, "only {} kits compared", compared.get());
}

/// Uses of every question that is not core, over `count` balanced kits.
fn balanced(root: &Path, count: usize) -> Option<Vec<Vec<String>>> {
    let mut sink = Sink::new();
    let workspace = Workspace::new(root).ok()?;
    let (role, bank) = pipeline::req(&workspace, "req", &mut sink).ok()?;
    let base = pipeline::kit(&role, &bank, "seed", None, &mut sink).ok()?.kit;
    let mut parallels = Parallels::new(role, bank, base);
    let mut kits = Vec::new();
    for n in 0..count {
        let kit =
            parallels.next(&format!("candidate-{n}")).expect("the base kit itself is always possible").kit;
        kits.push(slots(&kit).iter().filter(|s| !s.core).map(|s| s.question.id.clone()).collect());
    }
    Some(kits)
}

#[test]
fn balanced_kits_use_questions_more_evenly_and_do_not_depend_on_those_to_come() {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let sums = Cell::new([0usize; 2]);
    let run = runner(25).run(&rich(), |sheet| {
        sheet.write(temp.path());
        let Some(ten) = balanced(temp.path(), 10) else { return Ok(()) };
        let four = balanced(temp.path(), 4).expect("the same workspace");
        prop_assert_eq!(&ten[..4], &four[..]);
        let Some((_, stable)) = kits(temp.path(), TypeRule::Preferred) else { return Ok(()) };
        let rotating = |kit: &Kit| -> Vec<String> {
            slots(kit).iter().filter(|s| !s.core).map(|s| s.question.id.clone()).collect()
        };
        let stable: Vec<Vec<String>> = stable.iter().map(rotating).collect();
        let squares = |kits: &[Vec<String>]| {
            let mut uses = std::collections::BTreeMap::new();
            kits.iter().flatten().for_each(|id| *uses.entry(id.clone()).or_insert(0usize) += 1);
            uses.values().map(|n| n * n).sum::<usize>()
        };
        let [a, b] = sums.get();
        sums.set([a + squares(&four), b + squares(&stable)]);
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    let [balanced, stable] = sums.get();
    assert!(balanced > 0 && balanced < stable, "{balanced} against {stable}");
}

#[test]
fn an_excluded_question_is_in_no_kit_of_a_candidate_and_evidence_is_asked_of_all() {
    let temp = tempfile::tempdir().expect("a temporary folder");
    let (left_out, shown) = (Cell::new(0), Cell::new(0));
    let run = runner(200).run(&rich(), |sheet| {
        sheet.write(temp.path());
        let Some((base, drawn)) = kits(temp.path(), TypeRule::Preferred) else { return Ok(()) };
        let mut sink = Sink::new();
        let workspace = Workspace::new(temp.path()).expect("a workspace");
        let (mut role, bank) = pipeline::req(&workspace, "req", &mut sink).expect("a req");
        let seen = slots(&drawn[0]).into_iter().zip(slots(&base));
        for (slot, _) in seen.filter(|(a, b)| !a.core && a.question.id != b.question.id) {
            role.excluded.extend(Id::new(&slot.question.id));
        }
        // A must-have names the question of the last slot that observes it.
        let last = |must: &panelkit::model::MustHave| {
            let serves = |slot: &&KitSlot| slot.serves.iter().any(|id| id == must.id.as_str());
            slots(&base).into_iter().rfind(serves).map(|slot| slot.question.id.clone())
        };
        let asked: Vec<Option<String>> = role.must_haves.iter().map(last).collect();
        for (must, question) in role.must_haves.iter_mut().zip(&asked) {
            must.evidence.extend(question.as_deref().and_then(Id::new));
        }
        let Ok(again) = pipeline::kit(&role, &bank, "seed", None, &mut sink) else { return Ok(()) };
        for question in asked.iter().flatten() {
            let slot = slots(&again.kit).into_iter().find(|s| s.question.id == *question);
            // The same questions are drawn, unless the plan depends on the evidence.
            shown.set(shown.get() + usize::from(slot.is_some()));
            prop_assert!(slot.is_none_or(|slot| slot.core), "{}", question);
        }
        let excluded = role.excluded.clone();
        let parallels = Parallels::new(role, bank, base);
        for candidate in CANDIDATES {
            let Some(made) = parallels.stable(candidate) else { continue };
            let holds =
                slots(&made.kit).iter().any(|s| excluded.iter().any(|id| id.as_str() == s.question.id));
            prop_assert!(!holds, "{:?}", excluded);
            left_out.set(left_out.get() + excluded.len());
        }
        Ok(())
    });
    run.unwrap_or_else(|error| panic!("{error}"));
    assert!(left_out.get() > 40 && shown.get() > 20, "{} excluded, {} shown", left_out.get(), shown.get());
}
