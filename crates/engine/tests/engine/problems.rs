//! Random problems: small ones for brute force, wide ones for the budget.
//!
//! A kit is drawn first, and then rules that it just meets. So a solution exists but is not obvious. Often one
//! to three changes at random follow, so that some problems have no solution. Everything follows from a seed, so one
//! number is enough to repeat a failure, in the tests and in `examples/fuzz_engine.rs`.

use panelkit_engine::{DEAREST, FORBIDDEN, Group, Item, Problem, Round, Seat, Window};

/// A problem and what its items cost.
#[derive(Clone, Debug)]
pub(crate) struct Case {
    pub(crate) problem: Problem,
    pub(crate) costs: Vec<u64>,
}

/// A sequence of numbers that is the same everywhere (SplitMix64, Steele et al. 2014).
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: u64, high: u64) -> u64 {
        low + self.next() % (high - low + 1)
    }

    /// An index below `n`.
    pub(crate) fn below(&mut self, n: usize) -> usize {
        (self.next() % n as u64) as usize
    }

    pub(crate) fn chance(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub(crate) fn shuffle<T>(&mut self, of: &mut [T]) {
        for n in (1..of.len()).rev() {
            of.swap(n, self.below(n + 1));
        }
    }

    /// A window that holds `n`, more or less tightly.
    fn around(&mut self, n: u32, slack: u64) -> Window {
        let (down, up) = (self.between(0, slack) as u32, self.between(0, slack) as u32);
        match self.below(8) {
            0 => Window::ANY,
            1 => Window::at_most(n + up),
            2 => Window::at_least(n.saturating_sub(down)),
            3 => Window::exactly(n),
            _ => Window { min: n.saturating_sub(down), max: n + up },
        }
    }
}

/// What problems are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form {
    pub(crate) rounds: (u64, u64),
    /// Items of a round in the kit drawn first.
    pub(crate) each: (u64, u64),
    /// Items that the kit does not need.
    pub(crate) spare: (u64, u64),
    /// Groups that count, and groups with seats.
    pub(crate) counted: (u64, u64),
    pub(crate) seated: (u64, u64),
    pub(crate) cells: u64,
    pub(crate) kinds: u64,
}

pub(crate) const COUNTED: Form = Form {
    rounds: (1, 4),
    each: (0, 4),
    spare: (0, 12),
    counted: (1, 4),
    seated: (0, 0),
    cells: 3,
    kinds: 3,
};
pub(crate) const SEATED: Form = Form {
    rounds: (1, 4),
    each: (0, 4),
    spare: (0, 12),
    counted: (0, 0),
    seated: (1, 4),
    cells: 1,
    kinds: 3,
};
pub(crate) const MIXED: Form = Form {
    rounds: (1, 4),
    each: (0, 4),
    spare: (0, 10),
    counted: (1, 2),
    seated: (1, 2),
    cells: 2,
    kinds: 3,
};

/// Kits of a few items from hundreds: the engine looks at the cheapest ones first.
pub(crate) const DEEP: Form = Form {
    rounds: (1, 2),
    each: (0, 1),
    spare: (80, 160),
    counted: (0, 1),
    seated: (0, 1),
    cells: 1,
    kinds: 3,
};
/// Up to 12 rounds of up to 12 items.
pub(crate) const WIDE: Form = Form {
    rounds: (1, 12),
    each: (1, 12),
    spare: (0, 150),
    counted: (0, 12),
    seated: (0, 4),
    cells: 6,
    kinds: 32,
};
/// As wide, with many small groups.
pub(crate) const MANY: Form =
    Form { spare: (0, 100), counted: (20, 100), seated: (0, 20), cells: 2, kinds: 5, ..WIDE };

/// What items cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Costs {
    /// Far apart: no two kits cost the same, in practice.
    Large,
    /// From 0 to 3: nearly all kits cost the same.
    Tiny,
    /// At the limit, beyond it, and in between; some items are forbidden.
    Extreme,
}

