//! Which rules exclude each other.
//!
//! A conflict is a set of rules that cannot all hold, of which none can be spared: lift any one and
//! there is a kit (an irreducible infeasible subset: Chinneck & Dravnieks 1991). A rule that breaks by
//! itself, or together with "one of a family", is looked for first, since it is the plainest thing to
//! say and the cheapest to find. Otherwise QuickXplain (Junker 2004) splits the rules in halves; it
//! keeps rules that stand early in the list where it has a choice, so these are the ones that a person
//! can change: what is asked for and the minutes before families and enemies.

use std::collections::BTreeSet;

use super::problem::Problem;
use super::rules::{Rule, rules, without};
use super::solve::Engine;

/// Rules that exclude each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The rules, in the order of [`rules`].
    pub rules: Vec<Rule>,
    /// Whether each is shown to be needed: false when the budget left a question open.
    pub minimal: bool,
}

/// The conflict of a problem without a kit; nothing when there is a kit, or `nodes` do not tell. Each
/// question on the way has the same budget of nodes.
pub fn conflict(problem: &Problem, nodes: u64) -> Option<Conflict> {
    let all = rules(problem);
    let mut search = Search { problem, all: all.iter().copied().collect(), nodes, open: false };
    if !search.excludes(&search.all.clone()) {
        return None;
    }
    let single = all.iter().find_map(|rule| search.alone(*rule));
    let found = single.unwrap_or_else(|| search.explain(&BTreeSet::new(), false, &all));
    let minimal = !search.open || search.needed(&found);
    Some(Conflict { rules: found.into_iter().collect(), minimal })
}

struct Search<'p> {
    problem: &'p Problem,
    all: BTreeSet<Rule>,
    nodes: u64,
    /// A question was left open, and taken for "there is a kit".
    open: bool,
}

impl Search<'_> {
    /// Whether no kit keeps these rules.
    fn excludes(&mut self, kept: &BTreeSet<Rule>) -> bool {
        let off = self.all.difference(kept).copied().collect();
        let answer = Engine::new(&without(self.problem, &off)).feasible(self.nodes);
        self.open |= answer.is_none();
        answer == Some(false)
    }

    /// The rule by itself, or with what shuts out items, when that is a conflict.
    fn alone(&mut self, rule: Rule) -> Option<BTreeSet<Rule>> {
        let shuts = [Rule::Families, Rule::Core, Rule::Enemies].map(|r| self.all.contains(&r).then_some(r));
        let asks = matches!(rule, Rule::Cell(..) | Rule::Seats(_) | Rule::Group(_));
        let seats = if let Rule::Seats(g) = rule { Some(Rule::SeatRules(g)) } else { None };
        let mut helpers: Vec<Option<Rule>> = vec![None];
        if asks {
            helpers.extend(seats.filter(|r| self.all.contains(r)).map(Some));
            helpers.extend(shuts.iter().take(1).filter(|r| r.is_some()));
        }
        for helper in helpers {
            let kept: BTreeSet<Rule> = [Some(rule), helper].into_iter().flatten().collect();
            if self.quickly(&kept) {
                return Some(kept);
            }
        }
        None
    }

    /// The same question with few nodes: a count that does not suffice shows at once.
    fn quickly(&mut self, kept: &BTreeSet<Rule>) -> bool {
        let off = self.all.difference(kept).copied().collect();
        Engine::new(&without(self.problem, &off)).counts_fail()
    }

    /// The part of `of` that excludes kits together with `kept`.
    fn explain(&mut self, kept: &BTreeSet<Rule>, grown: bool, of: &[Rule]) -> BTreeSet<Rule> {
        if grown && self.excludes(kept) {
            return BTreeSet::new();
        }
        if of.len() <= 1 {
            return of.iter().copied().collect();
        }
        let (first, second) = of.split_at(of.len() / 2);
        let with_first = kept | &first.iter().copied().collect();
        let late = self.explain(&with_first, true, second);
        let early = self.explain(&(kept | &late), !late.is_empty(), first);
        &late | &early
    }

    /// Whether each of the rules is needed, as far as can be told with more nodes.
    fn needed(&mut self, rules: &BTreeSet<Rule>) -> bool {
        rules.iter().all(|rule| {
            let mut kept = rules.clone();
            kept.remove(rule);
            let off = self.all.difference(&kept).copied().collect();
            Engine::new(&without(self.problem, &off)).feasible(4 * self.nodes) == Some(true)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Group, Item, Round, Seat, Window};

    fn item(group: u32, minutes: u32) -> Item {
        Item { group, cell: 0, kind: 0, minutes, difficulty: 0, family: None }
    }

    fn asks(count: u32) -> Group {
        Group::Counted { count: Window::at_least(count), cells: vec![Window::ANY], spread: 0 }
    }

    fn round(minutes: u32) -> Round {
        Round { minutes: Window::at_most(minutes), count: Window::ANY, kinds: Vec::new() }
    }

    #[test]
    fn too_few_items_are_a_conflict_by_themselves() {
        let items = vec![item(0, 5), item(0, 5), item(1, 5)];
        let problem =
            Problem { items, groups: vec![asks(3), asks(1)], rounds: vec![round(30)], ..Problem::default() };
        let found = conflict(&problem, 10_000).expect("no kit");
        assert_eq!((found.rules, found.minimal), (vec![Rule::Group(0)], true));
    }

    #[test]
    fn time_and_demand_exclude_each_other() {
        let items = (0..6).map(|n| item(n % 2, 10)).collect();
        let groups = vec![asks(2), asks(2)];
        let problem = Problem { items, groups, rounds: vec![round(25)], ..Problem::default() };
        let found = conflict(&problem, 10_000).expect("no kit");
        assert_eq!(found.rules, vec![Rule::Group(0), Rule::Group(1), Rule::Minutes(0)]);
        assert!(found.minimal);
    }

    #[test]
    fn seats_and_what_they_admit_exclude_each_other() {
        let seat = |kinds| Seat { round: 0, kinds, minutes: Window::ANY };
        let groups = vec![Group::Seated(vec![seat(0b10)])];
        let problem =
            Problem { items: vec![item(0, 5)], groups, rounds: vec![round(30)], ..Problem::default() };
        let found = conflict(&problem, 10_000).expect("no kit");
        assert_eq!(found.rules, vec![Rule::Seats(0), Rule::SeatRules(0)]);
    }

    #[test]
    fn a_problem_with_a_kit_has_no_conflict() {
        let problem = Problem {
            items: vec![item(0, 5)],
            groups: vec![asks(1)],
            rounds: vec![round(30)],
            ..Problem::default()
        };
        assert_eq!(conflict(&problem, 10_000), None);
    }
}
