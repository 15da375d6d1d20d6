//! Deals chosen items to the rounds by local search.

use crate::problem::{Problem, Window};
use crate::search::repair::Repair;

/// Deals the chosen items to the rounds. Returns the round of each item; `None` if local search found no
/// way within `left` steps, from which the steps used are subtracted.
pub(crate) fn deal_out(problem: &Problem, chosen: &[u32], left: &mut u64) -> Option<Vec<usize>> {
    let only = only(problem, chosen);
    let mut repair = Repair::new(&only, None, 0, *left)?;
    repair.add_all();
    let dealt = repair.run();
    *left = repair.left;
    // The core items come first in `only`.
    let first = only.core.len();
    let mut rounds = vec![0; chosen.len()];
    dealt?.into_iter().for_each(|(n, round)| rounds[n as usize - first] = round);
    Some(rounds)
}

/// The problem reduced to the chosen items and the core items; all of them must be taken.
pub(crate) fn only(problem: &Problem, chosen: &[u32]) -> Problem {
    let core = problem.core.iter().map(|(n, _)| *n);
    let kept: Vec<u32> = core.chain(chosen.iter().copied()).collect();
    let at = |n: u32| kept.iter().position(|k| *k == n).map(|k| k as u32);
    Problem {
        items: kept.iter().map(|n| problem.items[*n as usize].clone()).collect(),
        enemies: problem.enemies.iter().filter_map(|(a, b)| at(*a).zip(at(*b))).collect(),
        groups: problem.groups.clone(),
        rounds: problem.rounds.clone(),
        total: Window::exactly(kept.len() as u32),
        difficulty: problem.difficulty,
        core: (0u32..).zip(&problem.core).map(|(n, (_, round))| (n, *round)).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Group, Item, Round};

    fn item(minutes: u32) -> Item {
        Item { group: 0, cell: 0, kind: 0, minutes, difficulty: 0, family: None }
    }

    fn round(minutes: Window) -> Round {
        Round { minutes, count: Window::ANY, kinds: Vec::new() }
    }

    #[test]
    fn chosen_items_are_dealt_out() {
        let problem = Problem {
            items: [9, 8, 7, 6, 5, 5].map(item).to_vec(),
            groups: vec![Group::Counted { count: Window::ANY, cells: vec![Window::ANY], spread: 0 }],
            rounds: vec![round(Window::exactly(20)), round(Window::exactly(20))],
            ..Problem::default()
        };
        let rounds = deal_out(&problem, &[0, 1, 2, 3, 4, 5], &mut 10_000).expect("9 + 6 + 5 and 8 + 7 + 5");
        let first: u32 = (0..6).filter(|n| rounds[*n] == 0).map(|n| problem.items[n].minutes).sum();
        assert_eq!(first, 20);
        assert_eq!(deal_out(&problem, &[0, 1, 2], &mut 10_000), None);
    }
}
