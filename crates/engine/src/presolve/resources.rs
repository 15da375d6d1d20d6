//! Knapsack resources (minutes, count, kind, difficulty), and how much of each an item class uses.

use std::collections::BTreeMap;

use crate::presolve::{Instance, Kind, OpenRound, Resource};
use crate::problem::range::{OPEN, Range, minus, plus};

/// The largest total that a form can pay for all resources; far below `NEVER`.
const WORTH: i64 = 1 << 56;
/// A price is at most this.
const MAX_PRICE: i64 = 1 << 41;

impl Instance {
    /// Makes a resource of every constrained sum, and the loads of every item class.
    pub(crate) fn add_resources(&mut self) {
        let mut classes: BTreeMap<(u32, u8, u32), u32> = BTreeMap::new();
        for n in 0..self.items.len() {
            let item = self.item(n as u32);
            let next = classes.len() as u32;
            let class = *classes.entry((item.minutes, item.kind, item.difficulty)).or_insert(next);
            self.class.push(class);
        }
        let mut sums: Vec<(Option<usize>, Sum, Range)> = Vec::new();
        let several = self.zones.len() > 1;
        for (z, zone) in self.zones.iter().enumerate() {
            let add = |f: &dyn Fn(&OpenRound) -> Range| zone.rounds.iter().map(f).fold((0, 0), plus);
            sums.push((Some(z), Sum::Minutes, add(&|round| round.minutes)));
            if several {
                sums.push((Some(z), Sum::Count, add(&|round| round.count)));
            }
            let kinds = zone.rounds.iter().map(|r| r.kinds.len()).max().unwrap_or(0);
            for kind in 0..kinds {
                let range = add(&|round| round.kinds.get(kind).copied().unwrap_or((0, OPEN)));
                sums.push((Some(z), Sum::Kind(kind as u8), range));
            }
        }
        if several {
            // One window for the minutes of all rounds together: the windows of two zones can both be met by
            // counting the same short item, but this window counts each item once.
            sums.push((None, Sum::Minutes, self.rounds().map(|round| round.minutes).fold((0, 0), plus)));
        }
        let of = |n: u32| i64::from(self.problem.items[n as usize].difficulty);
        let hard = minus(self.problem.difficulty, self.problem.core.iter().map(|(n, _)| of(*n)).sum());
        self.broken |= hard.0 > hard.1 || hard.1 < 0;
        sums.push((None, Sum::Difficulty, hard));
        let most: usize = self.parts.iter().map(|p| p.most).sum();
        let amount = |sum: Sum, (minutes, kind, difficulty): &(u32, u8, u32)| match sum {
            Sum::Minutes => *minutes,
            Sum::Count => 1,
            Sum::Kind(k) => u32::from(*kind == k),
            Sum::Difficulty => *difficulty,
        };
        let reach = |sum: Sum| {
            let largest = classes.keys().map(|class| amount(sum, class)).max().unwrap_or(0);
            most as i64 * i64::from(largest)
        };
        // A window that no choice can violate, or that the seats fix, needs no price.
        sums.retain_mut(|(z, sum, (from, to))| {
            let fixed = match z {
                Some(z) if *sum == Sum::Count => self.seats_in(*z).is_some_and(|n| *from <= n && n <= *to),
                _ => false,
            };
            self.broken |= *from > reach(*sum);
            *to = if *to < reach(*sum) { *to } else { OPEN };
            !fixed && (*from > 0 || *to < OPEN)
        });
        self.loads = vec![vec![Vec::new(); self.zones.len()]; classes.len()];
        let share = WORTH / sums.len().max(1) as i64;
        for (d, (zone, sum, range)) in sums.into_iter().enumerate() {
            let mut moments = Moments::default();
            for (key, class) in &classes {
                let amount = amount(sum, key);
                moments.add(i64::from(amount));
                for (z, loads) in self.loads[*class as usize].iter_mut().enumerate() {
                    if amount > 0 && zone.is_none_or(|zone| zone == z) {
                        loads.push((d as u16, amount as i32));
                    }
                }
            }
            let max_price = (share / reach(sum).max(1)).min(MAX_PRICE);
            self.resources.push(Resource { range, pace: moments.pace(), max_price });
        }
    }

    /// Whether the sum of difficulties is constrained.
    pub(crate) fn has_difficulty(&self) -> bool {
        let window = self.problem.difficulty;
        window.min > 0 || window.max < u32::MAX
    }

    /// The number of items that a zone gets if every group has seats; `None` otherwise.
    fn seats_in(&self, zone: usize) -> Option<i64> {
        let mut sum = 0;
        for part in &self.parts {
            let Kind::Seated(seats) = &part.kind else { return None };
            sum += seats.iter().filter(|s| s.zone == zone).count() as i64;
        }
        Some(sum)
    }
}

/// The amount of an item that a resource adds up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sum {
    Minutes,
    Count,
    Kind(u8),
    Difficulty,
}

/// Number, sum and sum of squares of the amounts of a resource that the item classes use.
#[derive(Default)]
struct Moments {
    count: i64,
    sum: i64,
    squares: i64,
}

impl Moments {
    fn add(&mut self, amount: i64) {
        self.count += 1;
        self.sum += amount;
        self.squares += amount * amount;
    }

    /// 2^16 divided by four times the variance, at least 1.
    fn pace(&self) -> i64 {
        let n = self.count.max(1);
        let variance = 4 * (self.squares - self.sum * self.sum / n) / n;
        ((1 << 16) / variance.max(1)).max(1)
    }
}
