//! The checker itself: it must see every flaw, or the other tests prove little.

use panelkit_engine::{Outcome, Solution, violations};

use crate::oracle::least;
use crate::problems::{COUNTED, Case, Costs, Dice, Form, MIXED, SEATED, draw};
use crate::trial::answer;

const NODES: u64 = 500_000;

/// Problems with their best kits.
fn solved(form: &Form, seeds: std::ops::Range<u64>) -> impl Iterator<Item = (Case, Solution, Dice)> {
    seeds.filter_map(|seed| {
        let case = draw(form, Costs::Large, seed);
        match answer(&case, NODES) {
            Outcome::Optimal(kit) if !kit.placed.is_empty() => Some((case, kit, Dice(seed))),
            _ => None,
        }
    })
}

fn passes(case: &Case, kit: &Solution) -> bool {
    violations(&case.problem, &case.costs, kit).is_empty()
}

/// The kit with one thing changed at random, and its cost said truly.
fn changed(case: &Case, kit: &Solution, dice: &mut Dice) -> Solution {
    let mut kit = kit.clone();
    let items = case.problem.items.len();
    let at = dice.below(kit.placed.len());
    let old = kit.placed[at].0;
    match dice.below(4) {
        0 => _ = kit.placed.remove(at),
        1 => kit.placed[at].1 = dice.below(case.problem.rounds.len()),
        2 => {
            // Another item in its place, and in its seat.
            let new = dice.below(items) as u32;
            kit.placed[at].0 = new;
            kit.seats.iter_mut().flatten().filter(|n| **n == old).for_each(|n| *n = new);
        }
        _ => kit.placed.push((dice.below(items) as u32, dice.below(case.problem.rounds.len()))),
    }
    kit.placed.sort_unstable();
    let core = |n: u32| case.problem.core.iter().any(|(c, _)| *c == n);
    kit.cost = kit.placed.iter().filter(|(n, _)| !core(*n)).map(|(n, _)| case.costs[*n as usize]).sum();
    kit
}

#[test]
fn no_kit_cheaper_than_the_best_passes() {
    let (mut cheaper, mut as_good) = (0, 0);
    for form in [COUNTED, SEATED, MIXED] {
        for (case, kit, mut dice) in solved(&form, 500_000..500_400) {
            if least(&case.problem, &case.costs).ok().flatten() != Some(kit.cost) {
                continue;
            }
            let mut other = kit.clone();
            for _ in 0..20 {
                // Now and then a change upon a change.
                let from = if dice.chance(60) || other.placed.is_empty() { kit.clone() } else { other };
                other = changed(&case, &from, &mut dice);
                if other.cost < kit.cost {
                    cheaper += 1;
                    assert!(!passes(&case, &other), "{other:?} passes, {kit:?} is the best\n{case:?}");
                } else if passes(&case, &other) {
                    as_good += 1;
                }
            }
        }
    }
    // Changes must be of both sorts: flaws, and kits that are right and no better.
    assert!(cheaper > 3000, "{cheaper} kits are cheaper");
    assert!(as_good > 500, "{as_good} kits are right");
}

#[test]
fn what_is_said_of_a_kit_must_be_true() {
    let mut tried = 0;
    for form in [COUNTED, SEATED, MIXED] {
        for (case, kit, mut dice) in solved(&form, 600_000..600_300) {
            assert!(passes(&case, &kit));
            let flaw = |change: &dyn Fn(&mut Solution)| {
                let mut other = kit.clone();
                change(&mut other);
                assert!(!passes(&case, &other), "{other:?} passes in place of {kit:?}\n{case:?}");
            };
            flaw(&|k| k.cost += 1);
            flaw(&|k| k.placed.push(k.placed[0]));
            flaw(&|k| k.placed[0].0 = case.problem.items.len() as u32);
            flaw(&|k| k.placed[0].1 = case.problem.rounds.len());
            flaw(&|k| k.seats.push(Vec::new()));
            let any = dice.below(kit.seats.len());
            flaw(&|k| k.seats[any].push(k.placed[0].0));
            for g in (0..kit.seats.len()).filter(|g| kit.seats[*g].len() > 1) {
                flaw(&|k| k.seats[g][0] = k.seats[g][1]);
                flaw(&|k| k.seats[g][0] = u32::MAX);
                flaw(&|k| _ = k.seats[g].pop());
                tried += 1;
            }
        }
    }
    assert!(tried > 100, "{tried} groups have seats to be confused");
}
