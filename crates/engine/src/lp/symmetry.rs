//! Aggregation of identical rounds: rounds with the same constraints after presolve are one area of the
//! linear relaxation.
//!
//! If values are feasible for several identical rounds, so is their mean. So in the linear relaxation k
//! identical rounds can be treated as one area, whose windows are k times as wide.

use std::collections::BTreeMap;

use crate::problem::range::{Range, minus, plus};
use crate::problem::{Group, Problem, Seat};

/// Seats of a group in one area that admit the same items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) group: usize,
    pub(crate) seat: Seat,
    pub(crate) count: i64,
}

/// Identical rounds.
#[derive(Clone, Debug)]
pub(crate) struct Area {
    pub(crate) rounds: Vec<usize>,
    pub(crate) minutes: Range,
    pub(crate) count: Range,
    pub(crate) kinds: Vec<Range>,
    /// The seats of all its rounds, including those of the core items.
    pub(crate) runs: Vec<Run>,
    /// The groups of the core items in each of its rounds, with the number of items.
    pub(crate) core: BTreeMap<usize, i64>,
}

impl Area {
    /// The areas of a problem: its rounds, identical ones together.
    pub(crate) fn all(problem: &Problem) -> Vec<Area> {
        let mut areas: Vec<(Area, Area)> = Vec::new();
        for round in 0..problem.rounds.len() {
            let own = Area::of(problem, round);
            match areas.iter_mut().find(|(like, _)| like.alike(&own)) {
                Some((_, area)) => area.add(round, &own),
                None => areas.push((own.clone(), own)),
            }
        }
        areas.into_iter().map(|(_, area)| area).collect()
    }

    fn of(problem: &Problem, round: usize) -> Area {
        let rule = &problem.rounds[round];
        let of = |(n, _): &(u32, usize)| &problem.items[*n as usize];
        let here = || problem.core.iter().filter(|(_, r)| *r == round).map(of);
        let kinds = rule.kinds.iter().enumerate().map(|(kind, window)| {
            minus(*window, here().filter(|i| usize::from(i.kind) == kind).count() as i64)
        });
        let mut runs: Vec<Run> = Vec::new();
        for (group, rule) in problem.groups.iter().enumerate() {
            let Group::Seated(seats) = rule else { continue };
            let mut mine: Vec<Seat> = seats.iter().filter(|s| s.round == round).copied().collect();
            mine.sort_by_key(Seat::rules);
            for seat in mine {
                match runs.last_mut().filter(|run| run.group == group && run.seat == seat) {
                    Some(run) => run.count += 1,
                    None => runs.push(Run { group, seat, count: 1 }),
                }
            }
        }
        let mut core = BTreeMap::new();
        here().for_each(|item| *core.entry(item.group as usize).or_default() += 1);
        Area {
            rounds: vec![round],
            minutes: minus(rule.minutes, here().map(|i| i64::from(i.minutes)).sum()),
            count: minus(rule.count, here().count() as i64),
            kinds: kinds.collect(),
            runs,
            core,
        }
    }

    fn alike(&self, other: &Area) -> bool {
        let same = |(a, b): (&Run, &Run)| {
            let rules = |r: &Run| (r.group, r.seat.rules(), r.count);
            rules(a) == rules(b)
        };
        (self.minutes, self.count, &self.kinds, &self.core)
            == (other.minutes, other.count, &other.kinds, &other.core)
            && self.runs.len() == other.runs.len()
            && self.runs.iter().zip(&other.runs).all(same)
    }

    fn add(&mut self, round: usize, own: &Area) {
        self.rounds.push(round);
        self.minutes = plus(self.minutes, own.minutes);
        self.count = plus(self.count, own.count);
        self.kinds.iter_mut().zip(&own.kinds).for_each(|(a, b)| *a = plus(*a, *b));
        self.runs.iter_mut().zip(&own.runs).for_each(|(a, b)| a.count += b.count);
    }

    /// The number of core items of a group in this area.
    pub(crate) fn held(&self, group: usize) -> i64 {
        self.core.get(&group).map_or(0, |count| count * self.rounds.len() as i64)
    }

    /// The number of rounds of this area in which the core has the group.
    pub(crate) fn seen(&self, group: usize) -> i64 {
        if self.core.contains_key(&group) { self.rounds.len() as i64 } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::range::OPEN;
    use crate::{Item, Round, Window};

    #[test]
    fn rounds_with_the_same_rules_are_one_area_unless_the_core_tells_them_apart() {
        let round =
            Round { minutes: Window::exactly(9), count: Window::ANY, kinds: vec![Window::at_most(1)] };
        let item = Item { group: 0, cell: 0, kind: 0, minutes: 4, difficulty: 0, family: None };
        let groups = vec![Group::Counted { count: Window::ANY, cells: vec![Window::ANY], spread: 0 }];
        let problem = Problem { items: vec![item], groups, rounds: vec![round; 3], ..Problem::default() };
        let areas = Area::all(&problem);
        assert_eq!((areas.len(), areas[0].minutes, areas[0].kinds[0]), (1, (27, 27), (0, 3)));
        assert_eq!(areas[0].count, (0, OPEN));
        let areas = Area::all(&Problem { core: vec![(0, 1)], ..problem });
        assert_eq!(areas.iter().map(|a| a.rounds.clone()).collect::<Vec<_>>(), [vec![0, 2], vec![1]]);
        assert_eq!((areas[1].minutes, areas[1].kinds[0], areas[1].held(0)), ((5, 5), (0, 0), 1));
    }
}
