//! The tail: large problems must be decided within the budget of the draw.

use panelkit::engine::{Outcome, solve, violations};

use crate::problems::large;

/// The budget of `draw`.
const NODES: u64 = 4_000_000;

#[test]
fn large_problems_are_decided_within_the_budget() {
    for slack in [0, 10, 20, 40, 60] {
        let mut nodes = Vec::new();
        let (mut kits, mut none, mut open) = (0, 0, 0);
        let mut worst = std::time::Duration::ZERO;
        let start = std::time::Instant::now();
        for seed in 0..200 {
            let problem = large(seed * 5 + slack, slack);
            let begun = std::time::Instant::now();
            let mut budget = 64;
            while budget < NODES && matches!(solve(&problem, budget), Outcome::Unproven(_) | Outcome::GaveUp)
            {
                budget = (budget * 2).min(NODES);
            }
            worst = worst.max(begun.elapsed());
            nodes.push(budget);
            match solve(&problem, budget) {
                Outcome::Optimal(solution) => {
                    assert!(violations(&problem, &solution).is_empty());
                    kits += 1;
                }
                Outcome::Infeasible => none += 1,
                Outcome::Unproven(_) | Outcome::GaveUp => open += 1,
            }
        }
        nodes.sort_unstable();
        println!(
            "slack {slack}: kits {kits}, none {none}, open {open}; median {} p90 {} p99 {} max {}; worst {worst:?} all {:?}",
            nodes[100],
            nodes[180],
            nodes[198],
            nodes[199],
            start.elapsed()
        );
    }
}
