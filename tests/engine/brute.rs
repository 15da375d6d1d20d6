//! Every choice, one after the other: what the engine must agree with.

use panelkit::engine::{Outcome, Problem, solve, violations};
use proptest::prelude::*;

use crate::problems::small;

/// Steps after which a problem is too large to try everything.
const STEPS: u32 = 3_000_000;

/// The least cost by trying every item in every seat; `Err` when there are too many to try.
pub(crate) fn least(problem: &Problem) -> Result<Option<u64>, ()> {
    let seats: Vec<(usize, u32)> = problem
        .rounds
        .iter()
        .enumerate()
        .flat_map(|(r, rule)| rule.seats.iter().map(move |s| (r, *s)))
        .collect();
    let minutes = problem.rounds.iter().map(|r| r.minutes).collect();
    let mut brute = Brute { problem, seats, minutes, chosen: Vec::new(), best: None, steps: 0 };
    brute.seat(0);
    if brute.steps > STEPS { Err(()) } else { Ok(brute.best) }
}

struct Brute<'a> {
    problem: &'a Problem,
    seats: Vec<(usize, u32)>,
    minutes: Vec<u32>,
    chosen: Vec<usize>,
    best: Option<u64>,
    steps: u32,
}

impl Brute<'_> {
    fn seat(&mut self, n: usize) {
        self.steps += 1;
        let Some(&(round, cell)) = self.seats.get(n) else {
            let cost = self.chosen.iter().map(|i| self.problem.items[*i].cost).sum();
            self.best = Some(self.best.map_or(cost, |best| best.min(cost)));
            return;
        };
        for i in 0..self.problem.items.len() {
            let item = &self.problem.items[i];
            let admitted = item.cell == cell
                && self.problem.rounds[round].kinds & (1 << item.kind) != 0
                && item.minutes <= self.minutes[round]
                && !self.chosen.iter().any(|c| self.clash(*c, i));
            // Seats of a round that ask for one cell are alike: one order of their items is enough.
            let alike = n > 0 && self.seats[n - 1] == self.seats[n] && self.chosen[n - 1] > i;
            if !admitted || alike || self.steps > STEPS {
                continue;
            }
            self.minutes[round] -= item.minutes;
            self.chosen.push(i);
            self.seat(n + 1);
            self.chosen.pop();
            self.minutes[round] += item.minutes;
        }
    }

    fn clash(&self, a: usize, b: usize) -> bool {
        let family = self.problem.items[a].family;
        let related = family.is_some() && family == self.problem.items[b].family;
        let enemies = |(x, y): &(u32, u32)| {
            (*x as usize, *y as usize) == (a, b) || (*y as usize, *x as usize) == (a, b)
        };
        a == b || related || self.problem.enemies.iter().any(enemies)
    }
}

fn agrees(problem: &Problem) -> Result<(), TestCaseError> {
    let Ok(least) = least(problem) else { return Err(TestCaseError::reject("too large to try everything")) };
    match (solve(problem, 10_000_000), least) {
        (Outcome::Optimal(solution), Some(cost)) => {
            prop_assert_eq!(solution.cost, cost);
            prop_assert_eq!(violations(problem, &solution), Vec::<String>::new());
        }
        (Outcome::Infeasible, None) => {}
        (found, expected) => prop_assert!(false, "found {found:?}, brute force {expected:?}"),
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_answer_is_that_of_brute_force(problem in small(1 << 40)) {
        agrees(&problem)?;
    }

    #[test]
    fn equal_costs_do_not_confuse_the_bounds(problem in small(4)) {
        agrees(&problem)?;
    }
}