/// The problem of a seed.
pub(crate) fn draw(form: &Form, costs: Costs, seed: u64) -> Case {
    let mut draft = Draft::new(form, seed);
    draft.add_items(form);
    draft.add_families();
    draft.choose_kit();
    draft.add_rounds(form);
    draft.add_groups(form);
    draft.add_enemies();
    draft.add_core();
    draft.grade_seats(Dice(!seed));
    let (count, hard) = (draft.kit.len() as u32, draft.sum(|item, _| item.difficulty));
    draft.problem.total = draft.dice.around(count, 2);
    draft.problem.difficulty = draft.dice.around(hard, 3);
    let spoils = [0, 0, 1, 1, 2, 3][draft.dice.below(6)];
    (0..spoils).for_each(|_| draft.spoil());
    let costs = draft.costs(costs);
    Case { problem: draft.problem, costs }
}

/// The problem without item `n`.
pub(crate) fn without(case: &Case, n: u32) -> Case {
    let mut case = case.clone();
    let problem = &mut case.problem;
    problem.items.remove(n as usize);
    case.costs.remove(n as usize);
    let down = |m: u32| m - u32::from(m > n);
    problem.enemies.retain(|(a, b)| *a != n && *b != n);
    problem.enemies.iter_mut().for_each(|(a, b)| (*a, *b) = (down(*a), down(*b)));
    problem.core.retain(|(m, _)| *m != n);
    problem.core.iter_mut().for_each(|(m, _)| *m = down(*m));
    case
}

struct Draft {
    dice: Dice,
    problem: Problem,
    seated: Vec<bool>,
    /// Items that a kit has in every round.
    each: Vec<u64>,
    /// The kit around which the rules are drawn.
    kit: Vec<(u32, usize)>,
}

impl Draft {
    fn new(form: &Form, seed: u64) -> Draft {
        let mut dice = Dice(seed);
        let mut seated = vec![false; dice.between(form.counted.0, form.counted.1) as usize];
        let seats = dice.between(form.seated.0, form.seated.1).max(u64::from(seated.is_empty()));
        seated.extend((0..seats).map(|_| true));
        dice.shuffle(&mut seated);
        let each = 0..dice.between(form.rounds.0, form.rounds.1);
        let each = each.map(|_| dice.between(form.each.0, form.each.1)).collect();
        Draft { dice, problem: Problem::default(), seated, each, kit: Vec::new() }
    }

    fn add_items(&mut self, form: &Form) {
        let dice = &mut self.dice;
        let count = self.each.iter().sum::<u64>() + dice.between(form.spare.0, form.spare.1);
        // Few different minutes make many kits alike; many make rounds hard to fill.
        let (kinds, longest) = (dice.between(1, form.kinds), [2, 5, 12][dice.below(3)]);
        let cells = dice.between(1, form.cells);
        for _ in 0..count {
            let shortest = u64::from(!dice.chance(10));
            self.problem.items.push(Item {
                group: dice.below(self.seated.len()) as u32,
                cell: dice.between(0, cells - 1) as u32,
                kind: dice.between(0, kinds - 1) as u8,
                minutes: dice.between(shortest, longest) as u32,
                difficulty: dice.between(0, 3) as u32,
                family: None,
            });
        }
    }

    /// Families within groups and across, and the same question offered to another group.
    fn add_families(&mut self) {
        let count = self.problem.items.len();
        let (share, families) = ([0, 15, 40][self.dice.below(3)], 1 + count / 4);
        for n in 0..count {
            if self.dice.chance(share) {
                self.problem.items[n].family = Some(self.dice.below(families) as u32);
            }
            if n > 0 && self.dice.chance(share / 2) {
                let twin = self.dice.below(n);
                let group = self.problem.items[n].group;
                let family = *self.problem.items[twin].family.get_or_insert((1000 + twin) as u32);
                self.problem.items[n] =
                    Item { group, family: Some(family), ..self.problem.items[twin].clone() };
            }
        }
    }

