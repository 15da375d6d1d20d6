//! Irreducible infeasible subsets (IIS) by deletion filter (Chinneck & Dravnieks 1991): which
//! constraints exclude each other.
//!
//! A conflict is a set of constraints that cannot all hold; if any one of them is removed, the others can.
//! First, the program looks for a constraint whose demand exceeds its supply by itself, since it is the
//! easiest to explain and the cheapest to find. Otherwise the constraints that a certificate names are the
//! first set, and the filter tries to remove each of them. Whenever the remaining set is still infeasible,
//! its certificate reduces the set further.
//!
//! **Order.** What is tried first is most likely to be deleted. So the filter begins with the constraints
//! that a person can least change, because they span the whole form: enemies, families, difficulty and the
//! number of all items. Minutes of a round and items of a cell are tried last and so tend to stay, because
//! they name a place and a number that a person can change. The core comes last, so that a conflict does not
//! name the core if it can be explained without it.

use std::collections::BTreeSet;

use crate::explain::decide::{Answer, decide};
use crate::explain::supply::{Supply, shortage, supplies};
use crate::lp::symmetry::Area;
use crate::problem::Problem;
use crate::problem::constraints::{Rule, rules, without};

/// Each feasibility query of the filter first gets this fraction (1/32) of all nodes, but at least [`EASY`].
/// The remaining nodes go to the queries that were not decided.
const PART: u64 = 32;
/// The least number of nodes that each query first gets.
const EASY: u64 = 8_000;

/// Rules that exclude each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The rules, in the order of [`rules`].
    pub rules: Vec<Rule>,
    /// True if each of the rules is proved to be needed; false if the budget did not suffice to decide this
    /// for all of them.
    pub minimal: bool,
    /// For the rules that need items, their demand and supply.
    pub supply: Vec<Supply>,
}

impl Conflict {
    /// The problem with only these rules. A correction of it resolves this conflict, but there may be
    /// further conflicts.
    pub fn alone(&self, problem: &Problem) -> Problem {
        let off = rules(problem).into_iter().filter(|rule| !self.rules.contains(rule)).collect();
        without(problem, &off)
    }
}

/// Whether a problem has a form, as far as this was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is a form.
    Kit,
    /// There is none, and these constraints exclude each other.
    Conflict(Conflict),
    /// The nodes did not suffice to tell.
    Unknown,
}

/// The conflict of an infeasible problem; `None` if it is feasible, or if `nodes` do not suffice.
pub fn conflict(problem: &Problem, nodes: u64) -> Option<Conflict> {
    if let Why::Conflict(conflict) = why(problem, nodes) { Some(conflict) } else { None }
}

/// Whether a problem has a form, and why not. `nodes` is the budget for all queries together; a million
/// nodes take about a second.
pub fn why(problem: &Problem, nodes: u64) -> Why {
    if let Some(rules) = shortage(problem) {
        return Why::Conflict(told(problem, &rules.into_iter().collect(), true));
    }
    let all = rules(problem);
    let mut filter = Filter { problem, nodes, part: (nodes / PART).max(EASY), alike: alike(problem), all };
    let rules: BTreeSet<Rule> = filter.all.iter().copied().collect();
    match filter.ask(&rules, nodes / 2) {
        Answer::Kit(_) => Why::Kit,
        Answer::Open => Why::Unknown,
        Answer::None(blamed) => {
            let rules = filter.shrunk(rules, &blamed);
            let (rules, minimal) = filter.filtered(rules);
            Why::Conflict(told(problem, &rules, minimal))
        }
    }
}

fn told(problem: &Problem, rules: &BTreeSet<Rule>, minimal: bool) -> Conflict {
    let mut supply = supplies(problem);
    supply.retain(|supply| rules.contains(&supply.rule));
    Conflict { rules: rules.iter().copied().collect(), minimal, supply }
}

/// For each round, the first round that is identical to it under all rules.
fn alike(problem: &Problem) -> Vec<usize> {
    let mut alike = vec![0; problem.rounds.len()];
    for area in Area::all(problem) {
        area.rounds.iter().for_each(|r| alike[*r] = area.rounds[0]);
    }
    alike
}

struct Filter<'p> {
    problem: &'p Problem,
    all: Vec<Rule>,
    nodes: u64,
    part: u64,
    alike: Vec<usize>,
}

