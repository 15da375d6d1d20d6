//! The tail: large problems must be decided within the budget of the draw, with few exceptions.

use panelkit::engine::{Outcome, solve, violations};

use crate::problems::large;

/// The budget of `draw`.
const NODES: u64 = 1_000_000;
/// Problems for each amount of slack in the minutes.
const SEEDS: u64 = 24;

#[test]
fn large_problems_are_decided_within_the_budget() {
    let mut undecided = Vec::new();
    for slack in [0, 10, 20, 40, 60] {
        for seed in 0..SEEDS {
            let problem = large(seed * 5 + slack, slack);
            match solve(&problem, NODES) {
                Outcome::Optimal(solution) => {
                    assert_eq!(violations(&problem, &solution), Vec::<String>::new());
                }
                Outcome::Infeasible => {}
                Outcome::Unproven(_) | Outcome::GaveUp => undecided.push((slack, seed)),
            }
        }
    }
    // What is left is marked `unproven`, never silently wrong. Lower this, never raise it.
    assert!(undecided.len() <= 2, "undecided problems, by slack and seed: {undecided:?}");
}
