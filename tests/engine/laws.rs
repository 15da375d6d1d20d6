//! Laws that hold between two problems: order does not matter, lifting a rule never hurts.

use panelkit::engine::{Outcome, Problem, solve};
use proptest::prelude::*;

use crate::problems::small;

const NODES: u64 = 10_000_000;

/// The least cost; nothing when infeasible.
fn cost(problem: &Problem) -> Option<u64> {
    match solve(problem, NODES) {
        Outcome::Optimal(solution) => Some(solution.cost),
        Outcome::Infeasible => None,
        other => panic!("small problems are decided: {other:?}"),
    }
}

fn not_dearer(relaxed: &Problem, than: Option<u64>) -> Result<(), TestCaseError> {
    let Some(before) = than else { return Ok(()) };
    let after = cost(relaxed);
    prop_assert!(after.is_some_and(|after| after <= before), "{before} became {after:?}");
    Ok(())
}

/// The problem with item `n` of `order` in place `n`.
fn permuted(problem: &Problem, order: &[usize]) -> Problem {
    let place = |old: u32| order.iter().position(|o| *o == old as usize).expect("a permutation") as u32;
    Problem {
        items: order.iter().map(|o| problem.items[*o].clone()).collect(),
        enemies: problem.enemies.iter().map(|(a, b)| (place(*b), place(*a))).rev().collect(),
        rounds: problem.rounds.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_order_of_items_does_not_matter(
        (problem, order) in small(1 << 40).prop_flat_map(|p| {
            let order: Vec<usize> = (0..p.items.len()).collect();
            (Just(p), Just(order).prop_shuffle())
        })
    ) {
        let other = permuted(&problem, &order);
        match (solve(&problem, NODES), solve(&other, NODES)) {
            (Outcome::Optimal(a), Outcome::Optimal(b)) => {
                let back: Vec<Vec<u32>> =
                    b.rounds.iter().map(|r| r.iter().map(|i| order[*i as usize] as u32).collect()).collect();
                prop_assert_eq!((a.cost, a.rounds), (b.cost, back));
            }
            (a, b) => prop_assert_eq!(a, b),
        }
    }

    #[test]
    fn lifting_a_rule_never_makes_a_kit_dearer(problem in small(1 << 40), more in 1u32..10) {
        let before = cost(&problem);
        for n in 0..problem.rounds.len() {
            let mut longer = problem.clone();
            longer.rounds[n].minutes += more;
            not_dearer(&longer, before)?;
            let mut broader = problem.clone();
            broader.rounds[n].kinds |= 1 << (more % 3);
            not_dearer(&broader, before)?;
            if !problem.rounds[n].seats.is_empty() {
                let mut shorter = problem.clone();
                shorter.rounds[n].seats.pop();
                not_dearer(&shorter, before)?;
            }
        }
        for n in 0..problem.enemies.len() {
            let mut friendlier = problem.clone();
            friendlier.enemies.remove(n);
            not_dearer(&friendlier, before)?;
        }
        for n in 0..problem.items.len() {
            let mut lone = problem.clone();
            lone.items[n].family = None;
            not_dearer(&lone, before)?;
        }
    }

    #[test]
    fn an_item_more_is_in_the_answer_or_leaves_it_alone(problem in small(1 << 40), at in any::<prop::sample::Index>()) {
        // Read from the end: the problem with the last item is the one with an item more.
        let last = problem.items.len() as u32 - 1;
        let mut with = problem.clone();
        with.items.swap(at.index(problem.items.len()), last as usize);
        let mut without = with.clone();
        without.items.pop();
        without.enemies.retain(|(a, b)| *a != last && *b != last);
        not_dearer(&with, cost(&without))?;
        let (before, after) = (solve(&without, NODES), solve(&with, NODES));
        if let Outcome::Optimal(solution) = &after
            && solution.rounds.iter().flatten().any(|i| *i == last)
        {
            return Ok(());
        }
        prop_assert_eq!(before, after);
    }
}
