//! From a problem to its answer.

use crate::engine::bound::assignment::NEVER;
use crate::engine::bound::candidates::{Offers, all, below, short};
use crate::engine::bound::lagrangian::{Prices, Relaxed, relax};
use crate::engine::bound::subgradient::{Climb, climb};
use crate::engine::lp::model::Linear;
use crate::engine::lp::simplex::Ended;
use crate::engine::presolve::Layout;
use crate::engine::presolve::dominance::thin;
use crate::engine::presolve::groups::core_has_choice;
use crate::engine::problem::{DEAREST, Group, Outcome, Problem, Solution};
use crate::engine::resort::{Better, improve};
use crate::engine::search::branch_and_bound::{Kit, Search};
use crate::engine::search::columns::list;
use crate::engine::search::repair::Repair;
use crate::engine::search::rounds::Dealer;
use crate::engine::search::seating::arrange;

/// A problem made ready for many kits.
#[derive(Debug)]
pub struct Engine<'p> {
    pub(in crate::engine) layout: Layout<'p>,
    /// Whether the layout is the merged one of a problem with seats.
    merged: bool,
}

/// Prices from which the search for better ones starts: it saves steps, it never changes an answer
/// that is proved.
#[derive(Clone, Debug, Default)]
pub struct Start {
    pub(in crate::engine) prices: Vec<i64>,
    /// The gap of the first level; where it is 0, one is made from the bound.
    pub(in crate::engine) gap: i64,
}

/// Steps towards good prices, from nothing and from a good start.
const FAR: u32 = 300;
const NEAR: u32 = 24;
/// Levels of the search, the last without a limit.
const LEVELS: u32 = 24;
/// The level after which better prices are worth their while.
const AGAIN: u32 = 3;
/// The level after which it is worth while to ask whether there is a kit at all.
const HOPE: u32 = 7;
const LATER: u32 = 14;
/// A first look at whether there is a kit has this part of the nodes.
const EASY: u64 = 50;
/// A second search has so many times the nodes of the first.
const MORE: u64 = 40;
/// First choices from which local search starts.
const TRIES: u64 = 2;
/// A group with more seats has too many sets to list with their rounds.
const SEATS: usize = 3;

