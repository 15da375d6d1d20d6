//! Loops of any number of rounds over banks of the workload, and wide kits of slots: more than the
//! interviews that we know.

use panelkit_engine::{Group, Item, Problem, Round, Seat, Window};

use crate::problems::Dice;
use crate::workload::{Role, counted};

/// Sizes of the banks, small ones more often: their problems are the hard ones.
const SIZES: [usize; 12] = [80, 80, 100, 100, 120, 140, 200, 200, 400, 1_000, 3_000, 10_000];
/// Banks of loops that need more questions.
const LARGER: [usize; 8] = [200, 200, 300, 400, 600, 1_000, 3_000, 10_000];

/// Twenty bits for each item.
pub(crate) fn costs(problem: &Problem, seed: u64, kit: u64) -> Vec<u64> {
    let mut dice = Dice(seed << 20 ^ kit);
    problem.items.iter().map(|_| dice.between(0, (1 << 20) - 1)).collect()
}

/// A bank and a role of the workload.
pub(crate) fn role(seed: u64, role: Role) -> Problem {
    counted(SIZES[seed as usize % SIZES.len()], role, seed)
}

/// A bank of the workload and a loop with so many rounds, competencies and questions a round; half of the
/// competencies are must-haves. Windows on minutes, numbers, types, depths and difficulty are drawn around
/// what questions have on average, so most problems have kits and some have none.
pub(crate) fn any_loop(seed: u64, rounds: (u64, u64), groups: (u64, u64), each: (u64, u64)) -> Problem {
    let mut dice = Dice(seed ^ 0x1009);
    let size =
        if rounds.0 > 1 { LARGER[seed as usize % LARGER.len()] } else { SIZES[seed as usize % SIZES.len()] };
    let mut problem = counted(size, Role::Std, seed);
    let rounds = dice.between(rounds.0, rounds.1);
    let groups = dice.between(groups.0, groups.1).min(8 + 4 * u64::from(groups.0 == 12));
    let each = dice.between(each.0, each.1);
    widen(&mut problem, groups as usize, &mut dice);
    let total = rounds * each;
    let share = total / groups;
    problem.groups = (0..groups)
        .map(|g| {
            let must = g < groups / 2 && share >= 1 && rounds > 1;
            let least = if must { share.max(2) } else { share / 2 };
            let dial = least - dice.between(0, least.min(2));
            Group::Counted {
                count: Window { min: least as u32, max: (share + 2 + dice.between(0, 2)) as u32 },
                cells: vec![Window::ANY, Window::at_least(dial as u32), Window::ANY],
                spread: if must { 2 } else { 0 },
            }
        })
        .collect();
    let mean = 9 * each + dice.between(0, each);
    let slack = dice.between(1, 5);
    let window = Window { min: (mean.saturating_sub(slack)) as u32, max: (mean + slack) as u32 };
    let half = each.div_ceil(2) as u32;
    let kinds = vec![
        Window { min: u32::from(each > 2), max: half + 1 },
        Window::at_most(half),
        Window::at_most(half),
        Window::at_most(half),
    ];
    let count = Window { min: each.saturating_sub(1) as u32, max: each as u32 + 1 };
    problem.rounds = vec![Round { minutes: window, count, kinds }; rounds as usize];
    problem.total = Window::exactly(total as u32);
    problem.difficulty =
        Window { min: (3 * total - slack.min(3 * total)) as u32, max: (3 * total + slack) as u32 };
    problem
}

/// Items of the groups below `groups` only; the bank's items of the groups from 8 on come from those of
/// the first ones, one in three.
fn widen(problem: &mut Problem, groups: usize, dice: &mut Dice) {
    for item in &mut problem.items {
        if groups > 8 && dice.chance(33) {
            item.group = 8 + item.group % (groups as u32 - 8);
        }
    }
    let keep: Vec<bool> = problem.items.iter().map(|i| (i.group as usize) < groups).collect();
    let mut at: Vec<Option<u32>> = Vec::new();
    let mut next = 0;
    for keep in &keep {
        at.push(keep.then_some(next));
        next += u32::from(*keep);
    }
    let mut kept = keep.iter();
    problem.items.retain(|_| kept.next() == Some(&true));
    problem.enemies =
        problem.enemies.iter().filter_map(|(a, b)| at[*a as usize].zip(at[*b as usize])).collect();
}

/// A kit of slots in 12 rounds that share 12 groups, from `size` items, some in families and with enemies.
/// `room`: what per cent of the mean time of its questions a round has.
pub(crate) fn wide_slots(seed: u64, size: usize, room: (u64, u64)) -> Problem {
    let mut dice = Dice(seed ^ 0x51075);
    let mut problem = Problem::default();
    for n in 0..size {
        let family = dice.chance(14).then_some((n / 5) as u32);
        let minutes = dice.between(6, 15) as u32;
        let kind = dice.between(0, 3) as u8;
        problem.items.push(Item { group: n as u32 % 12, cell: 0, kind, minutes, difficulty: 0, family });
    }
    for _ in 0..size / 20 {
        problem.enemies.push((dice.below(size) as u32, dice.below(size) as u32));
    }
    let mut seats = vec![Vec::new(); 12];
    let room = dice.between(room.0, room.1);
    for round in 0..12 {
        let count = dice.between(3, 5);
        let minutes = Window::at_most((count * 21 * room / 200) as u32);
        problem.rounds.push(Round { minutes, count: Window::ANY, kinds: Vec::new() });
        for _ in 0..count {
            let kinds = if dice.chance(25) { 0b0111 } else { u32::MAX };
            let group = dice.below(12);
            seats[group].push(Seat { round, kinds, minutes: Window::ANY, difficulties: u32::MAX });
        }
    }
    problem.groups = seats.into_iter().map(Group::Seated).collect();
    problem
}
