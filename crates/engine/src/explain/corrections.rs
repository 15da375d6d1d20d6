//! Searches for the smallest single corrections after which an infeasible problem is feasible.
//!
//! Each constraint of a conflict is relaxed by itself, in the whole problem. First the largest step is tried.
//! If it restores feasibility, the smallest step is found by doubling and then by binary search, because
//! feasibility is monotone in the step. The number of seats is the exception: feasibility is not monotone in
//! it, so each number is tried in turn. New items are tried as families. Each new family has one item for
//! every combination of properties that items of the group have; if such families do not help, one for every
//! combination that items of the problem have. A form takes at most one item of a family, so n families allow
//! n new items. The items that the solution takes from these families are the correction.

use std::collections::BTreeSet;

use crate::explain::correction::{Correction, Like, Limit};
use crate::explain::decide::{Answer, decide};
use crate::explain::iis::Conflict;
use crate::lp::symmetry::Area;
use crate::problem::constraints::{Rule, without};
use crate::problem::{Group, Problem};
use crate::solve::{Engine, Start};

/// Each feasibility query may use this fraction (1/64) of all nodes.
const PART: u64 = 64;
/// The maximum number of new items, or of removed seats, in a suggestion.
const MORE: u32 = 4;

/// The corrections that restore feasibility, each as small as possible, sorted by effort. Only constraints of
/// the conflict are relaxed; a change is not in the list if `nodes` did not suffice to try it.
pub fn corrections(problem: &Problem, conflict: &Conflict, nodes: u64) -> Vec<Correction> {
    let mut trial = Trial { problem, areas: Area::all(problem), nodes, part: nodes / PART };
    let mut found: Vec<Correction> = conflict.rules.iter().flat_map(|rule| trial.ease(*rule)).collect();
    // If rounds are identical, a correction of the first is also a correction of each of the others.
    let twins = |correction: &Correction| {
        let Correction::By(limit, by) = *correction else { return Vec::new() };
        let mine = |area: &&Area| in_round(limit, area.rounds[0]) == Some(limit);
        let others = trial.areas.iter().find(mine).map_or(&[][..], |area| &area.rounds[1..]);
        others
            .iter()
            .filter_map(|r| in_round(limit, *r))
            .map(|limit| Correction::By(limit, by))
            .collect::<Vec<_>>()
    };
    let copies: Vec<Correction> = found.iter().flat_map(twins).collect();
    found.extend(copies);
    found.sort_by_key(|correction| (correction.effort(), correction.clone()));
    found.dedup();
    found
}

/// The same limit in another round; `None` for a limit that does not belong to a round.
fn in_round(limit: Limit, round: usize) -> Option<Limit> {
    Some(match limit {
        Limit::MostMinutes(_) => Limit::MostMinutes(round),
        Limit::LeastMinutes(_) => Limit::LeastMinutes(round),
        Limit::MostItems(_) => Limit::MostItems(round),
        Limit::LeastItems(_) => Limit::LeastItems(round),
        Limit::MostOfKind(_, kind) => Limit::MostOfKind(round, kind),
        Limit::LeastOfKind(_, kind) => Limit::LeastOfKind(round, kind),
        _ => return None,
    })
}

struct Trial<'p> {
    problem: &'p Problem,
    areas: Vec<Area>,
    nodes: u64,
    part: u64,
}

