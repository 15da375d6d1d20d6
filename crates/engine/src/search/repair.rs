//! Searches for any form by local search: a choice that breaks rules is changed step by step until it
//! breaks none.
//!
//! Each step takes a broken rule and makes the change that lowers the weighted sum of violations most: it
//! replaces an item, exchanges two items, or moves, adds or removes an item (min-conflicts: Minton,
//! Johnston, Philips & Laird 1992). If no change helps, every broken rule gets more weight, so that the
//! search leaves the local minimum (breakout: Morris 1993). The search may find a form, but it never proves
//! that there is none.

use crate::presolve::groups::core_has_choice;
use crate::problem::exclusions::free_of_core;
use crate::problem::{FORBIDDEN, Group, Problem, Seat};
use crate::search::draft::{Draft, Rule};
use panelkit_math::{GAMMA, split_mix64};

/// The maximum number of changes of each sort that one step tries.
const TRIED: usize = 48;

/// A change: items and the rounds to which they go; `None` leaves the item out.
type Change = Vec<(u32, Option<usize>)>;

/// A choice that is being repaired.
pub(crate) struct Repair<'p> {
    problem: &'p Problem,
    draft: Draft<'p>,
    costs: Option<&'p [u64]>,
    /// For each group, the items that may be chosen.
    members: Vec<Vec<u32>>,
    /// All seats that the core leaves open: group, seat, and the item on it.
    seats: Vec<(usize, Seat, u32)>,
    /// For each item, the index of its seat in `seats`; [`NONE`] if it has no seat.
    seat_of: Vec<usize>,
    counted: Vec<bool>,
    dice: u64,
    /// The number of changes that may still be tried.
    pub(crate) left: u64,
}

/// Marks an item without a seat.
const NONE: usize = usize::MAX;

