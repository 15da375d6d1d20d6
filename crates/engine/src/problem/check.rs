//! An independent check that a solution keeps every constraint; it shares no code with the search.

use std::collections::BTreeSet;

use crate::problem::{DEAREST, FORBIDDEN, Group, Item, Problem, Seat, Solution, Window};

/// Every rule that the solution breaks, in words for a developer; empty if the solution is right. `costs`
/// has the cost of each item, as it was given to the search.
pub fn violations(problem: &Problem, costs: &[u64], solution: &Solution) -> Vec<String> {
    let known =
        |(n, round): &(u32, usize)| (*n as usize) < problem.items.len() && *round < problem.rounds.len();
    if !solution.placed.iter().all(known) || solution.seats.len() != problem.groups.len() {
        return vec!["the solution names items, rounds or groups that the problem does not have".to_owned()];
    }
    let mut check = Check { problem, placed: &solution.placed, broken: Vec::new() };
    check.rounds();
    for (g, group) in problem.groups.iter().enumerate() {
        match group {
            Group::Counted { count, cells, spread } => {
                check.say(solution.seats[g].is_empty(), || {
                    format!("group {g}: the solution fills seats, but the group has none")
                });
                check.counted(g, *count, cells, *spread);
            }
            Group::Seated(seats) => check.seated(g, seats, &solution.seats[g]),
        }
    }
    check.whole();
    check.cost(costs, solution.cost);
    check.broken
}

struct Check<'a> {
    problem: &'a Problem,
    placed: &'a [(u32, usize)],
    broken: Vec<String>,
}

impl<'a> Check<'a> {
    fn say(&mut self, kept: bool, what: impl FnOnce() -> String) {
        if !kept {
            self.broken.push(what());
        }
    }

    fn item(&self, n: u32) -> &'a Item {
        &self.problem.items[n as usize]
    }

    fn is_core(&self, n: u32) -> bool {
        self.problem.core.iter().any(|(c, _)| *c == n)
    }

    fn rounds(&mut self) {
        for (r, rule) in self.problem.rounds.iter().enumerate() {
            let here = self.placed.iter().filter(|(_, round)| *round == r);
            let here: Vec<&Item> = here.map(|(n, _)| self.item(*n)).collect();
            let minutes = here.iter().map(|item| u64::from(item.minutes)).sum();
            self.say(holds(rule.minutes, minutes), || format!("round {r}: {minutes} minutes"));
            self.say(holds(rule.count, here.len() as u64), || format!("round {r}: {} items", here.len()));
            for (kind, window) in rule.kinds.iter().enumerate() {
                let count = here.iter().filter(|item| usize::from(item.kind) == kind).count();
                self.say(holds(*window, count as u64), || format!("round {r}: {count} items of kind {kind}"));
            }
        }
    }

    /// The items of a group with their rounds.
    fn of_group(&self, g: usize) -> Vec<(u32, usize)> {
        self.placed.iter().filter(|(n, _)| self.item(*n).group as usize == g).copied().collect()
    }

    fn counted(&mut self, g: usize, count: Window, cells: &[Window], spread: u32) {
        let mine = self.of_group(g);
        self.say(holds(count, mine.len() as u64), || format!("group {g}: {} items", mine.len()));
        for (c, window) in cells.iter().enumerate() {
            let count = mine.iter().filter(|(n, _)| self.item(*n).cell as usize == c).count();
            self.say(holds(*window, count as u64), || format!("group {g}: {count} items of cell {c}"));
        }
        let rounds: BTreeSet<usize> = mine.iter().map(|(_, round)| *round).collect();
        self.say(rounds.len() >= spread as usize, || {
            format!("group {g}: appears in {} rounds", rounds.len())
        });
    }

    fn seated(&mut self, g: usize, seats: &[Seat], sitting: &[u32]) {
        let mine = self.of_group(g);
        let different: BTreeSet<&u32> = sitting.iter().collect();
        self.say([mine.len(), sitting.len(), different.len()].iter().all(|n| *n == seats.len()), || {
            format!("group {g}: {} items, {sitting:?} in {} seats", mine.len(), seats.len())
        });
        for (seat, n) in seats.iter().zip(sitting) {
            self.say(mine.contains(&(*n, seat.round)), || format!("group {g}: item {n} in another round"));
            let fits = self.problem.items.get(*n as usize).is_some_and(|item| {
                u64::from(seat.kinds) >> item.kind & 1 == 1
                    && seat.minutes.holds(item.minutes)
                    && u64::from(seat.difficulties) >> item.difficulty.min(31) & 1 == 1
            });
            self.say(fits || self.is_core(*n), || format!("group {g}: item {n} does not fit its seat"));
        }
    }

    /// Checks the rules on all items together.
    fn whole(&mut self) {
        let problem = self.problem;
        let count = self.placed.len();
        let chosen: BTreeSet<u32> = self.placed.iter().map(|(n, _)| *n).collect();
        self.say(chosen.len() == count, || "an item is chosen twice".to_owned());
        self.say(holds(problem.total, count as u64), || format!("{count} items in the whole form"));
        let hard = chosen.iter().map(|n| u64::from(self.item(*n).difficulty)).sum();
        self.say(holds(problem.difficulty, hard), || format!("sum of difficulties {hard}"));
        let families: Vec<u32> = chosen.iter().filter_map(|n| self.item(*n).family).collect();
        let different = families.iter().collect::<BTreeSet<_>>().len();
        self.say(different == families.len(), || "two items of one family are chosen".to_owned());
        // A pair of an item with itself is ignored.
        for (a, b) in problem.enemies.iter().filter(|(a, b)| a != b) {
            self.say(!(chosen.contains(a) && chosen.contains(b)), || {
                format!("the enemies {a} and {b} are both chosen")
            });
        }
        for core in &problem.core {
            self.say(self.placed.contains(core), || format!("core item {} is not in its round", core.0));
        }
    }

    fn cost(&mut self, costs: &[u64], said: u64) {
        let free = self.placed.iter().map(|(n, _)| *n).filter(|n| !self.is_core(*n));
        let paid: Vec<u64> = free.map(|n| costs[n as usize]).collect();
        self.say(!paid.contains(&FORBIDDEN), || "a forbidden item is chosen".to_owned());
        let cost: u64 = paid.iter().map(|cost| cost.min(&DEAREST)).sum();
        self.say(cost == said, || format!("cost {cost}, said {said}"));
    }
}

fn holds(window: Window, n: u64) -> bool {
    u64::from(window.min) <= n && (window.max == u32::MAX || n <= u64::from(window.max))
}
