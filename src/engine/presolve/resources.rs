//! The sums that have rules, and what every class of items adds to them.

use std::collections::BTreeMap;

use crate::engine::presolve::{Dim, FREE, Kind, Layout, Range, Room, minus};

/// What the prices of one kit add up to at most, all dimensions together: far below `NEVER`.
const WORTH: i64 = 1 << 56;
/// A price is at most this.
const DEAREST: i64 = 1 << 41;

impl Layout {
    /// Makes a dimension of every sum that has a rule, and the loads of every class of items.
    pub(in crate::engine) fn add_dims(&mut self) {
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
            let add = |f: &dyn Fn(&Room) -> Range| {
                zone.rooms.iter().map(f).fold((0, 0), |(a, b), (from, to)| (a + from, (b + to).min(FREE)))
            };
            sums.push((Some(z), Sum::Minutes, add(&|room| room.minutes)));
            if several {
                sums.push((Some(z), Sum::Count, add(&|room| room.count)));
            }
            let kinds = zone.rooms.iter().map(|r| r.kinds.len()).max().unwrap_or(0);
            for kind in 0..kinds {
                let range = add(&|room| room.kinds.get(kind).copied().unwrap_or((0, FREE)));
                sums.push((Some(z), Sum::Kind(kind as u8), range));
            }
        }
        if several {
            // Round by round, a group may count on the same short item twice; in all it cannot.
            let add = |(a, b): Range, room: &Room| (a + room.minutes.0, (b + room.minutes.1).min(FREE));
            sums.push((None, Sum::Minutes, self.rooms().fold((0, 0), add)));
        }
        let of = |n: u32| i64::from(self.problem.items[n as usize].difficulty);
        let hard = minus(self.problem.difficulty, self.problem.core.iter().map(|(n, _)| of(*n)).sum());
        self.broken |= hard.0 > hard.1 || hard.1 < 0;
        sums.push((None, Sum::Difficulty, hard));
        let most: usize = self.pools.iter().map(|p| p.most).sum();
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
        // What nobody can break, and what the seats fix anyway, needs no price.
        sums.retain_mut(|(z, sum, (from, to))| {
            let fixed = match z {
                Some(z) if *sum == Sum::Count => self.seats_in(*z).is_some_and(|n| *from <= n && n <= *to),
                _ => false,
            };
            self.broken |= *from > reach(*sum);
            *to = if *to < reach(*sum) { *to } else { FREE };
            !fixed && (*from > 0 || *to < FREE)
        });
        self.loads = vec![vec![Vec::new(); self.zones.len()]; classes.len()];
        let share = WORTH / sums.len().max(1) as i64;
        for (d, (zone, sum, range)) in sums.into_iter().enumerate() {
            let mut spread = Spread::default();
            for (key, class) in &classes {
                let amount = amount(sum, key);
                spread.add(i64::from(amount));
                for (z, loads) in self.loads[*class as usize].iter_mut().enumerate() {
                    if amount > 0 && zone.is_none_or(|zone| zone == z) {
                        loads.push((d as u16, amount as i32));
                    }
                }
            }
            let dearest = (share / reach(sum).max(1)).min(DEAREST);
            self.dims.push(Dim { range, pace: spread.pace(), dearest });
        }
    }

    /// Whether difficulty has a rule.
    pub(in crate::engine) fn has_difficulty(&self) -> bool {
        let window = self.problem.difficulty;
        window.min > 0 || window.max < u32::MAX
    }

    /// How many items a zone gets, when every group is seated.
    fn seats_in(&self, zone: usize) -> Option<i64> {
        let mut sum = 0;
        for pool in &self.pools {
            let Kind::Seated(seats) = &pool.kind else { return None };
            sum += seats.iter().filter(|s| s.zone == zone).count() as i64;
        }
        Some(sum)
    }
}

/// What a dimension adds up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sum {
    Minutes,
    Count,
    Kind(u8),
    Difficulty,
}

/// Mean and spread of what items add to a dimension.
#[derive(Default)]
struct Spread {
    count: i64,
    sum: i64,
    squares: i64,
}

impl Spread {
    fn add(&mut self, amount: i64) {
        self.count += 1;
        self.sum += amount;
        self.squares += amount * amount;
    }

    /// 2^16 over four times the variance, at least 1.
    fn pace(&self) -> i64 {
        let n = self.count.max(1);
        let variance = 4 * (self.squares - self.sum * self.sum / n) / n;
        ((1 << 16) / variance.max(1)).max(1)
    }
}