impl<'p> Engine<'p> {
    /// Makes a problem ready.
    pub fn new(problem: &'p Problem) -> Engine<'p> {
        let seats = |g: &Group| if let Group::Seated(seats) = g { seats.len() } else { 0 };
        let merged = problem.groups.iter().map(seats).max().unwrap_or(0) > SEATS || core_has_choice(problem);
        Engine { layout: Layout::new(problem, merged), merged }
    }

    /// Prices for costs like these.
    pub fn start(&self, costs: &[u64]) -> Start {
        let layout = &self.layout;
        let none = vec![0; layout.dims.len()];
        if layout.broken {
            return Start { prices: none, gap: 0 };
        }
        let offers = all(layout, costs);
        let first = short(layout, &offers, &Prices::new(layout, none.clone()));
        let to = Climb { steps: FAR, patience: 5, enough: i64::MAX };
        let (prices, _) = climb(layout, first.as_ref().unwrap_or(&offers), &none, to);
        Start { prices: prices.of, gap: 0 }
    }

    /// The kit of least cost; `costs` by item of the problem. Among kits of the same items the one is
    /// taken whose first seat has the cheapest item, then the second, and so on.
    ///
    /// `nodes` limits the first search with the rounds as laid out, and that with the other layout if the
    /// first does not decide it. What follows has fixed multiples of it: a longer search, local search for
    /// any kit, the linear relaxation, and a search below the cost of the kit that was found.
    pub fn solve(&self, costs: &[u64], start: &Start, nodes: u64) -> Outcome {
        let answer = |found: Found| match found {
            Found::Best(kit) => Outcome::Optimal(self.solution(&kit, costs)),
            Found::Some(kit) => Outcome::Unproven(self.solution(&kit, costs)),
            Found::None => Outcome::Infeasible,
            Found::Nothing => Outcome::GaveUp,
        };
        let found = best(&self.layout, costs, start, nodes, false);
        if matches!(found, Found::Best(_) | Found::None) {
            return answer(found);
        }
        let other = self.other();
        let second = other.as_ref().map_or(Found::Nothing, |layout| {
            best(layout, costs, &Start { prices: Vec::new(), ..*start }, nodes, false)
        });
        let found = match better(found, second) {
            found @ (Found::Best(_) | Found::None) => return answer(found),
            found => better(found, best(&self.layout, costs, start, nodes * MORE, true)),
        };
        let found = match found {
            Found::Nothing => self.last_resort(costs, nodes),
            found => found,
        };
        match found {
            Found::Some(kit) => answer(self.proved(kit, costs, nodes)),
            found => answer(found),
        }
    }

    /// Any kit, where the search for the best one found none.
    fn last_resort(&self, costs: &[u64], nodes: u64) -> Found {
        let problem = self.layout.problem;
        if let Some(items) = self.repaired(Some(costs), nodes * MORE) {
            return Found::Some(Kit { cost: price(costs, &items), items });
        }
        if impossible(problem) {
            return Found::None;
        }
        match self.any(nodes * MORE, costs).unproven() {
            // It was found at other costs.
            Found::Some(kit) => Found::Some(Kit { cost: price(costs, &kit.items), ..kit }),
            found => found,
        }
    }

    /// The kit or a cheaper one, proved if possible.
    fn proved(&self, kit: Kit, costs: &[u64], nodes: u64) -> Found {
        let better = improve(&self.layout, costs, kit, nodes);
        let kit = match better {
            Better { kit, proved: true } => return Found::Best(kit),
            Better { kit, .. } => kit,
        };
        let Some(other) = self.other() else { return Found::Some(kit) };
        match improve(&other, costs, kit, nodes) {
            Better { kit, proved: true } => Found::Best(kit),
            Better { kit, .. } => Found::Some(kit),
        }
    }

    /// Whether any kit keeps the rules; nothing when `nodes` did not suffice to tell.
    pub fn feasible(&self, nodes: u64) -> Option<bool> {
        let free = vec![0; self.layout.problem.items.len()];
        let told = |found: Found| match found {
            Found::Best(_) | Found::Some(_) => Some(true),
            Found::None => Some(false),
            Found::Nothing => None,
        };
        let problem = self.layout.problem;
        let first = nodes / EASY;
        told(self.any(first, &free))
            .or_else(|| self.repaired(None, first * 4).map(|_| true))
            .or_else(|| impossible(problem).then_some(false))
            .or_else(|| self.repaired(None, nodes).map(|_| true))
            .or_else(|| told(self.any(nodes, &free)))
    }

    /// A kit found by local search, from several first choices.
    fn repaired(&self, costs: Option<&[u64]>, steps: u64) -> Option<Vec<(u32, usize)>> {
        (0..TRIES).find_map(|seed| Repair::new(self.layout.problem, costs, seed, steps / TRIES)?.run())
    }

    /// The answer in the numbers of the problem.
    fn solution(&self, kit: &Kit, costs: &[u64]) -> Solution {
        let problem = self.layout.problem;
        let mut placed = kit.items.clone();
        placed.extend(&problem.core);
        placed.sort_unstable();
        let cost = paid(problem, costs, &placed);
        let mut solution = Solution { cost, placed, seats: Vec::new() };
        arrange(&self.layout, costs, &mut solution);
        solution
    }

    /// The other way to lay out a problem with seats.
    fn other(&self) -> Option<Layout<'p>> {
        let seated = self.layout.problem.groups.iter().any(|g| matches!(g, Group::Seated(_)));
        (seated && !self.layout.broken && !core_has_choice(self.layout.problem))
            .then(|| Layout::new(self.layout.problem, !self.merged))
    }

