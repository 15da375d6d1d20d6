//! The constraints of a problem by name, and the problem without some of them.
//!
//! Removing a constraint never removes a solution. So if a set of constraints is infeasible, so is every
//! superset of it; `explain::iis` depends on this. What the core excludes by family or enmity belongs to
//! [`Rule::Core`]; [`Rule::Families`] and [`Rule::Enemies`] are about the other items, and about the core
//! items among themselves.

use std::collections::BTreeSet;

use crate::problem::{Group, Item, Problem, Seat, Window};

/// A rule that a caller can name. Numbers are indices into the problem's groups and rounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// The number of items of a cell: group, cell.
    Cell(usize, usize),
    /// One item for each seat of a group, and no other item of the group.
    Seats(usize),
    /// The number of items of a group.
    Group(usize),
    /// The number of rounds in which a group appears.
    Spread(usize),
    /// Kinds, minutes and difficulties that the seats of a group admit.
    SeatRules(usize),
    /// Minutes of a round.
    Minutes(usize),
    /// Number of items in a round.
    Count(usize),
    /// Kinds in a round.
    Kinds(usize),
    /// The number of items in the whole form.
    Total,
    /// Sum of the difficulties.
    Difficulty,
    /// The core items are chosen, each in its round, and exclude their relatives and enemies.
    Core,
    /// At most one item of each family.
    Families,
    /// Enemies are not chosen together.
    Enemies,
}

/// The constraints that can be violated, sorted so that those that a person can change most easily come
/// first.
pub fn rules(problem: &Problem) -> Vec<Rule> {
    let mut rules = Vec::new();
    let says = |window: &Window| window.min > 0 || (window.max as usize) < problem.items.len();
    for (g, group) in problem.groups.iter().enumerate() {
        match group {
            Group::Counted { count, cells, spread } => {
                let cells = cells.iter().enumerate().filter(|(_, window)| says(window));
                rules.extend(cells.map(|(c, _)| Rule::Cell(g, c)));
                rules.extend(says(count).then_some(Rule::Group(g)));
                rules.extend((*spread > 0).then_some(Rule::Spread(g)));
            }
            Group::Seated(seats) => {
                let mut mine = problem.items.iter().filter(|i| i.group as usize == g);
                let strict = mine.clone().any(|i| seats.iter().any(|s| !s.admits(i)));
                rules.extend((!seats.is_empty() || mine.next().is_some()).then_some(Rule::Seats(g)));
                rules.extend(strict.then_some(Rule::SeatRules(g)));
            }
        }
    }
    for (r, round) in problem.rounds.iter().enumerate() {
        rules.extend((round.minutes != Window::ANY).then_some(Rule::Minutes(r)));
        rules.extend(says(&round.count).then_some(Rule::Count(r)));
        rules.extend(round.kinds.iter().any(says).then_some(Rule::Kinds(r)));
    }
    rules.extend(says(&problem.total).then_some(Rule::Total));
    rules.extend((problem.difficulty != Window::ANY).then_some(Rule::Difficulty));
    rules.extend((!problem.core.is_empty() && !sits_anyway(problem)).then_some(Rule::Core));
    rules.extend(related(problem).then_some(Rule::Families));
    rules.extend(problem.enemies.iter().any(|(a, b)| a != b).then_some(Rule::Enemies));
    rules.sort();
    rules
}

/// True if a core item may occupy a seat it would not otherwise qualify for. Removing the core would then
/// also remove solutions, so [`Rule::Core`] cannot be treated as a removable constraint.
pub(crate) fn sits_anyway(problem: &Problem) -> bool {
    problem.core.iter().any(|(n, round)| {
        let item = &problem.items[*n as usize];
        let strict = |s: &Seat| s.round == *round && !s.admits(item);
        matches!(&problem.groups[item.group as usize], Group::Seated(seats) if seats.iter().any(strict))
    })
}

/// Whether some family has two items.
fn related(problem: &Problem) -> bool {
    let mut seen = BTreeSet::new();
    problem.items.iter().filter_map(|i| i.family).any(|family| !seen.insert(family))
}

/// The problem without the constraints in `off`. If a number of items has no limit any more, it gets a
/// limit so high that it never makes a feasible problem infeasible.
pub fn without(problem: &Problem, off: &BTreeSet<Rule>) -> Problem {
    let mut less = problem.clone();
    if off.is_empty() {
        return less;
    }
    let lifted = |rule: Rule| off.contains(&rule);
    if lifted(Rule::Core) {
        less.core.clear();
    }
    let core = |n: u32| less.core.iter().any(|(c, _)| *c == n);
    if lifted(Rule::Enemies) {
        less.enemies.retain(|(a, b)| core(*a) != core(*b));
    }
    if lifted(Rule::Families) {
        less.enemies.extend(shut_out(&less));
        less.items.iter_mut().for_each(|item| item.family = None);
    }
    for (r, round) in less.rounds.iter_mut().enumerate() {
        lift(&mut round.minutes, lifted(Rule::Minutes(r)));
        lift(&mut round.count, lifted(Rule::Count(r)));
        if lifted(Rule::Kinds(r)) {
            round.kinds.clear();
        }
    }
    lift(&mut less.total, lifted(Rule::Total));
    lift(&mut less.difficulty, lifted(Rule::Difficulty));
    for g in 0..less.groups.len() {
        lift_group(&mut less, g, &lifted);
    }
    limit(&mut less);
    less
}

