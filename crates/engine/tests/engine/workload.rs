//! Large problems: banks and roles like those of real use.

use panelkit_engine::{Group, Item, Problem, Round, Seat, Window};

use crate::problems::{Case, Dice};

/// A bank of 100 to 400 items in 8 to 12 groups, 14 % of them in families, each with 5 % enemies, and
/// 5 rounds of 4 seats that share groups. `slack` is what a round has beyond the mean, in per cent.
pub(crate) fn seated(seed: u64, slack: u64) -> Case {
    let mut dice = Dice(seed);
    let (mut problem, mut costs) = (Problem::default(), Vec::new());
    let count = dice.between(100, 400);
    let groups = dice.between(8, 12);
    for _ in 0..count {
        let group = dice.between(0, groups - 1) as u32;
        problem.items.push(Item {
            group,
            cell: 0,
            kind: dice.between(0, 5) as u8,
            minutes: dice.between(6, 15) as u32,
            difficulty: 0,
            // Parallel questions mostly ask for the same; some cross from one group to the next.
            family: dice.chance(14).then(|| 2 * group + dice.between(0, 2) as u32),
        });
        costs.push(dice.between(0, (1 << 40) - 1));
    }
    for _ in 0..count / 20 {
        problem.enemies.push((dice.below(count as usize) as u32, dice.below(count as usize) as u32));
    }
    let mut seats = vec![Vec::new(); groups as usize];
    for round in 0..5 {
        // A question takes ten and a half minutes on average.
        let minutes = Window::at_most((42 * (100 + slack) / 100) as u32 - 10);
        problem.rounds.push(Round { minutes, count: Window::ANY, kinds: Vec::new() });
        let kinds = if round == 3 { 0b01_1110 } else { u32::MAX };
        for _ in 0..4 {
            seats[dice.below(groups as usize)].push(Seat {
                round,
                kinds,
                minutes: Window::ANY,
                difficulties: u32::MAX,
            });
        }
    }
    problem.groups = seats.into_iter().map(Group::Seated).collect();
    Case { problem, costs }
}

/// What a role asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Five must-haves, three nice-to-haves, room to spare.
    Std,
    /// The same with narrow windows on everything.
    Tight,
}

/// A bank and a role like those of the workload in `docs/sampling.md`: 20 items in 5 rounds from 8 of
/// the bank's 12 competencies.
pub(crate) fn counted(size: usize, role: Role, seed: u64) -> Problem {
    const DIALS: [i64; 8] = [2, 2, 1, 1, 2, 1, 0, 1];
    let mut dice = Dice(seed);
    let bank = bank(size, &mut dice);
    let tight = role == Role::Tight;
    let mut problem = Problem {
        total: Window::exactly(20),
        difficulty: if tight { Window::exactly(60) } else { Window { min: 58, max: 62 } },
        ..Problem::default()
    };
    for group in 0..8 {
        let must = group < 5;
        let dial = if must { if tight { 3 } else { 2 } } else { 1 };
        problem.groups.push(Group::Counted {
            count: Window { min: if must { 3 } else { 1 }, max: if tight { 4 } else { 5 } },
            // Depths next to the dial count, and so many must be at the dial itself.
            cells: vec![Window::ANY, Window::at_least(dial), Window::ANY],
            spread: if must { 2 } else { 0 },
        });
    }
    for _ in 0..5 {
        let window = |min, max| Window { min, max };
        let kinds = match tight {
            true => vec![window(1, 2), window(1, 2), window(0, 1), window(0, 1)],
            false => vec![window(1, 2), window(0, 2), window(0, 2), window(0, 2)],
        };
        let (minutes, count) = if tight { (window(43, 45), 4..=4) } else { (window(40, 45), 3..=5) };
        problem.rounds.push(Round { minutes, count: window(*count.start(), *count.end()), kinds });
    }
    let mut at = vec![None; size];
    for (n, (group, depth, item)) in bank.iter().enumerate() {
        let step = DIALS.get(*group).map_or(9, |dial| depth - dial);
        if step.abs() <= 1 {
            at[n] = Some(problem.items.len() as u32);
            problem.items.push(Item { group: *group as u32, cell: (step + 1) as u32, ..item.clone() });
        }
    }
    // 5 % of the questions have an enemy, half of these one on the same competency.
    for _ in 0..size / 40 {
        let a = dice.below(size);
        let near: Vec<usize> = (0..size).filter(|n| bank[*n].0 == bank[a].0).collect();
        let b = if dice.chance(50) { near[dice.below(near.len())] } else { dice.below(size) };
        if let (Some(a), Some(b)) = (at[a], at[b]) {
            problem.enemies.push((a, b));
        }
    }
    problem
}

/// Questions with their competency and depth.
fn bank(size: usize, dice: &mut Dice) -> Vec<(usize, i64, Item)> {
    const MINUTES: [(u64, u64); 3] = [(3, 9), (6, 13), (9, 15)];
    let mut bank = Vec::new();
    let mut deck: Vec<(usize, i64)> = Vec::new();
    let mut family = 0;
    while bank.len() < size {
        if deck.is_empty() {
            deck = (0..12).flat_map(|c| (0..3).map(move |depth| (c, depth))).collect();
            dice.shuffle(&mut deck);
        }
        let Some((group, depth)) = deck.pop() else { continue };
        let alike = if dice.chance(14) { dice.between(2, 6) } else { 1 };
        let kind = weighted(dice, &[35, 30, 20, 15]) as u8;
        let (low, high) = MINUTES[depth as usize];
        let (minutes, hard) = (dice.between(low, high), 1 + weighted(dice, &[1, 2, 3, 2, 1]) as u64);
        for _ in 0..alike.min((size - bank.len()) as u64) {
            let near = |dice: &mut Dice, n: u64| if alike > 1 { n + dice.between(0, 2) - 1 } else { n };
            let item = Item {
                group: 0,
                cell: 0,
                kind,
                minutes: near(dice, minutes).clamp(low, high) as u32,
                difficulty: near(dice, hard).clamp(1, 5) as u32,
                family: (alike > 1).then_some(family),
            };
            bank.push((group, depth, item));
        }
        family += 1;
    }
    bank
}

fn weighted(dice: &mut Dice, weights: &[u64]) -> usize {
    let mut at = dice.between(0, weights.iter().sum::<u64>() - 1);
    for (n, weight) in weights.iter().enumerate() {
        if at < *weight {
            return n;
        }
        at -= weight;
    }
    weights.len() - 1
}