    /// The first kit met, whatever it costs; without those that are forbidden.
    fn any(&self, nodes: u64, costs: &[u64]) -> Found {
        let search = |layout: &Layout<'_>| {
            if layout.broken {
                return Found::None;
            }
            let offers = thin(layout, &all(layout, costs));
            let sight = Sight { layout, offers: &offers, few: None, near: None, gap: 0, helped: true };
            levels(sight, &vec![0; layout.dims.len()], NEAR, nodes, true)
        };
        match (search(&self.layout), self.other()) {
            (Found::Nothing, Some(other)) => search(&other),
            (found, _) => found,
        }
    }
}

/// What items cost, none of them of the core.
fn price(costs: &[u64], items: &[(u32, usize)]) -> i64 {
    items.iter().map(|(n, _)| costs[*n as usize].min(DEAREST) as i64).sum()
}

/// Whether the linear relaxation shows that no kit exists.
fn impossible(problem: &Problem) -> bool {
    let Some(mut linear) = Linear::new(problem) else { return true };
    match linear.run(&mut 20_000) {
        Ended::Outside(why) => linear.simplex.certain(&why),
        Ended::Inside | Ended::Stopped => false,
    }
}

/// The cheapest kit, as one layout finds it.
fn best(layout: &Layout<'_>, costs: &[u64], start: &Start, nodes: u64, helped: bool) -> Found {
    if layout.broken {
        return Found::None;
    }
    let offers = all(layout, costs);
    let mut begin = start.prices.clone();
    begin.resize(layout.dims.len(), 0);
    let few = short(layout, &offers, &Prices::new(layout, begin.clone()));
    levels(
        Sight { layout, offers: &offers, few, near: None, gap: start.gap, helped },
        &begin,
        NEAR,
        nodes,
        false,
    )
}

/// The better of two answers to one question.
fn better(a: Found, b: Found) -> Found {
    match (a, b) {
        (Found::Best(kit), _) | (_, Found::Best(kit)) => Found::Best(kit),
        (Found::None, _) | (_, Found::None) => Found::None,
        (Found::Some(a), Found::Some(b)) => Found::Some(if b.cost < a.cost { b } else { a }),
        (Found::Some(kit), _) | (_, Found::Some(kit)) => Found::Some(kit),
        (Found::Nothing, Found::Nothing) => Found::Nothing,
    }
}

/// How a search ended.
enum Found {
    Best(Kit),
    /// Perhaps not the best.
    Some(Kit),
    /// There is none.
    None,
    /// Nothing, and no proof that there is nothing.
    Nothing,
}

impl Found {
    /// The same kit without the claim that it is the best.
    fn unproven(self) -> Found {
        if let Found::Best(kit) = self { Found::Some(kit) } else { self }
    }
}

/// Searches below the bound and a gap, and widens the gap while there is no kit: the first level that
/// has one has the best. With `any`, the first kit met will do.
fn levels(mut sight: Sight<'_, '_>, start: &[i64], steps: u32, nodes: u64, any: bool) -> Found {
    let layout = sight.layout;
    let (mut prices, mut relaxed) = sight.climb(start, steps);
    let mut left = nodes;
    // What cannot be packed on one level cannot be on the next.
    let mut dealer = Dealer::new(layout);
    (dealer.any, dealer.helped) = (any, sight.helped);
    let mut gap = if sight.gap > 0 { sight.gap } else { first_gap(layout, &relaxed) };
    // The question looks at every item, so a large bank asks it later.
    let hope = if sight.few.is_some() { LATER } else { HOPE };
    for level in 0..LEVELS {
        if relaxed.bound >= NEVER {
            return Found::None;
        }
        let last = level + 1 == LEVELS;
        let limit = if last { NEVER / 2 } else { relaxed.bound + gap };
        let all = sight.few.is_none();
        let near = sight.near(&prices, &relaxed, if last { NEVER } else { gap });
        let cuts = dealer.best_cuts();
        let lists = list(layout, near, &prices, &relaxed, limit + prices.worth, &cuts, &mut left);
        dealer.open = false;
        let mut search = Search::new(layout, &prices, &lists, dealer, left);
        let found = search.below(limit, any);
        left = search.nodes;
        dealer = search.dealer;
        let proved = left > 0 && lists.complete && !dealer.open;
        match found {
            // Nothing costs less than the bound, whatever was left out.
            Some(kit) if proved || kit.cost <= relaxed.bound => return Found::Best(kit),
            Some(kit) => return Found::Some(kit),
            // Where nothing was left out for its cost, dearer levels have no more.
            None if proved && (last || all && !lists.cut && !search.cut) => return Found::None,
            None if last || left == 0 => return Found::Nothing,
            None => {}
        }
        if level == AGAIN {
            // The bound is weak here: better prices cost less than wider lists.
            (prices, relaxed) = sight.climb(&prices.of, FAR);
            gap = (limit - relaxed.bound).max(gap / 2);
        }
        if level == hope && barren(layout, thin(layout, sight.offers)) {
            return Found::None;
        }
        gap = gap.saturating_mul(9) / 5 + 1;
    }
    Found::Nothing
}

