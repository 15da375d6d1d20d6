//! A draft: a choice of items and rounds that may break rules, with its sums and the amount by which each
//! rule is broken.

use std::collections::BTreeMap;

use crate::problem::{Group, Problem, Window};

/// A rule that a choice may break.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rule {
    Minutes(usize),
    Count(usize),
    Kind(usize, usize),
    Group(usize),
    Cell(usize, usize),
    Coverage(usize),
    Total,
    Difficulty,
    /// A family, numbered from 0.
    Clique(usize),
    Enemies(u32, u32),
}

/// A window on a sum.
#[derive(Clone, Debug)]
struct Row {
    rule: Rule,
    window: Window,
    sum: i64,
    weight: i64,
    /// The index of the row in the list of broken rows; [`SOUND`] if the row is not broken.
    at: usize,
}

impl Row {
    fn missed(&self, sum: i64) -> i64 {
        let (min, max) = (i64::from(self.window.min), i64::from(self.window.max));
        (min - sum).max(0) + if self.window.max == u32::MAX { 0 } else { (sum - max).max(0) }
    }
}

/// The rows of a round: minutes, count, kinds; `None` if there is no such rule.
type OfRound = (Option<usize>, Option<usize>, Vec<Option<usize>>);
/// The rows of a group: number, cells, spread; `None` if there is no such rule.
type OfGroup = (Option<usize>, Vec<Option<usize>>, Option<usize>);

/// A choice and its sums.
#[derive(Clone, Debug)]
pub(super) struct Draft<'p> {
    problem: &'p Problem,
    rows: Vec<Row>,
    broken: Vec<usize>,
    /// For each round, the rows of its minutes, count and kinds.
    rounds: Vec<OfRound>,
    total: Option<usize>,
    difficulty: Option<usize>,
    /// For each group, the rows of its number, cells and spread.
    groups: Vec<OfGroup>,
    /// For each group with a spread and each round, the number of items of the group in the round.
    here: Vec<Vec<u32>>,
    families: Vec<Option<usize>>,
    /// For each item, the rows of its enemies.
    enemies: Vec<Vec<usize>>,
    placed: Vec<Option<usize>>,
}

/// Marks a row that is not in the list of broken rows.
const SOUND: usize = usize::MAX;