fn lift(window: &mut Window, lifted: bool) {
    if lifted {
        *window = Window::ANY;
    }
}

fn lift_group(less: &mut Problem, g: usize, lifted: &dyn Fn(Rule) -> bool) {
    match &mut less.groups[g] {
        Group::Counted { count, cells, spread } => {
            lift(count, lifted(Rule::Group(g)));
            cells.iter_mut().enumerate().for_each(|(c, cell)| lift(cell, lifted(Rule::Cell(g, c))));
            *spread = if lifted(Rule::Spread(g)) { 0 } else { *spread };
        }
        Group::Seated(_) if lifted(Rule::Seats(g)) => {
            less.groups[g] = Group::Counted { count: Window::ANY, cells: vec![Window::ANY], spread: 0 };
            less.items.iter_mut().filter(|i| i.group as usize == g).for_each(|i| i.cell = 0);
        }
        Group::Seated(seats) if lifted(Rule::SeatRules(g)) => {
            let free =
                |s: &Seat| Seat { kinds: u32::MAX, minutes: Window::ANY, difficulties: u32::MAX, ..*s };
            seats.iter_mut().for_each(|seat| *seat = free(seat));
        }
        Group::Seated(_) => {}
    }
}

/// The relatives of the core items, as enemy pairs, so that they stay excluded when the rule on families is
/// removed.
fn shut_out(problem: &Problem) -> Vec<(u32, u32)> {
    let core = |n: u32| problem.core.iter().any(|(c, _)| *c == n);
    let mut pairs = Vec::new();
    for (n, _) in &problem.core {
        let family = problem.items[*n as usize].family;
        let kin = |(m, i): &(u32, &Item)| family.is_some() && i.family == family && !core(*m);
        pairs.extend((0u32..).zip(&problem.items).filter(kin).map(|(m, _)| (*n, m)));
    }
    pairs
}

/// Sets a limit for each number of items that has none. An item is needed only for some minimum, and each
/// minimum needs at most a known number of items (for minutes and difficulty: the minimum divided by the
/// smallest amount of an item). The sum of these numbers is enough for the whole form, and for each group.
fn limit(problem: &mut Problem) {
    let shortest = problem.items.iter().map(|i| i.minutes).filter(|m| *m > 0).min().unwrap_or(1);
    let easy = problem.items.iter().map(|i| i.difficulty).filter(|d| *d > 0).min().unwrap_or(1);
    let mut enough = problem.core.len() as u64 + u64::from(problem.total.min);
    enough += u64::from(problem.difficulty.min.div_ceil(easy));
    for round in &problem.rounds {
        enough += u64::from(round.count.min) + u64::from(round.minutes.min.div_ceil(shortest));
        enough += round.kinds.iter().map(|k| u64::from(k.min)).sum::<u64>();
    }
    for group in &problem.groups {
        enough += match group {
            Group::Counted { count, cells, spread } => {
                let cells = cells.iter().map(|c| u64::from(c.min)).sum::<u64>();
                cells.max(u64::from(count.min)) + u64::from(*spread)
            }
            Group::Seated(seats) => seats.len() as u64,
        };
    }
    let enough = u32::try_from(enough).unwrap_or(u32::MAX);
    problem.total.max = problem.total.max.min(enough);
    for group in &mut problem.groups {
        if let Group::Counted { count, .. } = group {
            count.max = count.max.min(enough);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Engine, Round};

    fn item(group: u32, family: Option<u32>) -> Item {
        Item { group, cell: 0, kind: 0, minutes: 5, difficulty: 0, family }
    }

    fn problem() -> Problem {
        let seat = Seat { round: 0, kinds: 1, minutes: Window::ANY, difficulties: u32::MAX };
        let round = Round { minutes: Window::at_most(10), count: Window::ANY, kinds: Vec::new() };
        Problem {
            items: vec![item(0, Some(1)), item(0, Some(1)), item(1, None)],
            enemies: vec![(1, 2)],
            groups: vec![
                Group::Counted { count: Window::exactly(1), cells: vec![Window::ANY], spread: 0 },
                Group::Seated(vec![seat]),
            ],
            rounds: vec![round],
            ..Problem::default()
        }
    }

    #[test]
    fn only_rules_that_say_something_are_named() {
        let named = [Rule::Seats(1), Rule::Group(0), Rule::Minutes(0), Rule::Families, Rule::Enemies];
        assert_eq!(rules(&problem()), named);
        assert_eq!(rules(&Problem::default()), []);
    }

    #[test]
    fn lifted_numbers_keep_a_limit_that_hurts_nobody() {
        let free = without(&problem(), &BTreeSet::from([Rule::Group(0), Rule::Seats(1)]));
        assert_eq!(free.total, Window::at_most(0));
        assert!(rules(&free).contains(&Rule::Total));
        assert_eq!(Engine::new(free).feasible(1_000), Some(true));
    }

    #[test]
    fn what_the_core_shuts_out_stays_out() {
        let core = Problem { core: vec![(0, 0)], ..problem() };
        let free = without(&core, &BTreeSet::from([Rule::Families, Rule::Enemies]));
        assert_eq!(free.enemies, vec![(0, 1)]);
        assert_eq!(free.items[1].family, None);
    }
}
