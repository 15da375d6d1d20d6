//! Random problems, small ones for brute force and large ones for the budget.

use panelkit::engine::{Item, Problem, RoundRule};
use proptest::prelude::*;

fn item(costs: u64) -> impl Strategy<Value = Item> {
    (0u32..4, 0u8..3, 1u32..12, prop::option::weighted(0.25, 0u32..4), 0..costs)
        .prop_map(|(cell, kind, minutes, family, cost)| Item { cell, kind, minutes, family, cost })
}

fn round() -> impl Strategy<Value = RoundRule> {
    (5u32..40, prop_oneof![3 => Just(7u32), 1 => 1u32..8], prop::collection::vec(0u32..4, 0..=5))
        .prop_map(|(minutes, kinds, seats)| RoundRule { minutes, kinds, seats })
}

/// At most 25 items and 4 rounds of 5 seats; every cost is below `costs`.
pub(crate) fn small(costs: u64) -> impl Strategy<Value = Problem> {
    let items = prop::collection::vec(item(costs), 1..=25);
    (items, prop::collection::vec(round(), 1..=4))
        .prop_flat_map(|(items, rounds)| {
            let n = items.len() as u32;
            (Just(items), Just(rounds), prop::collection::vec((0..n, 0..n), 0..8))
        })
        .prop_map(|(items, rounds, pairs)| {
            let enemies = pairs.into_iter().filter(|(a, b)| a != b).collect();
            Problem { items, enemies, rounds }
        })
}

/// A sequence of numbers that is the same everywhere (SplitMix64, Steele et al. 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, the latter not included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low)
    }
}

/// A bank of 100 to 400 items in 8 to 12 cells, 14 % of them in families, each with 5 % enemies, and
/// 5 rounds of 4 seats that share cells. `slack` is what a round has beyond the mean, in per cent.
pub(crate) fn large(seed: u64, slack: u64) -> Problem {
    let mut dice = Dice(seed);
    let count = dice.between(100, 401);
    let cells = dice.between(8, 13);
    let items: Vec<Item> = (0..count)
        .map(|_| {
            let cell = dice.between(0, cells) as u32;
            Item {
                cell,
                kind: dice.between(0, 6) as u8,
                minutes: dice.between(6, 16) as u32,
                // Parallel questions mostly ask for the same; some cross from one cell to the next.
                family: (dice.between(0, 100) < 14).then(|| 2 * cell + dice.between(0, 3) as u32),
                cost: dice.between(0, 1 << 40),
            }
        })
        .collect();
    let pairs = count / 20;
    let enemies = (0..pairs).map(|_| (dice.between(0, count) as u32, dice.between(0, count) as u32));
    let enemies = enemies.filter(|(a, b)| a != b).collect();
    let rounds = (0..5)
        .map(|n| RoundRule {
            // A question takes ten and a half minutes on average.
            minutes: (42 * (100 + slack) / 100) as u32 - 10,
            kinds: if n == 3 { 0b01_1110 } else { u32::MAX },
            seats: (0..4).map(|_| dice.between(0, cells) as u32).collect(),
        })
        .collect();
    Problem { items, enemies, rounds }
}
