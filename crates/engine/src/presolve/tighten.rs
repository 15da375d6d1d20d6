//! Bound tightening (Savelsbergh 1994): how many items each round can still take, and which items no round can take.
//!
//! A round that needs minutes needs items. If all rounds together need as many items as the form may have, no round can
//! take more than it needs. With the number of its items, the minutes of a round also limit how long and how short each
//! of them may be. Every step follows from the windows, so no form is lost.

use crate::presolve::{Instance, OpenRound};
use crate::problem::range::{OPEN, Range, minus};
use crate::problem::{Group, Item, Problem};

/// The number of times that the rounds are tightened at most. Each time uses what the time before found.
const PASSES: usize = 4;

impl Instance {
    /// Tightens the number of items of every round, and sets `free` to false for items that no round can take.
    pub(crate) fn tighten(&mut self, free: &mut [bool]) {
        let problem = self.problem.clone();
        let total = minus(problem.total, problem.core.len() as i64);
        let seats = free_seats(&problem);
        let mut counts: Vec<Range> = self.rounds().map(|round| count(round, seats.as_deref())).collect();
        for _ in 0..PASSES {
            let minutes = problem.items.iter().zip(free.iter()).filter(|(_, free)| **free);
            let minutes: Vec<i64> = minutes.map(|(item, _)| i64::from(item.minutes)).collect();
            let ends =
                (minutes.iter().min().copied().unwrap_or(0), minutes.iter().max().copied().unwrap_or(0));
            let before = counts.clone();
            for (count, round) in counts.iter_mut().zip(self.rounds()) {
                by_minutes(count, round.minutes, ends);
            }
            by_total(&mut counts, total);
            let rounds: Vec<&OpenRound> = self.rounds().collect();
            let holds = |item: &Item| {
                rounds.iter().zip(&counts).any(|(round, count)| holds(round, *count, ends, item))
            };
            let mut dropped = false;
            for (item, free) in problem.items.iter().zip(free.iter_mut()).filter(|(_, free)| **free) {
                *free = holds(item);
                dropped |= !*free;
            }
            if !dropped && counts == before {
                break;
            }
        }
        self.broken |= counts.iter().any(|(from, to)| from > to);
        for (round, count) in self.zones.iter_mut().flat_map(|zone| &mut zone.rounds).zip(counts) {
            round.count = count;
        }
    }
}

/// If every group has seats: the number of seats of each round that the core leaves.
fn free_seats(problem: &Problem) -> Option<Vec<i64>> {
    let mut left = vec![0; problem.rounds.len()];
    for group in &problem.groups {
        let Group::Seated(seats) = group else { return None };
        for seat in seats {
            *left.get_mut(seat.round)? += 1;
        }
    }
    problem.core.iter().for_each(|(_, round)| left[*round] -= 1);
    Some(left)
}

/// The number of items of a round by its own windows.
fn count(round: &OpenRound, seats: Option<&[i64]>) -> Range {
    let (from, to) = round.count;
    let kinds: i64 = round.kinds.iter().map(|(from, _)| from).sum();
    let seats = seats.map_or((0, OPEN), |seats| (seats[round.round], seats[round.round]));
    (from.max(kinds).max(seats.0), to.min(seats.1))
}

/// Tightens a number of items so that their minutes can be in the window. `ends`: the shortest and the longest item.
fn by_minutes(count: &mut Range, minutes: Range, (shortest, longest): (i64, i64)) {
    if minutes.0 > 0 {
        count.0 = count.0.max(if longest > 0 { (minutes.0 + longest - 1) / longest } else { OPEN });
    }
    if minutes.1 < OPEN && shortest > 0 {
        count.1 = count.1.min(minutes.1 / shortest);
    }
}

/// Tightens the numbers of all rounds so that their sum can be in the window.
fn by_total(counts: &mut [Range], total: Range) {
    let least: i64 = counts.iter().map(|count| count.0).sum();
    let most: i64 = counts.iter().map(|count| count.1.min(OPEN)).sum();
    for count in counts {
        let own = *count;
        count.1 = count.1.min(total.1 - (least - own.0));
        if most < OPEN {
            count.0 = count.0.max(total.0 - (most - own.1));
        }
    }
}

/// Whether a round may have an item, together with other items of `ends` minutes.
fn holds(round: &OpenRound, count: Range, (shortest, longest): (i64, i64), item: &Item) -> bool {
    let kind = round.kinds.get(usize::from(item.kind)).is_none_or(|kind| kind.1 > 0);
    let own = i64::from(item.minutes);
    // The number of other items is in this range if their minutes can be in the window.
    let mut others = ((count.0 - 1).max(0), count.1 - 1);
    by_minutes(
        &mut others,
        (round.minutes.0 - own, round.minutes.1.saturating_sub(own)),
        (shortest, longest),
    );
    kind && own <= round.minutes.1 && others.0 <= others.1
}

#[cfg(test)]
mod tests {
    use crate::presolve::Instance;
    use crate::problem::sample::one_group;
    use crate::{Engine, Outcome, Problem, Seat, Start, Window};
    use crate::{Group, Item};

    /// The minutes of the items that may be chosen, and the number of items that each round can take.
    fn tightened(problem: Problem) -> (Vec<u32>, Vec<(i64, i64)>, bool) {
        let instance = Instance::new(problem.into(), false);
        let items = (0..instance.items.len() as u32).map(|n| instance.item(n).minutes).collect();
        (items, instance.rounds().map(|round| round.count).collect(), instance.broken)
    }

    #[test]
    fn rounds_that_need_minutes_share_the_items_of_the_form() {
        // Each of the two rounds needs an item, so each takes one, of 8 to 12 minutes.
        let window = Window { min: 8, max: 12 };
        let problem = one_group(&[4, 7, 9, 12, 13], Window::ANY, &[window, window]);
        let found = tightened(Problem { total: Window::exactly(2), ..problem.clone() });
        assert_eq!(found, (vec![9, 12], vec![(1, 1), (1, 1)], false));
        // With three items, one round may take two, such as 4 and 7 minutes.
        let found = tightened(Problem { total: Window::exactly(3), ..problem });
        assert_eq!(found, (vec![4, 7, 9, 12], vec![(1, 2), (1, 2)], false));
    }

    #[test]
    fn a_round_that_needs_more_items_than_there_may_be_is_infeasible() {
        let problem = one_group(&[5, 5, 5], Window::ANY, &[Window { min: 11, max: 15 }]);
        let problem = Problem { total: Window::exactly(2), ..problem };
        assert!(tightened(problem.clone()).2);
        let costs = [1, 2, 3];
        assert_eq!(Engine::new(problem).solve(&costs, &Start::default(), 100), Outcome::Infeasible);
    }

    #[test]
    fn the_other_seats_of_a_round_take_at_least_the_shortest_items() {
        let seat = Seat { round: 0, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
        let mut problem = one_group(&[5, 8, 11, 12], Window::ANY, &[Window::at_most(21)]);
        problem.groups = vec![Group::Seated(vec![seat; 3])];
        assert_eq!(tightened(problem.clone()), (vec![5, 8, 11], vec![(3, 3)], false));
        // A core item has one of the seats and its minutes.
        problem.items.push(Item { minutes: 9, ..problem.items[0].clone() });
        problem.core = vec![(4, 0)];
        assert_eq!(tightened(problem), (vec![5], vec![(2, 2)], false), "two others take 12 minutes at most");
    }
}