/// The offers as far as the search looks at them.
struct Sight<'a, 'p> {
    layout: &'a Layout<'p>,
    offers: &'a Offers,
    /// The cheapest at the prices of the start, where there are many.
    few: Option<Offers>,
    near: Option<Offers>,
    /// The gap of the first level, where that is known.
    gap: i64,
    /// Whether dealing out has more ways than bin completion. The first search does without, so that it
    /// ends where it always has.
    helped: bool,
}

impl Sight<'_, '_> {
    /// Better prices, and the relaxation of all offers at them.
    fn climb(&mut self, from: &[i64], steps: u32) -> (Prices, Relaxed) {
        let to = Climb { steps, patience: 3, enough: i64::MAX };
        let (prices, relaxed) = climb(self.layout, self.few.as_ref().unwrap_or(self.offers), from, to);
        if self.few.is_none() {
            return (prices, relaxed);
        }
        let layout = self.layout;
        let relaxed = relax(layout, self.near(&prices, &relaxed, 0), &prices);
        (prices, relaxed)
    }

    /// The offers that may be part of a kit whose cost exceeds the bound by `gap`: in place of a
    /// dearer item, one of the cheapest of its cell would do.
    fn near(&mut self, prices: &Prices, relaxed: &Relaxed, gap: i64) -> &Offers {
        if self.few.is_none() {
            return self.offers;
        }
        let edge = |share: &crate::engine::bound::lagrangian::Share| {
            share.edge.iter().map(|e| e.saturating_add(gap)).collect()
        };
        let edges: Vec<Vec<i64>> = relaxed.shares.iter().map(edge).collect();
        self.near.insert(below(self.layout, self.offers, prices, &edges))
    }
}

/// Whether prices alone show that no kit exists: with nothing to pay for items, a positive bound is
/// a certificate in the sense of Farkas (1902).
fn barren(layout: &Layout<'_>, mut thin: Offers) -> bool {
    thin.iter_mut().flatten().flatten().for_each(|entry| entry.cost = 0);
    let to = Climb { steps: FAR, patience: 5, enough: 0 };
    climb(layout, &thin, &vec![0; layout.dims.len()], to).1.bound > 0
}

/// An eighth of what an item costs, roughly. Where costs are small many kits cost the same, and it is
/// worth while to look for one at the bound itself.
pub(in crate::engine) fn first_gap(layout: &Layout<'_>, relaxed: &Relaxed) -> i64 {
    let item = relaxed.bound.abs() / layout.total.1.max(1);
    if item < 1 << 8 { 1 } else { item / 8 + 1 }
}

/// What the items cost, core items left out.
fn paid(problem: &Problem, costs: &[u64], placed: &[(u32, usize)]) -> u64 {
    let core = |n: u32| problem.core.iter().any(|(c, _)| *c == n);
    placed.iter().filter(|(n, _)| !core(*n)).map(|(n, _)| costs[*n as usize].min(DEAREST)).sum()
}