impl Trial<'_> {
    /// The changes that relax a constraint and restore feasibility.
    fn ease(&mut self, rule: Rule) -> Vec<Correction> {
        let limits = self.limits(rule);
        let mut found: Vec<Correction> = limits.into_iter().filter_map(|limit| self.least(limit)).collect();
        match rule {
            Rule::Cell(g, c) => found.extend(self.new_items(g, c as u32)),
            Rule::Group(g) | Rule::Seats(g) => found.extend(self.new_items(g, 0)),
            Rule::SeatRules(g) => {
                let kinds: BTreeSet<u8> = self.problem.items.iter().map(|i| i.kind).collect();
                let wider = kinds.into_iter().map(|kind| Correction::AlsoKind(g, kind));
                let graded = self.excluded(g).into_iter().map(|d| Correction::AlsoDifficulty(g, d));
                found.extend(wider.chain(graded).filter(|correction| self.helps(correction)));
            }
            Rule::Core => {
                let items: Vec<u32> = self.problem.core.iter().map(|(n, _)| *n).collect();
                found.extend(
                    items.into_iter().map(Correction::FreeOfCore).filter(|correction| self.helps(correction)),
                );
            }
            Rule::Enemies => found.extend(self.reconciled()),
            Rule::Families => found.extend(self.split()),
            _ => {}
        }
        found
    }

    /// The difficulties of items that some seat of a group does not admit.
    fn excluded(&self, group: usize) -> BTreeSet<u32> {
        let Group::Seated(seats) = &self.problem.groups[group] else { return BTreeSet::new() };
        let difficulties = self.problem.items.iter().map(|i| i.difficulty.min(31));
        difficulties.filter(|d| seats.iter().any(|s| s.difficulties & (1 << d) == 0)).collect()
    }

    /// The limits that a rule sets. Of identical rounds only the first is taken.
    fn limits(&self, rule: Rule) -> Vec<Limit> {
        let leads = |round: usize| self.areas.iter().any(|area| area.rounds[0] == round);
        match rule {
            Rule::Minutes(r) | Rule::Count(r) | Rule::Kinds(r) if !leads(r) => Vec::new(),
            Rule::Minutes(r) => vec![Limit::MostMinutes(r), Limit::LeastMinutes(r)],
            Rule::Count(r) => vec![Limit::MostItems(r), Limit::LeastItems(r)],
            Rule::Kinds(r) => {
                let kinds = 0..self.problem.rounds[r].kinds.len();
                kinds.flat_map(|kind| [Limit::MostOfKind(r, kind), Limit::LeastOfKind(r, kind)]).collect()
            }
            Rule::Total => vec![Limit::MostInAll, Limit::LeastInAll],
            Rule::Difficulty => vec![Limit::Hardest, Limit::Easiest],
            Rule::Group(g) => vec![Limit::MostOfGroup(g), Limit::LeastOfGroup(g)],
            Rule::Cell(g, c) => vec![Limit::MostOfCell(g, c), Limit::LeastOfCell(g, c)],
            Rule::Spread(g) => vec![Limit::Spread(g)],
            Rule::Seats(g) => (0..self.problem.rounds.len()).map(|round| Limit::Seats(g, round)).collect(),
            Rule::SeatRules(g) => vec![Limit::MostOnSeats(g), Limit::LeastOnSeats(g)],
            Rule::Core | Rule::Families | Rule::Enemies => Vec::new(),
        }
    }

    fn decide(&mut self, problem: &Problem) -> Answer {
        decide(problem, &mut self.nodes, self.part)
    }

    fn helps(&mut self, correction: &Correction) -> bool {
        matches!(self.decide(&correction.applied(self.problem)), Answer::Kit(_))
    }

    /// The smallest change of a limit that restores feasibility; `None` if no change does.
    fn least(&mut self, limit: Limit) -> Option<Correction> {
        let reach = limit.reach(self.problem);
        if let Limit::Seats(..) = limit {
            return (1..=reach.min(MORE))
                .map(|by| Correction::By(limit, by))
                .find(|correction| self.helps(correction));
        }
        let mut helps = |by: u32| self.helps(&Correction::By(limit, by));
        if reach == 0 || !helps(reach) {
            return None;
        }
        let (mut few, mut enough) = (0, 1.min(reach));
        while enough < reach && !helps(enough) {
            (few, enough) = (enough, (2 * enough).min(reach));
        }
        while few + 1 < enough {
            let by = few.midpoint(enough);
            if helps(by) { enough = by } else { few = by }
        }
        Some(Correction::By(limit, enough))
    }

    /// The smallest number of new items that restore feasibility. If possible, they have the properties of
    /// items of the group, otherwise those of any items of the problem.
    fn new_items(&mut self, group: usize, cell: u32) -> Option<Correction> {
        let mine = self.problem.items.iter().filter(|i| i.group as usize == group);
        let own: BTreeSet<Like> = mine.map(Like::of).collect();
        let any: BTreeSet<Like> = self.problem.items.iter().map(Like::of).collect();
        for sorts in [own, any] {
            if !matches!(self.decide(&self.with_new(group, cell, &sorts, MORE)), Answer::Kit(_)) {
                continue;
            }
            for count in 1..=MORE {
                let richer = self.with_new(group, cell, &sorts, count);
                if let Some(kit) = self.kit(&richer) {
                    let new = kit.iter().filter(|n| **n as usize >= self.problem.items.len());
                    let like = new.map(|n| Like::of(&richer.items[*n as usize])).collect();
                    return Some(Correction::NewItems(group, cell, like));
                }
            }
        }
        None
    }

    /// The problem with `count` new families, each with one item of every sort, so that up to `count` new
    /// items of any sorts can be chosen.
    fn with_new(&self, group: usize, cell: u32, sorts: &BTreeSet<Like>, count: u32) -> Problem {
        let mut richer = self.problem.clone();
        let taken: BTreeSet<u32> = self.problem.items.iter().filter_map(|i| i.family).collect();
        let families = (0..).filter(|family| !taken.contains(family)).take(count as usize);
        for family in families {
            richer.items.extend(sorts.iter().map(|like| like.item(group as u32, cell, Some(family))));
        }
        richer
    }

    /// The items of any form; `None` if none was found.
    fn kit(&mut self, problem: &Problem) -> Option<BTreeSet<u32>> {
        let core = problem.core.iter().map(|(n, _)| *n);
        match self.decide(problem) {
            Answer::Kit(Some(chosen)) => Some(chosen.into_iter().chain(core).collect()),
            Answer::Kit(None) => {
                let free = vec![0; problem.items.len()];
                let outcome = Engine::new(problem.clone()).solve(&free, &Start::default(), self.part);
                outcome.solution().map(|s| s.placed.iter().map(|(n, _)| *n).collect())
            }
            Answer::None(_) | Answer::Open => None,
        }
    }

    /// Finds a form that ignores the rule on enemies. Returns those enemy pairs in it that must be reconciled
    /// to make the problem feasible.
    fn reconciled(&mut self) -> Option<Correction> {
        let kit = self.kit(&without(self.problem, &BTreeSet::from([Rule::Enemies])))?;
        let both = |(a, b): &&(u32, u32)| kit.contains(a) && kit.contains(b);
        let pairs = self.problem.enemies.iter().filter(both).copied().collect();
        self.fewest(pairs, Correction::Reconcile)
    }

    /// Finds a form that ignores the rule on families. Returns those families with two items in it that must
    /// be split to make the problem feasible.
    fn split(&mut self) -> Option<Correction> {
        let kit = self.kit(&without(self.problem, &BTreeSet::from([Rule::Families])))?;
        let mut seen = BTreeSet::new();
        let own = kit.iter().filter_map(|n| self.problem.items[*n as usize].family);
        let twice: BTreeSet<u32> = own.filter(|family| !seen.insert(*family)).collect();
        self.fewest(twice.into_iter().collect(), Correction::SplitFamilies)
    }

    /// Removes the elements that are not needed, one after the other.
    fn fewest<T: Copy>(
        &mut self,
        mut of: Vec<T>,
        correction: fn(Vec<T>) -> Correction,
    ) -> Option<Correction> {
        for n in (0..of.len()).rev() {
            let spared = of.remove(n);
            if of.is_empty() || !self.helps(&correction(of.clone())) {
                of.insert(n, spared);
            }
        }
        (!of.is_empty() && self.helps(&correction(of.clone()))).then(|| correction(of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Group, Item, Round, Window, conflict};

    fn problem() -> Problem {
        let item = |minutes| Item { group: 0, cell: 0, kind: 0, minutes, difficulty: 0, family: None };
        let round = |most| Round { minutes: Window::at_most(most), count: Window::ANY, kinds: Vec::new() };
        Problem {
            items: vec![item(10), item(12), item(15), item(15)],
            groups: vec![Group::Counted { count: Window::at_least(3), cells: vec![Window::ANY], spread: 0 }],
            rounds: vec![round(12), round(12)],
            ..Problem::default()
        }
    }

    #[test]
    fn the_least_change_comes_first() {
        let problem = problem();
        let conflict = conflict(&problem, 100_000).expect("two items fit");
        assert_eq!(conflict.rules, [Rule::Group(0), Rule::Minutes(0), Rule::Minutes(1)]);
        let ask_for_two = Correction::By(Limit::LeastOfGroup(0), 1);
        let longer = |round| Correction::By(Limit::MostMinutes(round), 13);
        assert_eq!(corrections(&problem, &conflict, 1_000_000), [ask_for_two, longer(0), longer(1)]);
    }

    #[test]
    fn a_new_item_is_told_as_it_should_be() {
        let mut problem = problem();
        problem.items.truncate(2);
        problem.rounds[0].minutes = Window::at_most(22);
        let conflict = conflict(&problem, 100_000).expect("two items for three");
        let like = Like { kind: 0, minutes: 10, difficulty: 0 };
        let corrections = corrections(&problem, &conflict, 1_000_000);
        let new = corrections.iter().find(|correction| matches!(correction, Correction::NewItems(0, 0, _)));
        let Some(Correction::NewItems(.., likes)) = new else { panic!("one more will do: {corrections:?}") };
        assert!(likes == &[like] || likes == &[Like { minutes: 12, ..like }]);
    }

    #[test]
    fn enemies_and_families_are_parted_where_that_helps() {
        let mut problem = problem();
        problem.items.truncate(3);
        problem.rounds = vec![Round { minutes: Window::ANY, count: Window::ANY, kinds: Vec::new() }];
        problem.enemies = vec![(0, 1)];
        let found = conflict(&problem, 100_000).expect("all three are needed");
        assert_eq!(found.rules, [Rule::Group(0), Rule::Enemies]);
        assert!(corrections(&problem, &found, 1_000_000).contains(&Correction::Reconcile(vec![(0, 1)])));
        problem.enemies.clear();
        problem.items[..2].iter_mut().for_each(|item| item.family = Some(4));
        let found = conflict(&problem, 100_000).expect("all three are needed");
        assert_eq!(found.rules, [Rule::Group(0), Rule::Families]);
        assert!(corrections(&problem, &found, 1_000_000).contains(&Correction::SplitFamilies(vec![4])));
    }
}
