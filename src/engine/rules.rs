//! The rules of a problem by name, and the problem without some of them.

use std::collections::BTreeSet;

use super::problem::{Group, Problem, Seat, Window};

/// A rule that a caller can name. Numbers are indices into the problem's groups and rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// So many items of a cell: group, cell.
    Cell(usize, usize),
    /// Every seat of a group is filled.
    Seats(usize),
    /// So many items of a group.
    Group(usize),
    /// A group is seen in several rounds.
    Spread(usize),
    /// Kinds and minutes that the seats of a group admit.
    SeatRules(usize),
    /// Minutes of a round.
    Minutes(usize),
    /// Number of items in a round.
    Count(usize),
    /// Kinds in a round.
    Kinds(usize),
    /// Number of items in all.
    Total,
    /// Sum of the difficulties.
    Difficulty,
    /// The core's items are chosen.
    Core,
    /// One of a family.
    Families,
    /// Enemies are not chosen together.
    Enemies,
}

/// The rules that say something, those first that a person can most easily change.
pub fn rules(problem: &Problem) -> Vec<Rule> {
    let mut rules = Vec::new();
    let says = |window: &Window| window.min > 0 || (window.max as usize) < problem.items.len();
    for (g, group) in problem.groups.iter().enumerate() {
        match group {
            Group::Counted { count, cells, spread } => {
                let cells = cells.iter().enumerate().filter(|(_, window)| says(window));
                rules.extend(cells.map(|(c, _)| Rule::Cell(g, c)));
                rules.extend(says(count).then_some(Rule::Group(g)));
                rules.extend((*spread > 1).then_some(Rule::Spread(g)));
            }
            Group::Seated(seats) if !seats.is_empty() => {
                rules.push(Rule::Seats(g));
                let strict = seats.iter().any(|s| s.kinds != u32::MAX || s.minutes != Window::ANY);
                rules.extend(strict.then_some(Rule::SeatRules(g)));
            }
            Group::Seated(_) => {}
        }
    }
    for (r, round) in problem.rounds.iter().enumerate() {
        rules.extend((round.minutes != Window::ANY).then_some(Rule::Minutes(r)));
        rules.extend(says(&round.count).then_some(Rule::Count(r)));
        rules.extend(round.kinds.iter().any(says).then_some(Rule::Kinds(r)));
    }
    rules.extend(says(&problem.total).then_some(Rule::Total));
    rules.extend((problem.difficulty != Window::ANY).then_some(Rule::Difficulty));
    rules.extend((!problem.core.is_empty()).then_some(Rule::Core));
    rules.extend(problem.items.iter().any(|i| i.family.is_some()).then_some(Rule::Families));
    rules.extend((!problem.enemies.is_empty()).then_some(Rule::Enemies));
    rules.sort();
    rules
}

/// The problem without the rules in `off`.
pub fn without(problem: &Problem, off: &BTreeSet<Rule>) -> Problem {
    let mut less = problem.clone();
    let lifted = |rule: Rule| off.contains(&rule);
    for (g, group) in less.groups.iter_mut().enumerate() {
        match group {
            Group::Counted { count, cells, spread } => {
                lift(count, lifted(Rule::Group(g)));
                cells.iter_mut().enumerate().for_each(|(c, cell)| lift(cell, lifted(Rule::Cell(g, c))));
                *spread = if lifted(Rule::Spread(g)) { 0 } else { *spread };
            }
            Group::Seated(seats) if lifted(Rule::Seats(g)) => seats.clear(),
            Group::Seated(seats) if lifted(Rule::SeatRules(g)) => {
                let free = |s: &Seat| Seat { kinds: u32::MAX, minutes: Window::ANY, ..*s };
                seats.iter_mut().for_each(|seat| *seat = free(seat));
            }
            Group::Seated(_) => {}
        }
    }
    for (r, round) in less.rounds.iter_mut().enumerate() {
        lift(&mut round.minutes, lifted(Rule::Minutes(r)));
        lift(&mut round.count, lifted(Rule::Count(r)));
        round.kinds.iter_mut().for_each(|kind| lift(kind, lifted(Rule::Kinds(r))));
    }
    lift(&mut less.total, lifted(Rule::Total));
    lift(&mut less.difficulty, lifted(Rule::Difficulty));
    if lifted(Rule::Core) {
        less.core.clear();
    }
    if lifted(Rule::Families) {
        less.items.iter_mut().for_each(|item| item.family = None);
    }
    if lifted(Rule::Enemies) {
        less.enemies.clear();
    }
    less
}

fn lift(window: &mut Window, lifted: bool) {
    if lifted {
        *window = Window::ANY;
    }
}