    fn choose_kit(&mut self) {
        let mut order: Vec<u32> = (0..self.problem.items.len() as u32).collect();
        self.dice.shuffle(&mut order);
        let mut families = std::collections::BTreeSet::new();
        let mut rounds = (0..self.each.len()).flat_map(|r| (0..self.each[r]).map(move |_| r));
        for n in order {
            if self.problem.items[n as usize].family.is_none_or(|f| families.insert(f)) {
                let Some(round) = rounds.next() else { break };
                self.kit.push((n, round));
            }
        }
    }

    /// Adds up the kit.
    fn sum(&self, amount: impl Fn(&Item, usize) -> u32) -> u32 {
        self.kit.iter().map(|(n, round)| amount(&self.problem.items[*n as usize], *round)).sum()
    }

    fn add_rounds(&mut self, form: &Form) {
        for r in 0..self.each.len() {
            let minutes = self.sum(|item, round| if round == r { item.minutes } else { 0 });
            let count = self.sum(|_, round| u32::from(round == r));
            // Sometimes shorter than the list of kinds, sometimes longer.
            let listed = self.dice.between(0, (form.kinds + 1).min(32));
            let kinds = (0..listed).map(|kind| {
                let here = self.sum(|item, round| u32::from(round == r && u64::from(item.kind) == kind));
                if self.dice.chance(50) { Window::ANY } else { self.dice.around(here, 2) }
            });
            let kinds = kinds.collect();
            let (minutes, count) = (self.dice.around(minutes, 3), self.dice.around(count, 1));
            self.problem.rounds.push(Round { minutes, count, kinds });
        }
    }

    fn add_groups(&mut self, form: &Form) {
        for g in 0..self.seated.len() {
            let mine = |n: &u32| self.problem.items[*n as usize].group as usize == g;
            let own: Vec<(u32, usize)> = self.kit.iter().filter(|(n, _)| mine(n)).copied().collect();
            let group = if self.seated[g] { self.seats(&own, form) } else { self.counts(&own, form) };
            self.problem.groups.push(group);
        }
    }

    fn counts(&mut self, own: &[(u32, usize)], form: &Form) -> Group {
        let mut rounds: Vec<usize> = own.iter().map(|(_, round)| *round).collect();
        rounds.sort_unstable();
        rounds.dedup();
        let spread = if self.dice.chance(40) { rounds.len().min(3) as u32 } else { 0 };
        let cells = (0..form.cells as u32).map(|cell| {
            let here = own.iter().filter(|(n, _)| self.problem.items[*n as usize].cell == cell).count();
            self.dice.around(here as u32, 2)
        });
        let cells = cells.collect();
        Group::Counted { count: self.dice.around(own.len() as u32, 2), cells, spread }
    }

    fn seats(&mut self, own: &[(u32, usize)], form: &Form) -> Group {
        let open = self.dice.chance(40);
        let seats = own.iter().map(|(n, round)| {
            let item = &self.problem.items[*n as usize];
            let every = if form.kinds == 32 { u32::MAX } else { (1 << form.kinds) - 1 };
            let (kinds, minutes) = match open || self.dice.chance(30) {
                true => (every, Window::ANY),
                false => {
                    let some = self.dice.next() as u32 & every;
                    (some | 1 << item.kind, self.dice.around(item.minutes, 2))
                }
            };
            Seat { round: *round, kinds, minutes, difficulties: u32::MAX }
        });
        Group::Seated(seats.collect())
    }

    fn add_enemies(&mut self) {
        let count = self.problem.items.len();
        for _ in 0..[0, count / 8, count / 3][self.dice.below(3)] {
            let (a, b) = (self.dice.below(count) as u32, self.dice.below(count) as u32);
            let in_kit = |n| self.kit.iter().any(|(m, _)| *m == n);
            // Pairs may come twice and either way round; an item is no enemy of its own.
            if !(in_kit(a) && in_kit(b)) {
                self.problem.enemies.push((a, b));
            }
        }
    }

