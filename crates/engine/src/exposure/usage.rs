//! The ledger: how often each item was used in the forms so far, and the last forms item by item.

use std::collections::VecDeque;

use crate::problem::Problem;

/// The number of last forms that the next one is compared with.
const RECENT: usize = 200;

/// The forms so far. Items are numbered as in the problem.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    uses: Vec<u32>,
    kits: u32,
    recent: VecDeque<Vec<u32>>,
    closest: usize,
}

impl Ledger {
    /// An empty ledger for a problem with this many items.
    pub fn new(items: usize) -> Ledger {
        Ledger { uses: vec![0; items], ..Ledger::default() }
    }

    /// Adds the next form that was issued.
    pub fn record(&mut self, items: &[u32]) {
        self.kits += 1;
        items.iter().for_each(|n| self.uses[*n as usize] += 1);
        self.closest = self.closest.max(self.shared(items).max().unwrap_or(0));
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(items.to_vec());
    }

    /// How often every item was used.
    pub fn uses(&self) -> &[u32] {
        &self.uses
    }

    /// Number of forms.
    pub fn kits(&self) -> u32 {
        self.kits
    }

    /// The last forms, the latest at the end.
    pub(crate) fn recent(&self) -> impl Iterator<Item = &[u32]> {
        self.recent.iter().map(Vec::as_slice)
    }

    /// How many of these items each of the last forms has, the latest at the end.
    pub(crate) fn shared(&self, items: &[u32]) -> impl Iterator<Item = usize> {
        let mut inside = vec![false; self.uses.len()];
        items.iter().for_each(|n| inside[*n as usize] = true);
        self.recent().map(move |kit| kit.iter().filter(|n| inside[**n as usize]).count())
    }

    /// The largest number of items that any form has in common with one of the forms shortly before it.
    pub fn closest(&self) -> usize {
        self.closest
    }

    /// Sets the uses of new items of the bank to the mean of the other items of their cell. With zero uses,
    /// every later form would take the new items until they had caught up.
    pub fn welcome(&mut self, problem: &Problem, new: &[u32]) {
        self.uses.resize(problem.items.len(), 0);
        let cell = |n: u32| (problem.items[n as usize].group, problem.items[n as usize].cell);
        let core = |n: u32| problem.core.iter().any(|(c, _)| *c == n);
        let others: Vec<u32> =
            (0..problem.items.len() as u32).filter(|n| !new.contains(n) && !core(*n)).collect();
        for n in new {
            let uses =
                others.iter().filter(|m| cell(**m) == cell(*n)).map(|m| u64::from(self.uses[*m as usize]));
            let (count, sum) = uses.fold((0, 0), |(count, sum), uses| (count + 1, sum + uses));
            self.uses[*n as usize] = ((2 * sum + count) / (2 * count).max(1)) as u32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Ledger, RECENT};
    use crate::{Item, Problem};

    #[test]
    fn kits_are_counted_and_the_last_ones_kept() {
        let mut ledger = Ledger::new(3);
        ledger.record(&[0, 1]);
        (0..RECENT).for_each(|_| ledger.record(&[1]));
        assert_eq!((ledger.uses(), ledger.kits()), ([1, RECENT as u32 + 1, 0].as_slice(), RECENT as u32 + 1));
        assert!(ledger.recent().all(|kit| kit == [1]) && ledger.recent().count() == RECENT);
    }

    #[test]
    fn what_kits_share_is_counted() {
        let mut ledger = Ledger::new(5);
        ledger.record(&[0, 1, 2]);
        ledger.record(&[2, 3, 4]);
        assert_eq!(ledger.shared(&[0, 1, 4]).collect::<Vec<_>>(), [2, 1]);
        assert_eq!(ledger.closest(), 1);
    }

    #[test]
    fn a_new_item_starts_with_the_mean_use_of_its_cell() {
        let item = |cell| Item { group: 0, cell, kind: 0, minutes: 1, difficulty: 1, family: None };
        let items = vec![item(0), item(0), item(0), item(1), item(0), item(1), item(2)];
        let problem = Problem { items, core: vec![(2, 0)], ..Problem::default() };
        let mut ledger = Ledger::new(4);
        ledger.record(&[0, 1, 2, 3]);
        ledger.record(&[0, 2]);
        ledger.record(&[0, 2]);
        ledger.record(&[0, 2]);
        ledger.welcome(&problem, &[4, 5, 6]);
        // (4 + 1) / 2 is rounded up; in a cell without other items, uses start from zero.
        assert_eq!(ledger.uses(), [4, 1, 4, 1, 3, 1, 0]);
    }
}
