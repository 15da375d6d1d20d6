//! Draws of candidates' kits: slots that admit some kinds, difficulties and minutes, and a core.

use panelkit::engine::{Engine, Group, Item, Outcome, Problem, Seat, Window};

use crate::Case;
use crate::dice::Dice;
use crate::loops::rule;

/// The limit of nodes for a candidate's kit.
const NODES: u64 = 20_000;

/// Types that may replace each other: telling, doing, knowing.
const KINDS: [u32; 3] = [0b1, 0b11_0110, 0b1000];

/// The instance of a seed.
pub(crate) fn case(seed: u64) -> Case {
    let mut dice = Dice(seed.wrapping_mul(104_729));
    let (problem, costs) = draw(&mut dice);
    let engine = Engine::new(problem.clone());
    let start = engine.start(&costs.iter().map(|_| dice.below(1 << 40) as u64).collect::<Vec<_>>());
    let outcome = engine.solve(&costs, &start, NODES);
    let verdict = match &outcome {
        Outcome::Optimal(_) => "optimal",
        Outcome::Unproven(_) => "unproven",
        Outcome::Infeasible => "infeasible",
        Outcome::GaveUp => "gave-up",
    };
    let cost = outcome.solution().map(|solution| solution.cost);
    Case { form: "kit", problem, costs, verdict, cost }
}

fn draw(dice: &mut Dice) -> (Problem, Vec<u64>) {
    let (groups, rounds, count) = (2 + dice.below(5), 2 + dice.below(4), 30 + dice.below(271));
    let mut problem = Problem::default();
    let excluded = dice.below(20);
    let undeclared = [0, 0, 0, 10][dice.below(4)];
    for _ in 0..count {
        if dice.chance(excluded) {
            continue;
        }
        let group = dice.below(groups) as u32;
        problem.items.push(Item {
            group,
            cell: 0,
            kind: dice.below(6) as u8,
            minutes: 7 + dice.below(8) as u32,
            difficulty: if dice.chance(undeclared) { 0 } else { 1 + dice.below(5) as u32 },
            family: dice.chance(15).then(|| 4 * group + dice.below(5) as u32),
        });
    }
    let size = problem.items.len();
    for _ in 0..size / 12 {
        let (a, b) = (dice.below(size) as u32, dice.below(size) as u32);
        if a != b {
            problem.enemies.push((a.min(b), a.max(b)));
        }
    }
    problem.enemies.sort_unstable();
    problem.enemies.dedup();
    let mut seats = vec![Vec::new(); groups];
    let (mut minutes, mut hard, mut own) = (vec![0; rounds], 0, Vec::new());
    for (round, minutes) in minutes.iter_mut().enumerate() {
        for _ in 0..1 + dice.below(3 + size / 150) {
            let n = dice.below(size);
            if own.contains(&n) {
                continue;
            }
            own.push(n);
            let item = &problem.items[n];
            let kinds = KINDS.into_iter().find(|kinds| kinds & 1 << item.kind != 0).unwrap_or(u32::MAX);
            let low = item.difficulty.saturating_sub(dice.below(2) as u32).clamp(1, 4);
            let window = if item.difficulty == 0 { u32::MAX } else { 0b11 << low };
            let leeway = item.minutes / 5;
            seats[item.group as usize].push(Seat {
                round,
                kinds: if dice.chance(10) { u32::MAX } else { kinds },
                minutes: Window { min: item.minutes - leeway, max: item.minutes + leeway },
                difficulties: [window, window, window | 1, u32::MAX][dice.below(4)],
            });
            *minutes += item.minutes;
            hard += item.difficulty;
        }
    }
    // Some questions of the loop were withdrawn: they fit no slot.
    for n in &own {
        if dice.chance(18) {
            problem.items[*n].minutes = 99;
        }
    }
    let mut all: Vec<Group> = seats.into_iter().map(Group::Seated).collect();
    // Pinned and other core questions: each has a group of its own.
    for _ in 0..dice.below(5) {
        let (n, round) = (dice.below(size), dice.below(rounds));
        if own.contains(&n) || problem.core.iter().any(|(core, _)| *core as usize == n) {
            continue;
        }
        problem.core.push((n as u32, round));
        problem.items[n].group = all.len() as u32;
        let any = Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX };
        all.push(Group::Seated(vec![any]));
        minutes[round] += problem.items[n].minutes;
        hard += problem.items[n].difficulty;
    }
    problem.core.sort_unstable();
    problem.groups = all;
    let room = 100 + dice.below(20) as u32;
    problem.rounds = minutes.iter().map(|m| rule(Window::at_most(m * room / 100))).collect();
    if undeclared == 0 {
        let leeway = u32::div_ceil(own.len() as u32, 5);
        problem.difficulty = Window { min: u32::saturating_sub(hard, leeway), max: hard + leeway };
    }
    let costs = (0..size).map(|_| dice.below(1 << 40) as u64).collect();
    (problem, costs)
}
