//! What the engine does when the first search ends without a proof: it finds a kit if there is one, and it
//! claims nothing that is not true.

use panelkit_engine::{Engine, Group, Outcome, Problem, Seat, Start, Window, violations};

use crate::loops::{any_loop, costs, wide_slots};
use crate::oracle::least;
use crate::problems::{COUNTED, Costs, Form, MIXED, SEATED, draw};

/// Nodes for one kit, as for a candidate.
const NODES: u64 = 20_000;

/// Solves a problem as the trials of `examples/solver_trials.rs` do.
fn solved(problem: &Problem, seed: u64, kit: u64) -> Outcome {
    let engine = Engine::new(problem.clone());
    let own = costs(problem, seed, kit);
    let outcome = engine.solve(&own, &engine.start(&costs(problem, seed, 0)), NODES);
    if let Some(solution) = outcome.solution() {
        assert_eq!(violations(problem, &own, solution), [] as [String; 0]);
    }
    outcome
}

#[test]
fn kits_that_the_first_search_does_not_find_are_found() {
    // Each ended without a kit before there was a last resort.
    for (seed, kit, cost) in [(23, 1, 102_489), (33, 2, 698_977)] {
        let problem = any_loop(seed, (1, 12), (1, 12), (1, 6));
        let outcome = solved(&problem, seed, kit);
        assert!(matches!(&outcome, Outcome::Optimal(s) if s.cost == cost), "seed {seed}: {outcome:?}");
    }
    let kit = solved(&any_loop(45, (1, 12), (1, 12), (1, 6)), 45, 1);
    assert!(kit.solution().is_some(), "{kit:?}");
    for (seed, kit, cost) in [(16, 1, 15_528_940), (21, 2, 3_389_629)] {
        let problem = any_loop(seed, (12, 12), (12, 12), (2, 4));
        let outcome = solved(&problem, seed, kit);
        assert!(matches!(&outcome, Outcome::Optimal(s) if s.cost == cost), "seed {seed}: {outcome:?}");
    }
}

#[test]
fn twelve_rounds_with_little_room_have_kits() {
    for seed in 1..5 {
        let outcome = solved(&wide_slots(seed, 144, (98, 98)), seed, 1);
        assert!(outcome.solution().is_some() || outcome == Outcome::Infeasible, "seed {seed}: {outcome:?}");
    }
}

#[test]
fn whether_wide_rounds_can_be_filled_is_decided() {
    // As a plan asks: 12 rounds that may all ask for 12 groups, one more seat for each of them in turn.
    let mut problem = wide_slots(7, 144, (100, 100));
    let seat = |round| Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
    problem.rounds.iter_mut().for_each(|round| round.minutes = Window::at_most(45));
    let mut answers = Vec::new();
    for seats in [48, 54, 60, 66, 72, 78, 84] {
        let group = |g: usize| (0..seats).filter(|n| n % 12 == g).map(|n| seat((n + n / 12) % 12)).collect();
        problem.groups = (0..12).map(|g| Group::Seated(group(g))).collect();
        answers.push(Engine::new(problem.clone()).feasible(50_000));
    }
    assert!(answers.iter().all(Option::is_some), "{answers:?}");
    assert!(answers.is_sorted_by(|a, b| a >= b), "{answers:?}");
    assert_eq!((answers[0], answers[6]), (Some(true), Some(false)));
}

/// With hardly any nodes nearly every answer comes from what follows the first search.
fn claims_hold(form: &Form, seeds: std::ops::Range<u64>) {
    let mut told = [0; 4];
    for seed in seeds {
        let case = draw(form, Costs::Large, seed);
        let Ok(expected) = least(&case.problem, &case.costs) else { continue };
        for nodes in [1, 3, 20] {
            let engine = Engine::new(case.problem.clone());
            let outcome = engine.solve(&case.costs, &Start::default(), nodes);
            let broken = outcome.solution().map(|s| violations(&case.problem, &case.costs, s));
            assert_eq!(broken.unwrap_or_default(), [] as [String; 0], "seed {seed}, {nodes} nodes");
            let (at, right) = match &outcome {
                Outcome::Optimal(s) => (0, expected == Some(s.cost)),
                Outcome::Unproven(s) => (1, expected.is_some_and(|cost| cost <= s.cost)),
                Outcome::Infeasible => (2, expected.is_none()),
                Outcome::GaveUp => (3, true),
            };
            assert!(right, "seed {seed}, {nodes} nodes: {outcome:?}, and brute force says {expected:?}");
            told[at] += 1;
            if let Some(feasible) = engine.feasible(nodes) {
                assert_eq!(feasible, expected.is_some(), "seed {seed}, {nodes} nodes");
            }
        }
    }
    assert!(told[0] > 50 && told[1] > 0 && told[2] > 20, "{told:?}");
}

#[test]
fn what_is_claimed_with_few_nodes_is_so() {
    claims_hold(&COUNTED, 7000..7150);
    claims_hold(&SEATED, 8000..8150);
    claims_hold(&MIXED, 9000..9150);
}
