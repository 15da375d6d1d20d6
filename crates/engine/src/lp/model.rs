//! The linear relaxation of a problem, with row generation and with choices of items that are made by
//! rounding its values.
//!
//! Items that are alike in every respect and have no relatives or enemies form a *make*. A *place* is an area
//! (a set of identical rounds, see `symmetry`), or a run of equal seats in an area. A column counts the items
//! of one make in one place. Families, enemies and "no item twice" are thousands of rows of which few matter,
//! so a row is added when the values violate it (cutting planes: Dantzig, Fulkerson & Johnson 1954).

use std::collections::BTreeSet;

use crate::lp::cliques::cliques;
use crate::lp::rows::{Column, Rows};
use crate::lp::simplex::{Ended, Simplex};
use crate::lp::symmetry::Area;
use crate::problem::constraints::Rule;
use crate::problem::exclusions::free_of_core;
use crate::problem::{Group, Item, Problem, Window};
use panelkit_math::{GAMMA, split_mix64};

/// Pivots that one answer may take; a hundred suffice for nearly all problems.
pub(crate) const PIVOTS: u64 = 20_000;

/// Values closer than this to an integer count as that integer.
const WHOLE: f64 = 1e-5;

/// Items that no constraint distinguishes, and their columns.
#[derive(Clone, Debug)]
struct Make {
    items: Vec<u32>,
    columns: std::ops::Range<usize>,
}

/// The linear relaxation.
#[derive(Clone, Debug)]
pub(crate) struct Linear<'p> {
    pub(crate) problem: &'p Problem,
    pub(crate) areas: Vec<Area>,
    pub(crate) columns: Vec<Column<'p>>,
    pub(crate) simplex: Simplex,
    /// For each row, the constraints that it comes from; empty for a row that does not depend on any rule.
    pub(crate) rules: Vec<Vec<Rule>>,
    makes: Vec<Make>,
    /// Sets of makes of which at most one item is chosen, each with its rule.
    cliques: Vec<(Rule, Vec<usize>)>,
}

impl<'p> Linear<'p> {
    /// The rows of a problem; `None` if the core contradicts itself.
    pub(crate) fn new(problem: &'p Problem) -> Option<Linear<'p>> {
        let free = free_of_core(problem)?;
        let mut linear = Linear {
            problem,
            areas: Area::all(problem),
            columns: Vec::new(),
            simplex: Simplex::default(),
            rules: Vec::new(),
            makes: Vec::new(),
            cliques: cliques(problem, &free),
        };
        linear.add_makes(&free);
        let most = |column: &Column<'_>| (0, linear.makes[column.make].items.len() as i64);
        let most = linear.columns.iter().map(most).collect();
        let rows = Rows::new(problem, &linear.areas, &linear.columns, most);
        (linear.simplex, linear.rules) = (rows.simplex, rows.rules);
        Some(linear)
    }

    fn add_makes(&mut self, free: &[bool]) {
        let mut linked = vec![false; self.problem.items.len()];
        self.cliques.iter().flat_map(|(_, items)| items).for_each(|n| linked[*n] = true);
        let tell = Tell::new(self.problem);
        let key = |n: u32| {
            let item = &self.problem.items[n as usize];
            (tell.key(item), if linked[n as usize] { n } else { u32::MAX }, n)
        };
        let placed = |n: &u32| free[*n as usize] && self.has_cell(&self.problem.items[*n as usize]);
        let items = (0..self.problem.items.len() as u32).filter(placed);
        let mut keys: Vec<([u32; 5], u32, u32)> = items.map(key).collect();
        keys.sort_unstable();
        let mut make_of = vec![usize::MAX; self.problem.items.len()];
        for alike in keys.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let item = &self.problem.items[alike[0].2 as usize];
            let (make, first) = (self.makes.len(), self.columns.len());
            let places = self.places(item);
            self.columns.extend(places.into_iter().map(|(area, run)| Column { make, item, area, run }));
            let items: Vec<u32> = alike.iter().map(|(.., n)| *n).collect();
            items.iter().for_each(|n| make_of[*n as usize] = make);
            self.makes.push(Make { items, columns: first..self.columns.len() });
        }
        for (_, clique) in &mut self.cliques {
            clique.iter_mut().for_each(|n| *n = make_of[*n]);
            clique.retain(|make| *make != usize::MAX);
        }
    }

    /// Whether there is a cell that counts the item; without one it cannot be chosen.
    fn has_cell(&self, item: &Item) -> bool {
        match &self.problem.groups[item.group as usize] {
            Group::Counted { cells, .. } => (item.cell as usize) < cells.len(),
            Group::Seated(_) => true,
        }
    }

    /// Where an item may go.
    fn places(&self, item: &Item) -> Vec<(usize, Option<usize>)> {
        let mut places = Vec::new();
        for (a, area) in self.areas.iter().enumerate() {
            match &self.problem.groups[item.group as usize] {
                Group::Counted { .. } => places.push((a, None)),
                Group::Seated(_) => {
                    let runs = area.runs.iter().enumerate();
                    let mine =
                        runs.filter(|(_, run)| run.group == item.group as usize && run.seat.admits(item));
                    places.extend(mine.map(|(r, _)| (a, Some(r))));
                }
            }
        }
        places
    }

    /// Solves the relaxation, and adds violated rows until none is violated (row generation).
    pub(crate) fn run(&mut self, pivots: &mut u64) -> Ended {
        loop {
            let before = self.simplex.pivots;
            let ended = self.simplex.run(*pivots);
            *pivots -= (self.simplex.pivots - before).min(*pivots);
            if ended != Ended::Inside || !self.cut() {
                return ended;
            }
        }
    }

