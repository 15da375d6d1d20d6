//! The tail: large problems must be decided within the budget of the draw, with few exceptions.

use panelkit_engine::{Engine, Outcome, Problem, Start, violations};

use crate::problems::{Case, Dice};
use crate::workload::{Role, counted, seated};

/// The budget for problems with hardly a kit.
const MANY: u64 = 1_000_000;
/// The budget of `draw` for one kit.
const NODES: u64 = 20_000;

#[test]
fn tight_seated_problems_are_decided_within_the_budget() {
    let mut undecided = Vec::new();
    for slack in [0, 10, 20, 40, 60] {
        for seed in 0..24 {
            let Case { problem, costs } = seated(seed * 5 + slack, slack);
            let engine = Engine::new(problem.clone());
            match engine.solve(&costs, &Start::default(), MANY) {
                Outcome::Optimal(kit) => assert_eq!(violations(&problem, &costs, &kit), Vec::<String>::new()),
                Outcome::Infeasible => {}
                Outcome::Unproven(_) | Outcome::GaveUp => undecided.push((slack, seed)),
            }
        }
    }
    // What is left is marked `unproven`, never silently wrong. Lower this, never raise it.
    assert!(undecided.len() <= 1, "undecided problems, by slack and seed: {undecided:?}");
}

/// Draws kits from one bank, as a loop of interviews does: prices are found once.
fn kits(problem: &Problem, seed: u64, count: usize, undecided: &mut Vec<String>, what: &str) -> usize {
    let engine = Engine::new(problem.clone());
    let mut dice = Dice(seed);
    let mut costs = || problem.items.iter().map(|_| dice.between(0, (1 << 20) - 1)).collect::<Vec<u64>>();
    let start = engine.start(&costs());
    let mut found = 0;
    for n in 0..count {
        let costs = costs();
        let outcome = engine.solve(&costs, &start, NODES);
        if let Some(kit) = outcome.solution() {
            assert_eq!(violations(problem, &costs, kit), Vec::<String>::new(), "{what}, kit {n}");
            found += 1;
        }
        if matches!(outcome, Outcome::Unproven(_) | Outcome::GaveUp) {
            undecided.push(format!("{what}, kit {n}"));
        }
    }
    found
}

/// The problem with some of a kit of its own as the core, as a plan fixes it.
fn with_core(problem: &Problem) -> Problem {
    let engine = Engine::new(problem.clone());
    let costs = vec![0; problem.items.len()];
    let outcome = engine.solve(&costs, &engine.start(&costs), MANY);
    let core = outcome.solution().map_or(Vec::new(), |kit| kit.placed.iter().step_by(3).copied().collect());
    Problem { core, ..problem.clone() }
}

#[test]
fn kits_of_a_workload_are_proved_within_the_budget() {
    let (mut undecided, mut all, mut found) = (Vec::new(), 0, 0);
    for (size, role, banks, count) in [
        (200, Role::Std, 8, 25),
        (200, Role::Tight, 8, 25),
        (1000, Role::Std, 4, 50),
        (1000, Role::Tight, 4, 50),
    ] {
        for seed in 0..banks {
            let problem = counted(size, role, seed);
            for (core, problem) in [(false, problem.clone()), (true, with_core(&problem))] {
                let what = format!("{size} {role:?} {seed} {core}");
                let some = kits(&problem, seed, count, &mut undecided, &what);
                all += count;
                found += some;
            }
        }
    }
    assert!(found * 10 > all * 9, "{found} of {all} have a kit");
    // One in a thousand may stay without proof.
    assert!(undecided.len() * 1000 <= all, "{} of {all} kits are undecided: {undecided:?}", undecided.len());
}