impl<'p> Draft<'p> {
    /// A draft without any item.
    pub(super) fn new(problem: &'p Problem) -> Draft<'p> {
        let mut draft = Draft {
            problem,
            rows: Vec::new(),
            broken: Vec::new(),
            rounds: Vec::new(),
            total: None,
            difficulty: None,
            groups: Vec::new(),
            here: vec![Vec::new(); problem.groups.len()],
            families: vec![None; problem.items.len()],
            enemies: vec![Vec::new(); problem.items.len()],
            placed: vec![None; problem.items.len()],
        };
        for (r, round) in problem.rounds.iter().enumerate() {
            let minutes = draft.row(Rule::Minutes(r), round.minutes);
            let count = draft.row(Rule::Count(r), round.count);
            let kinds =
                round.kinds.iter().enumerate().map(|(k, w)| draft.row(Rule::Kind(r, k), *w)).collect();
            draft.rounds.push((minutes, count, kinds));
        }
        draft.total = draft.row(Rule::Total, problem.total);
        draft.difficulty = draft.row(Rule::Difficulty, problem.difficulty);
        for (g, group) in problem.groups.iter().enumerate() {
            let rows = match group {
                Group::Seated(_) => (None, Vec::new(), None),
                Group::Counted { count, cells, spread } => {
                    let count = draft.row(Rule::Group(g), *count);
                    let own =
                        cells.iter().enumerate().map(|(c, w)| draft.row(Rule::Cell(g, c), *w)).collect();
                    if *spread > 0 {
                        draft.here[g] = vec![0; problem.rounds.len()];
                    }
                    (count, own, draft.row(Rule::Coverage(g), Window::at_least(*spread)))
                }
            };
            draft.groups.push(rows);
        }
        draft.add_exclusions();
        draft
    }

    fn add_exclusions(&mut self) {
        let mut numbers: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (n, item) in self.problem.items.iter().enumerate() {
            if let Some(family) = item.family {
                numbers.entry(family).or_default().push(n);
            }
        }
        for (k, items) in numbers.values().filter(|items| items.len() > 1).enumerate() {
            let row = self.row(Rule::Clique(k), Window::at_most(1));
            items.iter().for_each(|n| self.families[*n] = row);
        }
        for (a, b) in &self.problem.enemies {
            if a != b
                && let Some(row) = self.row(Rule::Enemies(*a, *b), Window::at_most(1))
            {
                self.enemies[*a as usize].push(row);
                self.enemies[*b as usize].push(row);
            }
        }
    }

    fn row(&mut self, rule: Rule, window: Window) -> Option<usize> {
        let says = window != Window::ANY && !(window.min == 0 && window.max == u32::MAX);
        says.then(|| {
            let mut row = Row { rule, window, sum: 0, weight: 1, at: SOUND };
            if row.missed(0) > 0 {
                row.at = self.broken.len();
                self.broken.push(self.rows.len());
            }
            self.rows.push(row);
            self.rows.len() - 1
        })
    }

    /// The number of broken rules.
    pub(super) fn broken(&self) -> usize {
        self.broken.len()
    }

    /// One of the broken rules, selected by `luck`.
    pub(super) fn some_broken(&self, luck: u64) -> Rule {
        self.rows[self.broken[(luck % self.broken.len() as u64) as usize]].rule
    }

    /// Gives every broken rule more weight.
    pub(super) fn weigh(&mut self) {
        for row in &self.broken {
            self.rows[*row].weight += 1;
        }
    }

    /// The round of an item; `None` if it is not chosen.
    pub(super) fn round(&self, n: u32) -> Option<usize> {
        self.placed[n as usize]
    }

    /// Puts an item into a round, or leaves it out. Returns the change in the weighted sum of violations.
    pub(super) fn put(&mut self, n: u32, to: Option<usize>) -> i64 {
        let from = std::mem::replace(&mut self.placed[n as usize], to);
        let mut more = 0;
        if let Some(round) = from {
            more += self.shift(n, round, -1);
        }
        if let Some(round) = to {
            more += self.shift(n, round, 1);
        }
        more
    }

    /// The change in the weighted sum of violations that `change` would make.
    pub(super) fn tried(&mut self, change: &[(u32, Option<usize>)]) -> i64 {
        let mut before = [None; 2];
        let mut more = 0;
        for ((n, to), before) in change.iter().zip(&mut before) {
            *before = self.placed[*n as usize];
            more += self.put(*n, *to);
        }
        for ((n, _), before) in change.iter().zip(before) {
            self.put(*n, before);
        }
        more
    }

    fn shift(&mut self, n: u32, round: usize, sign: i64) -> i64 {
        let item = &self.problem.items[n as usize];
        let (kind, group, cell) = (usize::from(item.kind), item.group as usize, item.cell as usize);
        let (minutes, count) = (self.rounds[round].0, self.rounds[round].1);
        let of_kind = self.rounds[round].2.get(kind).copied().flatten();
        let mut more = self.add(minutes, sign * i64::from(item.minutes));
        more += self.add(count, sign) + self.add(of_kind, sign);
        more += self.add(self.total, sign) + self.add(self.difficulty, sign * i64::from(item.difficulty));
        let (number, spread) = (self.groups[group].0, self.groups[group].2);
        let of_cell = self.groups[group].1.get(cell).copied().flatten();
        more += self.add(number, sign) + self.add(of_cell, sign);
        if spread.is_some() {
            let here = &mut self.here[group][round];
            let before = *here > 0;
            *here = here.wrapping_add_signed(sign as i32);
            let now = *here > 0;
            if before != now {
                more += self.add(spread, sign);
            }
        }
        more += self.add(self.families[n as usize], sign);
        for k in 0..self.enemies[n as usize].len() {
            more += self.add(Some(self.enemies[n as usize][k]), sign);
        }
        more
    }

    fn add(&mut self, row: Option<usize>, amount: i64) -> i64 {
        let Some(at) = row.filter(|_| amount != 0) else { return 0 };
        let row = &mut self.rows[at];
        let (before, now) = (row.missed(row.sum), row.missed(row.sum + amount));
        row.sum += amount;
        if before == 0 && now > 0 {
            row.at = self.broken.len();
            self.broken.push(at);
        } else if before > 0 && now == 0 {
            let place = std::mem::replace(&mut self.rows[at].at, SOUND);
            self.broken.swap_remove(place);
            if let Some(moved) = self.broken.get(place) {
                self.rows[*moved].at = place;
            }
        }
        (now - before) * self.rows[at].weight
    }

    /// The minutes of a round; 0 if no rule limits them.
    pub(super) fn sum(&self, round: usize) -> i64 {
        self.rounds[round].0.map_or(0, |row| self.rows[row].sum)
    }

    /// The chosen items with their rounds, without the core items.
    pub(super) fn chosen(&self) -> Vec<(u32, usize)> {
        let chosen = (0u32..).zip(&self.placed).filter_map(|(n, round)| Some((n, (*round)?)));
        chosen.filter(|(n, _)| !self.problem.core.iter().any(|(c, _)| c == n)).collect()
    }

    /// The chosen items of the round, group, family or enemy pair that a rule is about, without the core
    /// items.
    pub(super) fn concerned(&self, rule: Rule) -> Vec<u32> {
        let items = &self.problem.items;
        let adds = |(n, round): &(u32, usize)| {
            let item = &items[*n as usize];
            match rule {
                Rule::Minutes(r) | Rule::Count(r) | Rule::Kind(r, _) => *round == r,
                Rule::Group(g) | Rule::Cell(g, _) | Rule::Coverage(g) => item.group as usize == g,
                Rule::Total | Rule::Difficulty => true,
                Rule::Clique(k) => {
                    self.families[*n as usize].is_some_and(|f| self.rows[f].rule == Rule::Clique(k))
                }
                Rule::Enemies(a, b) => *n == a || *n == b,
            }
        };
        self.chosen().into_iter().filter(adds).map(|(n, _)| n).collect()
    }

    /// Whether the kind and the cell of an item let it count towards the sum of a rule.
    pub(super) fn wants(&self, rule: Rule, n: u32) -> bool {
        let item = &self.problem.items[n as usize];
        match rule {
            Rule::Kind(_, k) => usize::from(item.kind) == k,
            Rule::Cell(_, c) => item.cell as usize == c,
            _ => true,
        }
    }
}
