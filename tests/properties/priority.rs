//! Seeds: different ones give different kits, and every question has the same chance.

use std::collections::{BTreeMap, BTreeSet};

use panelkit::diag::Sink;
use panelkit::load::Workspace;
use panelkit::pipeline;

use crate::sheet::{Question, Round, Sheet};

const SEEDS: u32 = 2000;

/// Eight questions that differ in nothing but their ids, for a round that asks `asked` of them.
fn equivalent(asked: usize) -> Sheet {
    let question = |n| Question {
        id: format!("question-{n}"),
        competency: 0,
        depth: 1,
        kind: 1,
        difficulty: None,
        minutes: 10,
        level: None,
        family: None,
        enemies: Vec::new(),
        status: 0,
        needs: None,
    };
    let round = Round {
        minutes: 60,
        opening: 5,
        closing: 5,
        competencies: vec![0],
        types: vec![],
        questions: Some(asked),
    };
    Sheet {
        typical: None,
        competencies: 1,
        questions: (0..8).map(question).collect(),
        rounds: vec![round],
        musts: vec![],
        nice: None,
        level: 0,
        depth: 1,
        core: None,
    }
}

/// The ids drawn with each of the seeds.
fn draws(asked: usize) -> Vec<Vec<String>> {
    let temp = tempfile::tempdir().expect("a temporary folder");
    equivalent(asked).write(temp.path());
    let mut sink = Sink::new();
    let workspace = Workspace::new(temp.path()).expect("a workspace");
    let (role, bank) = pipeline::req(&workspace, "req", &mut sink).expect("a valid workspace");
    let draw = |seed: u32| {
        let made = pipeline::kit(&role, &bank, &seed.to_string(), None, &mut sink).expect("a kit");
        made.kit.rounds[0].slots.iter().map(|s| s.question.id.clone()).collect()
    };
    (0..SEEDS).map(draw).collect()
}

#[test]
fn every_question_is_drawn_as_often_as_any_other() {
    let mut counts: BTreeMap<String, u32> = BTreeMap::new();
    for id in draws(1).into_iter().flatten() {
        *counts.entry(id).or_default() += 1;
    }
    assert_eq!(counts.len(), 8);
    let expected = f64::from(SEEDS) / 8.0;
    let square: f64 = counts.values().map(|n| (f64::from(*n) - expected).powi(2) / expected).sum();
    // One in a thousand fair draws goes beyond 24.3; the seeds are fixed, so this never flickers.
    assert!(square < 24.3, "chi-square {square:.1} of {counts:?}");
}

#[test]
fn seeds_give_different_kits() {
    let draws = draws(3);
    let different: BTreeSet<&Vec<String>> = draws.iter().collect();
    assert_eq!(different.len(), 8 * 7 * 6, "every order of three of eight comes up");
    let same = draws.windows(2).filter(|pair| pair[0] == pair[1]).count();
    assert!(same < 20, "{same} of {SEEDS} neighbouring seeds gave the same kit");
}