impl Filter<'_> {
    /// Whether there is a form that keeps these rules, if all other rules are removed.
    fn ask(&mut self, kept: &BTreeSet<Rule>, most: u64) -> Answer {
        let off = self.all.iter().filter(|rule| !kept.contains(rule)).copied().collect();
        decide(&without(self.problem, &off), &mut self.nodes, most)
    }

    /// The rules that the certificate names, if they are infeasible by themselves; otherwise all rules.
    fn shrunk(&mut self, rules: BTreeSet<Rule>, blamed: &BTreeSet<Rule>) -> BTreeSet<Rule> {
        let fewer = &rules & blamed;
        if fewer.len() == rules.len() {
            return rules;
        }
        match self.ask(&fewer, self.part) {
            Answer::None(blamed) => self.shrunk(fewer, &blamed),
            Answer::Kit(_) | Answer::Open => rules,
        }
    }

    /// The deletion filter. Returns the rules that are needed, and whether each of them is proved to be
    /// needed.
    fn filtered(&mut self, mut rules: BTreeSet<Rule>) -> (BTreeSet<Rule>, bool) {
        let core = |rule: &&Rule| **rule == Rule::Core;
        let mut order: Vec<Rule> = rules.iter().rev().filter(|r| !core(r)).copied().collect();
        order.extend(rules.iter().filter(core));
        let (mut needed, mut open): (Vec<Rule>, Vec<Rule>) = (Vec::new(), Vec::new());
        for rule in order {
            if !rules.contains(&rule) || self.has_twin(&rules, &needed, rule) {
                continue;
            }
            let unsure = self.has_twin(&rules, &open, rule);
            match if unsure { None } else { self.spare(&mut rules, rule, self.part) } {
                Some(true) => {}
                Some(false) => needed.push(rule),
                None => open.push(rule),
            }
        }
        let mut minimal = true;
        while let Some(rule) = open.pop() {
            if !rules.contains(&rule) || self.has_twin(&rules, &needed, rule) {
                continue;
            }
            match self.spare(&mut rules, rule, self.nodes / (open.len() as u64 + 1)) {
                Some(true) => {}
                Some(false) => needed.push(rule),
                None => minimal = false,
            }
        }
        (rules, minimal)
    }

    /// Leaves a rule out if the others are still infeasible, and returns whether they are; `None` if `nodes`
    /// do not suffice.
    fn spare(&mut self, rules: &mut BTreeSet<Rule>, rule: Rule, most: u64) -> Option<bool> {
        let mut fewer = rules.clone();
        fewer.remove(&rule);
        match self.ask(&fewer, most) {
            Answer::Kit(_) => Some(false),
            Answer::None(blamed) => {
                *rules = self.shrunk(fewer, &blamed);
                Some(true)
            }
            Answer::Open => None,
        }
    }

    /// Whether `told`, the rules with a known answer, has the same rule of an identical round, and `rules`
    /// contains the same rules for both rounds. If so, the answer for this rule is the same by symmetry.
    fn has_twin(&self, rules: &BTreeSet<Rule>, told: &[Rule], rule: Rule) -> bool {
        let named: [fn(usize) -> Rule; 3] = [Rule::Minutes, Rule::Count, Rule::Kinds];
        let rounds = 0..self.alike.len();
        let Some((of, own)) =
            named.iter().find_map(|of| Some((of, rounds.clone().find(|r| of(*r) == rule)?)))
        else {
            return false;
        };
        let same =
            |other: usize| named.iter().all(|of| rules.contains(&of(own)) == rules.contains(&of(other)));
        rounds.clone().any(|other| {
            other != own && self.alike[other] == self.alike[own] && told.contains(&of(other)) && same(other)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Group, Item, Round, Seat, Window};

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
        let short = Supply { rule: Rule::Group(0), demand: 3, items: 2, fitting: 2, distinct: 2, left: 2 };
        assert_eq!(found.supply, [short]);
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
        let seat = |kinds| Seat { round: 0, kinds, minutes: Window::ANY, difficulties: u32::MAX };
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
        assert_eq!((why(&problem, 10_000), conflict(&problem, 10_000)), (Why::Kit, None));
    }
}