    /// Adds the rows that the values violate; false if there are none.
    fn cut(&mut self) -> bool {
        let amount = |make: &Make| make.columns.clone().map(|c| self.simplex.at(c)).sum::<f64>();
        let amounts: Vec<f64> = self.makes.iter().map(amount).collect();
        let mut rows: Vec<(Vec<Rule>, usize, Vec<usize>)> = Vec::new();
        for (make, amount) in amounts.iter().enumerate() {
            let most = self.makes[make].items.len();
            if *amount > most as f64 + WHOLE {
                rows.push((Vec::new(), most, vec![make]));
            }
        }
        for (rule, clique) in &self.cliques {
            if clique.iter().map(|make| amounts[*make]).sum::<f64>() > 1.0 + WHOLE {
                rows.push((vec![*rule], 1, clique.clone()));
            }
        }
        let some = !rows.is_empty();
        for (rules, most, makes) in rows {
            let columns = makes.iter().flat_map(|make| self.makes[*make].columns.clone());
            let entries: Vec<(usize, i64)> = columns.map(|column| (column, 1)).collect();
            self.simplex.add_row((0, most as i64), &entries);
            self.rules.push(rules);
        }
        some
    }

    /// The column to branch on, and the integer below its value; `None` if all values are integers. It is
    /// the column nearest to the integer above; `seed` != 0 perturbs the choice.
    pub(crate) fn broken(&self, seed: u64) -> Option<(usize, i64)> {
        let mut best: Option<(f64, usize, i64)> = None;
        for column in 0..self.columns.len() {
            let at = self.simplex.at(column);
            let part = at - at.floor();
            if part > WHOLE && part < 1.0 - WHOLE {
                let weight = part * weight(column as u64, seed);
                if best.is_none_or(|(most, ..)| weight > most) {
                    best = Some((weight, column, at.floor() as i64));
                }
            }
        }
        best.map(|(_, column, below)| (column, below))
    }

    /// The items that the rounded values choose, without the core items.
    pub(crate) fn chosen(&self) -> Vec<u32> {
        let mut chosen = Vec::new();
        for make in &self.makes {
            let count: f64 = make.columns.clone().map(|column| self.simplex.at(column).round()).sum();
            chosen.extend(make.items.iter().take(count as usize));
        }
        chosen
    }

    /// The rules of the rows whose multipliers are not negligible, and with them the core and the rules of
    /// their seats.
    pub(crate) fn blamed(&self, multipliers: &[f64]) -> BTreeSet<Rule> {
        let largest = multipliers.iter().fold(0.0f64, |a, b| a.max(b.abs()));
        let used = multipliers.iter().zip(&self.rules).filter(|(m, _)| m.abs() > largest * 1e-7);
        let mut blamed: BTreeSet<Rule> = used.flat_map(|(_, rules)| rules).copied().collect();
        // Seat rules have no row: they decide which columns exist.
        for g in 0..self.problem.groups.len() {
            if blamed.contains(&Rule::Seats(g)) {
                blamed.insert(Rule::SeatRules(g));
            }
        }
        blamed.insert(Rule::Core);
        blamed
    }
}

/// A random factor from 0.25 to 1.25; 1 if `seed` is 0.
fn weight(n: u64, seed: u64) -> f64 {
    if seed == 0 {
        return 1.0;
    }
    0.25 + (split_mix64(GAMMA.wrapping_mul(n ^ seed << 32)) >> 44) as f64 / f64::from(1u32 << 20)
}

/// The properties of items that constraints depend on.
struct Tell {
    minutes: bool,
    kinds: bool,
    difficulty: bool,
    /// For each group, whether each of its cells has a constraint (empty for a seated group); `None` if no
    /// constraint depends on the group.
    groups: Vec<Option<Vec<bool>>>,
}

impl Tell {
    fn new(problem: &Problem) -> Tell {
        let seats = || {
            problem.groups.iter().flat_map(|g| match g {
                Group::Seated(seats) => seats.as_slice(),
                Group::Counted { .. } => &[],
            })
        };
        let group = |group: &Group| match group {
            Group::Seated(_) => Some(Vec::new()),
            Group::Counted { count, cells, spread } => {
                let ruled: Vec<bool> = cells.iter().map(|c| *c != Window::ANY).collect();
                (*count != Window::ANY || *spread > 0 || ruled.contains(&true)).then_some(ruled)
            }
        };
        Tell {
            minutes: problem.rounds.iter().any(|r| r.minutes != Window::ANY)
                || seats().any(|s| s.minutes != Window::ANY),
            kinds: problem.rounds.iter().any(|r| !r.kinds.is_empty()) || seats().any(|s| s.kinds != u32::MAX),
            difficulty: problem.difficulty != Window::ANY || seats().any(|s| s.difficulties != u32::MAX),
            groups: problem.groups.iter().map(group).collect(),
        }
    }

    /// The group, cell, kind, minutes and difficulty, as far as a rule depends on them.
    fn key(&self, item: &Item) -> [u32; 5] {
        let only = |tell: bool, value: u32| if tell { value } else { u32::MAX };
        let group = self.groups[item.group as usize].as_ref();
        let cell = group.is_some_and(|cells| cells.get(item.cell as usize) == Some(&true));
        [
            only(group.is_some(), item.group),
            only(cell, item.cell),
            only(self.kinds, u32::from(item.kind)),
            only(self.minutes, item.minutes),
            only(self.difficulty, item.difficulty),
        ]
    }
}