    fn add_core(&mut self) {
        let share = [0, 0, 15, 40][self.dice.below(4)];
        let core: Vec<(u32, usize)> = self.kit.iter().filter(|_| self.dice.chance(share)).copied().collect();
        self.problem.core = core;
    }

    /// Lets the seats of every second problem admit few difficulties. Own dice, so that everything else
    /// stays what the seed gave before.
    fn grade_seats(&mut self, mut dice: Dice) {
        let some = dice.chance(50);
        for (g, group) in self.problem.groups.iter_mut().enumerate().filter(|_| some) {
            let Group::Seated(seats) = group else { continue };
            let own = self.kit.iter().map(|(n, _)| &self.problem.items[*n as usize]);
            for (seat, item) in seats.iter_mut().zip(own.filter(|item| item.group as usize == g)) {
                seat.difficulties = dice.next() as u32 | 1 << item.difficulty;
            }
        }
    }

    /// Changes one rule, so that the kit drawn first may not do any more.
    fn spoil(&mut self) {
        let (dice, problem) = (&mut self.dice, &mut self.problem);
        let (rounds, items) = (problem.rounds.len(), problem.items.len());
        let round = dice.below(rounds);
        let shift = |w: &mut Window, up: bool| match up {
            true => *w = Window { min: w.min + 1, max: w.max.max(w.min + 1) },
            false => *w = Window { min: w.min.min(w.max.saturating_sub(1)), max: w.max.saturating_sub(1) },
        };
        let up = dice.chance(50);
        match dice.below(9) {
            0 => shift(&mut problem.rounds[round].minutes, up),
            1 => shift(&mut problem.rounds[round].count, up),
            2 => problem.rounds[round].kinds.iter_mut().for_each(|w| shift(w, up)),
            3 => shift(&mut problem.total, up),
            4 => shift(&mut problem.difficulty, up),
            5 if items > 1 => problem.core.push((dice.below(items) as u32, round)),
            6 if self.kit.len() > 1 => {
                let (a, b) = (dice.below(self.kit.len()), dice.below(self.kit.len()));
                problem.enemies.push((self.kit[a].0, self.kit[b].0));
            }
            _ => {
                let g = dice.below(problem.groups.len());
                spoil_group(dice, &mut problem.groups[g], round);
            }
        }
        // An item of the core twice is no problem at all.
        let mut seen = std::collections::BTreeSet::new();
        problem.core.retain(|(n, _)| seen.insert(*n));
    }

    fn costs(&mut self, costs: Costs) -> Vec<u64> {
        let dice = &mut self.dice;
        let cost = |_| match costs {
            Costs::Large => dice.between(0, (1 << 40) - 1),
            Costs::Tiny => dice.between(0, 3),
            Costs::Extreme => match dice.below(8) {
                0 => FORBIDDEN,
                1 => DEAREST,
                2 => DEAREST - 1 - dice.between(0, 9),
                3 => FORBIDDEN - 1 - dice.between(0, 9),
                4 => 0,
                _ => dice.between(0, DEAREST),
            },
        };
        (0..self.problem.items.len()).map(cost).collect()
    }
}

fn spoil_group(dice: &mut Dice, group: &mut Group, round: usize) {
    match group {
        Group::Counted { spread, cells, count } => match dice.below(3) {
            0 => *spread = (*spread + 1).min(3),
            1 => *count = Window { min: count.min + 1, max: count.max.max(count.min + 1) },
            _ => {
                let at = dice.below(cells.len());
                cells[at] = Window::exactly(dice.between(0, 3) as u32);
            }
        },
        Group::Seated(seats) => match seats.last_mut() {
            Some(last) if dice.chance(60) => last.kinds &= dice.next() as u32,
            _ => seats.push(Seat { round, kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX }),
        },
    }
}