impl<'p> Repair<'p> {
    /// Makes a first choice, in which the seats are filled with the shortest items that fit. `None` if the
    /// core contradicts itself, if the seats cannot be filled, or if the core items have a choice of seats.
    pub(crate) fn new(
        problem: &'p Problem,
        costs: Option<&'p [u64]>,
        seed: u64,
        left: u64,
    ) -> Option<Repair<'p>> {
        if core_has_choice(problem) {
            return None;
        }
        let free = free_of_core(problem)?;
        let mut members: Vec<Vec<u32>> = vec![Vec::new(); problem.groups.len()];
        for (n, item) in (0u32..).zip(&problem.items) {
            let cell = match &problem.groups[item.group as usize] {
                Group::Counted { cells, .. } => (item.cell as usize) < cells.len(),
                Group::Seated(_) => true,
            };
            let dear = costs.is_some_and(|costs| costs[n as usize] == FORBIDDEN);
            if free[n as usize] && cell && !dear {
                members[item.group as usize].push(n);
            }
        }
        let mut repair = Repair {
            problem,
            draft: Draft::new(problem),
            costs,
            members,
            seats: Vec::new(),
            seat_of: vec![NONE; problem.items.len()],
            counted: problem.groups.iter().map(|g| matches!(g, Group::Counted { .. })).collect(),
            dice: seed,
            left,
        };
        problem.core.iter().for_each(|(n, round)| {
            repair.draft.put(*n, Some(*round));
        });
        for g in 0..problem.groups.len() {
            if let Group::Seated(seats) = &problem.groups[g] {
                repair.fill(g, seats)?;
            }
        }
        Some(repair)
    }

    /// Fills the seats of a group with the shortest items that can be seated together (augmenting paths in
    /// the order of length, which give the greedy basis of a transversal matroid). `None` if a seat stays
    /// empty.
    fn fill(&mut self, g: usize, seats: &[Seat]) -> Option<()> {
        let core = |round: usize| {
            let mine =
                |(n, r): &&(u32, usize)| *r == round && self.problem.items[*n as usize].group as usize == g;
            self.problem.core.iter().filter(mine).count()
        };
        let mut taken: Vec<usize> = (0..self.problem.rounds.len()).map(core).collect();
        let mut open: Vec<Seat> = Vec::new();
        for seat in seats {
            match taken.get_mut(seat.round)? {
                0 => open.push(*seat),
                taken => *taken -= 1,
            }
        }
        let mut order = self.members[g].clone();
        order.sort_by_key(|n| (self.problem.items[*n as usize].minutes, *n));
        let mut held: Vec<Option<u32>> = vec![None; open.len()];
        for n in order {
            self.seat(n, &open, &mut held, &mut vec![false; open.len()]);
        }
        for (seat, item) in open.iter().zip(held) {
            let item = item?;
            self.seat_of[item as usize] = self.seats.len();
            self.seats.push((g, *seat, item));
            self.draft.put(item, Some(seat.round));
        }
        Some(())
    }

    /// Adds every item of the counted groups, the longest first, each to the round where it adds least to
    /// the violations; among equals, to the round with the fewest minutes.
    pub(super) fn add_all(&mut self) {
        let counted = |g: &usize| self.counted[*g];
        let groups = (0..self.counted.len()).filter(counted);
        let mut items: Vec<u32> = groups.flat_map(|g| self.members[g].clone()).collect();
        items.sort_by_key(|n| (std::cmp::Reverse(self.problem.items[*n as usize].minutes), *n));
        for n in items {
            let best = (0..self.problem.rounds.len()).min_by_key(|r| {
                let change = vec![(n, Some(*r))];
                (self.draft.tried(&change), self.draft.sum(*r))
            });
            if let Some(round) = best {
                self.draft.put(n, Some(round));
            }
        }
    }

    fn seat(&self, n: u32, open: &[Seat], held: &mut [Option<u32>], seen: &mut [bool]) -> bool {
        for (k, seat) in open.iter().enumerate() {
            if seen[k] || !seat.admits(&self.problem.items[n as usize]) {
                continue;
            }
            seen[k] = true;
            if held[k].is_none_or(|other| self.seat(other, open, held, seen)) {
                held[k] = Some(n);
                return true;
            }
        }
        false
    }

    /// The items of a form with their rounds, without the core items; `None` if the steps did not suffice.
    pub(crate) fn run(&mut self) -> Option<Vec<(u32, usize)>> {
        while self.draft.broken() > 0 {
            let luck = self.next();
            let rule = self.draft.some_broken(luck);
            let mut best: Option<(i64, i64, Change)> = None;
            for change in self.changes(rule) {
                if self.left == 0 {
                    return None;
                }
                self.left -= 1;
                let lower = self.draft.tried(&change);
                let dearer = self.dearer(&change);
                if best.as_ref().is_none_or(|(l, d, _)| (lower, dearer) < (*l, *d)) {
                    best = Some((lower, dearer, change));
                }
            }
            self.left = self.left.saturating_sub(1);
            match best {
                Some((lower, _, change)) if lower < 0 => self.make(&change),
                // A change that keeps the sum of violations can lead out of a plateau, so one in four is
                // made.
                Some((0, _, change)) if self.next().is_multiple_of(4) => self.make(&change),
                _ => self.draft.weigh(),
            }
            if self.left == 0 {
                return None;
            }
        }
        Some(self.draft.chosen())
    }

    fn dearer(&self, change: &Change) -> i64 {
        let Some(costs) = self.costs else { return 0 };
        let paid = |n: u32| (costs[n as usize] >> 10) as i64;
        change
            .iter()
            .map(|(n, to)| match (self.draft.round(*n), to) {
                (None, Some(_)) => paid(*n),
                (Some(_), None) => -paid(*n),
                _ => 0,
            })
            .sum()
    }

    fn make(&mut self, change: &Change) {
        // Two items that exchange their rounds also exchange their seats; an item that replaces another
        // takes its seat.
        if let [(a, _), (b, _)] = change[..] {
            let (s, t) = (self.seat_of[a as usize], self.seat_of[b as usize]);
            self.seat_of[a as usize] = t;
            self.seat_of[b as usize] = s;
            if s != NONE {
                self.seats[s].2 = b;
            }
            if t != NONE {
                self.seats[t].2 = a;
            }
        }
        change.iter().for_each(|(n, to)| {
            self.draft.put(*n, *to);
        });
    }

    /// The changes that could reduce the violation of a rule.
    fn changes(&mut self, rule: Rule) -> Vec<Change> {
        let mut changes = Vec::new();
        let focus: Vec<u32> = self.draft.concerned(rule);
        let most = |len: usize| len.min(TRIED);
        for k in self.sample(focus.len(), TRIED) {
            let a = focus[k];
            let (group, round) = (self.group(a), self.draft.round(a));
            let seat = self.seat_of[a as usize];
            if self.counted[group] {
                changes.push(vec![(a, None)]);
                let rounds = (0..self.problem.rounds.len()).filter(|r| Some(*r) != round);
                changes.extend(rounds.map(|r| vec![(a, Some(r))]));
            }
            // Replace the item by another of the group or, in a counted group, of any counted group.
            let others = if self.counted[group] { self.all_counted(group) } else { vec![group] };
            for g in others {
                let len = self.members[g].len();
                for k in self.sample(len, most(len)) {
                    let b = self.members[g][k];
                    let fits = seat == NONE || self.seats[seat].1.admits(&self.problem.items[b as usize]);
                    if self.draft.round(b).is_none() && fits {
                        changes.push(vec![(a, None), (b, round)]);
                    }
                }
            }
            self.exchanges(a, &mut changes);
        }
        self.additions(rule, &mut changes);
        changes
    }

    /// Adds the exchanges of an item with items of other rounds.
    fn exchanges(&mut self, a: u32, changes: &mut Vec<Change>) {
        let (group, round, seat) = (self.group(a), self.draft.round(a), self.seat_of[a as usize]);
        let others: Vec<u32> = match self.counted[group] {
            true => self
                .draft
                .chosen()
                .into_iter()
                .map(|(n, _)| n)
                .filter(|n| self.counted[self.group(*n)])
                .collect(),
            false => self.seats.iter().filter(|(g, ..)| *g == group).map(|(.., n)| *n).collect(),
        };
        for k in self.sample(others.len(), TRIED) {
            let b = others[k];
            let other = self.seat_of[b as usize];
            let item = |n: u32| &self.problem.items[n as usize];
            let fit =
                seat == NONE || self.seats[seat].1.admits(item(b)) && self.seats[other].1.admits(item(a));
            if self.draft.round(b) != round && fit {
                changes.push(vec![(a, self.draft.round(b)), (b, round)]);
            }
        }
    }

    /// Adds the changes that insert a further item at a place where it raises a sum that is below its
    /// minimum.
    fn additions(&mut self, rule: Rule, changes: &mut Vec<Change>) {
        let groups: Vec<usize> = match rule {
            Rule::Group(g) | Rule::Coverage(g) | Rule::Cell(g, _) => vec![g],
            Rule::Clique(_) | Rule::Enemies(..) => return,
            _ => self.all_counted(0),
        };
        let rounds = match rule {
            Rule::Minutes(r) | Rule::Count(r) | Rule::Kind(r, _) => r..r + 1,
            _ => 0..self.problem.rounds.len(),
        };
        let groups: Vec<usize> = groups.into_iter().filter(|g| self.counted[*g]).collect();
        for g in groups {
            let len = self.members[g].len();
            for k in self.sample(len, TRIED) {
                let n = self.members[g][k];
                let here = self.draft.round(n);
                if !self.draft.wants(rule, n) {
                    continue;
                }
                changes.extend(rounds.clone().filter(|r| Some(*r) != here).map(|r| vec![(n, Some(r))]));
            }
        }
    }

    fn group(&self, n: u32) -> usize {
        self.problem.items[n as usize].group as usize
    }

    /// The counted groups, with the group `first` at the beginning.
    fn all_counted(&self, first: usize) -> Vec<usize> {
        let mut groups: Vec<usize> = (0..self.counted.len()).filter(|g| self.counted[*g]).collect();
        groups.sort_by_key(|g| (*g != first, *g));
        groups
    }

    /// Up to `most` indices below `len`: all of them if there are no more, otherwise a cyclic run from a
    /// random start.
    fn sample(&mut self, len: usize, most: usize) -> Vec<usize> {
        if len <= most {
            return (0..len).collect();
        }
        let from = (self.next() % len as u64) as usize;
        (0..most).map(|k| (from + k) % len).collect()
    }

    fn next(&mut self) -> u64 {
        let number = split_mix64(self.dice);
        self.dice = self.dice.wrapping_add(GAMMA);
        number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::{Item, Round, Window};

    fn item(group: u32, minutes: u32, family: Option<u32>) -> Item {
        Item { group, cell: 0, kind: 0, minutes, difficulty: 0, family }
    }

    fn round(minutes: Window) -> Round {
        Round { minutes, count: Window::ANY, kinds: Vec::new() }
    }

    #[test]
    fn seated_items_are_exchanged_until_every_round_fits() {
        let seat = |round| Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
        let problem = Problem {
            items: vec![
                item(0, 3, None),
                item(0, 9, None),
                item(1, 4, Some(1)),
                item(1, 9, None),
                item(1, 8, Some(1)),
            ],
            groups: vec![Group::Seated(vec![seat(0), seat(1)]), Group::Seated(vec![seat(0), seat(1)])],
            // Only 9 and 4 fit into the first round, 3 and 9 into the second.
            rounds: vec![round(Window::exactly(13)), round(Window::exactly(12))],
            ..Problem::default()
        };
        let kit = Repair::new(&problem, None, 0, 10_000).expect("seats can be filled").run();
        assert_eq!(kit, Some(vec![(0, 1), (1, 0), (2, 0), (3, 1)]));
    }

    #[test]
    fn counted_items_are_added_where_rules_want_them() {
        let count = Window::exactly(4);
        let problem = Problem {
            items: [2, 3, 4, 5, 6, 7].map(|minutes| item(0, minutes, None)).to_vec(),
            groups: vec![Group::Counted { count, cells: vec![Window::ANY], spread: 2 }],
            rounds: vec![round(Window::exactly(8)), round(Window::exactly(12))],
            ..Problem::default()
        };
        let kit =
            Repair::new(&problem, None, 0, 10_000).expect("a first choice").run().expect("3 + 5, 2 + 10");
        let sum = |of: usize| -> u32 {
            kit.iter().filter(|(_, r)| *r == of).map(|(n, _)| problem.items[*n as usize].minutes).sum()
        };
        assert_eq!((kit.len(), sum(0), sum(1)), (4, 8, 12));
        // If there is no form, the search goes on until its steps are spent.
        let odd = Problem { rounds: vec![round(Window::exactly(1)), round(Window::exactly(12))], ..problem };
        assert_eq!(Repair::new(&odd, None, 0, 10_000).expect("a first choice").run(), None);
    }
}
